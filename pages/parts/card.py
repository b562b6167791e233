"""A card on a page: what it shows, its sentence, its figure, its table, its sources and what must be known."""

import json
from typing import Any

import streamlit as st

from pages.parts.frame import Run, way_to_data
from pages.parts.heading import show_heading
from pages.parts.link import Pick, picked
from pages.parts.share import picture_of_card, show_share
from pages.parts.table import show_table
from pages.parts.text import as_plain
from pages.parts.verdict import show_verdict
from views.boundary import ADDRESS
from views.cards import Card
from words import say

PICTURE_WIDTH, PICTURE_SCALE = 800, 2


def show_words(card: Card, level: int = 1) -> None:
    """What a card says: title (at its level among the headings), question, sentence, and what must be known with it."""
    show_heading(card.title, level)
    show_verdict(card.verdict)
    st.caption(card.subtitle)
    if card.message:
        st.info(card.message)
        return
    st.markdown(f"**{as_plain(card.sentence)}** {as_plain(card.finding)}".rstrip())
    known = " ".join(part for part in (card.coverage, *card.remarks, card.caution) if part)
    st.caption(as_plain(known))


def show_figure(card: Card, run: Run, view: str, table_open: bool = True, pick: Pick | None = None) -> None:
    """What a card shows: the figure, its breaks, its sources, the table of the same texts, and what is behind it.

    Where several cards stand on a page, their tables are folded (`table_open`). A click on a mark leads to the state
    that `pick` makes of the names of what was clicked.
    """
    language = run.state.language
    if not card.figure:
        return
    show_chart(card, run, view, pick)
    for a_break in card.breaks:
        st.caption(f":material/step_over: {as_plain(a_break)}")
    st.caption(as_plain(say("latest_source", language, source=card.sources[0].text)))
    with st.container(horizontal=True, vertical_alignment="center"):
        show_share(view, run.state, run.release)
        way_to_data(run.state)
    with st.expander(say("table", language), expanded=table_open):
        show_table(card.table, key=f"{view}_table")
    if card.evidence.rows:
        with st.expander(say("evidence", language)):
            show_table(card.evidence, key=f"{view}_evidence")
    if len(card.sources) > 1:
        with st.expander(say("all_sources", language, count=len(card.sources))):
            st.markdown("\n".join(f"- {as_plain(source.text)}" for source in card.sources))
    with st.expander(say("about", language)):
        for caveat in card.caveats:
            st.markdown(f"- {as_plain(caveat)}")
    st.caption(say("release", language, release=card.release))


def show_chart(card: Card, run: Run, view: str, pick: Pick | None = None) -> None:
    """The figure of a card alone, with the button that gives its picture."""
    with st.container(key=f"card_{view}"):
        figure, config = json.loads(card.figure or "{}"), _config(card, run.state.language)
        chart = f"chart_{view}"
        bound: dict[str, Any] = {"on_select": picked(chart, pick), "selection_mode": "points"} if pick else {}
        st.plotly_chart(figure, theme=None, config=config, alt=card.alt, key=chart, **bound)
        picture_of_card(view, *run)


def _config(card: Card, language: str) -> dict[str, Any]:
    """Plotly's bar with one button, named in the reader's language: the download of the picture."""
    height = json.loads(card.figure or "{}")["layout"]["height"]
    words = {"dictionary": {"Download plot as a PNG": say("brief_picture", language)}, "format": {}}
    return {
        "displaylogo": False,
        "scrollZoom": False,
        # Where a boundary map finds its empty world: Plotly would ask another host.
        "topojsonURL": ADDRESS,
        "modeBarButtons": [["toImage"]],
        "locale": language,
        "locales": {language: words},
        "toImageButtonOptions": {
            "format": "png",
            "filename": f"{card.title}_{card.release}",
            "width": PICTURE_WIDTH,
            "height": height,
            "scale": PICTURE_SCALE,
        },
    }

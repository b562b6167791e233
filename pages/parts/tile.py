"""A headline on a page: the figure, its course, its sentence, where it comes from, and the way on."""

from base64 import b64encode
from html import escape

import streamlit as st

from pages.parts.heading import show_heading
from pages.parts.text import as_plain
from pages.parts.verdict import show_verdict
from views.cards import Card
from views.state import State, write_link
from words import say

TILE_WIDTH = 330


def show_first(card: Card, state: State) -> None:
    """The one figure a reader with thirty seconds must see: before any control, complete with date and source."""
    if card.message:
        show_heading(card.title, 1)
        st.info(card.message)
        return
    st.html(STYLE + f'<div class="first"><h1>{escape(card.title)}</h1>{_number(card)}</div>')
    show_verdict(card.verdict)
    st.markdown(f"**{as_plain(card.sentence)}** {as_plain(card.finding)}".rstrip())
    st.caption(as_plain(" ".join((*card.remarks, *card.breaks, card.caution))))
    st.caption(as_plain(_source(card, state.language)))
    _way_on(state)


def show_tile(card: Card, state: State, topic: str) -> None:
    """A further headline: the same in small."""
    with st.container(border=True, width=TILE_WIDTH):
        if card.message:
            st.markdown(f"**{as_plain(card.title)}**")
            st.info(card.message)
            return
        st.html(
            f'<div class="tile"><p class="topic">{escape(topic)}</p><h2>{escape(card.title)}</h2>{_number(card)}'
            f"<p>{escape(card.change)}</p></div>"
        )
        show_verdict(card.verdict)
        st.caption(as_plain(_source(card, state.language)))
        _way_on(state)


def _number(card: Card) -> str:
    """The figure, its period and its course. Streamlit drops SVG from a page, so the course is a picture in itself."""
    when = f'<span class="when">{escape(card.period)}</span>'
    picture = b64encode(card.spark.encode()).decode()
    course = f'<img alt="{escape(card.alt)}" src="data:image/svg+xml;base64,{picture}">' if card.spark else ""
    return f'<p class="number">{escape(card.headline)} {when}</p>{course}'


def _source(card: Card, language: str) -> str:
    source = card.sources[0]
    return say("latest_source", language, source=f"{source.citation} [{source.seen}]")


def _way_on(state: State) -> None:
    label = say("see_trend", state.language)
    st.page_link("pages/trends.py", label=label, icon=":material/trending_up:", query_params=write_link(state))


STYLE = """<style>
.first h1{font-size:1.35rem;padding:0;margin:0}
.first .number{font-size:3rem;font-weight:700;line-height:1.15;margin:.2rem 0}
.tile h2{font-size:1rem;padding:0;margin:0}
.tile p{margin:.2rem 0}
.tile .topic{font-size:.8rem;opacity:.75;margin:0}
.tile .number{font-size:1.6rem;font-weight:700;line-height:1.2}
.first .when,.tile .when{font-size:1rem;font-weight:400;opacity:.75}
</style>"""

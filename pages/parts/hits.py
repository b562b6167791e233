"""One field to search by, and what it finds: each hit with what is known of it and the way to where it stands."""

from itertools import groupby
from urllib.parse import parse_qsl

import streamlit as st

from pages.parts.frame import PAGES, Run
from pages.parts.link import follow
from pages.parts.part import show_folded
from pages.parts.text import as_plain
from views.cards import Card
from views.found import COLUMNS
from views.named import card_named
from views.state import MOST_TYPED, typed
from words import say

MOST_SHOWN = 5
KIND, NAME, SAYS, QUOTE, SOURCE = range(len(COLUMNS))
Hit = tuple[tuple[str, ...], tuple[str, ...]]


def search(run: Run) -> None:
    """The field, and under it what was found; nothing while nothing is typed."""
    language = run.state.language
    st.text_input(
        say("search", language),
        placeholder=say("search_hint", language),
        max_chars=MOST_TYPED,
        **follow("search", run.state.text, lambda text: run.state.but(text=typed(text))),
    )
    if run.state.text:
        plain = run.state.plain(text=run.state.text)
        with st.container(key="hits"):
            _show(card_named("found", run.release, plain), run._replace(state=plain))


def _show(card: Card, run: Run) -> None:
    if card.message:
        st.info(as_plain(card.message))
        return
    st.html(STYLE)
    st.markdown(f"**{as_plain(card.title)}**")
    hits = zip(card.table.rows, card.table.records, strict=True)
    left_out = False
    for kind, group in groupby(hits, key=lambda hit: hit[0][KIND]):
        of_kind = list(group)
        st.caption(as_plain(say("group_size", run.state.language, name=kind, count=len(of_kind))))
        for hit in of_kind[:MOST_SHOWN]:
            _hit(hit)
        left_out |= len(of_kind) > MOST_SHOWN
    if left_out:
        show_folded(run, "found")


def _hit(hit: Hit) -> None:
    """A link called by the name, and under it what is known, in whose words."""
    cells, (_, _, page, link) = hit
    path = next(path for path, look in PAGES.items() if look.path == page)
    known = " · ".join(part for part in (cells[SAYS], cells[SOURCE]) if part)
    quote = f" “{cells[QUOTE]}”" if cells[QUOTE] else ""
    with st.container(gap=None):
        st.page_link(path, label=as_plain(cells[NAME]), query_params=dict(parse_qsl(link)))
        st.caption(as_plain(known + quote))


# A hit on this page must not look like the page that is open, and no name is cut off.
STYLE = """<style>
.st-key-hits [data-testid=stPageLink-NavLink]{background:none;padding-left:0}
.st-key-hits [data-testid=stPageLink-NavLink] *{white-space:normal;overflow:visible;font-weight:400}
.st-key-hits [data-testid=stPageLink-NavLink] p{text-decoration:underline;text-underline-offset:.2em}
</style>"""

"""One part of the data page: a card of which only words and a table stand, open or folded."""

from html import escape
from itertools import groupby

import streamlit as st

from pages.parts.frame import Run
from pages.parts.heading import show_heading
from pages.parts.share import table_as_file
from pages.parts.table import show_table
from pages.parts.text import as_plain
from views.cards import Card
from views.named import card_named


def show_open(run: Run, view: str) -> None:
    """A part that stands open under its heading."""
    card = card_named(view, run.release, run.state)
    show_heading(card.title, 2)
    _show(card, run, view)


def show_folded(run: Run, view: str, *others: str) -> None:
    """A part that is opened by a tap on its title; further views follow the first under their own."""
    first = card_named(view, run.release, run.state)
    with st.expander(as_plain(first.title)):
        _show(first, run, view)
        for other in others:
            card = card_named(other, run.release, run.state)
            st.markdown(f"**{as_plain(card.title)}**")
            _show(card, run, other)


def show_list(card: Card) -> None:
    """A part of few and long texts, each of which is read in full; texts of one name stand together."""
    show_heading(card.title, 2)
    named = groupby(card.table.rows, key=lambda row: row[0])
    parts = "".join(
        f"<dt>{escape(name)}</dt>" + "".join(f"<dd>{escape(text)}</dd>" for _, text in rows) for name, rows in named
    )
    st.html(f'{STYLE}<dl class="parts">{parts}</dl>')


def _show(card: Card, run: Run, view: str) -> None:
    if card.message:
        st.info(card.message)
        return
    st.caption(as_plain(" ".join(text for text in (card.subtitle, card.sentence, *card.remarks) if text)))
    show_table(card.table, view)
    table_as_file(view, run.state, run.release)


STYLE = """<style>
dl.parts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:0;padding:0}
.parts dt{opacity:.75;grid-column:1;margin:0}
.parts dd{grid-column:2;margin:0;overflow-wrap:anywhere}
@media (max-width:640px){
dl.parts{grid-template-columns:1fr}
.parts dt{font-size:.85rem;margin-top:.4rem}
.parts dd{grid-column:1}
}
</style>"""

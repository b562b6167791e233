"""The records behind the figure that a page speaks of: folded, page by page, with the file of all of them."""

import streamlit as st

from data.releases import ReleaseRefusedError
from pages.parts.controls import choose
from pages.parts.frame import Run
from pages.parts.link import fold, write_state
from pages.parts.share import table_as_file
from pages.parts.table import show_table
from pages.parts.text import as_plain
from views.batches import cell_of, cells_of, lists_batches
from views.behind import behind_page_card, pages_of
from views.cache import card_of
from views.current import refusal_words
from views.state import State
from words import say
from words.periods import write_period

VIEW = "behind"


def show_behind(run: Run, of: State, with_periods: bool = False) -> None:
    """The records behind the figure of the state `of`, which is that of the run with what the page fills in.

    Nothing where none lie in the release. `with_periods` adds a control for a page that shows all periods at once.
    """
    state, release, _ = run
    if not lists_batches(release, state.indicator):
        return
    heading = say("behind_heading", state.language)
    # Counted when it is opened, and not on every run of the page.
    part = st.expander(heading, **fold(VIEW, state.page > 1))
    if not part.open:
        return
    with part:
        if with_periods:
            _periods(run)
        try:
            _list(run, of)
        except ReleaseRefusedError as refused:
            st.error(as_plain(refusal_words(refused, state.language)))


def _periods(run: Run) -> None:
    """The period whose figure is meant, newest first."""
    state, language = run.state, run.state.language
    rows = {cell.row["until"]: cell.row for cell in reversed(cells_of(run.release, state))}
    names = {day: write_period(row["period"], day, row["grain"], language) for day, row in rows.items()}
    shown = state.until or next(iter(names), None)
    label = say("choose_period", language)
    choose("behind_period", label, list(names), shown, names.__getitem__, lambda day: state.but(until=day), language)


def _list(run: Run, of: State) -> None:
    card = card_of(behind_page_card, run.release, of)
    st.markdown(f"**{as_plain(card.title)}**")
    if card.message:
        st.info(as_plain(card.message))
    else:
        st.caption(as_plain(" ".join((card.sentence, *card.remarks))))
        show_table(card.table, VIEW)
    if cell := cell_of(run.release, of):
        _turn(run.state, pages_of(cell))
        table_as_file(VIEW, of.plain(**cell.parts), run.release)


def _turn(state: State, pages: int) -> None:
    """The ways to the page before and the page after."""
    if pages < 2:
        return
    language, page = state.language, state.page
    with st.container(horizontal=True, vertical_alignment="center"):
        _to("page_before", state, min(page - 1, pages), page > 1)
        st.caption(say("page_of_pages", language, page=page, pages=pages), width="content")
        _to("page_after", state, page + 1, page < pages)


def _to(words: str, state: State, page: int, there: bool) -> None:
    label = say(words, state.language)
    st.button(label, on_click=write_state, args=(state.but(page=page),), key=f"{VIEW}_{words}", disabled=not there)

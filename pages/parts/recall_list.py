"""The recalls behind a number: which are listed and in which order, the list, one of them, and what they show."""

import streamlit as st

from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_one
from pages.parts.frame import Run
from pages.parts.heading import show_section
from pages.parts.link import follow
from pages.parts.part import show_open
from pages.parts.text import as_plain
from views.named import card_named
from views.recall_list import is_one_recall, pages_of
from views.recall_records import years_of
from views.state import MOST_TYPED, SORTS, typed
from words import say

FIGURES = ("recall_largest", "recall_sizes", "recall_brands", "recall_completion")


def show_recall_list(run: Run) -> None:
    """The list with its controls, then its figures; in a dataset without records one line says so."""
    state, release, theme = run
    language = state.language
    show_section(say("recall_list_heading", language))
    if not release.has_records:
        st.caption(as_plain(say("no_recall_records", language)))
        return
    _controls(run)
    show_open(run, "recall_list")
    if is_one_recall(release, state):
        show_words(card_named("one_recall", release, state, theme), 3)
    _pages(run)
    for view in FIGURES:
        card = card_named(view, release, state, theme)
        show_words(card, 3)
        show_figure(card, run, view, table_open=False)


def _controls(run: Run) -> None:
    """Year, words and order; each begins the list anew at its first page."""
    state, language = run.state, run.state.language
    years = {day: str(day.year) for day in years_of(run.release, state)}
    shown = state.until if state.until in years else next(iter(years), None)
    choose(
        "recall_year",
        say("choose_year", language),
        list(years),
        shown,
        years.__getitem__,
        lambda day: state.but(grain="year", until=day, page=1),
        language,
    )
    st.text_input(
        say("recall_search", language),
        placeholder=say("recall_search_hint", language),
        max_chars=MOST_TYPED,
        **follow("recall_text", state.text, lambda text: state.but(text=typed(text), page=1)),
    )
    orders = {one: say(f"sort_{one or 'units'}", language) for one in ("", *SORTS)}
    choose_one("recall_sort", say("choose_sort", language), orders, state.sort, lambda one: state.but(sort=one, page=1))


def _pages(run: Run) -> None:
    state, pages = run.state, pages_of(run.release, run.state)
    numbers = list(range(1, pages + 1))
    label = say("choose_page", state.language)
    choose("recall_page", label, numbers, state.page, str, lambda page: state.but(page=page), state.language)

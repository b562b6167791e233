"""The recalls behind a number: which are listed and in which order, the list, one of them, and what they show."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from indicators import catalogue
from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_one
from pages.parts.frame import Run
from pages.parts.heading import show_section
from pages.parts.link import follow
from pages.parts.part import show_open
from pages.parts.text import as_plain
from regions import region
from views.named import card_named
from views.recall_list import is_one_recall, pages_of, told_apart
from views.recall_records import years_of
from views.state import MOST_TYPED, SORTS, State, typed
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
    """What is listed, and in which order."""
    state, language = run.state, run.state.language
    dimension, members, places = told_apart(run.release, state)
    years, of, producer = st.columns(3)
    with years:
        _year(run)
    with of:
        _of(state, dimension, members)
    with producer:
        _producer(state, places)
    st.text_input(
        say("recall_search", language),
        placeholder=say("recall_search_hint", language),
        max_chars=MOST_TYPED,
        **follow("recall_text", state.text, lambda text: state.but(text=typed(text))),
    )
    orders = {one: say(f"sort_{one or 'units'}", language) for one in ("", *SORTS)}
    label = say("choose_sort", language)
    choose_one("recall_sort", label, orders, state.sort, lambda one: state.but(sort=one))


def _year(run: Run) -> None:
    state, language = run.state, run.state.language
    years = {day: str(day.year) for day in years_of(run.release, state)}
    shown = state.until if state.until in years else next(iter(years), None)

    def of_year(day: date) -> State:
        return state.but(grain="year", until=day)

    choose("recall_year", say("choose_year", language), list(years), shown, years.__getitem__, of_year, language)


def _of(state: State, dimension: str, members: Sequence[str]) -> None:
    """What the recalls are of: everything, until one component or class is chosen."""
    language, breakdown = state.language, catalogue().breakdowns[dimension]
    chosen = state.members[0] if state.dimension == dimension and state.members else ""

    def text(id: str) -> str:
        return breakdown.members[id].text(language) if id else say("the_whole", language)

    def of_one(id: str) -> State:
        return state.but(dimension=dimension if id else "", members=(id,) if id else ())

    choose("recall_of", breakdown.text(language), ["", *members], chosen, text, of_one, language)


def _producer(state: State, places: Sequence[str]) -> None:
    """Where the producers are: anywhere, until one province is chosen."""
    language = state.language
    chosen = state.regions[0] if state.regions else ""

    def text(id: str) -> str:
        return region(id).short[language] if id else say("the_whole", language)

    def in_one(id: str) -> State:
        return state.but(regions=(id,) if id else ())

    choose("recall_producer", say("province_of_producer", language), ["", *places], chosen, text, in_one, language)


def _pages(run: Run) -> None:
    state, pages = run.state, pages_of(run.release, run.state)
    numbers = list(range(1, pages + 1))
    label = say("choose_page", state.language)
    choose("recall_page", label, numbers, state.page, str, lambda page: state.but(page=page), state.language)

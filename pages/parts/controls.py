"""The controls that choose one of some: each shows a part of the state and writes a new one when it is moved."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import streamlit as st

from data import DEMO, PUBLISHED
from data.releases import Release, datasets
from indicators import catalogue
from pages.parts.link import follow, write_state
from views.cards import Card
from views.choices import GRAINS, offered, sides
from views.period import Period
from views.search import indicator_words, label_of
from views.state import State
from words import LANGUAGES, say

# Wider than a phone: there it stands in a row of its own.
INDICATOR_WIDTH = 480


@contextmanager
def filters(card: Card, language: str, in_force: str = "") -> Iterator[None]:
    """The selectors of a page: on a phone behind one button, which says what is in force, as the title's end does.

    web/own.js folds and opens them by what pages/parts/style.py draws; on a desk and without it they stand in place.
    """
    name, done = say("filters", language), say("filters_done", language)
    chosen = escape(in_force or card.title.partition(" · ")[2])
    st.html(
        f'<button type="button" class="filters-open" data-name="{name}" aria-haspopup="dialog" aria-controls="filters">'
        f'<b>{name}</b><span>{chosen}</span></button><div class="filters-scrim"></div>'
    )
    with st.container(key="filters"):
        yield
        st.html(f'<button type="button" class="filters-done">{done}</button>')


def choose_language(state: State) -> None:
    """Chinese or English."""
    other = next(language for language in LANGUAGES if language != state.language)
    label = say("language_name", other)
    st.button(label, on_click=write_state, args=(state.but(language=other),), key="language", type="tertiary")


def choose_dataset(state: State) -> None:
    """What was published, the demonstration, or what a bureau has added; the indicator stays.

    A word that opens the choice, so that on a phone no control stands before the headline.
    """
    names = {id: say(f"dataset_{id}", state.language) if id in (PUBLISHED, DEMO) else id for id in datasets()}
    with st.popover(names[state.dataset], type="tertiary"):
        st.radio(
            say("dataset", state.language),
            list(names),
            format_func=names.__getitem__,
            **follow(
                "dataset",
                state.dataset,
                lambda id: State(language=state.language, dataset=id, indicator=state.indicator),
            ),
        )
        if len(names) > 1:
            st.caption(say("report_lists_apart", state.language))


def choose_indicator(state: State, release: Release) -> None:
    """Any indicator by topic, headlines first, found by typing a part of what it is called in either language.

    The one that is shown stands there as a placeholder: so the field is empty for typing, and finds that one too.
    """
    entries = {id: one for id, one in catalogue().indicators.items() if id in offered(release)}
    topics = list(catalogue().topics)
    ids = sorted(
        entries, key=lambda id: (topics.index(entries[id].topic), not entries[id].headline, entries[id].headline)
    )
    names = {
        id: f"{entries[id].texts(state.language).name} · {catalogue().topics[entries[id].topic].text(state.language)}"
        for id in ids
    }
    labels = {id: label_of(name, indicator_words(id)) for id, name in names.items()}
    st.selectbox(
        say("choose_indicator", state.language),
        ids,
        index=None,
        placeholder=names.get(state.indicator, say("choose_hint", state.language)),
        format_func=labels.__getitem__,
        filter_mode="contains",
        width=INDICATOR_WIDTH,
        **follow("indicator", None, lambda id: state.but(indicator=id)),
    )


def choose(
    key: str,
    label: str,
    options: Sequence[Any],
    value: Any,
    text: Callable[[Any], str],
    change: Callable[[Any], State],
    language: str,
) -> None:
    """A selector of one of `options`; drawn only where there is something to choose."""
    known = value in options
    if known and len(options) > 1:
        st.selectbox(label, options, format_func=text, filter_mode="contains", **follow(key, value, change))
    elif options and not known:
        hint = say("choose_hint", language)
        st.selectbox(label, options, index=None, placeholder=hint, format_func=text, **follow(key, None, change))


def choose_one(key: str, label: str, names: dict[str, str], value: str, change: Callable[[str], State]) -> None:
    """One of a few, each a word or two and all of them in sight."""
    bound = follow(key, value, change)
    st.segmented_control(label, list(names), format_func=names.__getitem__, required=True, **bound)


def choose_grain(state: State, grains: Sequence[str], shown: str, **given_up: None) -> None:
    """The kind of periods; the parts of the state that are given up do not fit another one."""
    language = state.language
    choose(
        "grain",
        say("choose_grain", language),
        grains,
        shown,
        lambda id: say(f"grain_{id}", language),
        lambda id: state.but(grain=id, **given_up),
        language,
    )


def choose_period(state: State, release: Release, offered: Sequence[Period], shown: Period | None) -> None:
    """The period that is shown; where records give several grains of each, the grain before it."""
    language, grains = state.language, [grain for grain in GRAINS if any(one.grain == grain for one in offered)]
    if release.has_records and shown and len(grains) > 1:
        choose_grain(state, grains, shown.grain, until=None)
        offered = [one for one in offered if one.grain == shown.grain]
    choose(
        "period",
        say("choose_period", language),
        offered,
        shown,
        lambda one: one.text(language),
        lambda one: state.but(until=one.until, grain=one.grain),
        language,
    )


def choose_form(state: State, forms: Sequence[str], plain: str) -> None:
    """How the same answer is drawn; `plain` words the way that needs no choice."""
    if len(forms) > 1:
        names = {form: say(f"form_{form}" if form else plain, state.language) for form in forms}
        shown = state.form if state.form in forms else ""
        choose_one("form", say("choose_form", state.language), names, shown, lambda form: state.but(form=form))


def choose_side(state: State) -> None:
    """The other side of a two-sided indicator, such as what does not conform; everything else stays as it is."""

    def turned(id: str) -> State:
        return state if id == state.indicator else state.other_side()

    if names := sides(state.indicator, state.language):
        choose_one("side", say("choose_side", state.language), names, state.indicator, turned)

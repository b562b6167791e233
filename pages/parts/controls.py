"""The controls: each shows one part of the state and writes a new state when it is moved."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from indicators import catalogue
from pages.parts.link import follow, write_state
from views.choices import WHOLE, Choices
from views.state import State
from words import LANGUAGES, say


def choose_language(state: State) -> None:
    """Chinese or English."""
    other = next(language for language in LANGUAGES if language != state.language)
    label = say("language_name", other)
    st.button(label, on_click=write_state, args=(state.but(language=other),), key="language", type="tertiary")


def choose_indicator(state: State) -> None:
    """Any indicator, in the order of the topics, found by typing a part of its name."""
    entries = catalogue().indicators
    topics = list(catalogue().topics)
    ids = sorted(entries, key=lambda id: (topics.index(entries[id].topic), list(entries).index(id)))

    def name(id: str) -> str:
        topic = catalogue().topics[entries[id].topic].text(state.language)
        return f"{entries[id].texts(state.language).name} · {topic}"

    choose(
        "indicator",
        say("choose_indicator", state.language),
        ids,
        state.indicator,
        name,
        lambda i: state.but(indicator=i),
        state.language,
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
        st.selectbox(label, options, format_func=text, **follow(key, value, change))
    elif options and not known:
        hint = say("choose_hint", language)
        st.selectbox(label, options, index=None, placeholder=hint, format_func=text, **follow(key, None, change))


def choose_members(state: State, now: State, choices: Choices) -> None:
    """Any members of the breakdown that is shown; while none is chosen, the view decides."""
    dimension, language = now.dimension, state.language
    members = choices.members(now.regions[0], dimension, now.grain) if dimension != WHOLE else []
    if not members:
        return
    bound = follow("members", list(now.members), lambda picked: state.but(members=tuple(picked)))
    st.multiselect(
        say("choose_members", language),
        members,
        format_func=lambda id: catalogue().member(dimension, id).text(language),
        placeholder=say("members_hint", language),
        **bound,
    )

"""From the nation down to the county and back: where regions lie, and the ways up and down from what is compared."""

import streamlit as st

from data.releases import Release
from pages.parts.controls import choose
from regions import NATION, children, region
from views.choices import Choices
from views.places import BELOW
from views.region_choices import PROVINCE, holders, kind_text
from views.state import State, write_link
from words import say


def choose_within(state: State, release: Release, kind: str, within: str) -> None:
    """The place whose cities or counties are compared."""
    if kind in BELOW:
        choose(
            "within",
            say("choose_within", state.language),
            holders(release, state.indicator, kind),
            within,
            lambda id: region(id).name[state.language] if id != NATION else region(id).short[state.language],
            lambda id: state.but(compare=kind, within=id, regions=(), until=None, grain=""),
            state.language,
        )


def ways_up_and_down(state: State, choices: Choices, kind: str, within: str) -> None:
    """The way to the level above, and from each chosen region to what lies within it."""
    language = state.language
    if within:
        parent = region(within).parent
        above = ("city", parent or "") if region(within).level == "city" else (PROVINCE, "")
        _way("go_up", state, *above, language)
    for id in state.regions:
        for level in BELOW if kind == PROVINCE else ("county",):
            if level in choices.kinds() and any(unit.level == level for unit in children(id)):
                _way("go_down", state, level, id, language)


def _way(words: str, state: State, kind: str, within: str, language: str) -> None:
    there = state.but(compare=kind, within=within, regions=(), until=state.until, grain=state.grain)
    label = say(words, language, kind=kind_text(kind, language, within))
    st.page_link("pages/regions.py", label=label, query_params=write_link(there))

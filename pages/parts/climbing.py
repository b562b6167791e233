"""From the nation down to the county and back: where regions lie, and the ways up and down from what is compared."""

import streamlit as st

from data.releases import Release
from pages.parts.controls import choose
from pages.parts.link import step
from regions import NATION, region
from views.choices import Choices
from views.places import BELOW
from views.region_choices import PROVINCE, below, holders, kind_text
from views.state import State, write_link
from words import say


def choose_units(state: State, release: Release, choices: Choices, kind: str, within: str) -> None:
    """The kind of regions that are compared; of cities and counties, also the place they lie in."""
    choose(
        "compare",
        say("choose_compare", state.language),
        choices.kinds(),
        kind,
        lambda id: kind_text(id, state.language),
        lambda id: state.but(compare=id, within="", until=None, grain=""),
        state.language,
    )
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
    """The way to the level above, and from each chosen region to its profile and to what lies within it."""
    language = state.language
    if within:
        parent = region(within).parent
        level, place = ("city", parent or "") if region(within).level == "city" else (PROVINCE, "")
        _way("go_up", state.but(compare=level, within=place, regions=(), page=1), language)
    for id in state.regions:
        label = say("see_profile", language, place=region(id).short[language])
        st.page_link("pages/profile.py", label=label, query_params=write_link(state.plain(regions=(id,))))
        for there in below(state, choices, kind, id):
            _way("go_down", there, language)


def _way(words: str, there: State, language: str) -> None:
    label = say(words, language, kind=kind_text(there.compare, language, there.within))
    step(label, there, f"{words}_{there.compare}_{there.within}")

"""The controls that choose any few of many: regions, or members of a breakdown."""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from indicators import catalogue
from pages.parts.link import follow
from views.choices import WHOLE, Choices, place_text
from views.levels import Asked
from views.places import nearby, told_apart
from views.search import label_of, name_in, region_words
from views.state import MOST_REGIONS, State
from words import say

# As wide as a phone: there each stands in a row of its own.
REGIONS_WIDTH = 360


def choose_several(
    key: str,
    label: str,
    options: Sequence[str],
    values: tuple[str, ...],
    text: Callable[[str], str],
    change: Callable[[tuple[str, ...]], State],
    hint: str,
    words: Callable[[str], tuple[str, ...]] = lambda _: (),
    most: int | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A selector of any of `options`; while none is chosen, it says what is shown."""
    offered = [*options, *(one for one in values if one not in options)]
    labels = _labels(offered, values, text, words)
    bound = follow(key, list(values), lambda picked: change(tuple(_meant(one, offered, text) for one in picked)))
    st.multiselect(
        label,
        offered,
        format_func=labels.__getitem__,
        placeholder=hint,
        filter_mode="contains",
        max_selections=most,
        select_all=False,
        wrap=True,
        width=width,
        **bound,
    )


def choose_regions(state: State, now: State, choices: Choices) -> None:
    """Any few regions or scopes that have figures; while none is chosen, the view decides."""
    language, offered = state.language, nearby(choices.regions(now.dimension), now.regions)

    def text(id: str) -> str:
        return place_text(choices, id, language)

    if len({*offered, *state.regions}) > 1:
        choose_several(
            "regions",
            say("choose_region", language),
            offered,
            state.regions,
            text,
            lambda picked: state.but(regions=picked, grain=""),
            say("regions_hint", language, place=text(now.regions[0])) if not state.regions else "",
            region_words,
            MOST_REGIONS,
            REGIONS_WIDTH,
        )


def choose_compared(state: State, offered: Sequence[str]) -> None:
    """Regions to set off among those that are compared, as a click on their marks does."""
    language = state.language
    chosen = tuple(id for id in state.regions if id in offered)
    if len(offered) > 1:
        choose_several(
            "regions",
            say("choose_compared", language),
            offered,
            chosen,
            lambda id: told_apart(id, language),
            lambda picked: state.but(regions=picked),
            say("compared_hint", language),
            region_words,
            MOST_REGIONS,
            REGIONS_WIDTH,
        )


def choose_members(state: State, now: State, choices: Choices) -> None:
    """Any members of the breakdown that is shown; while none is chosen, the view decides."""
    dimension, language = now.dimension, state.language
    members = choices.members(now.regions, dimension, now.grain) if dimension != WHOLE else []
    if members:
        choose_several(
            "members",
            say("choose_members", language),
            members,
            state.members,
            lambda id: catalogue().member(dimension, id).text(language),
            lambda picked: state.but(members=picked),
            say("members_hint", language),
        )


def choose_level(state: State, asked: Asked) -> None:
    """The members to set off, or one that divides further, alone: then its own are shown. Under it, which ones do."""
    language, dimension = state.language, asked.dimension

    def text(id: str) -> str:
        return catalogue().member(dimension, id).text(language)

    groups = {id: count for id, count in asked.groups.items() if id and id != asked.parent}
    offered = [id for id in catalogue().breakdowns[dimension].members if id in groups or id in asked.members]
    choose_several(
        "members",
        say("choose_members", language),
        offered,
        state.members,
        text,
        lambda picked: state.but(dimension=dimension, members=picked, until=None, earlier=None, grain=""),
        say("level_hint", language),
    )
    if groups:
        named = [say("group_size", language, name=text(id), count=count) for id, count in groups.items()]
        st.caption(say("groups_hint", language, names=say("place_joint", language).join(named)))


def _labels(
    options: Sequence[str], chosen: Sequence[str], text: Callable[[str], str], words: Callable[[str], tuple[str, ...]]
) -> dict[str, str]:
    """The label of each option: its text with the words it is found by; what is chosen stands there without them."""
    return {one: text(one) if one in chosen else label_of(text(one), words(one)) for one in options}


def _meant(given: str, options: Sequence[str], text: Callable[[str], str]) -> str:
    """The option that a selector gives back; picked while a page is on its way, it comes as the label it had before."""
    return given if given in options else {text(one): one for one in options}.get(name_in(given), given)

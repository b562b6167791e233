"""The controls: each shows one part of the state and writes a new state when it is moved."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import streamlit as st

from data import DEMO, PUBLISHED
from data.releases import Release, datasets
from indicators import catalogue
from pages.parts.link import follow, write_state
from regions import region
from views.choices import GRAINS, WHOLE, Choices, offered, place_text, sides
from views.comparison import Period
from views.levels import Asked
from views.places import nearby
from views.search import indicator_words, label_of, name_in, region_words
from views.state import MOST_REGIONS, State
from words import LANGUAGES, say

# As wide as a phone or wider: there each stands in a row of its own.
INDICATOR_WIDTH, REGIONS_WIDTH = 480, 360


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
            lambda id: region(id).short[language],
            lambda picked: state.but(regions=picked),
            say("members_hint", language),
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


def choose_form(state: State, forms: Sequence[str], plain: str) -> None:
    """How the same answer is drawn; `plain` words the way that needs no choice."""
    if len(forms) > 1:
        words = {form: say(f"form_{form}" if form else plain, state.language) for form in forms}
        bound = follow("form", state.form if state.form in forms else "", lambda form: state.but(form=form))
        label = say("choose_form", state.language)
        st.segmented_control(label, list(forms), format_func=words.__getitem__, required=True, **bound)


def choose_side(state: State) -> None:
    """The other side of a two-sided indicator, such as what does not conform; everything else stays as it is."""
    names = sides(state.indicator, state.language)
    if names:
        bound = follow("side", state.indicator, lambda id: state if id == state.indicator else state.other_side())
        label = say("choose_side", state.language)
        st.segmented_control(label, list(names), format_func=names.__getitem__, required=True, **bound)


def _labels(
    options: Sequence[str], chosen: Sequence[str], text: Callable[[str], str], words: Callable[[str], tuple[str, ...]]
) -> dict[str, str]:
    """The label of each option: its text with the words it is found by; what is chosen stands there without them."""
    return {one: text(one) if one in chosen else label_of(text(one), words(one)) for one in options}


def _meant(given: str, options: Sequence[str], text: Callable[[str], str]) -> str:
    """The option that a selector gives back; picked while a page is on its way, it comes as the label it had before."""
    return given if given in options else {text(one): one for one in options}.get(name_in(given), given)

"""What a region's profile is asked for, and the ways on from it: its place, against what, and the other pages."""

import streamlit as st

from data.releases import Release
from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose_one
from pages.parts.frame import Run, way_to_trend
from pages.parts.link import follow, step
from pages.parts.share import show_share
from pages.parts.table import show_table
from pages.parts.text import as_plain
from regions import breakdown_of
from views.cards import Card
from views.named import card_named
from views.places import full_name, nearby
from views.profile import place_of
from views.profile_rows import places_known, within_of_place
from views.references import ways_to_hold
from views.search import label_of, region_words
from views.state import State, write_link
from words import say

# What is chosen stands in the field as a placeholder, so that typing begins in an empty one.
STYLE = "<style>.st-key-profile_place input::placeholder{color:inherit}</style>"


def choose_profiled(state: State, release: Release) -> None:
    """The region, found by a part of its names, pinyin or code, and what it is held against."""
    language, place = state.language, place_of(state)
    labels = {
        id: label_of(full_name(id, language), region_words(id))
        for id in nearby(places_known(release), [place] if place else [])
    }
    st.html(STYLE)
    st.selectbox(
        say("profile_place", language),
        list(labels),
        index=None,
        placeholder=full_name(place, language) if place else say("choose_hint", language),
        format_func=labels.__getitem__,
        filter_mode="contains",
        **follow("profile_place", None, lambda id: state.but(regions=(id,), against="", peers=())),
    )
    ways = ways_to_hold(breakdown_of(place)) if place else []
    names = {way: say(f"against_{way or 'nation'}", language) for way in ways if way != "chosen" or state.peers}
    if len(names) > 1:
        shown = state.against if state.against in names else ""
        choose_one("against", say("choose_against", language), names, shown, lambda way: state.but(against=way))


def offer_places(state: State, release: Release) -> None:
    """The provinces of which something is known, each a step away, where no region is chosen yet."""
    known = [id for id in places_known(release) if breakdown_of(id) == "province"]
    with st.container(horizontal=True):
        for id in known:
            step(full_name(id, state.language), state.but(regions=(id,)), f"profile_{id}")
    st.caption(say("release", state.language, release=release.id))


def show_profile(card: Card, run: Run) -> None:
    """The spine with its table, or the table alone where nothing can be placed on one."""
    language = run.state.language
    if card.figure:
        show_figure(card, run, "profile")
    elif card.table.rows:
        show_table(card.table, "profile")
        show_share("profile", run.state, run.release)
        for source in card.sources:
            st.caption(as_plain(say("latest_source", language, source=source.text)))
        st.caption(say("release", language, release=card.release))


def show_beside(run: Run, view: str) -> None:
    """A further card of the region; where it has none, one line that says so."""
    card = card_named(view, run.release, run.state, run.theme)
    if card.message:
        st.caption(as_plain(card.message))
        return
    show_words(card, 3)
    show_figure(card, run, view, table_open=False)


def ways_on(state: State) -> None:
    """To the region among others, and to the trend of the first of its indicators."""
    place, language = place_of(state), state.language
    among = state.plain(
        indicator=state.indicator, regions=(place,), compare=breakdown_of(place), within=within_of_place(place)
    )
    with st.container(horizontal=True):
        label = say("profile_see_regions", language)
        st.page_link("pages/regions.py", label=label, icon=":material/map:", query_params=write_link(among))
        way_to_trend(state.plain(indicator=state.indicator, regions=(place,)))

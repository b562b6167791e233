"""The controls of the regions page beside indicator, place and period: against what, since when, with what else."""

from collections.abc import Sequence

import streamlit as st

from data.releases import Release
from indicators import catalogue
from pages.parts.controls import choose, choose_one
from pages.parts.several import choose_several
from pages.parts.text import as_plain
from regions import region
from views.boundary import BOUNDARY, boundary_state
from views.choices import WHOLE, Choices
from views.period import Period, earlier_of, earlier_than
from views.places import nearby, told_apart
from views.references import ways_to_hold
from views.region_forms import others
from views.regional import pages_of
from views.search import region_words
from views.state import MOST_REGIONS, State
from words import say


def choose_against(state: State, choices: Choices, kind: str) -> None:
    """What regions are held against; for those chosen by hand, which ones. Only where they can be: rates by chance."""
    if choices.indicator.chance != "binomial" or not kind or state.form in ("change", "pairs", "adjusted", "funnel"):
        return
    language = state.language
    names = {one: say(f"against_{one or 'nation'}", language) for one in ways_to_hold(kind)}
    shown = state.against if state.against in names else ""
    choose_one(
        "against",
        say("choose_against", language),
        names,
        shown,
        lambda against: state.but(against=against, peers=state.peers if against == "chosen" else ()),
    )
    if shown == "chosen":
        _choose_peers(state, choices, kind)


def _choose_peers(state: State, choices: Choices, kind: str) -> None:
    """The regions, of the kind that is compared, that are added up to hold the others against."""
    language = state.language
    found = [id for id in choices.regions(WHOLE) if region(id).level == kind]
    choose_several(
        "peers",
        say("choose_peers", language),
        nearby(found, (*state.peers, *state.regions)),
        state.peers,
        lambda id: told_apart(id, language),
        lambda picked: state.but(peers=picked),
        say("nothing_against", language) if not state.peers else "",
        region_words,
        MOST_REGIONS,
    )


def choose_earlier(state: State, offered: Sequence[Period], shown: Period | None) -> None:
    """The period that the one shown is held against, where changes are drawn."""
    if state.form != "change" or shown is None:
        return
    choose(
        "earlier",
        say("choose_earlier", state.language),
        earlier_than(offered, shown),
        earlier_of(offered, shown, state.earlier),
        lambda one: one.text(state.language),
        lambda one: state.but(until=shown.until, grain=shown.grain, earlier=one.until),
        state.language,
    )


def choose_other(state: State, release: Release) -> None:
    """The indicator that the one shown is set against, where two are drawn."""
    if state.form != "pairs":
        return
    known = list(others(release, state))
    choose(
        "other",
        say("choose_other", state.language),
        known,
        state.other or next(iter(known), ""),
        lambda id: catalogue().indicators[id].texts(state.language).name,
        lambda id: state.but(other=id),
        state.language,
    )


def show_base_map(state: State) -> None:
    """Beside the tiles of a map: whether a boundary map was supplied, why one is refused, or how to supply one."""
    if state.form not in ("map", BOUNDARY):
        return
    found = boundary_state(state.language)
    st.caption(as_plain(found.text))
    for fault in found.faults:
        st.caption(f"- {as_plain(fault)}")


def choose_region_page(state: State, form: str, regions: int) -> None:
    """Which page of so many regions is drawn, where they do not stand on one."""
    pages = pages_of(form, regions)
    if pages > 1:
        numbers = list(range(1, pages + 1))
        label = say("choose_page", state.language)
        choose("region_page", label, numbers, min(state.page, pages), str, lambda n: state.but(page=n), state.language)

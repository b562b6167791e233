"""What is in force, by scheme and province? A state in, the cards of certificates and of organisations out."""

from dataclasses import replace
from datetime import date
from typing import Any

from data.releases import Release
from regions import region
from views.aligned import Pair, aligned_card, place_of_pair
from views.cache import remembered
from views.cards import Card
from views.changes import change_between
from views.choices import choices_of, filled
from views.drawn import drawn
from views.figures import figure_of
from views.parts import days_of, parts_card
from views.regions import regions_card
from views.state import State
from views.trend import trend_card
from words import caveat, say

Row = dict[str, Any]
CERTIFICATES, ORGANISATIONS, ISSUED = "valid_certificates", "certified_organisations", "certificates_issued"
COUNTED = (CERTIFICATES, ORGANISATIONS)
EVERYWHERE, SCHEME, COMPULSORY = "coverage:with_abroad", "scheme", "compulsory_product"
FELL = ("down", "less")


def counted_of(state: State) -> str:
    """What a state counts: certificates, or organisations where it asks for them."""
    return ORGANISATIONS if state.indicator == ORGANISATIONS else CERTIFICATES


def place_of(state: State) -> str:
    """The region a state asks for, the first of several; the total with holders abroad where it asks for none."""
    return state.regions[0] if state.regions and state.indicator in COUNTED else EVERYWHERE


def certification_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one region: organisations and certificates on each day, and certificates an organisation."""
    pair = Pair(CERTIFICATES, ORGANISATIONS, place_of(state), "moment", "per_organisation", 2)
    place = place_of_pair(release, pair, state.language)
    title = say("certification_title", state.language, place=place)
    return aligned_card(release, state, theme, pair, title, say("certification_question", state.language))


def places_of(release: Release) -> list[str]:
    """The regions for which both certificates and organisations are known."""
    certificates, organisations = (choices_of(release, id).regions("all") for id in COUNTED)
    return [id for id in certificates if id in organisations]


def schemes_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of what is counted by scheme, on the newest day or on the one asked for."""
    return parts_card(release, _of(state, dimension=SCHEME, until=until_of(state)), theme)


def provinces_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of what is counted by province, on the newest day with most of them or on the one asked for."""
    asked = _of(state, compare="province", until=until_of(state), form=state.form if state.form == "map" else "")
    card = remembered(regions_card, release, asked, theme)
    return replace(card, message=say("nothing_provinces", state.language)) if card.message else card


def until_of(state: State) -> date | None:
    """The day that a state of this page asks for; one that counts something else asks for none."""
    return state.until if state.indicator in COUNTED else None


def days(release: Release, state: State) -> list[date]:
    """The days for which what is counted is known by scheme, newest first."""
    return days_of(release, counted_of(state), SCHEME)


def compulsory_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of compulsory certification over time, with its steepest fall in words and why it is no verdict."""
    asked = _of(state, dimension=SCHEME, members=(COMPULSORY,))
    card = remembered(trend_card, release, asked, theme)
    if card.message:
        return card
    choices = choices_of(release, asked.indicator)
    rows = drawn(release, filled(asked, choices), choices).chosen[0][1]
    fall = _steepest_fall(rows, asked, release)
    return replace(card, remarks=(*fall, caveat("compulsory_list_changed", state.language), *card.remarks))


def issued_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of certificates newly issued, by scheme."""
    issued = state.plain(indicator=ISSUED, dimension=SCHEME)
    return parts_card(release, issued, theme)


def full_state(state: State) -> State:
    """What the cards of a state show, said in full: a state that counts something else asks for nothing here."""
    return state.but(indicator=counted_of(state)).but(regions=(place_of(state),))


def _of(state: State, **parts: Any) -> State:
    return state.plain(indicator=counted_of(state), **parts)


def _steepest_fall(rows: list[Row], state: State, release: Release) -> tuple[str, ...]:
    """The largest fall between two figures in a row, in words; nothing where none of them is a fall."""
    indicator, language = choices_of(release, state.indicator).indicator, state.language
    exact = [row for row in rows if row["bound"] == "exact"]
    falls = [(before, now) for before, now in zip(exact, exact[1:], strict=False) if now["value"] < before["value"]]
    if not falls:
        return ()
    before, now = min(falls, key=lambda pair: pair[1]["value"] / pair[0]["value"])
    change, _ = change_between(before, now, indicator, language)
    first, last = (figure_of(row, indicator, language) for row in (before, now))
    words = {"first": first.period, "from_": first.text, "last": last.period, "to": last.text, "change": change}
    place = region(now["region"]).name[language]
    return (say("steepest_fall", language, place=place, **words),)

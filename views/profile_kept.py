"""What is on record of one region: its recalls over time, and its certificates by scheme."""

from dataclasses import replace

from data.releases import Release
from views.breakdowns import breakdowns_card
from views.cache import remembered
from views.cards import Card
from views.choices import WHOLE, choices_of
from views.places import full_name
from views.profile import place_of, titled
from views.state import State
from views.trend import trend_card
from words import say

# The view of each kind of recalls, to what it counts.
RECALLS = {"profile_vehicle_recalls": "vehicle_recalls", "profile_consumer_recalls": "consumer_recalls"}
CERTIFICATES, SCHEME = "valid_certificates", "scheme"


def profile_vehicle_recalls_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of a region's vehicle recalls over time."""
    return _recalls(release, state, theme, "vehicle_recalls")


def profile_consumer_recalls_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of a region's consumer-product recalls over time."""
    return _recalls(release, state, theme, "consumer_recalls")


def profile_certificates_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of a region's valid certificates by scheme; over time where they are not known by scheme."""
    card, place, language = titled(release, state, "profile_title"), place_of(state), state.language
    choices = choices_of(release, CERTIFICATES)
    asked = state.plain(indicator=CERTIFICATES, regions=(place,))
    if card.message or not choices.having(region=place):
        why = say("profile_no_certificates", language, place=full_name(place, language)) if not card.message else ""
        return replace(card, message=card.message or why)
    if choices.having(SCHEME, place):
        return remembered(breakdowns_card, release, asked.but(dimension=SCHEME), theme)
    return remembered(trend_card, release, asked, theme)


def _recalls(release: Release, state: State, theme: str, indicator: str) -> Card:
    card, place, language = titled(release, state, "profile_title"), place_of(state), state.language
    if card.message or not choices_of(release, indicator).having(WHOLE, place):
        key = "profile_no_vehicle_recalls" if indicator == "vehicle_recalls" else "profile_no_consumer_recalls"
        why = say(key, language, place=full_name(place, language)) if not card.message else ""
        return replace(card, message=card.message or why)
    return remembered(trend_card, release, state.plain(indicator=indicator, regions=(place,)), theme)

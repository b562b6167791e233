"""How many recalls, how many units, of what? A state in, the cards of one kind of recalls out."""

from dataclasses import replace

from data.releases import Release
from indicators import catalogue
from regions import NATION
from sentences.joining import in_a_row
from views.aligned import Pair, aligned_card
from views.cache import remembered
from views.cards import Card
from views.choices import WHOLE, choices_of
from views.parts import parts_card
from views.regions import regions_card
from views.state import State
from views.trend import trend_card
from words import caveat, say

# Each kind of recalls: what counts its campaigns, and what counts the units they cover.
KINDS = {
    "vehicle": ("vehicle_recalls", "vehicle_recall_units"),
    "consumer": ("consumer_recalls", "consumer_recall_units"),
    "emission": ("emission_recalls", "emission_recall_units"),
}
# An average is written to hundreds of vehicles and tens of items, so that its years are written alike.
DECIMALS = {"vehicle": -2, "consumer": -1, "emission": 0}
PROVINCE = "province"
# What a reader asks first: why, of what, who made it happen.
ASKED_FIRST = ("cause", "consumer_class", "trigger", "energy", "origin", "component", "recall_method")


def kind_of(state: State) -> str:
    """The kind of recalls that the indicator of a state belongs to; vehicles for an indicator of none."""
    return next((kind for kind in KINDS if state.indicator.startswith(f"{kind}_recall")), "vehicle")


def recalls_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one kind: recalls by year, units by year, and units a recall; the other kinds in words."""
    kind, language = kind_of(state), state.language
    recalls, units = KINDS[kind]
    pair = Pair(units, recalls, NATION, "year", f"per_recall_{kind}", DECIMALS[kind])
    title = say("recalls_title", language, kind=say(f"recalls_of_{kind}", language))
    card = aligned_card(release, state, theme, pair, title, say("recalls_question", language))
    others = [_in_words(release, state, theme, other) for other in KINDS if other != kind]
    said = in_a_row(others, language)
    known = (say("recalls_others", language, said=said),) if said else ()
    return (
        card if card.message else replace(card, remarks=(caveat("one_large_recall", language), *known, *card.remarks))
    )


def recall_parts_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the recalls of one kind by one breakdown, in the newest period that has one."""
    return _by_breakdown(release, state, theme, KINDS[kind_of(state)][0])


def recall_part_units_card(release: Release, state: State, theme: str = "light") -> Card:
    """The same of the units that the recalls cover."""
    return _by_breakdown(release, state, theme, KINDS[kind_of(state)][1])


def breakdowns_of(release: Release, state: State) -> list[str]:
    """The breakdowns of either count of a kind, the province of the producer last."""
    choices = [choices_of(release, id) for id in KINDS[kind_of(state)]]
    found = {one for own in choices for one in own.dimensions()} - {WHOLE}
    order = [one for one in ASKED_FIRST if one in found] + sorted(found - set(ASKED_FIRST))
    return order + ([PROVINCE] if any(PROVINCE in own.kinds() for own in choices) else [])


def breakdown_of_state(release: Release, state: State) -> str:
    """The breakdown that a state asks for, or the first one there is; empty where there is none."""
    offered = breakdowns_of(release, state)
    asked = PROVINCE if state.compare == PROVINCE else state.dimension
    of_a_recall = state.indicator in {id for pair in KINDS.values() for id in pair}
    return asked if of_a_recall and asked not in ("", WHOLE) else next(iter(offered), "")


def with_breakdown(state: State, breakdown: str) -> State:
    """The state of one kind that asks for a breakdown."""
    plain = state.plain(indicator=KINDS[kind_of(state)][0])
    return plain.but(compare=PROVINCE) if breakdown == PROVINCE else plain.but(dimension=breakdown)


def breakdown_text(breakdown: str, language: str) -> str:
    """How a breakdown of recalls is called."""
    if breakdown == PROVINCE:
        return say("province_of_producer", language)
    return catalogue().breakdowns[breakdown].text(language)


def _by_breakdown(release: Release, state: State, theme: str, indicator: str) -> Card:
    breakdown = breakdown_of_state(release, state)
    plain = state.plain(indicator=indicator)
    if breakdown == PROVINCE:
        return remembered(regions_card, release, plain.but(compare=PROVINCE), theme)
    return parts_card(release, plain.but(dimension=breakdown), theme)


def _in_words(release: Release, state: State, theme: str, kind: str) -> str:
    """The latest year of another kind with its two counts, each with its own where they differ; empty for none."""
    plain, language = state.plain(), state.language
    cards = [remembered(trend_card, release, plain.but(indicator=id, grain="year"), theme) for id in KINDS[kind]]
    by_period: dict[str, list[str]] = {}
    for card in cards:
        if card.headline:
            by_period.setdefault(card.period, []).append(card.headline)
    figures = [
        say("figure_of_period", language, period=period, text=say("list_joint", language).join(texts))
        for period, texts in by_period.items()
    ]
    name, joint = say(f"recalls_of_{kind}", language), say("comma", language)
    return say("kind_in_words", language, name=name, figures=joint.join(figures)) if figures else ""

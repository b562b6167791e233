"""The table of a region's profile: each figure beside what it can be held against, and why some have no class."""

from collections.abc import Mapping, Sequence

from regions import breakdown_of, region
from views.cards import Table
from views.figures import computed_share, display_text, exact_number
from views.profile_rows import Profiled, Row, ways_of
from views.profile_spine import extreme_text, extremes, trend_text
from views.records import RECORD, record
from views.references import Reference, reference_of
from views.sources import citation
from views.standings import Standing
from views.state import State
from views.uncertainty import range_text
from words import say

WHY_NOT = {
    "bound": "profile_bound",
    "unsure": "profile_unsure",
    "cut": "profile_cut",
    "few": "profile_few",
}
CLASS_WORDS = {
    "better": "profile_is_better",
    "worse": "profile_is_worse",
    "above": "profile_is_above",
    "below": "profile_is_below",
    "alike": "profile_is_alike",
}
# What a record says of a figure whose number is withheld.
HIDDEN = {"measure": "level", "dimension": "all", "member": "all", "bound": "exact", "flags": "c", "source": ""}
NO_NUMBERS = dict.fromkeys(("value", "step", "numerator", "denominator", "printed"))


def profile_table(found: Sequence[Profiled], standings: Mapping[str, Standing], state: State) -> Table:
    """A row an indicator, in the order given; columns in which no row says anything are left out."""
    place, language = state.regions[0], state.language
    rows = tuple(_row(one, standings.get(one.indicator.id), state) for one in found)
    keys = (
        "column_indicator",
        "column_period",
        "column_value",
        "column_interval",
        "column_reference",
        "against_nation",
    )
    columns = (
        *(say(key, language) for key in keys),
        *_headings(place, language),
        *(say(key, language) for key in ("profile_share", "profile_class", "profile_worst", "profile_best")),
        *(say(key, language) for key in ("profile_trend", "column_source")),
    )
    records = tuple(record(one.row or _hidden(one, place)) for one in found)
    return Table(columns, rows, RECORD, records).without_empty_columns()


def _row(one: Profiled, standing: Standing | None, state: State) -> tuple[str, ...]:
    language, indicator, row = state.language, one.indicator, one.row
    ways = ("", *ways_of(breakdown_of(state.regions[0])))
    other = "" if state.against in ways else _held(one, one.others.get(state.against), language)
    placed = bool(row) and not one.why_not
    return (
        indicator.texts(language).name,
        one.period.text(language),
        display_text(row, indicator, language) if row else say("look_withheld", language),
        range_text(row, indicator, language) if row else "",
        other,
        *(_held(one, one.others.get(way), language) for way in ways),
        _share(one, language),
        _class(one, standing, language),
        *((extreme_text(end, one, language) for end in extremes(one)) if placed else ("", "")),
        trend_text(one.recent, language),
        citation(row, language) if row else "",
    )


def _headings(place: str, language: str) -> list[str]:
    """Of what stands beside the nation: a group or parent by its name, and the regions alike."""
    ways = ways_of(breakdown_of(place))
    above = [region(reference_of(place, way)).short[language] for way in ways[:-1]]
    return [*above, say("against_neighbours" if ways[-1] == "neighbours" else "against_alike", language)]


def _held(one: Profiled, reference: Reference | None, language: str) -> str:
    return display_text(reference.row, one.indicator, language) if reference else ""


def _share(one: Profiled, language: str) -> str:
    """What part of the nation a count is; empty where regions do not add up to it, or one of the two is a bound."""
    nation = one.others.get("")
    if one.indicator.regions != "sum" or one.row is None or nation is None:
        return ""
    exact = one.row["bound"] == nation.row["bound"] == "exact"
    whole = exact_number(nation.row)
    return (
        computed_share(exact_number(one.row) / whole, language)
        if exact and whole and not one.indicator.is_ratio
        else ""
    )


def _class(one: Profiled, standing: Standing | None, language: str) -> str:
    """The class in a word with its level, and why it has no place on the spine where it has none."""
    said = [_class_text(standing, language)] if standing else []
    if one.why_not in WHY_NOT:
        said.append(say(WHY_NOT[one.why_not], language))
    elif not said and not one.why_not:
        said.append(say("profile_no_test", language))
    return say("remark_joint", language).join(said)


def _class_text(standing: Standing, language: str) -> str:
    text = say(CLASS_WORDS[standing.judged or standing.side], language)
    if standing.side == "alike":
        return text
    return say("profile_strict" if standing.strict else "profile_usual", language, text=f"{standing.mark} {text}")


def _hidden(one: Profiled, place: str) -> Row:
    """A figure that is withheld, as records know it."""
    period = {"grain": one.period.grain, "period": one.period.period, "until": one.period.until}
    known = {"indicator": one.indicator.id, "status": one.choices.status, "region": place}
    return {**HIDDEN, **NO_NUMBERS, **period, **known}

"""One indicator of a region as a row of a spine chart: on a scale from the worst of its like to the best."""

from fractions import Fraction
from statistics import median, quantiles

from charts.marks import SpineRow
from regions import region
from views.figures import display_text, exact_number
from views.profile_rows import Profiled, Row
from views.recent import Recent
from views.series import bar_of
from views.standings import Standing
from views.state import State
from views.uncertainty import range_of
from words import say

TRENDS = {"up": "profile_up", "down": "profile_down", "none": "profile_flat"}


def spine_row(one: Profiled, standing: Standing | None, state: State) -> SpineRow:
    """The row, with what it is held against at 0 and the farther end at 1 or -1: in a row, all lengths are true."""
    language, row, indicator = state.language, one.row or {}, one.indicator
    name, sign = indicator.texts(language).name, direction(one)
    interval = range_of(row, indicator)
    ends = sorted(sign * end for end in (interval.low, interval.high)) if interval else []
    values = sorted(sign * float(exact_number(like)) for like in one.ranked)
    centre = sign * float(centre_of(one, state.against))
    reach = max(abs(end - centre) for end in (values[0], values[-1], *ends)) or 1.0
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    at = [(value - centre) / reach for value in (sign * float(exact_number(row)), values[0], lower, upper, values[-1])]
    low, high = ((end - centre) / reach for end in ends) if ends else (None, None)
    return SpineRow(
        name=name,
        text=display_text(row, indicator, language),
        number=at[0],
        worst=at[1],
        lower=at[2],
        upper=at[3],
        best=at[4],
        low=low,
        high=high,
        hover=_hover(one, standing, state),
        id=indicator.id,
        side=standing.side if standing else "",
        judged=standing.judged if standing else "",
        trend=trend_text(one.recent, language),
    )


def centre_of(one: Profiled, against: str) -> Fraction:
    """What lies at the middle: what it is held against, or the median of its like where neither has a figure."""
    reference = one.reference(against)
    return exact_number(reference.row) if reference else median(exact_number(row) for row in one.ranked)


def direction(one: Profiled) -> int:
    """Which way is right on the spine: lower where lower is better, else higher."""
    return -1 if one.indicator.better == "lower" else 1


def extremes(one: Profiled) -> tuple[Row, Row]:
    """The worst and the best of its like; the lowest and the highest where neither is better."""
    ordered = sorted(one.ranked, key=lambda row: direction(one) * exact_number(row))
    return ordered[0], ordered[-1]


def extreme_text(row: Row, one: Profiled, language: str) -> str:
    """A region with its figure."""
    name, text = region(row["region"]).short[language], display_text(row, one.indicator, language)
    return say("member_figure", language, name=name, text=text)


def trend_text(recent: Recent | None, language: str) -> str:
    """Where the last figures have been going, in a word; empty where that cannot be told."""
    if recent is None or recent.trend.reason:
        return ""
    trend = recent.trend
    wavers = trend.direction in ("up", "down") and not trend.beyond_dispersion
    return say("profile_wavers" if wavers else TRENDS[trend.direction], language)


def _hover(one: Profiled, standing: Standing | None, state: State) -> tuple[str, ...]:
    """The figure, its class, what it is held against, the worst and the best, and where it comes from."""
    language, row = state.language, one.row or {}
    hover = bar_of(one.indicator.texts(language).name, row, one.indicator, language).hover
    reference = one.reference(state.against)
    held = display_text(reference.row, one.indicator, language) if reference else ""
    worst, best = (extreme_text(end, one, language) for end in extremes(one))
    said = (
        standing.text(language) if standing else "",
        say("profile_hover_reference", language, name=reference.name(language), text=held) if reference else "",
        say("profile_hover_range", language, lowest=worst, highest=best)
        if one.indicator.better == "neither"
        else say("profile_hover_ends", language, worst=worst, best=best),
    )
    return (hover[0], *said, *hover[1:])

"""Lines over time as a native chart: periods as categories, a series for each unbroken stretch."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import groupby
from math import gcd
from typing import NamedTuple

from exports.office.description import Native, Point, Series
from exports.office.reading import (
    Layout,
    Trace,
    axis_of,
    each,
    ends_of,
    period_of,
    plain,
    points_down,
    side_of,
    symbol_of,
    value_text,
    watermark_of,
)
from words.ticks import write_tick

YEAR, MOST_PERIODS = 12, 400
# The lines of a control chart, in the order in which a figure has them.
LIMITS = ("centre", "lower", "upper")
BEYOND = 0.08
WIDE, POINTS_PER_PIXEL = 2, 0.75


class Periods(NamedTuple):
    """The categories of an axis of time: their texts, and the place of each month that has figures."""

    texts: tuple[str, ...]
    place: dict[int, int]


def time_lines(traces: list[Trace], layout: Layout, together: list[Trace]) -> Native | None:
    """Lines of one panel over the periods of all `together`; None for what is none, or has two periods in a month."""
    limits = [trace for trace in traces if _is_limit(trace)]
    lines = [trace for trace in traces if trace not in limits]
    periods = _periods(
        [trace for trace in together if not _is_limit(trace)],
        [plain(text) for text in layout["xaxis"].get("ticktext") or []],
    )
    if periods is None or len(limits) > len(LIMITS):
        return None
    series = [_stretch(trace, periods, layout) for trace in lines]
    series += [one for trace, role in zip(limits, LIMITS, strict=False) for one in _limit(trace, role, periods)]
    told = [value_text(hover) for trace in lines for hover in trace["customdata"]]
    axis = axis_of(layout["yaxis"], _numbers(series) + _beyond(series), told)
    if axis is None:
        return None
    return Native(
        kind="line",
        categories=periods.texts,
        series=tuple(series),
        axis=axis,
        mark=watermark_of(layout),
        stand_in=points_down(lines),
    )


def _is_limit(trace: Trace) -> bool:
    return trace.get("mode") == "lines" and trace.get("line", {}).get("shape") == "hvh"


def _numbers(series: list[Series]) -> list[float]:
    points = [point for one in series for point in one.points]
    return [end for point in points for end in (point.value, point.low, point.high) if end is not None]


def _beyond(series: list[Series]) -> list[float]:
    """The room that texts over and under points need, where the axis does not begin at zero anyway."""
    numbers = _numbers(series)
    room = (max(numbers) - min(numbers)) * BEYOND
    told = [point for one in series for point in one.points if point.label]
    lower = [point.value if point.low is None else point.low for point in told if point.side == "b"]
    upper = [point.value if point.high is None else point.high for point in told if point.side == "t"]
    return [end - room for end in lower if end is not None and end > room] + [end + room for end in upper if end]


def _month(at: str) -> int:
    day = date.fromisoformat(at[:10])
    return day.year * YEAR + day.month - 1


def _periods(lines: list[Trace], ticks: list[str]) -> Periods | None:
    """The periods of the figures, with those between them that have none, as far apart as they are in time."""
    days: dict[int, str] = {}
    known: dict[int, str] = {}
    for trace in lines:
        for at, hover in zip(trace["x"], trace["customdata"], strict=True):
            month = _month(at)
            if days.setdefault(month, at) != at:
                return None
            known[month] = period_of(hover)
    if not known:
        return None
    first, last = min(known), max(known)
    step = reduce(gcd, (month - first for month in known)) or YEAR
    months = range(first, last + 1, step)
    if len(months) > MOST_PERIODS:
        return None
    bare = step % YEAR == 0 and set(ticks) <= {str(month // YEAR) for month in months}
    texts = [str(month // YEAR) for month in months] if ticks and bare else _texts(months, known)
    return Periods(tuple(texts), {month: n for n, month in enumerate(months)})


def _texts(months: range, known: dict[int, str]) -> list[str]:
    """A text for each period; those that are missing are called as the same quarter of another year is."""
    if months.step == 1 and len(known) < len(months):
        return [write_tick(date(month // YEAR, month % YEAR + 1, 1), "month", "") for month in months]
    called: dict[int, list[str]] = {}
    for month, text in known.items():
        called.setdefault(month % YEAR, []).append(text.replace(str(month // YEAR), "{}"))
    return [known.get(month) or _called(called.get(month % YEAR, []), month // YEAR) for month in months]


def _called(patterns: list[str], year: int) -> str:
    """The text of a period of a year; empty where no two others of its kind are called alike."""
    alike = len(patterns) > 1 and len(set(patterns)) == 1 and "{}" in patterns[0]
    return patterns[0].format(year) if alike else ""


def _stretch(trace: Trace, periods: Periods, layout: Layout) -> Series:
    """One trace: an unbroken stretch of a line, or figures known only by a bound."""
    line = trace.get("line", {})
    colour = line.get("color") or each(trace["marker"]["color"], 0)
    points = [Point()] * len(periods.texts)
    for n, (at, value) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        place = periods.place[_month(at)]
        points[place] = _point(trace, n, value, colour)
        if not place:
            # Over the first of many periods, a text would cover the axis.
            points[place] = replace(points[place], side="r")
    wide = line.get("width", 0) > WIDE or ("lines" not in trace["mode"] and each(trace["marker"]["size"], 0) > 9)
    shown = bool(trace.get("showlegend")) and bool(layout.get("showlegend"))
    return Series(
        name=plain(trace.get("name") or ""),
        points=tuple(points),
        colour=colour,
        dash=line.get("dash", "solid"),
        width=2.25 if wide else 1,
        symbol=symbol_of(trace, 0)[0],
        size=round(min(each(trace["marker"].get("size", 5), n) for n in range(len(trace["x"]))) * POINTS_PER_PIXEL),
        joined="lines" in trace["mode"],
        shown=shown,
    )


def _point(trace: Trace, n: int, value: float, colour: str) -> Point:
    symbol, hollow = symbol_of(trace, n)
    low, high = ends_of(trace.get("error_y", {}), n, value)
    own = each(trace["marker"]["color"], n)
    return Point(
        value=value,
        label=plain(each(trace.get("text", ""), n) or ""),
        side=side_of(trace, n),
        colour="" if own == colour else own,
        symbol=symbol,
        hollow=hollow,
        low=low,
        high=high,
    )


def _limit(trace: Trace, role: str, periods: Periods) -> Iterator[Series]:
    """The stretches of a limit, which begins anew where the line does."""
    line = trace["line"]
    known = [(at, value) for at, value in zip(trace["x"], trace["y"], strict=True)]
    for stands, stretch in groupby(known, lambda one: one[1] is not None):
        if not stands:
            continue
        points = [Point()] * len(periods.texts)
        for at, value in stretch:
            points[periods.place[_month(at)]] = Point(value=value)
        look = {"colour": line["color"], "dash": line["dash"]}
        yield Series(name="", points=tuple(points), role=role, width=1, joined=True, **look)

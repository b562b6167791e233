"""Figures against earlier figures and wider scopes: changes, cumulatives, holders abroad. One rule, one function."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from indicators import Catalogue
from intake.faults import Fault
from intake.figures import NATION, WITH_ABROAD, Key, Observation, as_text

COUNTED = ("count", "amount", "stock")


def change_faults(shown: dict[Key, Observation]) -> Iterator[Fault]:
    """A printed change against the year before agrees with the two levels, within their rounding."""
    for one in shown.values():
        if one.measure != "change" or one.period is None or "change_disagrees" in one.notes:
            continue
        level = replace(one, measure="level")
        now = shown.get(level.key)
        before = shown.get(replace(level, period=_year_before(one.period), until=_year_before(one.until)).key)
        if now is None or before is None or one.exact is None or now.exact is None or before.exact is None:
            continue
        difference = now.exact - before.exact
        if abs(difference - one.exact) > one.slack + now.slack + before.slack:
            yield one.line.fault("change_differs", "printed", one.printed or "", as_text(difference))


def _year_before(day: date) -> date:
    """The same day a year before; the last day of a month stays the last."""
    following = day + timedelta(days=1)
    if following.day == 1:
        return following.replace(year=following.year - 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def scope_faults(shown: dict[Key, Observation], catalogue: Catalogue) -> Iterator[Fault]:
    """A count that includes holders abroad is no less than the sum of the provinces."""
    for one in shown.values():
        if (
            one.region != WITH_ABROAD
            or one.measure != "level"
            or catalogue.indicators[one.indicator].kind not in COUNTED
        ):
            continue
        nation = shown.get(replace(one, region=NATION).key)
        if nation is not None and _less(one, nation):
            yield one.line.fault("scopes_reversed", "printed", one.printed or "", nation.printed or "")


def cumulative_faults(shown: list[Observation], catalogue: Catalogue) -> Iterator[Fault]:
    """A count that runs up since a start never falls; two stated starts that differ are not compared."""
    series: dict[Key, list[Observation]] = defaultdict(list)
    for one in shown:
        counted = catalogue.indicators[one.indicator].kind in COUNTED
        if counted and one.grain == "cumulative" and one.measure == "level" and one.exact is not None:
            series[replace(one, period=None, until=date.max).key].append(one)
    for rows in series.values():
        rows.sort(key=lambda one: one.until)
        for earlier, later in zip(rows, rows[1:], strict=False):
            comparable = None in (earlier.period, later.period) or earlier.period == later.period
            if comparable and _less(later, earlier):
                yield later.line.fault("cumulative_falls", "printed", later.printed or "", earlier.printed or "")


def _less(one: Observation, other: Observation) -> bool:
    """Whether it lies below the other for certain, beyond the rounding of both."""
    if one.exact is None or other.exact is None:
        return False
    return one.exact + one.slack + other.slack < other.exact

"""What can be asked of regions: kinds, periods, regions with a figure, and the ways to draw them."""

from functools import lru_cache
from typing import Any

from data.releases import Release
from queries import ask
from regions import NATION, of_breakdown, schemes
from views.choices import WHOLE, Choices, choices_of
from views.comparison import Period, best_period
from views.region_periods import heat_periods
from views.state import State
from words import say

Row = dict[str, Any]


def forms(kind: str, offered: list[Period], period: Period | None) -> list[str]:
    """The ways in which regions of a kind can be drawn.

    As a ranking (empty), provinces as a map of tiles, and as a heat map where there are periods beside the one shown.
    """
    heat = ["heat"] if period and heat_periods(offered, period) else []
    return ["", *(["map"] if kind == "province" else []), *heat]


def kind_text(kind: str, language: str) -> str:
    """How a kind of regions is called: provinces, cities, or the name of a grouping."""
    return schemes()[kind].name[language] if kind in schemes() else say(f"kind_{kind}", language)


def compared(release: Release, state: State, choices: Choices) -> tuple[str, Period | None]:
    """The kind of regions and the period a state asks for, or the first kind and the newest period with a nation."""
    kinds = choices.kinds()
    kind = state.compare or (kinds[0] if kinds else "")
    offered = periods(release, choices, kind) if kind else []
    fitting = [one for one in offered if state.until in (None, one.until) and state.grain in ("", one.grain)]
    return kind, best_period(fitting)


def periods(release: Release, choices: Choices, kind: str) -> list[Period]:
    """The periods in which regions of a kind have figures, newest first."""
    return list(_periods(release, choices.indicator.id, kind))


@lru_cache(maxsize=512)
def _periods(release: Release, indicator: str, kind: str) -> tuple[Period, ...]:
    level = choices_of(release, indicator).level
    answer = ask("periods", release, **level, regions=regions_of(kind), reference=NATION)
    return tuple(Period(**row) for row in answer.to_pylist())


def compared_regions(release: Release, choices: Choices, kind: str, period: Period | None) -> list[str]:
    """The regions of a kind that have a figure in a period, in the order of their codes."""
    return list(_found(release, choices.indicator.id, kind, period)) if period else []


@lru_cache(maxsize=512)
def _found(release: Release, indicator: str, kind: str, period: Period) -> tuple[str, ...]:
    found = {row["region"] for row in region_rows(release, choices_of(release, indicator), kind, period)}
    return tuple(id for id in regions_of(kind) if id in found)


def regions_of(kind: str) -> list[str]:
    """The regions of a kind, in the order of their codes."""
    return list(of_breakdown(kind))


def region_rows(release: Release, choices: Choices, kind: str, period: Period) -> list[Row]:
    """The figures of the nation and of the regions of a kind in a period, highest first."""
    rows: list[Row] = ask(
        "regions",
        release,
        **choices.level,
        grain=period.grain,
        period=period.period,
        until=period.until,
        dimension=WHOLE,
        member=WHOLE,
        regions=[NATION, *regions_of(kind)],
    ).to_pylist()
    return rows

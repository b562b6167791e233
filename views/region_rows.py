"""The figures of regions in one period."""

from collections.abc import Iterable
from typing import Any

from data.releases import Release
from queries import ask
from regions import NATION
from views.choices import WHOLE, Choices
from views.period import Period
from views.places import units_of

Row = dict[str, Any]
# Limits, ranks and ends of fewer regions say nothing of where one stands.
FEWEST_RANKED = 5


def region_rows(release: Release, choices: Choices, kind: str, period: Period, within: str = "") -> list[Row]:
    """The figures of the nation and of the regions of a kind in a period, highest first."""
    return rows_of_regions(release, choices, period, (NATION, *units_of(kind, within)))


def rows_of_regions(release: Release, choices: Choices, period: Period, ids: Iterable[str]) -> list[Row]:
    """The figures of some regions in a period, highest first."""
    rows: list[Row] = ask(
        "regions",
        release,
        **choices.level,
        grain=period.grain,
        period=period.period,
        until=period.until,
        dimension=WHOLE,
        member=WHOLE,
        regions=sorted(ids),
    ).to_pylist()
    return rows

"""What is known of how complete a breakdown is."""

from collections.abc import Mapping
from typing import Any

from data.releases import Release
from indicators import Indicator
from queries import ask


def stated_coverage(release: Release, indicator: Indicator, breakdown: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """`coverage` and `members` of a breakdown in the period, grain and region of `row`; empty when nothing is stated.

    `row` has until, grain and region; the region is empty for a breakdown by region.
    """
    sides = {"indicator": indicator.id, "complement": indicator.complement or None}
    answer = ask("coverage", release, **sides, breakdown=breakdown, until=row["until"])
    place = (row["region"], row["grain"], "level")
    return next((one for one in answer.to_pylist() if (one["region"], one["grain"], one["measure"]) == place), {})

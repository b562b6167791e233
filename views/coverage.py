"""What is known of how complete a breakdown is."""

from collections.abc import Mapping
from typing import Any

from data.releases import Release
from indicators import Indicator
from queries import ask


def stated_coverage(release: Release, indicator: Indicator, breakdown: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """`coverage` and `members` of a breakdown in the period, grain and region of `row`; empty when nothing is stated.

    `row` has status, until, grain and region; the region is empty for a breakdown by region.
    """
    answer = ask("coverage", release, **indicator.sides, breakdown=breakdown, until=row["until"], regions=None)
    place = {"status": row["status"], "region": row["region"], "grain": row["grain"], "measure": "level"}
    fitting = (one for one in answer.to_pylist() if all(one[name] == part for name, part in place.items()))
    return next(fitting, {})

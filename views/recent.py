"""Where an indicator has been going lately: the recent trend of its last five figures, as Fingertips computes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indicators import Indicator
from methods.recent_trend import RecentTrend, recent_trend
from views.figures import exact_number
from views.latest import NEVER_COMPARED
from views.series import LENGTHS, follows
from views.uncertainty import Range, range_of
from words import say

Row = dict[str, Any]


@dataclass(frozen=True)
class Recent:
    """The trend of the last figures, and its text."""

    trend: RecentTrend
    text: str


def recent_of(rows: Sequence[Row], indicator: Indicator, language: str) -> Recent | None:
    """The trend of the last figures in a row of one series, oldest first; None for what has no interval."""
    if not rows or rows[0]["grain"] in NEVER_COMPARED or rows[0]["grain"] not in LENGTHS or not indicator.chance:
        return None
    known = _last_in_a_row(rows, indicator)
    values = [float(exact_number(row)) for row, _ in known]
    trend = recent_trend(values, [one.low for _, one in known], [one.high for _, one in known])
    if trend.reason:
        text = say("recent_not_calculated", language, points=trend.points, needed=trend.needed)
    else:
        wavers = trend.direction != "none" and not trend.beyond_dispersion
        text = say(f"recent_{'wavering' if wavers else trend.direction}", language, points=trend.needed)
        text = say("recent_unadjusted", language, text=text) if indicator.mix else text
    return Recent(trend, text)


def _last_in_a_row(rows: Sequence[Row], indicator: Indicator) -> list[tuple[Row, Range]]:
    """The last figures with an interval, of periods that follow each other without a gap or a break."""
    found: list[tuple[Row, Range]] = []
    for row in reversed(rows):
        one = range_of(row, indicator)
        if one is None or (found and not follows(row, found[-1][0])):
            break
        found.append((row, one))
        if "b" in row["flags"]:
            break
    return found[::-1]

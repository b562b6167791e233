"""Which figures of a series stand out of its usual course: control limits, and the rules that are broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators import Indicator
from methods.attribute_charts import laney_p_limits, laney_u_limits, overdispersed, p_limits
from methods.limits import FEWEST_POINTS, Limits
from methods.signals import Signal, signals
from methods.xmr import xmr_of_segments
from views.figures import exact_number
from views.series import LENGTHS, follows

Row = Mapping[str, Any]
Array = NDArray[np.float64]
PERCENT = 100.0
# Where more than this part of the rows stands out, the level moves and limits around one mean say little.
MOST_OUT = 1 / 3


@dataclass(frozen=True)
class Control:
    """A series against its own course, one value a row: limits in the unit shown, and the rule each row breaks.

    `method` is p, laney_p, laney_u or xmr; `starts` are the rows at which limits begin anew. Rows of a stretch with
    fewer than twelve points have no limits (NaN) and break no rule.
    """

    method: str
    starts: tuple[int, ...]
    limits: Limits
    rules: tuple[str, ...]
    found: tuple[Signal, ...]

    @property
    def is_watched(self) -> bool:
        """Whether the last row has limits."""
        return bool(np.isfinite(self.limits.centre[-1]))

    @property
    def is_steady(self) -> bool:
        """Whether the last stretch has a usual course at all: not most of its rows stand out of it."""
        last = self.rules[self.starts[-1] :]
        return sum(bool(rule) for rule in last) <= MOST_OUT * len(last)

    @property
    def points(self) -> int:
        """How many rows the last stretch has."""
        return len(self.rules) - self.starts[-1]

    @property
    def last_signal(self) -> Signal | None:
        """The first of the rules, in their order, that the last row breaks, with the rows that break it."""
        last = len(self.rules) - 1
        fitting = [one for one in self.found if one.last == last and one.rule == self.rules[last]]
        return fitting[0] if fitting else None


def control_of(rows: Sequence[Row], indicator: Indicator) -> Control | None:
    """The rows of one series, oldest first, against their limits; None for what has no usual course.

    p or, where bases are large, p′ for rates with counts, u′ for events, XmR for rates without counts.
    None also where no two rows follow each other, so that nothing tells how far they usually move.
    """
    exact = all(row["bound"] == "exact" for row in rows)
    if rows[0]["grain"] not in LENGTHS or not exact or not (indicator.chance or indicator.is_ratio):
        return None
    spots = _spots(rows)
    starts = (0, *(spots[n] for n, row in enumerate(rows) if "b" in row["flags"] and n))
    method, limits, values = _limits(rows, spots, indicator, starts)
    enough = _enough(starts, spots, len(values))
    known = enough & np.isfinite(limits.lower)
    if enough[-1] and not known[-1]:
        return None
    found = signals(values, limits, starts)
    place = {spot: n for n, spot in enumerate(spots)}
    return Control(
        method=method,
        starts=tuple(place[start] for start in starts),
        limits=Limits(*(np.where(known, part, np.nan)[spots] for part in _parts(limits))),
        rules=tuple(found.rule_at[spot] for spot in spots),
        found=tuple(replace(one, first=place[one.first], last=place[one.last]) for one in found.found),
    )


def last_stretch(rows: Sequence[Row]) -> list[Row]:
    """The rows since the last break of the definition."""
    starts = [n for n, row in enumerate(rows) if "b" in row["flags"]]
    return list(rows[starts[-1] if starts else 0 :])


def _spots(rows: Sequence[Row]) -> list[int]:
    """Where each row stands when every gap between periods has a place of its own."""
    gaps = [not follows(before, row) for before, row in pairwise(rows)]
    return [n + sum(gaps[:n]) for n in range(len(rows))]


def _limits(
    rows: Sequence[Row], spots: list[int], indicator: Indicator, starts: tuple[int, ...]
) -> tuple[str, Limits, Array]:
    numbers = _padded([float(exact_number(row)) for row in rows], spots)
    if indicator.chance == "poisson":
        return "laney_u", laney_u_limits(numbers, np.ones(len(numbers)), starts), numbers
    if indicator.chance == "binomial" and all(row["numerator"] is not None for row in rows):
        x, n = (_padded([row[part] for row in rows], spots) for part in ("numerator", "denominator"))
        large = overdispersed(x, n)
        shares = (laney_p_limits if large else p_limits)(x, n, starts)
        return ("laney_p" if large else "p"), Limits(*(part * PERCENT for part in _parts(shares))), numbers
    limits = xmr_of_segments(numbers, starts)
    if indicator.is_ratio:
        limits = Limits(*(np.clip(part, 0.0, PERCENT) for part in _parts(limits)))
    return "xmr", limits, numbers


def _padded(numbers: Sequence[float], spots: list[int]) -> Array:
    padded = np.full(spots[-1] + 1, np.nan)
    padded[spots] = numbers
    return padded


def _enough(starts: tuple[int, ...], spots: list[int], points: int) -> NDArray[np.bool_]:
    """Whether the stretch around each place has enough rows: a gap is none."""
    stretches = [range(start, end) for start, end in zip(starts, (*starts[1:], points), strict=True)]
    return np.array([sum(spot in one for spot in spots) >= FEWEST_POINTS for one in stretches for _ in one])


def _parts(limits: Limits) -> list[Array]:
    return [limits.centre, limits.lower, limits.upper, limits.near_lower, limits.near_upper]

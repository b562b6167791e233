"""Recent trend: whether the last five values go up or down by more than their intervals explain."""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from methods.results import STRICT, USUAL, Array, MethodError, Numbers, fixed, z_of

POINTS = 5
# A slope this small beside the values is what rounding leaves of a level line: it has no sign.
LEVEL_LINE = 1e-12


@dataclass(frozen=True)
class RecentTrend:
    """`direction` up, down or none, or "" with the `reason` why it cannot be told: few_points or no_interval.

    `points` were used, or are there where too few are; the slope is in the values' unit a point, NaN without direction.
    `dispersion` is the mean square of the values around the line, in their own errors: 1 is what intervals explain.
    """

    direction: str
    reason: str
    points: int
    needed: int
    slope: float
    chi_squared: float
    dispersion: float = float(np.nan)

    @property
    def beyond_dispersion(self) -> bool:
        """Whether the trend stands where the values stray from its line by more than their intervals explain.

        χ² over the dispersion (at least 1) against F(1, 3), at 95 %: few points leave little to tell a trend from ups
        and downs.
        """
        allowed = self.chi_squared / max(1.0, self.dispersion)
        return bool(fdtrc(1, POINTS - 2, allowed) < 1 - USUAL)


def recent_trend(values: Numbers, lower: Numbers, upper: Numbers, level: float = USUAL) -> RecentTrend:
    """The trend of the last five values that have an interval of this `level`, taken as equal steps apart.

    A line is fitted with weights 1/s², s = (upper − lower) / 2z. It is a trend where χ² = (slope/its error)² exceeds
    9.5495 (99.8 %) and the slope keeps its sign when any one value is left out, so that no single value makes it.
    Fingertips of the UK's public health (fingertips.phe.org.uk, recent trends; it rounds 2z to 3.92). Intervals that
    only hold the chance of sampling make large samples always move. An interval without width is none.
    Raises MethodError: `lengths_differ`, `ends_crossed` where lower is above upper, `level_outside`.
    """
    y, low, high = fixed(values), fixed(lower), fixed(upper)
    if not y.size == low.size == high.size:
        raise MethodError("lengths_differ", y.size, low.size, high.size)
    if (low > high).any():
        at = int(np.argmax(low > high))
        raise MethodError("ends_crossed", low[at], high[at])
    wide = 2 * z_of(level)
    valid = ~np.isnan(y)
    usable = np.flatnonzero(valid & (high > low))[-POINTS:]
    if usable.size < POINTS:
        reason = "few_points" if np.count_nonzero(valid) < POINTS else "no_interval"
        return RecentTrend("", reason, int(usable.size), POINTS, float(np.nan), float(np.nan))
    weights = (wide / (high[usable] - low[usable])) ** 2
    return _trend(y[usable], weights)


def _trend(y: Array, weights: Array) -> RecentTrend:
    steps = np.arange(1.0, POINTS + 1)
    slope, chi_squared = _line(steps, y, weights)
    without = [_line(*(np.delete(part, at) for part in (steps, y, weights)))[0] for at in range(POINTS)]
    least = LEVEL_LINE * float(np.abs(y).max())
    same = all(each > least for each in (slope, *without)) or all(each < -least for each in (slope, *without))
    direction = ("up" if slope > 0 else "down") if same and chi_squared > z_of(STRICT) ** 2 else "none"
    around = y - np.average(y, weights=weights) - slope * (steps - np.average(steps, weights=weights))
    dispersion = float(np.sum(weights * around**2)) / (POINTS - 2)
    return RecentTrend(direction, "", POINTS, POINTS, slope, chi_squared, dispersion)


def _line(steps: Array, y: Array, weights: Array) -> tuple[float, float]:
    """The slope of the weighted line, and its χ²."""
    away = steps - np.average(steps, weights=weights)
    spread = float(np.sum(weights * away**2))
    slope = float(np.sum(weights * away * (y - y.mean()))) / spread
    return slope, slope**2 * spread

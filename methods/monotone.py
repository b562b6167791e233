"""Trends that need no line and no normal values: Mann and Kendall's test, Theil and Sen's slope."""

from dataclasses import dataclass

import numpy as np
import pymannkendall
from scipy import stats

from methods.results import USUAL, Array, MethodError, Numbers, fixed, z_of

FEWEST = 4


@dataclass(frozen=True)
class MannKendall:
    """S (pairs that rise less pairs that fall), tau = S over all pairs, the p-value and up, down or none."""

    tau: float
    s: int
    p_value: float
    direction: str


@dataclass(frozen=True)
class Slope:
    """The slope in the values' unit a step of time, and its interval."""

    slope: float
    lower: float
    upper: float


def mann_kendall(values: Numbers, level: float = USUAL) -> MannKendall:
    """Whether the values tend one way: Mann 1945, Econometrica 13:245-59; Kendall 1975, Rank Correlation Methods.

    The p-value is the normal one with the correction for ties and continuity, rough below ten values. For values that
    do not follow from one another: autocorrelation finds trends where none are. Gaps (NaN) are left out.
    Raises MethodError: `too_few_points` (4), `level_outside`.
    """
    z_of(level)
    known, _ = _known(values, None)
    found = pymannkendall.original_test(known)
    p_value = float(found.p)
    direction = ("up" if found.s > 0 else "down") if p_value < 1 - level else "none"
    return MannKendall(float(found.Tau), int(found.s), p_value, direction)


def theil_sen(values: Numbers, times: Numbers | None = None, level: float = USUAL) -> Slope:
    """The median of the slopes between all pairs, with Sen's interval; equal steps where no times are given.

    Theil 1950; Sen 1968, JASA 63:1379-89. Up to 29 % of the values may be wild before it is. Gaps (NaN) are left out
    with their times. Raises MethodError: `lengths_differ`, `times_equal`, `too_few_points` (4), `level_outside`.
    """
    z_of(level)
    known, when = _known(values, times)
    if np.ptp(when) == 0:
        raise MethodError("times_equal", when[0])
    found = stats.theilslopes(known, when, alpha=level)
    return Slope(float(found.slope), float(found.low_slope), float(found.high_slope))


def _known(values: Numbers, times: Numbers | None) -> tuple[Array, Array]:
    x = fixed(values)
    t = fixed(np.arange(x.size) if times is None else times)
    if x.size != t.size:
        raise MethodError("lengths_differ", x.size, t.size)
    known = ~np.isnan(x + t)
    if np.count_nonzero(known) < FEWEST:
        raise MethodError("too_few_points", int(np.count_nonzero(known)), FEWEST)
    return x[known], t[known]

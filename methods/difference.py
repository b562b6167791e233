"""Two proportions: how far apart they are, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from methods.results import USUAL, Array, Interval, Numbers, checked_parts, fixed
from methods.wilson import wilson_interval


@dataclass(frozen=True, eq=False)
class Difference:
    """Later less earlier, as shares (0 to 1), with an interval and a two-sided p-value, one for each pair."""

    estimate: Array
    lower: Array
    upper: Array
    p_value: Array
    level: float

    @property
    def certain(self) -> NDArray[np.bool_]:
        """Where the interval leaves out no difference at all."""
        return (self.lower > 0) | (self.upper < 0)


def difference_of_proportions(
    later: Numbers, later_of: Numbers, earlier: Numbers, earlier_of: Numbers, level: float = USUAL
) -> Difference:
    """x1 / n1 − x0 / n0 with Newcombe's interval (method 10) and the p-value of the score test.

    Newcombe 1998, Stat Med 17:873-90: each end joins the distances of the Wilson limits, δ = √((p1−l1)² + (u0−p0)²).
    For independent samples; p-values of large samples find differences too small to matter. NaN where both shares are
    0 or both 1. Raises MethodError as `checked_parts` does.
    """
    x1, n1 = checked_parts(later, later_of)
    x0, n0 = checked_parts(earlier, earlier_of)
    p1, p0 = x1 / n1, x0 / n0
    lower, upper = difference_of_intervals(p1, wilson_interval(x1, n1, level), p0, wilson_interval(x0, n0, level))
    pooled = (x1 + x0) / (n1 + n0)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = 2 * ndtr(-np.abs((p1 - p0) / error))
    return Difference(fixed(p1 - p0), lower, upper, fixed(p_value), level)


def difference_of_intervals(
    later: Numbers, of_later: Interval, earlier: Numbers, of_earlier: Interval
) -> tuple[Array, Array]:
    """Newcombe's ends of p1 − p0 from intervals that stand already, such as those widened for rounded shares."""
    p1, p0 = fixed(later), fixed(earlier)
    below = np.sqrt((p1 - of_later.lower) ** 2 + (of_earlier.upper - p0) ** 2)
    above = np.sqrt((of_later.upper - p1) ** 2 + (p0 - of_earlier.lower) ** 2)
    return fixed(p1 - p0 - below), fixed(p1 - p0 + above)

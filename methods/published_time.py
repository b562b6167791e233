"""What the self-test can compute of methods over time, from typed inputs or from a file of others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from methods.attribute_charts import laney_p_limits, p_limits
from methods.change_point import change_point
from methods.fixture_files import rows_of
from methods.limits import Limits
from methods.proportion_trend import proportion_trend
from methods.published_cases import Value
from methods.published_files import Answers
from methods.recent_trend import recent_trend
from methods.results import STRICT, Array, Numbers, fixed, z_of
from methods.xmr import xmr

# The words of Fingertips' code for a direction.
SAID = {"up": "Increasing", "down": "Decreasing", "none": "NoChange"}


def values_chart(values: list[float], screened: bool) -> tuple[Value, ...]:
    """Lower limit, mean and upper limit of single values."""
    limits = xmr(values, screened)
    return float(limits.lower[0]), float(limits.centre[0]), float(limits.upper[0])


def share_chart(numerator: list[int], size: int) -> tuple[Value, ...]:
    """Centre, upper and lower limit of samples of one size, and the numbers of those outside, from 1."""
    limits = p_limits(numerator, [size] * len(numerator))
    outside = _outside(fixed(numerator) / size, limits)
    return float(limits.centre[0]), float(limits.upper[0]), float(limits.lower[0]), *(int(at) + 1 for at in outside)


def recent(value: list[float], lower: list[float], upper: list[float]) -> tuple[Value]:
    """The direction of the last five values."""
    return (SAID[recent_trend(value, lower, upper).direction],)


def score_trend(numerator: list[int], denominator: list[int], scores: list[float] | None = None) -> tuple[Value, ...]:
    """χ² and p-value of the trend of shares, without correction."""
    found = proportion_trend(numerator, denominator, scores, corrected=False)
    return found.chi_squared, found.p_value


def score_sum(numerator: list[int], denominator: list[int]) -> tuple[Value]:
    """Rosner's A, the slope times Σ n (t − t̄)², of equal steps."""
    n, steps = fixed(denominator), np.arange(len(denominator))
    spread = float((n * (steps - np.average(steps, weights=n)) ** 2).sum())
    return (proportion_trend(numerator, denominator, corrected=False).slope * spread,)


def score_direction(numerator: list[int], denominator: list[int]) -> tuple[Value]:
    """The direction where χ² exceeds that of 99.8 %."""
    found = proportion_trend(numerator, denominator, corrected=False)
    if found.chi_squared <= z_of(STRICT) ** 2:
        return (SAID["none"],)
    return (SAID["up" if found.slope > 0 else "down"],)


def shift(values: list[float]) -> tuple[Value, ...]:
    """The index of the new level, and the means before and from it."""
    found = change_point(values)
    return found.index, found.before, found.after


def outside_of_single_values(path: Path) -> Answers:
    """How many shares of a file lie outside the limits of single values; the answer is typed."""
    share = _shares(path)[2]
    return (), (len(_outside(share, xmr(share))),)


def outside_of_laney(path: Path) -> Answers:
    """How many shares of a file lie outside Laney's limits; the answer is typed."""
    x, n, share = _shares(path)
    return (), (len(_outside(share, laney_p_limits(x, n))),)


CALLS_OVER_TIME: dict[str, Callable[..., Sequence[Value]]] = {
    "recent": recent,
    "score_direction": score_direction,
    "score_sum": score_sum,
    "score_trend": score_trend,
    "share_chart": share_chart,
    "shift": shift,
    "values_chart": values_chart,
}
FILES_OVER_TIME: dict[str, Callable[..., Answers]] = {
    "outside_of_laney": outside_of_laney,
    "outside_of_single_values": outside_of_single_values,
}


def _shares(path: Path) -> tuple[Array, Array, Array]:
    rows = rows_of(path)
    x, n = (fixed([float(row[column]) for row in rows]) for column in ("r", "n"))
    return x, n, fixed(x / n)


def _outside(values: Numbers, limits: Limits) -> list[int]:
    beyond: list[int] = np.flatnonzero((values > limits.upper) | (values < limits.lower)).tolist()
    return beyond

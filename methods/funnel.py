"""Funnel limits: how far units of each size stray from one common rate by chance alone, and which stray further."""

import numpy as np
from scipy.special import bdtr

from methods.counts import exact_interval
from methods.dispersion import Dispersion, widened
from methods.results import STRICT, USUAL, Array, Interval, MethodError, Numbers, checked_parts, fixed, z_of


def funnel_limits(centre: float, sizes: Numbers, level: float = USUAL, exact: bool = False) -> Interval:
    """The limits of a proportion (0 to 1) around `centre` for units of these sizes, cut at 0 and 1.

    π ± z √(π (1 − π) / n), as PHEindicatormethods. Exact, for sizes where n π or n (1 − π) is below 10: Spiegelhalter
    2005 (Stat Med 24:1185-202, A.1.1), r − α of n with F(r − 1) < p ≤ F(r) and α = (F(r) − p) / (F(r) − F(r − 1)). The
    upper limit is that of the parts that did not pass, so both sides mirror each other and neither is crossed more
    often than said; the paper's own lies 1 / n lower. For independent batches; large units cross them for trifles: see
    `dispersion`. Raises MethodError: `centre_outside`, `nothing_counted`, `not_whole` for exact limits.
    """
    n = _sizes(centre, sizes)
    if exact:
        tail = (1 - _level(level)) / 2
        lower, upper = _exact(centre, n, tail), 1 - _exact(1 - centre, n, tail)
    else:
        reach = z_of(level) * np.sqrt(centre * (1 - centre) / n)
        lower, upper = centre - reach, centre + reach
    return Interval(fixed(np.clip(lower, 0, 1)), fixed(np.clip(upper, 0, 1)), level)


def poisson_funnel_limits(expected: Numbers, level: float = USUAL) -> Interval:
    """The limits of observed over expected events around 1, for units of these expected counts; as FunnelPlotR.

    χ²(α/2; 2E) / 2E and χ²(1 − α/2; 2E + 2) / 2E. Raises MethodError `nothing_expected`.
    """
    e = fixed(expected)
    if not (e > 0).all():
        raise MethodError("nothing_expected", e[int(np.argmax(~(e > 0)))])
    ends = exact_interval(e, level)
    return Interval(fixed(ends.lower / e), fixed(ends.upper / e), level)


def observed_ratio_limits(observed: Numbers, level: float = USUAL) -> Interval:
    """The limits of observed over expected events for units of these observed counts; as PHEindicatormethods.

    O over the expected counts whose exact limits O just reaches: 2O / χ²(1 − α/2; 2O + 2) and 2O / χ²(α/2; 2O); no
    upper one (infinite) for O = 0. Raises MethodError `negative_count`.
    """
    o = fixed(observed)
    ends = exact_interval(o, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        upper = np.where(o > 0, o / ends.lower, np.inf)
    return Interval(fixed(o / ends.upper), fixed(upper), level)


def funnel_classes(
    numerator: Numbers,
    denominator: Numbers,
    centre: float | None = None,
    exact: bool = False,
    dispersion: Dispersion | None = None,
) -> tuple[int, ...]:
    """For each unit −2 to 2: below or above the limits of 99.8 % (±2), of 95 % only (±1), or within (0).

    `centre` is the rate of all units together where none is given; limits are widened where a `dispersion` is. Raises
    MethodError as `checked_parts` and `funnel_limits` do.
    """
    x, n = checked_parts(numerator, denominator)
    middle = float(x.sum() / n.sum()) if centre is None else centre
    classes = np.zeros(x.shape, dtype=int)
    for level in (USUAL, STRICT):
        limits = funnel_limits(middle, n, level, exact)
        if dispersion is not None:
            limits = widened(limits, middle, dispersion, within=(0, 1))
        classes += (x / n > limits.upper).astype(int) - (x / n < limits.lower).astype(int)
    return tuple(classes.tolist())


def _exact(centre: float, sizes: Array, tail: float) -> Array:
    """The lower limit: r by halving the range −1 (where F is 0) to n (where F is 1)."""
    if (sizes != np.floor(sizes)).any():
        raise MethodError("not_whole", sizes[int(np.argmax(sizes != np.floor(sizes)))])
    low, high = np.full(sizes.shape, -1.0), sizes.copy()
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        reached = _below(middle, sizes, centre) >= tail
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    at, before = _below(high, sizes, centre), _below(high - 1, sizes, centre)
    return fixed((high - (at - tail) / (at - before)) / sizes)


def _below(count: Array, sizes: Array, centre: float) -> Array:
    return fixed(np.where(count < 0, 0.0, bdtr(np.maximum(count, 0), sizes.astype(np.int64), centre)))


def _sizes(centre: float, sizes: Numbers) -> Array:
    n = fixed(sizes)
    if not 0 <= centre <= 1:
        raise MethodError("centre_outside", centre)
    if not (n > 0).all():
        raise MethodError("nothing_counted", n[int(np.argmax(~(n > 0)))])
    return n


def _level(level: float) -> float:
    z_of(level)
    return level

"""What the self-test can compute from typed inputs: one small function a kind of case, plain values out."""

from collections.abc import Callable, Sequence

import numpy as np

from methods.benchmark import benchmark_p_values
from methods.count_change import compare_counts
from methods.counts import byar_interval, count_interval
from methods.difference import difference_of_proportions
from methods.discoveries import discoveries
from methods.dispersion import dispersion, tau_squared
from methods.funnel import funnel_limits, observed_ratio_limits, poisson_funnel_limits
from methods.kitagawa import adjusted_change, kitagawa
from methods.rank_correlation import rank_correlation
from methods.results import STRICT, USUAL, Array, Interval, z_of
from methods.standardisation import direct_proportion, indirect_ratio
from methods.wilson import wilson_interval

Value = float | str


def wilson(numerator: float, denominator: float, level: float = USUAL) -> tuple[Value, ...]:
    """Lower and upper end of one share."""
    return ends_of(wilson_interval(numerator, denominator, level))


def difference(x1: int, n1: int, x0: int, n0: int) -> tuple[Value, ...]:
    """Lower and upper end of a difference of two shares."""
    found = difference_of_proportions(x1, n1, x0, n0)
    return float(found.lower[0]), float(found.upper[0])


def score_test(x1: int, n1: int, x0: int, n0: int) -> tuple[Value, ...]:
    """Both shares in %, and the p-value of their difference."""
    return 100 * x1 / n1, 100 * x0 / n0, float(difference_of_proportions(x1, n1, x0, n0).p_value[0])


def against_share(numerator: int, denominator: int, benchmark: float) -> tuple[Value, ...]:
    """A share, and the p-value of the score test against a benchmark."""
    return numerator / denominator, float(benchmark_p_values(numerator, denominator, benchmark)[0])


def counted(count: float, level: float = USUAL, over: float = 1) -> tuple[Value, ...]:
    """Lower and upper end of one count, exact or Byar's by its size, over a base."""
    return ends_of(count_interval(count, level), 1 / over)


def byar(count: float, level: float = USUAL) -> tuple[Value, ...]:
    """Lower and upper end of one count by Byar's formula."""
    return ends_of(byar_interval(count, level))


def count_ratio(later: int, earlier: int, later_over: float, earlier_over: float) -> tuple[Value, ...]:
    """Ratio of two rates, its lower and upper end, and the exact p-value."""
    found = compare_counts(later, earlier, later_over, earlier_over)
    return found.ratio, found.lower, found.upper, found.p_value


def decomposition(size: list[list[int]], rate: list[list[int]]) -> tuple[Value, ...]:
    """Rate, mix and total in points from sizes and rates in tenths of a percent, and the change with the mix held."""
    counts = [[s * r for s, r in zip(*period, strict=True)] for period in zip(size, rate, strict=True)]
    bases = [[1000 * s for s in period] for period in size]
    parts = kitagawa(counts[0], bases[0], counts[1], bases[1])
    held = adjusted_change(counts[0], bases[0], counts[1], bases[1])
    return 100 * float(parts.rate), 100 * float(parts.mix), 100 * float(parts.total), 100 * held.estimate


def proportion(numerator: list[int], denominator: list[int], weights: list[float], times: float = 1) -> tuple[Value]:
    """A share standardised directly."""
    return (times * direct_proportion(numerator, denominator, weights).rate,)


def ratio(observed: float, expected: float, level: float = USUAL) -> tuple[Value, ...]:
    """An indirectly standardised ratio with its ends."""
    found = indirect_ratio(observed, expected, level)
    return found.rate, found.lower, found.upper


def poisson_limits(expected: float) -> tuple[Value, ...]:
    """Limits around 1 at 95 % and 99.8 %."""
    return ends_of(poisson_funnel_limits(expected)) + ends_of(poisson_funnel_limits(expected, STRICT))


def ratio_limits(observed: float) -> tuple[Value, ...]:
    """Limits of a ratio in % at 95 % and 99.8 %."""
    return tuple(end for level in (USUAL, STRICT) for end in ends_of(observed_ratio_limits(observed, level), 100))


def share_limits(numerator: float, denominator: float, sizes: list[int]) -> tuple[Value, ...]:
    """The common share, and its limits in % for these sizes, one after the other, at 95 % and then at 99.8 %."""
    centre = numerator / denominator
    limits = [ends_of(funnel_limits(centre, size, level), 100) for level in (USUAL, STRICT) for size in sizes]
    return (centre, *(end for both in limits for end in both))


def heterogeneity(rows: list[list[float]]) -> tuple[Value, ...]:
    """Q, and the pooled log relative risk with its ends, of trials as events and others, treated and not."""
    value, s, z = _trials(rows)
    weights = 1 / (s**2 + tau_squared(z, s, winsorised=0))
    pooled, reach = float(np.average(value, weights=weights)), z_of(USUAL) / float(np.sqrt(weights.sum()))
    return len(rows) * dispersion(z, winsorised=0).phi, pooled, pooled - reach, pooled + reach


def between_trials(rows: list[list[float]]) -> tuple[Value]:
    """τ² of the same trials."""
    _, s, z = _trials(rows)
    return (tau_squared(z, s, winsorised=0),)


def found_among(p_values: list[float], rate: float) -> tuple[Value]:
    """How many tests are discoveries."""
    return (int(discoveries(p_values, rate).found.sum()),)


def rank_association(one: list[float], other: list[float]) -> tuple[Value, ...]:
    """Spearman's rho with its lower and upper end."""
    found = rank_correlation(one, other)
    return found.rho, found.lower, found.upper


def ends_of(interval: Interval, times: float = 1) -> tuple[Value, ...]:
    """Lower and upper end of an interval of one, times a base."""
    return times * float(interval.lower[0]), times * float(interval.upper[0])


def _trials(rows: list[list[float]]) -> tuple[Array, Array, Array]:
    """Log relative risks, their errors, and their scores from the weighted mean."""
    a, b, c, d = np.array(rows, dtype=float).T
    value, s = np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return value, s, (value - np.average(value, weights=1 / s**2)) / s


CALLS: dict[str, Callable[..., Sequence[Value]]] = {
    "against_share": against_share,
    "between_trials": between_trials,
    "byar": byar,
    "count_ratio": count_ratio,
    "counted": counted,
    "decomposition": decomposition,
    "difference": difference,
    "found_among": found_among,
    "heterogeneity": heterogeneity,
    "poisson_limits": poisson_limits,
    "proportion": proportion,
    "rank_association": rank_association,
    "ratio": ratio,
    "ratio_limits": ratio_limits,
    "score_test": score_test,
    "share_limits": share_limits,
    "wilson": wilson,
}

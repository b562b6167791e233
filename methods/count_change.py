"""Two counts of events: whether they differ by more than chance, exactly, and by what ratio."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, gammaln, xlog1py, xlogy

from methods.results import USUAL, MethodError, z_of

# Two probabilities this near are one: the sum of an exact test must not hang on the last bit.
SAME = 1 + 1e-7


@dataclass(frozen=True)
class CountChange:
    """The ratio of two rates of events with its exact interval, and the two-sided exact p-value."""

    ratio: float
    lower: float
    upper: float
    p_value: float
    level: float

    @property
    def certain(self) -> bool:
        """Whether chance alone makes such a difference less often than the level allows."""
        return self.p_value < 1 - self.level


def compare_counts(
    later: int, earlier: int, later_over: float = 1.0, earlier_over: float = 1.0, level: float = USUAL
) -> CountChange:
    """`later` events against `earlier` ones, each over its exposure (time, vehicles); equal when nothing is given.

    Given their sum, the later count is binomial: the interval is Clopper and Pearson's of that share as a ratio, the
    p-value sums every outcome no likelier than this one (Przyborowski and Wilenski 1940, Biometrika 31:313-23).
    For independent events; events that come in bunches are less sure. The ratio over no earlier events is infinite.
    Raises MethodError: `negative_count`, `nothing_counted` where both are 0, `no_exposure`.
    """
    if later < 0 or earlier < 0:
        raise MethodError("negative_count", later, earlier)
    if later + earlier == 0:
        raise MethodError("nothing_counted", later, earlier)
    if later_over <= 0 or earlier_over <= 0:
        raise MethodError("no_exposure", later_over, earlier_over)
    z_of(level)
    tail, odds = (1 - level) / 2, earlier_over / later_over
    low = float(betaincinv(later, earlier + 1, tail)) if later else 0.0
    high = float(betaincinv(later + 1, earlier, 1 - tail)) if earlier else 1.0
    ratio = later / earlier * odds if earlier else np.inf
    expected = later_over / (later_over + earlier_over)
    return CountChange(
        float(ratio), _odds(low) * odds, _odds(high) * odds, _p_value(later, later + earlier, expected), level
    )


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float(np.inf)


def _p_value(count: int, of: int, share: float) -> float:
    """The probability of every outcome of a binomial that is no likelier than `count`."""
    each = np.arange(of + 1.0)
    ways = gammaln(of + 1) - gammaln(each + 1) - gammaln(of - each + 1)
    likely = np.exp(ways + xlogy(each, share) + xlog1py(of - each, -share))
    return float(min(1.0, likely[likely <= likely[count] * SAME].sum()))

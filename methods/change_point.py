"""One shift of level in a series: where it most likely lies, and whether it is more than chance."""

from dataclasses import dataclass

import numpy as np
import ruptures

from methods.results import USUAL, Array, MethodError, Numbers, fixed

# A level that held for fewer points is an outlier.
SHORTEST = 3
# No order of seven values is rarer than 1 in 17 under this test: below eight it could never say yes.
FEWEST = 8
SHUFFLES, SEED = 1999, 20021
# Sums in another order differ in the last bits: a shuffle this near the series is as far apart as it.
SAME = 1 - 1e-9


@dataclass(frozen=True)
class ChangePoint:
    """The index of the first value of the new level, the mean before it and from it on, and the p-value."""

    index: int
    before: float
    after: float
    p_value: float

    @property
    def certain(self) -> bool:
        """Whether the same values in any order show such a shift in fewer than 5 of 100 cases."""
        return self.p_value < 1 - USUAL


def change_point(values: Numbers) -> ChangePoint:
    """The split into two levels with the least squares around them, each of three values or more.

    The p-value is the share, of 1,999 shuffles with a fixed seed and the series itself, whose best split has an F as
    large: a search over all splits is judged as one. Least p 0.0005; its own error near 0.05 is 0.005. A hundred values
    take some 15 ms, a thousand some 300. For independent values: a trend, seasons or autocorrelation look like a shift,
    and of two shifts one is found. Gaps (NaN) are passed over; the index counts them.
    Raises MethodError: `too_few_points` (8), `nothing_varies`.
    """
    x = fixed(values)
    at = np.flatnonzero(~np.isnan(x))
    if at.size < FEWEST:
        raise MethodError("too_few_points", at.size, FEWEST)
    known = x[at]
    if np.ptp(known) == 0:
        raise MethodError("nothing_varies", known[0])
    split = ruptures.Dynp(model="l2", min_size=SHORTEST, jump=1).fit_predict(known, n_bkps=1)[0]
    return ChangePoint(int(at[split]), float(known[:split].mean()), float(known[split:].mean()), _p_value(known))


def _p_value(values: Array) -> float:
    away = values - values.mean()
    shuffled = np.random.default_rng(SEED).permuted(np.tile(away, (SHUFFLES, 1)), axis=1)
    as_far = np.count_nonzero(_farthest(shuffled) >= SAME * _farthest(away[None]))
    return float(1 + as_far) / (1 + SHUFFLES)


def _farthest(series: Array) -> Array:
    """The squares between the two levels of each row's best split: they order as F does, as all rows hold the same."""
    points = series.shape[1]
    first = np.arange(SHORTEST, points - SHORTEST + 1)
    sums = np.cumsum(series, axis=1)[:, first - 1]
    farthest: Array = np.max(sums**2 * points / (first * (points - first)), axis=1)
    return farthest

"""Whether two measures of the same units go together: the correlation of their ranks, and how sure it is."""

from dataclasses import dataclass

import numpy as np

from methods.results import USUAL, Array, MethodError, Numbers, fixed, z_of

FEWEST = 10


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rho (−1 to 1), its interval, the two-sided p-value of no association, and the pairs it comes from."""

    rho: float
    lower: float
    upper: float
    p_value: float
    pairs: int
    level: float


def rank_correlation(one: Numbers, other: Numbers, level: float = USUAL) -> RankCorrelation:
    """Spearman's rho of two values a unit, equal values sharing their mean rank, with an interval by Fisher's z.

    tanh(artanh ρ ± z √((1 + ρ² / 2) / (n − 3))): Bonett and Wright 2000, Psychometrika 65:23-8; p by Student's t of
    n − 2 degrees. Measured on bivariate normal pairs, the 95 % interval of 31 units holds the true rho in 95 to 96 of
    100 samples up to 0.9 and in 94 at 0.95; of 10 units in 95 to 97; not measured where many values are equal. For
    units independent of each other; what holds between regions need not hold within them. Ranks that agree wholly,
    where Fisher's z has no end, have the far end of those one swap short. Pairs with a gap (NaN) are left out. Raises
    MethodError: `lengths_differ`, `too_few` (10), `no_variation`, `level_outside`.
    """
    # Slow to import, and only needed where an association is asked for.
    from scipy.stats import spearmanr

    z = z_of(level)
    a, b = _pairs(one, other)
    found = spearmanr(a, b)
    n, rho = len(a), float(np.clip(found.statistic, -1, 1))
    one_swap_short = 1 - 12 / (n**3 - n)
    inner = np.clip(rho, -one_swap_short, one_swap_short)
    middle, reach = np.arctanh(inner), z * np.sqrt((1 + inner**2 / 2) / (n - 3))
    lower, upper = min(rho, float(np.tanh(middle - reach))), max(rho, float(np.tanh(middle + reach)))
    return RankCorrelation(rho, lower, upper, float(found.pvalue), n, level)


def _pairs(one: Numbers, other: Numbers) -> tuple[Array, Array]:
    a, b = fixed(one), fixed(other)
    if a.shape != b.shape:
        raise MethodError("lengths_differ", len(a), len(b))
    known = ~(np.isnan(a) | np.isnan(b))
    a, b = a[known], b[known]
    if len(a) < FEWEST:
        raise MethodError("too_few", len(a), FEWEST)
    for values in (a, b):
        if (values == values[0]).all():
            raise MethodError("no_variation", values[0])
    return a, b

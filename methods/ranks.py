"""Ranks with their uncertainty: which places in the order each unit may hold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from methods.difference import difference_of_proportions
from methods.results import USUAL, Array, Numbers, checked_parts, z_of


@dataclass(frozen=True, eq=False)
class Ranks:
    """The first and last place each unit may hold, 1 the highest; `ordered` is False where no two surely differ."""

    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    ordered: bool
    level: float


def rank_intervals(numerator: Numbers, denominator: Numbers, level: float = USUAL) -> Ranks:
    """Places that hold the true ranks of all units at once at this level: 1 + units surely above to I − surely below.

    Mogstad, Romano, Shaikh and Wilhelm 2024, Rev Econ Stud 91:476-518, with Newcombe's interval of each pair and Holm's
    steps over the I (I − 1) one-sided comparisons: error (1 − level) / (what is not yet told apart). Equal true shares
    share the better place. For independent samples. Raises MethodError as `checked_parts` does.
    """
    x, n = checked_parts(numerator, denominator)
    above = _surely_above(x, n, level)
    lower, upper = 1 + above.sum(axis=0), len(x) - above.sum(axis=1)
    for places in (lower, upper):
        places.flags.writeable = False
    return Ranks(lower, upper, bool(above.any()), level)


def _surely_above(x: Array, n: Array, level: float) -> NDArray[np.bool_]:
    """Whether the unit of the row has a higher share than that of the column for certain, all pairs at once."""
    z_of(level)
    row, column = np.triu_indices(len(x), 1)
    above = np.zeros((len(x), len(x)), dtype=bool)
    told, comparisons = -1, len(x) * (len(x) - 1)
    while told < int(above.sum()) and comparisons:
        told = int(above.sum())
        each = 1 - 2 * (1 - level) / (comparisons - told)
        apart = difference_of_proportions(x[row], n[row], x[column], n[column], max(each, np.nextafter(0, 1)))
        above[row, column], above[column, row] = apart.lower > 0, apart.upper < 0
    return above

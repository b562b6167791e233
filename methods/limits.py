"""The limits of a control chart, one of each kind a point, and the stretches that have limits of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from methods.results import Array, MethodError, fixed

# Limits from fewer points are trial limits (NHS England, Making Data Count): no signal is named from them.
FEWEST_POINTS = 12


@dataclass(frozen=True, eq=False)
class Limits:
    """Centre, limits (3 sigma) and near lines (2 sigma) at every point; NaN where none can be computed."""

    centre: Array
    lower: Array
    upper: Array
    near_lower: Array
    near_upper: Array


def limits_around(centre: Array, sigma: Array, least: float = -np.inf, most: float = np.inf) -> Limits:
    """Lines 3 and 2 sigma on either side of the centre, none below `least` or above `most`."""
    lines = (centre, *(np.clip(centre + times * sigma, least, most) for times in (-3, 3, -2, 2)))
    return Limits(*map(fixed, lines))


def segments(starts: Sequence[int], points: int) -> tuple[slice, ...]:
    """The stretches between recorded breaks: each index in `starts` begins one, and so does the first point.

    Raises MethodError `start_outside` for an index that is no point's.
    """
    begins = sorted({0, *starts})
    for begin in (begins[0], begins[-1]):
        if not 0 <= begin < max(points, 1):
            raise MethodError("start_outside", begin, points)
    return tuple(slice(begin, end) for begin, end in pairwise((*begins, points)))

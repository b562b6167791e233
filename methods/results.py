"""What methods share: arrays that cannot change, an interval, and the refusal of impossible input."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Array = NDArray[np.float64]
Numbers = float | Sequence[float] | NDArray[np.float64] | NDArray[np.int64]
USUAL, STRICT = 0.95, 0.998


class MethodError(ValueError):
    """Input that a method refuses; `rule` names why, `values` are the first values that break it."""

    def __init__(self, rule: str, *values: object) -> None:
        super().__init__(f"{rule}: {', '.join(map(str, values))}" if values else rule)
        self.rule, self.values = rule, values


@dataclass(frozen=True, eq=False)
class Interval:
    """Lower and upper ends at a confidence `level`, one for each value; NaN where none can be computed."""

    lower: Array
    upper: Array
    level: float


def fixed(numbers: Numbers) -> Array:
    """Numbers as an array of floats that nobody can change, at least one-dimensional."""
    array = np.atleast_1d(np.array(numbers, dtype=np.float64))
    array.flags.writeable = False
    return array


def z_of(level: float) -> float:
    """The normal quantile of a two-sided interval: 1.959964 for 0.95, 3.090232 for 0.998.

    Raises MethodError `level_outside` for a level that is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise MethodError("level_outside", level)
    return float(ndtri((1 + level) / 2))


def checked_parts(numerator: Numbers, denominator: Numbers) -> tuple[Array, Array]:
    """Counts of parts and of wholes as arrays of one shape.

    Raises MethodError: `part_above_whole`, `negative_count`, or `nothing_counted` for a whole of 0. NaN stays NaN.
    """
    x, n = np.broadcast_arrays(fixed(numerator), fixed(denominator))
    for rule, broken in (
        ("nothing_counted", n == 0),
        ("negative_count", (x < 0) | (n < 0)),
        ("part_above_whole", x > n),
    ):
        if broken.any():
            at = int(np.argmax(broken))
            raise MethodError(rule, x[at], n[at])
    return fixed(x), fixed(n)

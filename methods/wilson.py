"""Wilson's score interval of a proportion: the true share behind x of n."""

import numpy as np

from methods.results import USUAL, Array, Interval, Numbers, checked_parts, fixed, z_of


def wilson_interval(numerator: Numbers, denominator: Numbers, level: float = USUAL) -> Interval:
    """The interval of x / n as shares (0 to 1), one for each pair; it never leaves 0 to 1 and holds x / n.

    [2x + z² ∓ z √(z² + 4x(1 − x/n))] / [2(n + z²)]: Wilson 1927, JASA 22:209-12; Newcombe 1998, Stat Med 17:857-72.
    It speaks of batches drawn like these, independently; clusters and targeting make the truth less sure than it says.
    Raises MethodError as `checked_parts` does.
    """
    x, n = checked_parts(numerator, denominator)
    lower, upper = _ends(x, n, z_of(level))
    return Interval(fixed(lower), fixed(upper), level)


def widened_wilson(share: Numbers, step: Numbers, denominator: Numbers, level: float = USUAL) -> Interval:
    """The interval where the count is known through a rounded share only: the widest that the rounding allows.

    `share` and `step` (the unit of its last digit) are shares, 0 to 1: 0.0067 and 0.001 for 6.7 %. The lower end is
    that of the least count that rounds so, the upper end that of the greatest.
    """
    p, half, n = fixed(share), fixed(step) / 2, fixed(denominator)
    least, most = np.clip(p - half, 0, 1), np.clip(p + half, 0, 1)
    low, high = (wilson_interval(part * n, n, level) for part in (least, most))
    return Interval(low.lower, high.upper, level)


def _ends(x: Array, n: Array, z: float) -> tuple[Array, Array]:
    middle = 2 * x + z**2
    spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    below = 2 * (n + z**2)
    # All or nothing ends at 1 or 0 exactly, which rounding in the last bit would miss.
    lower = np.where(x == 0, 0.0, (middle - spread) / below)
    upper = np.where(x == n, 1.0, (middle + spread) / below)
    return lower, upper

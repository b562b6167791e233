"""A value with its interval against a benchmark: below, similar or above, and how surely apart."""

import numpy as np
from scipy.special import ndtr

from methods.results import Array, Interval, MethodError, Numbers, checked_parts, fixed


def against_benchmark(interval: Interval, benchmark: float) -> tuple[int | None, ...]:
    """For each interval −1 where it lies below the benchmark value, 1 where above, 0 where it holds it (or touches it).

    None where there is no interval (NaN) or no benchmark: not compared. The rule of Fingertips (Public Health England,
    fingertips.phe.org.uk): the benchmark is a value without an interval of its own, so this is no test of two samples.
    A unit is never compared with itself, nor with a total that is itself alone: who calls leaves it out.
    """
    return tuple(
        _place(float(low), float(high), benchmark) for low, high in zip(interval.lower, interval.upper, strict=True)
    )


def two_levels(usual: Interval, strict: Interval, benchmark: float) -> tuple[int | None, ...]:
    """As `against_benchmark` at two levels: ±1 where only the usual interval leaves the benchmark out, ±2 where both.

    Raises MethodError `not_stricter` where the second level is not above the first.
    """
    if not strict.level > usual.level:
        raise MethodError("not_stricter", usual.level, strict.level)
    return tuple(
        None if one is None or other is None else one + other
        for one, other in zip(against_benchmark(usual, benchmark), against_benchmark(strict, benchmark), strict=True)
    )


def benchmark_p_values(numerator: Numbers, denominator: Numbers, benchmark: Numbers) -> Array:
    """Two-sided p-values of the score test of each x / n against a share (0 to 1): one for all, or each unit's own.

    z = (x − n p0) / √(n p0 (1 − p0)), so that p < 1 − level exactly where Wilson's interval of that level leaves the
    benchmark out; x need not be whole. For batches drawn independently and a benchmark without error. Against 0 or 1,
    p is 1 where x / n is just that and else 0. NaN stays NaN. Raises MethodError as `checked_parts` does and
    `benchmark_outside`.
    """
    x, n = checked_parts(numerator, denominator)
    p0 = fixed(benchmark)
    outside = (p0 < 0) | (p0 > 1)
    if outside.any():
        raise MethodError("benchmark_outside", p0[int(np.argmax(outside))])
    distance, error = np.abs(x - n * p0), np.sqrt(n * p0 * (1 - p0))
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = 2 * ndtr(-distance / error)
    return fixed(np.where((distance == 0) & (error == 0), 1, p_value))


def _place(low: float, high: float, benchmark: float) -> int | None:
    if low != low or high != high or benchmark != benchmark:
        return None
    return (low > benchmark) - (high < benchmark)

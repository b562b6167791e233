"""A count of events: the rate behind it, exactly below ten events and by Byar's formula from ten on."""

import numpy as np
from scipy.special import chdtri

from methods.results import USUAL, Array, Interval, MethodError, Numbers, fixed, z_of

EXACT_BELOW = 10


def count_interval(count: Numbers, level: float = USUAL) -> Interval:
    """The interval of the expected count behind each count of independent events: exact below 10, Byar from 10 on.

    As PHEindicatormethods does (fingertips.phe.org.uk). Units covered by recalls are no such events: one recall covers
    many. Raises MethodError `negative_count`.
    """
    x = _checked(count)
    exact, byar = exact_interval(x, level), byar_interval(x, level)
    few = x < EXACT_BELOW
    return Interval(fixed(np.where(few, exact.lower, byar.lower)), fixed(np.where(few, exact.upper, byar.upper)), level)


def exact_interval(count: Numbers, level: float = USUAL) -> Interval:
    """χ²(α/2; 2x) / 2 and χ²(1 − α/2; 2x + 2) / 2: Garwood 1936, Biometrika 28:437-42."""
    x, tail = _checked(count), (1 - _level(level)) / 2
    with np.errstate(invalid="ignore"):
        lower = np.where(x == 0, 0.0, chdtri(np.maximum(2 * x, 1), 1 - tail) / 2)
    return Interval(fixed(lower), fixed(chdtri(2 * x + 2, tail) / 2), level)


def byar_interval(count: Numbers, level: float = USUAL) -> Interval:
    """x (1 − 1/9x − z/3√x)³ and the same of x + 1 with + z: Breslow and Day 1987, IARC 82, p. 69.

    NaN for a lower end that the formula puts below 0, as PHEindicatormethods.
    """
    x, z = _checked(count), z_of(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(x == 0, 0.0, x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3)
    lower = np.where(lower < 0, np.nan, lower)
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return Interval(fixed(lower), fixed(upper), level)


def _checked(count: Numbers) -> Array:
    x = fixed(count)
    if (x < 0).any():
        raise MethodError("negative_count", x[int(np.argmax(x < 0))])
    return x


def _level(level: float) -> float:
    z_of(level)
    return level

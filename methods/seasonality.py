"""Seasons in a series: what repeats every year, what moves beneath it, and what is left."""

from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.seasonal import STL

from methods.results import Array, MethodError, Numbers, fixed

FEWEST_YEARS = 3
# Values that do not vary leave traces of their last bits, which are no seasons.
NOTHING = 1e-12


@dataclass(frozen=True, eq=False)
class Seasonal:
    """Trend, seasonal part and remainder add up to the values; `adjusted` is the values less the seasonal part.

    `strength` is 0 without seasons and 1 where nothing else moves around the trend.
    """

    trend: Array
    seasonal: Array
    remainder: Array
    strength: float
    adjusted: Array


def seasonal(values: Numbers, period: int) -> Seasonal:
    """The values in parts, in their own unit, by robust STL: Cleveland et al. 1990, J Off Stat 6:3-73.

    `period` is the points a year: 12 for months. Strength is 1 − Var(R)/Var(S + R), at least 0: Wang, Smith and Hyndman
    2006, Data Min Knowl Disc 13:335-64. Three years of months without any season show 0.5, and 0.73 in one case of
    twenty; eight years 0.2 and 0.4: adjust only well above that. A holiday that moves between months (the Spring
    Festival) is no season of fixed months. The ends change when new values come.
    Raises MethodError: `period_short` (below 2), `gaps`, `short_series` for fewer than three full years.
    """
    x = fixed(values)
    if period < 2:
        raise MethodError("period_short", period)
    if np.isnan(x).any():
        raise MethodError("gaps", int(np.isnan(x).argmax()))
    if x.size < FEWEST_YEARS * period:
        raise MethodError("short_series", x.size, FEWEST_YEARS * period)
    found = STL(x, period=period, robust=True).fit()
    repeated, left = np.asarray(found.seasonal), np.asarray(found.resid)
    varies = np.std(repeated + left) > NOTHING * np.abs(x).max()
    strength = max(0.0, 1 - float(np.var(left) / np.var(repeated + left))) if varies else 0.0
    return Seasonal(fixed(found.trend), fixed(repeated), fixed(left), strength, fixed(x - repeated))

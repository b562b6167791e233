"""XmR chart: the limits of single values, from how far each lies from the one before."""

from collections.abc import Sequence

import numpy as np

from methods.limits import Limits, limits_around, segments
from methods.results import Array, Numbers, fixed

LIMIT, SCREEN = 2.66, 3.267


def xmr(values: Numbers, screened: bool = True) -> Limits:
    """mean ± 2.66 MR̄, in the values' own unit, the same at every point; MR̄ is the mean of |x_t − x_{t−1}|.

    Wheeler 1993, Understanding Variation; `screened` leaves out, once, moving ranges of 3.267 MR̄ and more, so that an
    outlier does not hide itself: Nelson 1982, J Qual Technol 14:172-3. NaN is a gap that no moving range spans.
    For values that do not follow from one another: autocorrelation and seasons make the limits too narrow.
    The limits are NaN where no two values follow each other.
    """
    return xmr_of_segments(values, (0,), screened)


def xmr_of_segments(values: Numbers, starts: Sequence[int], screened: bool = True) -> Limits:
    """The same for each stretch by itself: every index in `starts`, a recorded break, begins new limits.

    Raises MethodError `start_outside`.
    """
    x = fixed(values)
    centre, sigma = np.empty(x.size), np.empty(x.size)
    for part in segments(starts, x.size):
        known = x[part][~np.isnan(x[part])]
        centre[part] = known.mean() if known.size else np.nan
        sigma[part] = LIMIT / 3 * _mean_range(x[part], screened)
    return limits_around(centre, sigma)


def _mean_range(values: Array, screened: bool) -> float:
    ranges = np.abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    if not ranges.size:
        return float(np.nan)
    kept = ranges[ranges < SCREEN * ranges.mean()] if screened and ranges.any() else ranges
    return float(kept.mean())

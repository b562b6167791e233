"""Charts of shares (p) and of rates (u), and Laney's p′ and u′ of counts so large that their own limits shrink away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from methods.limits import Limits, limits_around, segments
from methods.results import Array, MethodError, Numbers, checked_parts, fixed

# The mean distance of two independent normal values, in standard deviations.
MEAN_RANGE = 1.128
# Counting alone takes twelve points above this in about one case of twenty, and twenty points in one of sixty.
OVERDISPERSED = 1.5


@dataclass(frozen=True, eq=False)
class AttributeLimits(Limits):
    """Limits and `sigma_z`: how many times wider than counting alone explains; 1 for p and u.

    With several segments it is that of the last one, whose process goes on; NaN where nothing varies.
    """

    sigma_z: float


def p_limits(numerator: Numbers, denominator: Numbers, starts: Sequence[int] = (0,)) -> AttributeLimits:
    """p̄ ± 3 √(p̄(1 − p̄)/n) as shares within 0 to 1, at every n; p̄ = Σx/Σn of the segment.

    Montgomery, Introduction to Statistical Quality Control, ch. 7. It takes every item for independent, so for large n
    nearly every point is outside: see `overdispersed`. NaN is a gap.
    Raises MethodError as `checked_parts` does, and `start_outside`.
    """
    return _share_chart(numerator, denominator, starts, laney=False)


def laney_p_limits(numerator: Numbers, denominator: Numbers, starts: Sequence[int] = (0,)) -> AttributeLimits:
    """p̄ ± 3 σ_z √(p̄(1 − p̄)/n), where σ_z = mean |z_t − z_{t−1}| / 1.128 and z is the share's distance in sigmas.

    Laney 2002, Qual Eng 14:531-7. NaN where no two shares follow each other; no width at all where all are 0 or all 1.
    Raises MethodError as `p_limits` does.
    """
    return _share_chart(numerator, denominator, starts, laney=True)


def u_limits(count: Numbers, exposure: Numbers, starts: Sequence[int] = (0,)) -> AttributeLimits:
    """ū ± 3 √(ū/n) as events for each unit of exposure, never below 0; ū = Σx/Σn of the segment.

    For independent events; otherwise as `p_limits`. Raises MethodError: `negative_count`, `no_exposure`,
    `start_outside`.
    """
    return _rate_chart(count, exposure, starts, laney=False)


def laney_u_limits(count: Numbers, exposure: Numbers, starts: Sequence[int] = (0,)) -> AttributeLimits:
    """ū ± 3 σ_z √(ū/n): what `laney_p_limits` is to shares, for rates. Raises MethodError as `u_limits` does."""
    return _rate_chart(count, exposure, starts, laney=True)


def overdispersed(numerator: Numbers, denominator: Numbers) -> bool:
    """Whether p′ must stand in place of p: the shares move more than 1.5 times as far as counting alone explains.

    The rule of thumb is to show p′ where p limits and those of single values differ much (Mohammed et al. 2013, BMJ
    Qual Saf 22:362-8); σ_z (Laney 2002) is about their ratio, so no level has to be given. Five points that are not
    overdispersed are still called so in one case of seven. False where nothing can be said.
    Raises MethodError as `p_limits` does.
    """
    return laney_p_limits(numerator, denominator).sigma_z > OVERDISPERSED


def _share_chart(numerator: Numbers, denominator: Numbers, starts: Sequence[int], laney: bool) -> AttributeLimits:
    x, n = checked_parts(numerator, denominator)
    return _chart(x, n, starts, laney, most=1.0)


def _rate_chart(count: Numbers, exposure: Numbers, starts: Sequence[int], laney: bool) -> AttributeLimits:
    x, n = np.broadcast_arrays(fixed(count), fixed(exposure))
    for rule, broken in (("negative_count", x < 0), ("no_exposure", n <= 0)):
        if broken.any():
            at = int(np.argmax(broken))
            raise MethodError(rule, x[at], n[at])
    return _chart(x, n, starts, laney, most=np.inf)


def _chart(x: Array, n: Array, starts: Sequence[int], laney: bool, most: float) -> AttributeLimits:
    centre, sigma, sigma_z = np.empty(x.size), np.empty(x.size), 1.0
    for part in segments(starts, x.size):
        mean = _pooled(x[part], n[part])
        spread = np.sqrt(mean * (1 - mean / most) / n[part])
        if laney:
            sigma_z = _sigma_z(x[part] / n[part] - mean, spread)
            spread = np.where(spread == 0, 0.0, spread * sigma_z)
        centre[part], sigma[part] = mean, spread
    return AttributeLimits(**vars(limits_around(centre, sigma, 0.0, most)), sigma_z=sigma_z)


def _pooled(x: Array, n: Array) -> float:
    known = ~np.isnan(x + n)
    return float(x[known].sum() / n[known].sum()) if known.any() else float(np.nan)


def _sigma_z(distance: Array, spread: Array) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        ranges = np.abs(np.diff(distance / spread))
    ranges = ranges[np.isfinite(ranges)]
    return float(ranges.mean() / MEAN_RANGE) if ranges.size else float(np.nan)

"""A rate as it would be with somebody else's mix: standardised directly, for counts and proportions, or indirectly."""

from dataclasses import dataclass

import numpy as np

from methods.counts import count_interval
from methods.results import USUAL, Array, MethodError, Numbers, fixed, z_of
from methods.wilson import wilson_interval

TOO_FEW = 10


@dataclass(frozen=True)
class Standardised:
    """A standardised rate, proportion or ratio of one unit, with its interval; NaN where it is not computed."""

    rate: float
    lower: float
    upper: float
    level: float


def direct_rate(count: Numbers, base: Numbers, weights: Numbers, level: float = USUAL) -> Standardised:
    """Σ w x / n with the standard's weights, for events `count` of a unit's members over their `base`; per 1 of base.

    Interval of Dobson 1991 (Stat Med 10:457-62) with Byar's: rate + √(v / O) (Byar(O) − O), v = Σ w² x / n², O = Σ x.
    As PHEindicatormethods: NaN below 10 events. For independent events. Raises MethodError: `lengths_differ`,
    `negative_count`, `negative_weight`, `no_weight`, `weighted_member_missing` where a base of 0 has a weight.
    """
    x, n, w = _weighted(count, base, weights)
    of = np.where(n > 0, n, 1)
    observed = float(x.sum())
    if observed < TOO_FEW:
        return Standardised(np.nan, np.nan, np.nan, level)
    rate, variance = float((w * x / of).sum()), float((w**2 * x / of**2).sum())
    byar = count_interval(observed, level)
    ends = [rate + np.sqrt(variance / observed) * (float(end[0]) - observed) for end in (byar.lower, byar.upper)]
    return Standardised(rate, float(ends[0]), float(ends[1]), level)


def direct_proportion(numerator: Numbers, denominator: Numbers, weights: Numbers, level: float = USUAL) -> Standardised:
    """Σ w x / n as a share (0 to 1): a unit's proportion with a fixed mix of its members; the weights need not reach 1.

    Interval: normal with `weighted_variance`, cut at 0 and 1. For batches drawn independently within members; the
    weights are taken as known. One's own mix gives the crude share back. Raises MethodError as `direct_rate` does and
    `part_above_whole`.
    """
    x, n, w = _weighted(numerator, denominator, weights)
    if (x > n).any():
        at = int(np.argmax(x > n))
        raise MethodError("part_above_whole", x[at], n[at])
    rate = min(1.0, float((w * x / np.where(n > 0, n, 1)).sum()))
    reach = z_of(level) * float(np.sqrt(weighted_variance(x, n, w)))
    return Standardised(rate, max(0.0, rate - reach), min(1.0, rate + reach), level)


def indirect_ratio(observed: float, expected: float, level: float = USUAL) -> Standardised:
    """Observed events over those that the standard's rates would give this unit's mix; 1 is as the standard.

    The interval of the count (exact below 10, Byar from 10 on) over `expected`, taken as known: Breslow and Day 1987,
    IARC 82. Ratios of two units with unlike mixes do not compare. Raises MethodError: `nothing_expected`,
    `negative_count`.
    """
    if not expected > 0:
        raise MethodError("nothing_expected", expected)
    interval = count_interval(observed, level)
    return Standardised(
        observed / expected, float(interval.lower[0]) / expected, float(interval.upper[0]) / expected, level
    )


def indirect_proportion(
    numerator: float, denominator: float, expected: float, standard: float, level: float = USUAL
) -> Standardised:
    """A unit's share (0 to 1) made comparable: the standard's own times observed over expected.

    `expected` is the share that the standard's members would give this unit's mix, `standard` that of the standard as
    a whole; Wilson's interval of the observed share is scaled alike, `expected` taken as known. So it leaves `standard`
    out exactly where Wilson's leaves out `expected`. A unit with the standard's mix keeps its own share. Ratios of two
    units with unlike mixes do not compare. Raises MethodError as `wilson_interval` does and `nothing_expected`.
    """
    if not expected > 0:
        raise MethodError("nothing_expected", expected)
    interval, factor = wilson_interval(numerator, denominator, level), standard / expected
    ends = (float(interval.lower[0]) * factor, float(interval.upper[0]) * factor)
    return Standardised(numerator / denominator * factor, *ends, level)


def weighted_variance(numerator: Array, denominator: Array, weights: Array) -> float:
    """Σ w² p (1 − p) / n of members that have a weight, with p = (x + ½) / (n + 1).

    The half batch is in the variance only, so that a member of which all batches passed is not taken for certain.
    """
    x, n, w = (part[weights > 0] for part in (numerator, denominator, weights))
    p = (x + 0.5) / (n + 1)
    return float((w**2 * p * (1 - p) / n).sum())


def _weighted(count: Numbers, base: Numbers, weights: Numbers) -> tuple[Array, Array, Array]:
    """The three as arrays of one length, the weights made to reach 1."""
    x, n, w = fixed(count), fixed(base), fixed(weights)
    if not x.shape == n.shape == w.shape:
        raise MethodError("lengths_differ", len(x), len(n), len(w))
    for rule, broken in (
        ("negative_count", (x < 0) | (n < 0)),
        ("negative_weight", w < 0),
        ("weighted_member_missing", (w > 0) & (n == 0)),
    ):
        if broken.any():
            at = int(np.argmax(broken))
            raise MethodError(rule, x[at], n[at], w[at])
    if not w.sum() > 0:
        raise MethodError("no_weight", *w)
    return x, n, fixed(w / w.sum())

"""Whether proportions rise or fall along a line: the test of Cochran and Armitage, plain or corrected."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, fdtrc

from methods.results import USUAL, Array, MethodError, Numbers, checked_parts, fixed


@dataclass(frozen=True)
class ProportionTrend:
    """χ² of the slope with its p-value, the slope as a share a step, and the dispersion χ² was divided by."""

    chi_squared: float
    p_value: float
    slope: float
    dispersion: float

    @property
    def certain(self) -> bool:
        """Whether chance alone makes such a slope in fewer than 5 of 100 cases."""
        return self.p_value < 1 - USUAL


def proportion_trend(
    numerator: Numbers, denominator: Numbers, scores: Numbers | None = None, corrected: bool = True
) -> ProportionTrend:
    """χ² = b² Σn(t − t̄)² / p̄(1 − p̄), b being the slope of the line through x/n with weights n; t are the scores.

    Cochran 1954, Biometrics 10:417-51; Armitage 1955, Biometrics 11:375-86. Equal steps where no scores are given.
    `corrected` divides χ² by the dispersion, the Pearson χ² around the line over its k − 2 degrees of freedom, at least
    1, and takes p from F(1, k − 2) as that is an estimate (McCullagh and Nelder 1989, 4.5): where shares also move for
    other reasons, large samples make the plain p far too small. Few points make the corrected one weak, and a curve
    counts as dispersion. Plain, p is that of χ² with one degree. NaN where all shares are 0 or all 1; a gap (NaN) is
    left out with its score.
    Raises MethodError: those of `checked_parts`, `lengths_differ`, `scores_equal`, `too_few_points` (3; plain 2).
    """
    x, n, t = _known(numerator, denominator, scores)
    needed = 3 if corrected else 2
    if x.size < needed:
        raise MethodError("too_few_points", x.size, needed)
    if np.ptp(t) == 0:
        raise MethodError("scores_equal", t[0])
    away = t - np.average(t, weights=n)
    spread = float(np.sum(n * away**2))
    mean = float(x.sum() / n.sum())
    beyond = x / n - mean
    slope = float(np.sum(n * away * beyond)) / spread
    if not 0 < mean < 1:
        return ProportionTrend(float(np.nan), float(np.nan), slope, float(np.nan))
    chi_squared = slope**2 * spread / (mean * (1 - mean))
    if not corrected:
        return ProportionTrend(chi_squared, float(chdtrc(1, chi_squared)), slope, 1.0)
    around = float(np.sum(n * (beyond - slope * away) ** 2)) / (mean * (1 - mean))
    dispersion = max(1.0, around / (x.size - 2))
    ratio = chi_squared / dispersion
    return ProportionTrend(ratio, float(fdtrc(1, x.size - 2, ratio)), slope, dispersion)


def _known(numerator: Numbers, denominator: Numbers, scores: Numbers | None) -> tuple[Array, Array, Array]:
    x, n = checked_parts(numerator, denominator)
    t = fixed(np.arange(x.size) if scores is None else scores)
    if t.size != x.size:
        raise MethodError("lengths_differ", x.size, t.size)
    known = ~np.isnan(x + n + t)
    return x[known], n[known], t[known]

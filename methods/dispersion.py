"""More variation between units than chance makes: how much, and limits that allow for it."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri, stdtr

from methods.results import USUAL, Array, Interval, MethodError, Numbers, checked_parts, fixed, z_of

# The share of units cut at each end before variation is measured, so that true outliers do not hide themselves.
WINSORISED = 0.1


@dataclass(frozen=True, eq=False)
class Scores:
    """Each unit on a scale where chance spreads alike: its value, its standard error, and the common centre."""

    value: Array
    error: Array
    centre: float

    @property
    def z(self) -> Array:
        """How many standard errors each unit lies from the centre."""
        return fixed((self.value - self.centre) / self.error)


@dataclass(frozen=True, eq=False)
class Dispersion:
    """φ, the mean square of winsorised scores: 1 is what chance makes."""

    phi: float
    winsorised_z: Array

    @property
    def over(self) -> bool:
        """Whether units vary more than chance makes them: I φ > I − 1."""
        count = len(self.winsorised_z)
        return count * self.phi > count - 1

    @property
    def factor(self) -> float:
        """What limits are widened by: √φ, and 1 where there is no over-dispersion."""
        return float(np.sqrt(self.phi)) if self.over else 1.0


def proportion_scores(numerator: Numbers, denominator: Numbers, centre: float | None = None) -> Scores:
    """arcsin √p with error 1 / 2√n; the centre is the share of all units together where none is given.

    Raises MethodError as `checked_parts` does.
    """
    x, n = checked_parts(numerator, denominator)
    middle = float(x.sum() / n.sum()) if centre is None else centre
    return Scores(fixed(np.arcsin(np.sqrt(x / n))), fixed(1 / (2 * np.sqrt(n))), float(np.arcsin(np.sqrt(middle))))


def ratio_scores(observed: Numbers, expected: Numbers) -> Scores:
    """√(O / E) with error 1 / 2√E around 1, as the Care Quality Commission. Raises MethodError `nothing_expected`."""
    o, e = _events(observed, expected)
    return Scores(fixed(np.sqrt(o / e)), fixed(1 / (2 * np.sqrt(e))), 1.0)


def log_ratio_scores(observed: Numbers, expected: Numbers) -> Scores:
    """log (O / E) with error 1 / √E around 0, as the SHMI. Raises MethodError `nothing_expected`, `nothing_counted`."""
    o, e = _events(observed, expected)
    if (o == 0).any():
        raise MethodError("nothing_counted", 0, e[int(np.argmax(o == 0))])
    return Scores(fixed(np.log(o / e)), fixed(1 / np.sqrt(e)), 0.0)


def dispersion(z: Numbers, winsorised: float = WINSORISED) -> Dispersion:
    """φ = Σ z² / I after scores beyond the `winsorised` quantiles at either end are set to them.

    Spiegelhalter 2005, Stat Med 24:1185-202 and QSHC 14:347-51; quantiles between two scores are interpolated, as
    FunnelPlotR. Winsorising makes φ smaller where no unit is an outlier, about two thirds of the plain one, which
    `p_values` makes up for. Raises MethodError: `no_units`, `share_outside` for a share not from 0 to below a half.
    """
    scores = fixed(z)
    if not len(scores):
        raise MethodError("no_units")
    if not 0 <= winsorised < 0.5:
        raise MethodError("share_outside", winsorised)
    kept = np.clip(scores, *np.quantile(scores, [winsorised, 1 - winsorised]))
    return Dispersion(float((kept**2).mean()), fixed(kept))


def tau_squared(z: Numbers, s: Numbers, winsorised: float = WINSORISED) -> float:
    """The variance between units, [I φ − (I − 1)] / [Σw − Σw² / Σw] with w = 1 / s², and 0 where that is below 0.

    Spiegelhalter 2005; unwinsorised, with scores from the weighted mean, DerSimonian and Laird 1986 (Control Clin
    Trials 7:177-88). On the scale of the scores, squared. Raises MethodError as `dispersion` does and `one_unit`.
    """
    return _between(dispersion(z, winsorised).phi, fixed(s))


def p_values(scores: Scores, dispersed: bool = True, winsorised: float = WINSORISED) -> Array:
    """Two-sided p-values of each unit's score: is it further from the centre than the others are?

    Dispersed, with τ² in the error and Student's t of I − 1 degrees; φ is first divided by what winsorising leaves of
    the variance of normal scores (0.68 at 0.1), or units that differ no more than the rest would be found too often.
    Else the normal p-value of chance within units alone. Raises MethodError as `tau_squared` does.
    """
    if not dispersed:
        return fixed(2 * ndtr(-np.abs(scores.z)))
    between = _between(dispersion(scores.z, winsorised).phi / _left_by(winsorised), scores.error)
    distance = np.abs(scores.value - scores.centre) / np.sqrt(scores.error**2 + between)
    return fixed(2 * stdtr(len(distance) - 1, -distance))


def widened(
    limits: Interval, centre: float, by: Dispersion, within: tuple[float, float] = (-np.inf, np.inf)
) -> Interval:
    """Multiplicative limits: their distances from the centre times √φ, where I φ > I − 1; cut at `within`.

    Limits that were cut there before may be given. Wide units stay as far out, in errors, as narrow ones.
    """
    lower, upper = (centre + (end - centre) * by.factor for end in (limits.lower, limits.upper))
    return Interval(fixed(np.clip(lower, *within)), fixed(np.clip(upper, *within)), limits.level)


def additive_limits(centre: float, error: Numbers, between: float, level: float = USUAL) -> Interval:
    """θ ± z √(s² + τ²) on the scale of the scores: units have true values of their own that vary by τ around θ."""
    reach = z_of(level) * np.sqrt(fixed(error) ** 2 + between)
    return Interval(fixed(centre - reach), fixed(centre + reach), level)


def additive_proportion_limits(centre: float, sizes: Numbers, between: float, level: float = USUAL) -> Interval:
    """Additive limits of a share (0 to 1) for units of these sizes, `between` being τ² of `proportion_scores`.

    sin² of arcsin √π ± z √(1 / 4n + τ²), which stays within 0 to 1.
    """
    limits = additive_limits(float(np.arcsin(np.sqrt(centre))), 1 / (2 * np.sqrt(fixed(sizes))), between, level)
    lower, upper = (np.sin(np.clip(end, 0, np.pi / 2)) ** 2 for end in (limits.lower, limits.upper))
    return Interval(fixed(lower), fixed(upper), level)


def _between(phi: float, s: Array) -> float:
    count, weights = len(s), 1 / s**2
    if count < 2:
        raise MethodError("one_unit")
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float((count * phi - (count - 1)) / scale))


def _left_by(winsorised: float) -> float:
    """The mean square of standard normal scores after winsorising: 1 − 2q − 2zφ(z) + 2qz², z cutting off q."""
    if winsorised == 0:
        return 1.0
    z = float(ndtri(1 - winsorised))
    height = float(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
    return 1 - 2 * winsorised - 2 * z * height + 2 * winsorised * z**2


def _events(observed: Numbers, expected: Numbers) -> tuple[Array, Array]:
    o, e = np.broadcast_arrays(fixed(observed), fixed(expected))
    for rule, broken in (("negative_count", o < 0), ("nothing_expected", ~(e > 0))):
        if broken.any():
            at = int(np.argmax(broken))
            raise MethodError(rule, o[at], e[at])
    return fixed(o), fixed(e)

"""Why a rate changed: the members' rates, their mix, and the members that came or went, adding up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from methods.results import USUAL, MethodError, fixed, z_of
from methods.standardisation import weighted_variance

Counts = Sequence[int] | Sequence[Fraction]
HALF, NONE = Fraction(1, 2), Fraction(0)


@dataclass(frozen=True)
class MemberEffect:
    """What one member adds to each effect, as shares (0 to 1); only a common member has rate and mix."""

    rate: Fraction
    mix: Fraction
    entered: Fraction
    left: Fraction


@dataclass(frozen=True)
class Effects:
    """The four parts of a change, as shares (0 to 1), `total` their exact sum; the rates of the common members."""

    rate: Fraction
    mix: Fraction
    entered: Fraction
    left: Fraction
    total: Fraction
    of_member: tuple[MemberEffect, ...]
    common_earlier: Fraction
    common_later: Fraction


@dataclass(frozen=True)
class AdjustedChange:
    """How far the rate moved with the mix held still, as a share (0 to 1), with its interval."""

    estimate: float
    lower: float
    upper: float
    level: float

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.lower > 0 or self.upper < 0


@dataclass(frozen=True)
class _Member:
    """Counts of one member: x0 of n0, then x1 of n1."""

    x0: Fraction
    n0: Fraction
    x1: Fraction
    n1: Fraction

    @property
    def common(self) -> bool:
        return self.n0 > 0 and self.n1 > 0


def kitagawa(earlier: Counts, earlier_of: Counts, later: Counts, later_of: Counts) -> Effects:
    """The change of Σx / Σn between two periods, split exactly; members are aligned, one of 0 is absent then.

    Counts are integers, or fractions where a rounded rate is all that is known of them.
    Within the common members (shares s, rates r) Kitagawa 1955 (JASA 50:1168-94): rate Σ ½(s0 + s1)(r1 − r0), mix
    Σ ½(r0 + r1)(s1 − s0). Entered (1 − C1)(Re1 − Rc1), left −(1 − C0)(Rl0 − Rc0): C is the common members' part of the
    batches, Rc, Re, Rl the rates of common, entering and leaving ones. A member's mix is measured from the common rate,
    (½(r0 + r1) − ½(Rc0 + Rc1))(s1 − s0): the sum is the same, and growing with a rate above it counts as a rise.
    An account, not a cause: members may differ inside, and it has no interval. Raises MethodError: `nothing_in_common`,
    `lengths_differ`, `negative_count`, `part_above_whole`.
    """
    members = _members(earlier, earlier_of, later, later_of)
    common = [member for member in members if member.common]
    x0, n0, x1, n1 = (sum((getattr(member, part) for member in common), NONE) for part in ("x0", "n0", "x1", "n1"))
    rates, commons = (x0 / n0, x1 / n1), (n0, n1)
    totals = sum((member.n0 for member in members), NONE), sum((member.n1 for member in members), NONE)
    parts = tuple(_effect(member, rates, commons, totals) for member in members)
    rate, mix, entered, left = (
        sum((getattr(part, name) for part in parts), NONE) for name in ("rate", "mix", "entered", "left")
    )
    return Effects(rate, mix, entered, left, rate + mix + entered + left, parts, *rates)


def adjusted_change(
    earlier: Counts,
    earlier_of: Counts,
    later: Counts,
    later_of: Counts,
    level: float = USUAL,
) -> AdjustedChange:
    """Σ w (r1 − r0) of the common members, w the average of their two mixes: Kitagawa's rate effect with an interval.

    Normal interval with the binomial variance of `weighted_variance` in each period; the mixes are taken as known and
    the batches as independent. Raises MethodError as `kitagawa` does.
    """
    members = [member for member in _members(earlier, earlier_of, later, later_of) if member.common]
    x0, n0, x1, n1 = (fixed([float(getattr(member, part)) for member in members]) for part in ("x0", "n0", "x1", "n1"))
    weights = (n0 / n0.sum() + n1 / n1.sum()) / 2
    estimate = float((weights * (x1 / n1 - x0 / n0)).sum())
    reach = z_of(level) * float(np.sqrt(weighted_variance(x0, n0, weights) + weighted_variance(x1, n1, weights)))
    return AdjustedChange(estimate, estimate - reach, estimate + reach, level)


def _effect(
    member: _Member,
    rates: tuple[Fraction, Fraction],
    commons: tuple[Fraction, Fraction],
    totals: tuple[Fraction, Fraction],
) -> MemberEffect:
    if not member.common:
        entered = (member.x1 - member.n1 * rates[1]) / totals[1]
        left = (member.n0 * rates[0] - member.x0) / totals[0]
        return MemberEffect(NONE, NONE, entered, left)
    r0, r1 = member.x0 / member.n0, member.x1 / member.n1
    s0, s1 = member.n0 / commons[0], member.n1 / commons[1]
    return MemberEffect(HALF * (s0 + s1) * (r1 - r0), HALF * (r0 + r1 - rates[0] - rates[1]) * (s1 - s0), NONE, NONE)


def _members(*counts: Counts) -> tuple[_Member, ...]:
    """The members whose counts can be, of which one at least is there in both periods."""
    if len({len(count) for count in counts}) > 1:
        raise MethodError("lengths_differ", *map(len, counts))
    members = tuple(_Member(*map(Fraction, member)) for member in zip(*counts, strict=True))
    for member in members:
        for x, n in ((member.x0, member.n0), (member.x1, member.n1)):
            if x < 0 or n < 0:
                raise MethodError("negative_count", x, n)
            if x > n:
                raise MethodError("part_above_whole", x, n)
    if not any(member.common for member in members):
        raise MethodError("nothing_in_common")
    return members

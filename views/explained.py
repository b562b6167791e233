"""Two periods of a rate whose change is told part by part, and that change: rates, mix, what came and what went."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators import catalogue
from methods.kitagawa import Effects, MemberEffect, kitagawa
from views.division import Division
from views.figures import step_of
from views.latest import NEVER_COMPARED
from views.levels import Key, Row
from views.member_changes import newest_full
from views.mixing import Mixed, divided, mixed
from views.period import Period

EFFECTS = ("rate", "mix", "entered", "left")


@dataclass(frozen=True)
class Explained:
    """The change of the whole between two periods, and what each part adds to it, written to a `step` of points."""

    periods: tuple[Period, Period]
    wholes: tuple[Row, Row]
    mixed: Mixed
    effects: Effects
    step: Decimal

    @property
    def members(self) -> dict[str, MemberEffect]:
        """What each part adds, the largest effect first."""
        found = dict(zip(self.mixed.before, self.effects.of_member, strict=True))
        return dict(sorted(found.items(), key=lambda one: -_size(one[1])))


def explained_periods(of: Division) -> tuple[Period, Period] | None:
    """The two periods asked for, or the newest two of which the batches of the parts are known."""
    later = newest_full(of.fitting(counted_later(of)))
    offered = counted_earlier(of, later) if later else []
    earlier = newest_full([one for one in offered if of.state.earlier in (None, one.until)])
    return (earlier, later) if later and earlier else None


def explained(of: Division) -> Explained | None:
    """What made the change between them; None where that cannot be said."""
    pair = explained_periods(of)
    if pair is None:
        return None
    earlier, later = pair
    parts = [_parts(of, period) for period in pair]
    (first, before), (last, now) = parts
    made = mixed(before, now, (first, last)) if first and last else None
    if made is None or not made.common or first is None or last is None:
        return None
    step = max(step_of(row, of.indicator) for row in (first, last))
    return Explained((earlier, later), (first, last), made, kitagawa(*made.counts), step)


def counted_later(of: Division) -> list[Period]:
    """The periods with counts that have an earlier one with counts of the same part, newest first."""
    found: list[Period] = []
    before: dict[tuple[str, int], set[str]] = defaultdict(set)
    for period, own in reversed(_counted(of)):
        comparable = (period.grain, _breaks_until(of, period))
        if not own.isdisjoint(before[comparable]):
            found.append(period)
        before[comparable] |= own
    return found[::-1]


def counted_earlier(of: Division, later: Period) -> list[Period]:
    """The periods of the same grain before `later` with counts of a part that it has counts of, newest first.

    None that a break of the definition parts from it.
    """
    counted = _counted(of)
    [members] = [own for period, own in counted if period == later]
    alike = [(one, own) for one, own in counted if one.grain == later.grain and one.until < later.until]
    unbroken = [(one, own) for one, own in alike if _breaks_until(of, one) == _breaks_until(of, later)]
    return [one for one, own in unbroken if not own.isdisjoint(members)]


def _breaks_until(of: Division, period: Period) -> int:
    """How many breaks of the definition lie before the end of a period: those of equal number may be compared."""
    return sum(one.since <= period.until for one in catalogue().breaks(of.indicator.id))


def _counted(of: Division) -> list[tuple[Period, set[str]]]:
    """The periods in which parts have counts, newest first, each with those parts."""
    if not of.indicator.is_ratio:
        return []
    fitting = [one for one in of.periods() if one.grain not in NEVER_COMPARED and one.with_reference]
    found = []
    for period in fitting:
        rows = of.levels[period.grain].at((period.period, period.until))
        if own := {id for id, row in rows.items() if row["denominator"] and row["bound"] == "exact"}:
            found.append((period, own))
    return found


def _parts(of: Division, period: Period) -> tuple[Row | None, dict[str, Row]]:
    """The whole of a period and its parts, divided as far as they are: below the member that is shown, if one is."""
    key: Key = (period.period, period.until)
    where = (of.asked.dimension, of.asked.place, period.grain, period.until)
    _, parts = divided(of.release, of.choices, *where)
    whole = of.levels[period.grain].whole_at(key)
    members = catalogue().breakdowns[of.asked.dimension].members

    def lies_in(id: str) -> bool:
        while id and id != of.asked.parent:
            id = members[id].parent
        return id == of.asked.parent

    return (dict(whole) if whole else None), {id: dict(row) for id, row in parts.items() if lies_in(id)}


def _size(effect: MemberEffect) -> Fraction:
    return sum((abs(getattr(effect, name)) for name in EFFECTS), Fraction(0))

"""What a rate consists of in two periods: the counts of every part, of one mix or another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from views.choices import WHOLE, Choices
from views.figures import exact_number

Row = Mapping[str, Any]
Count = tuple[Fraction, Fraction]
NOTHING: Count = (Fraction(0), Fraction(0))
REST = ""
# While more than this part of the batches is of products that are not known, the mix is not known.
MOST_UNKNOWN = Fraction(1, 20)


@dataclass(frozen=True)
class Mixed:
    """Numerator and denominator of each part in two periods, zero of zero where it has none; both add to the whole.

    The part under an empty name is the rest. `derived` says that counts follow from rounded rates.
    """

    before: dict[str, Count]
    now: dict[str, Count]
    derived: bool

    @property
    def common(self) -> list[str]:
        """The parts that stand in both periods."""
        return [id for id in self.before if self.before[id][1] and self.now[id][1]]

    @property
    def counts(self) -> tuple[list[Fraction], list[Fraction], list[Fraction], list[Fraction]]:
        """Numerators and denominators of the parts, those of the earlier period before those of the later."""
        before, now = list(self.before.values()), list(self.now.values())
        return [x for x, _ in before], [n for _, n in before], [x for x, _ in now], [n for _, n in now]

    @property
    def common_share(self) -> Fraction:
        """How much of the later denominator the parts are that stand in both periods."""
        return sum((self.share(id) for id in self.common), Fraction(0))

    def share(self, id: str, now: bool = True) -> Fraction:
        """The part of the denominator that one part is."""
        counts = self.now if now else self.before
        return counts[id][1] / self._totals[now]

    @cached_property
    def _totals(self) -> tuple[Fraction, Fraction]:
        before, now = (sum((n for _, n in counts.values()), Fraction(0)) for counts in (self.before, self.now))
        return before, now

    @property
    def is_known(self) -> bool:
        """Whether both mixes are known well enough to compare like with like."""
        rest = max(self.share(REST), self.share(REST, now=False)) if REST in self.before else Fraction(0)
        return not self.derived and rest <= MOST_UNKNOWN and len(self.common) > 1


def mixed(before: Mapping[str, Row], now: Mapping[str, Row], wholes: tuple[Row, Row]) -> Mixed | None:
    """The parts of two periods beside what they are parts of, by member; None where counts do not tell.

    Where the parts of a period do not reach its whole, those that only one period has are of its rest.
    """
    first, last = (count_of(row) for row in wholes)
    known = [{id: count_of(row) for id, row in rows.items()} for rows in (before, now)]
    counts = [{id: one for id, one in found.items() if one is not None} for found in known]
    if first is None or last is None or not all(counts):
        return None
    whole = (first, last)
    derived = any(row["numerator"] is None for rows in (before, now) for row in rows.values())
    if all(_reach(found, total) for found, total in zip(counts, whole, strict=True)):
        ids = dict.fromkeys((*counts[0], *counts[1]))
        made = [
            _raked({id: found.get(id, NOTHING) for id in ids}, total)
            for found, total in zip(counts, whole, strict=True)
        ]
        return Mixed(made[0], made[1], derived)
    ids = dict.fromkeys(id for id in counts[0] if id in counts[1])
    made = [with_rest({id: found[id] for id in ids}, total) for found, total in zip(counts, whole, strict=True)]
    fit = ids and all(0 <= rest[0] <= rest[1] and rest[1] > 0 for rest in (one[REST] for one in made))
    return Mixed(made[0], made[1], derived) if fit else None


def leaves(dimension: str, rows: Iterable[Row]) -> dict[str, Row]:
    """The rows of members that are not divided further among them, by member; those that overlap are left out."""
    found = {str(row["member"]): row for row in rows}
    members = catalogue().breakdowns[dimension].members
    divided = {members[id].parent for id in found}
    return {id: row for id, row in found.items() if id not in divided and not members[id].of_which}


def mix_of_state(release: Release, choices: Choices, place: str, grain: str, days: tuple[date, date]) -> Mixed | None:
    """The products of a place in the periods that end on two days; None where only their classes are known."""
    mix = choices.indicator.mix
    if mix is None or grain not in choices.grains(place, mix.breakdown):
        return None
    wholes, parts = zip(*(divided(release, choices, mix.breakdown, place, grain, day) for day in days), strict=True)
    classes = {one.parent for one in catalogue().breakdowns[mix.breakdown].members.values()}
    if None in wholes or classes.intersection((*parts[0], *parts[1])):
        return None
    return mixed(parts[0], parts[1], wholes)


def divided(
    release: Release, choices: Choices, dimension: str, place: str, grain: str, day: date
) -> tuple[Row | None, dict[str, Row]]:
    """The whole of a place in the period that ends on a day, and the parts of it that are not divided further."""
    at = {"grain": grain, "until": day, "period": None, "region": place, "dimension": dimension}
    whole, parts = None, []
    for row in ask("breakdown", release, **choices.level, **at).to_pylist():
        if row["member"] == WHOLE:
            whole = row
        else:
            parts.append(row)
    return whole, leaves(dimension, parts)


def count_of(row: Row) -> Count | None:
    """Numerator and denominator of a rate; the numerator as the rounded rate has it where only that was printed."""
    if not row["denominator"] or row["bound"] != "exact":
        return None
    base = Fraction(row["denominator"])
    return (exact_number(row) * base / 100, base)


def _reach(counts: Mapping[str, Count], whole: Count) -> bool:
    return sum(n for _, n in counts.values()) == whole[1]


def _raked(counts: dict[str, Count], whole: Count) -> dict[str, Count]:
    """The parts with numerators that add to that of the whole: rounding is spread over them in proportion.

    Too many shrink, and of too few what they do not count does: no part is ever below nothing or above itself, and
    passing mirrors not passing.
    """
    missed = whole[0] - sum(x for x, _ in counts.values())
    if missed <= 0:
        factor = whole[0] / (whole[0] - missed) if missed else Fraction(1)
        return {id: (x * factor, n) for id, (x, n) in counts.items()}
    factor = (whole[1] - whole[0]) / (whole[1] - whole[0] + missed)
    return {id: (n - (n - x) * factor, n) for id, (x, n) in counts.items()}


def with_rest(counts: dict[str, Count], whole: Count) -> dict[str, Count]:
    """The counts of some parts with those of the rest of their whole, under an empty name."""
    rest = (whole[0] - sum(x for x, _ in counts.values()), whole[1] - sum(n for _, n in counts.values()))
    return {**counts, REST: rest}

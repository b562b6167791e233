"""Which members of a breakdown stand side by side, over which periods, and what they are parts of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from data.releases import Release
from indicators import Indicator, Member, catalogue
from queries import ask
from views.choices import GRAINS, TOTALS, WHOLE, Choices, everywhere, matrix_rows, most_figures
from views.figures import exact_number
from views.state import State
from views.withheld import withheld_cells

Row = dict[str, Any]
Key = tuple[date | None, date]


@dataclass(frozen=True)
class Asked:
    """The place, the breakdown and the one level of it that a state asks for: the members whose parent is `parent`.

    `chosen` are members of that level that a reader chose, `strayed` those chosen beside them from other levels;
    `found` are all members that have figures there.
    """

    dimension: str
    place: str
    parent: str
    chosen: tuple[str, ...]
    strayed: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def members(self) -> dict[str, Member]:
        """Those of the level, in the order of the breakdown; those that overlap with the others last."""
        level = [(id, catalogue().member(self.dimension, id)) for id in self.found]
        own = [(id, member) for id, member in level if member.parent == self.parent]
        return dict(sorted(own, key=lambda one: one[1].of_which))

    @property
    def groups(self) -> dict[str, int]:
        """The members that divide further and the number of their own members; empty stands for the first level."""
        return dict(Counter(catalogue().member(self.dimension, id).parent for id in self.found))

    def parent_name(self, language: str) -> str:
        """The member that the level divides; empty for the first level."""
        return catalogue().member(self.dimension, self.parent).text(language) if self.parent else ""


@dataclass(frozen=True)
class Level:
    """The rows of the members of a level over the periods of one grain, oldest first, and those of their whole.

    `coverage` says of a period whether the breakdown is complete, top_n or copy_cut, where anything is stated;
    `withheld` are member and period of figures of the level that are withheld.
    """

    grain: str
    rows: dict[str, list[Row]]
    whole: list[Row]
    coverage: dict[Key, str]
    withheld: tuple[Mapping[str, Any], ...] = ()

    @cached_property
    def _by_key(self) -> dict[Key, dict[str, Row]]:
        found: dict[Key, dict[str, Row]] = {}
        for id, rows in self.rows.items():
            for row in rows:
                found.setdefault(key_of(row), {})[id] = row
        return found

    @cached_property
    def _whole_by_key(self) -> dict[Key, Row]:
        return {key_of(row): row for row in reversed(self.whole)}

    @cached_property
    def keys(self) -> list[Key]:
        """The periods in which a member has a figure, oldest first."""
        return sorted(self._by_key, key=lambda key: (key[1], str(key)))

    @property
    def periods(self) -> list[Key]:
        """The periods in which a member has a figure or one that is withheld."""
        return list({*self.keys, *map(key_of, self.withheld)})

    def at(self, key: Key) -> dict[str, Row]:
        """The row of each member that has one in a period."""
        return self._by_key.get(key, {})

    def withheld_at(self, keys: Iterable[Key]) -> int:
        """How many figures of the level are withheld in some periods."""
        wanted = set(keys)
        return sum(key_of(row) in wanted for row in self.withheld)

    def whole_at(self, key: Key) -> Row | None:
        """The row of the whole in a period."""
        return self._whole_by_key.get(key)


def key_of(row: Mapping[str, Any]) -> Key:
    """The period of a row, among those of its grain."""
    return row["period"], row["until"]


def asked_of(state: State, choices: Choices) -> Asked | None:
    """What a state asks for, what it leaves open filled; None for an indicator without a breakdown."""
    dimension = state.dimension or _main_dimension(choices)
    if not dimension:
        return None
    there = choices.having(dimension)
    place = state.regions[0] if state.regions else most_figures(there, lambda one: one.region, TOTALS)
    members = catalogue().breakdowns[dimension].members
    known = {one.member for one in choices.held(dimension, place)}
    found = tuple(id for id in members if id in known)
    parent = _parent(state.members, {id: members[id].parent for id in (*found, *state.members)}, found)
    level = [id for id in state.members if members[id].parent == parent and id != parent]
    strayed = tuple(id for id in state.members if id not in level and id != parent)
    return Asked(dimension, place, parent, tuple(id for id in level if id in found), strayed, found)


def _main_dimension(choices: Choices) -> str:
    """The breakdown with most figures of the first level, one that names single parts only where there is no other."""
    counted: Counter[str] = Counter()
    for dimension in choices.dimensions():
        if dimension != WHOLE:
            counted[dimension] = 0
            for one in choices.held(dimension, tuple(everywhere(choices.release) or ())):
                member = catalogue().member(dimension, one.member)
                counted[dimension] += 0 if member.parent or member.of_which else one.figures
    return min(counted, key=lambda id: (joins_of(choices.indicator, id) == "of_which", -counted[id], id), default="")


def _parent(members: tuple[str, ...], parents: dict[str, str], found: tuple[str, ...]) -> str:
    """The member that was chosen to be divided, the parent of those chosen, or that of the first level with figures."""
    if len(members) == 1 and any(parents[id] == members[0] for id in found):
        return members[0]
    if members:
        return parents[members[0]]
    counted = Counter(parents[id] for id in found)
    return "" if "" in counted else next((parent for parent, _ in counted.most_common(1)), "")


def levels_of(release: Release, choices: Choices, asked: Asked) -> dict[str, Level]:
    """The level that is asked for, in every grain that has figures of it."""
    found = {}
    stated = _coverage(release, choices, asked)
    for grain in choices.grains(asked.place, asked.dimension):
        rows = _rows(release, choices, asked.dimension, asked.place, grain)
        own = {id: rows[id] for id in asked.members if id in rows}
        whole = (
            rows.get(asked.parent, []) if asked.parent else _rows(release, choices, WHOLE, asked.place, grain)[WHOLE]
        )
        if own:
            found[grain] = Level(grain, own, whole, stated[grain], _withheld(release, choices, asked, grain))
    return found


def _withheld(release: Release, choices: Choices, asked: Asked, grain: str) -> tuple[Mapping[str, Any], ...]:
    members = catalogue().breakdowns[asked.dimension].members
    found = withheld_cells(release, choices, grain, asked.dimension, [asked.place])
    return tuple(row for row in found if members[row["member"]].parent == asked.parent)


def _rows(release: Release, choices: Choices, dimension: str, place: str, grain: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in matrix_rows(release, choices, grain, dimension, [place]):
        rows[row["member"]].append(row)
    return rows


def _coverage(release: Release, choices: Choices, asked: Asked) -> dict[str, dict[Key, str]]:
    """What is stated of the breakdown there, by grain and period."""
    there = {"breakdown": asked.dimension, "until": None, "regions": [asked.place]}
    answer = ask("coverage", release, **choices.indicator.sides, **there)
    stated: dict[str, dict[Key, str]] = defaultdict(dict)
    for row in answer.to_pylist():
        if (row["status"], row["measure"], row["region"]) == (choices.status, "level", asked.place):
            stated[row["grain"]][key_of(row)] = row["coverage"]
    return stated


def main_level(levels: dict[str, Level], grain: str, records: bool = False) -> Level | None:
    """The level in the grain that was chosen; while none was, the one with most figures, of records the longest."""
    if grain:
        return levels.get(grain)
    if records and levels:
        return levels[min(levels, key=GRAINS.index)]
    size = {one: sum(map(len, level.rows.values())) for one, level in levels.items()}
    return levels[max(size, key=lambda one: (size[one], -GRAINS.index(one)))] if size else None


def joins_of(indicator: Indicator, dimension: str) -> str:
    """Whether members add up: sum, none or of_which, said of the indicator or of its other side."""
    other = catalogue().indicators.get(indicator.complement)
    return indicator.members.get(dimension) or (other.members.get(dimension) if other else None) or "none"


def parts_of_whole(
    indicator: Indicator, asked: Asked, level: Level, key: Key
) -> tuple[dict[str, Row], Fraction] | None:
    """The rows that add up to their whole in a period and what they add up to; None where they do not.

    They do where members say so, the breakdown is complete, and the sum reaches the whole within its roundings.
    """
    if joins_of(indicator, asked.dimension) != "sum" or level.coverage.get(key) != "complete":
        return None
    parts = {id: row for id, row in level.at(key).items() if not asked.members[id].of_which}
    whole = level.whole_at(key)
    total = Fraction(100) if indicator.kind == "share" and not asked.parent else exact_number(whole) if whole else None
    if not parts or not total or any(_uncertain(row) for row in (*parts.values(), *([whole] if whole else []))):
        return None
    slack = sum((_slack(row) for row in (*parts.values(), *([whole] if whole else []))), Fraction(0))
    reached = abs(sum(map(exact_number, parts.values()), Fraction(0)) - total) <= slack
    return (parts, total) if reached else None


def _uncertain(row: Row) -> bool:
    return row["bound"] != "exact" or "sum_differs" in row["note"].split(";")


def _slack(row: Row) -> Fraction:
    return Fraction(row["step"] or 0) / 2

"""Which cells of a year add up to which others: the sums by which a figure that is withheld could be found.

A ratio adds up in nothing itself; what it counts does, as the joins of its counts say. The cells below one another
are found over places (counties, cities, provinces, groups of provinces, the nation), members and periods. Where a
level between is not counted, the next one above it is the sum.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from indicators import catalogue
from intake.places import GROUPING
from regions import NATION, regions, schemes

WHOLE, PAIR = "all", "*"
AXES = {"indicator": ["indicator"], "time": ["grain", "period"], "region": ["region"], "part": ["dimension", "member"]}
# The same batches under two names.
SAME = {("spot_check_pass_rate", WHOLE, WHOLE): ("all_levels_pass_rate", "check_level", "national")}
LONGER = {"month": "quarter", "quarter": "year"}
MONTHS = {"quarter": 3, "year": 12}
Numbers = np.ndarray[Any, np.dtype[np.int64]]
Code = Any


@dataclass(frozen=True)
class Families:
    """Sums over one axis: the rows that are added up, the number of the sum each belongs to, and the row of each sum.

    The rows of a sum stand together, those of few cases first, then in the order of the table.
    """

    rows: Numbers
    sums: Numbers
    parents: Numbers


class Cells:
    """The ratios of a year as numbers: for each row its place on every axis, by which another row is found."""

    def __init__(self, ratios: pa.Table) -> None:
        self.base = ratios["denominator"].to_numpy()
        self.names: dict[str, list[Code]] = {}
        self.codes: dict[str, Numbers] = {}
        for axis, columns in AXES.items():
            values, places = _different([ratios[name] for name in columns])
            known = {value: code for code, value in enumerate(_with_all_above(axis, values))}
            self.names[axis] = list(known)
            self.codes[axis] = np.array([known[value] for value in values], np.int64)[places]
        keys = self._keys(self.codes)
        self._order = np.argsort(keys, kind="stable")
        self._keys_in_order = keys[self._order]

    def _keys(self, codes: Mapping[str, Numbers]) -> Numbers:
        key = np.zeros_like(codes["indicator"])
        for axis in AXES:
            key = key * len(self.names[axis]) + codes[axis]
        return key

    def find(self, codes: Mapping[str, Numbers], wanted: Any) -> Numbers:
        """The row at each place that is `wanted`; -1 where there is none."""
        keys = self._keys(codes)
        near = np.minimum(np.searchsorted(self._keys_in_order, keys), len(keys) - 1)
        return np.where(wanted & (self._keys_in_order[near] == keys), self._order[near], -1)

    def nearest(self, axis: str, above: Numbers) -> Numbers:
        """The row that each row lies below on an axis, where `above` leads from one place to the next; -1 for none."""
        place, found = above[self.codes[axis]], np.full(len(self.base), -1)
        while (searching := (found < 0) & (place >= 0)).any():
            found = np.maximum(found, self.find({**self.codes, axis: np.maximum(place, 0)}, searching))
            place = np.where(place >= 0, above[np.maximum(place, 0)], -1)
        return found

    def leading(self, axis: str, above: Mapping[Code, Code]) -> Numbers:
        """For each place on an axis the number of the one above it; -1 for none."""
        number = {name: code for code, name in enumerate(self.names[axis])}
        return np.array([number.get(above.get(name), -1) for name in self.names[axis]], np.int64)


def families_of(ratios: pa.Table) -> list[Families]:
    """Every sum among ratios that stand once each: over places, over members, over periods, and of the same batches."""
    cells = Cells(ratios)
    joins = [_joins(id) for id in cells.names["indicator"]]
    of_cell, part = cells.codes["indicator"], cells.codes["part"]
    regional = np.array([one is not None and one.regions == "sum" for one in joins])[of_cell]
    over_time = np.array([one is not None and one.periods == "sum" for one in joins])[of_cell]
    of_parts = np.array([[_adds(one, name) for name in cells.names["part"]] for one in joins])[of_cell, part]
    ways = [
        *((cells.nearest("region", cells.leading("region", above)), regional) for above in _places_above()),
        *((cells.nearest("part", cells.leading("part", above)), of_parts) for above in _parts_above(cells)),
        (cells.nearest("time", cells.leading("time", _times_above(cells.names["time"]))), over_time),
        (_same_batches(cells), np.ones(len(cells.base), bool)),
    ]
    return [
        made for parents, adds in ways for made in [_families(cells, np.where(adds, parents, -1))] if len(made.rows)
    ]


def _families(cells: Cells, parents: Numbers) -> Families:
    """The rows that have a parent, by parent and breakdown: a whole is the sum of each of its breakdowns."""
    rows = np.flatnonzero(parents >= 0)
    number: dict[str, int] = {}
    of_part = np.array([number.setdefault(dimension, len(number)) for dimension, _ in cells.names["part"]], np.int64)
    keys = parents[rows] * max(len(number), 1) + of_part[cells.codes["part"][rows]]
    rows = rows[np.lexsort((rows, cells.base[rows], keys))]
    keys = np.sort(keys)
    _, first, sums = np.unique(keys, return_index=True, return_inverse=True)
    return Families(rows, sums, parents[rows[first]])


def _joins(indicator: str) -> Any:
    """What may be added up of the cases that a ratio is of; None where that is not said."""
    counts = catalogue().indicators[indicator].counts
    return catalogue().indicators[counts.denominator].joins if counts else None


def _adds(joins: Any, part: tuple[str, str]) -> bool:
    """Whether a member is a part of the sum of its level."""
    dimensions = part[0].split(PAIR)
    if joins is None or part[0] == WHOLE:
        return False
    members = zip(dimensions, part[1].split(PAIR), strict=True)
    apart = any(catalogue().member(dimension, member).of_which for dimension, member in members)
    return not apart and all(joins.members.get(dimension) == "sum" for dimension in dimensions)


def _places_above() -> Iterator[dict[Code, Code]]:
    """From a unit to the next above it; from a province to its group, and from a group to the nation."""
    yield {id: unit.parent for id, unit in regions().items() if unit.level != "group"}
    groups = schemes()[GROUPING].groups
    yield {member: group for group in groups for member in regions()[group].members} | dict.fromkeys(groups, NATION)


def _parts_above(cells: Cells) -> Iterator[dict[Code, Code]]:
    """From a member to the one it is part of, and to the whole; from a pair to each of the two it is made of."""
    for place in (0, -1):
        yield {part: _part_above(part, place) for part in cells.names["part"] if place == 0 or PAIR in part[0]}


def _part_above(part: tuple[str, str], place: int) -> tuple[str, str] | None:
    dimension, member = part
    if dimension == WHOLE:
        return None
    if PAIR in dimension:
        return dimension.split(PAIR)[place], member.split(PAIR)[place]
    parent = catalogue().member(dimension, member).parent
    return (dimension, parent) if parent else (WHOLE, WHOLE)


def _times_above(times: Sequence[tuple[str, date]]) -> dict[Code, Code]:
    return {time: above for time in times if (above := _time_above(time)) is not None}


def _time_above(time: tuple[str, date]) -> tuple[str, date] | None:
    grain, period = time
    if (longer := LONGER.get(grain)) is None:
        return None
    return longer, period.replace(month=period.month - (period.month - 1) % MONTHS[longer])


def _different(columns: Sequence[pa.ChunkedArray]) -> tuple[list[Code], Numbers]:
    """The different values of one or two columns, and for each row which of them it has."""
    encoded = [column.combine_chunks().dictionary_encode() for column in columns]
    places = [one.indices.to_numpy().astype(np.int64) for one in encoded]
    held, *others = [one.dictionary.to_pylist() for one in encoded]
    if not others:
        return held, places[0]
    pairs, at = np.unique(places[0] * len(others[0]) + places[1], return_inverse=True)
    return [(held[pair // len(others[0])], others[0][pair % len(others[0])]) for pair in pairs], at


def _with_all_above(axis: str, values: Iterable[Code]) -> Iterable[Code]:
    """The places of an axis, with those that the way up leads through."""
    if axis == "region":
        return dict.fromkeys((*regions(), *values))
    found = dict.fromkeys(values)
    for value in list(found) if axis in ("part", "time") else ():
        while (value := _part_above(value, 0) if axis == "part" else _time_above(value)) and value not in found:
            found[value] = None
    return found


def _same_batches(cells: Cells) -> Numbers:
    """For a cell that stands a second time under another name, that row."""
    number = {axis: {name: code for code, name in enumerate(names)} for axis, names in cells.names.items()}
    found = np.full(len(cells.base), -1)
    for (indicator, *part), (other, *other_part) in SAME.items():
        places = [number["indicator"].get(indicator), number["part"].get(tuple(part))]
        others = [number["indicator"].get(other), number["part"].get(tuple(other_part))]
        if None in (*places, *others):
            continue
        here = (cells.codes["indicator"] == places[0]) & (cells.codes["part"] == places[1])
        there = {"indicator": np.full_like(found, others[0]), "part": np.full_like(found, others[1])}
        found = np.maximum(found, cells.find({**cells.codes, **there}, here))
    return found

"""Where the enterprises of the synthetic inspections are: the smallest units of a month, and their weights."""

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from intake.demo.settings import settings, signals
from regions import Region

LOWER = ("county", "city", "province")


@dataclass(frozen=True)
class Places:
    """The smallest units of one month in the order of their codes: counties, and cities or provinces without any.

    Every code stands from the first to the last day of the month. `share`: of its province's batches.
    """

    codes: tuple[str, ...]  # every code that a record may state, sorted
    leaf: np.ndarray  # [leaf], number among the codes
    city: np.ndarray  # [leaf], of its city, or of its province where there is none between
    province: np.ndarray  # [leaf]
    provincial: np.ndarray  # [leaf], number of its province among those of settings.toml
    share: np.ndarray  # [leaf], 1 in all for each province
    fails: np.ndarray  # [leaf], chance to fail against its province, with that of its city
    origin: np.ndarray  # [leaf], the code it had first
    row: np.ndarray  # [leaf], where it stands in what the land holds of each unit


class Land:
    """The regions that statistics cover, with what stays with each; asked for the places of a month.

    `taste`, [unit, product], 0 to 1: what each makes. All of it is drawn for the code that a unit had first, so that
    it is the same whatever else is in the table.
    """

    def __init__(self, units: Mapping[str, Region], products: int) -> None:
        self.units = {id: one for id, one in units.items() if one.level in LOWER and one.in_statistics}
        self._dated = {id: one for id, one in self.units.items() if one.valid_from or one.valid_to}
        self._lasting = frozenset(self.units) - frozenset(self._dated)
        self._row = {id: row for row, id in enumerate(self.units)}
        origins = _origins(self.units)
        self._origin = np.array([int(origins[id]) for id in self.units])
        drawn = [_drawn(origins[id], products) for id in self.units]
        self._rank, self._fails = (np.array([one[part] for one in drawn]) for part in (0, 1))
        self.taste = np.array([one[2] for one in drawn])
        self._places: dict[frozenset[str], Places] = {}

    def places(self, year: int, month: int) -> Places:
        """The places of a month."""
        first, last = datetime.date(year, month, 1), datetime.date(year, month, monthrange(year, month)[1])
        dated = frozenset(id for id, one in self._dated.items() if _stands(one, first, last))
        if dated not in self._places:
            self._places[dated] = self._placed(self._lasting | dated)
        return self._places[dated]

    def province(self, code: str) -> str:
        """The province in which a unit lies."""
        while self.units[code].level != "province":
            code = self.units[code].parent or ""
        return code

    def _placed(self, valid: frozenset[str]) -> Places:
        holding = {self.units[id].parent for id in valid}
        leaves = sorted(id for id in valid if self.units[id].level == "county" or id not in holding)
        provinces = [self.province(id) for id in leaves]
        cities = [self._city(id, valid) for id in leaves]
        codes = sorted({*leaves, *cities, *provinces})
        number = {code: at for at, code in enumerate(codes)}
        leaf, city, province = (np.array([number[id] for id in ids]) for ids in (leaves, cities, provinces))
        known = {code: at for at, code in enumerate(settings()["provinces"])}
        provincial = np.array([known[id] for id in provinces])
        row, above = (np.array([self._row[id] for id in ids]) for ids in (leaves, cities))
        fails = self._fails[row] * np.where((city != leaf) & (city != province), self._fails[above], 1.0)
        share = _shares(self._rank[row], provincial)
        return Places(tuple(codes), leaf, city, province, provincial, share, fails, self._origin[row], row)

    def _city(self, leaf: str, valid: frozenset[str]) -> str:
        above = leaf if self.units[leaf].level == "city" else self.units[leaf].parent or ""
        return above if above in valid and self.units[above].level == "city" else self.province(leaf)


def _shares(rank: np.ndarray, provincial: np.ndarray) -> np.ndarray:
    place = rank * np.bincount(provincial)[provincial]
    how = settings()["places"]
    weight = (place + how["flat"]) ** -how["skew"]
    return np.asarray(weight / np.bincount(provincial, weight)[provincial])


def _stands(unit: Region, first: datetime.date, last: datetime.date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= first
    return begun and (unit.valid_to is None or unit.valid_to >= last)


def _origins(units: Mapping[str, Region]) -> dict[str, str]:
    """The first code of each unit, followed back through changes of name or rank."""
    before: dict[str, str] = {}
    for id, one in sorted(units.items()):
        if one.change == "rename" and len(one.successors) == 1 and one.successors[0] in units:
            before.setdefault(one.successors[0], id)
    origins = {}
    for id in units:
        first, seen = id, {id}
        while first in before and before[first] not in seen:
            first = before[first]
            seen.add(first)
        origins[id] = first
    return origins


def _drawn(origin: str, products: int) -> tuple[float, float, np.ndarray]:
    """Of one unit: its place among those of its province by batches, 0 to 1; its chance to fail; its taste."""
    how = settings()["places"]
    rng = np.random.default_rng([settings()["seed"], int(origin)])
    rank, luck, taste = rng.random(), rng.standard_normal(), rng.random(products)
    deviation = how["city_deviation"] if origin.endswith("00") else how["county_deviation"]
    if any(origin in signal.scope.regions for signal in signals()):
        luck = 0.0  # what was planted there is all that is different
    return 0.0 if origin in how["leading"] else rank, float(np.exp(deviation * luck)), taste

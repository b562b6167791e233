"""Regions: codes, names, other spellings, named groups and tile positions.

The tables are the TOML files of this folder and units.csv, which is frozen by `python -m regions.freeze`; everybody
else asks the functions below.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from regions.checks import NATION
from regions.reading import read
from regions.shapes import Publication, Region, RegionsError, Scheme, UnknownRegionError, folded

__all__ = [
    "NATION",
    "Publication",
    "Region",
    "RegionsError",
    "Scheme",
    "UnknownRegionError",
    "ancestors",
    "breakdown_of",
    "children",
    "find_region",
    "groups_of",
    "in_order",
    "is_current",
    "kin_of",
    "neighbours_of",
    "of_breakdown",
    "province_of",
    "provinces",
    "read",
    "region",
    "regions",
    "schemes",
]

_FOLDER = Path(__file__).parent
# A bare 吉林 or 海南 means the province: a city or county is asked for by its full name, or by its code. What has ended
# answers last: 巢湖市 is the county-level city of today, not the city that was divided in 2011.
_NEARNESS = {"city": 1, "county": 2}
_ENDED = 2


def regions() -> Mapping[str, Region]:
    """Every region by id: totals, provinces in GB/T 2260 order, cities and counties, groups."""
    return _tables()[0]


def schemes() -> Mapping[str, Scheme]:
    """Every grouping scheme by id."""
    return _tables()[1]


def region(region_id: str) -> Region:
    """The region with this id; raises UnknownRegionError."""
    if region_id not in regions():
        raise UnknownRegionError(
            f"No region has the id {region_id!r}. The {len(regions())} known ids are in the tables of regions/. "
            "Use find_region() for a name or another spelling, or enter the unit in regions/by_hand/changes.csv."
        )
    return regions()[region_id]


def provinces() -> tuple[Region, ...]:
    """The 34 provincial units in GB/T 2260 order; in_statistics tells the 31 that mainland statistics cover."""
    return tuple(unit for unit in regions().values() if unit.level == "province")


def children(region_id: str, day: date | None = None) -> tuple[Region, ...]:
    """The units directly below, in the order of their codes; empty for a county, a group, and a city without counties.

    The provinces of the nation; the cities of a province and the counties that it runs itself; the counties of a city.
    Those that stand today, or that stood on `day`.
    """
    below = _below().get(region(region_id).id, ())
    return tuple(unit for unit in below if (unit.valid_to is None if day is None else is_current(unit.id, day)))


def ancestors(region_id: str) -> tuple[Region, ...]:
    """The units above, from the parent up to the nation: of a county its city, its province, the nation."""
    return _above(region(region_id).id)


def province_of(region_id: str) -> Region | None:
    """The province that a unit is or lies in; None for totals and groups."""
    line = (region(region_id), *ancestors(region_id))
    return next((unit for unit in line if unit.level == "province"), None)


def neighbours_of(region_id: str) -> tuple[str, ...]:
    """The provinces that a province meets on land, in the order of their codes; empty for an island and all others.

    Units outside mainland statistics are among them: in_statistics of a region tells.
    """
    return region(region_id).neighbours


def groups_of(region_id: str) -> tuple[str, ...]:
    """The ids of the groups that its province is a member of, in every scheme that states members."""
    province = province_of(region_id)
    return _groups().get(province.id, ()) if province else ()


def is_current(region_id: str, day: date) -> bool:
    """Whether a unit is known to have stood on a day; days are those of the lists that first show a change."""
    unit = region(region_id)
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)


def kin_of(region_id: str) -> tuple[str, ...]:
    """The units that a unit became, and those that became it: a figure stays under the code it was counted by."""
    unit = region(region_id)
    return tuple(dict.fromkeys((*unit.successors, *_before().get(unit.id, ()))))


def find_region(text: str, scheme: str | None = None) -> Region | None:
    """The one region this text means: its id, name, short name, abbreviation, alias or ISO code, in any case.

    None when nothing or more than one region answers: 东部 is a group of several schemes and needs `scheme`,
    which leaves only the groups of that scheme beside the totals, provinces, cities and counties.
    """
    if scheme is not None and scheme not in schemes():
        raise UnknownRegionError(
            f"No grouping scheme has the id {scheme!r}. Known: {', '.join(schemes())}. "
            "A new scheme is a file in regions/groups/."
        )
    meant = [unit for unit in _spellings().get(folded(text), ()) if scheme is None or unit.scheme in (None, scheme)]
    nearest = min((_nearness(unit) for unit in meant), default=0)
    meant = [unit for unit in meant if _nearness(unit) == nearest]
    return meant[0] if len(meant) == 1 else None


def breakdown_of(region_id: str) -> str:
    """Which regional breakdown a region belongs to: total, province, city, county, or the scheme of a group."""
    unit = region(region_id)
    if unit.level in ("nation", "coverage"):
        return "total"
    return unit.scheme or unit.level


def of_breakdown(kind: str) -> tuple[str, ...]:
    """The ids of the regions of a regional breakdown (province, city, county, a scheme), in the order of the tables."""
    return _by_breakdown().get(kind, ())


def in_order(ids: Iterable[str]) -> list[str]:
    """Some ids in the order of the tables: totals, provinces, cities, counties, groups."""
    return sorted(ids, key=_ranks().__getitem__)


@cache
def _tables() -> tuple[Mapping[str, Region], Mapping[str, Scheme]]:
    found, grouped = read(_FOLDER)
    return MappingProxyType(found), MappingProxyType(grouped)


@cache
def _spellings() -> Mapping[str, list[Region]]:
    index: dict[str, list[Region]] = defaultdict(list)
    for unit in regions().values():
        for spelling in unit.spellings:
            index[spelling].append(unit)
    return MappingProxyType(dict(index))


@cache
def _ranks() -> Mapping[str, int]:
    return {id: rank for rank, id in enumerate(regions())}


@cache
def _by_breakdown() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = defaultdict(list)
    for id in regions():
        index[breakdown_of(id)].append(id)
    return {kind: tuple(ids) for kind, ids in index.items()}


@cache
def _below() -> Mapping[str, tuple[Region, ...]]:
    index: dict[str, list[Region]] = defaultdict(list)
    for unit in regions().values():
        if unit.parent and unit.level != "group":
            index[unit.parent].append(unit)
    return {parent: tuple(sorted(units, key=lambda unit: unit.id)) for parent, units in index.items()}


@cache
def _above(region_id: str) -> tuple[Region, ...]:
    parent = regions()[region_id].parent
    return (regions()[parent], *_above(parent)) if parent else ()


@cache
def _before() -> Mapping[str, list[str]]:
    """The units that became each unit."""
    index: dict[str, list[str]] = defaultdict(list)
    for unit in regions().values():
        for successor in unit.successors:
            index[successor].append(unit.id)
    return index


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = defaultdict(list)
    for group in (group for scheme in schemes().values() for group in scheme.groups):
        for member in regions()[group].members:
            index[member].append(group)
    return {member: tuple(groups) for member, groups in index.items()}


def _nearness(unit: Region) -> int:
    return _NEARNESS.get(unit.level, 0) + (_ENDED if unit.valid_to else 0)

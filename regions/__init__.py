"""Regions: codes, names, other spellings, named groups and tile positions.

The tables are the TOML files of this folder; everybody else asks the functions below.
"""

from collections import defaultdict
from collections.abc import Mapping
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
    "breakdown_of",
    "find_region",
    "provinces",
    "read",
    "region",
    "regions",
    "schemes",
]

_FOLDER = Path(__file__).parent
# A bare 吉林 or 海南 means the province: a city or county is asked for by its full name, or by its code.
_NEARNESS = {"city": 1, "county": 2}


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
            f"No region has the id {region_id!r}. The {len(regions())} known ids are in the TOML files of regions/. "
            "Use find_region() for a name or another spelling, or add the unit to regions/cities.toml."
        )
    return regions()[region_id]


def provinces() -> tuple[Region, ...]:
    """The 34 provincial units in GB/T 2260 order; in_statistics tells the 31 that mainland statistics cover."""
    return tuple(unit for unit in regions().values() if unit.level == "province")


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


def _nearness(unit: Region) -> int:
    return _NEARNESS.get(unit.level, 0)

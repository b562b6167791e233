"""The tables of places and breaks that roll-ups join: who lies where, and where a definition changed."""

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from indicators import catalogue
from regions import Region, ancestors, breakdown_of, regions, schemes

# The one grouping that records are added up by: each of its members is published.
GROUPING = "nbs4"


@cache
def place_tables() -> dict[str, pa.Table]:
    """`places` (every unit with itself and all it lies in), `kinds` (what each compares with), `breaks`."""
    units = [unit for unit in regions().values() if unit.level in ("province", "city", "county") and unit.in_statistics]
    groups = {member: id for id in schemes()[GROUPING].groups for member in regions()[id].members}
    within = [(unit.id, above, regions()[above].level) for unit in units for above in _above(unit, groups)]
    kinds = [(id, breakdown_of(id)) for id in dict.fromkeys(above for _, above, _ in within)]
    breaks = [(id, one.since) for id in catalogue().indicators for one in catalogue().breaks(id)]
    return {
        "places": _table(within, region=pa.string(), ancestor=pa.string(), level=pa.string()),
        "kinds": _table([one for one in kinds if one[1] != "total"], region=pa.string(), kind=pa.string()),
        "breaks": _table(breaks, indicator=pa.string(), since=pa.date32()),
    }


def _above(unit: Region, groups: dict[str, str]) -> list[str]:
    """A unit, its city, its province, the nation, and the group of its province."""
    line = [unit.id, *(above.id for above in ancestors(unit.id))]
    return [*line, groups[line[-2]]]


def _table(rows: Sequence[tuple[object, ...]], **columns: pa.DataType) -> pa.Table:
    values = zip(*rows, strict=True) if rows else [[] for _ in columns]
    arrays = [pa.array(list(column), kind) for column, kind in zip(values, columns.values(), strict=True)]
    return pa.table(arrays, names=list(columns))

"""Releases of records alone, of one extract, rolled up as every release of records is."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.releases import Release
from data.tables import table_of
from intake.rolled import Described, write_rolled
from intake.small_numbers import SmallNumbers
from tests.extracts import NOTHING_WITHHELD
from tests.planted import BATCH, SOURCE


class Recorded:
    """The records of some years as an extract."""

    def __init__(self, extract: str, tables: Mapping[int, pa.Table]) -> None:
        self.extract, self.tables = extract, tables
        self.years: Sequence[int] = sorted(tables)
        self.until = date(max(self.years), 12, 31)

    def fingerprint(self, year: int) -> str:
        """Tests give every content a folder of its own."""
        return str(year)

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        """One file a year."""
        path = folder / self.extract / f"{year}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(self.tables[year], path)
        return {self.extract: [path]}


def release_of(
    extract: str,
    tables: Mapping[int, pa.Table],
    root: Path,
    dataset: str = "demo",
    policy: SmallNumbers = NOTHING_WITHHELD,
) -> Release:
    """The release that is rolled up from the records of each year; nothing is withheld unless a policy says so."""
    words = {"zh": "演示数据", "en": "Demonstration data"}
    source = {**SOURCE, "source": f"records_{extract}"}
    return write_rolled(
        Recorded(extract, tables),
        Described(date(2026, 1, 1), words, [source], True, "tests"),
        dataset,
        root,
        policy=policy,
    )


def release_of_recalls(tables: Mapping[int, pa.Table], root: Path, dataset: str = "demo") -> Release:
    """The release that is rolled up from the recalls of each year."""
    return release_of("recalls", tables, root, dataset)


def batches(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Planted batches as a table of records; what a row does not say is as in BATCH."""
    return table_of("inspections", [{**BATCH, "record": number, **row} for number, row in enumerate(rows, 1)])

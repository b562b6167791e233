"""A release of recalls alone, rolled up from records as every release of records is."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.releases import Release
from intake.rolled import Described, write_rolled

SOURCE = {
    "source": "records_recalls",
    "publisher": "局",
    "publisher_en": "Bureau",
    "title": "召回记录",
    "title_en": "Records of recalls",
    "described": True,
    "number": "",
    "date": "2025",
    "seen": "records",
    "remark": "",
    "remark_en": "",
}


class Recalled:
    """The recalls of some years as an extract."""

    def __init__(self, tables: Mapping[int, pa.Table]) -> None:
        self.tables = tables
        self.years: Sequence[int] = sorted(tables)
        self.until = date(max(self.years), 12, 31)

    def fingerprint(self, year: int) -> str:
        """Tests give every content a folder of its own."""
        return str(year)

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        """One file a year."""
        path = folder / "recalls" / f"{year}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(self.tables[year], path)
        return {"recalls": [path]}


def release_of_recalls(tables: Mapping[int, pa.Table], root: Path, dataset: str = "demo") -> Release:
    """The release that is rolled up from the recalls of each year."""
    words = {"zh": "演示数据", "en": "Demonstration data"}
    return write_rolled(Recalled(tables), Described(date(2026, 1, 1), words, [SOURCE], True, "tests"), dataset, root)

"""A few planted records in some years, and the release that is rolled up from them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from data.releases import Release
from data.tables import table_of
from intake.rolled import Described, write_rolled
from intake.small_numbers import SmallNumbers
from tests.planted import BATCH, FAILED, RECALL, SOURCE

DATASET = "bureau"
# A few planted records are what a test counts: nothing of them is withheld.
NOTHING_WITHHELD = SmallNumbers(0, 0)
SOURCES = [{**SOURCE, "source": f"records_{extract}"} for extract in ("inspections", "recalls")]
DESCRIBED = Described(date(2019, 3, 1), {"zh": "试验", "en": "A trial"}, SOURCES, True, "tests")


def batches(year: int, months: int = 12, **other: Any) -> list[dict[str, Any]]:
    """One batch a month in a county, and one a quarter in another province that failed."""
    monthly = [{"date": date(year, month, 15)} for month in range(1, months + 1)]
    failed = {**FAILED, "region": "419001", "enterprise": 2}
    return [{**BATCH, **row, **other} for row in monthly] + [{**BATCH, **row, **failed} for row in monthly[::3]]


@dataclass(frozen=True)
class Planted:
    """Batches by year, and two recalls in each of them."""

    batches: Mapping[int, list[dict[str, Any]]]
    until: date = date(2019, 12, 31)
    written: list[int] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        return sorted(self.batches)

    def fingerprint(self, year: int) -> str:
        return hashlib.sha256(repr(self.batches[year]).encode()).hexdigest()

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        self.written.append(year)
        recalled = [date(year, 1, 31), date(year, 2, 1)]
        rows = {
            "inspections": [{"record": year * 1000 + number, **row} for number, row in enumerate(self.batches[year])],
            "recalls": [{**RECALL, "record": f"R{year}-{number}", "date": day} for number, day in enumerate(recalled)],
        }
        files = {}
        for extract, records in rows.items():
            path = folder / extract / f"{year}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table_of(extract, records), path, write_page_checksum=True)
            files[extract] = [path]
        return files


OLD = Planted({2016: batches(2016), 2017: batches(2017), 2018: batches(2018)})
# The first year is the same, the two others are corrected.
NEW = Planted({2016: batches(2016), 2017: batches(2017, channel="production"), 2018: batches(2018, passed=False)})


def released(extracts: Planted, root: Path, **other: Any) -> Release:
    """The release of these records under `root`; what `other` names is described otherwise."""
    return write_rolled(extracts, replace(DESCRIBED, **other), DATASET, root, policy=NOTHING_WITHHELD)


def content(release: Release) -> dict[str, bytes]:
    """Every file of a release, byte for byte."""
    paths = sorted(path for path in release.folder.rglob("*") if path.is_file())
    return {path.relative_to(release.folder).as_posix(): path.read_bytes() for path in paths}

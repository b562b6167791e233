"""The files of one year of a release of records: taken up again, linked from the release before, or rolled up."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.releases import Release, as_text, sha256
from data.tables import schema_of
from intake.choices import choices_among
from intake.places import place_tables
from intake.placing import sync, write
from intake.sealing import Entry
from intake.small_numbers import SmallNumbers
from queries.rolling import Rolled, roll_up

ROWS_IN_A_GROUP, RECORDS_IN_A_GROUP = 20_000, 122_880


class Extracts(Protocol):
    """Records of several years, which can be written year by year."""

    @property
    def years(self) -> Sequence[int]:
        """The years that there are records of."""

    @property
    def until(self) -> date:
        """The last day that the records reach: a month, quarter or year that ends later is not there yet."""

    def fingerprint(self, year: int) -> str:
        """What tells the records of a year from any others, without looking at them one by one."""

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        """Writes the records of a year below `folder`, by their contracts: the files of each extract."""


def finished_years(stage: Path) -> dict[int, dict[str, Entry]]:
    """The files of each year that an earlier run has finished; whatever else it left behind is gone."""
    finished = {int(marker.stem): _marked(marker, stage) for marker in stage.parent.glob("*.json")}
    kept = {stage / name for files in finished.values() for name in files}
    for path in stage.rglob("*"):
        # A file of the release before may stand behind a name: nothing may be written through it.
        if path.is_file() and path not in kept:
            path.unlink()
    return finished


def _marked(marker: Path, stage: Path) -> dict[str, Entry]:
    """The files that a mark names; none when it was not written to its end or one of them is not as it says."""
    try:
        files: dict[str, Entry] = json.loads(marker.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return files if _hold(stage, files) else {}


def _hold(folder: Path, files: dict[str, Entry]) -> bool:
    """Whether all files are there with the content that is said of them."""
    return all((folder / name).is_file() and sha256(folder / name) == one["sha256"] for name, one in files.items())


def files_of_year(
    extracts: Extracts, year: int, fingerprint: str, stage: Path, before: Release | None, policy: SmallNumbers
) -> dict[str, Entry]:
    """The files of a year, those of the release before or new ones, marked as finished."""
    files = _linked(year, fingerprint, stage, before) or _rolled(extracts, year, stage, policy)
    for folder in {(stage / name).parent for name in files}:
        sync(folder)
    write(stage.parent / f"{year}.json", as_text(files))
    return files


def _linked(year: int, fingerprint: str, stage: Path, before: Release | None) -> dict[str, Entry]:
    """The files of a year of the release before, where its records and roll-ups were the same; else none."""
    if before is None or before.manifest.get("years", {}).get(str(year)) != fingerprint:
        return {}
    files = {name: one for name, one in before.manifest["files"].items() if one.get("year") == year}
    if not _hold(before.folder, files):
        return {}
    for name in files:
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(before.folder / name, stage / name)
    return files


def _rolled(extracts: Extracts, year: int, stage: Path, policy: SmallNumbers) -> dict[str, Entry]:
    records = extracts.write(year, stage / "records")
    rolled = roll_up(
        {extract: [str(path) for path in paths] for extract, paths in records.items()},
        year,
        place_tables(),
        extracts.until,
        stage.parent,
    )
    files = {
        path.relative_to(stage).as_posix(): entry_of(extract, path, year)
        for extract, paths in records.items()
        for path in paths
    }
    for name, table, content, grain in _tables(rolled, year, policy):
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(content, path)
        files[name] = entry_of(table, path, year) | ({"grain": grain} if grain else {})
    return files


def _tables(rolled: Rolled, year: int, policy: SmallNumbers) -> list[tuple[str, str, pa.Table, str]]:
    """The tables of a year with their file, table and grain."""
    # A year of which no month is whole has a file too: a question always finds one.
    found = rolled.observations or {"month": schema_of("observations").empty_table()}
    observations = policy.applied(pa.concat_tables(found.values()))
    observed = [
        (f"observations/{grain}-{year}.parquet", "observations", observations.filter(pc.field("grain") == grain), grain)
        for grain in sorted(found)
    ]
    choices = choices_among(observations)
    return [
        *observed,
        (f"coverage/{year}.parquet", "coverage", rolled.coverage, ""),
        (f"choices/{year}.parquet", "choices", choices, ""),
    ]


def write_records(extract: str, year: int, tables: Iterable[pa.Table], folder: Path) -> Path:
    """Writes the records of an extract and year below `folder`, a table at a time; on disk when this returns."""
    path = folder / extract / f"{year}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema_of(extract), compression="zstd", write_page_checksum=True) as file:
        for table in tables:
            file.write_table(table, row_group_size=RECORDS_IN_A_GROUP)
    sync(path)
    return path


def write_parquet(table: pa.Table, path: Path) -> None:
    """A table as a Parquet file with checksums, on disk when this returns."""
    pq.write_table(table, path, compression="zstd", write_page_checksum=True, row_group_size=ROWS_IN_A_GROUP)
    sync(path)


def entry_of(table: str, path: Path, year: int = 0) -> Entry:
    """What a manifest says of a file; of a year where it does not hold all of them."""
    with pq.ParquetFile(path) as parquet:
        rows = parquet.metadata.num_rows
    return {"table": table, "sha256": sha256(path), "rows": rows} | ({"year": year} if year else {})

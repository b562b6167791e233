"""Makes a release of records: year by year rolled up into observations, continued where it was interrupted.

What is finished of a year is kept beside the releases until all of them are, and is taken up again by the next run;
a year whose records and roll-ups are those of the release before is linked from it. Readers see the old release until
the new one is whole.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from data import SCHEMA_VERSION
from data.releases import (
    MANIFEST,
    REPORT,
    Release,
    ReleaseRefusedError,
    as_text,
    current_release,
    open_release,
    open_whole,
    sealed_text,
    sha256,
)
from data.tables import schema_of, table_of
from intake.choices import choices_among
from intake.places import place_tables
from intake.placing import alone, place, point, sync, write
from queries.rolling import Rolled, roll_up, rollup_text

WORK = ".work-"
ROWS_IN_A_GROUP = 20_000
Progress = Callable[[int, int], None]
Entry = dict[str, Any]


def unheard(_done: int, _of: int) -> None:
    """Tells nobody."""


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


@dataclass(frozen=True)
class Described:
    """What a release of records says of itself: its day, its words, its sources, and whether it is synthetic."""

    released: date
    words: dict[str, str]
    sources: Sequence[dict[str, Any]]
    synthetic: bool
    imported_by: str


def write_rolled(
    extracts: Extracts, described: Described, dataset: str, root: Path, told: Progress = unheard
) -> Release:
    """The release of these records under `root`, made current; `told` hears how many years of how many are done.

    Raises ImportRunningError when another import of the dataset runs.
    """
    home = root / dataset
    home.mkdir(parents=True, exist_ok=True)
    with alone(home):
        prints = _fingerprints(extracts)
        id = _release_id(described, prints)
        if not _is_there(home / id):
            _build(extracts, described, home, id, prints, told)
        point(home, id)
        for litter in home.glob(f"{WORK}*"):
            shutil.rmtree(litter)
        told(len(extracts.years), len(extracts.years))
        return open_release(home / id)


def _build(
    extracts: Extracts, described: Described, home: Path, id: str, prints: dict[int, str], told: Progress
) -> None:
    work = home / f"{WORK}{id}"
    for litter in set(home.glob(f"{WORK}*")) - {work}:
        shutil.rmtree(litter)
    stage = work / id
    stage.mkdir(parents=True, exist_ok=True)
    before = _before(home)
    finished = _finished(stage)
    files: dict[str, Entry] = {}
    for done, year in enumerate(extracts.years):
        told(done, len(extracts.years))
        files |= finished.get(year) or _year(extracts, year, prints[year], stage, before)
    files |= _small_tables(described, stage)
    _finish(described, stage, home.name, files, prints, before)
    open_release(stage)
    place(stage, home / id)


def _finished(stage: Path) -> dict[int, dict[str, Entry]]:
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


def _year(extracts: Extracts, year: int, fingerprint: str, stage: Path, before: Release | None) -> dict[str, Entry]:
    """The files of a year, those of the release before or new ones, marked as finished."""
    files = _linked(year, fingerprint, stage, before) or _rolled(extracts, year, stage)
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


def _rolled(extracts: Extracts, year: int, stage: Path) -> dict[str, Entry]:
    records = extracts.write(year, stage / "records")
    rolled = roll_up(
        {extract: [str(path) for path in paths] for extract, paths in records.items()},
        year,
        place_tables(),
        extracts.until,
        stage.parent,
    )
    files = {
        path.relative_to(stage).as_posix(): _entry(extract, path, year)
        for extract, paths in records.items()
        for path in paths
    }
    for name, table, content, grain in _tables(rolled, year):
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(content, path)
        files[name] = _entry(table, path, year) | ({"grain": grain} if grain else {})
    return files


def _tables(rolled: Rolled, year: int) -> list[tuple[str, str, pa.Table, str]]:
    """The tables of a year with their file, table and grain."""
    # A year of which no month is whole has a file too: a question always finds one.
    found = rolled.observations or {"month": schema_of("observations").empty_table()}
    observed = [
        (f"observations/{grain}-{year}.parquet", "observations", rows, grain) for grain, rows in sorted(found.items())
    ]
    choices = choices_among(pa.concat_tables(found.values()))
    return [
        *observed,
        (f"coverage/{year}.parquet", "coverage", rolled.coverage, ""),
        (f"choices/{year}.parquet", "choices", choices, ""),
    ]


def _small_tables(described: Described, stage: Path) -> dict[str, Entry]:
    files = {}
    for table, rows in (("facts", []), ("sources", described.sources)):
        path = stage / f"{table}.parquet"
        write_parquet(table_of(table, rows), path)
        files[path.name] = _entry(table, path, 0)
    return files


def _finish(
    described: Described,
    stage: Path,
    dataset: str,
    files: dict[str, Entry],
    prints: dict[int, str],
    before: Release | None,
) -> None:
    """Writes what a release says of itself; then everything of it is on disk."""
    rows: dict[str, int] = {}
    for one in files.values():
        rows[one["table"]] = rows.get(one["table"], 0) + one["rows"]
    write(stage / REPORT, as_text({"faults": 0, "rows": rows}))
    manifest = {
        "release": stage.name,
        "dataset": dataset,
        "schema": SCHEMA_VERSION,
        "synthetic": described.synthetic,
        "released": described.released.isoformat(),
        "words": described.words,
        "before": _id_before(before, stage.name),
        "files": files,
        "years": {str(year): fingerprint for year, fingerprint in prints.items()},
        "report": sha256(stage / REPORT),
        "imported_by": described.imported_by,
        "approved_by": None,
        "show_from": None,
    }
    write(stage / MANIFEST, sealed_text(manifest))
    for folder in (*(path for path in stage.rglob("*") if path.is_dir()), stage, stage.parent):
        sync(folder)


def write_parquet(table: pa.Table, path: Path) -> None:
    """A table as a Parquet file with checksums, on disk when this returns."""
    pq.write_table(table, path, compression="zstd", write_page_checksum=True, row_group_size=ROWS_IN_A_GROUP)
    sync(path)


def _entry(table: str, path: Path, year: int) -> Entry:
    with pq.ParquetFile(path) as parquet:
        rows = parquet.metadata.num_rows
    return {"table": table, "sha256": sha256(path), "rows": rows} | ({"year": year} if year else {})


def _fingerprints(extracts: Extracts) -> dict[int, str]:
    """What the files of a year depend on: its records, how far they reach, roll-ups, places, the form of the files."""
    same = rollup_text() + _text_of_places() + str(SCHEMA_VERSION).encode()
    reached = {year: min(extracts.until, date(year, 12, 31)).isoformat() for year in extracts.years}
    return {
        year: hashlib.sha256((extracts.fingerprint(year) + reached[year]).encode() + same).hexdigest()
        for year in extracts.years
    }


@cache
def _text_of_places() -> bytes:
    return json.dumps({name: table.to_pylist() for name, table in place_tables().items()}, default=str).encode()


def _release_id(described: Described, prints: dict[int, str]) -> str:
    """The day of the release and the first eight hex digits of the sha256 of all that its figures follow from."""
    text = json.dumps([prints, described.words, list(described.sources)], sort_keys=True, default=str)
    return f"{described.released.isoformat()}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _is_there(folder: Path) -> bool:
    try:
        open_whole(folder)
    except ReleaseRefusedError:
        return False
    return True


def _id_before(before: Release | None, id: str) -> str | None:
    """The release before; for one that is made anew, the one before that."""
    if before is None or before.id != id:
        return before.id if before else None
    earlier: str | None = before.manifest["before"]
    return earlier


def _before(home: Path) -> Release | None:
    try:
        return current_release(home.name, home.parent)[0]
    except ReleaseRefusedError:
        return None

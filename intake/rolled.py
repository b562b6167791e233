"""Makes a release of records: year by year rolled up into observations, continued where it was interrupted.

What is finished of a year is kept beside the releases until all of them are, and is taken up again by the next run;
a year whose records and roll-ups are those of the release before is linked from it. Readers see the old release until
the new one is whole.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data import SCHEMA_VERSION
from data.releases import Release, ReleaseRefusedError, current_release, open_release, open_whole
from data.tables import table_of
from intake.places import place_tables
from intake.placing import alone, place, point
from intake.sealing import Entry, seal
from intake.small_numbers import DEFAULT, SmallNumbers
from intake.years import Extracts, entry_of, files_of_year, finished_years, write_parquet
from queries.rolling import rollup_text

WORK = ".work-"
Progress = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Described:
    """What a release of records says of itself: its day, its words, its sources, and whether it is synthetic."""

    released: date
    words: dict[str, str]
    sources: Sequence[dict[str, Any]]
    synthetic: bool
    imported_by: str


def records_source(extract: str, **said: str) -> dict[str, Any]:
    """The source that figures of an extract cite; `said` fills publisher, title, date and remark, each zh and en."""
    plain = {"source": f"records_{extract}", "described": True, "number": "", "seen": "records"}
    return {**plain, "remark": "", "remark_en": "", **said}


def write_rolled(
    extracts: Extracts,
    described: Described,
    dataset: str,
    root: Path,
    told: Progress = unheard,
    policy: SmallNumbers = DEFAULT,
) -> Release:
    """The release of these records under `root`, made current; `told` hears how many years of how many are done.

    What the policy of small numbers withholds is in no file of it but the records.
    Raises ImportRunningError when another import of the dataset runs.
    """
    home = root / dataset
    home.mkdir(parents=True, exist_ok=True)
    with alone(home):
        prints = _fingerprints(extracts, policy)
        id = _release_id(described, prints)
        if not _is_there(home / id):
            _build(extracts, described, home, id, prints, told, policy)
        point(home, id)
        for litter in home.glob(f"{WORK}*"):
            shutil.rmtree(litter)
        told(len(extracts.years), len(extracts.years))
        return open_release(home / id)


def _build(
    extracts: Extracts,
    described: Described,
    home: Path,
    id: str,
    prints: dict[int, str],
    told: Progress,
    policy: SmallNumbers,
) -> None:
    work = home / f"{WORK}{id}"
    for litter in set(home.glob(f"{WORK}*")) - {work}:
        shutil.rmtree(litter)
    stage = work / id
    stage.mkdir(parents=True, exist_ok=True)
    before = _before(home)
    finished = finished_years(stage)
    files: dict[str, Entry] = {}
    for done, year in enumerate(extracts.years):
        told(done, len(extracts.years))
        files |= finished.get(year) or files_of_year(extracts, year, prints[year], stage, before, policy)
    files |= _small_tables(described, stage)
    rows: dict[str, int] = {}
    for one in files.values():
        rows[one["table"]] = rows.get(one["table"], 0) + one["rows"]
    seal(
        stage,
        home.name,
        files,
        {"faults": 0, "rows": rows},
        released=described.released,
        words=described.words,
        before=_id_before(before, id),
        imported_by=described.imported_by,
        synthetic=described.synthetic,
        years={str(year): fingerprint for year, fingerprint in prints.items()},
    )
    open_release(stage)
    place(stage, home / id)


def _small_tables(described: Described, stage: Path) -> dict[str, Entry]:
    files = {}
    for table, rows in (("facts", []), ("sources", described.sources)):
        path = stage / f"{table}.parquet"
        write_parquet(table_of(table, rows), path)
        files[path.name] = entry_of(table, path)
    return files


def _fingerprints(extracts: Extracts, policy: SmallNumbers) -> dict[int, str]:
    """What the files of a year depend on.

    Its records and how far they reach, roll-ups, places, what is withheld of small numbers, the form of the files.
    """
    same = rollup_text() + _text_of_places() + policy.text + str(SCHEMA_VERSION).encode()
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

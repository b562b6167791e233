"""Writes releases of entered text all at once or not at all: staged, checked, put in place, then named by CURRENT."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import TABLES, contract
from data.releases import Release, open_release, sha256
from intake.building import Built
from intake.placing import STAGE, alone, link_unchanged, place, point, sync
from intake.sealing import Entry, seal

# What can be asked follows from the observations: a report need not say it again.
REPORTED = tuple(table for table in TABLES if table != "choices")


def write_releases(built: Sequence[Built], dataset: str, root: Path) -> list[Release]:
    """The releases written under `root`, oldest first, and the last of them made current.

    One that is there already with the same content is kept. Files equal to those of the release before are
    hard-linked. Raises ImportRunningError when another import of the dataset runs, and ReleaseRefusedError when
    what was written does not read back whole.
    """
    home = root / dataset
    home.mkdir(parents=True, exist_ok=True)
    releases: list[Release] = []
    with alone(home):
        for litter in home.glob(f"{STAGE}*"):
            shutil.rmtree(litter)
        for one in built:
            releases.append(_put(one, home, releases[-1] if releases else None))
        point(home, releases[-1].id)
    return releases


def _put(built: Built, home: Path, before: Release | None) -> Release:
    stage, final = home / f"{STAGE}{os.getpid()}" / built.id, home / built.id
    stage.mkdir(parents=True)
    _stage(built, stage, home.name, before)
    open_release(stage)
    place(stage, final)
    shutil.rmtree(stage.parent)
    return open_release(final)


def _stage(built: Built, stage: Path, dataset: str, before: Release | None) -> None:
    files: dict[str, Entry] = {}
    for table in TABLES:
        name = "observations/all.parquet" if table == "observations" else f"{table}.parquet"
        path = stage / name
        path.parent.mkdir(exist_ok=True)
        pq.write_table(built.tables[table], path, compression="zstd", write_page_checksum=True)
        files[name] = {"table": table, "sha256": sha256(path), "rows": built.tables[table].num_rows}
        link_unchanged(path, before.folder / name if before else None, files[name]["sha256"])
        sync(path)
    seal(
        stage,
        dataset,
        files,
        _report(built, before),
        released=built.released,
        words=built.words,
        before=before.id if before else None,
        imported_by="entered text",
    )


def _report(built: Built, before: Release | None) -> dict[str, Any]:
    """What the checks found, and what changed against the release before."""
    rows = {table: built.tables[table].num_rows for table in REPORTED}
    report: dict[str, Any] = {"faults": 0, "rows": rows}
    if before is not None:
        report["against"] = before.id
        report["changes"] = {table: _changes(built.tables[table], before, table) for table in REPORTED}
    return report


def _changes(now: pa.Table, before: Release, table: str) -> dict[str, Any]:
    key = contract(table).key

    def by_key(rows: pa.Table) -> dict[str, dict[str, Any]]:
        return {" | ".join(str(row[name]) for name in key): row for row in rows.to_pylist()}

    old = by_key(pa.concat_tables([pq.read_table(path) for path in before.paths(table)]))
    new = by_key(now)
    changed = {
        one: {column: [str(old[one][column]), str(value)] for column, value in row.items() if old[one][column] != value}
        for one, row in new.items()
        if one in old and old[one] != row
    }
    return {"added": sorted(new.keys() - old), "removed": sorted(old.keys() - new), "changed": changed}

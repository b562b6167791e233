"""Writes releases all at once or not at all: staged, checked, put in place in one step, then named by CURRENT."""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import SCHEMA_VERSION, TABLES, contract
from data.releases import (
    CURRENT,
    MANIFEST,
    REPORT,
    Release,
    ReleaseRefusedError,
    as_text,
    open_release,
    sealed_text,
    sha256,
)
from intake.building import Built

STAGE = ".stage-"
AT_CURRENT_FOLDER, RENAME_EXCHANGE = -100, 2


class ImportRunningError(Exception):
    """Another import of the same dataset is at work."""


def write_releases(built: Sequence[Built], dataset: str, root: Path) -> list[Release]:
    """The releases written under `root`, oldest first, and the last of them made current.

    One that is there already with the same content is kept. Files equal to those of the release before are
    hard-linked. Raises ImportRunningError when another import of the dataset runs, and ReleaseRefusedError when
    what was written does not read back whole.
    """
    home = root / dataset
    home.mkdir(parents=True, exist_ok=True)
    releases: list[Release] = []
    with _alone(home):
        for litter in home.glob(f"{STAGE}*"):
            shutil.rmtree(litter)
        for one in built:
            releases.append(_put(one, home, releases[-1] if releases else None))
        _point(home, releases[-1].id)
    return releases


def _put(built: Built, home: Path, before: Release | None) -> Release:
    stage, final = home / f"{STAGE}{os.getpid()}" / built.id, home / built.id
    stage.mkdir(parents=True)
    _stage(built, stage, home.name, before)
    open_release(stage)
    if not final.exists():
        stage.rename(final)
    elif not _same(final, stage):
        _exchange(stage, final)
    _sync(home)
    shutil.rmtree(stage.parent)
    return open_release(final)


def _stage(built: Built, stage: Path, dataset: str, before: Release | None) -> None:
    files: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        name = "observations/all.parquet" if table == "observations" else f"{table}.parquet"
        path = stage / name
        path.parent.mkdir(exist_ok=True)
        pq.write_table(built.tables[table], path, compression="zstd", write_page_checksum=True)
        files[name] = {"table": table, "sha256": sha256(path), "rows": built.tables[table].num_rows}
        _link_unchanged(path, before.folder / name if before else None, files[name]["sha256"])
        _sync(path)
    _write(stage / REPORT, as_text(_report(built, before)))
    manifest = {
        "release": built.id,
        "dataset": dataset,
        "schema": SCHEMA_VERSION,
        "released": built.released.isoformat(),
        "words": built.words,
        "before": before.id if before else None,
        "files": files,
        "report": sha256(stage / REPORT),
        "imported_by": "entered text",
        "approved_by": None,
        "show_from": None,
    }
    _write(stage / MANIFEST, sealed_text(manifest))
    for folder in (stage / "observations", stage, stage.parent):
        _sync(folder)


def _report(built: Built, before: Release | None) -> dict[str, Any]:
    """What the checks found, and what changed against the release before."""
    report: dict[str, Any] = {"faults": 0, "rows": {table: built.tables[table].num_rows for table in TABLES}}
    if before is not None:
        report["against"] = before.id
        report["changes"] = {table: _changes(built.tables[table], before, table) for table in TABLES}
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


def _link_unchanged(path: Path, earlier: Path | None, digest: str) -> None:
    if earlier is not None and earlier.is_file() and sha256(earlier) == digest:
        path.unlink()
        os.link(earlier, path)


def _same(final: Path, stage: Path) -> bool:
    """Whether the release is there already, whole and with the same content."""
    try:
        open_release(final)
    except ReleaseRefusedError:
        return False
    return (final / MANIFEST).read_bytes() == (stage / MANIFEST).read_bytes()


def _exchange(one: Path, other: Path) -> None:
    """Swaps two folders in one step, so that a reader always finds a whole one; Python itself has no call for it."""
    system = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if system.renameat2(AT_CURRENT_FOLDER, paths[0], AT_CURRENT_FOLDER, paths[1], RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _point(home: Path, id: str) -> None:
    staged = home / f"{CURRENT}.new"
    _write(staged, f"{id}\n".encode())
    staged.replace(home / CURRENT)
    _sync(home)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportRunningError(home.name) from error
        yield

"""Writes a release all at once or not at all: staged, checked, renamed, then named by CURRENT."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import SCHEMA_VERSION, TABLES, contract
from data.releases import CURRENT, MANIFEST, Release, ReleaseRefusedError, open_release, release_ids, sha256
from intake.building import Built

STAGE = ".stage-"


class ImportRunningError(Exception):
    """Another import of the same dataset is at work."""


def release_id(built: Built, entered_folder: Path) -> str:
    """The date of the release and the first eight hex digits of the sha256 of its entered text."""
    digest = hashlib.sha256()
    for path in sorted(p for p in entered_folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(entered_folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{built.released.isoformat()}-{digest.hexdigest()[:8]}"


def write_release(built: Built, id: str, dataset: str, root: Path) -> Release:
    """The release written under `root` and made current; an identical one that is there already is kept.

    Files equal to those of the release before are hard-linked. Raises ImportRunningError when another import of
    the dataset runs, and ReleaseRefusedError when what was written does not read back whole.
    """
    home = root / dataset
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        for litter in home.glob(f"{STAGE}*"):
            shutil.rmtree(litter)
        stage = home / f"{STAGE}{os.getpid()}" / id
        before = _release_before(home, id)
        _stage(built, stage, id, dataset, before)
        open_release(stage)
        final = home / id
        if not _same(final, stage):
            if final.exists():
                final.rename(stage.parent / "replaced")
            stage.rename(final)
            _sync(home)
        shutil.rmtree(stage.parent)
        _point(home, id)
        return open_release(final)


def _stage(built: Built, stage: Path, id: str, dataset: str, before: Release | None) -> None:
    stage.mkdir(parents=True)
    files: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        name = "observations/all.parquet" if table == "observations" else f"{table}.parquet"
        path = stage / name
        path.parent.mkdir(exist_ok=True)
        pq.write_table(built.tables[table], path, compression="zstd", write_page_checksum=True)
        files[name] = {"table": table, "sha256": sha256(path), "rows": built.tables[table].num_rows}
        _link_unchanged(path, before and before.folder / name, files[name]["sha256"])
        _sync(path)
    manifest = {
        "release": id,
        "dataset": dataset,
        "schema": SCHEMA_VERSION,
        "released": built.released.isoformat(),
        "words": built.words,
        "before": before.id if before else None,
        "files": files,
        "imported_by": "entered text",
        "approved_by": None,
        "show_from": None,
    }
    _write_json(stage / MANIFEST, manifest)
    _write_json(stage / "report.json", _report(built, before))
    _sync(stage / "observations")
    _sync(stage)


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


def _release_before(home: Path, id: str) -> Release | None:
    for earlier in reversed([one for one in release_ids(home.name, home.parent) if one < id]):
        try:
            return open_release(home / earlier)
        except ReleaseRefusedError:
            continue
    return None


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


def _point(home: Path, id: str) -> None:
    staged = home / f"{CURRENT}.new"
    staged.write_text(id + "\n", encoding="utf-8")
    _sync(staged)
    os.replace(staged, home / CURRENT)
    _sync(home)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
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

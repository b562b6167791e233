"""Releases as they lie on disk: which one is current, and whether it is whole.

A release is a folder `data/<dataset>/<id>/` with its Parquet files and a manifest.json that names each with its
sha256 and row count. `data/<dataset>/CURRENT` holds the id that is shown. Nothing in a release ever changes.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import FOLDER, SCHEMA_VERSION, TABLES
from data.tables import schema_of

CURRENT = "CURRENT"
MANIFEST = "manifest.json"


class ReleaseRefusedError(Exception):
    """A release that must not be shown; `rule` is a key of words/interface.toml, `release` and `what` fill it."""

    def __init__(self, rule: str, release: str, what: str = "") -> None:
        super().__init__(f"release {release} is refused: {rule} {what}".rstrip())
        self.rule = rule
        self.release = release
        self.what = what


@dataclass(frozen=True)
class Release:
    """One release that was found whole. It is hashable, and its id is part of every cache key."""

    dataset: str
    id: str
    folder: Path
    files: tuple[tuple[str, tuple[str, ...]], ...]

    def paths(self, table: str) -> list[str]:
        """The Parquet files that hold a table."""
        return list(dict(self.files)[table])

    @property
    def manifest(self) -> dict[str, Any]:
        """What the release says of itself."""
        return dict(json.loads((self.folder / MANIFEST).read_text(encoding="utf-8")))


def open_release(folder: Path) -> Release:
    """The release in `folder`, its manifest, sha256 sums, row counts and schemas checked.

    Raises ReleaseRefusedError, naming the release and the file.
    """
    id = folder.name
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        entries, version, dataset = manifest["files"], manifest["schema"], manifest["dataset"]
    except FileNotFoundError as error:
        raise ReleaseRefusedError("release_half_written", id, MANIFEST) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseRefusedError("release_altered", id, MANIFEST) from error
    if version != SCHEMA_VERSION:
        raise ReleaseRefusedError("release_other_schema", id, str(version))
    files: dict[str, list[str]] = {table: [] for table in TABLES}
    for name, entry in entries.items():
        files[entry["table"]].append(str(_checked(folder, name, entry)))
    found = {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}
    if found != set(entries) or not all(files.values()):
        raise ReleaseRefusedError("release_altered", id, ", ".join(sorted(found ^ set(entries))) or MANIFEST)
    return Release(dataset, id, folder, tuple((table, tuple(paths)) for table, paths in files.items()))


def _checked(folder: Path, name: str, entry: dict[str, Any]) -> Path:
    path = folder / name
    if not path.is_file():
        raise ReleaseRefusedError("release_half_written", folder.name, name)
    if sha256(path) != entry["sha256"]:
        raise ReleaseRefusedError("release_altered", folder.name, name)
    try:
        parquet = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ReleaseRefusedError("release_altered", folder.name, name) from error
    if parquet.metadata.num_rows != entry["rows"] or not parquet.schema_arrow.equals(schema_of(entry["table"])):
        raise ReleaseRefusedError("release_altered", folder.name, name)
    return path


def sha256(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def release_ids(dataset: str, root: Path = FOLDER) -> list[str]:
    """The ids of every release folder of a dataset, oldest first; whether they are whole is not checked."""
    return sorted(path.name for path in (root / dataset).glob("[0-9]*-*/") if path.is_dir())


def current_release(dataset: str, root: Path = FOLDER) -> tuple[Release, ReleaseRefusedError | None]:
    """The release that CURRENT names, or the last good one and why the named one was refused.

    Raises ReleaseRefusedError when no release of the dataset can be shown.
    """
    pointer = root / dataset / CURRENT
    named = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    refused: ReleaseRefusedError | None = None
    for id in dict.fromkeys([named, *reversed(release_ids(dataset, root))]):
        if not id:
            refused = ReleaseRefusedError("release_none_current", dataset)
            continue
        try:
            return open_release(root / dataset / id), refused
        except ReleaseRefusedError as error:
            refused = refused or error
    raise refused or ReleaseRefusedError("release_none_current", dataset)

"""Releases as they lie on disk: which one is current, and whether it is whole.

A release is a folder `data/<dataset>/<id>/` with its Parquet files, a report.json and a manifest.json that names each
with its sha256 and row count and is sealed with its own. `data/<dataset>/CURRENT` holds the id that is shown.
Nothing in a release ever changes. Files of records are many times larger than all others: they are checked before
their first use, not when the release is opened.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import DEMO, FOLDER, PUBLISHED, RECORDS, SCHEMA_VERSION, TABLES
from data.tables import schema_of

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
REPORT = "report.json"
SEAL = "seal"


class ReleaseRefusedError(Exception):
    """A release that must not be shown; `rule` is a key of words/interface.toml, `release` and `what` fill it."""

    def __init__(self, rule: str, release: str, what: str = "") -> None:
        super().__init__(f"release {release} is refused: {rule} {what}".rstrip())
        self.rule = rule
        self.release = release
        self.what = what


@dataclass(frozen=True)
class File:
    """One Parquet file of a release: what it holds, of which year and grain where it does not hold all of them."""

    table: str
    path: str
    sha256: str
    rows: int
    year: int = 0
    grain: str = ""

    def may_hold(self, grain: str | None, until: date | None) -> bool:
        """Whether figures of this grain, of a period that ends on this day, can stand in the file."""
        of_grain = not (grain and self.grain) or grain == self.grain
        return of_grain and (not (until and self.year) or until.year == self.year)


@dataclass(frozen=True)
class Release:
    """One release that was found whole: hashable, a part of every cache key; its seal tells builds of one id apart."""

    dataset: str
    id: str
    folder: Path
    files: tuple[File, ...] = field(compare=False, repr=False)
    seal: str
    synthetic: bool = False

    def paths(self, table: str, grain: str | None = None, until: date | None = None) -> list[str]:
        """The Parquet files of a table; only those that can hold figures of a grain or a last day where one is given.

        Never none: where no file can hold them, one that does not is given, and has no such rows.
        """
        files = [file for file in self.files if file.table == table]
        return [file.path for file in files if file.may_hold(grain, until)] or [file.path for file in files[:1]]

    @property
    def has_records(self) -> bool:
        """Whether the records behind its figures lie beside them."""
        return any(file.table in RECORDS for file in self.files)

    def records(self, extract: str, first: date, last: date) -> list[str]:
        """The Parquet files that hold the records of an extract between two days, checked before their first use.

        Empty when there are none. Raises ReleaseRefusedError for a file that was altered.
        """
        years = range(first.year, last.year + 1)
        files = [file for file in self.files if file.table == extract and file.year in years]
        return [str(_checked_once(self.folder, file)) for file in files]

    @property
    def manifest(self) -> dict[str, Any]:
        """What the release says of itself."""
        return dict(json.loads((self.folder / MANIFEST).read_text(encoding="utf-8")))

    @property
    def report(self) -> dict[str, Any]:
        """What its checks found, and what changed against the release before. Raises ReleaseRefusedError."""
        path = _checked(self.folder, REPORT, _manifest(self.folder)["report"])
        return dict(json.loads(path.read_text(encoding="utf-8")))


def open_release(folder: Path) -> Release:
    """The release in `folder`, its manifest, sha256 sums, row counts and schemas checked.

    Raises ReleaseRefusedError, naming the release and the file.
    """
    id, manifest = folder.name, _manifest(folder)
    _checked(folder, REPORT, manifest["report"])
    files = tuple(File(path=str(folder / name), **entry) for name, entry in manifest["files"].items())
    for file in files:
        if file.table in TABLES:
            _checked_table(folder, file)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}
    if found != set(manifest["files"]):
        raise ReleaseRefusedError("release_altered", id, ", ".join(sorted(found ^ set(manifest["files"]))))
    return Release(manifest["dataset"], id, folder, files, manifest[SEAL], manifest["synthetic"])


def open_whole(folder: Path) -> Release:
    """The release in `folder`, its records checked as well, whether used or not. Raises ReleaseRefusedError."""
    release = open_release(folder)
    for file in release.files:
        if file.table in RECORDS:
            _checked_table(folder, file)
    return release


def _manifest(folder: Path) -> dict[str, Any]:
    """The manifest, byte for byte as it was sealed; what a sealed one holds can be relied on."""
    with _refusing(folder, MANIFEST):
        text = (folder / MANIFEST).read_bytes()
    try:
        manifest = json.loads(text)
        version, sealed = manifest["schema"], sealed_text(manifest)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReleaseRefusedError("release_altered", folder.name, MANIFEST) from error
    if version != SCHEMA_VERSION:
        raise ReleaseRefusedError("release_other_schema", folder.name, str(version))
    if sealed != text or manifest["release"] != folder.name:
        raise ReleaseRefusedError("release_altered", folder.name, MANIFEST)
    return dict(manifest)


def sealed_text(manifest: dict[str, Any]) -> bytes:
    """The text of a manifest with the sha256 of all the rest as its seal."""
    rest = {name: value for name, value in manifest.items() if name != SEAL}
    return as_text({**rest, SEAL: hashlib.sha256(as_text(rest)).hexdigest()})


def as_text(content: dict[str, Any]) -> bytes:
    """JSON in the one form in which a release writes it."""
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _checked(folder: Path, name: str, digest: str) -> Path:
    with _refusing(folder, name):
        found = sha256(folder / name)
    if found != digest:
        raise ReleaseRefusedError("release_altered", folder.name, name)
    return folder / name


def _checked_table(folder: Path, file: File) -> Path:
    name = Path(file.path).relative_to(folder).as_posix()
    path = _checked(folder, name, file.sha256)
    with _refusing(folder, name), pq.ParquetFile(path) as parquet:
        rows, schema = parquet.metadata.num_rows, parquet.schema_arrow
    if rows != file.rows or not schema.equals(schema_of(file.table)):
        raise ReleaseRefusedError("release_altered", folder.name, name)
    return path


@lru_cache(maxsize=1024)
def _checked_once(folder: Path, file: File) -> Path:
    return _checked_table(folder, file)


@contextmanager
def _refusing(folder: Path, name: str) -> Iterator[None]:
    """Whatever keeps a file from being read refuses the release by name."""
    try:
        yield
    except FileNotFoundError as error:
        raise ReleaseRefusedError("release_half_written", folder.name, name) from error
    except (OSError, ValueError, pa.ArrowException) as error:
        raise ReleaseRefusedError("release_altered", folder.name, name) from error


def sha256(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def datasets(root: Path = FOLDER) -> list[str]:
    """The datasets that can be asked for: what was published, the demonstration, then those that a bureau has added."""
    own = sorted(path.parent.name for path in root.glob(f"*/{CURRENT}"))
    return list(dict.fromkeys([PUBLISHED, DEMO, *own]))


def release_ids(dataset: str, root: Path = FOLDER) -> list[str]:
    """The ids of every release folder of a dataset, oldest first; whether they are whole is not checked."""
    return sorted(path.name for path in (root / dataset).glob("[0-9]*-*/") if path.is_dir())


def current_release(dataset: str, root: Path = FOLDER) -> tuple[Release, ReleaseRefusedError | None]:
    """The release that CURRENT names, or the last good one and why the named one was refused.

    Raises ReleaseRefusedError when no release of the dataset can be shown.
    """
    ids = release_ids(dataset, root)
    named = named_release(dataset, root)
    refused = None if named in ids else ReleaseRefusedError("release_none_current", dataset, named)
    for id in dict.fromkeys([*([named] if named in ids else []), *reversed(ids)]):
        try:
            return open_release_of(dataset, root / dataset / id), refused
        except ReleaseRefusedError as error:
            refused = refused or error
    raise refused or ReleaseRefusedError("release_none_current", dataset)


def named_release(dataset: str, root: Path = FOLDER) -> str:
    """What CURRENT says, whatever that is; empty when there is none."""
    try:
        return (root / dataset / CURRENT).read_bytes().decode("utf-8", errors="replace").strip()
    except OSError:
        return ""


def open_release_of(dataset: str, folder: Path) -> Release:
    """The release in `folder`, unless it belongs to another dataset: synthetic records are never shown as real."""
    release = open_release(folder)
    if release.dataset != dataset:
        raise ReleaseRefusedError("release_altered", release.id, MANIFEST)
    return release

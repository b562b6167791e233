"""Puts a staged release in place in one step and names it in CURRENT; everything is on disk before it is named."""

import ctypes
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.releases import CURRENT, MANIFEST, ReleaseRefusedError, open_whole, sha256

STAGE = ".stage-"
AT_CURRENT_FOLDER, RENAME_EXCHANGE = -100, 2


class ImportRunningError(Exception):
    """Another import of the same dataset is at work."""


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Only one import of a dataset at a time. Raises ImportRunningError."""
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportRunningError(home.name) from error
        yield


def place(stage: Path, final: Path) -> None:
    """Puts a staged release where it belongs, unless the very same is there already."""
    if not final.exists():
        stage.rename(final)
    elif not _same(final, stage):
        _exchange(stage, final)
    sync(final.parent)


def point(home: Path, id: str) -> None:
    """Names the release that is shown."""
    staged = home / f"{CURRENT}.new"
    write(staged, f"{id}\n".encode())
    staged.replace(home / CURRENT)
    sync(home)


def link_unchanged(path: Path, earlier: Path | None, digest: str) -> None:
    """Makes a file one with that of an earlier release when both hold the same."""
    if earlier is not None and earlier.is_file() and sha256(earlier) == digest:
        path.unlink()
        os.link(earlier, path)


def write(path: Path, content: bytes) -> None:
    """A small file, on disk when this returns."""
    path.write_bytes(content)
    sync(path)


def sync(path: Path) -> None:
    """A file or folder is on disk when this returns."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _same(final: Path, stage: Path) -> bool:
    """Whether the release is there already, whole and with the same content."""
    try:
        open_whole(final)
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

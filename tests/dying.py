"""A process that dies at any call by which an import changes the disk; of a file that it writes, half is there."""

import ctypes
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

STEPS = [
    (os, "fsync"),
    (os, "link"),
    (Path, "mkdir"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "write_bytes"),
    (pq, "write_table"),
    (shutil, "rmtree"),
    (ctypes, "CDLL"),
]
# Where these have the path of the file that they write.
WRITTEN = {"write_bytes": 0, "write_table": 1}


class Died(BaseException):
    """What a killed process does: nothing more."""


def died() -> None:
    """Ends a test's import as a kill would."""
    raise Died


def die_at(
    count: int, patch: pytest.MonkeyPatch, steps: list[tuple[object, str]] = STEPS, end: Callable[[], None] = died
) -> Callable[[], int]:
    """Dies at the given call of any step; returns how many were made."""
    made = 0

    def dying(name, call):
        def step(*given, **named):
            nonlocal made
            made += 1
            if made == count:
                if name in WRITTEN:
                    call(*given, **named)
                    path = given[WRITTEN[name]]
                    os.truncate(path, path.stat().st_size // 2)
                end()
            return call(*given, **named)

        return step

    for holder, name in steps:
        patch.setattr(holder, name, dying(name, getattr(holder, name)))
    return lambda: made

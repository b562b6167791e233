"""A release of records whose making dies at any step: the old one stays, and the next run takes up what is finished."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.releases import Release, current_release, release_ids
from intake import years
from intake.rolled import WORK
from tests.dying import Died, die_at
from tests.extracts import DATASET, NEW, OLD, content, released

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def _counted_once(monkeypatch):
    """The same records come to the same figures: rolled up once. No disk is waited for: nothing here lacks power."""
    known: dict[tuple[bytes, ...], years.Rolled] = {}
    roll_up = years.roll_up

    def remembered(records, *given):
        key = tuple(Path(path).read_bytes() for paths in records.values() for path in paths)
        if key not in known:
            known[key] = roll_up(records, *given)
        return known[key]

    monkeypatch.setattr(years, "roll_up", remembered)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of the old release and of the new one, made without interruption."""
    root = tmp_path_factory.mktemp("whole")
    old = content(released(OLD, root))
    return old, content(released(NEW, root))


def shown(root: Path) -> Release:
    release, refused = current_release(DATASET, root)
    assert refused is None
    return release


def litter(root: Path) -> set[str]:
    return {path.name for path in (root / DATASET).iterdir()} - {".lock", "CURRENT", *release_ids(DATASET, root)}


def finished(root: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of the files of each year that an interrupted run has finished."""
    found = {}
    for marker in (root / DATASET).glob(f"{WORK}*/*.json"):
        id = marker.parent.name.removeprefix(WORK)
        folder = marker.parent if (marker.parent / id).exists() else root / DATASET
        # Of a mark that was not written to its end nothing is taken up.
        with suppress(ValueError):
            for name in json.loads(marker.read_text()):
                of_file = (folder / id / name).stat()
                found[name] = (of_file.st_ino, of_file.st_mtime_ns)
    return found


def mended(root: Path, old: dict[str, bytes], new: dict[str, bytes]) -> tuple[bool, int]:
    """After a death: a whole release is shown, and a rerun gives the new one; if it was, and how many files stood."""
    seen = content(shown(root))
    assert seen in (old, new)
    kept = finished(root)
    release = released(NEW, root)
    assert content(release) == new
    assert shown(root) == release
    assert litter(root) == set()
    for name, as_it_was in kept.items():
        found = (release.folder / name).stat()
        assert (found.st_ino, found.st_mtime_ns) == as_it_was
    return seen == new, len(kept)


@pytest.mark.usefixtures("_counted_once")
def test_wherever_it_dies_the_old_release_is_shown_and_a_rerun_completes_the_new(whole, tmp_path):
    released(OLD, tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "counted")
    with pytest.MonkeyPatch.context() as patch:
        made = die_at(-1, patch)
        released(NEW, tmp_path / "counted")
    steps = made()
    assert steps > 100
    came = []
    for count in range(1, steps + 1):
        root = tmp_path / str(count)
        shutil.copytree(tmp_path / "old", root)
        with pytest.MonkeyPatch.context() as patch:
            die_at(count, patch)
            with pytest.raises(Died):
                released(NEW, root)
        came.append(mended(root, *whole))
    is_new = [new for new, _ in came]
    assert is_new == sorted(is_new)
    assert not is_new[0]
    assert is_new[-1]
    # Nothing, one year, two, then all three are taken up.
    assert {kept for _, kept in came} == {0, 7, 14, 21}


KILLED = """
import os, signal, sys
from pathlib import Path
import pyarrow.parquet as pq
import pytest
from tests.dying import die_at
from tests.extracts import NEW, released

step, count, root = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
holder = {"fsync": os, "link": os, "write_table": pq}.get(step, Path)
with pytest.MonkeyPatch.context() as patch:
    die_at(count, patch, [(holder, step)], lambda: os.kill(os.getpid(), signal.SIGKILL))
    released(NEW, root)
"""
KILLS = [
    ("link", 3),  # among the files of the year that is taken from the old release
    ("write_bytes", 1),  # between years
    ("write_table", 1),  # in the records of a year
    ("write_table", 4),  # in its observations
    ("write_table", 10),  # in those of the next one
    ("write_bytes", 2),
    ("fsync", 15),
    ("write_bytes", 3),
    ("write_table", 16),  # in what belongs to no year
    ("write_bytes", 5),  # in the manifest
    ("rename", 1),  # before the release is in place
    ("write_bytes", 6),  # in the name of the current release
    ("replace", 1),
]


@pytest.mark.usefixtures("_counted_once")
def test_a_killed_process_leaves_the_old_release_and_what_it_finished(whole, tmp_path):
    running: list[tuple[Path, subprocess.Popen[bytes]]] = []
    taken_up = []
    released(OLD, tmp_path / "old")
    for step, count in KILLS:
        root = tmp_path / f"{step}-{count}"
        shutil.copytree(tmp_path / "old", root)
        arguments = [sys.executable, "-c", KILLED, step, str(count), str(root)]
        running.append((root, subprocess.Popen(arguments, cwd=REPOSITORY)))
        if len(running) == os.cpu_count() or len(taken_up) + len(running) == len(KILLS):
            for place, process in running:
                assert process.wait() == -signal.SIGKILL
                assert content(shown(place)) == whole[0]
                taken_up.append(mended(place, *whole)[1])
            running.clear()
    assert len(taken_up) == len(KILLS) >= 10
    assert set(taken_up) == {0, 7, 14, 21}


@pytest.mark.parametrize(("holder", "name"), [(pq, "write_table"), (os, "link"), (Path, "rename"), (os, "fsync")])
@pytest.mark.usefixtures("_counted_once")
def test_a_full_disk_leaves_the_old_release(whole, tmp_path, monkeypatch, holder, name):
    released(OLD, tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(holder, name, full)
    with pytest.raises(OSError, match="No space left"):
        released(NEW, tmp_path)
    monkeypatch.undo()
    assert content(shown(tmp_path)) == whole[0]
    mended(tmp_path, *whole)


@pytest.mark.usefixtures("_counted_once")
def test_what_was_linked_is_never_written_through(tmp_path):
    """A year taken from the old release is counted anew when that release cannot be relied on any more."""
    old = released(OLD, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        die_at(8, patch, [(os, "link"), (Path, "write_bytes")])
        with pytest.raises(Died):
            released(NEW, tmp_path)
    (old.folder / "choices" / "2018.parquet").write_bytes(b"")
    records = old.folder / "records" / "inspections" / "2016.parquet"
    before = records.stat()
    new = released(NEW, tmp_path)
    assert records.stat().st_mtime_ns == before.st_mtime_ns
    assert not (new.folder / "records" / "inspections" / "2016.parquet").samefile(records)

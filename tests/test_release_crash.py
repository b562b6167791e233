"""An import that dies at any step leaves readers the old release or the new one, and the next one mends all."""

import os
import pickle
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import TABLES
from data.releases import current_release, open_release, release_ids
from intake.building import Built
from intake.release import write_releases
from tests.dying import Died, die_at
from tests.entries import Entry, cell, copy_of_the_real_entry, text
from tests.slips import RECALLS, RELEASE


@pytest.fixture(scope="module")
def builds(tmp_path_factory) -> dict[str, list[Built]]:
    """The real release; the same and a later one; and the same id with other content, as after a change of code."""
    entry = copy_of_the_real_entry(tmp_path_factory.mktemp("entry"))
    first = entry.build()
    later = Entry(entry.root, "2026-12-21")
    shutil.copytree(entry.folder, later.folder)
    text(RELEASE, "2026-11-21", "2026-12-21")(later)
    cell(RECALLS, "P266", "printed", "252次")(later)
    second = later.build()
    other = replace(first, tables={**first.tables, "observations": second.tables["observations"]})
    return {"old": [first], "new": [first, second], "replaced": [other]}


def steps_of(builds: list[Built], root: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        made = die_at(-1, patch)
        write_releases(builds, "published", root)
        return made()


def seen_by_a_reader(root: Path) -> dict[str, object]:
    release, _ = current_release("published", root)
    return {"id": release.id, **{table: pq.read_table(release.paths(table)[0]) for table in TABLES}}


def as_read(built: Built) -> dict[str, object]:
    return {"id": built.id, **built.tables}


def litter(root: Path) -> list[str]:
    home = root / "published"
    expected = (".lock", "CURRENT", *release_ids("published", root))
    return sorted(path.name for path in home.iterdir() if path.name not in expected)


@pytest.mark.parametrize("after", ["new", "replaced"])
def test_wherever_an_import_dies_a_reader_sees_one_whole_release(builds, tmp_path, after):
    write_releases(builds["old"], "published", tmp_path / "counted")
    steps = steps_of(builds[after], tmp_path / "counted")
    assert steps > 20
    seen = []
    for count in range(1, steps + 1):
        root = tmp_path / str(count)
        write_releases(builds["old"], "published", root)
        with pytest.MonkeyPatch.context() as patch:
            die_at(count, patch)
            with pytest.raises(Died):
                write_releases(builds[after], "published", root)
        shown = seen_by_a_reader(root)
        assert current_release("published", root)[1] is None
        assert shown in (as_read(builds["old"][0]), as_read(builds[after][-1]))
        seen.append(shown == as_read(builds[after][-1]))
        write_releases(builds[after], "published", root)
        assert seen_by_a_reader(root) == as_read(builds[after][-1])
        assert litter(root) == []
    assert seen == sorted(seen)  # old, old, ... new: it changes once
    assert not seen[0]
    assert seen[-1]


def test_wherever_the_first_import_dies_nothing_or_everything_is_there(builds, tmp_path):
    steps = steps_of(builds["old"], tmp_path / "counted")
    for count in range(1, steps + 1):
        root = tmp_path / str(count)
        with pytest.MonkeyPatch.context() as patch:
            die_at(count, patch)
            with pytest.raises(Died):
                write_releases(builds["old"], "published", root)
        for id in release_ids("published", root):
            assert seen_by_a_reader(root) == as_read(builds["old"][0])
            open_release(root / "published" / id)
        write_releases(builds["old"], "published", root)
        assert current_release("published", root)[1] is None
        assert litter(root) == []


@pytest.mark.parametrize(("holder", "name"), [(pq, "write_table"), (os, "link"), (Path, "rename"), (os, "fsync")])
def test_a_full_disk_leaves_the_old_release(builds, tmp_path, monkeypatch, holder, name):
    write_releases(builds["old"], "published", tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(holder, name, full)
    with pytest.raises(OSError, match="No space left"):
        write_releases(builds["new"], "published", tmp_path)
    monkeypatch.undo()
    assert seen_by_a_reader(tmp_path) == as_read(builds["old"][0])
    write_releases(builds["new"], "published", tmp_path)
    assert seen_by_a_reader(tmp_path) == as_read(builds["new"][-1])
    assert litter(tmp_path) == []


def test_everything_is_on_disk_before_it_is_named(builds, tmp_path, monkeypatch):
    """Files, then their folders, then the rename, then the folder it is in; CURRENT likewise."""
    done, handles = [], {}
    real_open, real_fsync, real_rename, real_replace = os.open, os.fsync, Path.rename, Path.replace

    def opened(path, *given, **named):
        handle = real_open(path, *given, **named)
        handles[handle] = Path(os.fspath(path)).name
        return handle

    def synced(handle):
        done.append(("sync", handles[handle]))
        return real_fsync(handle)

    def renamed(call):
        def step(path, to):
            done.append(("name", Path(to).name))
            return call(path, to)

        return step

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed(real_rename))
    monkeypatch.setattr(Path, "replace", renamed(real_replace))
    id = builds["old"][0].id
    write_releases(builds["old"], "published", tmp_path)
    stage = f".stage-{os.getpid()}"
    tables = ("all.parquet", "facts.parquet", "sources.parquet", "coverage.parquet", "choices.parquet")
    written = (*tables, "report.json", "manifest.json")
    assert {name for _, name in done[: len(written)]} == set(written)
    assert done[len(written) :] == [
        ("sync", "observations"),
        ("sync", id),
        ("sync", stage),
        ("name", id),
        ("sync", "published"),
        ("sync", "CURRENT.new"),
        ("name", "CURRENT"),
        ("sync", "published"),
    ]


KILLED = """
import os, pickle, signal, sys
from pathlib import Path
import pyarrow.parquet as pq
from intake.release import write_releases

count, step, root, stored = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
builds = pickle.loads(stored.read_bytes())
holder = {"fsync": os, "link": os, "write_table": pq}.get(step, Path)
call, made = getattr(holder, step), 0

def dying(*given, **named):
    global made
    made += 1
    if made == count:
        os.kill(os.getpid(), signal.SIGKILL)
    return call(*given, **named)

setattr(holder, step, dying)
write_releases(builds, "published", root)
"""
KILLS = [
    *(("fsync", count) for count in (1, 5, 9, 10, 11, 14, 20)),
    *(("write_table", count) for count in (1, 4)),
    *(("link", 1), ("rename", 1), ("replace", 1)),
]


def test_a_killed_process_leaves_one_whole_release_and_no_lock(builds, tmp_path):
    stored = tmp_path / "builds"
    stored.write_bytes(pickle.dumps(builds["new"]))
    repository = Path(__file__).parent.parent
    killed = []
    for step, count in KILLS:
        root = tmp_path / f"{step}-{count}"
        write_releases(builds["old"], "published", root)
        arguments = [sys.executable, "-c", KILLED, str(count), step, str(root), str(stored)]
        killed.append((root, subprocess.Popen(arguments, cwd=repository)))
    for root, process in killed:
        assert process.wait() == -signal.SIGKILL
        assert current_release("published", root)[1] is None
        assert seen_by_a_reader(root) in (as_read(builds["old"][0]), as_read(builds["new"][1]))
        write_releases(builds["new"], "published", root)
        assert seen_by_a_reader(root) == as_read(builds["new"][1])
        assert litter(root) == []

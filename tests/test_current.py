"""The release a page shows, whatever state the folder is in; and older entries, which later ones must not upset."""

import os
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import TABLES
from data.releases import MANIFEST, Release, ReleaseRefusedError, release_ids
from data.tables import table_of
from intake.__main__ import main
from intake.building import Built
from intake.release import write_releases
from tests.conftest import PLAIN_ROWS, exact
from tests.entries import Entry, all_of, cell, copy_of_the_real_entry, flip, gone, more, text
from tests.slips import LEFT_OUT, RECALLS, RELEASE, SOURCES, SPOT
from views.current import shown_release


def built(id: str, value: int = 1) -> Built:
    """A release of a single figure."""
    figure = {"indicator": "vehicle_recalls", "value": exact(value), "period": date(2024, 1, 1)}
    rows = {
        "observations": [{**PLAIN_ROWS["observations"], **figure, "until": date(2024, 12, 31)}],
        "sources": [{**PLAIN_ROWS["sources"], "source": "bulletin"}],
    }
    tables = {table: table_of(table, rows.get(table, [])) for table in TABLES}
    return Built(id, date.fromisoformat(id[:10]), {"zh": "", "en": ""}, tables)


def values(release: Release) -> list[int]:
    [path] = release.paths("observations")
    return [int(value) for value in pq.read_table(path).column("value").to_pylist()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def releases(root) -> list[Release]:
    return write_releases([built("2025-01-01-00000000"), built("2025-02-01-00000000")], "published", root)


def point(root: Path, content: bytes) -> None:
    (root / "published" / "CURRENT").write_bytes(content)


def test_the_current_release_is_shown_or_the_one_a_link_pins(releases, root):
    older, newer = releases
    assert shown_release(root=root) == (newer, None)
    assert shown_release(older.id, root) == (older, None)
    point(root, f"{older.id}\n".encode())
    assert shown_release(root=root) == (older, None)
    assert shown_release(newer.id, root) == (newer, None)


def damaged(folder: Path) -> None:
    flip(folder / "facts.parquet")


def half_written(folder: Path) -> None:
    (folder / "facts.parquet").unlink()


def begun(folder: Path) -> None:
    (folder / MANIFEST).unlink()


HARM = [
    (damaged, "release_altered", "facts.parquet"),
    (half_written, "release_half_written", "facts.parquet"),
    (begun, "release_half_written", MANIFEST),
]


@pytest.mark.parametrize(("harm", "rule", "file"), HARM)
def test_in_place_of_a_current_release_that_is_not_whole_the_last_good_one_is_shown(releases, root, harm, rule, file):
    older, newer = releases
    harm(newer.folder)
    shown, refused = shown_release(root=root)
    assert shown == older
    assert refused is not None
    assert (refused.rule, refused.release, refused.what) == (rule, newer.id, file)


@pytest.mark.parametrize(("harm", "rule", "file"), HARM)
def test_a_pinned_release_that_is_not_whole_is_never_replaced(releases, root, harm, rule, file):
    older, newer = releases
    harm(older.folder)
    with pytest.raises(ReleaseRefusedError) as refused:
        shown_release(older.id, root)
    assert (refused.value.rule, refused.value.release, refused.value.what) == (rule, older.id, file)
    assert shown_release(root=root) == (newer, None)


@pytest.mark.parametrize(
    "content", [b"2027-01-01-ffffffff\n", b"\xff\xfe\xfa", b"", b"..", b"\0", b"../published", b"entered", b"x" * 5000]
)
def test_a_pointer_to_no_release_is_said_and_the_last_good_one_shown(releases, root, content):
    point(root, content)
    shown, refused = shown_release(root=root)
    assert shown == releases[-1]
    assert refused is not None
    assert refused.rule == "release_none_current"
    assert refused.what == content.decode("utf-8", errors="replace").strip()


def test_nothing_whole_at_all_is_an_error(releases, root):
    for release in releases:
        damaged(release.folder)
    with pytest.raises(ReleaseRefusedError, match=releases[-1].id):
        shown_release(root=root)


def test_a_release_of_another_dataset_is_shown_neither_as_current_nor_pinned(releases, root):
    [strange] = write_releases([built("2025-03-01-00000000")], "demo", root)
    shutil.copytree(strange.folder, root / "published" / strange.id)
    point(root, strange.id.encode())
    shown, refused = shown_release(root=root)
    assert shown == releases[-1]
    assert refused is not None
    assert (refused.rule, refused.release) == ("release_altered", strange.id)
    with pytest.raises(ReleaseRefusedError, match=strange.id):
        shown_release(strange.id, root)


def test_a_folder_exchanged_for_another_build_of_the_same_id_is_opened_anew(root):
    [first] = write_releases([built("2025-01-01-00000000", 1)], "published", root)
    os.utime(first.folder / MANIFEST, (1, 1))
    before, _ = shown_release(root=root)
    write_releases([built("2025-01-01-00000000", 2)], "published", root)
    after, _ = shown_release(root=root)
    assert before.id == after.id
    assert before.seal != after.seal
    assert values(after) == [2]


BUSES = ("bus_recalls", "actual", "level", "year")
NATION = ("100000", "all", "all")


@pytest.fixture
def later(tmp_path) -> Entry:
    """An entry a month after the real one, with a new indicator, and a figure left out of a new source."""
    earlier = copy_of_the_real_entry(tmp_path)
    later = Entry(earlier.root, "2026-12-21")
    shutil.copytree(earlier.folder, later.folder)
    entry = (later.indicators / "emission_recalls.toml").read_text(encoding="utf-8")
    entry = entry.replace("机动车排放", "客车").replace("排放召回", "客车召回").replace("emission", "bus")
    entry = entry.replace("Vehicle bus", "Bus").replace('extract = "recalls"\n', "")
    (later.indicators / "bus_recalls.toml").write_text(entry, encoding="utf-8")
    rows = [
        more(RECALLS, f"P{1112 + n}", *BUSES, f"{2022 + n}", *NATION, f"{n + 3}次", "", "bus_bulletin", "yes", "")
        for n in range(3)
    ]
    all_of(
        text(RELEASE, "2026-11-21", "2026-12-21"),
        more(SOURCES, "bus_bulletin", "局", "Bureau", "客车公报", "Bus bulletin", "no", "", "2025", "original", "", ""),
        *rows,
        more(LEFT_OUT, "P1115", "bus_bulletin", "客车召回次数", "2025", "全国", "若干次", "no_number"),
    )(later)
    return later


def recalled_buses(root: Path, id: str) -> list[int]:
    table = pq.read_table(root / "published" / id / "observations" / "all.parquet").to_pylist()
    return [int(row["value"]) for row in table if row["indicator"] == "bus_recalls"]


def test_an_older_entry_is_built_though_an_indicator_and_a_left_out_figure_came_after_it(later, capsys):
    assert main(later.root, later.indicators) == 0, capsys.readouterr().err
    ids = release_ids("published", later.root)
    assert [id[:10] for id in ids] == ["2026-11-21", "2026-12-21"]
    assert [recalled_buses(later.root, id) for id in ids] == [[], [3, 4, 5]]
    shown, refused = shown_release(root=later.root)
    assert (shown.id, refused) == (ids[1], None)


@pytest.mark.parametrize(
    "slip",
    [
        all_of(gone(RECALLS, "P1114"), cell(LEFT_OUT, "P1115", "transcript", "P1114")),
        cell(LEFT_OUT, "P1115", "source", "no_bulletin"),
        cell(LEFT_OUT, "P1115", "reason", "no_reason"),
        cell(LEFT_OUT, "P1115", "transcript", "P1116"),
        cell(LEFT_OUT, "P1115", "transcript", "P1114"),
        more(SOURCES, "unread", "局", "Bureau", "题", "Title", "no", "", "2025", "original", "", ""),
    ],
    ids=["too few rows", "unknown source", "reason", "gap", "twice", "source unused"],
)
def test_the_newest_entry_is_held_against_every_rule(later, capsys, slip):
    slip(later)
    assert main(later.root, later.indicators) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("published")] == [
        "published/entered/2026-12-21 有 1 处问题，未作任何改动："
    ]
    assert release_ids("published", later.root) == []


def test_an_older_entry_is_still_held_against_the_rules_of_its_own_text(later, capsys):
    cell(SPOT, "S83", "printed", "915%")(Entry(later.root))
    assert main(later.root, later.indicators) == 1
    assert "published/entered/2026-11-21 有 1 处问题" in capsys.readouterr().err

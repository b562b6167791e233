"""A release is written whole or not at all, and one that is not whole is never shown."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import SCHEMA_VERSION, TABLES
from data.releases import (
    MANIFEST,
    Release,
    ReleaseRefusedError,
    current_release,
    open_release,
    release_ids,
    sealed_text,
    sha256,
)
from intake.building import Built
from intake.placing import ImportRunningError, alone
from intake.release import REPORTED, write_releases
from tests.entries import Entry, bytes_of, cell, copy_of_the_real_entry, flip, more, text
from tests.slips import RECALLS, RELEASE, SPOT

NEW_ROW = ("P1112", "vehicle_recalls", "actual", "level", "year", "2018", "100000", "all", "all", "221次", "")
TABLE_FILES = [f"{table}.parquet" for table in TABLES if table != "observations"]
FILES = sorted([*TABLE_FILES, "observations/all.parquet", "report.json", MANIFEST])


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> list[Built]:
    """The real release, and one a month later with a corrected figure and a new one."""
    earlier = copy_of_the_real_entry(tmp_path_factory.mktemp("entry"))
    later = Entry(earlier.root, "2026-12-21")
    shutil.copytree(earlier.folder, later.folder)
    text(RELEASE, "2026-11-21", "2026-12-21")(later)
    cell(RECALLS, "P266", "printed", "252次")(later)
    more(RECALLS, *NEW_ROW, "chinanews_recall_2012", "yes", "")(later)
    return [earlier.build(), later.build()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def releases(two, root) -> list[Release]:
    return write_releases(two, "published", root)


def reseal(folder: Path, **changes: object) -> None:
    """Somebody changes the manifest and seals it again."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_bytes(sealed_text({**manifest, **changes}))


def refusal(root: Path) -> tuple[str, str, str]:
    """Why the release that CURRENT names is not the one that is shown."""
    shown, refused = current_release("published", root)
    assert refused is not None
    assert shown.id != refused.release
    return refused.rule, refused.release, refused.what


def test_a_release_reads_back_as_it_was_built(two, releases):
    for built, release in zip(two, releases, strict=True):
        for table in TABLES:
            assert [pq.read_table(path) for path in release.paths(table)] == [built.tables[table]]
        assert release.id == built.id == release.folder.name
        assert release.manifest["schema"] == SCHEMA_VERSION
        assert sorted(bytes_of(release.folder)) == sorted(FILES)


def test_current_names_the_last(releases, root):
    assert current_release("published", root) == (releases[1], None)
    assert release_ids("published", root) == [release.id for release in releases]


def test_the_report_lists_exactly_what_changed(releases):
    report = json.loads((releases[1].folder / "report.json").read_text(encoding="utf-8"))
    place = "2018-01-01 | 2018-12-31 | year | 100000 | all | all | chinanews_recall_2012"
    corrected = "2017-01-01 | 2017-12-31 | year | 100000 | all | all | sina_auto_vehicle_recall_2017"
    assert report["against"] == releases[0].id
    assert report["changes"] == {
        "observations": {
            "added": [f"vehicle_recalls | actual | level | {place}"],
            "removed": [],
            "changed": {
                f"vehicle_recalls | actual | level | {corrected}": {
                    "printed": ["251次", "252次"],
                    "value": ["251.0000", "252.0000"],
                }
            },
        },
        **{table: {"added": [], "removed": [], "changed": {}} for table in REPORTED if table != "observations"},
    }


def test_the_first_release_is_held_against_none(releases):
    report = json.loads((releases[0].folder / "report.json").read_text(encoding="utf-8"))
    assert sorted(report) == ["faults", "rows"]
    assert releases[0].manifest["before"] is None
    assert releases[1].manifest["before"] == releases[0].id


def test_unchanged_files_are_linked_and_changed_ones_are_not(releases):
    inodes = [{name: (one.folder / name).stat().st_ino for name in FILES} for one in releases]
    linked = {name for name in FILES if inodes[0][name] == inodes[1][name]}
    assert linked == {"coverage.parquet", "facts.parquet", "sources.parquet"}


def test_the_same_text_gives_the_same_release_anywhere(releases, tmp_path_factory):
    elsewhere = copy_of_the_real_entry(tmp_path_factory.mktemp("elsewhere"))
    [again_written] = write_releases([elsewhere.build()], "published", elsewhere.root)
    assert again_written.id == releases[0].id
    assert bytes_of(again_written.folder) == bytes_of(releases[0].folder)


def test_what_else_lies_there_changes_no_release(two, releases, tmp_path_factory):
    crowded = tmp_path_factory.mktemp("crowded")
    write_releases([replace(two[0], id="2026-11-20-00000000")], "published", crowded)
    [written] = write_releases(two[:1], "published", crowded)
    assert bytes_of(written.folder) == bytes_of(releases[0].folder)


def test_any_other_text_gives_another_id(two, tmp_path_factory):
    entry = copy_of_the_real_entry(tmp_path_factory.mktemp("other"))
    text(SPOT, "fourth_batch", "one_notice")(entry)
    assert entry.build().id[:11] == two[0].id[:11]
    assert entry.build().id != two[0].id


def test_an_import_that_finds_everything_there_touches_no_release(two, releases, root):
    before = {path: path.stat().st_mtime_ns for one in releases for path in one.folder.rglob("*")}
    assert write_releases(two, "published", root) == releases
    assert before == {path: path.stat().st_mtime_ns for one in releases for path in one.folder.rglob("*")}


def test_an_import_mends_an_altered_release(two, releases, root):
    good = bytes_of(releases[1].folder)
    flip(releases[1].folder / "observations/all.parquet")
    write_releases(two, "published", root)
    assert bytes_of(releases[1].folder) == good
    assert current_release("published", root) == (releases[1], None)


@pytest.mark.parametrize("name", FILES)
def test_a_release_without_one_of_its_files_is_half_written(releases, root, name):
    (releases[1].folder / name).unlink()
    assert refusal(root) == ("release_half_written", releases[1].id, name)
    assert current_release("published", root)[0] == releases[0]


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_refuses_the_release(releases, root, name):
    flip(releases[1].folder / name)
    assert refusal(root) == ("release_altered", releases[1].id, name)
    assert current_release("published", root)[0] == releases[0]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("length", [0, 1, 100])
def test_a_truncated_file_refuses_the_release(releases, root, name, length):
    path = releases[1].folder / name
    content = path.read_bytes()[:length]
    path.unlink()
    path.write_bytes(content)
    assert refusal(root) == ("release_altered", releases[1].id, name)


def test_every_byte_of_the_manifest_counts(releases):
    manifest = releases[1].folder / MANIFEST
    good = manifest.read_bytes()
    for place in range(len(good)):
        manifest.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(ReleaseRefusedError) as refused:
            open_release(releases[1].folder)
        assert refused.value.what in (MANIFEST, *(str(version) for version in range(10)))
    manifest.write_bytes(good)
    assert open_release(releases[1].folder) == releases[1]


def test_a_file_too_many_refuses_the_release(releases, root):
    shutil.copy(releases[1].folder / "facts.parquet", releases[1].folder / "observations/more.parquet")
    assert refusal(root) == ("release_altered", releases[1].id, "observations/more.parquet")


def test_a_changed_row_count_refuses_the_release(releases, root):
    files = releases[1].manifest["files"]
    files["facts.parquet"]["rows"] += 1
    reseal(releases[1].folder, files=files)
    assert refusal(root) == ("release_altered", releases[1].id, "facts.parquet")


def test_a_table_of_another_shape_refuses_the_release(releases, root):
    path = releases[1].folder / "facts.parquet"
    table = pq.read_table(path).drop_columns(["quote"])
    path.unlink()
    pq.write_table(table, path)
    files = releases[1].manifest["files"]
    files["facts.parquet"]["sha256"] = sha256(path)
    reseal(releases[1].folder, files=files)
    assert refusal(root) == ("release_altered", releases[1].id, "facts.parquet")


def test_what_is_no_parquet_refuses_the_release(releases, root):
    path = releases[1].folder / "facts.parquet"
    path.unlink()
    path.write_bytes(b"PAR1 not at all PAR1")
    files = releases[1].manifest["files"]
    files["facts.parquet"]["sha256"] = sha256(path)
    reseal(releases[1].folder, files=files)
    assert refusal(root) == ("release_altered", releases[1].id, "facts.parquet")


def test_another_schema_version_refuses_the_release(releases, root):
    reseal(releases[1].folder, schema=SCHEMA_VERSION + 1)
    assert refusal(root) == ("release_other_schema", releases[1].id, str(SCHEMA_VERSION + 1))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"schema": 2}', "[" * 100_000, "\udcff"])
def test_a_manifest_that_is_none_refuses_the_release(releases, root, text):
    (releases[1].folder / MANIFEST).write_bytes(text.encode("utf-8", errors="surrogateescape"))
    assert refusal(root) == ("release_altered", releases[1].id, MANIFEST)


def test_a_renamed_release_is_refused(releases, root):
    renamed = releases[1].folder.rename(root / "published" / "2027-01-21-00000000")
    (root / "published" / "CURRENT").write_text(renamed.name)
    assert refusal(root) == ("release_altered", renamed.name, MANIFEST)


def test_a_release_of_another_dataset_is_refused(two, root):
    [strange] = write_releases(two[:1], "demo", root)
    shutil.copytree(strange.folder, root / "published" / strange.id)
    with pytest.raises(ReleaseRefusedError, match="release_none_current"):
        current_release("published", root)
    (root / "published" / "CURRENT").write_text(strange.id)
    with pytest.raises(ReleaseRefusedError, match="release_altered"):
        current_release("published", root)


@pytest.mark.parametrize(
    "text", [b"2027-01-01-ffffffff\n", b"", b"\n", b"..", b"../demo/x", b"/", b"\xff\xfe", b"\0", b"entered"]
)
def test_a_pointer_to_nowhere_is_said_and_the_last_good_release_shown(releases, root, text):
    (root / "published" / "CURRENT").write_bytes(text)
    shown, refused = current_release("published", root)
    assert shown == releases[1]
    assert refused is not None
    named = text.decode("utf-8", errors="replace").strip()
    assert (refused.rule, refused.release, refused.what) == ("release_none_current", "published", named)


@pytest.mark.parametrize("place", range(20))
def test_every_byte_of_the_pointer_counts(releases, root, place):
    flip(root / "published" / "CURRENT", place)
    shown, refused = current_release("published", root)
    assert shown == releases[1]
    assert (refused is None) == (place == 19)  # the end of the line may be any space


def test_no_pointer_is_said_and_the_last_good_release_shown(releases, root):
    (root / "published" / "CURRENT").unlink()
    shown, refused = current_release("published", root)
    assert shown == releases[1]
    assert refused is not None
    assert (refused.rule, refused.release) == ("release_none_current", "published")


def test_nothing_good_at_all_is_an_error(releases, root):
    for release in releases:
        flip(release.folder / "facts.parquet")
    with pytest.raises(ReleaseRefusedError) as refused:
        current_release("published", root)
    assert (refused.value.rule, refused.value.release) == ("release_altered", releases[1].id)
    with pytest.raises(ReleaseRefusedError, match="release_none_current"):
        current_release("nowhere", root)


def test_a_second_import_does_not_begin(two, releases, root):
    home = root / "published"
    before = bytes_of(home)
    with alone(home), pytest.raises(ImportRunningError):
        write_releases(two, "published", root)
    assert bytes_of(home) == before
    assert write_releases(two, "published", root) == releases


def test_a_release_is_older_than_none_by_going_back(two, releases, root):
    """Entered text decides what is current, so a withdrawn last release gives way to the one before."""
    write_releases(two[:1], "published", root)
    assert current_release("published", root) == (releases[0], None)

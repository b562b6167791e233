"""A release of records: read back whole, counted anew only where something changed, and never by two at once."""

import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import contract
from data.releases import Release, ReleaseRefusedError, current_release, open_release, release_ids
from intake import rolled, years
from intake.choices import choices_among
from intake.demo import dataset
from intake.demo.dataset import DemoExtracts
from intake.placing import ImportRunningError, alone
from intake.rolled import write_rolled
from queries import ask, inputs, questions
from regions import provinces, region, regions
from tests.extracts import DATASET, DESCRIBED, NOTHING_WITHHELD, OLD, Planted, batches, content, released

NATION = "100000"
YEARS = (2016, 2021, 2022)
DAMAGED = "records/inspections/2017.parquet"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Release:
    """The demonstration, very small: three years with every kind of records."""
    words = replace(DESCRIBED, sources=[dict(one, source=id) for one in DESCRIBED.sources[:1] for id in SOURCES])
    root = tmp_path_factory.mktemp("data")
    return write_rolled(DemoExtracts(0.01, YEARS), words, "trial", root, policy=NOTHING_WITHHELD)


SOURCES = ("records_inspections", "records_recalls", "records_certifications")


@pytest.fixture(scope="module")
def rows(made) -> list[dict[str, Any]]:
    return list(table("observations", made).to_pylist())


def table(name: str, release: Release, **where: Any) -> pa.Table:
    return pa.concat_tables([pq.read_table(path) for path in release.paths(name, **where)])


def inodes(release: Release) -> dict[str, int]:
    return {path: (release.folder / path).stat().st_ino for path in release.manifest["files"]}


def of_year(files: dict[str, int], year: int) -> dict[str, int]:
    return {path: inode for path, inode in files.items() if str(year) in path}


def test_it_reads_back_whole_and_says_what_it_is(made):
    assert open_release(made.folder) == made
    root = made.folder.parent
    assert (root / "CURRENT").read_text() == f"{made.id}\n"
    assert current_release("trial", root.parent) == (made, None)
    assert made.synthetic
    assert made.manifest["synthetic"] is True
    assert list(made.manifest["years"]) == [str(year) for year in YEARS]
    counted: dict[str, int] = defaultdict(int)
    for file in made.files:
        counted[file.table] += pq.read_metadata(file.path).num_rows
    assert made.report == {"faults": 0, "rows": counted}
    assert counted["inspections"] > 0


def test_every_observation_stands_once_in_the_file_of_its_year_and_grain(made, rows):
    key = contract("observations").key
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)
    for file in made.files:
        if file.table == "observations":
            held = pq.read_table(file.path)
            assert {one.year for one in held["until"].to_pylist()} == {file.year}
            assert set(held["grain"].to_pylist()) == {file.grain}


def test_choices_are_those_among_all_observations(made):
    parts = contract("choices").key
    added_up = {"figures_sum": "figures", "first_until_min": "first_until", "last_until_max": "last_until"}
    found = table("choices", made).group_by(parts).aggregate([tuple(name.rsplit("_", 1)) for name in added_up])
    expected = choices_among(table("observations", made))
    in_order = found.rename_columns(added_up).sort_by([(name, "ascending") for name in parts])
    assert in_order.select(expected.column_names).to_pylist() == expected.to_pylist()


def asked_of(rows: list[dict[str, Any]], question: str) -> list[dict[str, Any]]:
    """What can be put to a question: of some figures that are there, and of a grain and a day that are not."""
    wanted = inputs(question)
    asked = []
    for row in [*rows[:: len(rows) // 25], {**rows[0], "grain": "half"}, {**rows[0], "until": date(2030, 12, 31)}]:
        given = {name: row[name] for name in wanted & row.keys()}
        for name in wanted - row.keys():
            given[name] = {"complement": "", "regions": [row["region"], NATION], "breakdown": None}[name]
        asked.append(given)
    return asked


@pytest.mark.parametrize(
    "question",
    [
        name
        for name in questions()
        # Nothing is withheld of this release.
        if inputs(name) & {"grain", "until"} and "since" not in inputs(name) and name != "withheld"
    ],
)
def test_a_question_needs_no_file_but_those_it_is_given(made, rows, question):
    every = replace(made, files=tuple(replace(file, year=0, grain="") for file in made.files))
    answers = 0
    for given in asked_of(rows, question):
        answer = ask(question, made, **given)
        assert answer == ask(question, every, **given)
        answers += answer.num_rows
    assert answers > 20


def test_only_files_that_can_hold_it_are_read(made):
    assert len(made.paths("observations")) == 12
    assert len(made.paths("observations", "year")) == 3
    [one] = made.paths("observations", "quarter", date(2021, 6, 30))
    assert one.endswith("observations/quarter-2021.parquet")
    assert len(made.paths("coverage", None, date(2021, 6, 30))) == 1
    assert len(made.paths("sources", "month", date(2021, 6, 30))) == 1
    [none] = made.paths("observations", "half", date(2021, 6, 30))
    assert not {"half"} & set(pq.read_table(none)["grain"].to_pylist())


def totals(rows: list[dict[str, Any]], **where: Any) -> dict[str, tuple[int, int]]:
    """Conforming and checked of each region, added up over what is found."""
    asked = {"indicator": "all_levels_pass_rate", "dimension": "all", **where}
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        if all(row[name] == value for name, value in asked.items()):
            conforming, checked = found.get(row["region"], (0, 0))
            found[row["region"]] = conforming + row["numerator"], checked + row["denominator"]
    return found


def added(counts: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(one for one, _ in counts), sum(other for _, other in counts)


def stated(made: Release, year: int) -> dict[str, tuple[int, int]]:
    """Conforming and checked of each region as the records state it, whatever lies in it."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    [path] = made.records("inspections", date(year, 1, 1), date(year, 12, 31))
    records = pq.read_table(path)
    for id, passed in zip(records["region"].to_pylist(), records["passed"].to_pylist(), strict=True):
        counts[id] = added([counts[id], (int(passed), 1)])
    return counts


@pytest.mark.parametrize("year", YEARS)
def test_totals_of_all_levels_agree(made, rows, year):
    found, records = totals(rows, grain="year", until=date(year, 12, 31)), stated(made, year)
    above = [unit.id for unit in provinces()]
    assert found[NATION] == added([found[id] for id in above if id in found]) == added(list(records.values()))
    assert found[NATION] == added([found[id] for id in found if id.startswith("nbs4:")])
    for id in found:
        if id != NATION and not id.startswith("nbs4:"):
            below = [found[unit.id] for unit in regions().values() if unit.parent == id and unit.id in found]
            assert found[id] == added([*below, records[id]])
    levels = {region(id).level for id in found}
    assert {"nation", "province", "city", "county"} <= levels


@pytest.mark.parametrize("year", YEARS)
def test_totals_of_all_periods_agree(rows, year):
    months, quarters, years = (
        totals([row for row in rows if row["until"].year == year], grain=grain)
        for grain in ("month", "quarter", "year")
    )
    assert months == quarters == years


def test_members_of_a_level_come_to_the_whole(rows):
    whole = totals(rows, grain="year")
    for dimension in ("enterprise_size", "check_level"):
        assert totals(rows, grain="year", dimension=dimension)[NATION] == whole[NATION]
    by_channel = [row for row in rows if row["member"] != "retail"]
    assert totals(by_channel, grain="year", dimension="channel")[NATION] == whole[NATION]


def test_records_lie_beside_their_figures_and_are_checked_before_use(tmp_path):
    release = released(OLD, tmp_path)
    assert release.has_records
    [path] = release.records("inspections", date(2017, 3, 1), date(2017, 3, 31))
    assert len(release.records("recalls", date(2016, 12, 31), date(2017, 1, 1))) == 2
    assert release.records("inspections", date(2015, 1, 1), date(2015, 12, 31)) == []
    assert [row["passed"] for row in pq.read_table(path).to_pylist()].count(False) == 4


def damage(path: Path) -> None:
    """One byte altered, in a file of its own: what is hard-linked elsewhere stays as it is."""
    altered = bytearray(path.read_bytes())
    altered[len(altered) // 2] ^= 1
    path.unlink()
    path.write_bytes(altered)


def test_an_altered_record_is_refused_and_the_next_run_mends_it(tmp_path):
    release = released(OLD, tmp_path)
    good = content(release)
    damage(release.folder / DAMAGED)
    with pytest.raises(ReleaseRefusedError) as refused:
        open_release(release.folder).records("inspections", date(2017, 1, 1), date(2017, 12, 31))
    assert (refused.value.rule, refused.value.what) == ("release_altered", DAMAGED)
    assert content(released(OLD, tmp_path)) == good
    assert release.records("inspections", date(2017, 1, 1), date(2017, 12, 31))


def test_an_altered_record_is_not_taken_into_the_next_release(tmp_path):
    damage(released(OLD, tmp_path).folder / DAMAGED)
    more = Planted({**OLD.batches, 2019: batches(2019)})
    release = released(more, tmp_path, released=date(2020, 3, 1))
    assert more.written == [2017, 2019]
    assert release.records("inspections", date(2017, 1, 1), date(2017, 12, 31))


def test_a_further_year_leaves_all_others_as_they_are(tmp_path):
    before = released(OLD, tmp_path)
    more = Planted({**OLD.batches, 2019: batches(2019)})
    after = released(more, tmp_path, released=date(2020, 3, 1))
    assert after.manifest["before"] == before.id
    assert more.written == [2019]
    for year in OLD.batches:
        assert of_year(inodes(after), year) == of_year(inodes(before), year) != {}
    assert content(after) == {
        **content(released(more, tmp_path / "alone", released=date(2020, 3, 1))),
        "manifest.json": (after.folder / "manifest.json").read_bytes(),
    }


def test_a_further_month_counts_its_own_year_anew(tmp_path):
    short = Planted({**OLD.batches, 2018: batches(2018, months=11)}, until=date(2018, 11, 30))
    before = released(short, tmp_path)
    assert {row.year for row in table("observations", before, grain="year")["until"].to_pylist()} == {2016, 2017}
    assert date(2018, 11, 30) in table("observations", before, grain="month")["until"].to_pylist()
    full = Planted(OLD.batches)
    after = released(full, tmp_path)
    assert full.written == [2018]
    assert not of_year(inodes(after), 2018).items() & of_year(inodes(before), 2018).items()
    assert of_year(inodes(after), 2017) == of_year(inodes(before), 2017)
    [whole] = after.paths("observations", "year", date(2018, 12, 31))
    assert pq.read_table(whole).num_rows > 0


def test_the_same_records_are_the_same_release_and_nothing_is_done(tmp_path, monkeypatch):
    first = released(OLD, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    again = Planted(OLD.batches)
    monkeypatch.setattr(years, "roll_up", None)
    assert released(again, tmp_path) == first
    assert again.written == []
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == before
    assert release_ids(DATASET, tmp_path) == [first.id]


@pytest.mark.parametrize("what", ["rollup_text", "SCHEMA_VERSION", "_text_of_places"])
def test_another_way_to_count_counts_everything_anew(tmp_path, monkeypatch, what):
    before = released(OLD, tmp_path)
    other = {"rollup_text": lambda: b"select 1", "SCHEMA_VERSION": 2.5, "_text_of_places": lambda: b"{}"}[what]
    monkeypatch.setattr(rolled, what, other)
    monkeypatch.setattr("data.releases.SCHEMA_VERSION", rolled.SCHEMA_VERSION)
    monkeypatch.setattr("intake.sealing.SCHEMA_VERSION", rolled.SCHEMA_VERSION)
    again = Planted(OLD.batches)
    after = released(again, tmp_path)
    assert after.id != before.id
    assert again.written == [2016, 2017, 2018]


def test_other_settings_of_the_demonstration_are_other_records(tmp_path, monkeypatch):
    usual = DemoExtracts(1.0).fingerprint(2020)
    assert len({usual, DemoExtracts(2.0).fingerprint(2020), DemoExtracts(1.0).fingerprint(2021)}) == 3
    shutil.copytree(dataset.FOLDER, tmp_path / "demo")
    monkeypatch.setattr(dataset, "FOLDER", tmp_path / "demo")
    assert DemoExtracts(1.0).fingerprint(2020) == usual
    (tmp_path / "demo" / "recalls.toml").write_text("seed = 1")
    assert DemoExtracts(1.0).fingerprint(2020) != usual


def test_of_two_imports_at_once_the_second_is_refused(tmp_path):
    (tmp_path / DATASET).mkdir()
    with alone(tmp_path / DATASET), pytest.raises(ImportRunningError):
        released(OLD, tmp_path)
    assert release_ids(DATASET, tmp_path) == []

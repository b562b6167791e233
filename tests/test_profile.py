"""A region's profile: where each indicator lies among its like, what is tested, what is withheld and what is left."""

import json

import pytest

from charts.marks import SpineRow
from charts.spine import spine
from charts.style import as_json
from exports.engine import chart_svg
from indicators import catalogue
from regions import region
from tests.cards import column
from views.choices import choices_of
from views.named import VIEWS, card_named, page_of
from views.profile import MOST_ROWS, first_of, profile_card, profile_further_card
from views.profile_kept import profile_certificates_card, profile_vehicle_recalls_card
from views.profile_members import EACH_END, profile_channels_card, profile_products_card
from views.profile_rows import one_side_of, places_known, profiled, standings_of
from views.profile_spine import spine_row
from views.regional import regional
from views.state import State
from views.withheld import withheld_cells

PASS, CERTIFICATES, HUNAN = "spot_check_pass_rate", "valid_certificates", "430000"
# Batches that passed, of 500 each; of the nation 8,500 of 10,000 passed.
PASSED = {"110000": 475, "310000": 400, "320000": 420, "330000": 440, "430000": 450, "440000": 430}


def rate(place: str, passed: int, batches: int = 500, **given) -> dict:
    return {"indicator": PASS, "year": 2024, "region": place, "numerator": passed, "denominator": batches, **given}


def certificates(place: str, count: int) -> dict:
    return {"indicator": CERTIFICATES, "grain": "moment", "year": 2024, "period": None, "region": place, "value": count}


@pytest.fixture
def planted(small_release):
    rows = [rate("100000", 8500, 10000), *(rate(place, passed) for place, passed in PASSED.items())]
    stock = [certificates("100000", 1000), certificates("430000", 25)]
    return small_release({"observations": [*rows, *stock]})


def at(place: str, **given) -> State:
    return State(regions=(place,), **given)


def spine_of(release, state: State, id: str = PASS):
    found = profiled(release, state, state.regions[0])
    one = next(one for one in found if one.indicator.id == id)
    return spine_row(one, standings_of(found, state.against).get(id), state)


def test_a_row_lies_where_a_hand_places_it(planted):
    """Against 85%: from 80% to 95%, so 10 points are one; the middle half from 84.5% to 89.5%."""
    row = spine_of(planted, at(HUNAN))
    placed = (row.worst, row.lower, row.number, row.upper, row.best)
    assert placed == pytest.approx((-0.5, -0.05, 0.5, 0.45, 1.0))
    assert row.low == pytest.approx(0.206, abs=0.001)
    assert row.high == pytest.approx(0.733, abs=0.001)


def test_an_interval_that_reaches_beyond_all_others_is_not_cut(small_release):
    rows = [rate("100000", 8500, 10000), *(rate(place, passed) for place, passed in PASSED.items() if place != HUNAN)]
    row = spine_of(small_release({"observations": [*rows, rate(HUNAN, 27, 32)]}), at(HUNAN))
    assert row.low == -1.0
    assert -1 < row.worst < row.number < 0 < row.best < 1


def test_where_lower_is_better_lower_lies_on_the_right(small_release):
    id = "food_nonconforming_rate"
    rows = [{**rate(place, 500 - passed), "indicator": id} for place, passed in PASSED.items()]
    release = small_release({"observations": [{**rate("100000", 1500, 10000), "indicator": id}, *rows]})
    row = spine_of(release, at(HUNAN), id)
    assert (row.worst, row.number, row.best) == pytest.approx((-0.5, 0.5, 1.0))
    assert (row.side, row.judged) == ("below", "better")


def test_without_a_nation_the_middle_is_the_median_and_that_is_said(small_release):
    release = small_release({"observations": [rate(place, passed) for place, passed in PASSED.items()]})
    row, card = spine_of(release, at(HUNAN)), profile_card(release, at(HUNAN))
    # The median of 80, 84, 86, 88, 90 and 95 is 87, and 95 is the farther end.
    assert (row.number, row.best, row.worst) == pytest.approx((3 / 8, 1.0, -7 / 8))
    assert any("中位数" in said and "合格率" in said for said in card.remarks)
    assert card.verdict is None


@pytest.mark.parametrize("place", PASSED)
def test_one_rate_alone_has_the_class_that_the_regions_page_gives(planted, place):
    found = profiled(planted, at(place), place)
    mine = standings_of(found, "")[PASS]
    theirs = regional(planted, State(indicator=PASS, compare="province")).figures.standings[place]
    assert (mine.side, mine.strict, mine.judged) == (theirs.side, theirs.strict, theirs.judged)


def test_all_rates_of_a_region_are_tested_together(demo):
    """Of Hunan's two pass rates one interval leaves the nation out and is lost to chance among the rates."""
    found = profiled(demo, State(dataset="demo"), HUNAN)
    together = standings_of(found, "")
    one = [one for one in found if one.indicator.id == PASS]
    assert (together[PASS].side, together[PASS].lost) == ("alike", "above")
    assert standings_of(one, "")[PASS].judged == "better"


@pytest.mark.parametrize(
    ("language", "counted"), [("zh", "▲ 1项较好 ● 2项相近 ▼ 0项较差"), ("en", "▲ 1 better ● 2 similar ▼ 0 worse")]
)
def test_the_verdict_counts_the_classes_that_the_sentence_names(demo, language, counted):
    card = profile_card(demo, at(HUNAN, dataset="demo", language=language))
    assert (card.verdict.state, card.verdict.text) == ("compared", counted)
    better = catalogue().indicators["all_levels_pass_rate"].texts(language).name
    assert f"{better}）" in card.sentence or f"({better})" in card.sentence
    assert "5%" in card.finding


def test_what_a_region_is_held_against_is_named_and_changes_the_classes(demo):
    card = profile_card(demo, at(HUNAN, dataset="demo", against="neighbours"))
    assert "相邻6地合计" in card.sentence
    assert card.verdict.text.startswith("▲ 2项较好")
    hainan = profile_card(demo, at("460000", dataset="demo", against="neighbours"))
    assert any("改与全国相比" in said for said in hainan.remarks), "an island has no neighbours"


def test_each_two_sided_indicator_stands_once_on_its_better_side():
    ids = ["all_levels_nonconforming_rate", "all_levels_pass_rate", "valid_certificates", PASS]
    assert one_side_of(ids) == [PASS, "valid_certificates", "all_levels_pass_rate"]
    assert one_side_of(["all_levels_nonconforming_rate"]) == ["all_levels_nonconforming_rate"]


def test_counts_have_a_share_and_no_class(planted):
    card = profile_card(planted, at(HUNAN))
    rows = dict(zip(column(card, "指标"), card.table.rows, strict=True))
    count = rows[catalogue().indicators[CERTIFICATES].zh.name]
    places = {name: n for n, name in enumerate(card.table.columns)}
    assert (count[places["数值"]], count[places["占全国"]], count[places["比较结果"]]) == ("25张", "2.5%", "")
    assert "1项是数量" in card.sentence
    assert json.loads(card.figure)["layout"]["height"] < 200, "one row is drawn"


def test_the_table_names_the_worst_and_the_best_of_the_like(planted):
    card = profile_card(planted, at(HUNAN))
    assert (column(card, "最差")[0], column(card, "最好")[0]) == ("上海80.0%", "北京95.0%")
    assert column(card, "全国")[0] == "85.0%"


@pytest.mark.parametrize(
    ("given", "rows", "why"),
    [
        ({"bound": "at_least", "value": 90, "numerator": None}, 6, "只是上下限"),
        ({"flags": "u"}, 6, "不足30批"),
        ({}, 4, "不足5个"),
    ],
)
def test_what_cannot_be_placed_is_a_row_that_says_why(small_release, given, rows, why):
    others = [rate(place, passed) for place, passed in PASSED.items() if place != HUNAN][: rows - 1]
    release = small_release({"observations": [rate("100000", 8500, 10000), *others, rate(HUNAN, 450, **given)]})
    card = profile_card(release, at(HUNAN))
    assert card.figure is None
    assert why in column(card, "比较结果")[0]


def test_regions_of_a_cut_copy_have_no_place(small_release):
    rows = [rate("100000", 8500, 10000), *(rate(place, passed) for place, passed in PASSED.items())]
    cut = {"indicator": PASS, "breakdown": "province", "year": 2024, "coverage": "copy_cut", "members": 6}
    card = profile_card(small_release({"observations": rows, "coverage": [cut]}), at(HUNAN))
    assert card.figure is None
    assert "副本" in column(card, "比较结果")[0]


def test_nothing_that_is_withheld_appears(demo):
    place = next(
        row["region"]
        for row in withheld_cells(demo, choices_of(demo, "all_levels_pass_rate"), "year", "all", places_known(demo))
        if row["until"].year == 2025 and region(row["region"]).level == "county"
    )
    card = profile_card(demo, at(place, dataset="demo"))
    hidden = [dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records]
    rows = [n for n, one in enumerate(hidden) if "c" in one["flags"] and not one["value"]]
    assert rows
    for n in rows:
        assert "批次过少，不予显示" in card.table.rows[n]
        assert [hidden[n][part] for part in ("value", "numerator", "interval_low", "printed")] == [""] * 4
        assert not any("%" in cell for cell in card.table.rows[n])
    assert any("不予显示" in said for said in card.remarks)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("place", [(), ("100000",), ("820000",)])
def test_a_place_without_figures_says_so_and_draws_nothing(release, place, language):
    state = State(regions=place, language=language)
    for view in [view for view in VIEWS if page_of(view) == "profile"]:
        card = card_named(view, release, state)
        assert card.message, view
        assert card.figure is None


def test_of_several_regions_the_first_is_shown_and_that_is_said(demo):
    card = profile_card(demo, State(dataset="demo", regions=(HUNAN, "440000")))
    assert card.title.startswith("湖南")
    assert any("这里是湖南" in said for said in card.remarks)


def test_published_guangdong_shows_what_there_is(release):
    card = profile_card(release, at("440000"))
    assert catalogue().indicators[CERTIFICATES].zh.name in column(card, "指标")
    assert card.figure is None
    assert "没有一项指标可以与全国作检验比较" in card.sentence


def test_every_indicator_stands_in_one_of_the_two_tables(demo):
    state = at("440000", dataset="demo")
    both = (profile_card(demo, state), profile_further_card(demo, state))
    assert len(both[0].table.rows) == MOST_ROWS, "more would not fit one sheet of paper"
    listed = [record[0] for card in both for record in card.table.records]
    assert first_of(both[0]) == listed[0] == PASS
    assert sorted(listed) == sorted(one.indicator.id for one in profiled(demo, state, "440000"))


def test_products_at_both_ends_are_named_where_they_surely_differ(demo):
    card = profile_products_card(demo, at(HUNAN, dataset="demo"))
    names = column(card, "分项")[1:]
    assert len(names) == 2 * EACH_END
    better, worse = card.sentence.split("确实较差的有")
    assert names[0] in better
    assert {name for name in names if name in worse} == set(names[-2:])
    assert not any(name in card.sentence for name in names[1:4])


def test_members_that_do_not_surely_differ_are_not_named(small_release):
    members = {"production": 432, "retail": 418}
    rows = [rate(HUNAN, 850, 1000), *(rate(HUNAN, n, dimension="channel", member=id) for id, n in members.items())]
    card = profile_channels_card(small_release({"observations": rows}), at(HUNAN))
    assert "没有确实的差别" in card.sentence


def test_members_that_rest_on_too_few_are_left_out_and_counted(small_release):
    members = {"electronics": (490, ""), "farm_inputs": (350, ""), "food_related": (10, "u")}
    parts = {id: {"dimension": "product_class", "member": id, "flags": flags} for id, (_, flags) in members.items()}
    rows = [rate(HUNAN, n, **parts[id]) for id, (n, _) in members.items()]
    card = profile_products_card(small_release({"observations": [rate(HUNAN, 850, 1000), *rows]}), at(HUNAN))
    assert [row[1] for row in card.table.rows] == ["85.0%", "98.0%", "70.0%"]
    assert "另有1项不足30批，没有画。" in card.remarks


def test_recalls_and_certificates_are_those_of_the_region(demo):
    assert "广东" in profile_vehicle_recalls_card(demo, at("440000", dataset="demo")).title
    assert profile_vehicle_recalls_card(demo, at(HUNAN, dataset="demo")).message == "没有湖南的汽车召回次数。"
    assert "按认证项目 · 湖南" in profile_certificates_card(demo, at(HUNAN, dataset="demo")).title


@pytest.mark.parametrize("lines", range(1, 10))
def test_a_picture_has_every_name_of_the_spine_down_to_the_last_line(lines):
    plain = {"text": "99.3%", "hover": ("",), "trend": "no trend"}
    places = {"number": 0.3, "worst": -1, "lower": -0.4, "upper": 0.4, "best": 1}
    rows = [SpineRow(name=name, **plain, **places) for name in ("one", " ".join(["twentyletterstogether"] * lines))]
    svg = chart_svg(as_json(spine(rows, ("worst", "nation", "best"), "light")), 752)
    assert svg.count("twentyletterstogether") == lines

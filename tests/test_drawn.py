"""What a trend draws when a reader chose: several regions, one member in several regions, and grey context behind."""

import json
from datetime import date
from typing import Any

import pytest

from indicators import catalogue
from tests.cards import column, drawn_texts
from views.cards import Card
from views.choices import choices_of, filled, sides
from views.drawn import MOST_CONTEXT, drawn
from views.state import State
from views.trend import trend_card

GUANGDONG, JIANGSU, HUNAN = "440000", "320000", "430000"
PLAIN = {"value": 90, "step": 0.1, "indicator": "spot_check_pass_rate"}
CERTIFICATES = State(indicator="valid_certificates")


@pytest.fixture
def pass_rates(small_release):
    """A release with a pass rate for each (region, member) and the years given; a member belongs to `dimension`."""

    def make(years: dict[tuple[str, str], tuple[int, ...]], dimension: str = "all") -> Any:
        rows = [
            {**PLAIN, "region": place, "dimension": dimension, "member": member, "year": n, "value": 80 + 2 * at}
            for at, ((place, member), of) in enumerate(years.items())
            for n in of
        ]
        return small_release({"observations": rows})

    return make


def traces(card: Card) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(card.figure or "{}")["data"]
    return told


def legend(card: Card) -> dict[str, bool]:
    """Each series in the order drawn, the context first, and whether the legend names it."""
    named: dict[str, bool] = {}
    for trace in traces(card):
        named[trace["name"]] = named.get(trace["name"], False) or trace["showlegend"]
    return named


def test_several_regions_are_a_line_each_and_listed_without_a_verdict(release):
    card = trend_card(release, CERTIFICATES.but(regions=(GUANGDONG, JIANGSU)))
    assert card.title == "有效认证证书数 · 广东、江苏"
    assert card.sentence == "2025年1月末，有效认证证书数：广东749,274张，江苏541,661张。"
    assert [name for name, said in legend(card).items() if said] == ["广东", "江苏"]
    assert list(dict.fromkeys(column(card, "地区")))[:2] == ["广东", "江苏"]
    english = trend_card(release, CERTIFICATES.but(regions=(JIANGSU, GUANGDONG), language="en"))
    assert english.title == "Valid certificates · Jiangsu; Guangdong"
    assert english.table.columns[0] == "Region"


def test_both_totals_beside_each_other_are_named_in_full_and_have_no_context(release):
    card = trend_card(release, CERTIFICATES.but(regions=("100000", "coverage:with_abroad")))
    names = ["全国（不含境外，各省之和）", "全部（含境外）"]
    assert card.title == f"有效认证证书数 · {'、'.join(names)}"
    assert list(legend(card)) == names
    assert list(dict.fromkeys(column(card, "地区"))) == names


def test_one_member_in_several_regions_is_a_line_for_each_region(pass_rates):
    places = {(place, member): (2020, 2021) for place in (GUANGDONG, JIANGSU) for member in ("large", "small")}
    state = State(dimension="enterprise_size", regions=(GUANGDONG, JIANGSU), members=("small",))
    card = trend_card(pass_rates(places, "enterprise_size"), state)
    assert card.sentence == "2021年，产品质量国家监督抽查合格率（小型）：广东82.0%，江苏86.0%。"
    assert card.title == "产品质量国家监督抽查合格率 · 按企业规模 · 广东、江苏"


@pytest.mark.parametrize("members", [(), ("large", "small")])
@pytest.mark.parametrize(("language", "said"), [("zh", "请只留一个地区，或只选一个分项"), ("en", "choose one member")])
def test_several_regions_with_several_members_are_not_drawn(pass_rates, members, language, said):
    places = {(place, member): (2020, 2021) for place in (GUANGDONG, JIANGSU) for member in ("large", "small")}
    state = State(language=language, dimension="enterprise_size", regions=(GUANGDONG, JIANGSU), members=members)
    card = trend_card(pass_rates(places, "enterprise_size"), state)
    assert card.figure is None
    assert said in card.message


def test_coverage_is_told_for_each_region(small_release):
    rows = [
        {**PLAIN, "region": place, "dimension": "enterprise_size", "member": "small", "year": n}
        for place in (GUANGDONG, JIANGSU)
        for n in (2020, 2021)
    ]
    stated = {"indicator": "spot_check_pass_rate", "breakdown": "enterprise_size", "members": 1, "coverage": "top_n"}
    cells = [{**stated, "region": JIANGSU, "period": date(2021, 1, 1), "until": date(2021, 12, 31)}]
    release = small_release({"observations": rows, "coverage": cells})
    state = State(dimension="enterprise_size", members=("small",), regions=(GUANGDONG, JIANGSU))
    assert trend_card(release, state).coverage == "江苏：来源只列出这1项，其余未公布。"


def test_what_was_chosen_and_has_no_figures_or_older_ones_is_named(pass_rates):
    release = pass_rates({(GUANGDONG, "all"): (2020, 2021), (JIANGSU, "all"): (2020,)})
    card = trend_card(release, State(regions=(GUANGDONG, JIANGSU, HUNAN)))
    said = " ".join(card.remarks)
    assert "江苏最近的数字早于这一期" in said
    assert "湖南没有这一类数字" in said
    assert "江苏" not in card.sentence


def test_chosen_members_stand_before_the_others_of_their_level_in_grey(release):
    state = State(indicator="spot_check_nonconforming_rate", dimension="enterprise_size", members=("small",))
    card = trend_card(release, state)
    assert card.sentence == "2023年，产品质量国家监督抽查不合格率（小型）为13.2%，比2022年上升3.1个百分点。"
    assert legend(card) == {"大型": False, "中型": False, "小型": True}
    assert list(dict.fromkeys(column(card, "系列"))) == ["小型", "大型", "中型"], "the chosen one first"
    assert "灰色的是同一级的其他2个分项，仅供对照。" in card.remarks
    [grey] = {trace["line"]["color"] for trace in traces(card) if not trace["showlegend"]} - {"#1f5fa8"}
    assert {trace["line"]["width"] for trace in traces(card) if trace["line"]["color"] == grey} == {1.2}
    low, high = json.loads(card.figure or "")["layout"]["yaxis"]["range"]
    assert all(low <= number <= high for trace in traces(card) for number in trace["y"])


def test_context_is_of_the_chosen_level_only(release):
    series = drawn(release, CERTIFICATES.but(dimension="scheme", members=("quality_ms",)), certificates(release))
    members = catalogue().breakdowns["scheme"].members
    assert {members[rows[0]["member"]].parent for _, rows in series.context} == {"management"}
    upper = drawn(release, CERTIFICATES.but(dimension="scheme", members=("management",)), certificates(release))
    assert {members[rows[0]["member"]].parent for _, rows in upper.context} == {""}


def certificates(release) -> Any:
    return choices_of(release, "valid_certificates")


def test_context_never_changes_the_first_answer(release):
    """The card of one region or member says of it what it would say if there were no others."""
    for state in (CERTIFICATES.but(regions=(HUNAN,)), CERTIFICATES.but(dimension="scheme", members=("product",))):
        card = trend_card(release, state)
        series = drawn(release, state, certificates(release))
        assert series.context
        own = {name for name, _ in series.chosen}
        assert not any(name in card.sentence for name, _ in series.context if name not in own)
        assert card.headline in card.sentence
        assert card.sources[0].id == series.chosen[0][1][-1]["source"]
        assert {source.id for source in card.sources} == {row["source"] for row in series.rows}


def test_other_regions_of_the_same_kind_are_the_context_of_a_region(release):
    series = drawn(release, CERTIFICATES.but(regions=(HUNAN,)), certificates(release))
    places = [rows[0]["region"] for _, rows in series.context]
    assert HUNAN not in places
    assert len(places) > 20
    assert all(place.endswith("0000") and place != "100000" for place in places)
    east = drawn(release, State(regions=("notice3:east",)), choices_of(release, "spot_check_pass_rate"))
    assert [rows[0]["region"] for _, rows in east.context] == ["notice3:central", "notice3:west"]


def test_nothing_is_grey_until_something_is_chosen(release):
    for state in (CERTIFICATES, CERTIFICATES.but(dimension="scheme"), State(dimension="enterprise_size")):
        assert not drawn(release, state, choices_of(release, state.indicator)).context
    whole = drawn(release, CERTIFICATES.but(regions=("100000",)), certificates(release))
    assert not whole.context, "a total has no others of its kind: the other scope is another total"


def test_a_context_that_is_too_large_is_left_out_and_said(pass_rates, monkeypatch):
    assert MOST_CONTEXT == 40
    monkeypatch.setattr("views.drawn.MOST_CONTEXT", 2)
    four = list(catalogue().breakdowns["product"].members)[:4]
    release = pass_rates({("100000", id): (2020, 2021) for id in four}, "product")
    card = trend_card(release, State(dimension="product", members=tuple(four[:1])))
    assert len({trace["name"] for trace in traces(card)}) == 1
    assert "同一级的其他分项有3项，太多，没有画出来对照。" in card.remarks
    fewer = trend_card(release, State(dimension="product", members=tuple(four[:2])))
    assert "灰色的是同一级的其他2个分项，仅供对照。" in fewer.remarks


def test_beyond_the_colours_there_is_no_context(pass_rates):
    eight = list(catalogue().breakdowns["product_class"].members)[:8]
    release = pass_rates({("100000", id): (2020, 2021) for id in eight}, "product_class")
    choices = choices_of(release, "spot_check_pass_rate")
    assert drawn(release, State(dimension="product_class", members=tuple(eight[:6])), choices).context
    assert not drawn(release, State(dimension="product_class", members=tuple(eight[:7])), choices).context


def test_a_single_period_is_drawn_as_bars_with_grey_ones_and_a_text_of_their_own(pass_rates):
    release = pass_rates({("100000", id): (2020,) for id in ("large", "medium", "small")}, "enterprise_size")
    card = trend_card(release, State(dimension="enterprise_size", members=("small",)))
    [bars] = traces(card)
    assert bars["y"] == ["小型", "大型", "中型"]
    assert len(set(bars["marker"]["color"])) == 2
    assert set(drawn_texts(card)) <= set(column(card, "数值"))
    assert card.alt.startswith("同期对比图：")
    assert trend_card(release, State(dimension="enterprise_size", language="en")).alt.startswith("Chart of one period")
    assert trend_card(release, State(dimension="enterprise_size", members=("small",), grain="year")).alt == card.alt


def test_lines_are_called_a_line_chart(release):
    assert trend_card(release, State()).alt.startswith("折线图：")
    assert trend_card(release, State(language="en", dimension="enterprise_size")).alt.startswith("Line chart: ")


def test_of_several_regions_the_grain_is_the_one_most_of_them_have(small_release):
    plain = {"indicator": "vehicle_recalls", "value": 1, "step": 1}
    halves = [{**plain, "grain": "half", "period": date(n, 1, 1), "until": date(n, 6, 30)} for n in (2020, 2021, 2022)]
    years = [{**plain, "year": 2020, "region": place} for place in ("100000", GUANGDONG)]
    choices = choices_of(small_release({"observations": [*halves, *years]}), "vehicle_recalls")
    plainly = State(indicator="vehicle_recalls")
    assert filled(plainly, choices).grain == "half"
    assert filled(plainly.but(regions=("100000", GUANGDONG)), choices).grain == "year"


def test_the_sides_of_an_indicator_are_named_by_what_tells_them_apart():
    both = ("spot_check_pass_rate", "spot_check_nonconforming_rate")
    for id in both:
        assert sides(id, "zh") == dict(zip(both, ("合格率", "不合格率"), strict=True))
        assert sides(id, "en") == dict(zip(both, ("Pass rate", "Non-conforming rate"), strict=True))
    assert sides("vehicle_recalls", "zh") == {}


def test_the_other_side_draws_the_same_choice_turned(release):
    state = State(dimension="enterprise_size", members=("small",), grain="year")
    passed, failed = trend_card(release, state), trend_card(release, state.other_side())
    assert (passed.headline, failed.headline) == ("86.8%", "13.2%")
    assert column(passed, "期间") == column(failed, "期间")

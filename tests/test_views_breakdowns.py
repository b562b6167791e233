"""Cards of breakdowns: every form says the same strings in every channel, and sums only where they are true."""

import json
from datetime import date

import pytest

from exports.engine import chart_svg
from exports.picture import picture
from indicators import catalogue
from tests.cards import column, drawn_texts
from tests.drawn import texts
from views.breakdowns import FORMS, breakdowns_card, division_of, forms, refusals, shown_form, written
from views.choices import choices_of
from views.composition import composition_card
from views.explained import counted_earlier, counted_later
from views.levels import parts_of_whole
from views.member_changes import earlier_periods, later_periods
from views.state import State, read_link, write_shared_link

EVERY = sorted(catalogue().indicators)
SIZES = State(indicator="spot_check_nonconforming_rate", dimension="enterprise_size")
CERTIFICATES = State(indicator="valid_certificates", dimension="scheme")


def cells(card) -> set[str]:
    return {cell for row in card.table.rows for cell in row}


@pytest.mark.parametrize("indicator", EVERY)
def test_every_state_a_control_can_reach_makes_a_card(release, indicator):
    choices = choices_of(release, indicator)
    for dimension in (one for one in choices.dimensions() if one != "all"):
        for place in choices.regions(dimension):
            plain = State(indicator=indicator, dimension=dimension, regions=(place,))
            of = division_of(release, plain)
            assert of is not None
            for group in of.asked.groups:
                for form in FORMS:
                    state = plain.but(members=(group,) if group else (), form=form)
                    card = breakdowns_card(release, state)
                    assert card.figure, state
                    assert set(drawn_texts(card)) <= cells(card), state
                    assert len(card.table.records) == len(card.table.rows)
                    assert {len(row) for row in card.table.records} == {len(card.table.record_columns)}


@pytest.mark.parametrize("indicator", EVERY)
@pytest.mark.parametrize("form", FORMS)
def test_a_shared_link_shows_the_same_card(release, indicator, form):
    state = State(indicator=indicator, form=form, language="en")
    of = division_of(release, state)
    if of is None:
        assert "no figures by breakdown" in breakdowns_card(release, state).message
        return
    link = {part: [text] for part, text in write_shared_link(written(of)).items()}
    read, problems = read_link(link)
    assert problems == []
    assert breakdowns_card(release, read) == breakdowns_card(release, state)


@pytest.mark.parametrize("indicator", EVERY)
def test_every_period_and_every_pair_of_periods_draws(release, indicator):
    of = division_of(release, State(indicator=indicator))
    for one in of.periods() if of else ():
        state = State(indicator=indicator, until=one.until, grain=one.grain)
        assert breakdowns_card(release, state).figure, state
    for later in (later_periods(of) if of else [])[:4]:
        for earlier in earlier_periods(of, later):
            state = State(indicator=indicator, form="change", until=later.until, grain=later.grain)
            card = breakdowns_card(release, state.but(earlier=earlier.until))
            assert {earlier.text("zh"), later.text("zh")} <= set(card.table.columns)
            assert earlier.grain == later.grain


@pytest.mark.parametrize("indicator", EVERY)
def test_every_pair_of_counted_periods_is_split_to_the_end(release, indicator):
    of = division_of(release, State(indicator=indicator))
    for dimension in (one for one in of.choices.dimensions() if one != "all") if of else ():
        divided = division_of(release, State(indicator=indicator, dimension=dimension, form="effects"))
        for later in counted_later(divided) if divided else ():
            for earlier in counted_earlier(divided, later):
                state = divided.state.but(until=later.until, grain=later.grain, earlier=earlier.until)
                steps, ends, _ = json.loads(breakdowns_card(release, state).figure)["data"]
                assert abs(ends["x"][0] + sum(steps["x"]) - ends["x"][1]) < 0.06, "up to the printed digit"


def test_sizes_keep_their_order_with_the_nation_as_a_line(release):
    card = breakdowns_card(release, SIZES)
    assert column(card, "分项") == ["全国", "大型", "中型", "小型"]
    assert column(card, "数值") == ["12.3%", "0.8%", "2.2%", "13.2%"]
    assert column(card, "与总体之差") == ["", "−11.5个百分点", "−10.1个百分点", "+0.9个百分点"]
    assert card.sentence == "2023年，所列3项里，小型最高，为13.2%，大型最低，为0.8%；全国为12.3%。"
    assert json.loads(card.figure)["layout"]["annotations"][0]["text"] == "全国 12.3%"


def test_what_adds_up_has_a_share_and_the_largest_first(release):
    card = breakdowns_card(release, CERTIFICATES)
    assert column(card, "分项")[1:] == ["管理体系认证", "产品认证", "服务认证"]
    assert column(card, "占合计") == ["", "55.5%", "42.6%", "1.8%"]
    assert card.coverage == "所列分项齐全。"


def test_a_member_alone_opens_its_own_and_several_are_set_off(release):
    inner = breakdowns_card(release, CERTIFICATES.but(members=("product",)))
    assert column(inner, "分项")[0] == "产品认证", "the whole is the member that was opened"
    assert "管理体系认证" not in column(inner, "分项")
    set_off = breakdowns_card(release, CERTIFICATES.but(members=("product", "service")))
    assert len(set(json.loads(set_off.figure)["data"][0]["marker"]["line"]["color"])) == 2
    mixed = breakdowns_card(release, CERTIFICATES.but(members=("product", "quality_ms")))
    assert any("不同级" in remark for remark in mixed.remarks)
    assert "质量管理体系认证" not in column(mixed, "分项")


def test_what_overlaps_comes_last_is_called_so_and_is_in_no_order(release):
    card = breakdowns_card(
        release, State(indicator="consumer_recalls", dimension="consumer_class", until=date(2020, 12, 31))
    )
    assert column(card, "分项")[-1] == "其中：非医用口罩"
    assert "口罩" not in card.sentence
    assert any("不参加合计" in remark for remark in card.remarks)


@pytest.mark.parametrize("indicator", EVERY)
def test_a_stack_is_drawn_only_where_members_reach_the_whole(release, indicator):
    of = division_of(release, State(indicator=indicator, form="stack"))
    if of is None or shown_form(of) != "stack":
        assert of is None or "stack" in refusals(of)
        return
    card = breakdowns_card(release, of.state)
    assert catalogue().indicators[indicator].members[of.asked.dimension] == "sum"
    sums: dict[str, float] = {}
    for trace in json.loads(card.figure)["data"]:
        for label, number in zip(trace["y"], trace["x"], strict=True):
            sums[label] = sums.get(label, 0) + number
    assert all(abs(total - 100) < 0.2 for total in sums.values()), sums
    assert not any("其中" in name for name in column(card, "分项"))


def test_a_form_that_cannot_be_drawn_is_not_offered_and_says_why(release):
    of = division_of(release, SIZES.but(form="stack"))
    assert of is not None
    assert forms(of) == ["", "multiples", "change"]
    card = breakdowns_card(release, SIZES.but(form="stack"))
    assert "不能相加" in card.remarks[-1]
    assert card.table == breakdowns_card(release, SIZES).table
    assert breakdowns_card(release, SIZES.but(form="map")) == breakdowns_card(release, SIZES)


def test_small_panels_share_axes_and_stop_at_breaks_and_gaps(release):
    card = breakdowns_card(release, SIZES.but(form="multiples"))
    figure = json.loads(card.figure)
    axes = [figure["layout"][name]["range"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert axes[0] == axes[1] == axes[2]
    large = [trace["y"] for trace in figure["data"] if trace["xaxis"] == "x" and trace["line"]["width"] > 2]
    assert large == [[3.3], [2.9], [2.1, 1.6, 0.8]]
    assert len(figure["layout"]["shapes"]) == 3
    assert card.breaks
    crowded = breakdowns_card(release, State(indicator="competitiveness_index", form="multiples"))
    assert any("只画最大的12项，另有2项" in remark for remark in crowded.remarks)


def test_a_change_is_taken_between_the_figures_as_shown(release):
    card = breakdowns_card(release, SIZES.but(form="change"))
    assert card.sentence == (
        "2023年与2022年相比，产品质量国家监督抽查不合格率：大型−0.8个百分点，中型−0.7个百分点，小型+3.1个百分点。"
    )
    assert [row[:4] for row in card.table.rows][-1] == ("小型", "10.1%", "13.2%", "+3.1个百分点")


def test_over_a_break_nothing_is_joined_and_nothing_subtracted(release):
    card = breakdowns_card(release, SIZES.but(form="change", until=date(2018, 12, 31), earlier=date(2017, 12, 31)))
    assert "口径变化" in card.sentence
    assert "变化" not in card.table.columns
    assert json.loads(card.figure)["data"][0]["x"] == []
    assert card.breaks


@pytest.mark.parametrize(
    "state", [SIZES.but(until=date(2001, 1, 1)), SIZES.but(form="change", earlier=date(2001, 1, 1))]
)
def test_a_period_without_figures_is_said_and_not_replaced(release, state):
    card = breakdowns_card(release, state)
    assert card.figure is None
    assert "另选期间" in card.message


def test_the_composition_of_the_sample_stands_beside_its_rate(release):
    for indicator in ("spot_check_pass_rate", "spot_check_nonconforming_rate"):
        card = composition_card(release, State(indicator=indicator))
        assert "小型：占被抽查企业总数的比重从71.1%升到93.0%" in card.sentence
        assert "可以由构成解释" in card.remarks[0]
    assert composition_card(release, SIZES.but(dimension="channel")).figure is None
    assert composition_card(release, State(indicator="vehicle_recalls", language="en")).message.startswith("No compos")


PARTS = [("production", 60), ("retail", 40)]


def small(small_release, total=100, coverage="complete", **given):
    years = (2022, 2023)
    common = {"indicator": "spot_check_batches", "step": 1}
    rows = [{**common, "year": year, "value": total, "printed": "x"} for year in years]
    for member, value in PARTS:
        named = {"dimension": "channel", "member": member, "value": value, "printed": "x", **given}
        rows += [{**common, "year": year, **named} for year in years]
    stated = {"indicator": "spot_check_batches", "breakdown": "channel", "region": "100000", "members": 2}
    return small_release(
        {"observations": rows, "coverage": [{**stated, "year": y, "coverage": coverage} for y in years]}
    )


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ({}, True),
        ({"total": 101}, True),
        ({"total": 105}, False),
        ({"coverage": "top_n"}, False),
        ({"bound": "at_least"}, False),
        ({"note": "sum_differs"}, False),
    ],
)
def test_members_are_parts_only_where_they_reach_the_whole(small_release, given, drawn):
    release = small(small_release, **given)
    of = division_of(release, State(indicator="spot_check_batches", dimension="channel"))
    assert of is not None
    level = of.levels["year"]
    assert (parts_of_whole(of.indicator, of.asked, level, level.keys[0]) is not None) == drawn
    assert ("stack" in forms(of)) == drawn
    card = breakdowns_card(release, of.state)
    assert ("占合计" in card.table.columns) == drawn
    assert bool(card.coverage) == (drawn or given.get("coverage") == "top_n")


PICTURES = [
    SIZES,
    SIZES.but(form="multiples"),
    SIZES.but(form="change", language="en"),
    SIZES.but(dimension="channel", form="effects", language="en"),
    SIZES.but(dimension="channel", form="adjusted"),
    CERTIFICATES.but(form="stack", language="en", members=("management",)),
    State(indicator="competitiveness_index", form="change", language="en"),
]


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("state", PICTURES, ids=lambda state: f"{state.indicator}-{state.form or 'bars'}")
def test_a_picture_cuts_no_text(release, state, width):
    for one in texts(picture(release, "breakdowns", state, "light", width)):
        assert one.left >= -1, one
        assert one.right <= width + 1, one
    assert chart_svg(breakdowns_card(release, state, "dark").figure or "", width)

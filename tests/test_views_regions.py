"""Cards of regions: the same texts in every channel, and a ranking only where one is true."""

import json
from datetime import date

import pytest

from indicators import catalogue
from regions import schemes
from tests.cards import column, drawn_texts
from views.choices import choices_of
from views.region_choices import compared, periods
from views.regions import regions_card
from views.state import State

EVERY = sorted(catalogue().indicators)
LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("indicator", EVERY)
def test_every_regional_choice_draws_or_says_why_not(release, indicator):
    choices = choices_of(release, indicator)
    if not choices.kinds():
        card = regions_card(release, State(indicator=indicator))
        assert card.figure is None
        assert "没有分地区的数字" in card.message
    for kind in choices.kinds():
        for period in periods(release, choices, kind):
            state = State(indicator=indicator, compare=kind, until=period.until, grain=period.grain)
            card = regions_card(release, state)
            values = column(card, "数值")
            assert drawn_texts(card) == values[-len(drawn_texts(card)) :], "chart and table list the same, in order"
            assert card.coverage, "whether regions are missing is always said"
            assert all(value in values for value in drawn_texts(card))


def test_regions_of_2017_with_the_nation_as_reference(release):
    card = regions_card(release, State(indicator="spot_check_pass_rate"))
    assert list(zip(column(card, "地区"), column(card, "数值"), strict=True)) == [
        ("全国", "91.5%"),
        ("中部", "93.0%"),
        ("西部", "92.7%"),
        ("东部", "90.9%"),
    ]
    assert column(card, "与全国之差") == ["", "+1.5个百分点", "+1.2个百分点", "−0.6个百分点"]
    assert json.loads(card.figure)["layout"]["annotations"][0]["text"] == "全国 91.5%"
    assert schemes()["notice3"].note["zh"] in card.remarks


def test_provinces_in_a_cut_copy_are_no_ranking(release):
    card = regions_card(release, State(indicator="valid_certificates"))
    assert card.sentence == (
        "2024年末，有效认证证书数：广东743,616张，浙江553,393张，江苏537,498张，山东288,359张等13个；全国为4,067,752张。"
    )
    assert "最少" not in card.sentence
    assert "副本不完整" in card.coverage
    assert "不能据此排名" in card.coverage
    assert column(card, "占全国")[:2] == ["", "18.3%"]


def test_a_selection_of_the_source_is_no_ranking(release):
    card = regions_card(release, State(indicator="spot_check_batch_share", compare="province"))
    assert "来源只列出5个地区" in card.coverage
    assert "最低" not in card.sentence


def test_a_period_without_figures_is_said_and_not_replaced(release):
    state = State(indicator="valid_certificates", until=date(2001, 12, 31))
    choices = choices_of(release, "valid_certificates")
    assert compared(release, state, choices)[2] is None
    card = regions_card(release, state)
    assert card.figure is None
    assert "请在下方另选期间" in card.message


def test_bounds_and_ties_are_no_ranking(release):
    card = regions_card(release, State(indicator="manufacturing_pass_rate", compare="clusters"))
    assert "最高" not in card.sentence
    assert "京津冀＞94%" in card.sentence
    symbols = json.loads(card.figure)["data"][0]["marker"]["symbol"]
    assert symbols == ["triangle-up-open"] * 3


def test_counts_that_do_not_add_up_are_not_held_against_the_nation(release):
    card = regions_card(release, State(indicator="certified_organisations"))
    assert "与全国之差" not in card.table.columns
    assert len(card.table.rows) >= 10, "a period of which only two provinces are left is not the first to show"


def test_what_must_be_said_of_regional_figures_is_said(release):
    by_producer = regions_card(release, State(indicator="consumer_recall_units"))
    assert "生产者所在地" in " ".join(by_producer.remarks)
    batch = State(indicator="spot_check_pass_rate", compare="notice3", grain="span", until=date(2015, 9, 30))
    assert "第4批" in " ".join(regions_card(release, batch).remarks)

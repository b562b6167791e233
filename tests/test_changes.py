"""Differences: between two figures, as a source prints them, and between a region and the nation."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators import catalogue
from tests.cards import column
from tests.conftest import PLAIN_ROWS, exact
from views.cards import Card
from views.changes import change_between, ends_of_change, printed_change, write_change
from views.figures import display_text, remarks
from views.regions import regions_card
from views.state import State
from words import note

RATE, COUNT, INDEX, SCORE = (
    catalogue().indicators[id]
    for id in ("spot_check_pass_rate", "vehicle_recalls", "competitiveness_index", "public_service_satisfaction")
)


def row(value: float, step: str = "0.1", **given: Any) -> dict[str, Any]:
    return {**PLAIN_ROWS["observations"], "value": exact(value), "step": Decimal(step), **given}


def of_counts(numerator: int, denominator: int) -> dict[str, Any]:
    return row(0, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("before", "now", "indicator", "change"),
    [
        (row(91.5), row(93.0), RATE, ("1.5个百分点", "up")),
        (row(91.5), row(90.9), RATE, ("0.6个百分点", "down")),
        (row(91.5), row(91.5), RATE, ("0.0个百分点", "same")),
        (row(85.6, "0.01"), row(84.5, "0.01"), INDEX, ("1.10", "down")),
        (row(80.1), row(81.2), SCORE, ("1.1分", "up")),
        (row(200), row(250), COUNT, ("25.0%", "more")),
        (row(200), row(150), COUNT, ("25.0%", "less")),
        (row(200), row(200), COUNT, ("0.0%", "same")),
        (row(0), row(5), COUNT, ("", "")),
    ],
)
def test_rates_differ_in_points_indices_in_their_unit_and_counts_in_per_cent(before, now, indicator, change):
    assert change_between(before, now, indicator, "zh") == change


def test_points_are_called_so_in_english():
    assert change_between(row(91.5), row(93), RATE, "en") == ("1.5 percentage points", "up")


def test_a_difference_has_the_digits_of_the_coarser_figure():
    fine, coarse = row(91.42, "0.01"), row(91.6)
    assert change_between(fine, coarse, RATE, "zh") == ("0.2个百分点", "up")
    assert change_between(coarse, fine, RATE, "zh") == ("0.2个百分点", "down")


def test_a_reader_who_subtracts_the_figures_shown_finds_the_difference_shown():
    assert change_between(of_counts(91449, 100_000), of_counts(91451, 100_000), RATE, "zh") == ("0.1个百分点", "up")
    assert change_between(of_counts(91451, 100_000), of_counts(91549, 100_000), RATE, "zh") == ("0.0个百分点", "same")


def test_a_growth_that_rounds_to_nothing_is_the_same():
    assert change_between(row(100_000), row(100_049), COUNT, "zh") == ("0.0%", "same")
    assert change_between(row(100_000), row(100_050), COUNT, "zh") == ("0.1%", "more")


@pytest.mark.parametrize("indicator", [RATE, COUNT])
@pytest.mark.parametrize("bound", ["at_least", "about"])
def test_nothing_is_said_beside_a_bound(indicator, bound):
    assert change_between(row(90, bound=bound), row(91), indicator, "zh") == ("", "")
    assert change_between(row(90), row(91, bound=bound), indicator, "zh") == ("", "")


@pytest.mark.parametrize(
    ("printed", "indicator", "change"),
    [
        (row(2.9, measure="change"), RATE, ("2.9个百分点", "up")),
        (row(-2.9, measure="change"), RATE, ("2.9个百分点", "down")),
        (row(31, "1", measure="growth"), RATE, ("31%", "up")),
        (row(-8.66, "0.01", measure="growth"), COUNT, ("8.66%", "less")),
        (row(20, "1", measure="growth", bound="about"), COUNT, ("约20%", "more")),
        (row(12, "1", measure="change"), COUNT, ("12次", "more")),
        (row(-12, "1", measure="change"), COUNT, ("12次", "less")),
        (row(0.4, measure="change"), SCORE, ("0.4分", "up")),
        (row(0, measure="change"), RATE, ("0.0个百分点", "same")),
    ],
)
def test_a_change_that_a_source_prints_keeps_its_unit_and_loses_its_sign(printed, indicator, change):
    assert printed_change(printed, indicator, "zh") == change


@pytest.mark.parametrize(
    ("low", "high", "step", "ends"),
    [
        (1.44, 2.46, "0.1", ("+1.4", "+2.5个百分点")),
        (-2.46, -1.44, "0.1", ("−2.5", "−1.4个百分点")),
        (-0.44, 0.46, "0.1", ("−0.4", "+0.5个百分点")),
        # An interval without zero is not written with one, to a hundredth of the last digit.
        (0.04, 0.31, "0.1", ("+0.04", "+0.31个百分点")),
        (-1.26, -0.011, "0.1", ("−1.26", "−0.01个百分点")),
        (0.004, 0.02, "0.1", ("+0.004", "+0.020个百分点")),
        (0.0001, 0.02, "0.1", ("0.000", "+0.020个百分点")),
        # One that holds zero shows on which side its ends lie, ...
        (-0.04, 0.31, "0.1", ("−0.04", "+0.31个百分点")),
        (-0.31, 0.004, "0.1", ("−0.310", "+0.004个百分点")),
        # ... and both ends of a narrow one stay apart; an end that is zero, or the same, has no more digits to show.
        (1.41, 1.44, "0.1", ("+1.41", "+1.44个百分点")),
        (1.44, 1.44, "0.1", ("+1.4", "+1.4个百分点")),
        (0.0, 0.31, "0.1", ("0.0", "+0.3个百分点")),
        (0.0, 0.0, "0.1", ("0.0", "0.0个百分点")),
    ],
)
def test_both_ends_of_a_change_carry_their_signs_and_hide_none(low, high, step, ends):
    assert ends_of_change(low, high, Decimal(step), RATE, "zh") == ends


def test_a_change_is_written_with_its_sign_but_none_for_nothing():
    assert write_change(1.44, Decimal("0.1"), "%", "zh") == "+1.4%"
    assert write_change(-0.05, Decimal("0.1"), "%", "zh") == "−0.1%"
    assert write_change(-0.04, Decimal("0.1"), "%", "zh") == "0.0%"


@pytest.mark.parametrize(
    ("measure", "indicator", "text"),
    [
        ("level", RATE, "−0.1%"),
        ("change", RATE, "−0.1个百分点"),
        ("gap", RATE, "−0.1个百分点"),
        ("growth", RATE, "−0.1%"),
        ("change", SCORE, "−0.1分"),
    ],
)
def test_differences_of_rates_are_written_in_percentage_points(measure, indicator, text):
    assert display_text(row(-0.1, measure=measure), indicator, "zh") == text


def test_why_one_of_several_sources_is_shown_is_no_remark():
    assert remarks(row(1, note="shown_more_digits"), RATE, "zh") == ()
    told = remarks(row(1, note="shown_more_digits;sources_disagree"), RATE, "zh")
    assert told == (note("sources_disagree", "zh").rstrip("。"),)


@pytest.fixture
def card_of(small_release):
    """The card of an indicator by province or group in 2017: figures by region, more of one where a dict stands."""

    def make(indicator: str, kind: str, figures: dict[str, Any], coverage: tuple[dict[str, Any], ...] = ()) -> Card:
        rows = [
            {"indicator": indicator, "year": 2017, "region": region, "step": 0.1}
            | (figure if isinstance(figure, dict) else {"value": figure})
            for region, figure in figures.items()
        ]
        said = [{"indicator": indicator, "year": 2017, "breakdown": kind, **one} for one in coverage]
        return regions_card(
            small_release({"observations": rows, "coverage": said}), State(indicator=indicator, compare=kind)
        )

    return make


def shapes(card: Card) -> list[float]:
    return [shape["x0"] for shape in json.loads(card.figure or "{}")["layout"].get("shapes", [])]


def test_the_nation_is_a_line_beside_rates_and_never_beside_counts(card_of):
    assert shapes(card_of("spot_check_pass_rate", "notice3", {"100000": 91.5, "notice3:east": 90.9})) == [91.5]
    assert shapes(card_of("valid_certificates", "province", {"100000": 400, "440000": 100})) == []
    assert shapes(card_of("spot_check_pass_rate", "notice3", {"notice3:east": 90.9})) == []


def test_a_gap_to_the_nation_carries_its_sign(card_of):
    gaps = {"100000": 91.5, "notice3:west": 92.7, "notice3:central": 91.5, "notice3:east": 90.9}
    card = card_of("spot_check_pass_rate", "notice3", gaps)
    assert column(card, "与全国之差") == ["", "+1.2个百分点", "0.0个百分点", "−0.6个百分点"]


def test_what_adds_up_is_told_as_a_share_of_the_nation(card_of):
    assert column(card_of("valid_certificates", "province", {"100000": 400, "440000": 100}), "占全国") == ["", "25.0%"]


def test_a_share_is_a_share_of_a_hundred_whatever_the_nation_says(card_of):
    assert column(card_of("spot_check_batch_share", "province", {"100000": 80, "440000": 20}), "占全国") == [
        "",
        "20.0%",
    ]


def test_a_bound_has_no_share_of_the_nation(card_of):
    bound = {"value": 100, "bound": "at_least"}
    card = card_of("valid_certificates", "province", {"100000": 400, "440000": bound, "330000": 40})
    assert dict(zip(column(card, "地区"), column(card, "占全国"), strict=True)) == {
        "全国": "",
        "广东": "",
        "浙江": "10.0%",
    }
    nation = {"value": 400, "bound": "at_least"}
    assert "占全国" not in card_of("valid_certificates", "province", {"100000": nation, "440000": 100}).table.columns


def test_counts_that_do_not_add_up_have_neither_share_nor_gap(card_of):
    columns = card_of("consumer_recalls", "province", {"100000": 400, "440000": 100}).table.columns
    assert not {"占全国", "与全国之差"} & set(columns)


DECOYS = (
    {"coverage": "copy_cut", "members": 2, "grain": "half", "period": date(2017, 7, 1)},
    {"coverage": "top_n", "members": 2, "measure": "change"},
)


def test_the_completeness_said_is_that_of_the_grain_and_measure_shown(card_of):
    figures = {"notice3:west": 92.7, "notice3:central": 93.0, "notice3:east": 90.9}
    stated = (*DECOYS, {"coverage": "complete", "members": 3})
    assert card_of("spot_check_pass_rate", "notice3", figures, stated).coverage == "所列地区齐全。"
    assert card_of("spot_check_pass_rate", "notice3", figures, DECOYS).coverage == ""


COMPLETE = ({"coverage": "complete", "members": 3},)


@pytest.mark.parametrize(
    ("central", "said"),
    [
        (93.0, "2017年，所列3个地区里，中部最高，为93.0%，东部最低，为90.9%。"),
        (92.7, "2017年，产品质量国家监督抽查合格率：中部92.7%，西部92.7%，东部90.9%。"),
        (
            {"value": 93, "bound": "more_than"},
            "2017年，产品质量国家监督抽查合格率：中部＞93.0%，西部92.7%，东部90.9%。",
        ),
    ],
)
def test_the_highest_is_named_unless_it_is_a_tie_or_a_bound(card_of, central, said):
    figures = {"notice3:central": central, "notice3:west": 92.7, "notice3:east": 90.9}
    assert card_of("spot_check_pass_rate", "notice3", figures, COMPLETE).sentence == said

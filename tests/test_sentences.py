"""Sentences about the latest figures: each form in both languages, and which rows they speak of; numbers in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators import catalogue
from sentences.latest import Latest, change_clause, latest_sentence, several_sentence
from tests.conftest import PLAIN_ROWS, exact
from views.latest import change_words, latest_rows, latest_words
from words.numbers import write_number

RATE, COUNT = (catalogue().indicators[id] for id in ("spot_check_pass_rate", "vehicle_recalls"))
PLAIN_ZH = {"subject": "合格率", "period": "2024年末", "text": "85.7%", "before": "2023年末"}
PLAIN_EN = {"subject": "Pass rate", "period": "end of 2024", "text": "85.7%", "before": "end of 2023"}
ZH, EN = "2024年末，合格率为85.7%", "Pass rate, end of 2024: 85.7%"


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({}, f"{ZH}。", f"{EN}."),
        ({"change": "2.0", "direction": "up"}, f"{ZH}，比2023年末上升2.0。", f"{EN}, up 2.0 from end of 2023."),
        ({"change": "2.0", "direction": "down"}, f"{ZH}，比2023年末下降2.0。", f"{EN}, down 2.0 from end of 2023."),
        ({"change": "2%", "direction": "more"}, f"{ZH}，比2023年末增加2%。", f"{EN}, up 2% from end of 2023."),
        ({"change": "2%", "direction": "less"}, f"{ZH}，比2023年末减少2%。", f"{EN}, down 2% from end of 2023."),
        ({"change": "0.0", "direction": "same"}, f"{ZH}，与2023年末持平。", f"{EN}, unchanged from end of 2023."),
        (
            {"broken": True, "change": "2.0", "direction": "up"},
            f"{ZH}，与2023年末之间有口径变化，不可直接比较。",
            f"{EN}, a break separates it from end of 2023, so the two are not comparable.",
        ),
        (
            {"printed": True, "change": "2%", "direction": "more", "skips": True},
            f"{ZH}，据公布，比上年同期增长2%。",
            f"{EN}, up 2% on the year as published.",
        ),
        (
            {"printed": True, "change": "2%", "direction": "less"},
            f"{ZH}，据公布，比上年同期下降2%。",
            f"{EN}, down 2% on the year as published.",
        ),
        (
            {"printed": True, "change": "2.0", "direction": "up"},
            f"{ZH}，据公布，比上年同期上升2.0。",
            f"{EN}, up 2.0 on the year as published.",
        ),
        (
            {"printed": True, "change": "2.0", "direction": "down"},
            f"{ZH}，据公布，比上年同期下降2.0。",
            f"{EN}, down 2.0 on the year as published.",
        ),
        (
            {"skips": True, "change": "2.0", "direction": "up"},
            f"{ZH}，比2023年末上升2.0（其间的数字未见公布）。",
            f"{EN}, up 2.0 from end of 2023 (figures in between not found).",
        ),
        ({"skips": True}, f"{ZH}。", f"{EN}."),
    ],
)
def test_each_form_of_the_sentence(given, zh, en):
    assert latest_sentence(Latest(**PLAIN_ZH, **given), "zh") == zh
    assert latest_sentence(Latest(**PLAIN_EN, **given), "en") == en


def test_a_bound_is_not_said_to_be_equal():
    bound = {"text": "＞500万辆", "exact": False}
    assert latest_sentence(Latest(**{**PLAIN_ZH, **bound}), "zh") == "2024年末，合格率＞500万辆。"
    assert latest_sentence(Latest(**{**PLAIN_EN, "text": ">5", "exact": False}), "en") == "Pass rate, end of 2024: >5."


def test_a_change_that_cannot_be_said_is_an_empty_clause():
    assert change_clause(Latest(**PLAIN_ZH), "zh") == ""


def test_several_figures_follow_each_other():
    parts = ["Large 1", "Small 2"]
    assert several_sentence("end of 2024", "Bodies", parts, "", "en") == "Bodies, end of 2024: Large 1, Small 2."
    assert (
        several_sentence("2024年末", "机构", ["大型1", "小型2"], "等3项", "zh") == "2024年末，机构：大型1，小型2等3项。"
    )


def year(number: int, value: float = 90, step: str = "0.1", **given: Any) -> dict[str, Any]:
    period = {"period": date(number, 1, 1), "until": date(number, 12, 31)}
    return {**PLAIN_ROWS["observations"], "value": exact(value), "step": Decimal(step), **period, **given}


def said(*rows: dict[str, Any], printed: dict[str, Any] | None = None, indicator: Any = RATE) -> str:
    return latest_words([("全国", list(rows))], "合格率", indicator, "zh", printed)


def test_the_last_figure_is_held_against_the_one_before_it():
    assert said(year(2022, 80), year(2023, 91), year(2024, 90)) == "2024年，合格率为90.0%，比2023年下降1.0个百分点。"
    assert change_words([year(2023, 91), year(2024, 90)], RATE, "zh") == "比2023年下降1.0个百分点"


def test_a_first_figure_is_held_against_nothing():
    assert said(year(2024)) == "2024年，合格率为90.0%。"
    assert said(year(2024, flags="b")) == "2024年，合格率为90.0%。"


def test_figures_in_between_that_are_missing_are_said_to_be():
    assert said(year(2022, 91), year(2024)) == "2024年，合格率为90.0%，比2022年下降1.0个百分点（其间的数字未见公布）。"
    assert "未见公布" not in said(year(2023, 91), year(2024))


def test_a_break_is_said_even_where_a_source_prints_a_change():
    printed = year(2018, 1.8, measure="change")
    broken = "2018年，合格率为90.0%，与2017年之间有口径变化，不可直接比较。"
    assert said(year(2017), year(2018, flags="b"), printed=printed) == broken
    assert said(year(2017, flags="b"), year(2018, 91)).endswith("比2017年上升1.0个百分点。")


def test_a_printed_change_goes_before_one_of_ours_and_needs_no_figure_before():
    printed = year(2024, -8.66, "0.01", measure="growth")
    counted = {"printed": printed, "indicator": COUNT}
    assert (
        said(year(2023, 100), year(2024, 200, "1"), **counted) == "2024年，合格率为200次，据公布，比上年同期下降8.66%。"
    )
    assert said(year(2024, 200, "1"), **counted) == "2024年，合格率为200次，据公布，比上年同期下降8.66%。"


def test_nothing_is_held_against_a_bound():
    assert said(year(2023, bound="at_least"), year(2024)) == "2024年，合格率为90.0%。"
    assert said(year(2023), year(2024, bound="at_least")) == "2024年，合格率≥90.0%。"


@pytest.mark.parametrize("grain", ["span", "cumulative"])
def test_spans_and_cumulatives_are_held_against_nothing_even_when_a_change_is_printed(grain):
    rows = [year(2023, 80, grain=grain), year(2024, grain=grain)]
    assert "比" not in said(*rows, printed=year(2024, 10, measure="change"))


def test_members_that_ended_earlier_are_not_in_the_sentence():
    named = [("甲", [year(2022)]), ("乙", [year(2022), year(2023, 91)]), ("丙", [year(2023, 92)])]
    assert latest_words(named, "合格率", RATE, "zh") == "2023年，合格率：乙91.0%，丙92.0%。"
    assert [row["value"] for row in latest_rows(named)] == [91, 92]
    assert latest_words(named[:2], "合格率", RATE, "zh") == "2023年，合格率：乙91.0%。"


def test_no_more_than_six_members_are_named_and_all_are_counted():
    named = [(name, [year(2023)]) for name in "甲乙丙丁戊己庚"]
    six = "甲90.0%，乙90.0%，丙90.0%，丁90.0%，戊90.0%，己90.0%"
    assert latest_words(named[:6], "合格率", RATE, "zh") == f"2023年，合格率：{six}。"
    assert latest_words(named, "合格率", RATE, "zh") == f"2023年，合格率：{six}等7个。"
    assert latest_words(named, "Pass rate", RATE, "en").endswith("己 90.0% and others, 7 in all.")


@pytest.mark.parametrize(
    ("value", "step", "zh", "en"),
    [
        ("-20048000", "1000", "−2,004.8万辆", "−20,048,000 vehicles"),
        ("-20048000", "10000", "−2,005万辆", "−20.05 million vehicles"),
        ("-487597000000", "1000000", "−4,875.97亿辆", "−487,597 million vehicles"),
        ("20048", "10", "20,050辆", "20,050 vehicles"),
        ("20048", "100", "2.00万辆", "20,000 vehicles"),
        ("9999", "100", "1.00万辆", "10,000 vehicles"),
        ("9949", "100", "9,900辆", "9,900 vehicles"),
        ("121234500", "100000", "12,120万辆", "121.2 million vehicles"),
    ],
)
def test_negative_numbers_are_shortened_and_three_decimals_are_not_squeezed_in(value, step, zh, en):
    assert write_number(Decimal(value), Decimal(step), "辆", "zh") == zh
    assert write_number(Decimal(value), Decimal(step), "vehicles", "en") == en

"""Words: both languages complete, and numbers and ticks written one way."""

import re
import string
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import FOLDER, say, texts
from words.numbers import round_half_up, write_number, write_p, write_ratio
from words.ticks import write_tick

LISTS = sorted(path.stem for path in FOLDER.glob("*.toml"))
ROOT = Path(__file__).parents[1]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", LISTS)
def test_every_text_stands_in_both_languages_with_the_same_placeholders(name):
    for key, entry in texts(name).items():
        assert set(entry) == {"zh", "en"}, key
        assert all(entry.values()), key
        assert placeholders(entry["zh"]) == placeholders(entry["en"]), key


@pytest.mark.parametrize("name", LISTS)
def test_english_holds_no_chinese_and_no_chinese_punctuation(name):
    for key, entry in texts(name).items():
        if key != "language_name":
            assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]", entry["en"]), (key, entry["en"])


def test_every_text_of_the_interface_is_said_somewhere():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("web", "exports", "pages", "views", "sentences", "charts", "data")
        for path in (ROOT / room).rglob("*.*")
        if path.suffix in (".py", ".html")
    )
    families = (
        "look_",
        "form_",
        "seen_",
        "grain_",
        "kind_",
        "coverage_",
        "sentence_",
        "change_",
        "link_",
        "release_",
        "context_",
    )
    families += ("refused_stack_", "measure_", "joins_", "definition_", "count_")
    families += ("recalls_of_", "per_", "counted_", "parts_", "verdict_")
    families += ("dataset_", "sort_", "recall_sizes_", "recall_largest_", "recall_brands_", "recall_completion_")
    families += ("behind_", "failed_", "followed_")
    families += ("finding_", "since_", "recent_", "rule_", "by_", "effect_", "name_of_", "adjusted_", "effects_")
    families += ("standing_", "standings_", "against_", "series_", "tendency_", "outcome_", "method_", "varies_")
    families += ("short_", "climb_", "frozen_", "revised_", "report_change_")
    families += ("peers_", "those_", "limit_", "funnel_", "changes_", "map_")
    families += ("figure_",)
    unsaid = [
        key for key in texts("interface") if not re.search(rf"['\"]{key}['\"]", code) and not key.startswith(families)
    ]
    assert not unsaid


def test_every_list_of_words_is_valid_toml_without_twins():
    for name in LISTS:
        assert tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("value", "step", "unit", "zh", "en"),
    [
        ("20048000", "1000", ("辆", "vehicles"), "2,004.8万辆", "20,048,000 vehicles"),
        ("4158266", "1", ("张", "certificates"), "4,158,266张", "4,158,266 certificates"),
        ("16757738", "1", ("辆", "vehicles"), "16,757,738辆", "16,757,738 vehicles"),
        ("91.5", "0.1", ("%", "%"), "91.5%", "91.5%"),
        ("90", "0.1", ("%", "%"), "90.0%", "90.0%"),
        ("93.93", "0.01", ("%", "%"), "93.93%", "93.93%"),
        ("487597000000", "1000000", ("元", "yuan"), "4,875.97亿元", "487,597 million yuan"),
        ("121000000", "1000000", ("辆", "vehicles"), "1.21亿辆", "121 million vehicles"),
        ("3020000", "10000", ("张", "certificates"), "302万张", "3.02 million certificates"),
        ("9999", "1", ("家", "bodies"), "9,999家", "9,999 bodies"),
        ("0", "1", ("次", "recalls"), "0次", "0 recalls"),
        ("85.60", "0.1", ("", ""), "85.6", "85.6"),
        ("-0.1", "0.1", ("个百分点", "percentage points"), "−0.1个百分点", "−0.1 percentage points"),
    ],
)
def test_a_number_is_written(value, step, unit, zh, en):
    assert write_number(Decimal(value), Decimal(step), unit[0], "zh") == zh
    assert write_number(Decimal(value), Decimal(step), unit[1], "en") == en


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [
        ("at_least", "≥8,000批次", "≥8,000 batches"),
        ("more_than", "＞8,000批次", ">8,000 batches"),
        ("at_most", "≤8,000批次", "≤8,000 batches"),
        ("less_than", "＜8,000批次", "<8,000 batches"),
        ("about", "约8,000批次", "about 8,000 batches"),
    ],
)
def test_a_bound_is_part_of_the_text(bound, zh, en):
    assert write_number(8000, Decimal(1), "批次", "zh", bound) == zh
    assert write_number(8000, Decimal(1), "batches", "en", bound) == en


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (1, 16, "6.3%"),
        (3601, 25250, "14.3%"),
        (1827, 19440, "9.4%"),
        (1, 3, "33.3%"),
        (1, 8, "12.5%"),
        (1, 2000, "0.1%"),
    ],
)
def test_a_rate_is_rounded_half_up_from_its_counts(numerator, denominator, text):
    """1/16 is 6.25 %: Python's and many engines' rounding would print 6.2."""
    assert write_number(Fraction(100 * numerator, denominator), Decimal("0.1"), "%", "zh") == text


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_rounding_agrees_with_counting_in_whole_numbers(numerator, denominator):
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    assert round_half_up(Fraction(100 * numerator, denominator), Decimal("0.1")) == Decimal(tenths) / 10


@given(st.fractions(-(10**12), 10**12), st.integers(-4, 6))
def test_rounding_moves_by_no_more_than_half_a_step_and_is_odd(value, power):
    step = Decimal(10) ** power
    rounded = round_half_up(value, step)
    assert abs(Fraction(rounded) - value) <= Fraction(step) / 2
    assert round_half_up(-value, step) == -rounded


def test_a_step_must_be_positive():
    with pytest.raises(ValueError, match="positive"):
        round_half_up(1, Decimal(0))


@pytest.mark.parametrize(
    ("until", "grain", "zh", "en"),
    [
        (date(2017, 12, 31), "year", "2017", "2017"),
        (date(2015, 6, 30), "half", "2015上", "H1 2015"),
        (date(2015, 12, 31), "half", "2015下", "H2 2015"),
        (date(2008, 9, 30), "quarter", "2008Q3", "2008Q3"),
        (date(2024, 12, 31), "moment", "2024-12", "2024-12"),
    ],
)
def test_a_tick_is_short(until, grain, zh, en):
    assert write_tick(until, grain, "zh") == zh
    assert write_tick(until, grain, "en") == en


def test_what_is_said_is_filled():
    assert say("release", "en", release="2026-11-21") == "Data release 2026-11-21"


@pytest.mark.parametrize(
    ("p_value", "zh", "en"),
    [
        (1.0, "p = 1.00", "p = 1.00"),
        (0.3871, "p = 0.39", "p = 0.39"),
        (0.1, "p = 0.10", "p = 0.10"),
        (0.0413, "p = 0.041", "p = 0.041"),
        (0.001, "p = 0.001", "p = 0.001"),
        (0.00099, "p＜0.001", "p < 0.001"),
        (0.0, "p＜0.001", "p < 0.001"),
    ],
)
def test_a_p_value_is_never_zero(p_value, zh, en):
    assert (write_p(p_value, "zh"), write_p(p_value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (1.0888, "1.09"),
        (1.0, "1.00"),
        (0.0, "0.00"),
        (15.0, "15.00"),
        (float("inf"), "∞"),
        (0.9966, "0.997"),
        (1.0004, "1.0004"),
        (0.99999, "1.0000"),
    ],
)
def test_a_ratio_that_is_not_one_is_not_written_as_one_where_four_decimals_tell(ratio, text):
    assert write_ratio(ratio) == text

"""The rules of verdicts, one by one, on planted rows: a year before, the same mix, few points, courses."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from charts.marks import Mark, Series
from indicators import catalogue
from methods.change_point import change_point
from methods.kitagawa import AdjustedChange
from methods.recent_trend import recent_trend
from methods.results import STRICT, USUAL
from sentences.finding import finding_badge, finding_sentence
from tests.test_verdicts import computed
from tests.test_verdicts_planted import BASE, EVENTS, RATE, STEADY, Row, events, month, rates
from views.choices import choices_of
from views.control import control_of
from views.controlled import controlled
from views.recent import recent_of
from views.same_mix import state_at_same_mix
from views.shift import SURE, shift_of
from views.told import told_of
from views.verdicts import a_year_before, judged

PLAIN, OF_A_MIX = (catalogue().indicators[id] for id in (RATE, "spot_check_pass_rate"))
FAIL = catalogue().indicators["spot_check_nonconforming_rate"]


def years(passed: list[int]) -> list[Row]:
    days = [{"period": date(2010 + n, 1, 1), "until": date(2010 + n, 12, 31)} for n in range(len(passed))]
    return [{**row, **of, "grain": "year"} for row, of in zip(rates(passed), days, strict=True)]


# The same month of the year before


def test_a_month_is_held_against_the_same_one_a_year_before(release):
    """The month before was at 95.0 %: against it, this one would have fallen."""
    rows = rates([800, *([950] * 11), 900])
    for language, badge, said in (
        ("zh", "▲ 同比变好", "与上年同期（2020年1月，80.0%）相比+10.0个百分点：差值的95%区间为+6.9至+13.1个百分点"),
        ("en", "▲ On the year: better", "Against the same period a year before (January 2020: 80.0%), +10.0 "),
    ):
        told = told_of(release, choices_of(release, RATE), rows, language)
        assert told.verdict.text.startswith(badge)
        assert told.finding.startswith(said)
    assert {"2020年1月数字的95%区间", "2021年1月数字的95%区间"} < set(
        computed(told_of(release, choices_of(release, RATE), rows, "zh"))
    )


def test_without_that_month_or_across_a_break_the_month_before_is_taken(release):
    rows = rates([800, *([950] * 11), 900])
    broken = [{**row, "flags": "b"} if n == 6 else row for n, row in enumerate(rows)]
    for known in (rows[1:], broken):
        assert a_year_before(known) is None
        found = judged(release, choices_of(release, RATE), known, "zh").finding
        assert (found.state, found.direction, found.year_before) == ("worse", "down", "")


def test_a_year_is_held_against_the_year_before(release):
    rows = years([800, 950, 900])
    assert a_year_before(rows) is None
    finding = judged(release, choices_of(release, RATE), rows, "zh").finding
    assert finding_badge(finding, "zh") == "▼ 变差，超出随机波动"
    assert not finding_sentence(finding, "zh").startswith("与上年同期")


# The same mix


@pytest.mark.parametrize(
    ("estimate", "reach", "strict_reach", "plain", "state"),
    [
        (2.0, 1.0, 1.6, (1.0, 3.0), "better"),
        (-2.0, 1.0, 1.6, (-3.0, -1.0), "worse"),
        (2.0, 1.5, 2.4, (1.0, 3.0), "likely_better"),
        (-2.0, 1.5, 2.4, (-3.0, -1.0), "likely_worse"),
        # Certain at 99.8 %, but the whole does not go that way for certain.
        (2.0, 1.0, 1.6, (-0.5, 3.0), "hidden"),
        # The whole is certain, the same things are not: under a half of it, and a half or more.
        (0.9, 1.0, 1.6, (1.0, 3.0), "mix"),
        (-0.9, 1.0, 1.6, (1.0, 3.0), "mix"),
        (1.1, 1.2, 1.9, (1.0, 3.0), "unclear"),
        (0.5, 1.0, 1.6, (-0.5, 1.5), "steady"),
    ],
)
def test_better_and_worse_need_the_same_products_and_the_whole(estimate, reach, strict_reach, plain, state):
    """In points; of what does not pass, up is worse."""
    usual, strict = (
        AdjustedChange(estimate / 100, (estimate - by) / 100, (estimate + by) / 100, level)
        for by, level in ((reach, USUAL), (strict_reach, STRICT))
    )
    assert state_at_same_mix(usual, strict, plain, OF_A_MIX) == state
    opposite = {"better": "worse", "worse": "better", "likely_better": "likely_worse", "likely_worse": "likely_better"}
    assert state_at_same_mix(usual, strict, plain, FAIL) == opposite.get(state, state)


# Standing out, and too short to tell


@pytest.mark.parametrize(
    ("passed", "state", "mark"),
    [
        ([*([898, 908] * 9), *([888, 893] * 3), 888], "signal_below", "▼"),
        ([*([908, 898] * 9), *([918, 913] * 3), 918], "signal_above", "▲"),
    ],
)
def test_a_figure_within_chance_that_breaks_a_rule_stands_out(release, passed, state, mark):
    rows = rates(passed)
    finding = judged(release, choices_of(release, RATE), rows, "zh").finding
    assert finding.state == state
    assert finding_badge(finding, "zh")[0] == mark
    said = finding_sentence(finding, "zh")
    assert "未超出随机波动" in said
    assert said.endswith(finding.since)
    assert "自2021年7月起连续7期" in finding.since
    assert judged(release, choices_of(release, RATE), rows[:-1], "zh").finding.state == "steady"


@pytest.mark.parametrize(("rows", "points"), [(rates([*STEADY[:10], 800]), 11), (events([10, 60]), 2)])
def test_what_is_certain_of_few_points_says_that_they_are_few(release, rows, points):
    indicator = RATE if rows[0]["denominator"] else EVENTS
    finding = judged(release, choices_of(release, indicator), rows, "zh").finding
    assert finding.state in ("worse", "up")
    assert finding.few == f"可比的只有{points}期，历来的波动有多大还不知道。"
    assert finding.few in finding_sentence(finding, "zh")


def test_twelve_points_are_not_few_and_within_chance_nothing_is_said_of_them(release):
    for passed, state in (([*STEADY[:11], 800], "worse"), (STEADY[:6], "steady")):
        finding = judged(release, choices_of(release, RATE), rates(passed), "zh").finding
        assert (finding.state, finding.few) == (state, "")


def test_a_printed_change_without_the_figure_before_cannot_be_tested(release):
    """What is there is of two months before: the change that a source prints is another."""
    apart = [month(n, numerator=900 - 50 * n, denominator=BASE) for n in (0, 2)]
    choices = choices_of(release, RATE)
    assert judged(release, choices, apart, "zh").finding.state == "worse"
    missing = judged(release, choices, apart, "zh", printed=True).finding
    assert (missing.state, missing.reason) == ("unknown", "before_missing")
    assert finding_badge(missing, "zh") == "○ 单期变化无法检验"
    assert finding_sentence(missing, "zh") == "上一期的数字未见公布，公布的变化无法检验。"
    assert judged(release, choices, rates([900, 800]), "zh", printed=True).finding.state == "worse"


# Courses


def test_what_climbs_has_no_shift(release):
    for step, way in ((8, "上升"), (-8, "下降")):
        rows = rates([750 + step * n + n % 2 for n in range(24)])
        assert shift_of(rows, PLAIN, "zh").text == f"自2020年1月以来逐步{way}，没有单独的一次跳变。"
    rising = told_of(release, choices_of(release, RATE), rates([750 + 8 * n for n in range(24)]), "en")
    assert rising.finding.endswith(" It has climbed gradually since January 2020, without one jump.")


def test_a_shift_that_two_in_a_hundred_shuffles_would_show_is_none():
    level = [915, 902, 920, 906, 917, 901, 912]
    low, far = ([*level, *(one - by for one in level)] for by in (16, 40))
    p_value = change_point([one / 10 for one in low]).p_value
    assert SURE < p_value < 0.05
    assert shift_of(rates(low), PLAIN, "zh") is None
    assert shift_of(rates(far), PLAIN, "zh").text.startswith("水平最大的一次移动在2020年8月：")


def test_shifts_of_what_has_a_mix_are_not_adjusted_for_it():
    fallen = rates([*([955, 945] * 6), *([855, 845] * 6)])
    said = "水平最大的一次移动在2021年1月：此前平均95.0%，此后平均85.0%。"
    assert shift_of(fallen, PLAIN, "zh").text == said
    assert shift_of(fallen, OF_A_MIX, "zh").text == f"{said.rstrip('。')}（未按抽查对象调整）。"


def test_limits_of_a_moving_level_are_not_given(release):
    told = told_of(release, choices_of(release, RATE), rates([*([955, 945] * 6), *([855, 845] * 6)]), "zh")
    assert computed(told)["最近一期的控制限"] == ("不适用：水平在移动", "p控制图，NHS规则")
    mark = Mark(at=date(2020, 1, 1), label="", number=90, text="90%", hover=("90%",))
    for control, drawn in ((told.control, False), (control_of(rates(STEADY), PLAIN), True)):
        series = controlled(Series(name="", marks=(mark,) * control.points), control, "zh")
        assert {one.limits is not None for one in series.marks} == {drawn}


# Recent trends


STRAIGHT, ASTRAY, WILD = [0, 10, 20, 30, 40], [0, 20, 10, 30, 40], [0, 30, 10, 40, 30]


def test_a_trend_is_held_against_how_far_its_values_stray():
    """By hand, each value with an error of 1: χ² is 10 slopes squared, what is left of the squares is over 3."""
    wide = stats.norm.ppf(0.975)
    straight, astray, wild = (recent_trend(y, np.array(y) - wide, np.array(y) + wide) for y in (STRAIGHT, ASTRAY, WILD))
    assert [one.direction for one in (straight, astray, wild)] == ["up", "up", "up"]
    assert straight.dispersion == pytest.approx(0, abs=1e-9)
    assert (astray.slope, astray.chi_squared, astray.dispersion) == pytest.approx((9, 810, (1000 - 810) / 3))
    assert (wild.slope, wild.chi_squared, wild.dispersion) == pytest.approx((7, 490, (1080 - 490) / 3))
    # F(1, 3) leaves 10.1 to one in twenty: 810 over 63.3 is 12.8, 490 over 196.7 is 2.5.
    assert [one.beyond_dispersion for one in (straight, astray, wild)] == [True, True, False]


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        (STRAIGHT, "近5期趋势：上升", "Last 5 periods: increasing"),
        (WILD, "近5期：起伏大于升降", "Last 5 periods: ups and downs larger than any trend"),
    ],
)
def test_ups_and_downs_larger_than_a_trend_have_no_direction(values, zh, en):
    rows = rates([80_000 + 100 * one for one in values], 100_000)
    assert (recent_of(rows, PLAIN, "zh").text, recent_of(rows, PLAIN, "en").text) == (zh, en)
    assert recent_of(rows, PLAIN, "zh").trend.direction == "up"
    assert recent_of(rows, OF_A_MIX, "zh").text == f"{zh}（未按抽查对象调整）"

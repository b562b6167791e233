"""Verdicts on the published figures: what is said of each latest change, and what is never said of it."""

import re
from typing import Any

import pytest

from data.releases import Release
from indicators import catalogue
from queries import ask
from sentences.finding import Finding
from tests.cards import column
from tests.entries import ONLY_COUNTED
from views.choices import WHOLE, choices_of
from views.overview import headline_states, overview_card
from views.recalls import recalls_card
from views.state import State
from views.told import Told, told_of
from views.trend import headline_card, trend_card
from views.verdicts import judged

PASS, FAIL = "spot_check_pass_rate", "spot_check_nonconforming_rate"
PUBLISHED = sorted(set(catalogue().indicators) - ONLY_COUNTED)
# What a number that is none looks like once it is written, and a text whose blanks were not filled.
UNFIT = re.compile(r"[{}]|\b(nan|None|inf)\b", re.IGNORECASE)


def rows_of(release: Release, indicator: str, **place: str) -> list[dict[str, Any]]:
    choices = choices_of(release, indicator)
    asked = {"grain": "year", "region": "100000", "dimension": WHOLE, "member": WHOLE, **place}
    rows: list[dict[str, Any]] = ask("trend", release, **choices.level, **asked).to_pylist()
    return rows


def until(release: Release, indicator: str, year: int) -> list[dict[str, Any]]:
    """The yearly figures of the nation, as they stood at the end of a year."""
    rows = [row for row in rows_of(release, indicator) if row["until"].year <= year]
    assert rows[-1]["until"].year == year
    return rows


def told(release: Release, indicator: str, year: int, language: str = "zh") -> Told:
    return told_of(release, choices_of(release, indicator), until(release, indicator, year), language)


def found(release: Release, indicator: str, year: int) -> Finding:
    one = judged(release, choices_of(release, indicator), until(release, indicator, year), "zh")
    assert one is not None
    return one.finding


def computed(told: Told) -> dict[str, tuple[str, ...]]:
    """What was computed, by what it is of: the result, and the method where there is one."""
    return {row[0]: row[1:] for row in told.evidence.rows}


def test_the_spot_check_of_2024_changed_and_so_did_what_was_checked(release):
    said = told(release, FAIL, 2024)
    assert said.verdict.state == "moved"
    assert said.finding == (
        "差值的95%区间为+1.4至+2.5个百分点，超出随机波动；但两期抽查的产品构成未公布（产品种类由143种变为147种），"
        "两期不可直接比较：只说明抽中批次，不能说质量变好或变差。"
    )
    english = told(release, FAIL, 2024, "en")
    known = "the mix of products was not published (kinds of products: 143 kinds, then 147 kinds)"
    assert known in english.finding
    assert computed(said)["两期差值的95%区间"] == ("+1.4至+2.5个百分点", "Newcombe方法10（1998）")


@pytest.mark.parametrize("indicator", [PASS, FAIL])
def test_the_published_spot_check_never_says_better_or_worse(release, indicator):
    """Of no year are the products behind the rates of the nation known, and of the first ones no base."""
    years = [row["until"].year for row in rows_of(release, indicator)][1:]
    states = {year: found(release, indicator, year).state for year in years}
    assert set(states.values()) == {"unknown", "moved", "steady", "broken"}
    assert [year for year, state in states.items() if state == "broken"] == [2018]
    assert [states[year] for year in (2023, 2024)] == ["moved", "moved"]


def test_passing_mirrors_not_passing(release):
    for year in [row["until"].year for row in rows_of(release, PASS)]:
        passing, failing = (
            judged(release, choices_of(release, id), until(release, id, year), "zh") for id in (PASS, FAIL)
        )
        assert passing.finding.state == failing.finding.state
        if passing.difference is None:
            assert failing.difference is None
            continue
        assert passing.difference == pytest.approx([-end for end in reversed(failing.difference)])
        assert passing.finding.changed == failing.finding.changed
        ways = {passing.finding.direction, failing.finding.direction}
        assert ways in ({"up", "down"}, {"same"})


def test_one_more_recall_in_eleven_is_within_chance(release):
    """214 and 233 recalls."""
    said = told(release, "vehicle_recalls", 2024)
    assert said.verdict.text == "● 未超出随机波动"
    assert said.finding == "未超出随机波动（p = 0.39，次数之比的95%区间0.90至1.32）。"
    assert computed(said)["两期次数的比较"] == (
        "p = 0.39，次数之比1.09（0.90至1.32）",
        "条件精确检验（Przyborowski和Wilenski 1940）",
    )


def test_consumer_recalls_rose_and_that_is_neither_good_nor_bad(release):
    """771 and 1,100 recalls."""
    said = told(release, "consumer_recalls", 2024, "en")
    assert said.verdict.text == "▲ Up, beyond chance"
    assert said.finding == (
        "More than chance (p < 0.001, 95% interval of the ratio 1.30 to 1.57). "
        "Comparable points: 6 only; how much it usually varies is not known."
    )
    assert said.verdict.recent == "Last 5 periods: ups and downs larger than any trend"


def test_a_weighted_survey_and_a_bound_cannot_be_judged(release):
    rows = rows_of(release, "manufacturing_pass_rate")
    reasons = {}
    for n in range(2, len(rows) + 1):
        one = judged(release, choices_of(release, "manufacturing_pass_rate"), rows[:n], "zh")
        assert one.finding.state == "unknown"
        exact = all(row["bound"] == "exact" for row in rows[n - 2 : n])
        assert one.finding.reason == ("weighted" if exact else "bound")
        reasons[one.finding.reason] = n
    assert set(reasons) == {"weighted", "bound"}


def test_one_period_is_no_change(release):
    said = told_of(
        release, choices_of(release, "farm_produce_pass_rate"), rows_of(release, "farm_produce_pass_rate"), "zh"
    )
    assert (said.verdict.state, said.finding) == ("unknown", "只有一期数字，无从判断是否变化。")


def test_an_index_has_no_error_but_a_tendency(release):
    rows = rows_of(release, "competitiveness_index")
    said = told_of(release, choices_of(release, "competitiveness_index"), rows, "zh")
    assert said.finding == "未公布测算误差，不能判断变化是否真实。"
    assert said.verdict.recent == "历年趋势：上升（p＜0.001，9期，每年+0.30）"
    assert computed(said)["历年趋势"][1] == "Mann–Kendall检验，Theil–Sen斜率"
    few = told_of(release, choices_of(release, "competitiveness_index"), rows[:6], "zh")
    assert few.verdict.recent == ""


def test_a_stock_is_counted_in_full(release):
    rows = rows_of(release, "valid_certificates", grain="moment")
    said = told_of(release, choices_of(release, "valid_certificates"), rows, "zh")
    assert (said.verdict.state, said.evidence.rows) == ("counted", ())
    assert said.verdict.text == "■ 登记或统计数，不作检验"


def test_a_rate_that_was_published_with_its_base_only_has_an_interval_widened_by_its_rounding(release):
    """2015: — / 25,345."""
    [row] = [row for row in until(release, PASS, 2015) if row["until"].year == 2015]
    assert (row["numerator"], row["denominator"]) == (None, 25345)
    said = computed(told(release, PASS, 2015))
    assert said["2015年数字的95%区间"][1] == "Wilson得分区间，按公布比率的舍入放宽"
    assert computed(told(release, PASS, 2024))["2024年数字的95%区间"][1] == "Wilson得分区间（1927）"


def test_four_comparable_years_have_no_recent_trend(release):
    said = told(release, PASS, 2024)
    assert said.verdict.recent == "趋势不能计算：可比的只有4期，需5期"
    english = told(release, PASS, 2024, "en").verdict.recent
    assert english == "Trend cannot be calculated: comparable points 4, needed 5"
    assert computed(said)["最近一期的控制限"][0] == "可比的只有6期，需12期：不判断异常"


def test_across_a_break_there_is_a_badge_and_no_sentence(release):
    said = told(release, PASS, 2018)
    assert (said.verdict.text, said.finding) == ("◇ 口径有变，不可比", "")


@pytest.mark.parametrize("grain", ["span", "cumulative"])
def test_nothing_is_told_of_spans_and_cumulatives(release, grain):
    rows = rows_of(release, "vehicle_recalls", grain=grain)
    assert len(rows) > 1
    assert told_of(release, choices_of(release, "vehicle_recalls"), rows, "zh") == Told()


def test_nothing_is_told_of_targets(release):
    assert trend_card(release, State(indicator="standards_drafted")).verdict is None


# Cards


def test_each_headline_has_its_verdict_on_the_overview_as_on_trends(release):
    card = overview_card(release, State())
    said = [headline_card(release, state).verdict for state in headline_states(release, State())]
    assert column(card, "判断") == [one.text if one else "" for one in said]
    assert any(said)


def test_what_leaves_the_dashboard_takes_the_finding_along(release):
    for language, joint in (("zh", ""), ("en", " ")):
        card = trend_card(release, State(indicator="vehicle_recalls", language=language))
        assert card.told == f"{card.sentence}{joint}{card.finding}"
    assert trend_card(release, State(indicator="vehicle_recalls", grain="cumulative")).told.endswith("。")


def test_a_pair_has_the_verdict_on_its_count_and_none_on_its_units(release):
    card = recalls_card(release, State())
    count = trend_card(release, State(indicator="vehicle_recalls", grain="year"))
    assert card.verdict.text == f"汽车召回次数：{count.verdict.text}"
    assert card.finding == f"汽车召回次数：{count.finding}"
    assert card.evidence == count.evidence


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("indicator", PUBLISHED)
def test_whatever_is_told_of_published_figures_is_whole(release, indicator, language):
    choices = choices_of(release, indicator)
    for one in choices.all:
        if one.status == choices.status and (one.dimension == WHOLE or one.region == "100000"):
            for member in choices.members(one.region, one.dimension, one.grain):
                rows = rows_of(
                    release, indicator, grain=one.grain, region=one.region, dimension=one.dimension, member=member
                )
                assert_whole(told_of(release, choices, rows, language))


def assert_whole(told: Told) -> None:
    verdict = (told.verdict.text, told.verdict.recent) if told.verdict else ()
    for text in (*verdict, told.finding, told.remark, *told.evidence.columns, *sum(told.evidence.rows, ())):
        assert not UNFIT.search(text), text

"""Verdicts on planted figures: limits, signals, shifts, breaks and gaps, and the edges where little can be said."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators import catalogue
from sentences.finding import Finding
from tests.conftest import PLAIN_ROWS, exact
from tests.test_verdicts import assert_whole, computed
from views.choices import choices_of
from views.control import control_of
from views.told import Told, told_of
from views.uncertainty import why_no_range
from views.verdicts import judged

# A rate whose mix is nobody's question, a count of events, and a rate of which one side is bad.
RATE, EVENTS = "farm_produce_pass_rate", "vehicle_recalls"
INDICATOR = {id: catalogue().indicators[id] for id in (RATE, EVENTS, "food_nonconforming_rate")}
BASE = 1000
Row = dict[str, Any]


def month(n: int, **given: Any) -> Row:
    """The n-th month from January 2020 on."""
    year, of_year = 2020 + n // 12, n % 12 + 1
    days = {"period": date(year, of_year, 1), "until": date(year, of_year, monthrange(year, of_year)[1])}
    return {**PLAIN_ROWS["observations"], **days, "grain": "month", "step": Decimal("0.1"), **given}


def rates(passed: Sequence[int], of: int = BASE) -> list[Row]:
    return [month(n, numerator=one, denominator=of) for n, one in enumerate(passed)]


def printed(values: Sequence[float], **given: Any) -> list[Row]:
    """Rates of which only the figure was printed, beside the batches checked."""
    return [month(n, value=exact(one), denominator=20_000, **given) for n, one in enumerate(values)]


def events(counts: Sequence[int]) -> list[Row]:
    return [month(n, value=exact(one), step=Decimal(1)) for n, one in enumerate(counts)]


@pytest.fixture
def told(release):
    """What is told of planted rows."""

    def tell(rows: list[Row], indicator: str = RATE, language: str = "zh") -> Told:
        one = told_of(release, choices_of(release, indicator), rows, language)
        assert_whole(one)
        return one

    return tell


@pytest.fixture
def found(release):
    """The finding of planted rows."""

    def find(rows: list[Row], indicator: str = RATE) -> Finding:
        one = judged(release, choices_of(release, indicator), rows, "zh")
        assert one is not None
        return one.finding

    return find


def limits_of(rows: list[Row], indicator: str = RATE) -> list[float]:
    control = control_of(rows, INDICATOR[indicator])
    assert control is not None
    return [float(end) for end in control.limits.upper - control.limits.lower]


STEADY = [905, 895] * 6
TWO = "可比的只有2期，历来的波动有多大还不知道。"


def test_twelve_points_have_limits_and_eleven_none(told):
    said = told(rates(STEADY))
    assert computed(said)["最近一期的控制限"] == ("87.2%至92.8%", "p控制图，NHS规则")
    few = told(rates(STEADY[:11]))
    assert computed(few)["最近一期的控制限"][0] == "可比的只有11期，需12期：不判断异常"


def test_no_signal_is_named_of_eleven_points(told):
    """Whatever the last one is."""
    assert "控制限" not in told(rates([*STEADY[:10], 850])).finding
    assert told(rates([*STEADY[:11], 850])).finding.endswith("本期低于控制限（86.7%至92.5%）。")


def test_a_figure_above_its_limits_is_named_as_such(told):
    assert told(rates([*STEADY, 960])).finding.endswith("本期高于控制限（87.7%至93.2%）。")


def test_a_gap_is_no_point():
    """Eleven figures over twelve months are eleven."""
    rows = rates(STEADY)
    control = control_of([*rows[:5], *rows[6:]], INDICATOR[RATE])
    assert control is not None
    assert not control.is_watched
    assert control.points == 11


def test_seven_on_one_side_are_named_since_the_first_of_them(told):
    rows = rates([*([898, 908] * 9), *([888, 893] * 3), 888])
    assert told(rows).finding.endswith("自2021年7月起连续7期低于平均。")
    assert told(rows, language="en").finding.endswith(
        "It has been below its mean for 7 periods running since July 2021."
    )
    assert "连续" not in told(rows[:-1]).finding


def test_seven_that_rise_are_named_from_the_first_of_them(told):
    """Six steps up hold seven figures: the first of them is not said to have risen."""
    rows = rates([*([904, 896] * 8), 895, 897, 899, 901, 903, 905, 907])
    assert told(rows).finding.endswith("自2021年5月起的7期一期比一期高。")
    assert told(rows, language="en").finding.endswith("The 7 figures since May 2021 rise from each to the next.")


def test_two_of_three_near_a_limit_are_named(told):
    rows = rates([*([905, 895] * 9), 924, 900, 924])
    assert told(rows).finding.endswith("最近三期中有两期接近控制上限。")


def test_what_has_no_steady_course_gets_its_largest_shift(told):
    said = told(rates([*([955, 945] * 6), *([855, 845] * 6)]))
    assert said.finding.endswith("水平最大的一次移动在2021年1月：此前平均95.0%，此后平均85.0%。")
    assert computed(said)["水平的移动"] == ("p＜0.001", "单变点最小二乘（ruptures），1,999次置换检验")
    assert "连续" not in said.finding


def test_a_shift_of_the_last_three_is_not_dated_yet(told):
    """A level needs three figures, so one that fell by far at the end would be said to have fallen two before it."""
    level = [[955, 935, 945, 950, 940][n % 5] for n in range(16)]
    fallen = told(rates([*level, 700]))
    assert fallen.finding.endswith("本期低于控制限（85.9%至100.0%）。")
    assert "移动" not in told(rates([*level, 700, 705, 695])).finding
    assert "水平最大的一次移动在2021年5月" in told(rates([*level, 700, 705, 695, 702])).finding


def test_a_break_parts_the_limits():
    rows = rates([*([955, 945] * 6), *([855, 845] * 6)])
    rows[12] |= {"flags": "b"}
    control = control_of(rows, INDICATOR[RATE])
    assert control is not None
    assert control.starts == (0, 12)
    assert [control.limits.centre[0], control.limits.centre[-1]] == pytest.approx([95, 85])
    assert control.is_steady
    assert not any(control.rules)


def test_what_follows_a_break_at_once_is_not_compared(told):
    rows = rates(STEADY)
    rows[-1] |= {"flags": "b"}
    said = told(rows)
    assert (said.verdict.state, said.finding) == ("broken", "")


@pytest.mark.parametrize("indicator", [RATE, EVENTS])
def test_a_gap_is_bridged_by_no_moving_range(indicator):
    """The jump over it tells nothing of how far one month usually lies from the next."""
    values = [90.1, 89.9] * 6 + [89.5, 89.3] * 6
    counts = [401, 399] * 6 + [381, 379] * 6
    rows = printed(values) if indicator == RATE else events(counts)
    after = [month(n + (n > 11), **{k: row[k] for k in ("value", "step", "denominator")}) for n, row in enumerate(rows)]
    assert limits_of(after, indicator)[-1] < limits_of(rows, indicator)[-1]
    assert len(limits_of(after, indicator)) == len(after)


def test_figures_of_which_none_follows_another_have_no_usual_course(told):
    """Nothing tells how far they usually move."""
    apart = [month(2 * n, value=exact(200 + n), step=Decimal(1)) for n in range(14)]
    assert control_of(apart, INDICATOR[EVENTS]) is None
    assert told(apart, EVENTS).control is None


def test_limits_of_rates_end_where_rates_do():
    control = control_of(printed([99.9, 98.9] * 7), INDICATOR[RATE])
    assert control is not None
    assert control.method == "xmr"
    assert max(control.limits.upper) == 100


@pytest.mark.parametrize("at", [-1, -2])
def test_a_bound_cannot_be_judged(found, at):
    rows = printed([90.0, 91.0, 92.0])
    rows[at] |= {"bound": "at_least"}
    assert (found(rows).state, found(rows).reason) == ("unknown", "bound")
    assert control_of(rows, INDICATOR[RATE]) is None


def test_a_rounded_count_of_events_cannot_be_tested(found):
    rows = events([1000, 2000])
    rows[0] |= {"step": Decimal(100)}
    assert found(rows, EVENTS).reason == "rounded"
    assert why_no_range(rows[1], INDICATOR[EVENTS]) == ""


def test_a_rate_without_its_base_cannot_be_judged(found):
    rows = printed([90.0, 91.0])
    rows[0] |= {"denominator": None}
    assert found(rows).reason == "no_base"


def test_none_in_either_period_is_no_comparison(told, found):
    assert found(events([0, 0]), EVENTS).reason == "no_events"
    assert told(events([0] * 12), EVENTS).finding == "两期都没有发生，无从比较。"
    of_the_year_before = "与上年同期（2020年2月，0次）相比：两期都没有发生，无从比较。"
    assert told(events([0] * 14), EVENTS).finding == of_the_year_before


@pytest.mark.parametrize(
    ("counts", "badge", "said"),
    [
        ([0, 10], "▲ 上升，超出随机波动", "超出随机波动（p = 0.002，次数之比的95%区间2.24至∞）。" + TWO),
        ([10, 0], "▼ 下降，超出随机波动", "超出随机波动（p = 0.002，次数之比的95%区间0.00至0.45）。" + TWO),
        ([0, 3], "● 未超出随机波动", "未超出随机波动（p = 0.25，次数之比的95%区间0.41至∞）。"),
        ([7, 7], "● 未超出随机波动", "未超出随机波动（p = 1.00，次数之比的95%区间0.30至3.34）。"),
    ],
)
def test_counts_that_come_from_nothing_or_go_to_it_are_judged_too(told, counts, badge, said):
    of = told(events(counts), EVENTS)
    assert (of.verdict.text, of.finding) == (badge, said)


def test_rates_at_which_everything_passes_are_steady(told):
    said = told(rates([BASE] * 14))
    assert said.verdict.state == "steady"
    assert computed(said)["最近一期的控制限"][0] == "100.0%至100.0%"
    assert said.control is not None
    assert not any(said.control.rules)


def test_equal_figures_are_steady_and_go_nowhere(found):
    same = found(rates([900, 900]))
    assert (same.state, same.direction) == ("steady", "same")


@pytest.mark.parametrize(
    ("passed", "state", "badge"), [([90_010, 90_040], "better", "▲"), ([90_040, 90_010], "worse", "▼")]
)
def test_a_difference_too_small_to_be_shown_is_still_told_truly(told, passed, state, badge):
    """Both are shown as 90.0 %, and yet the interval of their difference holds no zero."""
    said = told(rates([one * 1000 for one in passed], 100_000_000))
    assert (said.verdict.state, said.verdict.text[0]) == (state, badge)
    assert said.finding.endswith(f"超出随机波动。{TWO}")
    assert "0.02" in said.finding


def test_the_bad_side_of_a_rate_is_worse_when_it_rises(release):
    """Of things that are not chosen by risk: those that are say neither."""
    rows = rates([20, 60], BASE)
    one = judged(release, choices_of(release, "food_nonconforming_rate"), rows, "zh")
    assert one is not None
    assert (one.finding.state, one.finding.direction) == ("moved", "up")
    assert one.finding.changed == "两期抽查对象的构成未知"


def test_more_than_chance_is_usual_where_a_series_always_moves_so_far(told):
    """Bases are so large that every figure differs from the next for certain."""
    said = told(rates([900_000, 905_000, 898_000, 903_000] * 4 + [907_000], 1_000_000))
    assert said.verdict.text == "● 未超出历来的波动范围"
    assert computed(said)["最近一期的控制限"][1] == "Laney p′控制图（2002），NHS规则"
    assert "没有越出历来的波动范围" in said.finding


def test_the_same_holds_of_events(told):
    said = told(events([1000, 1200, 950, 1150] * 3), EVENTS)
    assert said.verdict.state == "usual"
    assert said.finding.startswith("超出一次计数的随机误差（p＜0.001），但没有越出历来的波动范围（")
    assert said.finding.endswith("次）。")


def test_months_that_follow_the_seasons_are_remarked(told):
    rows = rates([900 + (60 if n % 12 < 3 else 0) + n % 2 for n in range(48)])
    said = told(rows)
    assert said.remark.startswith("季节性明显（强度")
    assert not told(rows[:24]).remark
    assert "季节性强度（0至1）" not in computed(told([*rows[:20], *rows[21:]]))


@pytest.mark.parametrize("count", range(1, 4))
def test_few_figures_tell_what_they_can(told, count):
    for language in ("zh", "en"):
        told(rates(STEADY[:count]), language=language)
        told(events([5] * count), EVENTS, language)
        told(printed([99.5] * count), language=language)

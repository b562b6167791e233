"""Findings in words: every sentence that can follow a figure and every badge over it, in both languages."""

import string
from typing import Any

import pytest

from sentences.finding import Finding, finding_badge, finding_sentence
from tests.findings import BADGES, UNKNOWN
from words import say, texts

POINTS = {
    "up": {"low": "+1.4", "high": {"zh": "+2.5个百分点", "en": "+2.5 percentage points"}},
    "down": {"low": "−2.5", "high": {"zh": "−1.4个百分点", "en": "−1.4 percentage points"}},
    "same": {"low": "−0.4", "high": {"zh": "+0.5个百分点", "en": "+0.5 percentage points"}},
}
EVENTS = {"sampled": False, "low": "1.30", "high": "1.57", "p": {"zh": "p＜0.001", "en": "p < 0.001"}}
NO_EVENTS = {**EVENTS, "low": "0.90", "high": "1.32", "p": "p = 0.39"}
LIMITS = {"limits": {"zh": "85.2%至91.9%", "en": "85.2% to 91.9%"}}
SINCE = {"since": {"zh": "自2022年7月起连续7期低于平均。", "en": "It has been below its mean for 7 periods running."}}
KINDS = {
    "zh": "两期抽查的产品构成未公布（产品种类由143种变为147种）",
    "en": "the mix of products was not published (kinds of products: 143 kinds, then 147 kinds)",
}
UNKNOWN_MIX = {
    "zh": "两期抽查对象的构成未知",
    "en": "the mix of what was checked in the two periods is not known",
}
FEW = {"few": {"zh": "可比的只有4期，历来的波动有多大还不知道。", "en": "There are few comparable points."}}
ON_YEAR = {
    "year_before": {"zh": "2024年12月", "en": "December 2024"},
    "year_before_text": "86.5%",
    "on_year": {"zh": "+2.0个百分点", "en": "+2.0 percentage points"},
}


def adjusted(way: str, ends: str = "") -> dict[str, object]:
    """The change at the same mix: the way it goes, and the ends of its interval."""
    of = POINTS[ends or way]
    change = {"zh": "2.0个百分点", "en": "2.0 percentage points"}
    said = {"adjusted": change, "adjusted_low": of["low"], "adjusted_high": of["high"], "adjusted_direction": way}
    return {**said, "members": "142", "share": "90%"}


def mixed_zh(change: str, ends: str) -> str:
    return f"只看两期都抽查的142种产品（占90%的批次）、按相同产品构成计算，{change}2.0个百分点（95%区间{ends}）"


def mixed_en(change: str, ends: str) -> str:
    first = "For the 142 products checked in both periods (90% of the batches), at the same mix of products, it is"
    return f"{first} {change} 2.0 percentage points (95% interval {ends})"


UP, DOWN, SAME = ({"direction": way, **POINTS[way]} for way in ("up", "down", "same"))
UP_ZH, UP_EN = "+1.4至+2.5个百分点", "+1.4 to +2.5 percentage points"
DOWN_ZH, DOWN_EN = "−2.5至−1.4个百分点", "−2.5 to −1.4 percentage points"
SAME_ZH, SAME_EN = "−0.4至+0.5个百分点", "−0.4 to +0.5 percentage points"
BEYOND_ZH = f"差值的95%区间为{UP_ZH}，超出随机波动。"
BEYOND_EN = f"The 95% interval of the difference is {UP_EN}: more than chance."
FALLEN_ZH = f"差值的95%区间为{DOWN_ZH}，超出随机波动。"
FALLEN_EN = f"The 95% interval of the difference is {DOWN_EN}: more than chance."
STEADY_ZH = f"差值的95%区间为{SAME_ZH}，包含零：未超出随机波动，尚不能确认有变化。"
STEADY_EN = f"The 95% interval of the difference, {SAME_EN}, includes zero: within chance, a change is not shown."
MOVED_ZH = "两期不可直接比较：只说明抽中批次，不能说质量变好或变差。"
MOVED_EN = "so the two are not comparable: this speaks of the batches drawn and does not show better or worse quality."
UNADJUSTED_ZH = "；企业规模和抽样领域未调整，不代表市场总体。"
UNADJUSTED_EN = "; firm sizes and channels are not adjusted for, and this does not speak for the market."
MOVES_ZH = BEYOND_ZH.rstrip("。")
EVENTS_ZH = "超出随机波动（p＜0.001，次数之比的95%区间1.30至1.57）。"
EVENTS_EN = "More than chance (p < 0.001, 95% interval of the ratio 1.30 to 1.57)."
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    # Rates of a sample, without a known mix
    ("better", UP, BEYOND_ZH, BEYOND_EN),
    ("better", DOWN, FALLEN_ZH, FALLEN_EN),
    ("worse", UP, BEYOND_ZH, BEYOND_EN),
    ("worse", DOWN, FALLEN_ZH, FALLEN_EN),
    ("up", UP, BEYOND_ZH, BEYOND_EN),
    ("down", DOWN, FALLEN_ZH, FALLEN_EN),
    ("steady", SAME, STEADY_ZH, STEADY_EN),
    ("steady", {**SAME, **SINCE}, f"{STEADY_ZH}{SINCE['since']['zh']}", f"{STEADY_EN} {SINCE['since']['en']}"),
    ("worse", {**UP, **SINCE}, f"{BEYOND_ZH}{SINCE['since']['zh']}", f"{BEYOND_EN} {SINCE['since']['en']}"),
    (
        "usual",
        {**UP, **LIMITS},
        f"差值的95%区间为{UP_ZH}，超出单期的随机误差，但本期没有越出历来的波动范围（85.2%至91.9%）。",
        f"The 95% interval of the difference is {UP_EN}: more than chance in one period, but the figure is within the "
        "usual variation of the series (85.2% to 91.9%).",
    ),
    (
        "moved",
        {**UP, "changed": UNKNOWN_MIX},
        f"{MOVES_ZH}；但两期抽查对象的构成未知，{MOVED_ZH}",
        f"{BEYOND_EN} But the mix of what was checked in the two periods is not known, {MOVED_EN}",
    ),
    (
        "moved",
        {**UP, "changed": KINDS},
        f"{MOVES_ZH}；但{KINDS['zh']}，{MOVED_ZH}",
        f"{BEYOND_EN} But {KINDS['en']}, {MOVED_EN}",
    ),
    (
        "moved",
        {**UP, "changed": UNKNOWN_MIX, **SINCE},
        f"{MOVES_ZH}；但{UNKNOWN_MIX['zh']}，{MOVED_ZH}{SINCE['since']['zh']}",
        f"{BEYOND_EN} But {UNKNOWN_MIX['en']}, {MOVED_EN} {SINCE['since']['en']}",
    ),
    # Rates at the same mix
    (
        "better",
        {**SAME, **adjusted("up")},
        f"{mixed_zh('上升', UP_ZH)}：抽中批次变好{UNADJUSTED_ZH}",
        f"{mixed_en('up', UP_EN)}: the batches drawn got better{UNADJUSTED_EN}",
    ),
    (
        "worse",
        {**UP, **adjusted("down"), **SINCE},
        f"{mixed_zh('下降', DOWN_ZH)}：抽中批次变差{UNADJUSTED_ZH}{SINCE['since']['zh']}",
        f"{mixed_en('down', DOWN_EN)}: the batches drawn got worse{UNADJUSTED_EN} {SINCE['since']['en']}",
    ),
    (
        "mix",
        {**DOWN, **adjusted("down", "same")},
        f"{mixed_zh('下降', SAME_ZH)}，包含零，且不到总变化的一半：变化主要来自抽查对象不同，不能说质量变好或变差。",
        f"{mixed_en('down', SAME_EN)}, which includes zero and is less than half of the whole change: it comes mainly "
        "from what was checked and does not show better or worse quality.",
    ),
    (
        "steady",
        {**SAME, **adjusted("up", "same")},
        f"{mixed_zh('上升', SAME_ZH)}，包含零：未超出随机波动，尚不能确认有变化。",
        f"{mixed_en('up', SAME_EN)}, which includes zero: within chance, a change is not shown.",
    ),
    (
        "likely_better",
        {**UP, **adjusted("up")},
        f"{mixed_zh('上升', UP_ZH)}：抽中批次可能变好（95%，未到99.8%）{UNADJUSTED_ZH}",
        f"{mixed_en('up', UP_EN)}: the batches drawn possibly got better (95%, not 99.8%){UNADJUSTED_EN}",
    ),
    (
        "likely_worse",
        {**DOWN, **adjusted("down")},
        f"{mixed_zh('下降', DOWN_ZH)}：抽中批次可能变差（95%，未到99.8%）{UNADJUSTED_ZH}",
        f"{mixed_en('down', DOWN_EN)}: the batches drawn possibly got worse (95%, not 99.8%){UNADJUSTED_EN}",
    ),
    (
        "hidden",
        {**SAME, **adjusted("up")},
        f"{mixed_zh('上升', UP_ZH)}；而总的差值区间为{SAME_ZH}，与之不一致：不能说质量变好或变差。",
        f"{mixed_en('up', UP_EN)}; the whole difference, {SAME_EN}, does not agree: nothing is said of better or worse "
        "quality.",
    ),
    (
        "opposed",
        {**DOWN, **adjusted("up")},
        f"{mixed_zh('上升', UP_ZH)}；而总的差值区间为{DOWN_ZH}，方向相反：变化来自抽查对象不同，不能说质量变好或变差。",
        f"{mixed_en('up', UP_EN)}; the whole difference, {DOWN_EN}, goes the other way: it comes from what was checked "
        "and does not show better or worse quality.",
    ),
    (
        "unclear",
        {**UP, **adjusted("up", "same")},
        f"{mixed_zh('上升', SAME_ZH)}，包含零：总变化超出随机波动，但分不清来自质量还是来自抽查对象。",
        f"{mixed_en('up', SAME_EN)}, which includes zero: the whole change is more than chance, but quality and "
        "selection cannot be told apart.",
    ),
    # Out of the usual course, too few to know it, and held against the year before
    (
        "signal_above",
        {**SAME, **SINCE},
        f"{STEADY_ZH}{SINCE['since']['zh']}",
        f"{STEADY_EN} {SINCE['since']['en']}",
    ),
    ("signal_below", SAME, STEADY_ZH, STEADY_EN),
    ("up", {**UP, **FEW}, f"{BEYOND_ZH}{FEW['few']['zh']}", f"{BEYOND_EN} {FEW['few']['en']}"),
    # Events
    ("up", {"direction": "up", **EVENTS}, EVENTS_ZH, EVENTS_EN),
    (
        "down",
        {"direction": "down", **EVENTS, **SINCE},
        EVENTS_ZH + SINCE["since"]["zh"],
        f"{EVENTS_EN} {SINCE['since']['en']}",
    ),
    (
        "steady",
        NO_EVENTS,
        "未超出随机波动（p = 0.39，次数之比的95%区间0.90至1.32）。",
        "Not distinguishable from chance (p = 0.39, 95% interval of the ratio 0.90 to 1.32).",
    ),
    (
        "usual",
        {**EVENTS, **LIMITS},
        "超出一次计数的随机误差（p＜0.001），但没有越出历来的波动范围（85.2%至91.9%）。",
        "More than the chance of one count (p < 0.001), but within the usual variation of the series (85.2% to 91.9%).",
    ),
    # Nothing was tested
    ("broken", {}, "", ""),
    (
        "counted",
        {},
        "增减是两个登记（统计）数之差，可能含漏报、修订和舍入。",
        "The change is the difference of two recorded figures; omissions, revisions and rounding are possible.",
    ),
    *[("unknown", {"reason": reason}, *said) for reason, said in UNKNOWN.items()],
]


def finding(state: str, given: dict[str, Any], language: str) -> Finding:
    def said(value: Any) -> Any:
        if isinstance(value, dict):
            return value[language]
        return tuple(said(one) for one in value) if isinstance(value, tuple) else value

    return Finding(state=state, **{name: said(value) for name, value in given.items()})


@pytest.mark.parametrize(("state", "given", "zh", "en"), CASES)
def test_each_finding_has_its_sentence_in_both_languages(state, given, zh, en):
    assert finding_sentence(finding(state, given, "zh"), "zh") == zh
    assert finding_sentence(finding(state, given, "en"), "en") == en


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize(("state", "given"), [case[:2] for case in CASES])
def test_each_finding_has_its_badge(state, given, n):
    language = ("zh", "en")[n]
    way = given.get("adjusted_direction") or given.get("direction")
    judged = ("better", "worse", "likely_better", "likely_worse")
    mark = {"up": "▲ ", "down": "▼ "}[way] if state in judged else ""
    assert finding_badge(finding(state, given, language), language) == mark + BADGES[state][n]


def test_better_at_the_same_mix_points_the_way_of_that_change():
    """The whole may have fallen, or not moved at all, while the same products got better."""
    for way in (UP, DOWN, SAME):
        found = finding("better", {**way, **adjusted("up")}, "zh")
        assert finding_badge(found, "zh") == "▲ 变好，超出随机波动"


def test_months_are_held_against_the_year_before():
    found = {language: finding("steady", {**SAME, **ON_YEAR}, language) for language in ("zh", "en")}
    assert finding_badge(found["zh"], "zh") == "● 同比未超出随机波动"
    assert finding_badge(found["en"], "en") == "● On the year: not distinguishable from chance"
    assert finding_sentence(found["zh"], "zh") == f"与上年同期（2024年12月，86.5%）相比+2.0个百分点：{STEADY_ZH}"
    assert finding_sentence(found["en"], "en") == (
        "Against the same period a year before (December 2024: 86.5%), +2.0 percentage points: "
        f"t{STEADY_EN.removeprefix('T')}"
    )


def spoken(language: str) -> str:
    return "".join(
        finding_badge(one, language) + finding_sentence(one, language)
        for one in (finding(state, given, language) for state, given, *_ in CASES)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_stands_in_the_words_that_nobody_can_say(language):
    """Every fixed part of each text stands in some case; the other verdicts are those of targets and of a pair."""
    all_said = spoken(language)
    beside = ("finding_few", "finding_on_year")
    keys = [key for key in texts("interface") if key.startswith("finding_") and key not in beside]
    for key in [*keys, *(f"verdict_{one}" for one in BADGES), "changed_unknown", "adjusted_up", "adjusted_down"]:
        parts = [text for text, *_ in string.Formatter().parse(texts("interface")[key][language]) if text]
        assert all(part in all_said for part in parts), (key, parts)


def test_the_states_of_the_cases_are_those_that_have_a_badge():
    assert {state for state, *_ in CASES} == set(BADGES)
    assert {f"finding_unknown_{reason}" for reason in UNKNOWN} == {
        key for key in texts("interface") if key.startswith("finding_unknown_")
    }


@pytest.mark.parametrize("rule", ["outside", "run", "side", "near"])
@pytest.mark.parametrize("side", ["above", "below"])
def test_every_rule_of_a_control_chart_says_since_when(rule, side):
    values = {"period": "2022年7月", "count": 7, "limits": "85.2%至91.9%"}
    expected = {
        "outside_above": "本期高于控制限（85.2%至91.9%）。",
        "outside_below": "本期低于控制限（85.2%至91.9%）。",
        "run_above": "自2022年7月起的7期一期比一期高。",
        "run_below": "自2022年7月起的7期一期比一期低。",
        "side_above": "自2022年7月起连续7期高于平均。",
        "side_below": "自2022年7月起连续7期低于平均。",
        "near_above": "最近三期中有两期接近控制上限。",
        "near_below": "最近三期中有两期接近控制下限。",
    }
    assert {f"since_{one}" for one in expected} == {key for key in texts("interface") if key.startswith("since_")}
    assert say(f"since_{rule}_{side}", "zh", **values) == expected[f"{rule}_{side}"]

"""Regions against a reference: their Wilson intervals decide, at two levels, and nothing is held against itself."""

import json
import re
from collections import Counter
from datetime import date
from math import erfc, sqrt

import numpy as np
import pytest

from indicators import catalogue
from methods.benchmark import two_levels
from methods.results import STRICT, USUAL
from methods.wilson import wilson_interval
from queries import ask
from regions import region
from tests.cards import column
from views.places import units_of
from views.references import Reference
from views.regions import regions_card
from views.standings import MARKS, RATE, classes, standings, summary
from views.state import State

PASS = catalogue().indicators["all_levels_pass_rate"]
FAIL = catalogue().indicators["all_levels_nonconforming_rate"]
NATION = "100000"
DEMO = State(dataset="demo", indicator=PASS.id)
END = date(2025, 12, 31)
Z = {USUAL: 1.959963984540054, STRICT: 3.090232306167813}


def row(place: str, numerator: int | None, denominator: int | None, **given) -> dict:
    return {
        "region": place,
        "numerator": numerator,
        "denominator": denominator,
        "value": None,
        "step": None,
        "bound": "exact",
        "flags": "",
        **given,
    }


def wilson(x: int, n: int, level: float) -> tuple[float, float]:
    """Wilson 1927 as it is printed: the ends, as shares."""
    z = Z[level]
    middle, reach = 2 * x + z * z, z * sqrt(z * z + 4 * x * (1 - x / n))
    return (middle - reach) / (2 * (n + z * z)), (middle + reach) / (2 * (n + z * z))


AGAINST = ("与对照相比", "Against the reference")
WHOLE = Reference(row(NATION, 9000, 10000))


@pytest.mark.parametrize(
    ("passed", "side", "strict", "judged"),
    [
        (960, "above", True, "better"),
        (920, "above", False, "better"),
        (915, "alike", False, ""),
        (900, "alike", False, ""),
        (885, "alike", False, ""),
        (878, "below", False, "worse"),
        (840, "below", True, "worse"),
    ],
)
def test_a_class_is_what_the_intervals_by_hand_say(passed, side, strict, judged):
    one = standings([row("440000", passed, 1000)], {"440000": WHOLE}, PASS)["440000"]
    assert (one.side, one.strict, one.judged, one.reference) == (side, strict, judged, WHOLE)
    for level, leaves_it_out in ((USUAL, side != "alike"), (STRICT, strict)):
        low, high = wilson(passed, 1000, level)
        assert (low > 0.9 or high < 0.9) == leaves_it_out


def test_above_is_worse_where_less_is_better():
    rows = [row("440000", 160, 1000), row("330000", 50, 1000)]
    found = standings(rows, dict.fromkeys(("440000", "330000"), Reference(row(NATION, 1000, 10000))), FAIL)
    assert [(one.side, one.judged) for one in found.values()] == [("above", "worse"), ("below", "better")]


def test_what_cannot_be_compared_has_no_class():
    held = {
        "440000": row("440000", 500, 1000),
        "330000": row("330000", 5, 10, flags="u"),
        "320000": row("320000", None, None, value=50, step=1),
        "310000": row("310000", None, 1000, value=50, step=1, bound="at_least"),
        "110000": row("110000", 500, 1000),
        "120000": row("120000", 500, 1000),
    }
    known = {**dict.fromkeys(held, WHOLE), "440000": Reference(held["440000"])}
    known["110000"] = Reference(row(NATION, 9, 10, bound="about"))
    del known["120000"]
    assert standings(list(held.values()), known, PASS) == {}
    counts = catalogue().indicators["vehicle_recalls"]
    assert standings([row("440000", None, None, value=90, step=1)], {"440000": WHOLE}, counts) == {}


def test_a_rate_known_rounded_may_lie_half_a_digit_off_at_both_levels():
    near = row("440000", None, 100000, value=90, step=1)
    assert standings([near], {"440000": Reference(row(NATION, 90300, 100000))}, PASS)["440000"].side == "alike"
    assert standings([near], {"440000": Reference(row(NATION, 92000, 100000))}, PASS)["440000"].side == "below"


@pytest.mark.parametrize("indicator", [PASS, FAIL])
def test_the_provinces_have_the_class_that_the_method_gives_their_counts(demo, indicator):
    """Asked, counted and compared here once more, without anything of the views."""
    level = {**indicator.sides, "status": "actual", "measure": "level", "grain": "year", "until": END}
    cell = {"dimension": "all", "member": "all", "period": None}
    rows = ask("regions", demo, **level, **cell, regions=[NATION, *units_of("province")]).to_pylist()
    counts = {one["region"]: (one["numerator"], one["denominator"]) for one in rows}
    x, n = counts.pop(NATION)
    assert len(counts) == 31
    xs, ns = zip(*counts.values(), strict=True)
    places = two_levels(wilson_interval(xs, ns, USUAL), wilson_interval(xs, ns, STRICT), x / n)
    kept = kept_by_hand(xs, ns, x / n)
    card = regions_card(demo, DEMO.but(indicator=indicator.id, compare="province", grain="year", until=END))
    shown = dict(zip(column(card, "地区"), column(card, "与对照相比"), strict=True))
    words = {
        0: "与全国无显著差别",
        1: "高于全国（95%）",
        2: "高于全国（99.8%）",
        -1: "低于全国（95%）",
        -2: "低于全国（99.8%）",
    }
    lost = {1: "95%区间高于全国，但同时比较多个时不足为据", -1: "95%区间低于全国，但同时比较多个时不足为据"}
    told = {
        region(id).short["zh"]: words[place] if is_kept or not place else lost[place]
        for id, place, is_kept in zip(counts, places, kept, strict=True)
    }
    assert told == {name: text for name, text in shown.items() if name != "全国"}
    assert shown["全国"] == "", "the nation is not held against itself"
    assert len(set(places)) >= 3


def kept_by_hand(xs, ns, benchmark: float) -> list[bool]:
    """Benjamini and Hochberg's steps over the score test's p-values, as the paper writes them."""
    scores = [(x - n * benchmark) / sqrt(n * benchmark * (1 - benchmark)) for x, n in zip(xs, ns, strict=True)]
    p = [erfc(abs(score) / sqrt(2)) for score in scores]
    steps = [one for place, one in enumerate(sorted(p), 1) if one <= place / len(p) * 0.05]
    return [one <= max(steps, default=-1) for one in p]


def test_among_many_a_region_just_beyond_its_interval_is_not_called_different():
    """One region 2.1 errors away: alone it differs for certain, among 30 that do not it may be chance."""
    odd = row("110000", 920, 1000)
    rows = [odd, *(row(id, 900, 1000) for id in units_of("province")[1:30])]
    alone = classes({"110000": (odd, WHOLE)}, PASS)["110000"]
    assert (alone.side, alone.lost) == ("above", "")
    found = standings(rows, {one["region"]: WHOLE for one in rows}, PASS)
    among = found["110000"]
    assert (among.side, among.strict, among.judged, among.lost, among.mark) == ("alike", False, "", "above", "")
    assert among.text("zh") == "95%区间高于全国，但同时比较多个时不足为据"
    assert "above the nation, not enough among so many" in among.text("en")
    far = standings([row("110000", 960, 1000), *rows[1:]], {one["region"]: WHOLE for one in rows}, PASS)["110000"]
    assert (far.side, far.strict, far.mark) == ("above", True, "▲")


def test_the_share_of_false_ones_stays_below_what_is_said():
    """200 planted years of 31 provinces, 26 of them exactly as the nation: what is called different is seldom false."""
    rng = np.random.default_rng(8)
    true = np.full(31, 0.9)
    true[:5] = (0.86, 0.87, 0.93, 0.94, 0.95)
    ids, shares = units_of("province")[:31], []
    for _ in range(200):
        sizes = rng.integers(200, 4000, 31)
        rows = [row(id, int(x), int(n)) for id, x, n in zip(ids, rng.binomial(sizes, true), sizes, strict=True)]
        found = standings(rows, dict.fromkeys(ids, WHOLE), PASS)
        called = [id for id, one in found.items() if one.side != "alike"]
        shares.append(sum(id in ids[5:] for id in called) / max(len(called), 1))
    assert np.mean(shares) <= RATE + 2 * np.std(shares) / sqrt(len(shares))
    assert np.mean(shares) > 0, "a rule that never errs finds nothing"


def classes_of(card) -> Counter[str]:
    """How many rows of the table stand above, alike and below."""
    begins = {
        "高于": "above",
        "低于": "below",
        "与": "alike",
        "above": "above",
        "below": "below",
        "no": "alike",
        "95%": "alike",
    }
    texts = [text for text in column(card, *AGAINST) if text]
    return Counter(next(side for word, side in begins.items() if text.startswith(word)) for text in texts)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        {"compare": "province"},
        {"compare": "province", "against": "parent"},
        {"compare": "city", "within": "350000", "against": "parent"},
        {"compare": "county", "within": "350500", "against": "parent"},
    ],
    ids=lambda asked: "-".join(asked.values()),
)
def test_the_summary_counts_the_classes_of_the_table_and_of_the_chart(demo, asked, language):
    card = regions_card(demo, DEMO.but(language=language, grain="year", until=END, **asked))
    counts = classes_of(card)
    numbers = {"zh": "{mark} {count}个", "en": "{mark} {count} "}[language]
    for side, mark in MARKS.items():
        assert numbers.format(mark=mark, count=counts[side]) in card.verdict.text
    symbols = Counter(json.loads(card.figure)["data"][0]["marker"]["symbol"])
    assert (symbols["triangle-up"], symbols["triangle-down"]) == (counts["above"], counts["below"])
    finding = {"zh": f"同时比较{counts.total()}个", "en": f"{counts.total()} compared at once"}[language]
    assert finding in card.finding
    hovers = re.sub(r"<br>|\s", "", "".join(json.loads(card.figure)["data"][0]["customdata"]))
    assert [text for text in column(card, *AGAINST) if re.sub(r"\s", "", text) not in hovers] == []


@pytest.mark.parametrize(
    ("asked", "line", "named"),
    [
        ({"compare": "city", "within": "350000"}, "全国", "与全国相比"),
        ({"compare": "city", "within": "350000", "against": "parent"}, "福建", "与福建相比"),
        ({"compare": "county", "within": "350500", "against": "parent"}, "泉州", "与泉州相比"),
    ],
)
def test_the_line_is_what_the_regions_are_held_against_where_that_is_one(demo, asked, line, named):
    card = regions_card(demo, DEMO.but(grain="year", until=END, **asked))
    [note] = json.loads(card.figure)["layout"]["annotations"][:1]
    assert note["text"].startswith(f"{line} ")
    assert card.verdict.text.startswith(named)


def test_where_each_has_a_reference_of_its_own_it_stands_in_its_row(demo):
    card = regions_card(demo, DEMO.but(compare="province", against="parent", grain="year", until=END))
    figure = json.loads(card.figure)
    assert figure["layout"].get("annotations", []) == [], "no line that all are held against"
    dots, own = figure["data"][0], figure["data"][-1]
    assert sorted(own["y"]) == sorted(dots["y"])
    texts = dict(zip(column(card, "地区"), column(card, "对照值"), strict=True))
    group = regions_card(demo, DEMO.but(compare="nbs4", grain="year", until=END))
    known = dict(zip(column(group, "地区"), column(group, "数值"), strict=True))
    assert texts["广东"] == texts["上海"] == known["东部"]
    assert texts["全国"] == ""
    assert card.verdict.text.startswith("与所属地区相比")
    assert "短竖线是各地自己的对照值。" in card.remarks


def test_a_county_of_few_batches_has_a_figure_and_no_class(demo):
    asked = {"compare": "county", "within": "350500", "against": "parent", "grain": "year"}
    card = regions_card(demo, DEMO.but(until=END, **asked))
    rows = list(zip(column(card, "说明"), column(card, "与对照相比"), strict=True))
    assert [text for remark, text in rows if "可靠性低" in remark] == [""]
    assert any("不参与排名" in remark for remark in card.remarks)


def test_one_region_is_no_comparison_to_be_summed_up():
    one = standings([row("440000", 960, 1000)], {"440000": WHOLE}, PASS)
    assert summary(one, "zh") == summary({}, "en") == ""
    assert one["440000"].text("zh") == "高于全国（99.8%）"
    assert one["440000"].text("en") == "above the nation (99.8%)"


def test_published_regions_without_batches_say_nothing_of_certainty(release):
    card = regions_card(release, State(indicator="spot_check_pass_rate"))
    assert card.verdict is None
    assert card.finding == ""
    assert "与对照相比" not in card.table.columns

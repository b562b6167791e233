"""A rate with its mix held still: by hand for 2021, the same as it was in the last period, never over a break."""

import json
from datetime import date
from fractions import Fraction

import pytest

from indicators import catalogue
from queries import ask
from tests.cards import column
from tests.test_member_effects import CHANNELS, PRODUCTS, of_years, records
from views.breakdowns import breakdowns_card, division_of
from views.member_adjusted import adjusted_of
from views.state import State

HELD = CHANNELS.but(form="adjusted")
DEMO = PRODUCTS.but(form="adjusted", dimension="channel", until=None, earlier=None)


def lines(card) -> dict[str, list[float]]:
    """The numbers of each line of the chart, by its name."""
    found: dict[str, list[float]] = {}
    for trace in json.loads(card.figure)["data"]:
        found.setdefault(trace["legendgroup"], []).extend(trace["y"])
    return found


@pytest.mark.parametrize(
    ("language", "name", "adjusted"), [("zh", "原值", "构成调整值"), ("en", "Raw", "Mix-adjusted")]
)
def test_2021_with_the_mix_of_2023_is_12_6(release, language, name, adjusted):
    """9.8 % of 16,356 batches from production, the rest of 3,120 of 25,636; 2023 had 16,021 of 28,265 from there."""
    production = Fraction("9.8") / 100 * 16356
    share = Fraction(16021, 28265)
    by_hand = share * production / 16356 + (1 - share) * (3120 - production) / 9280
    card = breakdowns_card(release, HELD.but(language=language))
    assert float(records(card)[0]["adjusted"]) == pytest.approx(float(by_hand) * 100, abs=1e-9)
    assert column(card, adjusted)[0] == "12.6%"
    assert lines(card)[adjusted][0] == pytest.approx(float(by_hand) * 100, abs=1e-4)
    assert lines(card)[name] == pytest.approx([100 * 3120 / 25636, 100 * 1827 / 19440, 100 * 3476 / 28265])
    assert "12.6%" in card.sentence


def test_the_sentence_tells_both_changes(release):
    assert breakdowns_card(release, HELD).sentence == (
        "2021年到2023年，产品质量国家监督抽查不合格率由12.2%变为12.3%（+0.1个百分点）；"
        "若各期都按2023年的构成计算，则由12.6%变为12.3%（−0.3个百分点）。"
    )
    assert breakdowns_card(release, HELD.but(language="en")).sentence == (
        "National spot-check non-conforming rate, 2021 to 2023: from 12.2% to 12.3% (+0.1 percentage points); "
        "with the mix of 2023 in every period, from 12.6% to 12.3% (−0.3 percentage points)."
    )


@pytest.mark.parametrize("dimension", ["channel", "product_class", "enterprise_size"])
@pytest.mark.parametrize("grain", ["year", "quarter"])
def test_with_its_own_mix_a_period_is_what_it_was(demo, dimension, grain):
    card = breakdowns_card(demo, DEMO.but(dimension=dimension, grain=grain))
    *earlier, last = records(card)
    raw = 100 * int(last["numerator"]) / int(last["denominator"])
    assert float(last["adjusted"]) == pytest.approx(raw, abs=1e-9)
    assert column(card, "数值")[-1] == column(card, "构成调整值")[-1]
    moved = [row for row in earlier if abs(float(row["adjusted"]) - raw_of(row)) > 0.01]
    assert moved, "another mix is another rate"


def raw_of(row: dict[str, str]) -> float:
    return 100 * int(row["numerator"]) / int(row["denominator"])


def test_a_rate_is_the_sum_of_what_the_level_shows_by_the_last_mix(demo):
    """Asked and weighed here once more, without anything of the views."""
    level = {"indicator": DEMO.indicator, "complement": None, "status": "actual", "measure": "level"}
    counts: dict[date, dict[str, tuple[int, int]]] = {}
    for member in ("production", "retail"):
        cell = {"grain": "year", "region": "100000", "dimension": "channel", "member": member}
        for row in ask("trend", demo, **level, **cell).to_pylist():
            counts.setdefault(row["until"], {})[member] = (row["numerator"], row["denominator"])
    found = records(breakdowns_card(demo, DEMO))
    assert len(found) >= 5
    last = counts[date.fromisoformat(found[-1]["period_end"])]
    total = sum(n for _, n in last.values())
    for row in found:
        then = counts[date.fromisoformat(row["period_end"])]
        assert then.keys() == last.keys()
        by_hand = sum(Fraction(last[id][1], total) * Fraction(x, n) for id, (x, n) in then.items())
        assert float(row["adjusted"]) == pytest.approx(float(by_hand) * 100, abs=1e-9)
        assert float(row["adjusted_low"]) < float(row["adjusted"]) < float(row["adjusted_high"])


def test_the_other_side_is_the_mirror(demo):
    one, other = (records(breakdowns_card(demo, side)) for side in (DEMO, DEMO.other_side()))
    for row, turned in zip(one, other, strict=True):
        assert float(row["adjusted"]) + float(turned["adjusted"]) == pytest.approx(100, abs=1e-9)


def test_it_never_goes_back_over_a_break(release, small_release):
    breaks = catalogue().breaks(HELD.indicator)
    assert breaks
    for made in (release, small_release({"observations": of_years((2014, 2015, 2016, 2017, 2018, 2019))})):
        found = records(breakdowns_card(made, HELD))
        assert len(found) >= 2
        first, last = found[0]["period_end"], found[-1]["period_end"]
        assert not [one for one in breaks if first < one.since.isoformat() <= last]


def test_it_stops_at_a_period_that_lacks_what_all_later_ones_have(small_release):
    rows = of_years((2019, 2020, 2021, 2022))
    made = small_release(
        {"observations": [row for row in rows if (row["year"], row.get("member")) != (2020, "retail")]}
    )
    card = breakdowns_card(made, HELD)
    assert column(card, "期间") == ["2019年", "2020年", "2021年", "2022年"], "the rest stands for what is missing"
    without = [row for row in rows if row["year"] != 2020 or "member" not in row]
    assert column(breakdowns_card(small_release({"observations": without}), HELD), "期间") == [
        "2019年",
        "2021年",
        "2022年",
    ]


@pytest.mark.parametrize(("asked", "said"), [(HELD, True), (DEMO, False)])
def test_a_rest_is_named_only_where_there_is_one(request, asked, said):
    card = breakdowns_card(request.getfixturevalue("demo" if asked.dataset == "demo" else "release"), asked)
    [held] = [remark for remark in card.remarks if "保持构成不变" in remark]
    assert ("其余由全体减去得出" in held) == said


def test_one_period_is_no_line(small_release):
    made = small_release({"observations": of_years((2023,))})
    of = division_of(made, HELD)
    assert of is not None
    assert adjusted_of(of) is None


def test_what_an_adjustment_leaves_is_said(release):
    assert "只除去抽样领域构成的影响" in breakdowns_card(release, HELD).finding
    english = breakdowns_card(
        release, State(indicator=HELD.indicator, dimension="channel", form="adjusted", language="en")
    )
    assert "mix by sampling channel only" in english.finding

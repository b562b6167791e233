"""Verdicts on records: like is compared with like where the mix is known, and what was planted is told on cards."""

from datetime import date
from typing import Any

import pytest

from data import DEMO
from data.releases import Release
from indicators import catalogue
from tests.cards import column
from tests.test_demo import rows_of as records_of
from tests.test_verdicts import assert_whole, computed, rows_of
from views.breakdowns import breakdowns_card
from views.cache import card_of
from views.cards import Card
from views.choices import WHOLE, choices_of, offered
from views.regions import regions_card
from views.state import State
from views.told import Told, told_of
from views.trend import trend_card
from views.uncertainty import range_of
from views.verdicts import Judged, judged

PASS, FAIL = "all_levels_pass_rate", "all_levels_nonconforming_rate"
HENAN, HUBEI, FUJIAN, QUANZHOU = "410000", "420000", "350000", "350500"
NATION = "100000"
YEARS = range(2013, 2026)
# What is said where the mix is not known, and what the other side of a rate says where one stands out.
NEITHER = {"moved", "usual", "steady", "signal_above", "signal_below"}
MIRRORED = {"signal_above": "signal_below", "signal_below": "signal_above"}


def state(**parts: Any) -> State:
    return State(dataset=DEMO, **{"indicator": PASS, **parts})


def told(release: Release, indicator: str = PASS, language: str = "zh", **place: str) -> Told:
    rows = rows_of(release, indicator, **place)
    return told_of(release, choices_of(release, indicator), rows, language)


def judgements(release: Release, indicator: str, grain: str, region: str = NATION) -> list[Judged]:
    """What was found at the end of each of the last forty periods."""
    rows = rows_of(release, indicator, grain=grain, region=region)
    ends = range(max(2, len(rows) - 40), len(rows) + 1)
    found = [judged(release, choices_of(release, indicator), rows[:end], "zh") for end in ends]
    return [one for one in found if one is not None]


def test_where_the_products_of_both_years_are_known_like_is_compared_with_like(demo):
    found = judgements(demo, PASS, "year")
    states = {one.finding.state for one in found}
    assert states == {"better", "worse", "likely_better", "likely_worse", "hidden", "mix", "steady"}
    for one in found:
        assert one.adjusted is not None
        assert one.adjusted.lower < one.adjusted.estimate < one.adjusted.upper
        sure = one.adjusted.lower > 0 or one.adjusted.upper < 0
        assert sure == (one.finding.state not in ("mix", "steady"))
        assert (one.adjusted.estimate > 0) == (one.finding.adjusted_direction == "up")
        assert one.finding.members
        assert one.finding.share.endswith("%")
        low, high = one.difference
        if one.finding.state.endswith(("better", "worse")):
            assert low > 0 < one.adjusted.lower or high < 0 > one.adjusted.upper
        elif one.finding.state == "hidden":
            assert low <= 0 <= high


def test_the_adjusted_interval_is_said_with_its_products_and_its_method(demo):
    said = told(demo)
    assert said.verdict.text == "◆ 总体变化不显著，同样产品有变化"
    assert said.finding.startswith("只看两期都抽查的142种产品（占90%的批次）、按相同产品构成计算，上升0.6个百分点")
    assert "；而总的差值区间为−0.1至+0.6个百分点，与之不一致：不能说质量变好或变差。" in said.finding
    assert computed(said)["按相同构成的差值的95%区间"] == (
        "+0.3至+0.9个百分点",
        "Kitagawa率效应（1955），二项方差",
    )
    assert said.verdict.recent.endswith("（未按抽查对象调整）")


@pytest.mark.parametrize("region", [NATION, HENAN])
@pytest.mark.parametrize("indicator", [PASS, FAIL])
def test_where_the_products_are_not_known_nothing_is_better_or_worse(demo, indicator, region):
    """Of months only the classes are known."""
    states = {one.finding.state for one in judgements(demo, indicator, "month", region)}
    assert "steady" in states
    assert states <= NEITHER


def test_some_month_is_said_to_have_changed_without_being_comparable(demo):
    findings = [one.finding for one in judgements(demo, PASS, "month")]
    moved = [one for one in findings if one.state == "moved"]
    assert moved
    assert not any(one.adjusted for one in moved)
    assert {one.changed for one in moved} == {"两期抽查对象的构成未知"}


def test_passing_mirrors_not_passing_at_the_same_mix(demo):
    for grain in ("year", "quarter"):
        pairs = zip(judgements(demo, PASS, grain), judgements(demo, FAIL, grain), strict=True)
        for passing, failing in pairs:
            assert passing.finding.state == MIRRORED.get(failing.finding.state, failing.finding.state)
            if passing.adjusted and failing.adjusted:
                ends = [-failing.adjusted.upper, -failing.adjusted.lower]
                assert [passing.adjusted.lower, passing.adjusted.upper] == pytest.approx(ends)


def test_one_product_is_neither_better_nor_worse(demo):
    """Its batches are of one kind, but not always of the same firms and channels."""
    rows = rows_of(demo, PASS, dimension="product_class", member="power_bank", grain="quarter")
    fallen = [n for n, row in enumerate(rows) if row["until"] == date(2023, 6, 30)]
    one = judged(demo, choices_of(demo, PASS), rows[: fallen[0] + 1], "zh")
    assert one is not None
    assert (one.finding.state, one.finding.adjusted) == ("moved", "")
    assert one.finding.changed == "同一产品两期的企业规模和抽样领域可能不同"
    assert one.finding.since.startswith("本期低于控制限（")


def test_a_class_of_products_is_no_product(demo):
    rows = rows_of(demo, PASS, dimension="product_class", member="electronics", grain="quarter")
    states = set()
    for end in range(14, len(rows) + 1):
        one = judged(demo, choices_of(demo, PASS), rows[:end], "zh")
        assert one is not None
        states.add(one.finding.state)
    assert "moved" in states
    assert states <= NEITHER


# What was planted: intake/demo/signals.toml


def test_henan_is_said_to_have_shifted_in_july_2022(demo):
    card = card_of(trend_card, demo, state(regions=(HENAN,), grain="month"))
    assert "水平最大的一次移动在2022年7月：此前平均91.0%，此后平均82.5%（未按抽查对象调整）。" in card.finding
    assert card.told.startswith("【演示数据】")
    english = card_of(trend_card, demo, state(regions=(HENAN,), grain="month", language="en"))
    assert (
        "The largest shift of level was in July 2022: 91.0% on average before, 82.5% since (not adjusted"
        in english.finding
    )
    assert english.told.startswith("[Synthetic data] ")


def test_heaters_are_said_to_follow_the_seasons_and_other_products_are_not(demo):
    heaters = told(demo, dimension="product_class", member="room_heater", grain="quarter")
    assert heaters.remark.startswith("季节性明显")
    assert not told(demo, dimension="product_class", member="power_bank", grain="quarter").remark
    assert not told(demo, grain="quarter").remark


def standing(release: Release, name: str, **parts: Any) -> list[str]:
    """How a region stands on the card of each year in which it is classed."""
    said = []
    for year in YEARS:
        card = card_of(regions_card, release, state(grain="year", until=date(year, 12, 31), **parts))
        names, classes = column(card, "地区"), column(card, "与对照相比")
        said.append(dict(zip(names, classes, strict=True))[name])
    return [one for one in said if one]


def test_hubei_stands_with_the_nation(demo):
    classes = standing(demo, "湖北", compare="province")
    assert len(classes) == len(YEARS)
    assert classes.count("与全国无显著差别") >= len(YEARS) - 2


def test_quanzhou_stands_below_the_nation_and_below_its_province(demo):
    for against, reference in (("", "全国"), ("parent", "福建")):
        classes = standing(demo, "泉州", compare="city", within=FUJIAN, against=against)
        assert sum(one.startswith(f"低于{reference}") for one in classes) >= len(YEARS) - 2
        assert not any(one.startswith(f"高于{reference}") for one in classes)


def ranges(release: Release, channel: str) -> dict[int, tuple[float, float]]:
    rows = rows_of(release, PASS, dimension="channel", member=channel)
    found = {row["until"].year: range_of(row, catalogue().indicators[PASS]) for row in rows}
    return {year: (one.low, one.high) for year, one in found.items() if one}


def test_electronic_commerce_lies_below_production_for_certain_from_2019_on(demo):
    commerce, production = ranges(demo, "e_commerce"), ranges(demo, "production")
    apart = [year for year in commerce if commerce[year][1] < production[year][0]]
    assert [year for year in apart if year >= 2019] == list(range(2019, 2026))


def effects(release: Release, indicator: str) -> Card:
    days = {"until": date(2018, 12, 31), "earlier": date(2017, 12, 31)}
    asked = state(indicator=indicator, dimension="enterprise_size", form="effects", grain="year", **days)
    return card_of(breakdowns_card, release, asked)


@pytest.mark.parametrize(("indicator", "sign"), [(PASS, -1), (FAIL, 1)])
def test_more_small_enterprises_of_2018_are_a_matter_of_mix(demo, indicator, sign):
    """Each size passes as before, the whole passes less."""
    whole, *sizes = records_of(effects(demo, indicator))
    mix, rate = (float(whole[name]) for name in ("mix", "rate"))
    assert sign * mix > 0.5
    assert abs(rate) < 0.5
    assert all(abs(float(one["rate"])) < 0.5 for one in sizes)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_is_told_of_records_is_whole(demo, language):
    """Of the nation, of a province and of a city; of the whole and of members small and large."""
    for indicator in sorted(offered(demo)):
        choices = choices_of(demo, indicator)
        for dimension in choices.dimensions():
            for region in {NATION, HENAN, QUANZHOU}.intersection(choices.regions(dimension)):
                for grain in choices.grains(region, dimension):
                    members = choices.members(region, dimension, grain)
                    for member in {*members[:1], *members[-1:]}:
                        place = {"region": region, "grain": grain, "dimension": dimension, "member": member}
                        if rows := rows_of(demo, indicator, **place):
                            assert_whole(told_of(demo, choices, rows, language))
    assert WHOLE in choices_of(demo, PASS).dimensions()

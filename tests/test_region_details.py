"""Regions at one mix, two indicators of them, every county as a dot, and places that were renamed."""

from datetime import date

import pytest

from indicators import catalogue
from regions import NATION, kin_of, province_of, region
from tests.cards import column
from tests.test_region_forms import BATCHES, DEMO, END, FAIL, PASS, PROVINCES, marks, of
from views.choices import WHOLE, choices_of
from views.places import units_of
from views.region_forms import others
from views.region_mix import same_mix
from views.regions import regions_card
from views.search import region_words
from views.state import State
from views.withheld import withheld_cells


def test_the_mix_of_the_nation_changes_nothing_and_both_sides_mirror_each_other(demo):
    passed = {one.row["region"]: one for one in same_mix(of(demo, PROVINCES))}
    failed = {one.row["region"]: one for one in same_mix(of(demo, PROVINCES.other_side()))}
    assert len(passed) == len(failed) == 31
    for id, one in passed.items():
        assert one.rate.rate + failed[id].rate.rate == pytest.approx(100)
        assert one.rate.lower + failed[id].rate.upper == pytest.approx(100)
        assert one.expected + failed[id].expected == 1


def divided(place: str, parts: dict[str, tuple[int, int]]) -> list[dict]:
    """A place with its products, and the whole that they add up to."""
    plain = {"indicator": PASS, "year": 2020, "value": None, "step": None, "region": place}
    rows = [
        {**plain, "dimension": "product_class", "member": id, "numerator": x, "denominator": n}
        for id, (x, n) in parts.items()
    ]
    x, n = (sum(part) for part in zip(*parts.values(), strict=True))
    return [*rows, {**plain, "numerator": x, "denominator": n}]


def test_regions_of_another_mix_are_adjusted_by_hand(small_release):
    """Two products pass at 95 and 75 % everywhere; six cities check mostly the worse one."""
    members = catalogue().breakdowns["product_class"].members
    better, worse = [id for id, one in members.items() if not one.of_which and not one.parent][:2]
    rows = divided(NATION, {better: (9500, 10000), worse: (7500, 10000)})
    for id in units_of("city")[:6]:
        rows += divided(id, {better: (95, 100), worse: (675, 900)})
    made = small_release({"observations": rows})
    state = State(indicator=PASS, compare="city", within=NATION, grain="year", form="adjusted")
    found = same_mix(of(made, state))
    assert len(found) == 6
    assert float(found[0].expected) == pytest.approx((100 * 0.95 + 900 * 0.75) / 1000)
    assert found[0].rate.rate == pytest.approx(85.0), "it does as the nation does with each product"
    card, raw = regions_card(made, state), regions_card(made, state.but(form=""))
    assert column(card, "数值") == ["85.0%", *["77.0%"] * 6]
    assert column(card, "调整值") == ["", *["85.0%"] * 6]
    assert card.verdict is not None
    assert raw.verdict is not None
    assert "● 6个无显著差别" in card.verdict.text
    assert "▼ 6个较低" in raw.verdict.text
    assert "调整后有变的地区：6个" in card.sentence


def test_two_indicators_stand_side_by_side_with_their_caution(demo):
    state = PROVINCES.but(form="pairs")
    known = others(demo, state)
    assert BATCHES in known
    assert PASS not in known
    assert FAIL not in known, "the other side says nothing more"
    card = regions_card(demo, state.but(other=BATCHES))
    assert "等级相关系数" in card.sentence
    assert "不说明谁影响谁" in card.finding
    names = column(card, "地区")
    assert len(names) == 31
    [points] = [one for one in marks(card) if one.get("customdata")]
    assert len(points["x"]) == 31
    first, second = (regions_card(demo, PROVINCES.but(indicator=id)) for id in (PASS, BATCHES))
    for found, name in ((first, "各级监督抽查合格率"), (second, "各级监督抽查批次数")):
        values = dict(zip(column(found, "地区"), column(found, "数值"), strict=True))
        told = dict(zip(names, column(card, name), strict=True))
        assert told == {place: values[place] for place in told}, "each as its own card has it"
    wrong = regions_card(demo, state.but(other="competitiveness_index"))
    assert wrong.figure is None
    assert "没有另一项指标" in wrong.message


def test_every_county_with_a_figure_is_a_dot_and_none_that_is_withheld(demo):
    state = DEMO.but(compare="county", within="510000", form="dots")
    card = regions_card(demo, state)
    dots = max(marks(card), key=lambda one: len(one["x"]))
    ids = [id.split("@")[0] for id in dots["ids"]]
    choices = choices_of(demo, PASS)
    hidden = {
        row["region"] for row in withheld_cells(demo, choices, "year", WHOLE, units_of("county")) if row["until"] == END
    }
    assert len(ids) == len(set(ids))
    assert {row[card.table.record_columns.index("region")] for row in card.table.records} >= set(ids)
    assert len(card.table.rows) - len(ids) == 1 + 31, "the nation and the provinces stand in the table too"
    assert hidden
    assert not hidden.intersection(ids)
    provinces = {province_of(id) for id in units_of("county")}
    assert len(provinces) > 25
    assert any("不予显示" in remark for remark in card.remarks)


def test_what_stands_under_a_code_that_ended_is_found_under_the_old_and_the_new_one(demo):
    """Shangyu was a city under 330682 to 2013 and is a district under 330604 since: each figure stays where it was."""
    old, new = "330682", "330604"
    assert new in kin_of(old)
    assert old in kin_of(new)
    assert old in region_words(new)
    assert new in region_words(old)
    then = DEMO.but(compare="county", within="330000", until=date(2013, 12, 31))
    by_old = regions_card(demo, then.but(regions=(old,)))
    assert "上虞市" in column(by_old, "地区")
    text = dict(zip(column(by_old, "地区"), column(by_old, "数值"), strict=True))["上虞市"]
    by_new = regions_card(demo, then.but(regions=(new,)))
    assert any(f"上虞市（{old}）这一期有数字：{text}" in remark for remark in by_new.remarks)
    later = next(
        period.until.year
        for period in of(demo, then.but(until=None)).offered
        if period.grain == "year" and new in {row["region"] for row in of(demo, then.but(until=period.until)).rows}
    )
    since = regions_card(demo, then.but(regions=(old,), until=date(later, 12, 31)))
    assert any(f"上虞区（{new}）这一期有数字" in remark for remark in since.remarks)


def test_places_are_found_by_chinese_by_pinyin_by_alias_and_by_code():
    def found(typed: str) -> set[str]:
        return {
            region(id).short["zh"] for id in units_of("province") if any(typed in word for word in region_words(id))
        }

    assert {"湖南", "河南", "海南"} <= found("hn")
    assert "湖南" in found("湖")
    assert "湖南" in found("hunan")
    assert "湖南" in found("湘")
    assert found("430000") == {"湖南"}

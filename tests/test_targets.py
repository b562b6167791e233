"""Targets: held against the same figure or against none, judged only where that can be done."""

from datetime import date

import pytest

from tests.browser import Visit
from tests.cards import column
from views.named import card_named
from views.state import State, read_link, write_shared_link
from views.targets import batches, targets_card

LANGUAGES = ("zh", "en")
TARGET = {"status": "target", "year": 2025, "printed": "", "step": 1}
ACTUAL = {"year": 2025, "printed": "", "step": 1}


def verdict(small_release, target: dict, *actual: dict, indicator: str = "farm_produce_pass_rate") -> str:
    rows = [
        {"indicator": indicator, **TARGET, **target},
        *({"indicator": indicator, **ACTUAL, **one} for one in actual),
    ]
    [said] = column(targets_card(small_release({"observations": rows}), State()), "判断")
    return said


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        ({"value": 94}, {"value": 94}, "达到"),
        ({"value": 94}, {"value": 93.9, "step": 0.1}, "未达到"),
        ({"value": 98, "bound": "at_least"}, {"value": 98.1, "step": 0.1}, "达到"),
        ({"value": 98, "bound": "at_least"}, {"value": 97.9, "step": 0.1}, "未达到"),
        ({"value": 98, "bound": "more_than"}, {"value": 98}, "未达到"),
        ({"value": 98, "bound": "at_most"}, {"value": 97}, "达到"),
        ({"value": 98, "bound": "less_than"}, {"value": 98}, "未达到"),
        ({"value": 98, "bound": "about"}, {"value": 98}, "不能判断：目标是约数"),
        ({"value": 94}, {"value": 95, "bound": "at_least"}, "不能判断：实际数字只是上下限或约数"),
        ({"value": 94}, {"value": 95, "flags": "e"}, "不能判断：实际数字是推算或暂定的"),
        ({"value": 94.2, "step": 0.1}, {"value": 94}, "不能判断：与目标之差小于实际数字的舍入误差"),
        ({"value": 94.2, "step": 0.1}, {"value": 93}, "未达到"),
    ],
)
def test_the_verdict_on_a_target(small_release, target, actual, said):
    assert verdict(small_release, target, actual) == said


def test_a_count_without_a_better_side_is_not_judged(small_release):
    said = verdict(small_release, {"value": 100}, {"value": 120}, indicator="vehicle_recalls")
    assert said == "不能判断：来源没有说高于还是低于才算达到"


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2024},
        {"region": "430000"},
        {"measure": "growth"},
        {"dimension": "farm_class", "member": "aquatic"},
        {"grain": "moment"},
        {"status": "target", "source": "plan"},
        {"shown": False, "source": "plan"},
    ],
)
def test_another_figure_never_stands_in(small_release, other):
    rows = [
        {"indicator": "farm_produce_pass_rate", **TARGET, "value": 98},
        {"indicator": "farm_produce_pass_rate", **ACTUAL, "value": 99, **other},
    ]
    sources = [{"source": "bulletin"}, {"source": "plan"}]
    card = targets_card(small_release({"observations": rows, "sources": sources}), State())
    assert set(column(card, "判断")) == {"无从判断：未见公布的实际数字"}
    assert set(column(card, "实际")) == {"未见公布的数字"}


def test_the_other_side_of_a_rate_is_the_same_figure(small_release):
    rows = [
        {"indicator": "spot_check_pass_rate", **TARGET, "value": 90},
        {"indicator": "spot_check_nonconforming_rate", **ACTUAL, "value": 8},
    ]
    card = targets_card(small_release({"observations": rows}), State())
    assert column(card, "实际", "判断") == ["92%"]
    assert column(card, "判断") == ["达到"]


def test_a_single_fact_meets_the_same_fact(small_release):
    fact = {
        "name_zh": "新获证组织",
        "name_en": "Newly certified",
        "value": 3000,
        "step": 1,
        "unit_zh": "家",
        "year": 2018,
    }
    facts = [
        {**fact, "fact": "promised", "status": "target", "bound": "at_least"},
        {**fact, "fact": "counted", "value": 3100},
        {**fact, "fact": "elsewhere", "value": 1, "region": "430000"},
    ]
    card = targets_card(small_release({"facts": facts}), State())
    assert column(card, "目标") == ["≥3,000家"]
    assert column(card, "实际") == ["3,100家"]
    assert column(card, "判断") == ["达到"]
    assert "其中1项找到" in card.sentence
    assert "达到1项，未达到0项" in card.sentence


def test_every_target_of_the_release_is_listed_with_its_source(release):
    card = targets_card(release, State())
    assert len(card.table.rows) == 42
    assert all(column(card, "来源"))
    assert column(card, "目标")[:4] == ["86", "≥98%", "94%", "≥98%"]
    assert set(column(card, "实际")) == {"未见公布的数字"}, "2024 is known of some; 2025 of none"
    assert card.sentence == "所列目标42项，都未见同一指标、地区和期间的实际数字公布，无从判断是否达到。"
    assert card.figure is None
    assert card.caveats


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_batch_can_be_chosen_and_together_they_are_all(release, language):
    walked = 0
    for batch in batches(release):
        state = State(language=language, until=batch.until, regions=(batch.region,))
        card = card_named("targets", release, state)
        assert card.table.rows
        assert read_link({name: [text] for name, text in write_shared_link(state).items()}) == (state, [])
        walked += len(card.table.rows)
    assert walked == 42


def test_a_choice_without_targets_says_so(release):
    card = targets_card(release, State(until=date(1999, 12, 31)))
    assert card.message == "这一期间或地区没有所录的目标，请另选。"


def test_a_phone_says_it_in_words_first(browser, address):
    one = Visit(browser, "phone").open(address + "/targets?v=1&lang=en")
    box = one.page.get_by_text("Targets listed: 42.").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert one.cut_off() == []
    one.page.get_by_role("button", name="Filters All").click()
    one.page.get_by_role("combobox", name="Targets for when and where").click()
    one.page.get_by_role("option", name="2018 · Hunan").click()
    one.page.get_by_text("Targets listed: 23.").wait_for()
    assert "r=430000" in one.page.url
    one.close()
    one.assert_quiet()


def test_the_newest_known_figure_stands_beside_a_target_and_decides_nothing(release):
    card = targets_card(release, State())
    rows = [dict(zip(card.table.columns, row, strict=True)) for row in card.table.rows]
    known = {row["目标内容"]: row for row in rows if row["最近已知"]}
    index = known["制造业质量竞争力指数"]
    assert index["最近已知"] == "2024年：85.6"
    assert "人民日报" in index["最近已知数的来源"]
    assert index["实际"] == "未见公布的数字"
    assert index["判断"].startswith("无从判断")

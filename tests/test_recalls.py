"""Recalls: counts and units kept apart, averages made only where both stand, breakdowns of one period each."""

import csv
import json
from decimal import Decimal

import pytest

from data import FOLDER
from tests.browser import Visit
from tests.cards import column, drawn_texts
from views.named import VIEWS, card_named, page_of
from views.parts import parts_card
from views.recalls import (
    KINDS,
    breakdown_of_state,
    breakdowns_of,
    kind_of,
    recall_part_units_card,
    recall_parts_card,
    recalls_card,
    with_breakdown,
)
from views.state import State, read_link, write_shared_link

LANGUAGES = ("zh", "en")
OF_PAGE = [view for view in VIEWS if page_of(view) == "recalls"]
FULL = {"万辆": 10_000, "万件": 10_000, "辆": 1, "件": 1, "次": 1}


def entered_by_year(indicator: str) -> dict[str, Decimal]:
    """The exact national figures of an indicator by year, read from the entered text by hand."""
    entered = max((FOLDER / "published" / "entered").iterdir()) / "observations" / "recalls.csv"
    found = {}
    for row in csv.DictReader(entered.read_text(encoding="utf-8").splitlines()):
        plain = (row["measure"], row["grain"], row["region"], row["dimension"]) == ("level", "year", "100000", "all")
        if row["indicator"] == indicator and plain and row["shown"] == "yes" and row["printed"][0].isdigit():
            unit = next(unit for unit in FULL if row["printed"].endswith(unit))
            found[row["period"]] = Decimal(row["printed"].removesuffix(unit)) * FULL[unit]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_averages_are_those_of_the_entered_figures(release, kind):
    recalls, units = (entered_by_year(id) for id in KINDS[kind])
    records = [
        dict(zip(table.record_columns, record, strict=True))
        for table in [recalls_card(release, State(indicator=KINDS[kind][0])).table]
        for record in table.records
        if "/" in record[0]
    ]
    assert [one["period_end"][:4] for one in records] == sorted(recalls.keys() & units.keys())
    for one in records:
        year = one["period_end"][:4]
        assert Decimal(one["value"]) == pytest.approx(units[year] / recalls[year], rel=Decimal("1e-12"))
        assert one["flags"] == "e"


def test_vehicles_of_2025_in_two_sentences_and_an_average(release):
    card = recalls_card(release, State())
    assert card.sentence == (
        "2025年，汽车召回次数为190次，据公布，比上年同期下降18.5%。"
        "2025年，汽车召回涉及数量为684.6万辆，据公布，比上年同期下降39.1%。"
        "2025年，平均每次汽车召回涉及数量为3.60万辆/次（由同期两数计算）；"
        "两数齐全的各期中，最高的是2017年，为7.99万辆/次。"
    )
    assert "个别大型召回足以改变一年的数量。" in card.remarks
    assert "其他召回：消费品2024年1,100次、454.3万件。机动车排放2025年13次、57.8万辆。" in card.remarks
    row = next(row for row in card.table.rows if row[0].startswith("平均") and row[1] == "2025年")
    assert row[2:4] == ("3.60万辆/次", "684.6万辆 / 190次")


def test_each_count_has_an_axis_of_its_own_and_years_are_shared(release):
    figure = json.loads(recalls_card(release, State()).figure)
    by_axis: dict[str, set[str]] = {}
    for trace in figure["data"]:
        by_axis.setdefault(trace["yaxis"], set()).add(trace["name"])
    assert [len(names) for names in by_axis.values()] == [1, 1, 1]
    assert set(by_axis) == {"y", "y2", "y3"}
    domains = [figure["layout"][name]["domain"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert all(above[0] >= below[1] for above, below in zip(domains, domains[1:], strict=False)), "none covers another"
    assert all(figure["layout"][name]["range"][0] == 0 for name in ("yaxis", "yaxis2", "yaxis3"))
    assert "xaxis2" not in figure["layout"]


def test_only_whole_years_are_drawn(release):
    for kind in KINDS:
        card = recalls_card(release, State(indicator=KINDS[kind][0]))
        grains = {dict(zip(card.table.record_columns, one, strict=True))["grain"] for one in card.table.records}
        assert grains == {"year"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_reachable_state_makes_a_card_that_agrees_with_itself(release, kind, language):
    state = State(language=language, indicator=KINDS[kind][1])
    assert kind_of(state) == kind
    walked = [with_breakdown(state, breakdown) for breakdown in breakdowns_of(release, state)]
    for asked in walked or [state]:
        for view in OF_PAGE:
            card = card_named(view, release, asked)
            cells = {cell for row in card.table.rows for cell in row}
            assert set(drawn_texts(card)) <= cells
            if not card.message:
                assert card.sentence
                assert card.sources
                assert card.caveats
        assert read_link({name: [text] for name, text in write_shared_link(asked).items()}) == (asked, [])
    if not walked:
        assert "没有" in recall_parts_card(release, State(indicator=KINDS[kind][0])).message


def test_the_breakdowns_of_each_kind(release):
    assert breakdowns_of(release, State()) == ["cause", "trigger", "energy", "origin", "component", "recall_method"]
    assert breakdowns_of(release, State(indicator="consumer_recalls")) == ["consumer_class", "trigger", "province"]
    assert breakdowns_of(release, State(indicator="emission_recalls")) == []
    assert breakdown_of_state(release, State(indicator="spot_check_pass_rate", dimension="channel")) == "cause"


def test_a_breakdown_that_a_kind_lacks_is_said(release):
    card = recall_parts_card(release, State(indicator="vehicle_recalls", dimension="consumer_class"))
    assert card.figure is None
    assert card.message == "“汽车召回次数”没有这样的分项数字。"


def test_causes_add_up_and_stand_beside_the_whole(release):
    card = recall_parts_card(release, State(indicator="vehicle_recalls", dimension="cause"))
    assert card.title == "汽车召回次数 · 按缺陷原因 · 全国 · 2025年"
    assert card.sentence == "2025年，汽车召回次数：设计73次，制造101次，标识等其他16次；全部190次。"
    assert column(card, "占全部（计算）") == ["", "38.4%", "53.2%", "8.4%"]


def test_parts_of_which_are_called_so(release):
    card = recall_part_units_card(release, State(indicator="vehicle_recalls", dimension="trigger"))
    assert column(card, "数值") == ["684.6万辆", "293.4万辆"]
    assert column(card, "占全部（计算）") == ["", "42.9%"]
    assert "其中数" in card.remarks[-1]


def test_nothing_is_called_grey_where_nothing_is(release):
    assert not [said for said in recalls_card(release, State()).remarks if "灰色" in said]


def test_what_the_source_only_lists_in_part_gets_no_shares(release):
    card = recall_parts_card(release, State(indicator="consumer_recalls", dimension="consumer_class"))
    assert card.coverage == "来源只列出这3项，其余未公布。"
    assert "占全部（计算）" not in card.table.columns
    assert "2025年上半年" in card.title


def test_components_are_neither_added_nor_held_against_the_whole(release):
    card = recall_parts_card(release, State(indicator="vehicle_recalls", dimension="component"))
    assert "占全部（计算）" not in card.table.columns
    assert card.remarks[-1] == "各项不可相加，也不与全部求占比。"


def test_own_brands_and_joint_ventures_stand_under_what_they_are_parts_of(small_release):
    def of(member: str, value: int) -> dict:
        member_of = {"dimension": "origin" if member != "all" else "all", "member": member}
        return {"indicator": "vehicle_recalls", "year": 2017, "value": value, "step": 1, "printed": "", **member_of}

    rows = [of("all", 251), of("domestic_own_brand", 23), of("imported", 145), of("domestic", 106)]
    card = parts_card(small_release({"observations": rows}), State(indicator="vehicle_recalls", dimension="origin"))
    assert column(card, "分项") == ["全部", "进口", "国产", "国产自主品牌"]
    colours = json.loads(card.figure)["data"][0]["marker"]["line"]["color"]
    assert colours[0] == colours[2] != colours[1] == colours[3], "the whole and what is divided further are grey"
    assert "国产自主品牌" not in card.sentence


def test_no_average_is_made_of_a_bound_a_gap_or_a_half_year(small_release):
    def of(indicator: str, year: int, value: int, **more) -> dict:
        return {"indicator": indicator, "year": year, "value": value, "step": 1, "printed": "", **more}

    rows = [
        of("vehicle_recalls", 2016, 10),
        of("vehicle_recall_units", 2016, 500, bound="more_than"),
        of("vehicle_recalls", 2017, 4),
        of("vehicle_recall_units", 2018, 900),
        of("vehicle_recalls", 2019, 3),
        of("vehicle_recall_units", 2019, 10_000, step=1000),
        of("vehicle_recalls", 2020, 0),
        of("vehicle_recall_units", 2020, 0),
    ]
    card = recalls_card(small_release({"observations": rows}), State())
    averages = [row[1:3] for row in card.table.rows if row[0].startswith("平均")]
    assert averages == [("2019年", "3,000辆/次")], "no more digits than 10,000 to the thousand bears"


def test_the_facts_about_recalls_stand_with_their_quotes(release):
    card = card_named("recall_facts", release, State())
    assert {row[-1] for row in card.table.rows} == {"缺陷产品召回"}
    assert "乘用车召回数量" in column(card, "名称")


def test_a_reader_moves_from_kind_to_kind_and_back(visit, address):
    visit.open(address + "/recalls")
    assert "2025年，汽车召回次数为190次" in visit.said()
    visit.page.get_by_role("radio", name="消费品").click()
    visit.page.get_by_role("heading", name="缺陷产品召回 · 消费品 · 逐年").wait_for()
    visit.expect_link("i=consumer_recalls")
    visit.settle()
    choice = visit.page.get_by_role("combobox", name="按什么分")
    # Scrolling closes an open list.
    choice.scroll_into_view_if_needed()
    visit.page.wait_for_timeout(500)
    choice.click()
    visit.page.get_by_role("option", name="生产者所在地（省）").click()
    visit.page.get_by_role("heading", name="消费品召回次数 · 省（区、市） · 2025年上半年").wait_for()
    visit.page.go_back()
    visit.page.get_by_role("heading", name="消费品召回次数 · 按消费品类别 · 全国 · 2025年上半年").wait_for()


@pytest.mark.parametrize(("kind", "language"), [("vehicle", "zh"), ("consumer", "en"), ("emission", "en")])
def test_a_phone_shows_the_figures_in_words_first_and_cuts_nothing(browser, address, kind, language):
    one = Visit(browser, "phone").open(f"{address}/recalls?v=1&lang={language}&i={KINDS[kind][0]}")
    first = {"vehicle": "190", "consumer": "1,100", "emission": "13"}[kind]
    box = one.page.get_by_text(first).first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()

"""The list of recalls behind a number: planted records in, the list, its totals, its order and its figures out."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from data.releases import Release
from data.tables import table_of
from intake.demo.recalls import recalls_of, settings
from tests.planted import RECALL
from tests.recorded import release_of_recalls
from views.cards import Card
from views.figures import computed_share
from views.named import card_named
from views.recall_list import ROWS, is_one_recall, pages_of, told_apart
from views.recall_records import behind, rows_of
from views.state import State, read_link, write_link

BRAKES = {**RECALL, "component": "brakes"}
DONE = date(2025, 12, 31)
PLANTED = {
    2023: [{"record": "V1", "units": 900, "brand": "A09", "completed": 900, "completed_on": DONE}],
    2024: [
        {"record": "V2", "date": date(2024, 1, 31), "units": 70, "completed": 35, "completed_on": DONE},
        {"record": "V3", "date": date(2024, 6, 1), "units": 10, "region": "", "origin": "imported", "brand": "A02"},
        {"record": "V4", "units": 20, "component": "airbags_belts", "completed": 2, "completed_on": DONE},
        {"record": "E1", "units": 5000, "emission": True},
        {"record": "C1", "units": 4000, "kind": "consumer", "category": "children", "component": ""},
    ],
}
FIGURES = ("recall_largest", "recall_sizes", "recall_brands", "recall_completion")
VIEWS = ("recall_list", "one_recall", *FIGURES)
STATE = State(dataset="demo", indicator="vehicle_recalls")


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> Release:
    tables = {
        year: table_of("recalls", [{**BRAKES, "date": date(year, 12, 31), **row} for row in rows])
        for year, rows in PLANTED.items()
    }
    return release_of_recalls(tables, tmp_path_factory.mktemp("few"))


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Release:
    years = (2016, 2024, 2025)
    return release_of_recalls({year: recalls_of(year) for year in years}, tmp_path_factory.mktemp("many"))


def records(card: Card, column: str = "record") -> list[str]:
    place = card.table.record_columns.index(column)
    return [record[place] for record in card.table.records]


def listed(release: Release, **parts: Any) -> list[str]:
    return records(card_named("recall_list", release, STATE.but(**parts)))


def test_the_newest_year_is_listed_largest_first_and_other_kinds_are_apart(few):
    assert listed(few) == ["V2", "V4", "V3"]
    assert listed(few, until=date(2023, 12, 31)) == ["V1"]
    assert listed(few, indicator="emission_recalls") == ["E1"]
    assert listed(few, indicator="consumer_recall_units") == ["C1"]


def test_the_answer_holds_no_float(few):
    of = behind(few, STATE)
    assert of
    assert {type(value) for value in rows_of(few, of)[0].values()} == {str, int, bool, date}


def test_a_month_and_a_quarter_have_their_own_recalls(few):
    assert listed(few, grain="month", until=date(2024, 6, 30)) == ["V3"]
    assert listed(few, grain="quarter", until=date(2024, 3, 31)) == ["V2"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"text": "v3"}, ["V3"]),
        ({"text": "A02"}, ["V3"]),
        ({"text": "安全气囊"}, ["V4"]),
        ({"text": "airbag"}, ["V4"]),
        ({"dimension": "component", "members": ("brakes",)}, ["V2", "V3"]),
        ({"dimension": "origin", "members": ("imported",)}, ["V3"]),
        ({"regions": ("310000",)}, ["V2", "V4"]),
        ({"regions": ("310000",), "text": "brake"}, ["V2"]),
    ],
)
def test_words_members_and_producers_leave_out_the_others(few, parts, found):
    card = card_named("recall_list", few, STATE.but(**parts))
    assert records(card) == found
    assert any("只列出" in remark for remark in card.remarks)


def test_what_a_list_can_be_cut_down_by_is_what_it_holds(few):
    assert told_apart(few, STATE) == ("component", ["brakes", "airbags_belts"], ["310000"])
    assert told_apart(few, STATE.but(indicator="consumer_recalls")) == ("consumer_class", ["children"], ["310000"])


def test_the_order_is_by_units_by_day_or_by_what_is_left_to_do(few):
    assert listed(few, sort="date") == ["V4", "V3", "V2"]
    assert listed(few, sort="completion") == ["V4", "V2", "V3"]


def test_a_recall_knows_its_share_and_its_place_in_its_year(few):
    card = card_named("recall_list", few, STATE.but(text="V4"))
    assert card.table.rows[0][:5] == ("V4", "2024-12-31", "20辆", "20.0%", "第2/3")
    card = card_named("one_recall", few, STATE.but(text="v4", language="en"))
    assert "20.0% of all units of 2024, number 2 of 3 recalls" in card.sentence
    assert "By 31 December 2025, 2 vehicles were remedied, 10.0%" in card.sentence
    assert is_one_recall(few, STATE.but(text="v4"))
    assert not is_one_recall(few, STATE.but(text="v"))


def test_nothing_found_and_no_such_page_say_so(few):
    assert card_named("recall_list", few, STATE.but(text="不存在")).message == "没有符合条件的召回。"
    assert card_named("recall_list", few, STATE.but(page=7)).message == "没有第7页。"
    assert card_named("recall_list", few, STATE.but(until=date(2020, 12, 31))).message


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_release_without_records_says_so(release, view, language):
    card = card_named(view, release, State(indicator="vehicle_recalls", language=language))
    assert card.message
    assert not card.figure


@pytest.mark.parametrize("indicator", ["vehicle_recalls", "consumer_recalls", "emission_recalls"])
def test_all_pages_together_are_the_figure_they_stand_behind(many, indicator):
    state = State(dataset="demo", indicator=indicator, until=date(2024, 12, 31))
    pages = [card_named("recall_list", many, state.but(page=n)) for n in range(1, pages_of(many, state) + 1)]
    every = [record for page in pages for record in records(page)]
    units = sum(int(one) for page in pages for one in records(page, "units"))
    assert all(len(page.table.rows) == ROWS for page in pages[:-1])
    assert len(set(every)) == len(every)
    kind = indicator.removesuffix("_recalls")
    told = next(one for one in settings()[kind]["years"] if one["year"] == 2024)
    assert (len(every), units) == (told["recalls"], told["units"])
    assert any("一致" in remark for remark in pages[0].remarks)


def test_the_planted_recall_carries_its_year(many):
    state = State(dataset="demo", indicator="vehicle_recall_units", until=date(2016, 12, 31))
    card = card_named("recall_largest", many, state)
    huge = settings()["huge"][0]
    assert f"{Decimal(str(huge['share'])) * 100:.1f}%" in card.sentence
    assert huge["brand"] in card.table.rows[0][0]
    assert huge["brand"] in card_named("recall_brands", many, state).sentence


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", FIGURES)
def test_the_figures_show_what_their_tables_say(many, view, language):
    state = State(dataset="demo", indicator="consumer_recalls", until=date(2025, 12, 31), language=language)
    card = card_named(view, many, state)
    assert card.sentence
    assert card.sources
    [trace] = json.loads(card.figure or "")["data"]
    cells = {cell for row in card.table.rows for cell in row}
    if view == "recall_sizes":
        assert len(trace["x"]) == 1080
        assert sum(int(one) for one in records(card, "recalls")) == 1080
    else:
        assert set(trace["text"]) <= cells


def test_completion_counts_only_those_that_reported(few):
    card = card_named("recall_completion", few, STATE)
    assert records(card, "year") == ["2024", "2023"]
    assert [row[1] for row in card.table.rows] == ["41.1%", "100.0%"]
    assert card.table.rows[0][4] == "2/3次已报告"


def test_order_and_page_stand_in_the_link():
    state = STATE.but(sort="completion", page=3, text="A01")
    query = {name: [text] for name, text in write_link(state).items()}
    assert read_link(query) == (state, [])
    for part, value in (("s", "size"), ("p", "0"), ("p", "-1"), ("p", "x")):
        assert [problem.part for problem in read_link({part: [value]})[1]] == [part]


@pytest.mark.parametrize(
    ("part", "chinese", "english"),
    [
        (Fraction(0), "0.0%", "0.0%"),
        (Fraction(53, 8_000_000), "＜0.1%", "<0.1%"),
        (Fraction(5, 10_000), "0.1%", "0.1%"),
        (Fraction(9994, 10_000), "99.9%", "99.9%"),
        (Fraction(9995, 10_000), "＞99.9%", ">99.9%"),
        (Fraction(1), "100.0%", "100.0%"),
    ],
)
def test_a_little_is_not_written_as_nothing_nor_nearly_all_as_all(part, chinese, english):
    assert (computed_share(part, "zh"), computed_share(part, "en")) == (chinese, english)

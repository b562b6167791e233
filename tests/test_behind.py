"""From a mark to its rows: planted batches in, and behind every figure exactly those that it counts."""

import csv
import io
import random
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.requests import Request
from starlette.responses import Response

from data import DEMO
from data.releases import Release, ReleaseRefusedError
from exports.table_file import csv_file
from indicators import catalogue
from queries import ask
from tests.asking import get
from tests.planted import FAILED
from tests.recorded import batches, release_of
from tests.test_faults import run
from views import behind
from views.batches import COUNTINGS, Cell, cell_of, lists_batches
from views.behind import behind_card, behind_page_card
from views.named import card_named
from views.state import State
from web.answering import answered

YEAR, ATTEMPTS = 2018, 5
# Of every level of place, one of them a county that its province runs itself, and one that has ended since.
PLACES = ("430104", "430102", "430100", "430000", "419001", "410000", "310115", "330103")
GOODS = (("power_bank", "electronics"), ("hair_dryer", "electronics"), ("school_uniform", "daily_textile"))
PAIRED = "*"


def drawn_batch(number: int, chance: random.Random) -> dict[str, Any]:
    product, product_class = chance.choice(GOODS)
    return {
        "date": date(YEAR, number % 12 + 1, chance.randint(1, 28)),
        "level": chance.choice(("national", "provincial", "city")),
        "region": chance.choice(PLACES),
        "product": product,
        "product_class": product_class,
        "enterprise_size": chance.choice(("large", "medium", "small")),
        "channel": chance.choice(("production", "shop", "e_commerce")),
        "enterprise": number // 3,
        **(FAILED if chance.random() < 0.3 else {}),
    }


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Release:
    chance = random.Random(5)
    rows = [drawn_batch(number, chance) for number in range(120)]
    return release_of("inspections", {YEAR: batches(rows)}, tmp_path_factory.mktemp("planted"))


def figures(release: Release, indicator: str, *grains: str) -> list[dict[str, Any]]:
    """Every figure of one indicator that no pair of breakdowns divides."""
    side = {"indicator": indicator, "complement": None, "regions": None, "dimension": None}
    held = ask("holdings", release, **side).to_pylist()
    return [row for row in held if PAIRED not in row["dimension"] and row["grain"] in (grains or (row["grain"],))]


def state_of(**parts: Any) -> State:
    return State(dataset=DEMO, **{"indicator": "all_levels_pass_rate", "grain": "year", **parts})


@pytest.mark.parametrize("indicator", ["all_levels_pass_rate", "spot_check_pass_rate"])
def test_behind_every_rate_are_the_batches_it_counts(planted, indicator):
    rows = figures(planted, indicator)
    assert {row["grain"] for row in rows} == {"month", "quarter", "year"}
    for row in rows:
        cell = Cell(planted, catalogue().indicators[indicator], row, "zh")
        listed = cell.batches(1000, 0).column("passed").to_pylist()
        assert cell.agrees, cell.text
        assert (sum(listed), len(listed)) == (row["numerator"], row["denominator"]), cell.text


@pytest.mark.parametrize("indicator", sorted(set(COUNTINGS) - {"all_levels_pass_rate", "spot_check_pass_rate"}))
def test_behind_every_other_figure_of_a_year_are_what_it_counts(planted, indicator):
    entry = catalogue().indicators[indicator]
    counted_here = figures(planted, indicator, "year")
    turned = figures(planted, entry.complement, "year") if not counted_here else []
    for row in turned:
        row["numerator"] = row["denominator"] - row["numerator"]
    rows = counted_here or turned
    assert rows
    for row in rows:
        cell = Cell(planted, entry, row, "en")
        assert cell.agrees, cell.text
        outcomes = set(cell.batches(1000, 0).column("passed").to_pylist())
        assert indicator.endswith("nonconforming_batches") <= (True not in outcomes)


def test_every_indicator_that_is_counted_from_spot_checks_has_its_list():
    assert {id for id, one in catalogue().indicators.items() if one.extract == "inspections"} == set(COUNTINGS)


def record_numbers(release: Release, state: State) -> list[str]:
    return [record[0] for record in behind_page_card(release, state).table.records]


def test_the_pages_hold_every_row_once_by_day_and_the_file_holds_them_all(planted):
    state = state_of()
    pages = [record_numbers(planted, state.but(page=page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    card = behind_card(planted, state.but(page=2))
    assert [record[0] for record in card.table.records] == [number for page in pages for number in page]
    assert len({record[0] for record in card.table.records}) == 120
    assert [record[1] for record in card.table.records] == sorted(record[1] for record in card.table.records)
    assert not card.remarks
    assert "第51至100条，共120条" in behind_page_card(planted, state.but(page=2)).remarks[0]
    beyond = behind_page_card(planted, state.but(page=4))
    assert beyond.message == "没有第4页：共3页。"
    assert not beyond.table.rows


def test_a_card_says_the_counts_of_its_figure_in_the_words_of_the_reader(planted):
    state = state_of(regions=("430104",), dimension="product_class", members=("power_bank",), until=date(YEAR, 12, 31))
    [row] = [
        row
        for row in figures(planted, "all_levels_pass_rate", "year")
        if (row["region"], row["member"]) == ("430104", "power_bank")
    ]
    base, good = row["denominator"], row["numerator"]
    for language, place, said in (
        ("zh", "湖南长沙岳麓区", f"共{base}批，其中合格{good}批、不合格{base - good}批"),
        ("en", "Yuelu District, Changsha, Hunan", f"{base} batches, of which {good} conform and {base - good} do not"),
    ):
        card = card_named("behind", planted, state.but(language=language))
        assert said in card.sentence
        assert place in card.title
        assert {row[3] for row in card.table.rows} == {place}
        assert "2018" in card.title


def test_without_a_choice_the_latest_whole_is_meant_and_a_figure_that_is_not_known_has_no_list(planted):
    cell = cell_of(planted, State(dataset=DEMO))
    assert cell is not None
    assert (cell.row["region"], cell.row["member"], cell.row["until"]) == ("100000", "all", date(YEAR, 12, 31))
    assert cell_of(planted, State(dataset=DEMO, **cell.parts)).row == cell.row
    share = cell_of(planted, State(dataset=DEMO, indicator="spot_check_enterprise_share"))
    assert share is not None
    assert share.row["member"] == "large"
    for nowhere in ({"regions": ("650000",)}, {"until": date(2012, 12, 31)}):
        assert behind_page_card(planted, state_of(**nowhere)).message.startswith("所选地区、分组和期间没有")


def test_records_that_do_not_come_to_the_figure_are_not_listed_and_the_file_says_so_too(planted, monkeypatch):
    cell = cell_of(planted, state_of())
    assert cell is not None
    wrong = Cell(planted, cell.indicator, {**cell.row, "numerator": cell.row["numerator"] - 1}, "zh")
    monkeypatch.setattr(behind, "cell_of", lambda _release, _state: wrong)
    card = behind_card(planted, state_of())
    assert "不一致" in card.message
    assert not card.sentence
    assert "不一致" in csv_file(card).decode()


def test_a_file_of_very_many_rows_says_which_it_leaves_out(planted, monkeypatch):
    monkeypatch.setattr(behind, "MOST_ROWS", 100)
    card = behind_card(planted, state_of(language="en"))
    assert len(card.table.rows) == 100
    assert "first 100 of 120 rows" in card.remarks[0]
    lines = list(csv.reader(io.StringIO(csv_file(card).decode("utf-8-sig"))))
    assert len(lines) == 101


def test_altered_records_are_refused_by_name(tmp_path):
    release = release_of("inspections", {YEAR: batches([{"date": date(YEAR, 5, 1)}])}, tmp_path)
    [path] = (Path(file.path) for file in release.files if file.table == "inspections")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ReleaseRefusedError) as refused:
        behind_page_card(release, state_of(grain="month"))
    assert refused.value.rule == "release_altered"
    assert path.name in refused.value.what


def test_a_file_of_altered_records_is_refused_in_one_sentence():
    def altered(_request: Request) -> Response:
        raise ReleaseRefusedError("release_altered", "2026-01-01-00000000", "records/inspections/2018.parquet")

    scope = {"type": "http", "method": "GET", "path": "/data/behind.csv", "query_string": b"lang=en", "headers": []}
    response = run(answered(altered)(Request(scope)))
    assert response.status_code == 503
    assert b"records/inspections/2018.parquet" in response.body


def test_a_release_of_published_figures_has_no_records_behind_them(release):
    assert not any(lists_batches(release, id) for id in catalogue().indicators)
    assert behind_page_card(release, State()).message


def test_a_list_keeps_its_place_only_while_its_records_are_the_same():
    state = state_of(page=3)
    assert state.lists_as(replace(state, page=1, language="en"))
    assert not state.lists_as(state.but(regions=("430000",)))


def test_on_a_page_the_list_is_opened_turned_and_taken_along(visit, address, demo):
    assert demo
    visit.open(address + "/trends?v=1&ds=demo&i=all_levels_pass_rate&r=430000&lang=en")
    visit.page.get_by_text("The records behind this figure").click()
    expect(visit.page.get_by_text(re.compile(r"rows 1 to 50 of 2,\d{3}"))).to_be_visible()
    # A click while the rest of the page is still drawn is lost.
    visit.settle()
    visit.page.get_by_role("button", name="Next page").click()
    visit.expect_link("p=2", "r=430000")
    expect(visit.page.get_by_text(re.compile(r"rows 51 to 100 of 2,\d{3}"))).to_be_visible()
    [way] = visit.page.locator("a[href*='/data/behind.csv']").all()
    answer = get(address, str(way.get_attribute("href")))
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert f"of {len(rows) - 1:,}" in visit.said()
    assert "[Synthetic data]" in visit.said()
    year = visit.page.get_by_role("option", name="2024", exact=True)
    for _ in range(ATTEMPTS):
        # A list that is opened while the page is still drawn closes again.
        visit.settle()
        visit.page.get_by_role("combobox", name=re.compile("^Period")).last.click()
        with suppress(AssertionError):
            expect(year).to_be_visible()
            break
    year.click()
    visit.expect_link("t=2024-12-31")
    expect(visit.page.get_by_text("rows 1 to 50 of")).to_be_visible()
    visit.settle()
    assert "p=" not in visit.page.url

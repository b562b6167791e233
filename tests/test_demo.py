"""The demonstration dataset as a reader meets it: made when first opened, marked everywhere, signals on the pages."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from data import DEMO
from data.releases import Release, release_ids
from exports.brief import brief
from exports.picture import picture
from exports.table_file import csv_file
from intake.demo.answers import answers
from queries import ask
from tests.browser import PATIENCE_S, Visit
from views.cache import card_of
from views.cards import Card
from views.named import TABLES, VIEWS, card_named
from views.places import units_of
from views.state import State
from views.trend import trend_card
from words import say

LONGEST_BUILD_S = 240
RATE = "all_levels_pass_rate"
MARKED = ("【演示数据】", "[Synthetic data] ")
LANGUAGES = ("zh", "en")
ANSWERS = {answer.id: answer for answer in answers()}
PAGES = ("", "trends", "regions", "profile", "breakdowns", "recalls", "certification", "targets", "report", "data")


def test_the_first_to_open_it_sees_it_being_made_and_then_the_page(visit, address):
    """Where it is there already, the page is simply shown."""
    visit.page.goto(f"{address}/trends?v=1&ds=demo&i={RATE}")
    heading = visit.page.get_by_role("heading", name="【演示数据】各级监督抽查合格率 · 全国")
    expect(heading).to_be_visible(timeout=LONGEST_BUILD_S * 1000)
    expect(visit.page.get_by_text("演示数据由程序合成，不是真实的监管数据。").first).to_be_visible()
    assert release_ids(DEMO)


def state(**parts: Any) -> State:
    return State(dataset=DEMO, **{"indicator": RATE, **parts})


def rates(release: Release, **parts: Any) -> dict[date, Decimal]:
    """The values of a trend by last day, as its table gives them to machines."""
    return {
        date.fromisoformat(row["period_end"]): Decimal(row["value"])
        for row in rows_of(card_of(trend_card, release, state(**parts)))
        if row["region"] == (parts.get("regions") or ("100000",))[0]
        and row["member"] == (parts.get("members") or ("all",))[0]
    }


def rows_of(card: Card) -> list[dict[str, str]]:
    return [dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records]


def mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal()) / len(values)


def test_it_says_that_it_is_synthetic_and_pins_its_release(demo):
    assert demo.synthetic
    assert demo.manifest["words"]["zh"].startswith("演示数据")
    assert demo.report["rows"]["observations"] < 1_200_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [*VIEWS, *TABLES])
def test_every_card_is_marked_once_in_every_channel(demo, view, language):
    asked = state(language=language)
    card = card_named(view, demo, asked)
    mark = say("synthetic_mark", language)
    assert card.title.startswith(mark)
    for said in (card.title, card.sentence, card.table_title):
        assert said.count(mark.strip()) == (1 if said else 0), said
    assert say("synthetic_warning", language).strip() in card.caution
    if card.figure:
        assert say("synthetic_word", language) in card.figure
    rows = list(csv.DictReader(io.StringIO(csv_file(card).decode("utf-8-sig"))))
    assert all(say("synthetic_warning", language).strip() in row["known"] for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["overview", "trends", "recalls"])
def test_briefs_and_pictures_are_marked(demo, view, language):
    asked = state(language=language, indicator="spot_check_pass_rate")
    word = say("synthetic_word", language)
    html = brief(demo, view, asked, "http://localhost")
    assert f"<h1>{say('synthetic_mark', language)}" in html
    assert 'content="' + say("synthetic_mark", language) in html, "a chat application shows it too"
    assert "ds=demo" in html
    assert word in picture(demo, view, asked)


def test_national_checks_reproduce_what_is_published(demo, release):
    """Rates to the printed digit, batches to the last one, wherever a figure of a year is published."""
    compared = 0
    for indicator in ("spot_check_pass_rate", "spot_check_batches", "spot_check_nonconforming_batches"):
        published = {row["period_end"]: row for row in yearly(release, "published", indicator)}
        synthetic = {row["period_end"]: row for row in yearly(demo, DEMO, indicator)}
        for end in published.keys() & synthetic.keys():
            step = Decimal(published[end]["step"] or "1")
            values = [Decimal(one[end]["value"]).quantize(step) for one in (published, synthetic)]
            assert values[0] == values[1], (indicator, end)
            compared += 1
    assert compared >= 20


def yearly(release: Release, dataset: str, indicator: str) -> list[dict[str, str]]:
    asked = State(dataset=dataset, indicator=indicator, grain="year", regions=("100000",))
    return [row for row in rows_of(card_of(trend_card, release, asked)) if row["bound"] == "exact"]


def test_a_province_that_fell_is_seen_to_fall(demo):
    henan = rates(demo, regions=("410000",), grain="year")
    fall = henan[date(2023, 12, 31)] - henan[date(2021, 12, 31)]
    assert abs(float(fall) - ANSWERS["province_drop"].expected) < 2.5


def test_a_product_that_collapsed_is_seen_to_and_to_recover(demo):
    quarters = rates(demo, dimension="product_class", members=("power_bank",), grain="quarter")
    bad = [value for day, value in quarters.items() if day in (date(2023, 6, 30), date(2023, 9, 30))]
    around = [value for day, value in quarters.items() if day.year in (2021, 2022, 2024)]
    assert float(mean(bad) - mean(around)) < ANSWERS["product_collapse"].expected + 12


def test_a_city_that_differs_from_its_province_stands_last_in_it(demo):
    last = []
    for year in range(2015, 2026):
        card = card_named(
            "regions", demo, state(compare="city", within="350000", grain="year", until=date(year, 12, 31))
        )
        cities = [row for row in rows_of(card) if row["region"] != "100000" and int(row["denominator"]) >= 100]
        last.append(min(cities, key=lambda row: Decimal(row["value"]))["region"])
    # Small cities are last by chance in some years.
    assert last.count("350500") >= 7


def test_one_month_of_one_county_is_seen_in_its_trend(demo):
    yiwu = rates(demo, regions=("330782",), grain="month")
    assert date(2019, 5, 31) in yiwu
    usual = mean([value for day, value in yiwu.items() if day.year in (2018, 2019) and day != date(2019, 5, 31)])
    assert yiwu[date(2019, 5, 31)] < usual - 15


def test_a_province_without_a_signal_shows_none(demo):
    nation, hubei = (rates(demo, regions=(id,), grain="year") for id in ("100000", "420000"))
    assert abs(mean([hubei[day] - nation[day] for day in nation])) < 1


def test_electronic_commerce_lies_below_production(demo):
    production, commerce = (
        rates(demo, dimension="channel", members=(id,), grain="year") for id in ("production", "e_commerce")
    )
    gaps = [commerce[day] - production[day] for day in production if day.year >= 2019]
    assert -12 < mean(gaps) < -5


def test_a_product_off_the_list_has_no_later_figure(demo):
    lamps = rates(demo, dimension="product_class", members=("incandescent_lamp",), grain="year")
    assert lamps
    assert max(lamps) < date(2017, 1, 1)


def test_all_levels_of_place_agree_on_the_pages(demo):
    """The provinces of a year add up to the nation, and its months to the year."""
    level = {"indicator": "all_levels_batches", "complement": None, "status": "actual", "measure": "level"}
    end, cell = date(2022, 12, 31), {"dimension": "all", "member": "all", "period": None}
    rows = ask(
        "regions", demo, **level, **cell, grain="year", until=end, regions=["100000", *units_of("province")]
    ).to_pylist()
    values = {row["region"]: int(row["value"]) for row in rows}
    assert values.pop("100000") == sum(values.values())
    months = ask("trend", demo, **level, grain="month", region="100000", dimension="all", member="all").to_pylist()
    assert sum(int(row["value"]) for row in months if row["until"].year == 2022) == sum(values.values())


def test_the_way_down_to_a_county_and_up_again(visit, address, demo):
    assert demo
    visit.open(f"{address}/regions?v=1&ds=demo&i={RATE}&r=430000")
    visit.page.get_by_role("button", name="下一级：湖南各城市").click()
    expect(visit.page.get_by_role("heading", name="湖南各城市")).to_be_visible()
    visit.expect_link("by=city", "in=430000")
    visit.settle()
    visit.page.go_back()
    visit.expect_link("r=430000")
    expect(visit.page.get_by_role("heading", name="湖南各城市")).to_be_hidden()
    visit.settle()
    visit.open(f"{address}/regions?v=1&ds=demo&i={RATE}&by=city&in=430000&r=430100")
    visit.page.get_by_role("button", name="下一级：长沙各县（市、区）").click()
    expect(visit.page.get_by_role("heading", name="长沙各县（市、区）")).to_be_visible()
    visit.page.get_by_role("button", name="上一级：湖南各城市").click()
    expect(visit.page.get_by_role("heading", name="湖南各城市")).to_be_visible()
    visit.expect_link("ds=demo", "by=city", "in=430000")


def test_the_dataset_is_switched_and_back_undoes_it(visit, address, demo):
    assert demo
    visit.open(f"{address}/trends")
    visit.page.get_by_role("button", name="公布数据").click()
    visit.page.get_by_role("radiogroup", name="数据集").get_by_text("演示数据").click()
    expect(visit.page.get_by_role("note")).to_be_visible()
    visit.expect_link("ds=demo")
    visit.settle()
    visit.page.go_back()
    expect(visit.page.get_by_role("note")).to_be_hidden()
    expect(visit.page.get_by_role("heading", name="产品质量国家监督抽查合格率 · 全国")).to_be_visible()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_a_phone_in_english(browser, address, demo, page):
    assert demo
    one = Visit(browser, "phone", "dark")
    one.page.goto(f"{address}/{page}?v=1&lang=en&ds=demo&i=spot_check_pass_rate")
    expect(one.page.get_by_role("heading", name=MARKED[1].strip()).first).to_be_visible(timeout=PATIENCE_S * 1000)
    one.settle()
    assert one.cut_off() == []
    assert "Traceback" not in one.said()
    one.close()
    one.assert_quiet()

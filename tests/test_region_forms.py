"""One answer about regions, drawn in many ways: each true to the counts behind it, and to the table beside it."""

import json
import re
from datetime import date
from math import sqrt

import pytest

from data.releases import Release
from regions import NATION, region
from tests.cards import column, drawn_texts
from tests.fixtures_of_others import fixture
from views.period import Period, earlier_of
from views.places import units_of
from views.region_changes import region_changes
from views.region_forms import forms
from views.region_funnel import funnel_of
from views.regional import Regional, regional
from views.regions import FORMS, regions_card
from views.state import FORMS as KNOWN
from views.state import OF_REGIONS, State

PASS, FAIL, BATCHES = "all_levels_pass_rate", "all_levels_nonconforming_rate", "all_levels_batches"
END = date(2025, 12, 31)
DEMO = State(dataset="demo", indicator=PASS, grain="year", until=END)
PROVINCES = DEMO.but(compare="province")
MOST_MARKS = 500


def of(release: Release, state: State) -> Regional:
    found = regional(release, state)
    assert found is not None
    return found


def marks(card) -> list[dict]:
    """The traces of a figure that hold marks: those that answer when touched, or that write a text."""
    traces = json.loads(card.figure)["data"]
    return [one for one in traces if one.get("customdata") or any(one.get("text") or [])]


def cities(rows: list[tuple[int, int]], **given) -> list[dict]:
    """Planted rates of as many cities, in the order of their codes."""
    plain = {"indicator": PASS, "year": 2020, "value": None, "step": None, **given}
    return [
        {**plain, "region": id, "numerator": x, "denominator": n}
        for id, (x, n) in zip(units_of("city"), rows, strict=False)
    ]


def test_every_form_of_regions_is_known_to_links_and_drawn():
    assert set(FORMS) == {"", "change", "multiples", "adjusted", *OF_REGIONS}
    assert set(FORMS) - {""} <= set(KNOWN)


PLACES = [
    PROVINCES,
    DEMO.but(compare="city", within="430000"),
    DEMO.but(compare="city", within=NATION),
    DEMO.but(compare="county", within="510000"),
    DEMO.but(compare="nbs4"),
    DEMO.but(compare="province", indicator="valid_certificates", grain="moment"),
    DEMO.but(compare="province", indicator="vehicle_recalls"),
    DEMO.but(compare="province", indicator=FAIL, grain="quarter"),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", PLACES, ids=lambda state: f"{state.indicator}-{state.compare}-{state.within}")
def test_every_form_that_is_offered_is_drawn_and_tells_what_its_table_tells(demo, state, language):
    state = state.but(language=language)
    offered = forms(demo, state)
    assert offered[0] == ""
    assert len(offered) > 1 or state.compare == "nbs4"
    for form in offered:
        card = regions_card(demo, state.but(form=form))
        if card.message:
            assert card.figure is None
            continue
        assert card.sentence
        assert card.sources
        assert card.alt
        in_table = {text for row in card.table.rows for text in row}
        told = [re.sub(r"[▲▼ ]", "", text) for text in drawn_texts(card)]
        places = (*units_of(state.compare), *units_of("province"), NATION)
        names = {region(id).short[language].removeprefix("中国") for id in places}
        bare = re.compile(r"[\d,.+\-−%＞≥<>]+")
        known = {re.sub(r"[▲▼ ]", "", text) for text in in_table | names} | {
            re.sub(r"[▲▼ ]", "", found[0]) for text in in_table if (found := bare.match(text))
        }
        assert [text for text in told if text not in known and not is_iso(text)] == []


def is_iso(text: str) -> bool:
    """Whether a text is the two letters of a tile."""
    return re.fullmatch(r"[A-Z]{2}", text) is not None


@pytest.mark.parametrize("form", [one for one in FORMS if one != "boundary"])
def test_no_form_draws_more_than_500_marks_but_dots_in_one_trace(demo, form):
    for state in (DEMO.but(compare="city", within=NATION), DEMO.but(compare="county", within="440000"), PROVINCES):
        if form not in forms(demo, state):
            continue
        card = regions_card(demo, state.but(form=form))
        drawn = marks(card) if card.figure else []
        if form in ("dots", "funnel", "pairs"):
            assert len([one for one in drawn if len(one["x"]) > 40]) <= 1, "all of them stand in one trace"
        else:
            assert sum(len(one["x"]) for one in drawn) <= MOST_MARKS


def test_pages_hold_every_region_once_and_the_chosen_always(demo):
    state = DEMO.but(compare="city", within=NATION)
    whole = of(demo, state)
    assert whole.pages >= 3
    seen: list[str] = []
    for page in range(1, whole.pages + 1):
        one = of(demo, state.but(page=page))
        seen += one.on_page([row["region"] for row in one.rows])
    assert seen == [row["region"] for row in whole.rows], "every one once, in order"
    last = whole.rows[-1]["region"]
    chosen = of(demo, state.but(regions=(last,)))
    assert last in chosen.on_page([row["region"] for row in chosen.rows])
    card = regions_card(demo, state.but(page=2))
    assert any("这是第2页" in remark for remark in card.remarks)
    beyond = regions_card(demo, state.but(page=99))
    assert beyond.figure == regions_card(demo, state.but(page=whole.pages)).figure


def test_a_form_that_cities_do_not_have_is_the_plain_one_with_its_pages(demo):
    state = DEMO.but(compare="city", within=NATION, page=2)
    assert "map" not in forms(demo, state)
    assert regions_card(demo, state.but(form="map")) == regions_card(demo, state)


def test_the_303_areas_are_classed_as_published_on_the_page(small_release):
    """PHEindicatormethods' areas as cities: read, asked, classed and written by what a reader uses."""
    lines = fixture("testdata_funnel_prop_inputs.csv").read_text("utf-8-sig").splitlines()[1:]
    published = [line.rsplit(",", 1)[1] for line in lines]
    counts = [(round(float(line.split(",")[-3])), int(float(line.split(",")[-2]))) for line in lines]
    made = small_release({"observations": cities(counts)})
    state = State(indicator=PASS, compare="city", within=NATION, form="funnel", grain="year", until=date(2020, 12, 31))
    assert "funnel" in forms(made, state)
    card = regions_card(made, state)
    words = {
        "高于99.8%界限": "High (0.001)",
        "高于95%界限": "High (0.025)",
        "在95%界限内": "Not significant",
        "低于95%界限": "Low (0.025)",
        "低于99.8%界限": "Low (0.001)",
    }
    found = [words[text] for text in column(card, "只计偶然")]
    order = {id: n for n, id in enumerate(units_of("city"))}
    ids = [row[card.table.record_columns.index("region")] for row in card.table.records]
    right = sum(words == published[order[id]] for id, words in zip(ids, found, strict=True))
    assert (right, len(found)) == (303, 303)
    assert found.count("High (0.001)") == 168
    beyond = [text for text in column(card, "计入地区差异") if text != "在95%界限内"]
    assert len(beyond) < 40, "allowing for how areas differ, nearly all are as the others"


def test_a_funnel_finds_the_planted_places_and_no_others(small_release):
    """Sixty cities around 90 %, each with its own chance of a point either way; two lie far off."""
    steps = [-12, -6, -2, 0, 3, 7, 11]
    rows = [(900 + steps[n % len(steps)], 1000) for n in range(60)]
    rows[7], rows[31] = (780, 1000), (985, 1000)
    made = small_release({"observations": cities(rows)})
    state = State(indicator=PASS, compare="city", within=NATION, form="funnel", grain="year")
    found = funnel_of(of(made, state))
    assert found is not None
    planted = {units_of("city")[7]: "below", units_of("city")[31]: "above"}
    sides = {row["region"]: side for row, side in zip(found.rows, found.sides, strict=True) if side != "alike"}
    assert sides == planted
    card = regions_card(made, state)
    assert [n for n, symbol in enumerate(marks(card)[0]["marker"]["symbol"]) if symbol != "circle"]
    low, high = (region(id).short["zh"] for id in planted)
    assert f"仍偏低的：{low}" in card.finding
    assert f"仍偏高的：{high}" in card.finding


def test_too_few_regions_have_no_funnel_and_no_ranks(small_release):
    made = small_release({"observations": cities([(90, 100)] * 4)})
    state = State(indicator=PASS, compare="city", within=NATION, grain="year")
    assert not {"funnel", "ranks"} & set(forms(made, state))
    assert regions_card(made, state.but(form="funnel")).figure == regions_card(made, state).figure


def test_ranks_leave_apart_only_what_surely_differs(small_release):
    """Three that are surely first, second and third, and three alike behind them."""
    rows = [(9900, 10000), (9500, 10000), (9000, 10000), (8000, 10000), (8010, 10000), (7990, 10000)]
    made = small_release({"observations": cities(rows)})
    state = State(indicator=PASS, compare="city", within=NATION, grain="year", form="ranks")
    card = regions_card(made, state)
    names = [region(id).short["zh"] for id in units_of("city")[:6]]
    ranks = dict(zip(column(card, "地区"), column(card, "可能的名次"), strict=True))
    assert [ranks[name] for name in names] == ["第1", "第2", "第3", *["第4至6"] * 3]
    assert "名次确定的有3个" in card.sentence
    turned = regions_card(made, state.other_side())
    assert dict(zip(column(turned, "地区"), column(turned, "可能的名次"), strict=True)) == ranks, "1 is always best"
    alike = small_release({"observations": cities([(900 + n, 1000) for n in range(6)], year=2021)})
    assert "分不出先后" in regions_card(alike, state).sentence


def difference_by_hand(x1: int, n1: int, x0: int, n0: int) -> tuple[float, float]:
    """Newcombe's method 10 as the paper writes it."""
    z = 1.959963984540054

    def wilson(x: int, n: int) -> tuple[float, float]:
        middle, reach = 2 * x + z * z, z * sqrt(z * z + 4 * x * (1 - x / n))
        return (middle - reach) / (2 * (n + z * z)), (middle + reach) / (2 * (n + z * z))

    (l1, u1), (l0, u0), p1, p0 = wilson(x1, n1), wilson(x0, n0), x1 / n1, x0 / n0
    return p1 - p0 - sqrt((p1 - l1) ** 2 + (u0 - p0) ** 2), p1 - p0 + sqrt((u1 - p1) ** 2 + (p0 - l0) ** 2)


def test_a_change_of_a_region_has_newcombes_interval_and_a_side_only_where_it_is_certain(small_release):
    before = [(900, 1000)] * 12
    now = [(900 + n % 3, 1000) for n in range(12)]
    now[3], now[8] = (960, 1000), (850, 1000)
    made = small_release({"observations": [*cities(before), *cities(now, year=2021)]})
    state = State(indicator=PASS, compare="city", within=NATION, grain="year", form="change")
    asked = of(made, state)
    earlier = earlier_of(asked.offered, asked.period)
    assert earlier is not None
    changes = {one.now["region"]: one for one in region_changes(asked, earlier)}
    up, down = units_of("city")[3], units_of("city")[8]
    assert {id: one.side for id, one in changes.items() if one.side != "alike"} == {up: "above", down: "below"}
    ends = changes[up].ends
    assert ends == pytest.approx([end * 100 for end in difference_by_hand(960, 1000, 900, 1000)])
    card = regions_card(made, state)
    told = dict(zip(column(card, "地区"), zip(column(card, "变化"), column(card, "判断"), strict=True), strict=True))
    assert told[region(up).short["zh"]] == ("+6.0个百分点", "确有上升")
    assert told[region(down).short["zh"]] == ("−5.0个百分点", "确有下降")
    assert card.verdict is not None
    assert "▲ 1个上升" in card.verdict.text
    assert "▼ 1个下降" in card.verdict.text
    assert "不能说质量变好或变差" in card.finding


def test_a_change_asked_for_without_figures_is_said(demo):
    state = PROVINCES.but(form="change", earlier=date(1999, 12, 31))
    card = regions_card(demo, state)
    assert card.figure is None
    assert "请在下方另选期间" in card.message


def test_months_are_held_against_the_same_month_of_the_year_before():
    def month(year: int, of_year: int) -> Period:
        return Period(date(year, of_year, 1), date(year, of_year, 28), "month", 31, True)

    known = [month(2024, 2), month(2024, 11), month(2024, 12), month(2025, 1)]
    shown = month(2025, 2)
    assert earlier_of([*known, shown], shown) == month(2024, 2)
    assert earlier_of([*known[1:], shown], shown) == month(2025, 1), "else the one before"
    assert earlier_of([*known, shown], shown, date(2024, 11, 28)) == month(2024, 11)
    assert earlier_of([*known, shown], shown, date(1999, 1, 1)) is None

"""Regions over several periods: which periods, what colours measure, what is said where there is no figure."""

import json
from datetime import date

import pytest

from charts.heat_map import heat_map
from charts.marks import Shade, Tile
from charts.style import as_json
from tests.cards import column, drawn_texts
from views.choices import choices_of
from views.period import Period
from views.region_choices import compared, periods
from views.region_periods import heat_periods, matrix_of, tiles_of_matrix
from views.regions import regions_card
from views.state import State

CERTIFICATES = State(indicator="valid_certificates", form="heat")
NATION = "100000"


def day(year: int, figures: int = 10, grain: str = "year") -> Period:
    return Period(period=None, until=date(year, 12, 31), grain=grain, figures=figures, with_reference=True)


def test_periods_end_with_the_one_shown_and_skip_those_of_few():
    offered = [day(year) for year in range(2024, 2016, -1)]
    assert heat_periods(offered, day(2023)) == [day(year) for year in range(2019, 2024)]
    assert heat_periods(offered, day(2017)) == [day(year) for year in range(2017, 2022)]
    assert heat_periods([day(2024), day(2023, 4), day(2022)], day(2024)) == [day(2022), day(2024)]
    assert heat_periods([day(2024), day(2023, 4), day(2022)], day(2023, 4)) == [day(2022), day(2023, 4), day(2024)]
    assert heat_periods([day(2024), day(2023, grain="moment")], day(2024)) == []


def row(region: str, year: int, value: int) -> dict[str, object]:
    return {
        "indicator": "valid_certificates",
        "region": region,
        "year": year,
        "grain": "moment",
        "value": value,
        "step": 1,
    }


@pytest.fixture
def matrix(small_release):
    """Guangdong and Jiangsu at the end of two years; the nation is known for the second only."""
    rows = [row("440000", 2022, 30), row("440000", 2023, 40), row("320000", 2023, 10), row(NATION, 2023, 100)]
    coverage = {"indicator": "valid_certificates", "breakdown": "province", "grain": "moment", "year": 2022}
    stated = [{**coverage, "coverage": "copy_cut", "members": 1, "note": ""}]
    release = small_release({"observations": rows, "coverage": stated})
    choices = choices_of(release, "valid_certificates")
    shown = sorted(periods(release, choices, "province"), key=lambda one: one.until)
    return matrix_of(release, choices, "province", ["440000", "320000", NATION], shown, "zh")


def test_what_adds_up_is_coloured_by_share_of_the_nation_and_bare_without_it(matrix):
    tiles, shade = tiles_of_matrix(matrix)
    at = {(tile.row, tile.column): tile for tile in tiles}
    assert matrix.regions == ["440000", "320000"], "by size in the newest period"
    assert (at[0, 0].text, at[0, 0].look) == ("30", "bare")
    assert (at[0, 1].text, at[0, 1].look, at[0, 1].shade) == ("40", "figure", 1.0)
    assert at[1, 1].shade == 0.25, "a tenth of the nation where the most is four tenths"
    assert (shade.name, shade.lowest, shade.highest) == ("占全国的比重", "0.0%", "40.0%")


def test_a_cell_without_a_figure_says_why(matrix):
    tiles, _ = tiles_of_matrix(matrix)
    empty = next(tile for tile in tiles if not tile.text)
    assert empty.look == "cut"
    assert empty.hover == ("2022年末  江苏省", "原表有，我们的副本被截断")


def test_every_number_stands_in_the_table_with_its_source(release):
    card = regions_card(release, CERTIFICATES)
    assert card.title == "有效认证证书数 · 省（区、市） · 2022年8月末至2024年末"
    assert {f"{text}张" for text in drawn_texts(card)} <= set(column(card, "数值"))
    assert "" not in column(card, "来源")
    assert len(card.table.rows) == len(card.table.records) > 70


def test_rates_are_coloured_by_themselves(release):
    card = regions_card(release, State(indicator="spot_check_batch_share", form="heat"))
    traces = json.loads(card.figure)["data"]
    colours = next(one["marker"]["colorbar"] for one in traces if "colorbar" in one["marker"])
    assert colours["ticktext"] == ["5.3%", "29.0%"]
    assert colours["title"]["text"] == "国家监督抽查批次地区构成"


def test_a_form_that_has_too_few_periods_gives_way_to_the_ranking(release):
    state = State(indicator="competitiveness_index", compare="province")
    choices = choices_of(release, state.indicator)
    kind, _, period = compared(release, state, choices)
    assert heat_periods(periods(release, choices, kind), period) == []
    assert regions_card(release, state.but(form="heat")) == regions_card(release, state)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_drawn_as_on_file(theme, matches_snapshot):
    looks = {"unknown": "未载", "cut": "截断", "outside": "不在", "bare": "无全国数"}
    shade = Shade(name="占全国的比重", lowest="0.0%", highest="18.3%", looks=looks)
    tiles = [
        Tile(name="440000", column=0, row=0, text="743,616", shade=1.0, hover=("2023", "743,616张"), id="440000"),
        Tile(name="440000", column=1, row=0, text="553,393", look="bare", highlighted=True),
        Tile(name="320000", column=0, row=1, look="cut"),
        Tile(name="320000", column=1, row=1, look="unknown"),
    ]
    figure = heat_map(tiles, ["广东", "<江苏>"], ["2023-12", "2024-12"], shade, theme)
    matches_snapshot(f"heat_map.{theme}", as_json(figure))

"""The workbook: texts as readers see them, numbers as numbers, charts on cells, and nothing that runs."""

import io
import json

import openpyxl
import pytest
from lxml import etree

from exports.office.native import natives_of
from exports.office.workbook import NUMBERS, workbook
from exports.table_file import FORMULA_STARTS, as_text
from tests.test_office_fixed import C, cached, cells_of, parts_of, volume_of
from views.cards import Table
from views.named import card_named
from views.state import State
from words import say


@pytest.fixture(scope="module")
def report(release):
    return workbook(volume_of(release))


@pytest.fixture(scope="module")
def book(report):
    return openpyxl.load_workbook(io.BytesIO(report))


def place_of(sheet, text):
    """The first cell that says a text."""
    return next(cell for cell in cells_of(sheet) if cell.value == text)


def test_a_sheet_a_figure_with_contents_and_sources(release, book):
    assert book.sheetnames == ["目录", "图1-1", "图1-2", "图1-3", "图2-1", "图2-2", "来源"]
    contents = book["目录"]
    for row, plate in enumerate(volume_of(release).plates, 5):
        number, heading, told = (contents.cell(row, column) for column in (1, 2, 3))
        assert number.hyperlink.location == f"'图{plate.number}'!A1"
        assert (heading.value, told.value) == (plate.heading, plate.card.told)


def test_the_table_stands_as_texts_exactly_as_the_card_has_it(release, book):
    for plate in volume_of(release).plates:
        sheet, table = book[f"图{plate.number}"], plate.card.table
        head = next(
            cell for cell in cells_of(sheet) if cell.column == 1 and cell.value == table.columns[0] and cell.row > 3
        )
        rows = sheet.iter_rows(head.row + 1, head.row + len(table.rows), 1, len(table.columns), values_only=True)
        assert [[cell or "" for cell in row] for row in rows] == [[as_text(cell) for cell in row] for row in table.rows]


def test_records_are_numbers_where_they_count_and_texts_where_they_name(release, book):
    for plate in volume_of(release).plates:
        sheet, table = book[f"图{plate.number}"], plate.card.table
        head = place_of(sheet, table.record_columns[0])
        for n, record in enumerate(table.records, 1):
            for at, (name, text) in enumerate(zip(table.record_columns, record, strict=True)):
                value = sheet.cell(head.row + n, head.column + at).value
                if not text:
                    assert value is None
                elif name in NUMBERS:
                    assert value == pytest.approx(float(text))
                else:
                    assert value == as_text(text)


def test_charts_show_the_cells_and_the_cells_the_figures(release, report, book):
    parts = parts_of(report)
    natives = [(plate, native) for plate in volume_of(release).plates for native in natives_of(plate.card.figure)]
    assert len(natives) == 4 + 3
    charts = [parts[f"xl/charts/chart{n}.xml"] for n in range(1, len(natives) + 1)]
    assert f"xl/charts/chart{len(natives) + 1}.xml" not in parts
    for chart, (plate, native) in zip(charts, natives, strict=True):
        sheet = book[f"图{plate.number}"]
        top = place_of(sheet, say("office_charted", "zh"))
        before = natives_of(plate.card.figure)[: natives_of(plate.card.figure).index(native)]
        left = top.column + sum(len(one.series) + 2 for one in before)
        for column, series in enumerate(native.series, left + 1):
            cells = [sheet.cell(top.row + 2 + n, column).value for n in range(len(native.categories))]
            assert cells == pytest.approx(series.values)
            letter = openpyxl.utils.get_column_letter(column)
            assert f"${letter}${top.row + 2}:${letter}${top.row + 1 + len(native.categories)}" in chart.decode()
        assert [found[2] for found in cached(chart)] == [
            pytest.approx({n: value for n, value in enumerate(one.values) if value is not None})
            for one in native.series
        ]
        assert b"dispBlanksAs" not in chart or b'dispBlanksAs val="gap"' in chart


@pytest.mark.parametrize("view", ["recall_parts", "composition"])
def test_bars_grow_to_the_right_and_the_first_is_on_top(release, view):
    content = parts_of(workbook(volume_of(release, (view,))))["xl/charts/chart1.xml"]
    (native,) = natives_of(card_named(view, release, State()).figure)
    chart = etree.fromstring(content)
    (names,), (values,) = chart.iter(f"{C}catAx"), chart.iter(f"{C}valAx")
    assert names.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"
    assert values.find(f"{C}scaling/{C}orientation").get("val") == "minMax"
    assert float(values.find(f"{C}scaling/{C}max").get("val")) == native.axis.high
    assert float(values.find(f"{C}majorUnit").get("val")) == native.axis.step
    assert values.find(f"{C}crosses").get("val") == "max", "the values stand below the last row"
    assert names.find(f"{C}majorGridlines") is None


def test_long_texts_break_in_rows_high_enough_and_the_chart_is_printed_whole(book):
    sheet = book["图1-1"]
    (joined,) = sheet.merged_cells.ranges
    assert (joined.min_row, joined.min_col) == (2, 1)
    columns = [one for one in sheet.column_dimensions.values() if one.max <= joined.max_col]
    wide = sum(one.width * (one.max - one.min + 1) for one in columns)
    checked = 0
    for cell in [*sheet["A2":"A2"][0], *(cell for row in sheet.iter_rows(min_row=20) for cell in row)]:
        letters = sum(1 if letter.isascii() else 2 for letter in str(cell.value or ""))
        if letters > wide and cell.column <= joined.max_col:
            checked += 1
            assert cell.alignment.wrap_text
            assert sheet.row_dimensions[cell.row].height >= 15 * letters / wide
    assert checked
    assert f"$A$1:${openpyxl.utils.get_column_letter(joined.max_col)}$" in sheet.print_area
    assert wide * 7 >= 860


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_without_table_and_chart_says_why_in_lines_of_a_page(release, language):
    volume = volume_of(release, ("profile",), language)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(volume))).worksheets[1]
    assert not volume.plates[0].card.table.rows
    assert volume.plates[0].card.message in sheet["A2"].value
    assert (sheet.row_dimensions[2].height or 15) <= 15 * 4
    assert sheet.column_dimensions["A"].width > 100


def test_charts_are_described(release, report):
    drawings = "".join(
        part.decode() for name, part in parts_of(report).items() if name.startswith("xl/drawings/drawing")
    )
    for plate in volume_of(release).plates:
        if natives_of(plate.card.figure):
            assert plate.card.alt in drawings


def test_sources_say_everything(release, book):
    said = "\n".join(str(cell.value) for cell in cells_of(book["来源"]))
    for plate in volume_of(release).plates:
        for one in (*(source.text for source in plate.card.sources), *plate.card.caveats, *plate.card.remarks):
            assert one in said
        assert plate.link in said
    assert release.id in said


def test_nothing_runs_whatever_a_text_begins_with(release):
    evil = ("=1+1", "＝cmd|x", "@SUM(A1)", "+cmd", "-2+3", "http://x.invalid", "\t=1", "1e5", "\x01x")
    table = Table(
        ("=A", "B"), tuple((one, "b") for one in evil), ("=value", "value"), tuple((one, "1") for one in evil)
    )
    content = workbook(volume_of(release, ("trends",), title="=HYPERLINK(1)", sentence="@now", table=table))
    parts = parts_of(content)
    assert not [name for name, part in parts.items() if name.startswith("xl/worksheets/") and b"<f>" in part]
    assert b"External" not in b"".join(part for name, part in parts.items() if name.startswith("xl/worksheets/_rels"))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for cell in cells_of(sheet):
            assert cell.data_type in ("s", "n"), cell.value
            assert cell.data_type == "n" or not cell.value.startswith(FORMULA_STARTS)


def test_a_name_of_a_category_runs_nothing_in_the_cells_of_a_chart(release):
    card = volume_of(release, ("recall_parts",)).plates[0].card
    figure = json.dumps(json.loads(card.figure), ensure_ascii=False).replace("设计", "=1+1")
    content = workbook(volume_of(release, ("recall_parts",), figure=figure))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["图1-1"]
    assert "'=1+1" in [cell.value for cell in cells_of(sheet)]
    assert "=1+1" not in [cell.value for cell in cells_of(sheet)]


def test_synthetic_data_are_marked(demo):
    book = openpyxl.load_workbook(io.BytesIO(workbook(volume_of(demo, ("trends",)))))
    mark = say("synthetic_mark", "zh")
    assert book["图1-1"]["A1"].value.startswith(mark)
    assert book["目录"]["A1"].value.startswith(mark)
    assert say("synthetic_warning", "zh").strip() in book["来源"]["A1"].value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_volume_is_the_same_file(release, language):
    volume = volume_of(release, language=language)
    assert workbook(volume) == workbook(volume)
    book = openpyxl.load_workbook(io.BytesIO(workbook(volume)))
    assert book.properties.created.isoformat() == "2026-11-23T00:00:00"
    assert book.properties.creator == say("title", language)

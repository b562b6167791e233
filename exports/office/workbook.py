"""A volume as an Excel workbook: a sheet a figure, as texts and as numbers, with a chart that can be edited."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook

from exports.office.charts import TEXT_ONLY
from exports.office.description import Native
from exports.office.fixed import fixed
from exports.office.native import natives_of
from exports.office.saying import clean, made_on, marked, released, told, warning
from exports.office.sheet_chart import WIDTH, Charted, add_chart
from exports.office.sheet_text import column_widths, wrapped_in, write_paragraph, write_table, write_text
from exports.plates import Plate, Volume
from words import say

# The columns of records that hold numbers; all others are names, ids and days, and stay texts.
NUMBERS = frozenset(
    ("value", "step", "numerator", "denominator", "interval_low", "interval_high", "units", "units_of_period")
    + ("units_of_year", "units_reported", "recalls", "completed", "reported", "observations", "indicators", "facts")
    + ("publications", "members", "figures", "sources", "from", "to", "place")
)
LONGEST_NAME = 31
FIRST_ROW, FIRST_CHART, CHART_ROWS, PANEL_ROWS = 4, 2, 22, 13
FORBIDDEN = str.maketrans("[]:*?/\\'", "________")

# The number that Excel has for this paper.
A4 = 9
# How wide a chart is, in letters of a column.
CHART_LETTERS = WIDTH / 7


def workbook(volume: Volume) -> bytes:
    """The workbook as .xlsx: contents, a sheet a plate, sources."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, **TEXT_ONLY})
    maker = say("title", volume.language)
    day = datetime.combine(volume.made, time())
    book.set_properties({"title": marked(volume.title, volume), "author": maker, "created": day})
    book.set_calc_mode("manual")
    names = _names(volume)
    contents = book.add_worksheet(say("office_contents", volume.language))
    for plate, name in zip(volume.plates, names, strict=True):
        _plate(book, book.add_worksheet(name), plate, volume)
    _contents(book, contents, volume, names)
    _sources(book, book.add_worksheet(say("sources", volume.language)), volume)
    book.close()
    return fixed(content.getvalue(), volume.made)


def _names(volume: Volume) -> list[str]:
    """A name for each sheet that Excel takes, no two alike."""
    kind, names = say("office_figure", volume.language), list[str]()
    for place, plate in enumerate(volume.plates, 1):
        joint = " " if kind.isascii() and plate.number else ""
        name = f"{kind}{joint}{plate.number}".translate(FORBIDDEN)[:LONGEST_NAME]
        names.append(name if name.lower() not in map(str.lower, names) else f"{name[: LONGEST_NAME - 5]}_{place}")
    return names


def _contents(book: Any, sheet: Any, volume: Volume, names: Sequence[str]) -> None:
    language, bold, wrapped = volume.language, book.add_format({"bold": True}), wrapped_in(book)
    write_text(sheet, 0, 0, marked(volume.title, volume), book.add_format({"bold": True, "font_size": 16}))
    release = say("release", language, release=volume.release.id)
    write_text(sheet, 1, 0, " · ".join(one for one in (made_on(volume), release, warning(volume)) if one))
    for column, key in enumerate(("office_number", "office_heading", "office_told")):
        write_text(sheet, 3, column, say(key, language), bold)
    for row, (plate, name) in enumerate(zip(volume.plates, names, strict=True), FIRST_ROW):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        write_text(sheet, row, 1, marked(plate.heading, volume), wrapped)
        write_text(sheet, row, 2, told(plate), wrapped)
    for column, width in enumerate((12, 40, 90)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(FIRST_ROW, 0)
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    """Printed, a sheet is as wide as a page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _plate(book: Any, sheet: Any, plate: Plate, volume: Volume) -> None:
    """Title and sentence, then the table as readers see it, beside it the same for machines, then the chart."""
    language, bold, card = volume.language, book.add_format({"bold": True}), plate.card
    natives, table = natives_of(card.figure), card.table
    write_text(sheet, 0, 0, marked(plate.heading, volume), book.add_format({"bold": True, "font_size": 14}))
    rows = CHART_ROWS if len(natives) < 2 else PANEL_ROWS
    top = FIRST_ROW + rows * len(natives)
    beside = len(table.columns) + 1
    widths = column_widths((table.columns, *table.rows))
    # What is for machines stands beside and is not printed: the last column makes room for chart and sentence.
    widths[-1] += max(0, CHART_LETTERS - sum(widths)) if natives or not table.rows else 0
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    said = " ".join(one for one in (told(plate), card.coverage, card.caution, plate.caption) if one)
    write_paragraph(book, sheet, 1, said, widths)
    write_text(sheet, top - 1, 0, marked(card.table_title or say("table", language), volume), bold)
    write_table(book, sheet, top, (table.columns, *table.rows), widths)
    if table.record_columns:
        write_text(sheet, top - 1, beside, say("office_for_machines", language), bold)
        _records(sheet, top, beside, table.record_columns, table.records, bold)
    if natives:
        _charts(book, sheet, natives, plate, volume, rows, beside + len(table.record_columns) + 1)
    sheet.print_area(0, 0, top + len(table.rows), len(widths) - 1)
    _on_paper(sheet)


def _records(
    sheet: Any, top: int, left: int, columns: Sequence[str], records: Sequence[Sequence[str]], bold: Any
) -> None:
    """The records under their names: what counts or measures as numbers, all else as texts."""
    for column, name in enumerate(columns, left):
        write_text(sheet, top, column, name, bold)
    for n, record in enumerate(records, 1):
        for column, (name, cell) in enumerate(zip(columns, record, strict=True)):
            if name in NUMBERS and _is_number(cell):
                sheet.write_number(top + n, left + column, float(cell))
            elif cell:
                write_text(sheet, top + n, left + column, cell)


def _is_number(text: str) -> bool:
    try:
        return bool(text) and abs(float(text)) < float("inf")
    except ValueError:
        return False


def _charts(
    book: Any, sheet: Any, natives: tuple[Native, ...], plate: Plate, volume: Volume, rows: int, left: int
) -> None:
    """The charts, each so many `rows` high, above the table, and their numbers side by side from column `left` on."""
    top = FIRST_ROW + rows * len(natives)
    write_text(sheet, top - 1, left, say("office_charted", volume.language), book.add_format({"bold": True}))
    for place, native in enumerate(natives):
        title, alt = native.title or clean(plate.heading), native.title if place else clean(plate.card.alt)
        row = FIRST_CHART + rows * place
        left = add_chart(book, sheet, native, Charted(title, alt, volume.language, row, top, left)) + 1


def _sources(book: Any, sheet: Any, volume: Volume) -> None:
    """Every source of every plate, its release, and what must be known with it."""
    bold, wrapped, row = book.add_format({"bold": True}), wrapped_in(book), 0
    sheet.set_column(0, 0, 120)
    _on_paper(sheet)
    for said in (warning(volume), say("release", volume.language, release=volume.release.id)):
        if said:
            write_text(sheet, row, 0, said)
            row += 1
    for plate in volume.plates:
        card = plate.card
        link = [say("office_link", volume.language, link=f"{volume.base}{plate.link}")] if plate.link else []
        known = dict.fromkeys((card.caution, card.coverage, *card.breaks, *card.remarks, *card.caveats))
        lines = [source.text for source in card.sources] + [one for one in known if one]
        write_text(sheet, row + 1, 0, f"{plate.number} {marked(plate.heading, volume)}".strip(), bold)
        for n, line in enumerate([*lines, released(plate, volume), *link], row + 2):
            write_text(sheet, n, 0, line, wrapped)
        row += len(lines) + len(link) + 3

"""Texts in the cells of a workbook: harmless ones, in columns wide enough and rows high enough for them."""

from collections.abc import Sequence
from typing import Any

from exports.office.saying import clean
from exports.table_file import as_text

WIDEST, NARROWEST = 48, 8
# How high a line of a cell is, in points, and how much more room lines take for breaking between words.
LINE, LOOSE = 15, 1.25


def write_text(sheet: Any, row: int, column: int, text: str, format: Any = None) -> None:
    """A text that stays one, whatever it begins with."""
    sheet.write_string(row, column, as_text(clean(text)), format)


def write_paragraph(book: Any, sheet: Any, row: int, text: str, widths: Sequence[float]) -> None:
    """A text across all columns, in as many lines as it needs: Excel does not count those of joined cells."""
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", wrapped_in(book))
    sheet.set_row(row, LINE * _lines(text, sum(widths)))
    write_text(sheet, row, 0, text, wrapped_in(book))


def write_table(book: Any, sheet: Any, top: int, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Rows of texts under their bold heads; what is wider than its column takes several lines."""
    bold, wrapped = book.add_format({"bold": True}), wrapped_in(book)
    for n, row in enumerate(rows):
        lines = [_lines(cell, width) for cell, width in zip(row, widths, strict=False)]
        for column, cell in enumerate(row):
            write_text(sheet, top + n, column, cell, bold if n == 0 else wrapped if lines[column] > 1 else None)
        if n and max(lines, default=1) > 1:
            sheet.set_row(top + n, LINE * max(lines))


def column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """How wide each column is, in letters; one column where there is none."""
    longest = [max(_letters(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [min(WIDEST, max(NARROWEST, one + 1)) for one in longest] or [NARROWEST]


def wrapped_in(book: Any) -> Any:
    """The look of a cell whose text breaks over lines."""
    return book.add_format({"text_wrap": True, "valign": "top"})


def _lines(text: str, width: float) -> int:
    """Over how many lines a text breaks."""
    letters = _letters(text)
    return 1 if letters < width else 1 + int(letters * LOOSE // width)


def _letters(text: str) -> int:
    """How many letters of a column a text takes, of which a Chinese one is two."""
    return sum(1 if letter.isascii() else 2 for letter in text)

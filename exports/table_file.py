"""The table of a card as a CSV file: the texts that readers see, then the same for machines."""

import csv
import io

from views.cards import Card

BOM = "\ufeff"
# A spreadsheet takes a text that begins so for a formula, in half or full width.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def csv_file(card: Card) -> bytes:
    """UTF-8 with a mark that spreadsheets need; one line a row, each ending with the release it is of."""
    table = card.table
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow([*table.columns, *table.record_columns, "release"])
    records = table.records or ((),) * len(table.rows)
    for row, record in zip(table.rows, records, strict=True):
        plain = [cell if _is_number(cell) else harmless(cell) for cell in record]
        written.writerow([*map(harmless, row), *plain, card.release])
    return (BOM + text.getvalue()).encode("utf-8")


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what would begin a formula."""
    return f"'{text}" if text.lstrip(" \u3000\ufeff\"'").startswith(FORMULA_STARTS) else text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()

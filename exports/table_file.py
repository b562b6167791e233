"""The table of a card as a CSV file: the texts that readers see, then the same for machines."""

import csv
import io
import re
from functools import lru_cache

from views.cards import Card

BOM = "\ufeff"
# A spreadsheet takes a text that begins so for a formula, in half or full width.
NUMBER = re.compile(r"[+-]?[0-9]+(?:[.][0-9]+)?%?")
SIGNED = re.compile(r"[+-][0-9][0-9,.]*[^-+*/^&=<>()!|]*$")
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def csv_file(card: Card) -> bytes:
    """UTF-8 with a mark that spreadsheets need; one line a row, each ending with what must be known and its release."""
    table = card.table
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow([*table.columns, *table.record_columns, "known", "release"])
    known = " ".join(said for said in (card.coverage, *card.remarks, *card.breaks, card.caution) if said)
    records = table.records or ((),) * len(table.rows)
    for row, record in zip(table.rows, records, strict=True):
        written.writerow([*map(harmless, (*row, *record, known)), card.release])
    return (BOM + text.getvalue()).encode("utf-8")


@lru_cache(maxsize=4096)
def harmless(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what would begin a formula; numbers stay numbers."""
    if NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u3000\ufeff\"'").startswith(FORMULA_STARTS) else text


def as_text(text: str) -> str:
    """A text in a cell that is marked as text: a signed figure (+1.5个百分点) stays as it is, all else is harmless."""
    return text if SIGNED.match(text) else harmless(text)

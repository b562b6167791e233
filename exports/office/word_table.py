"""A three-line table in Word: heavy rules above and below, a light one under the headings, none between columns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from exports.office.looks import text_width
from exports.office.saying import clean
from views.cards import Table

# In eighths of a point: the rules above and below, and the one under the headings.
HEAVY, LIGHT = 12, 6
TWIPS_PER_CM = 567
POINTS, PADDING, NARROWEST = 9, 0.45, 1.1
PERIOD = "period_end"


def three_lines(table: Table, width: float, style: str) -> Any:
    """A table as an element, `width` cm wide, its cells in a paragraph style."""
    rows = table.rows
    widths = [int(one * TWIPS_PER_CM) for one in widths_of((table.columns, *rows), width)]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    body = "".join(_row(row, widths, style) for row in rows)
    edge = 'w:val="single" w:space="0" w:color="000000"'
    borders = f'<w:top {edge} w:sz="{HEAVY}"/><w:bottom {edge} w:sz="{HEAVY}"/>'
    margins = '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(table.columns, widths, style, heads=True)}{body}</w:tbl>"
    )


def latest(table: Table, most: int) -> Table:
    """So many rows of a table, those of the latest periods, in their order; the first ones where all are of one."""
    if len(table.rows) <= most:
        return table
    if not has_periods(table):
        return replace(table, rows=table.rows[:most], records=table.records[:most])
    at = table.record_columns.index(PERIOD)
    newest = sorted(range(len(table.rows)), key=lambda n: (table.records[n][at], -n), reverse=True)[:most]
    kept = sorted(newest)
    return replace(table, rows=tuple(table.rows[n] for n in kept), records=tuple(table.records[n] for n in kept))


def has_periods(table: Table) -> bool:
    """Whether the rows of a table know their period, so that some are later than others."""
    return bool(table.records) and PERIOD in table.record_columns


def widths_of(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """How wide each column is, in cm: as its longest text where all fit, else the longest are cut down alike."""
    wanted = [max(NARROWEST, *(text_width(row[n], POINTS) + PADDING for row in rows)) for n in range(len(rows[0]))]
    if sum(wanted) <= width:
        return [one * width / sum(wanted) for one in wanted]
    left, kept = width, sorted(wanted)
    for n, one in enumerate(kept):
        most = left / (len(kept) - n)
        if one > most:
            return [min(given, most) for given in wanted]
        left -= one
    return wanted


def _row(texts: Sequence[str], widths: list[int], style: str, heads: bool = False) -> str:
    rule = f'<w:tcBorders><w:bottom w:val="single" w:sz="{LIGHT}" w:space="0" w:color="000000"/></w:tcBorders>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule if heads else ""}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>"
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if heads else ""}<w:t xml:space="preserve">'
        f"{escape(clean(text))}</w:t></w:r></w:p></w:tc>"
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>{cells}</w:tr>"

"""A three-line table in Word: heavy rules above and below, a light one under the headings, none between columns."""

import math
import re
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
# In cm: by how much a column grows at a time, and how much of its heading is kept in a line.
STEP, MOST_HEAD = 0.2, 2.6
# Where words alone take more than this part of the width, headings may break too.
CROWDED = 0.75
# Figures with their unit, and Latin words, never break.
WORDS = re.compile(r"[^\s\u2e80-\uffef]+[\u2e80-\u9fff]?|[\u2e80-\uffef]")
PERIOD = "period_end"


def three_lines(table: Table, width: float, style: str) -> Any:
    """A table as an element, `width` cm wide, its cells in a paragraph style."""
    widths = [int(one * TWIPS_PER_CM) for one in widths_of((table.columns, *table.rows), width)]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    body = "".join(_row(row, widths, style) for row in table.rows)
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
    """How wide each column is, in cm: as its longest text where all fit, else so that the table is low.

    Where they do not, every column begins as its longest word that may not break, and room goes where it saves lines.
    """
    texts = [[text_width(row[n], POINTS) for row in rows] for n in range(len(rows[0]))]
    wanted = [max(NARROWEST, max(column) + PADDING) for column in texts]
    if sum(wanted) <= width:
        return [one * width / sum(wanted) for one in wanted]
    given = _least_widths(rows, wanted, MOST_HEAD)
    if sum(given) > CROWDED * width:
        given = _least_widths(rows, wanted, NARROWEST - PADDING)
    given = [one * min(1, width / sum(given)) for one in given]
    heights = [[_lines(text, one) for text in column] for column, one in zip(texts, given, strict=True)]
    while sum(given) < width - STEP:
        saved, n, step = max(_saving(texts, heights, given, wanted, n, width - sum(given)) for n in range(len(given)))
        if saved <= 0:
            break
        given[n] += step
        heights[n] = [_lines(text, given[n]) for text in texts[n]]
    # The rest goes where texts still break, so that what a font needs more than the measured one is at hand.
    lack = [most - one for most, one in zip(wanted, given, strict=True)]
    return [one + (width - sum(given)) * short / sum(lack) for one, short in zip(given, lack, strict=True)]


def _saving(
    texts: list[list[float]], heights: list[list[int]], given: list[float], wanted: list[float], n: int, left: float
) -> tuple[float, int, float]:
    """Lines saved for each cm, the column, and the least that must be given to it to save the most for each cm."""
    others = [
        max((column[row] for m, column in enumerate(heights) if m != n), default=1) for row in range(len(texts[n]))
    ]
    now, best, step = sum(map(max, heights[n], others)), (0.0, n, STEP), STEP
    while step <= min(left, wanted[n] - given[n] + STEP):
        lines = sum(max(_lines(text, given[n] + step), other) for text, other in zip(texts[n], others, strict=True))
        best = max(best, ((now - lines) / step, n, step))
        step += STEP
    return best


def _lines(text: float, width: float) -> int:
    """Over how many lines a text breaks."""
    return max(1, math.ceil(text / (width - PADDING) - 1e-9))


def _least_widths(rows: Sequence[Sequence[str]], wanted: Sequence[float], most_head: float) -> list[float]:
    """How wide each column must be, in cm, that no figure or Latin word breaks, nor a heading within `most_head` cm."""
    least = []
    for n, most in enumerate(wanted):
        head, *texts = (row[n] for row in rows)
        words = [text_width(word, POINTS) for text in texts for word in WORDS.findall(text)]
        whole = max(0.0, *words, *(min(most_head, text_width(word, POINTS)) for word in head.split()))
        least.append(min(most, max(NARROWEST, whole + PADDING)))
    return least


def _row(texts: Sequence[str], widths: list[int], style: str, heads: bool = False) -> str:
    rule = f'<w:tcBorders><w:bottom w:val="single" w:sz="{LIGHT}" w:space="0" w:color="000000"/></w:tcBorders>'
    # Headings alone at the foot of a page make LibreOffice lose the rows under them.
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule if heads else ""}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{'<w:keepNext/>' if heads else ''}</w:pPr>"
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if heads else ""}<w:t xml:space="preserve">'
        f"{escape(clean(text))}</w:t></w:r></w:p></w:tc>"
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>{cells}</w:tr>"

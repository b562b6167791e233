"""Texts and tables on a slide, in letters small enough for their room."""

from math import ceil
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from exports.office.looks import POINTS_PER_CM, text_width
from exports.office.saying import clean, with_numbered_sources
from exports.office.word_table import widths_of
from views.cards import Card

EMU_PER_CM = 360000
# A line of letters with the room to the next, and what the sides of a box take, in cm.
LEADING, SIDES = 1.25, 0.5
# The letters of another font may be wider than ours, and Latin words are not broken.
WIDER = 1.18
LARGEST, SMALLEST, CUT = 12, 7, 0.95


class Box(NamedTuple):
    """A room on a slide, in cm."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as the library has them."""
        left, top, width, height = (int(one * EMU_PER_CM) for one in self)
        return left, top, width, height


# A box of a template may be narrower than its own edges.
LEAST_ROOM = 0.1


def height_of(text: str, points: float, width: float) -> float:
    """How high a text is in a box of that width, in cm."""
    room = max(width - SIDES, LEAST_ROOM)
    lines = sum(max(1, ceil(text_width(line, points) * WIDER / room)) for line in text.split("\n"))
    return lines * points * LEADING / POINTS_PER_CM + SIDES / 2


def fitted(text: str, width: float, height: float, largest: float) -> tuple[str, float]:
    """A text with the largest letters in which it fits; what fits in none is cut, for the notes say all of it."""
    points = largest
    while points > SMALLEST and height_of(text, points, width) > height:
        points -= 0.5
    while len(text) > 1 and height_of(text, points, width) > height:
        text = text[: min(int(len(text) * CUT), len(text) - 2)].rstrip("…") + "…"
    return text, points


def say_in(shape: Any, text: str, largest: float) -> None:
    """Writes a text into a place of the layout, in letters that fit there."""
    width, height = shape.width / EMU_PER_CM, shape.height / EMU_PER_CM
    _write(shape.text_frame, *fitted(clean(text), width, height, largest))


def put(slide: Any, text: str, box: Box, largest: float, most: float) -> Box:
    """Writes a text into the upper part of a box, and gives the part that it takes: no more than `most` cm."""
    text, points = fitted(text, box.width, most, largest)
    taken = box._replace(height=height_of(text, points, box.width))
    shape = slide.shapes.add_textbox(*(Emu(one) for one in taken.emu))
    _write(shape.text_frame, text, points)
    return taken


def _write(frame: Any, text: str, points: float) -> None:
    frame.text = text
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(points)


def table_on(slide: Any, card: Card, room: Box) -> None:
    """The table of a card with three lines, in letters that fit the room."""
    table = with_numbered_sources(card)
    rows = (table.columns, *table.rows)
    widths = widths_of(rows, room.width)
    points: float = LARGEST
    while points > SMALLEST and sum(_row_height(row, widths, points) for row in rows) > room.height:
        points -= 0.5
    heights = [_row_height(row, widths, points) for row in rows]
    place = room._replace(height=sum(heights)).emu
    frame = slide.shapes.add_table(len(rows), len(table.columns), *(Emu(one) for one in place))
    _plain(frame)
    for n, width in enumerate(widths):
        frame.table.columns[n].width = Emu(int(width * EMU_PER_CM))
    for n, (row, height) in enumerate(zip(rows, heights, strict=True)):
        frame.table.rows[n].height = Emu(int(height * EMU_PER_CM))
        for cell, text in zip(frame.table.rows[n].cells, row, strict=True):
            _set_cell(cell, text, points, n, len(rows))


def _row_height(row: tuple[str, ...], widths: list[float], points: float) -> float:
    return max(height_of(text, points, width) for text, width in zip(row, widths, strict=True))


def _plain(frame: Any) -> None:
    """No bands and no colours of the theme."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    for name in ("bandRow", "firstRow"):
        properties.set(name, "1" if name == "firstRow" else "0")
    for style in properties.findall(qn("a:tableStyleId")):
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _set_cell(cell: Any, text: str, points: float, row: int, count: int) -> None:
    _write(cell.text_frame, clean(text), points)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Emu(int(SIDES / 2 * EMU_PER_CM))
    cell.margin_top = cell.margin_bottom = Emu(int(SIDES / 8 * EMU_PER_CM))
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.bold = row == 0
    properties = cell._tc.get_or_add_tcPr()
    rules = {"lnT": 19050 if row == 0 else 0, "lnB": 19050 if row == count - 1 else 9525 if row == 0 else 0}
    for name, width in rules.items():
        if width:
            fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
            properties.append(parse_xml(f'<a:{name} {nsdecls("a")} w="{width}">{fill}</a:{name}>'))

"""How the lines, bars, markers and axes of a native chart look."""

from math import ceil
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from exports.office.chart_xml import add_intervals, add_labels, thin_out, turn
from exports.office.description import Native, Point, Series
from exports.office.looks import GRID, MUTED, PAPER, POINTS_PER_CM, Look, text_width

DASHES = {
    "solid": MSO_LINE.SOLID,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
    "longdashdot": MSO_LINE.LONG_DASH_DOT,
}
# What the axis of values takes of the width, between two labels, and of the room of a row what its name may take.
BESIDE, BETWEEN, LINE_OF_ROW = 2.0, 0.25, 0.6
WIDE_ROW = 1.8


def set_series(element: Any, one: Series, native: Native, look: Look) -> None:
    """Colours, markers, texts and intervals of a series."""
    if native.is_across:
        element.format.fill.solid()
        element.format.fill.fore_color.rgb = rgb(one.colour)
    else:
        _set_line(element, one)
    for n, point in enumerate(one.points):
        if native.is_across:
            _set_bar(element, n, point, one)
        elif _differs(point, one):
            _set_marker(element.points[n].marker, point.symbol, point.colour or one.colour, point.hollow, one.size)
    add_labels(element._element, one, look, native.axis, native.kind == "markers" and not _fits(native, one, look))
    add_intervals(element._element, one)


def _fits(native: Native, one: Series, look: Look) -> bool:
    """Whether the texts of a row of dots fit beside each other."""
    widest = max(text_width(point.label, look.points) for point in one.points)
    return widest + BETWEEN < (look.width - BESIDE) / len(native.categories) / 2


def _differs(point: Point, one: Series) -> bool:
    own = point.hollow or point.colour or point.symbol != one.symbol
    return point.value is not None and bool(point.symbol) and bool(own)


def _set_line(element: Any, one: Series) -> None:
    element.smooth = False
    line = element.format.line
    if one.joined:
        line.color.rgb, line.width, line.dash_style = rgb(one.colour), Pt(one.width), DASHES[one.dash]
    else:
        line.fill.background()
    if one.symbol:
        _set_marker(element.marker, one.symbol, one.colour, False, one.size)
    else:
        element.marker.style = XL_MARKER_STYLE.NONE


def _set_marker(marker: Any, symbol: str, colour: str, hollow: bool, size: int) -> None:
    marker.style, marker.size = getattr(XL_MARKER_STYLE, symbol.upper()), size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(PAPER if hollow else colour)
    marker.format.line.color.rgb = rgb(colour)


def _set_bar(element: Any, n: int, point: Point, one: Series) -> None:
    if not point.colour or (point.colour == one.colour and not point.hollow):
        return
    shape = element.points[n].format
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(PAPER if point.hollow else point.colour)
    shape.line.color.rgb = rgb(point.colour)


def set_values(axis: Any, native: Native, look: Look) -> None:
    """The axis of values: its ends, its numbers, and what they count."""
    given = native.axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = given.low, given.high, given.step
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = given.format, False
    axis.major_gridlines.format.line.color.rgb = rgb(GRID)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    if native.is_across:
        # The first row is on top: the values stand below the last.
        axis._element.find(qn("c:crosses")).set("val", "max")
    axis.has_title = bool(given.title)
    if given.title:
        write(axis.axis_title.text_frame, given.title, look)
        upright = not native.is_across and (given.title.isascii() or len(given.title) > 2)
        turn(axis.axis_title.text_frame._txBody, upright)


def set_categories(axis: Any, native: Native, look: Look) -> None:
    """The axis of names or periods: level where they fit, upright or thinned out where they do not."""
    axis.format.line.color.rgb = rgb(MUTED)
    axis.major_tick_mark, axis.has_major_gridlines = XL_TICK_MARK.NONE, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if native.is_across:
        axis.reverse_order = True
        points = min(look.points, look.height / len(native.categories) * LINE_OF_ROW * POINTS_PER_CM)
        axis.tick_labels.font.size = Pt(int(points * 2) / 2)
        thin_out(axis._element, 1)
    elif native.kind == "markers":
        axis.tick_labels.font.size = Pt(look.points)
        turn(axis._element.txPr, stands(native, look.points, look.width))
    else:
        axis.tick_labels.font.size = Pt(look.points)
        thin_out(axis._element, name_every(native, look))


def name_every(native: Native, look: Look) -> int:
    """Every so many-th period has its name written, so that the names stand level beside each other."""
    widest = max(text_width(text, look.points) for text in native.categories) + BETWEEN
    return ceil(widest / ((look.width - BESIDE) / len(native.categories)))


def stands(native: Native, points: float, width: float) -> bool:
    """Whether the names under dots must stand upright: two lines of a level name need a wide row."""
    widest = max(text_width(text, points) for text in native.categories) + BETWEEN
    room = (width - BESIDE) / len(native.categories)
    return widest > (2 * room if room > WIDE_ROW else room)


def rgb(colour: str) -> Any:
    """A colour as the library has it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def write(frame: Any, text: str, look: Look) -> None:
    """A quiet title."""
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size, font.name, font.bold, font.color.rgb = Pt(look.points), look.fonts[0], False, rgb(MUTED)

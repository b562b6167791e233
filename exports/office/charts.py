"""A native chart, with its numbers in a workbook of its own: on a slide, or as the parts that a document needs."""

import io
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from exports.office.chart_style import name_every, rgb, set_categories, set_series, set_values, write
from exports.office.chart_xml import align, name_once, set_chinese, square_corners
from exports.office.description import Native
from exports.office.looks import INK, Look
from words import say

KINDS = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "markers": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
}
# Limits have no names of their own.
LIMITS = {"centre": "office_centre", "lower": "office_lower", "upper": "office_upper"}
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
EMU_PER_CM = 360000


def chart_on(slide: Any, native: Native, look: Look, left: int, top: int) -> Any:
    """Draws the chart on a slide and gives its frame."""
    box = (Emu(left), Emu(top), Emu(int(look.width * EMU_PER_CM)), Emu(int(look.height * EMU_PER_CM)))
    frame = slide.shapes.add_chart(KINDS[native.kind], *box, _data(native, look))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(book_of(native, look))
    _set(chart, native, look)
    set_chinese(chart._chartSpace, look.fonts[1])
    return frame


def chart_parts(native: Native, look: Look) -> tuple[bytes, bytes]:
    """The XML of the chart, and its workbook, for a document."""
    slides = Presentation()
    frame = chart_on(slides.slides.add_slide(slides.slide_layouts[6]), native, look, 0, 0)
    part = frame.chart.part
    return part.blob, part.chart_workbook.xlsx_part.blob


def names_of(native: Native, title: str, language: str) -> list[str]:
    """The name of each series: its own, that of a limit, else what the chart shows."""
    return [one.name or (say(LIMITS[one.role], language) if one.role in LIMITS else title) for one in native.series]


def book_of(native: Native, look: Look) -> bytes:
    """The numbers behind a chart as a workbook: texts stay texts."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, **TEXT_ONLY})
    sheet = book.add_worksheet("Sheet1")
    for row, category in enumerate(native.categories, 1):
        sheet.write_string(row, 0, category)
    for column, (name, one) in enumerate(
        zip(names_of(native, look.title, look.language), native.series, strict=True), 1
    ):
        sheet.write_string(0, column, name)
        for row, value in enumerate(one.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return content.getvalue()


def _data(native: Native, look: Look) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = list(native.categories)
    for name, one in zip(names_of(native, look.title, look.language), native.series, strict=True):
        data.add_series(name, one.values)
    return data


def _set(chart: Any, native: Native, look: Look) -> None:
    square_corners(chart._chartSpace)
    # No series holds more than one stretch: what it spans is no gap.
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span" if native.spans else "gap")
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(look.points), look.fonts[0], rgb(INK)
    chart.has_title = bool(native.heading)
    if native.heading:
        write(chart.chart_title.text_frame, native.heading, look)
    if native.title:
        align(chart._chartSpace.chart, look, thinned=name_every(native, look) > 1)
    for element, one in zip(chart.plots[0].series, native.series, strict=True):
        set_series(element, one, native, look)
    chart.has_legend = native.has_legend
    if native.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        name_once(chart.legend._element, native.series)
    if native.is_across:
        chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100 if native.kind == "stacked" else 0
    set_values(chart.value_axis, native, look)
    set_categories(chart.category_axis, native, look)

"""A figure in Word: a chart that can be edited, or a picture for the forms that Word does not have."""

import io
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from lxml import etree

from exports.figure import chart_png
from exports.office.chart_style import stands
from exports.office.charts import chart_parts
from exports.office.description import Native
from exports.office.looks import BODY, Look, text_width
from exports.plates import Plate, Volume

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
POINTS, LINE, PANEL, ROW, AROUND, HIGHEST = 9, 7.5, 4.6, 0.62, 2.0, 20.0
LEGEND_ROW = 0.6
MOST_PICTURE = 20.0


def height_of(native: Native, width: float) -> float:
    """How high a chart is on paper, in cm."""
    if native.kind == "line":
        return (PANEL if native.title else LINE) + _legend_rows(native, width) * LEGEND_ROW
    if native.kind == "markers":
        return LINE + (
            max(text_width(name, POINTS) for name in native.categories) if stands(native, POINTS, width) else 0
        )
    rows = AROUND + ROW * len(native.categories) + _legend_rows(native, width) * LEGEND_ROW
    return min(HIGHEST, rows)


def _legend_rows(native: Native, width: float) -> int:
    names = [text_width(one.name, POINTS) + 1.2 for one in native.series if one.shown]
    return int(sum(names) / width) + 1 if native.has_legend else 0


def add_figure(document: Any, plate: Plate, natives: tuple[Native, ...], volume: Volume, width: float) -> None:
    """The figure of a plate, a paragraph for each panel, with what it shows in words for who cannot see it."""
    alt = plate.card.alt or plate.heading
    if not natives:
        picture, height = chart_png(plate.card, width, MOST_PICTURE)
        shape = _run(document).add_picture(io.BytesIO(picture), height=Cm(height))
        shape._inline.docPr.set("descr", alt)
    for place, native in enumerate(natives):
        look = Look(native.title or plate.heading, volume.language, BODY, POINTS, width, height_of(native, width))
        number = document.part.next_id
        relation = _add_parts(document, number, *chart_parts(native, look))
        _run(document)._r.append(_inline(relation, number, look.title, native.title if place else alt, look))


def _run(document: Any) -> Any:
    """Where a picture or a chart goes: in the middle, on the page of what follows it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.line_spacing = 1
    paragraph.alignment = 1
    return paragraph.add_run()


def _add_parts(document: Any, number: int, chart: bytes, book: bytes) -> str:
    """The chart and its workbook as parts of the document; the relation to the chart."""
    package = document.part.package
    numbers = Part(PackURI(f"/word/embeddings/plate{number}.xlsx"), BOOK, book, package)
    drawn = etree.fromstring(chart)
    part = Part(PackURI(f"/word/charts/plate{number}.xml"), CHART, b"", package)
    relation = part.relate_to(numbers, RELATIONSHIP_TYPE.PACKAGE)
    drawn.find(f"{{{CHARTS}}}externalData").set(f"{{{RELATIONS}}}id", relation)
    part._blob = etree.tostring(drawn, xml_declaration=True, encoding="UTF-8", standalone=True)
    return str(document.part.relate_to(part, RELATIONSHIP_TYPE.CHART))


def _inline(relation: str, number: int, name: str, alt: str, look: Look) -> Any:
    return parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")} xmlns:c="{CHARTS}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Cm(look.width)}" cy="{Cm(look.height)}"/>'
        f'<wp:docPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHARTS}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )

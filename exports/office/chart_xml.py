"""The parts of a native chart that no library writes: labels, intervals, a legend that names each line once."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from exports.office.description import Axis, Point, Series
from exports.office.looks import INK, POINTS_PER_CM, Look
from exports.office.number_format import format_of

UPRIGHT = -5400000
# In cm, what the axis of values takes of a panel and what stays free at its other end; lines of text by their letters.
AXIS, EDGE, LEADING = 2.6, 0.4, 1.35
# In such lines: the title and a text over the highest mark, and the names of the periods.
ABOVE, BELOW, ASLANT = 2.2, 1.5, 3.0
# The part of the height of a chart that its plot takes, about.
PLOT = 0.85
SHOWN_PARTS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def add_labels(element: Any, series: Series, look: Look, axis: Axis, upright: bool) -> None:
    """The texts at the points of a series: by a number format that writes just them, else letter for letter."""
    told = [(n, point) for n, point in enumerate(series.points) if point.label and point.value is not None]
    if not told:
        return
    format = format_of([point.value or 0.0 for _, point in told], [point.label for _, point in told])
    colour = series.letters.lstrip("#") or INK
    labels = "".join(_label(n, point, format, (colour, look), _moved(point, axis), upright) for n, point in told)
    hidden = "".join(f'<c:{part} val="0"/>' for part in SHOWN_PARTS)
    element._insert_dLbls(parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{labels}{hidden}</c:dLbls>"))


def _label(n: int, point: Point, format: str, letters: tuple[str, Look], moved: str, upright: bool) -> str:
    body = f'<a:bodyPr rot="{UPRIGHT if upright else 0}" vert="horz" wrap="none"/><a:lstStyle/>'
    text = ""
    if not format:
        run = f"<a:r>{_letters(*letters, 'a:rPr')}<a:t>{escape(point.label)}</a:t></a:r>"
        text = f"<c:tx><c:rich>{body}<a:p>{run}</a:p></c:rich></c:tx>"
    number = f'<c:numFmt formatCode={quoteattr(format)} sourceLinked="0"/>' if format else ""
    set_as = f"<c:txPr>{body}<a:p><a:pPr>{_letters(*letters)}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
    shown = "".join(f'<c:{part} val="{int(part == "showVal")}"/>' for part in SHOWN_PARTS)
    place = f'<c:dLblPos val="{point.side}"/>'
    return f'<c:dLbl><c:idx val="{n}"/>{moved}{text}{number}<c:spPr/>{set_as}{place}{shown}</c:dLbl>'


def _moved(point: Point, axis: Axis) -> str:
    """Keeps a text above or under a point clear of the end of its interval."""
    end = {"t": point.high, "b": point.low}.get(point.side)
    if end is None or point.value is None:
        return ""
    part = (point.value - end) / (axis.high - axis.low) * PLOT
    return f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{part:.4f}"/></c:manualLayout></c:layout>'


def _letters(colour: str, look: Look, kind: str = "a:defRPr") -> str:
    latin, chinese = look.fonts
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    fonts = f'<a:latin typeface="{latin}"/><a:ea typeface="{chinese}"/>'
    return f'<{kind} sz="{int(look.points * 100)}" b="0">{fill}{fonts}</{kind}>'


def add_intervals(element: Any, series: Series) -> None:
    """The intervals of the points as error bars of their own lengths; none where a point has none."""
    up = {n: point.high - (point.value or 0) for n, point in enumerate(series.points) if point.high is not None}
    down = {n: (point.value or 0) - point.low for n, point in enumerate(series.points) if point.low is not None}
    if not up:
        return
    line = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{series.colour.lstrip("#")}"/></a:solidFill></a:ln>'
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_numbers(up, len(series.points))}</c:plus><c:minus>{_numbers(down, len(series.points))}</c:minus>"
        f"<c:spPr>{line}</c:spPr></c:errBars>"
    )
    element.find(qn("c:cat")).addprevious(bars)


def _numbers(lengths: dict[int, float], count: int) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{length!r}</c:v></c:pt>' for n, length in lengths.items())
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numLit>'


def name_once(legend: Any, series: tuple[Series, ...]) -> None:
    """Takes what is not shown out of a legend."""
    place = legend.find(qn("c:legendPos"))
    for n in reversed([n for n, one in enumerate(series) if not one.shown]):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        place.addnext(parse_xml(entry))


def set_chinese(element: Any, typeface: str) -> None:
    """The font of the Chinese letters, wherever one for Latin letters is set."""
    for latin in element.iter(qn("a:latin")):
        following = latin.getnext()
        if following is None or following.tag != qn("a:ea"):
            latin.addnext(parse_xml(f'<a:ea {nsdecls("a")} typeface="{typeface}"/>'))


def align(chart: Any, look: Look, thinned: bool) -> None:
    """Puts the plots of panels of one width exactly under each other, and their titles over the left end.

    Where Office leaves out names of periods, `thinned`, LibreOffice writes them aslant: they need more room.
    """
    left, line = AXIS / look.width, look.points / POINTS_PER_CM * LEADING / look.height
    plot = {
        "x": left,
        "y": line * ABOVE,
        "w": 1 - left - EDGE / look.width,
        "h": 1 - line * (ABOVE + (ASLANT if thinned else BELOW)),
    }
    area, title = chart.find(qn("c:plotArea")), chart.find(qn("c:title"))
    area.insert(0, _placed("inner", plot))
    for old in title.findall(qn("c:layout")):
        title.remove(old)
    title.find(qn("c:tx")).addnext(_placed("", {"x": left / 4, "y": 0.0}))


def _placed(target: str, at: dict[str, float]) -> Any:
    """A place within a chart, in parts of its width and height."""
    inner = f'<c:layoutTarget val="{target}"/>' if target else ""
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    parts = "".join(f'<c:{name} val="{part:.4f}"/>' for name, part in at.items())
    return parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inner}{modes}{parts}</c:manualLayout></c:layout>")


def turn(text: Any, upright: bool) -> None:
    """Turns the texts of an axis upright, or keeps them level."""
    body = text.find(qn("a:bodyPr"))
    body.set("rot", str(UPRIGHT if upright else 0))
    body.set("vert", "horz")


def thin_out(element: Any, every: int) -> None:
    """Writes every so many-th category of an axis."""
    last = element.find(qn("c:noMultiLvlLbl"))
    for tag in ("tickLblSkip", "tickMarkSkip"):
        last.addprevious(parse_xml(f'<c:{tag} {nsdecls("c")} val="{every}"/>'))


def square_corners(space: Any) -> None:
    """No frame around a chart, and no round corners, which Word takes for granted."""
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    bare = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.find(qn("c:chart")).addnext(parse_xml(bare))

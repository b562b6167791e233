"""A card as a figure for print: title, chart, notes, source and release in exactly the size that was asked for."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from PIL import Image

from data.releases import Release
from exports.engine import chart_svg, png_of
from exports.formats import CM_PER_INCH, FEWEST_POINTS, MOST_PIXELS, POINTS_PER_CM, SMALLEST_TEXT, STEP, Format
from exports.pdf import pdf_of
from exports.picture import MOST_SOURCES
from exports.sheet import Sheet
from views.cache import remembered
from views.cards import Card
from views.named import card_named
from views.state import State
from words import say

# In pixels of the chart: what stands around it, and the lowest a chart without rows can be read at.
TITLE, EDGE, GAP, LEAST_HEIGHT = 16, 10, 6, 200
# Narrower, names and ticks of a chart stand in each other.
LEAST_WIDTH = 300
# Rows of a chart are drawn apart no further than this.
MOST_STRETCH = 1.6
# Where the height is too low for all, so many sources are named and the others counted.
FEW_SOURCES = 2
OWN_SIZE = re.compile(r'(?<=" )width="[0-9.]+" height="[0-9.]+"')


class SizeError(Exception):
    """A size in which a figure cannot be drawn; `rule` is a key of words/interface.toml, `values` fill it."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule, values)
        self.rule, self.values = rule, values


class Shape(NamedTuple):
    """How high a chart is by itself, 0 where there is none, and whether it may be of any height."""

    height: int
    elastic: bool


@dataclass(frozen=True)
class Laid:
    """A figure as it is laid out: the sheet with everything above the chart, what stands below, and what is left."""

    above: Sheet
    below: Sheet
    chart_height: int


@dataclass(frozen=True)
class Drawing:
    """A figure as it was drawn: its SVG in pixels of its own, its format, and its height in those pixels."""

    source: str
    set_as: Format
    height: float
    title: str
    language: str

    def svg(self) -> str:
        """As SVG, as large as asked."""
        return _sized(self.source, f"{self.set_as.width_cm:.6g}cm", f"{_cm(self.height, self.set_as):.6g}cm")

    def pdf(self) -> bytes:
        """As a PDF page of that size, its text as text."""
        # The printer takes a pixel for a point.
        across, down = self.set_as.width_cm * POINTS_PER_CM, self.height * self.set_as.scale
        sized = _sized(self.source, f"{across:.6g}", f"{down:.6g}")
        return pdf_of(sized, self.title, say("html_language", self.language))

    def png(self) -> bytes:
        """As PNG with its resolution written into it. Raises SizeError where it would have too many pixels."""
        size, dpi = (self.set_as.width_cm, _cm(self.height, self.set_as)), self.set_as.dpi
        across, down = (round(cm / CM_PER_INCH * dpi) for cm in size)
        if across * down > MOST_PIXELS:
            raise SizeError("figure_too_large", width=f"{size[0]:g}", height=f"{size[1]:.1f}", dpi=str(dpi))
        return _with_dpi(png_of(_sized(self.source, str(across), str(down)), 1), dpi)


def figure(release: Release, view: str, state: State, kind: str, wanted: Format) -> bytes:
    """A view as a picture of one of KINDS. Remembered. Raises SizeError and DrawingError."""
    return remembered(_figure, release, state, view, kind, wanted)


def _figure(release: Release, state: State, view: str, kind: str, wanted: Format) -> bytes:
    drawing = drawn(card_named(view, release, state, wanted.ink), state.language, wanted)
    return {"svg": lambda: drawing.svg().encode(), "pdf": drawing.pdf, "png": drawing.png}[kind]()


def chart_png(
    card: Card,
    width_cm: float,
    most_height_cm: float | None = None,
    dpi: int = 300,
    points: float = 9.0,
    theme: str = "light",
) -> tuple[bytes, float]:
    """The chart of a card alone as PNG, and its height in cm: for a document that has its words as text."""
    wanted = Format(width_cm=width_cm, points=points, dpi=dpi, ink=theme)
    assert card.figure, "a card without a figure has no chart"
    height = int(json.loads(card.figure)["layout"]["height"])
    while most_height_cm is not None and _cm(height, wanted) > most_height_cm and wanted.points > FEWEST_POINTS:
        wanted = replace(wanted, points=wanted.points - STEP)
    own = int(wanted.width)
    # Where the smallest letters are still too large, the whole picture is smaller.
    height_cm = min(height * width_cm / own, most_height_cm or height * width_cm / own)
    content = png_of(chart_svg(card.figure, own, height), height_cm / CM_PER_INCH * dpi / height)
    return _with_dpi(content, dpi), height_cm


def _cm(height: float, wanted: Format) -> float:
    return height * wanted.scale / POINTS_PER_CM


def drawn(card: Card, language: str, wanted: Format) -> Drawing:
    """A card as a figure. Raises SizeError where it cannot be that small, and DrawingError."""
    set_as, laid = _fitted(card, _shape_of(card), language, wanted)
    sheet = laid.above
    if card.figure:
        sheet.place(chart_svg(card.figure, sheet.room, laid.chart_height), laid.chart_height)
    height = set_as.height or sheet.y + laid.below.y
    if set_as.height:
        sheet.y = height - laid.below.y
    sheet.parts.append(f'<g transform="translate(0,{sheet.y:g})">{"".join(laid.below.parts)}</g>')
    return Drawing(sheet.svg(card.title, height), set_as, height, card.title, language)


def _fitted(card: Card, shape: Shape, language: str, wanted: Format) -> tuple[Format, Laid]:
    """The figure laid out in the letters asked for, or in smaller ones where its height is too low for these."""
    one = wanted
    for points in _sizes_of_letters(wanted):
        one = replace(wanted, points=points)
        if one.width < LEAST_WIDTH:
            continue
        for most_sources in (MOST_SOURCES, FEW_SOURCES):
            laid = _laid(shape, one, *_words(card, language, one, most_sources))
            if laid:
                return one, laid
    if one.width < LEAST_WIDTH:
        raise SizeError("figure_too_narrow", least=f"{_cm(LEAST_WIDTH, one) + 0.05:.1f}", asked=f"{one.width_cm:g}")
    needed = _cm(_needed(shape, *_words(card, language, one, FEW_SOURCES)), one)
    raise SizeError("figure_too_low", least=f"{needed + 0.05:.1f}", asked=f"{wanted.height_cm:g}")


def _sizes_of_letters(wanted: Format) -> Iterator[float]:
    points = wanted.points
    yield points
    may_shrink = not wanted.fixed_points and (wanted.height_cm is not None or wanted.width < LEAST_WIDTH)
    while may_shrink and points - STEP >= FEWEST_POINTS:
        points -= STEP
        yield points


def _laid(shape: Shape, wanted: Format, above: Sheet, below: Sheet) -> Laid | None:
    """The figure in letters of one size; None where its height is too low for them."""
    if wanted.height is None:
        return Laid(above, below, shape.height)
    if _needed(shape, above, below) > wanted.height:
        return None
    left = int(wanted.height - above.y - below.y)
    return Laid(above, below, left if shape.elastic else min(left, int(shape.height * MOST_STRETCH)))


def _needed(shape: Shape, above: Sheet, below: Sheet) -> float:
    return above.y + below.y + (min(LEAST_HEIGHT, shape.height) if shape.elastic else shape.height)


def _shape_of(card: Card) -> Shape:
    """A chart has no rows where it is one panel whose values go up. Rows need the height that they have."""
    layout: dict[str, Any] = json.loads(card.figure)["layout"] if card.figure else {}
    axis = layout.get("yaxis", {})
    low, high = axis.get("range") or (1, 0)
    rows = "yaxis2" in layout or axis.get("type") == "category" or "scaleanchor" in axis or low >= high
    return Shape(int(layout.get("height", 0)), not rows)


def _words(card: Card, language: str, wanted: Format, most_sources: int) -> tuple[Sheet, Sheet]:
    """What stands above the chart, and what below it, each on a sheet of its own that is as high as it needs."""
    above, below = (Sheet(wanted.width, EDGE, wanted.ink) for _ in range(2))
    if wanted.title:
        above.write(" ".join(filter(None, (wanted.number, card.title))), TITLE, bold=True)
        above.space(GAP)
    if not card.figure:
        above.write(" ".join((card.headline, card.period)).strip(), TITLE * 2, bold=True)
        above.write(card.told or card.message, SMALLEST_TEXT + 2)
    below.y = GAP
    caption = wanted.caption if wanted.title else " ".join(filter(None, (wanted.number, wanted.caption)))
    below.write(caption, SMALLEST_TEXT + 1, bold=True)
    for line in notes_of(card, language, wanted.accessed, most_sources):
        below.write(line, SMALLEST_TEXT, muted=True)
    below.space(EDGE)
    return above, below


def notes_of(card: Card, language: str, accessed: date | None = None, most_sources: int = MOST_SOURCES) -> list[str]:
    """What must be known with a figure wherever it goes: its notes, sources, release, and the day it was taken.

    Where there are more sources than `most_sources`, the first are named and the others counted.
    """
    whiskers = intervals_said(card, language)
    known = " ".join(said for said in (*card.breaks, card.coverage, *card.remarks, whiskers, card.caution) if said)
    cited = [source.text for source in card.sources[:most_sources]]
    if len(card.sources) > most_sources:
        cited.append(say("more_sources", language, count=len(card.sources) - most_sources))
    end = [say("picture_end", language, title=say("title", language), release=card.release)]
    end += [say("figure_accessed", language, day=accessed.isoformat())] if accessed else []
    return [
        *([say("figure_note", language, note=known)] if known else []),
        *([say("latest_source", language, source=say("between_sources", language).join(cited))] if cited else []),
        say("between_sources", language).join(end),
    ]


def intervals_said(card: Card, language: str) -> str:
    """What the whiskers of a chart are; empty for a chart without any."""
    traces = json.loads(card.figure)["data"] if card.figure else []
    return say("figure_intervals", language) if any({"error_x", "error_y"} & set(trace) for trace in traces) else ""


def _sized(svg: str, across: str, down: str) -> str:
    """The SVG in another size, its drawing made larger or smaller with it."""
    return OWN_SIZE.sub(f'width="{across}" height="{down}"', svg, count=1)


def _with_dpi(png: bytes, dpi: int) -> bytes:
    written = io.BytesIO()
    Image.open(io.BytesIO(png)).save(written, "PNG", dpi=(dpi, dpi))
    return written.getvalue()

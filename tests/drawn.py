"""What tests read off a picture: every text and mark with its place, in pixels of the picture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from exports.measures import width_of

SHIFT = re.compile(r"translate\(\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\s*\)")
NO_TURN = re.compile(r"\s*rotate\(0,[^)]*\)\s*")
BEFORE_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Drawn:
    """A text or a mark: where it begins and ends across the picture, and the line it stands on."""

    text: str
    left: float
    right: float
    y: float
    colour: str


def texts(svg: str) -> list[Drawn]:
    """Every text that is drawn, measured in the shipped font."""
    found = []
    for element, x, y in _placed(fromstring(svg), 0, 0):
        for text in _lines(element) if _name(element) == "text" else ():
            size = style(element, "font-size").removesuffix("px")
            width = width_of(text, round(float(size)), element.get("font-weight") == "700")
            left = x + float(element.get("x", 0)) - width * BEFORE_ANCHOR[element.get("text-anchor", "start")]
            found.append(Drawn(text, left, left + width, y + float(element.get("y", 0)), style(element, "fill")))
    return found


def _lines(element: Element) -> list[str]:
    """The lines of a text, from one anchor."""
    lines = [child for child in element if "line" in child.get("class", "").split()]
    return [text for text in ("".join(line.itertext()) for line in lines or [element]) if text]


def marks(svg: str) -> list[Drawn]:
    """The centres of the markers of a figure."""
    points = [(e, x, y) for e, x, y in _placed(fromstring(svg), 0, 0) if "point" in e.get("class", "").split()]
    return [Drawn("", x, x, y, style(element, "fill")) for element, x, y in points]


def _placed(element: Element, x: float, y: float) -> Iterator[tuple[Element, float, float]]:
    """Every element with where its own system of coordinates begins."""
    transform = NO_TURN.sub("", element.get("transform", ""))
    if transform:
        assert not SHIFT.sub("", transform).strip(), f"a transform that is no shift: {transform}"
        for across, down in SHIFT.findall(transform):
            x, y = x + float(across), y + float(down or 0)
    yield element, x, y
    for child in element:
        yield from _placed(child, x, y)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def style(element: Element, name: str) -> str:
    """What an element says of its look under a name, as a style or as an attribute."""
    parts = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {key.strip(): text.strip() for key, text in parts.items()}.get(name, element.get(name, ""))

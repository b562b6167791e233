"""What tests read off a picture of a chart: labels that lie over marks, whiskers, lines or each other, in pixels."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from charts.labels import Box
from exports.measures import width_of
from tests.drawn import BEFORE_ANCHOR, SHIFT, style

# Of the height of its letters, how far the ink of a digit goes above and below the line it stands on.
ABOVE_LINE, BELOW_LINE = 0.74, 0.03
STEPS = re.compile(r"([MLHVAZmlhvaz])([^A-Za-z]*)")
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
# How many numbers follow each letter of a path, and which of them are the place: across, then down.
PLACES = {"M": (2, 0, 1), "L": (2, 0, 1), "H": (1, 0, None), "V": (1, None, 0), "A": (7, 5, 6)}
LABELS = {"textpoint", "bartext", "annotation-text"}
INK = ("point", "js-line", "xerror", "yerror")
Place = tuple[float, float]


class Label(NamedTuple):
    """A text at a mark and the room its letters take."""

    text: str
    box: Box


class Ink(NamedTuple):
    """A line of a mark, with what it belongs to."""

    kind: str
    begin: Place
    end: Place
    thick: float


def overlaps(svg: str) -> list[str]:
    """Every label of a chart that lies over a mark, a whisker, a line or another label."""
    labels, inks = _read(svg)
    found = [
        f"{label.text} over {ink.kind}"
        for label in labels
        for ink in inks
        if label.box.wider(ink.thick / 2).crossed(ink.begin, ink.end)
    ]
    found += [f"{one.text} over {other.text}" for one, other in combinations(labels, 2) if one.box.meets(other.box)]
    return sorted(set(found))


def labels_of(svg: str) -> list[str]:
    """The texts at the marks of a chart."""
    return [label.text for label in _read(svg)[0]]


def _read(svg: str) -> tuple[list[Label], list[Ink]]:
    labels: list[Label] = []
    inks: list[Ink] = []
    for element, names, x, y in _walked(fromstring(svg), frozenset(), 0, 0):
        tag = element.tag.rpartition("}")[2]
        if tag == "text" and names & LABELS:
            labels += _labels(element, x, y)
        elif tag == "path" and _is_ink(element, names):
            inks += _inks(element, names, x, y)
    return labels, inks


def _walked(
    element: Element, within: frozenset[str], x: float, y: float
) -> Iterator[tuple[Element, frozenset[str], float, float]]:
    """Every element with the classes it is in and where its own coordinates begin; what is turned is a watermark."""
    transform = element.get("transform", "")
    if "rotate" in transform and "rotate(0," not in transform:
        return
    for across, down in SHIFT.findall(transform):
        x, y = x + float(across), y + float(down or 0)
    names = within | set(element.get("class", "").split())
    yield element, names, x, y
    for child in element:
        yield from _walked(child, names, x, y)


def _is_ink(element: Element, names: frozenset[str]) -> bool:
    if "legend" in names or style(element, "opacity") == "0":
        return False
    if "shapelayer" in names:
        return "Z" not in element.get("d", "")
    return bool(names & set(INK))


def _labels(element: Element, x: float, y: float) -> list[Label]:
    size = float(style(element, "font-size").removesuffix("px"))
    lines = [child for child in element if "line" in child.get("class", "").split()] or [element]
    found = []
    for line in lines:
        text = "".join(line.itertext())
        width = width_of(text, int(size), style(element, "font-weight") in ("700", "bold"))
        left = x + float(element.get("x", 0)) - width * BEFORE_ANCHOR[element.get("text-anchor", "start")]
        base = y + float(element.get("y", 0)) + float(line.get("dy", "0em").removesuffix("em")) * size
        # Counted upwards, as boxes are.
        box = Box(left, -base - BELOW_LINE * size, left + width, -base + ABOVE_LINE * size)
        found += [Label(text, box)] if text.strip() else []
    return found


def _inks(element: Element, names: frozenset[str], x: float, y: float) -> Iterator[Ink]:
    kind = next((name for name in INK if name in names), "line")
    thick = float(style(element, "stroke-width").removesuffix("px") or 0)
    closed = "Z" in element.get("d", "")
    for stretch in _stretches(element.get("d", "")):
        points = [(x + across, -y - down) for across, down in stretch]
        if closed and kind == "point":
            # The frame of a mark: a text inside it is written on it.
            left, right = min(p[0] for p in points), max(p[0] for p in points)
            low, high = min(p[1] for p in points), max(p[1] for p in points)
            points = [(left, low), (left, high), (right, high), (right, low), (left, low)]
        for begin, end in pairwise(points):
            yield Ink(kind, begin, end, thick)


def _stretches(path: str) -> list[list[Place]]:
    """The corners of each stretch of a path."""
    found: list[list[Place]] = []
    at = [0.0, 0.0]
    for letter, given in STEPS.findall(path):
        if letter.upper() == "Z":
            continue
        count, *places = PLACES[letter.upper()]
        numbers = [float(number) for number in NUMBER.findall(given)]
        for n in range(0, len(numbers), count):
            for axis, place in enumerate(places):
                if place is not None:
                    at[axis] = numbers[n + place] + (at[axis] if letter.islower() else 0)
            if letter.upper() == "M" and n == 0:
                found.append([])
            found[-1].append((at[0], at[1]))
    return found

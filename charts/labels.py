"""Where the texts at marks stand clear of marks, of lines and of each other, on the narrowest screen."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

LETTER, WIDE_LETTER, NARROW_LETTER, LINE, AWAY, ASIDE = 7.5, 13, 4, 17, 8, 7
# How far the text of another mark stands from a mark and from a line; half of the cap of a whisker.
MARK, STROKE, CAP = 4, 2, 5
# In the order in which they are taken where several are clear.
ABOVE = ("top center", "top left", "top right", "bottom center", "bottom left", "bottom right")
BELOW = ("bottom center", "bottom left", "bottom right", "top center", "top left", "top right")
SIDES = ("middle right", "middle left")
Place = tuple[float, float]


class Spot(NamedTuple):
    """A place in the plot: both parts from 0 to 1, upwards and to the right."""

    across: float
    up: float


class Plot(NamedTuple):
    """The room between the axes, in pixels, and how much of the margins on the right and below is free for texts."""

    width: float
    height: float
    margin: float = 36
    under: float = STROKE

    def point(self, spot: Spot) -> Place:
        """Where a place lies in it."""
        return spot.across * self.width, spot.up * self.height


# On a phone, on paper, on a desk: a text must be clear on each, for lines lie flatter on wide screens.
# On a low slide it is so where it can be.
ALONE, LOW = (Plot(275, 290), Plot(530, 290), Plot(1040, 290)), Plot(620, 140, under=AWAY + STROKE)
IN_A_PANEL = (Plot(275, 140), Plot(530, 140), Plot(1040, 140))


class Box(NamedTuple):
    """A rectangle in pixels of the narrow chart, counted from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.low <= y <= self.high

    def wider(self, by: float) -> "Box":
        """The same with some room on every side."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)

    def meets(self, other: "Box") -> bool:
        """Whether it overlaps another one."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    def crossed(self, begin: Place, end: Place) -> bool:
        """Whether a straight line between two points runs through it."""
        first, last = 0.0, 1.0
        for start, stop, low, high in (
            (begin[0], end[0], self.left, self.right),
            (begin[1], end[1], self.low, self.high),
        ):
            if start == stop:
                if not low < start < high:
                    return False
                continue
            enters, leaves = sorted(((low - start) / (stop - start), (high - start) / (stop - start)))
            first, last = max(first, enters), min(last, leaves)
        return first < last


class Inked(NamedTuple):
    """What texts must leave free: marks, lines that join them by their places, whiskers by theirs, and other lines."""

    marks: Sequence[Spot]
    joined: Sequence[tuple[int, int]] = ()
    whiskers: Mapping[int, tuple[Spot, Spot]] = MappingProxyType({})
    lines: Sequence[tuple[Spot, Spot]] = ()


def sides_of(
    texts: Mapping[int, str], inked: Inked, plots: Sequence[Plot] = ALONE, first: tuple[str, ...] = ()
) -> dict[int, str]:
    """The position (as Plotly names it) of the text at each mark, by the mark's place among them.

    Above and under a mark with a whisker is beyond the end of that; `first` is tried before the others. Texts that
    are placed first keep their room; one that is nowhere clear has no position.
    """
    pages, slide = [_Page(inked, plot) for plot in plots], _Page(inked, LOW)
    chosen: dict[int, str] = {}
    for n, text in texts.items():
        order = (*first, *(BELOW if _is_low(n, inked) else ABOVE), *SIDES)
        clear = [side for side in order if all(page.is_clear(n, text, side) for page in pages)]
        if clear:
            chosen[n] = next((side for side in clear if slide.is_clear(n, text, side)), clear[0])
            for page in (*pages, slide):
                page.taken.append(page.box(n, text, chosen[n]))
    return chosen


class _Page:
    """What is drawn in a plot of one size, in pixels."""

    def __init__(self, inked: Inked, plot: Plot) -> None:
        self.plot, self.taken = plot, list[Box]()
        self.marks = [plot.point(spot) for spot in inked.marks]
        ends = [(inked.marks[a], inked.marks[b]) for a, b in inked.joined]
        self.lines = [(plot.point(begin), plot.point(end)) for begin, end in (*ends, *inked.lines)]
        self.whiskers = {n: (plot.point(low), plot.point(high)) for n, (low, high) in inked.whiskers.items()}

    def box(self, n: int, text: str, side: str) -> Box:
        """The room that a text takes at one side of a mark."""
        low, high = self.whiskers.get(n, (None, None))
        if side == "top center" and high:
            return _box(high, text, side)
        if side == "bottom center" and low:
            return _box(low, text, side)
        return _box(self.marks[n], text, side)

    def is_clear(self, n: int, text: str, side: str) -> bool:
        """Whether a text at one side of a mark stays in the plot and leaves free what is drawn there."""
        box, plot = self.box(n, text, side), self.plot
        if box.left < 0 or box.right > plot.width + plot.margin:
            return False
        if box.low < -plot.under or box.high > plot.height + STROKE:
            return False
        if any(box.meets(one) for one in self.taken):
            return False
        far, near = box.wider(MARK), box.wider(STROKE)
        return not (
            any(far.holds(*mark) for at, mark in enumerate(self.marks) if at != n)
            or any(near.crossed(*line) for line in self.lines)
            or any(box.meets(Box(x - CAP, low, x + CAP, high)) for (x, low), (_, high) in self.whiskers.values())
        )


def _is_low(n: int, inked: Inked) -> bool:
    """Whether a mark lies under the marks it is joined to: then its text stands better under it."""
    joined = [inked.marks[b if a == n else a].up for a, b in inked.joined if n in (a, b)]
    return bool(joined) and inked.marks[n].up < sum(joined) / len(joined)


def _box(point: Place, text: str, side: str) -> Box:
    """The room a text takes at one side of a point."""
    width = wide(text)
    x, y = point
    vertical, along = side.split()
    low = {"top": y + AWAY / 2, "bottom": y - AWAY / 2 - LINE, "middle": y - LINE / 2}[vertical]
    left = {"center": x - width / 2, "left": x - width - ASIDE, "right": x + ASIDE}[along]
    return Box(left, low, left + width, low + LINE)


def wide(text: str) -> float:
    """How wide a text is, in pixels."""
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    """How wide a letter is."""
    if letter in ".,":
        return NARROW_LETTER
    return WIDE_LETTER if letter == "%" or not letter.isascii() else LETTER

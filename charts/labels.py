"""Where the texts at marks stand clear of marks, of lines and of each other, on the narrowest screen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

LETTER, WIDE_LETTER, LINE, AWAY, ASIDE, CLEAR = 7.5, 13, 17, 8, 4, 3
STEPS = 24
# Of a text that is cut off nothing can be read; one that covers marks can.
CUT = 20
# In the order in which they are taken where several are clear.
ABOVE = ("top center", "top left", "top right", "bottom center", "bottom left", "bottom right")
BELOW = ("bottom center", "bottom left", "bottom right", "top center", "top left", "top right")
SIDES = ("middle left", "middle right")


class Spot(NamedTuple):
    """A place in the plot: both parts from 0 to 1, upwards and to the right."""

    across: float
    up: float


class Plot(NamedTuple):
    """The room between the axes, in pixels. Where it is low, a text that finds no clear place is left out."""

    width: float
    height: float
    low: bool = False

    def point(self, spot: Spot) -> tuple[float, float]:
        """Where a place lies in it."""
        return spot.across * self.width, spot.up * self.height


# A chart on a phone, and one of several under each other: what is clear there is clear on every wider screen.
ALONE, IN_A_PANEL = Plot(320, 290), Plot(250, 140, low=True)


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


def sides_of(
    texts: Mapping[int, str], spots: Sequence[Spot], lines: Sequence[tuple[int, int]], plot: Plot = ALONE
) -> dict[int, str]:
    """The position (as Plotly names it) of the text at each mark, by the mark's place in `spots`.

    `lines` joins marks by their places. Texts that are placed first keep their room.
    """
    points = [plot.point(spot) for spot in spots]
    inked = [*points, *(point for one, other in lines for point in _between(points[one], points[other]))]
    taken: list[Box] = []
    chosen: dict[int, str] = {}
    for n, text in texts.items():
        order = (*(BELOW if _is_low(n, spots, lines) else ABOVE), *SIDES)
        boxes = {side: _box(points[n], text, side) for side in order}
        # Thousands of marks may lie elsewhere.
        reach = (min(box.left for box in boxes.values()) - CLEAR, max(box.right for box in boxes.values()) + CLEAR)
        near = [point for point in inked if reach[0] <= point[0] <= reach[1]]
        faults = {side: _faults(box, near, taken, plot) for side, box in boxes.items()}
        side = min(order, key=lambda side: (faults[side], order.index(side)))
        if plot.low and faults[side]:
            continue
        chosen[n] = side
        taken.append(boxes[side])
    return chosen


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    parts = [step / STEPS for step in range(1, STEPS)]
    return [(one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part) for part in parts]


def _is_low(n: int, spots: Sequence[Spot], lines: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark lies under the marks it is joined to: then its text stands better under it."""
    joined = [spots[b if a == n else a].up for a, b in lines if n in (a, b)]
    return bool(joined) and spots[n].up < sum(joined) / len(joined)


def _box(point: tuple[float, float], text: str, side: str) -> Box:
    """The room a text takes at one side of a mark."""
    width = sum(LETTER if letter.isascii() else WIDE_LETTER for letter in text)
    x, y = point
    vertical, along = side.split()
    low = {"top": y + AWAY / 2, "bottom": y - AWAY / 2 - LINE, "middle": y - LINE / 2}[vertical]
    gap = AWAY if vertical == "middle" else ASIDE
    left = {"center": x - width / 2, "left": x - width - gap, "right": x + gap}[along]
    return Box(left, low, left + width, low + LINE)


def _faults(box: Box, inked: Sequence[tuple[float, float]], taken: Sequence[Box], plot: Plot) -> int:
    """How much a text would cover, and how far it would stand outside; another text weighs most."""
    beside = max(0.0, -box.left) + max(0.0, box.right - plot.width - 2 * AWAY)
    outside = beside + max(0.0, box.high - plot.height - LINE)
    below = max(0.0, -box.low)
    kept = box.wider(CLEAR) if plot.low else box
    return (
        sum(kept.holds(x, y) for x, y in inked) + 40 * sum(box.meets(one) for one in taken) + CUT * int(outside + below)
    )

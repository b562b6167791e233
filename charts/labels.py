"""Where the texts at marks stand clear of marks, of lines and of each other, on the narrowest screen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# A chart on a phone, in pixels: what is clear there is clear on every wider screen.
WIDTH, HEIGHT = 320, 290
LETTER, WIDE_LETTER, LINE, AWAY = 7.5, 13, 17, 8
STEPS = 24
# In the order in which they are taken where several are clear.
ABOVE = ("top center", "top left", "top right", "bottom center", "bottom left", "bottom right")
BELOW = ("bottom center", "bottom left", "bottom right", "top center", "top left", "top right")
SIDES = ("middle left", "middle right")


class Spot(NamedTuple):
    """A place in the plot: both parts from 0 to 1, upwards and to the right."""

    across: float
    up: float


class Box(NamedTuple):
    """A rectangle in pixels of the narrow chart, counted from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.low <= y <= self.high

    def meets(self, other: "Box") -> bool:
        """Whether it overlaps another one."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high


def sides_of(texts: Mapping[int, str], spots: Sequence[Spot], lines: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The position (as Plotly names it) of the text at each mark, by the mark's place in `spots`.

    `lines` joins marks by their places. Texts that are placed first keep their room.
    """
    inked = [(spot.across * WIDTH, spot.up * HEIGHT) for spot in spots]
    for one, other in lines:
        inked += _between(spots[one], spots[other])
    taken: list[Box] = []
    chosen: dict[int, str] = {}
    for n, text in texts.items():
        order = (*(BELOW if _is_low(n, spots, lines) else ABOVE), *SIDES)
        faults = {side: _faults(_box(spots[n], text, side), inked, taken) for side in order}
        chosen[n] = min(order, key=lambda side: (faults[side], order.index(side)))
        taken.append(_box(spots[n], text, chosen[n]))
    return chosen


def _between(one: Spot, other: Spot) -> list[tuple[float, float]]:
    parts = [step / STEPS for step in range(1, STEPS)]
    return [
        ((one.across + (other.across - one.across) * part) * WIDTH, (one.up + (other.up - one.up) * part) * HEIGHT)
        for part in parts
    ]


def _is_low(n: int, spots: Sequence[Spot], lines: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark lies under the marks it is joined to: then its text stands better under it."""
    joined = [spots[b if a == n else a].up for a, b in lines if n in (a, b)]
    return bool(joined) and spots[n].up < sum(joined) / len(joined)


def _box(spot: Spot, text: str, side: str) -> Box:
    """The room a text takes at one side of a mark."""
    width = sum(LETTER if letter.isascii() else WIDE_LETTER for letter in text)
    x, y = spot.across * WIDTH, spot.up * HEIGHT
    vertical, along = side.split()
    low = {"top": y + AWAY / 2, "bottom": y - AWAY / 2 - LINE, "middle": y - LINE / 2}[vertical]
    gap = AWAY if vertical == "middle" else 0
    left = {"center": x - width / 2, "left": x - width - gap, "right": x + gap}[along]
    return Box(left, low, left + width, low + LINE)


def _faults(box: Box, inked: Sequence[tuple[float, float]], taken: Sequence[Box]) -> int:
    """How much a text would cover, and how far it would stand outside; another text weighs most."""
    outside = max(0.0, -box.left - AWAY) + max(0.0, box.right - WIDTH - 2 * AWAY) + max(0.0, box.high - HEIGHT - LINE)
    below = max(0.0, -box.low)
    return sum(box.holds(x, y) for x, y in inked) + 40 * sum(box.meets(one) for one in taken) + int(outside + below)

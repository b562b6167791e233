"""How a figure is wanted as a file: its size on paper, its letters, its ink; by name or free."""

from dataclasses import dataclass
from datetime import date

CM_PER_INCH, POINTS_PER_INCH = 2.54, 72
POINTS_PER_CM = POINTS_PER_INCH / CM_PER_INCH
# Charts write their smallest texts so large, in pixels of their own; `points` is that size on paper.
SMALLEST_TEXT = 12
INKS = ("light", "grey", "dark")
KINDS, DOCUMENTS = ("png", "svg", "pdf"), ("docx", "pptx", "xlsx", "zip")
WIDTHS_CM, HEIGHTS_CM, DPIS, POINTS = (5.0, 60.0), (4.0, 80.0), (72, 1200), (5.0, 36.0)
# Letters shrink no further than to the smallest that Chinese printers set.
FEWEST_POINTS, STEP = 6.0, 0.5
MOST_PIXELS = 60_000_000


@dataclass(frozen=True)
class Format:
    """A figure on paper. Without a height it is as high as it needs; `points` is the size of its smallest letters.

    `fixed_points` says that the letters may not shrink where a height is too low for them. `number` (图 1-1) stands
    before the title, `caption` under the chart; without `accessed` no day is written.
    """

    width_cm: float = 16.0
    height_cm: float | None = None
    points: float = 9.0
    fixed_points: bool = False
    dpi: int = 300
    ink: str = "light"
    title: bool = True
    number: str = ""
    caption: str = ""
    accessed: date | None = None

    @property
    def scale(self) -> float:
        """Points on paper for each pixel of the chart's own."""
        return self.points / SMALLEST_TEXT

    @property
    def width(self) -> float:
        """How wide the figure is in pixels of its own."""
        return self.width_cm * POINTS_PER_CM / self.scale

    @property
    def height(self) -> float | None:
        """How high it must be in pixels of its own; None where it may be as high as it needs."""
        return None if self.height_cm is None else self.height_cm * POINTS_PER_CM / self.scale


# A page of A4 with margins of 2.5 cm has 16 cm of text, a column of two 7.6 cm; chats show squares and 4:3 small.
SIZES: dict[str, Format] = {
    "full": Format(),
    "half": Format(height_cm=12.0),
    "column": Format(width_cm=7.6, points=7.5),
    "slide": Format(width_cm=33.87, height_cm=19.05, points=16, dpi=144),
    "square": Format(width_cm=19.05, height_cm=19.05, points=16, dpi=144),
    "four_to_three": Format(width_cm=25.4, height_cm=19.05, points=18, dpi=144),
}

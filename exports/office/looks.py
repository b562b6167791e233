"""How texts and charts look in Office: fonts that a Chinese office has, sizes, and the words that a chart needs."""

from dataclasses import dataclass

from exports.measures import width_of

# Latin letters, Chinese ones.
BODY, HEADINGS, ON_SLIDES = ("Times New Roman", "宋体"), ("Arial", "黑体"), ("Arial", "微软雅黑")
INK, MUTED, GRID, PAPER = "1F2933", "5B6672", "D9DEE4", "FFFFFF"
POINTS_PER_CM = 72 / 2.54
MEASURED = 20


@dataclass(frozen=True)
class Look:
    """A chart as it is set: the name of its only series, the language, its fonts, letters in points, its size in cm."""

    title: str
    language: str
    fonts: tuple[str, str]
    points: float
    width: float
    height: float


def text_width(text: str, points: float) -> float:
    """How wide a line of text is, in cm, in the shipped font: the fonts of an office are no wider."""
    return width_of(text, MEASURED) / MEASURED * points / POINTS_PER_CM

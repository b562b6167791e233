"""Charts of one row a name: names in lines, rows high enough for them, and room for the texts beside the marks."""

from dataclasses import replace
from itertools import accumulate
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.style import SMALL_SIZE, THEMES, axis, literal
from charts.ticks import value_ticks

WIDEST_NAME, NARROW_NAME, NAME_LINE = 28, 20, 17
UNSEEN = "\u200b"
# At 390 px a letter takes about this part of the plot; beside names in lines the plot is so many pixels wide.
ROOM_PER_LETTER, MOST_ROOM = 0.04, 0.9
LETTER, BESIDE_NAMES, MOST_BESIDE_NAMES = 7, 200, 3.0


def row_names(names: list[str]) -> list[str]:
    """The names of rows beside a chart; where one is long, all are broken into lines that leave room on a phone."""
    long = any("<br>" in hover_text((name,), WIDEST_NAME) for name in names)
    written = [hover_text((name,), NARROW_NAME if long else WIDEST_NAME) for name in names]
    # Rows go by their names: two of one name would be one row.
    return [name + UNSEEN * written[:n].count(name) for n, name in enumerate(written)]


def row_height(names: list[str], least: int) -> int:
    """How high each row must be for the longest of its names to stand clear of the next."""
    return max([least, *(NAME_LINE * (name.count("<br>") + 1) + NAME_LINE // 2 for name in names)])


def _room_for(letters: int, names: list[str]) -> float:
    """How much of the span of an axis a text of so many letters needs beside the last mark, on a phone."""
    if any("<br>" in name for name in names):
        return min(MOST_BESIDE_NAMES, letters * LETTER / max(1, BESIDE_NAMES - letters * LETTER))
    return min(MOST_ROOM, letters * ROOM_PER_LETTER)


class Across(NamedTuple):
    """The ticks of the values under rows, their texts, and the room that the texts beside the marks need."""

    values: list[float]
    texts: list[str]
    room: float

    @property
    def span(self) -> float:
        """From the first tick to the last."""
        return self.values[-1] - self.values[0]

    def axis(self, theme: str, before: float, after: float, **given: Any) -> dict[str, Any]:
        """The axis, with so much free before the first tick and after the last."""
        ends = [self.values[0] - before, self.values[-1] + after]
        ticks = {"tickvals": self.values[::2], "ticktext": self.texts[::2]}
        return axis(theme, tickangle=0, **ticks, range=ends, **given)


def across(numbers: list[float], letters: int, names: list[str], scale: Scale) -> Across:
    """The values under rows of those names, where the longest text beside a mark has so many letters.

    The texts carry the unit: on the axis only a per cent sign is short enough.
    """
    written = replace(scale, unit="%" if scale.unit == "%" else "")
    values, texts = value_ticks(0 if scale.from_zero else min(numbers), max(numbers), written)
    return Across(values, texts, (values[-1] - values[0]) * _room_for(letters, names))


def written(bars: list[Bar], theme: str) -> dict[str, object]:
    """The texts of marks, each to the right of its mark."""
    return {
        "text": [literal(bar.text) for bar in bars],
        "textposition": "middle right",
        "textfont": {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
    }


def middles(heights: list[int]) -> list[float]:
    """Where rows of those heights have their middle, counted from the top."""
    return [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]


def named_and_told(figure: go.Figure, names: list[str], texts: list[str], heights: list[int], theme: str) -> None:
    """Rows of those heights from the top, their names on the left, and on the right their texts, however long.

    The texts stand where a trace is on the second axis of the rows.
    """
    ink = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    rows = {**axis(theme, range=[sum(heights), 0], tickvals=middles(heights), showline=False), "tickfont": ink}
    figure.update_layout(
        yaxis={**rows, "ticktext": names},
        yaxis2={**rows, "ticktext": texts, "overlaying": "y", "side": "right", "showgrid": False},
    )

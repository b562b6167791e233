"""Regions placed by two numbers: a point each, and names beside a few of them where nothing is covered."""

from collections.abc import Sequence
from dataclasses import replace
from math import log10
from typing import NamedTuple

import plotly.graph_objects as go

from charts.classes import CERTAIN, class_colour, class_symbol, one_or_each
from charts.hover import hover_text
from charts.labels import ABOVE, AWAY, LINE, STROKE, Box, Plot, Spot, wide
from charts.marks import Bar, Point, Scale
from charts.picking import ids_of
from charts.style import SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import value_ticks

HEIGHT, ROOM = 440, 0.05
# Fewer points than a hundred can be told apart one by one.
SIZES, CROWDED, PALE = (11, 6), 100, 0.5
# The plot on a phone, on a tablet and on a desk: a name must be clear on each, for points move apart unevenly.
SCREENS = (Plot(280, 290), Plot(600, 300), Plot(1040, 310))
SIDES = ("middle right", "middle left", *ABOVE)
CLEAR, BESIDE, SMALLEST = 5, 16, 1e-9
# Letters of all ticks that fit beside each other on a phone, and of a title in one line.
MOST_LETTERS, WIDEST_TITLE, WIDEST_SMALL, TITLE_LINE = 32, 40, 46, 18
Line = tuple[Spot, Spot]


class Reach(NamedTuple):
    """What an axis shows: where it begins and ends (powers of ten on an axis `by_tens`), and its ticks."""

    low: float
    high: float
    values: list[float]
    texts: list[str]
    by_tens: bool = False

    def part(self, number: float) -> float:
        """How far along the axis a number lies, from 0 to 1."""
        place = log10(max(number, SMALLEST)) if self.by_tens else number
        return (place - self.low) / (self.high - self.low)

    @property
    def ends(self) -> tuple[float, float]:
        """The numbers at its ends."""
        return (10**self.low, 10**self.high) if self.by_tens else (self.low, self.high)

    def sparse(self) -> dict[str, list[float] | list[str]]:
        """The ticks under a plot: every other one where all would not fit on a phone."""
        step = 2 if sum(len(text) for text in self.texts) > MOST_LETTERS else 1
        return {"tickvals": self.values[::step], "ticktext": self.texts[::step]}


def scatter(
    points: list[Point],
    across: Scale,
    up: Scale,
    names: tuple[str, str],
    theme: str,
    cross: tuple[Bar | None, Bar | None],
) -> go.Figure:
    """A point for each region; a dashed line at the reference of each indicator, said under the indicator's name.

    `names` and `cross` belong to the scale along the bottom, then to the one up the side.
    """
    points = in_layers(points)
    figure = go.Figure(layout=layout(theme, HEIGHT))
    figure.add_trace(points_trace(points, theme))
    across = across if across.unit == "%" else replace(across, unit="")
    reaches = (
        reach_of([*(point.across for point in points), *_numbers(cross[0])], across),
        reach_of([*(point.up for point in points), *_numbers(cross[1])], up),
    )
    spots = [Spot(reaches[0].part(point.across), reaches[1].part(point.up)) for point in points]
    figure.add_trace(names_trace(points, spots, _crossing(reaches, cross), theme))
    figure.update_layout(shapes=[_dashed(n, one.number, theme) for n, one in enumerate(cross) if one])
    titles = [_title(name, reference, theme) for name, reference in zip(names, cross, strict=True)]
    axes(figure, reaches[0], reaches[1], titles[0], theme)
    figure.add_annotation(_over(titles[1], theme))
    top = TITLE_LINE * (titles[1].count("<br>") + 1) + 14
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 24, "t": top, "b": 8})


def _numbers(reference: Bar | None) -> list[float]:
    return [reference.number] if reference else []


def reach_of(numbers: Sequence[float], scale: Scale) -> Reach:
    """An axis that shows the numbers, with a little room at its ends."""
    low, high = min(numbers, default=0), max(numbers, default=0)
    values, texts = value_ticks(0 if scale.from_zero else low, high, scale)
    room = (values[-1] - values[0]) * ROOM
    return Reach(values[0] - room, values[-1] + room, values, texts)


def axes(figure: go.Figure, across: Reach, up: Reach, title: str, theme: str) -> None:
    """Both axes of points, with the title of the one along the bottom under its ticks."""
    font = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    under = {"text": title, "font": font, "standoff": 10}
    along = {"type": "log" if across.by_tens else "linear", "range": [across.low, across.high], "tickangle": 0}
    figure.update_xaxes(axis(theme, **across.sparse(), **along, title=under))
    figure.update_yaxes(axis(theme, tickvals=up.values, ticktext=up.texts, range=[up.low, up.high]))


def _over(title: str, theme: str) -> dict[str, object]:
    """The title of the axis up the side, level over its end: written upwards it would take room from a phone."""
    font = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "xshift": -4}
    return {**place, "text": title, "font": font, "align": "left", "showarrow": False}


def _title(name: str, reference: Bar | None, theme: str) -> str:
    """The name of an axis, and under it what its dashed line stands at: there it covers no point."""
    written = hover_text((name,), WIDEST_TITLE)
    if not reference:
        return written
    said = hover_text((f"┄ {reference.name} {reference.text}",), WIDEST_SMALL)
    return f'{written}<br><span style="color:{THEMES[theme]["muted"]};font-size:{SMALL_SIZE}px">{said}</span>'


def _dashed(n: int, at: float, theme: str) -> dict[str, object]:
    """A line across the plot at one number of the first or the second axis, behind the points."""
    line = {"color": THEMES[theme]["muted"], "width": 1.5, "dash": "dash"}
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    if n:
        ends = {"y0": at, "y1": at, "x0": 0, "x1": 1, "xref": "paper"}
    return {"type": "line", "layer": "between", "line": line, **ends}


def _crossing(reaches: tuple[Reach, Reach], cross: tuple[Bar | None, Bar | None]) -> list[Line]:
    """The dashed lines, which names leave free."""
    across, up = (reach.part(one.number) if one else None for reach, one in zip(reaches, cross, strict=True))
    lines = [] if across is None else [(Spot(across, 0), Spot(across, 1))]
    return lines if up is None else [*lines, (Spot(0, up), Spot(1, up))]


def in_layers(points: list[Point]) -> list[Point]:
    """The points as they lie over each other: context, what is alike, what differs, on top the named."""
    return sorted(points, key=lambda point: (point.highlighted, point.side in CERTAIN, point.named))


def points_trace(points: list[Point], theme: str) -> go.Scatter:
    """All points in one trace, coloured and shaped by what is certain of them; smaller and paler where many lie."""
    crowded = len(points) > CROWDED
    out = [_stands_out(point) for point in points]
    return go.Scatter(
        x=[point.across for point in points],
        y=[point.up for point in points],
        mode="markers",
        customdata=[hover_text(point.hover) for point in points],
        ids=ids_of(points),
        marker={
            "color": one_or_each([class_colour(one.side, one.judged, theme, one.highlighted) for one in points]),
            "symbol": one_or_each([class_symbol(one.side) for one in points]),
            "size": one_or_each([SIZES[crowded] + 3 * (crowded and one) for one in out]),
            "opacity": one_or_each([PALE if crowded and not one else 1 for one in out]),
            "line": {"color": THEMES[theme]["paper"], "width": 0.8},
        },
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _stands_out(point: Point) -> bool:
    return point.highlighted and (point.named or point.side in CERTAIN)


def names_trace(
    points: list[Point], spots: list[Spot], lines: list[Line], theme: str, thin: Sequence[Line] = ()
) -> go.Scatter:
    """The names of those that are named and have a clear place; unseen dots keep them as far as from their points."""
    sides = clear_sides(points, spots, lines, thin)
    return go.Scatter(
        x=[points[n].across for n in sides],
        y=[points[n].up for n in sides],
        text=[literal(points[n].name) for n in sides],
        textposition=list(sides.values()),
        mode="markers+text",
        marker={"size": SIZES[0], "opacity": 0},
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def clear_sides(points: list[Point], spots: list[Spot], lines: list[Line], thin: Sequence[Line] = ()) -> dict[int, str]:
    """The side of each named point where its name covers no point, no line and no other name on any screen.

    Of such sides the one that meets the fewest `thin` lines, for between limits every name would stand on one; a name
    without any is left out, the earlier keep their room.
    """
    taken: dict[Plot, list[Box]] = {plot: [] for plot in SCREENS}
    chosen: dict[int, str] = {}
    for n in (n for n, point in enumerate(points) if point.named):
        met = {}
        for side in SIDES:
            boxes = {plot: _box(plot.point(spots[n]), points[n].name, side) for plot in SCREENS}
            if all(_is_clear(box, plot, taken[plot], spots, lines) for plot, box in boxes.items()):
                met[side] = sum(_meets(box, plot, line) for plot, box in boxes.items() for line in thin)
        if met:
            chosen[n] = min(met, key=lambda side: met[side])
            for plot in SCREENS:
                taken[plot].append(_box(plot.point(spots[n]), points[n].name, chosen[n]))
    return chosen


def _box(point: tuple[float, float], name: str, side: str) -> Box:
    """The room a name takes at one side of a point."""
    width = wide(name)
    vertical, along = side.split()
    left = point[0] + {"left": -AWAY - width, "center": -width / 2, "right": AWAY}[along]
    low = point[1] + {"bottom": -AWAY - LINE, "middle": -LINE / 2, "top": AWAY}[vertical]
    return Box(left, low, left + width, low + LINE)


def _is_clear(box: Box, plot: Plot, taken: list[Box], spots: list[Spot], lines: list[Line]) -> bool:
    inside = box.left >= 0 and box.low >= 0 and box.right <= plot.width + BESIDE and box.high <= plot.height
    if not inside or any(box.meets(one) for one in taken):
        return False
    if any(box.wider(CLEAR).holds(*plot.point(spot)) for spot in spots):
        return False
    return not any(_meets(box, plot, line) for line in lines)


def _meets(box: Box, plot: Plot, line: Line) -> bool:
    return box.wider(STROKE).crossed(plot.point(line[0]), plot.point(line[1]))

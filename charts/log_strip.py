"""One dot for each of many things, along a scale whose steps are ten times each other; equals stand in a pile."""

from collections import Counter
from decimal import Decimal
from math import floor, log10

import plotly.graph_objects as go

from charts.classes import one_or_each
from charts.hover import hover_text
from charts.labels import ASIDE, Inked, Plot, Spot, sides_of, wide
from charts.marks import Bar, Scale
from charts.style import COLOURS, SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import sizes_written

# So many piles lie within a step of ten; a dot is so many pixels wide, the dots of a figure so many high.
PILES, DOT, LOWEST, HIGHEST, AROUND = 12, 7, 120, 320, 72
# How wide it is on a phone, on paper and on a desk; the room at its ends and over it, and the margin on the right.
WIDTHS, EDGE, OVER, RIGHT = (320, 560, 1060), 0.05, 1.15, 16
Place = tuple[float, int]


def log_strip(dots: list[Bar], scale: Scale, theme: str) -> go.Figure:
    """The dots in piles from the smallest to the largest; those highlighted are coloured, with a text where it fits."""
    places = _piled(dots)
    highest = max((floor for _, floor in places), default=1)
    high = min(max(highest * DOT, LOWEST), HIGHEST)
    steps = list(range(floor(max((at for at, _ in places), default=0)) + 2))
    texts = sizes_written((Decimal(10) ** step for step in steps), scale.language)
    figure = go.Figure(layout=layout(theme, AROUND + high))
    told = {n: dot.text for n, dot in enumerate(dots) if dot.highlighted}
    end = max([steps[-1] + EDGE, *(_behind(places[n], text) for n, text in told.items())])
    ends, top = (-EDGE, end), highest * OVER + 1
    spots = [Spot((at - ends[0]) / (ends[1] - ends[0]), floor / top) for at, floor in places]
    sides = sides_of(told, Inked(spots), [Plot(width, high, RIGHT) for width in WIDTHS], ("middle right",))
    figure.add_trace(_dots(dots, places, sides, min(DOT, high / highest), theme))
    figure.update_xaxes(axis(theme, tickvals=steps, ticktext=texts, range=ends, tickangle=0))
    figure.update_yaxes(axis(theme, range=[0, top], showticklabels=False, showgrid=False))
    return figure.update_layout(showlegend=False, margin={"l": 12, "r": RIGHT, "t": 24, "b": 40})


def _piled(dots: list[Bar]) -> list[Place]:
    """Where each dot lies: its pile, and how many lie under it; the largest of a pile on top."""
    heights: Counter[int] = Counter()
    places: dict[int, Place] = {}
    for n in sorted(range(len(dots)), key=lambda n: dots[n].number):
        pile = floor(log10(max(dots[n].number, 1)) * PILES)
        heights[pile] += 1
        places[n] = ((pile + 0.5) / PILES, heights[pile])
    return [places[n] for n in range(len(dots))]


def _behind(place: Place, text: str) -> float:
    """Where the scale must end for a text behind a dot to stay in it on a phone."""
    part = (wide(text) + ASIDE + 1 - RIGHT) / WIDTHS[0]
    return (place[0] + part * EDGE) / (1 - part)


def _dots(dots: list[Bar], places: list[Place], sides: dict[int, str], size: float, theme: str) -> go.Scatter:
    grey, colour = THEMES[theme]["context"], COLOURS[theme][0]
    return go.Scatter(
        x=[at for at, _ in places],
        y=[floor for _, floor in places],
        mode="markers+text",
        marker={"size": size, "color": [colour if dot.highlighted else grey for dot in dots]},
        text=[literal(dot.text) if n in sides else "" for n, dot in enumerate(dots)],
        textposition=one_or_each([sides.get(n, "top left") for n in range(len(dots))]) or "top left",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        customdata=[hover_text(dot.hover) for dot in dots],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )

"""One dot for each of many things, along a scale whose steps are ten times each other; equals stand in a pile."""

from collections import Counter
from decimal import Decimal
from math import floor, log10

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.style import COLOURS, SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import sizes_written

# So many piles lie within a step of ten; a dot is so many pixels wide, the dots of a figure so many high.
PILES, DOT, LOWEST, HIGHEST, AROUND = 12, 7, 120, 320, 72
Place = tuple[float, int]


def log_strip(dots: list[Bar], scale: Scale, theme: str) -> go.Figure:
    """The dots in piles from the smallest to the largest; those highlighted lie in colour and carry their text."""
    places = _piled(dots)
    highest = max((floor for _, floor in places), default=1)
    high = min(max(highest * DOT, LOWEST), HIGHEST)
    steps = list(range(floor(max((at for at, _ in places), default=0)) + 2))
    texts = sizes_written((Decimal(10) ** step for step in steps), scale.language)
    figure = go.Figure(layout=layout(theme, AROUND + high))
    figure.add_trace(_dots(dots, places, min(DOT, high / highest), theme))
    figure.update_xaxes(axis(theme, tickvals=steps, ticktext=texts, range=[-0.05, steps[-1] + 0.05], tickangle=0))
    figure.update_yaxes(axis(theme, range=[0, highest * 1.15 + 1], showticklabels=False, showgrid=False))
    return figure.update_layout(showlegend=False, margin={"l": 12, "r": 16, "t": 24, "b": 40})


def _piled(dots: list[Bar]) -> list[Place]:
    """Where each dot lies: its pile, and how many lie under it; the largest of a pile on top."""
    heights: Counter[int] = Counter()
    places: dict[int, Place] = {}
    for n in sorted(range(len(dots)), key=lambda n: dots[n].number):
        pile = floor(log10(max(dots[n].number, 1)) * PILES)
        heights[pile] += 1
        places[n] = ((pile + 0.5) / PILES, heights[pile])
    return [places[n] for n in range(len(dots))]


def _dots(dots: list[Bar], places: list[Place], size: float, theme: str) -> go.Scatter:
    grey, colour = THEMES[theme]["context"], COLOURS[theme][0]
    return go.Scatter(
        x=[at for at, _ in places],
        y=[floor for _, floor in places],
        mode="markers+text",
        marker={"size": size, "color": [colour if dot.highlighted else grey for dot in dots]},
        text=[literal(dot.text) if dot.highlighted else "" for dot in dots],
        textposition="top left",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        customdata=[hover_text(dot.hover) for dot in dots],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )

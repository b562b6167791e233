"""Regions by how much was counted in them: where it is little, rates scatter by chance, and limits say how far."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.labels import Spot
from charts.marks import Bar, Limit, Point, Scale
from charts.scatter import WIDEST_TITLE, Reach, axes, in_layers, names_trace, points_trace, reach_of
from charts.style import SMALL_SIZE, THEMES, layout
from charts.ticks import sizes_written

HEIGHT, ROOM = 460, 0.06
# A scale of steps of ten where the largest is so many times the smallest; over few such steps a tick between them too.
TIMES, FEW_STEPS = 30, 2.5
# For small sizes limits lie far out: the axis follows them by this part of what the points take.
FOLLOWED = 0.5


def funnel(points: list[Point], limits: list[Limit], centre: Bar, scale: Scale, across: str, theme: str) -> go.Figure:
    """The points in one trace over the limits and the centre, which the legend above names; `across` names the sizes.

    Names stand beside the points that are named, where they cover nothing.
    """
    points = in_layers(points)
    figure = go.Figure(layout=layout(theme, HEIGHT))
    sizes, rates = _sizes([point.across for point in points], scale), _rates(points, limits, centre, scale)
    figure.add_traces([_pair(limit, theme) for limit in limits])
    figure.add_traces([_centre(centre, sizes, theme), points_trace(points, theme)])
    spots = [Spot(sizes.part(point.across), rates.part(point.up)) for point in points]
    level = (Spot(0, rates.part(centre.number)), Spot(1, rates.part(centre.number)))
    figure.add_trace(names_trace(points, spots, [level], theme, _inked(limits, sizes, rates)))
    axes(figure, sizes, rates, hover_text((across,), WIDEST_TITLE), theme)
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(legend=legend, showlegend=True, margin={"l": 8, "r": 24, "t": 32, "b": 8})


def _sizes(sizes: list[float], scale: Scale) -> Reach:
    """The axis of the sizes: in steps of ten where they are of very different length."""
    if not sizes or min(sizes) <= 0 or max(sizes) < TIMES * min(sizes):
        return reach_of(sizes, replace(scale, from_zero=True, unit=""))
    low, high = log10(min(sizes)), log10(max(sizes))
    room = (high - low) * ROOM
    firsts = (1, 3) if high - low < FEW_STEPS else (1,)
    steps = [Decimal(10) ** power * first for power in range(floor(low), ceil(high) + 1) for first in firsts]
    ticks = [step for step in steps if low - room <= log10(step) <= high + room]
    return Reach(low - room, high + room, [float(tick) for tick in ticks], sizes_written(ticks, scale.language), True)


def _rates(points: list[Point], limits: list[Limit], centre: Bar, scale: Scale) -> Reach:
    """The axis of the rates, wide enough for the points, and for the limits as far as these leave points apart."""
    held = [*(point.up for point in points), centre.number]
    further = (max(held) - min(held)) * FOLLOWED
    ends = [end for limit in limits for end in (*limit.lower, *limit.upper)]
    return reach_of([*held, *(min(max(end, min(held) - further), max(held) + further) for end in ends)], scale)


def _pair(limit: Limit, theme: str) -> go.Scatter:
    """Both lines of a pair, with a gap between them."""
    return go.Scatter(
        x=[*limit.across, None, *limit.across],
        y=[*limit.lower, None, *limit.upper],
        mode="lines",
        name=hover_text((limit.name,), WIDEST_TITLE),
        line={"color": THEMES[theme]["muted"], "width": 1.2, "dash": limit.dash},
        hoverinfo="skip",
    )


def _centre(centre: Bar, sizes: Reach, theme: str) -> go.Scatter:
    return go.Scatter(
        x=list(sizes.ends),
        y=[centre.number, centre.number],
        mode="lines",
        name=hover_text((f"{centre.name} {centre.text}",), WIDEST_TITLE),
        line={"color": THEMES[theme]["ink"], "width": 1.5},
        hoverinfo="skip",
    )


def _inked(limits: list[Limit], sizes: Reach, rates: Reach) -> list[tuple[Spot, Spot]]:
    """The lines of the limits, from size to size, which names leave free where they can."""
    drawn = [zip(one.across, ends, strict=True) for one in limits for ends in (one.lower, one.upper)]
    return [pair for line in drawn for pair in pairwise(Spot(sizes.part(at), rates.part(end)) for at, end in line)]

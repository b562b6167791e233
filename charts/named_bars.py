"""Bars from zero in the order given, the name over each bar: names of any length fit a phone."""

from dataclasses import replace

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.style import COLOURS, SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import value_ticks

# In pixels: a line of a name, a bar, the room under it, and what the axis takes.
LINE, BAR, UNDER, AROUND = 18, 16, 12, 44
ROOM_PER_LETTER, MOST_ROOM = 0.028, 0.8


def named_bars(bars: list[Bar], scale: Scale, theme: str) -> go.Figure:
    """A bar with its display text for each figure; hollow for bounds, grey for what is context."""
    names = [hover_text((bar.name,)) for bar in bars]
    heights = [LINE * (1 + name.count("<br>")) + BAR + UNDER for name in names]
    tops = [sum(heights[:n]) for n in range(len(bars))]
    figure = go.Figure(layout=layout(theme, AROUND + sum(heights)))
    places = [top + height - UNDER - BAR / 2 for top, height in zip(tops, heights, strict=True)]
    figure.add_trace(_bars(bars, places, theme))
    # All at once: Plotly copies every earlier annotation for each that is added.
    written = [_name(name, place - BAR / 2, theme) for name, place in zip(names, places, strict=True)]
    figure.update_layout(annotations=written)
    values, texts = value_ticks(0, max(bar.number for bar in bars), replace(scale, unit=""))
    room = values[-1] * min(MOST_ROOM, max(len(bar.text) for bar in bars) * ROOM_PER_LETTER)
    ticks = {"tickvals": values[::2], "ticktext": texts[::2], "range": [0, values[-1] + room], "tickangle": 0}
    figure.update_xaxes(axis(theme, **ticks))
    figure.update_yaxes(axis(theme, range=[sum(heights), 0], showticklabels=False, showgrid=False))
    return figure.update_layout(showlegend=False, margin={"l": 4, "r": 12, "t": 4, "b": 40}, bargap=0)


def _bars(bars: list[Bar], places: list[float], theme: str) -> go.Bar:
    colours = [COLOURS[theme][0] if bar.highlighted else THEMES[theme]["context"] for bar in bars]
    paper = THEMES[theme]["paper"]
    filled = [colour if bar.bound == "exact" else paper for bar, colour in zip(bars, colours, strict=True)]
    return go.Bar(
        x=[bar.number for bar in bars],
        y=places,
        width=[BAR] * len(bars),
        orientation="h",
        text=[literal(bar.text) for bar in bars],
        textposition="outside",
        constraintext="none",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        customdata=[hover_text(bar.hover) for bar in bars],
        marker={"color": filled, "line": {"color": colours, "width": 1.5}},
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _name(name: str, over: float, theme: str) -> dict[str, object]:
    font = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": over, "yref": "y", "yanchor": "bottom", "yshift": -1}
    return {**place, "text": name, "showarrow": False, "align": "left", "font": font, "borderpad": 0}

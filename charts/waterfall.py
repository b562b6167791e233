"""What made a rate change: its two figures as dots, and between them the parts of the change as steps."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.rows import across, row_height, row_names, written
from charts.style import COLOURS, SMALL_SIZE, THEMES, WORSE, axis, layout

ROW, AROUND = 40, 84
# Between a step and the text beside it, as a part of the axis.
GAP = 0.02


def waterfall(first: Bar, steps: list[Bar], last: Bar, scale: Scale, theme: str) -> go.Figure:
    """The first figure, each step from where the one before it ends, and the last figure, one row each.

    The number of a step is its part of the change: its sign says which way, its colour whether that is for the worse.
    """
    bars = [first, *steps, last]
    names = row_names([bar.name for bar in bars])
    starts = [first.number + sum(step.number for step in steps[:n]) for n in range(len(steps))]
    ends = [start + step.number for start, step in zip(starts, steps, strict=True)]
    places = [max(pair) for pair in zip(starts, ends, strict=True)]
    figure = go.Figure(layout=layout(theme, AROUND + row_height(names, ROW) * len(bars)))
    figure.add_trace(_steps(steps, starts, names[1:-1], theme))
    figure.add_trace(_dots([first, last], [names[0], names[-1]], theme))
    values = across([first.number, *starts, *ends, last.number], max(len(bar.text) for bar in bars), names, scale)
    places = [place + GAP * values.span for place in places]
    figure.add_trace(_texts(steps, places, names[1:-1], theme))
    around = values.span / 20
    figure.update_xaxes(values.axis(theme, around, around + values.room))
    figure.update_yaxes(axis(theme, autorange="reversed", type="category", tickvals=names, categoryarray=names))
    figure.update_yaxes(tickfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]})
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 16, "t": 24, "b": 8})


def _steps(steps: list[Bar], starts: list[float], names: list[str], theme: str) -> go.Bar:
    return go.Bar(
        x=[step.number for step in steps],
        base=starts,
        y=names,
        orientation="h",
        width=0.5,
        marker={"color": [COLOURS[theme][WORSE if step.judged == "worse" else 0] for step in steps]},
        customdata=[hover_text(step.hover) for step in steps],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _texts(steps: list[Bar], places: list[float], names: list[str], theme: str) -> go.Scatter:
    return go.Scatter(x=places, y=names, mode="text", hoverinfo="skip", cliponaxis=False, **written(steps, theme))


def _dots(bars: list[Bar], names: list[str], theme: str) -> go.Scatter:
    return go.Scatter(
        x=[bar.number for bar in bars],
        y=names,
        mode="markers+text",
        marker={"color": THEMES[theme]["ink"], "size": 12, "symbol": ["circle-open", "circle"]},
        customdata=[hover_text(bar.hover) for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        **written(bars, theme),
    )

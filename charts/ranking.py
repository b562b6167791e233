"""Regions or members side by side in one period, in the order given, with a reference."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.picking import ids_of
from charts.rows import across, row_height, row_names
from charts.style import BOUND_SYMBOLS, COLOURS, SMALL_SIZE, THEMES, axis, layout, literal, marked_line

ROW = 30
AROUND = 84


def ranking(bars: list[Bar], reference: Bar | None, scale: Scale, theme: str) -> go.Figure:
    """Bars from zero for what is counted, dots on a zoomed axis for rates; the reference is a line with its text.

    Without a reference line the axis is the bars' own; the texts at the marks are their display texts. What is not
    highlighted is grey context.
    """
    names = row_names([bar.name for bar in bars])
    figure = go.Figure(layout=layout(theme, AROUND + row_height(names, ROW) * max(len(bars), 1)))
    figure.add_trace(_bars(bars, names, theme) if scale.from_zero else _dots(bars, names, theme))
    numbers = [bar.number for bar in bars] + ([reference.number] if reference else [])
    if numbers:
        values = across(numbers, max((len(bar.text) for bar in bars), default=0), names, scale)
        before = 0 if scale.from_zero else values.room / 3
        figure.update_xaxes(values.axis(theme, before, values.room, side="bottom"))
    figure.update_yaxes(
        axis(theme, autorange="reversed", type="category", tickvals=names, showgrid=not scale.from_zero)
    )
    figure.update_yaxes(tickfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]})
    if reference:
        marked_line(figure, reference.number, f"{reference.name} {reference.text}", "dash", theme)
    figure.update_layout(showlegend=False, margin={"l": 8, "r": 16, "t": 40, "b": 8})
    return figure


def _bars(bars: list[Bar], names: list[str], theme: str) -> go.Bar:
    colours = _colours(bars, theme)
    return go.Bar(
        x=[bar.number for bar in bars],
        y=names,
        orientation="h",
        text=[literal(bar.text) for bar in bars],
        textposition="outside",
        constraintext="none",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        customdata=[hover_text(bar.hover) for bar in bars],
        ids=ids_of(bars),
        marker={
            "color": [
                THEMES[theme]["paper"] if bar.bound != "exact" else colour
                for bar, colour in zip(bars, colours, strict=True)
            ],
            "line": {"color": _one_or_each(colours), "width": 1.5},
        },
        width=0.62,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _dots(bars: list[Bar], names: list[str], theme: str) -> go.Scatter:
    return go.Scatter(
        x=[bar.number for bar in bars],
        y=names,
        mode="markers+text",
        text=[literal(bar.text) for bar in bars],
        textposition="middle right",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        customdata=[hover_text(bar.hover) for bar in bars],
        ids=ids_of(bars),
        marker={
            "color": _one_or_each(_colours(bars, theme)),
            "size": 13,
            "symbol": [BOUND_SYMBOLS.get(bar.bound, "circle-open-dot" if bar.inferred else "circle") for bar in bars],
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _colours(bars: list[Bar], theme: str) -> list[str]:
    """The first colour for each highlighted bar, grey for the context."""
    return [COLOURS[theme][0] if bar.highlighted else THEMES[theme]["context"] for bar in bars]


def _one_or_each(colours: list[str]) -> str | list[str]:
    return colours[0] if len(set(colours)) == 1 else colours

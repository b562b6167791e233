"""Members in two periods: two dots each, joined, with the change between them."""

from dataclasses import replace

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Bar, Pair, Scale
from charts.picking import ids_of
from charts.rows import across, row_height, row_names
from charts.style import BOUND_SYMBOLS, COLOURS, SMALL_SIZE, THEMES, axis, layout, literal

ROW, AROUND = 34, 100


def dumbbell(pairs: list[Pair], periods: tuple[str, str], scale: Scale, theme: str) -> go.Figure:
    """An open dot for the earlier period, a full one for the later, the change beside them; in the order given.

    What is not joined has no line, and what is not highlighted is grey context.
    """
    names = row_names([pair.after.name for pair in pairs])
    figure = go.Figure(layout=layout(theme, AROUND + row_height(names, ROW) * max(len(pairs), 1)))
    pairs = [_written(pair, name) for pair, name in zip(pairs, names, strict=True)]
    figure.add_trace(_lines([pair for pair in pairs if pair.joined], theme))
    figure.add_trace(_dots([pair.before for pair in pairs], periods[0], "circle-open", theme))
    figure.add_trace(_dots([pair.after for pair in pairs], periods[1], "circle", theme))
    figure.add_trace(_changes([pair for pair in pairs if pair.change], theme))
    _value_axis(figure, pairs, scale, theme)
    figure.update_yaxes(axis(theme, autorange="reversed", type="category", tickvals=names, categoryarray=names))
    figure.update_yaxes(tickfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]})
    legend = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(legend=legend, margin={"l": 8, "r": 16, "t": 40, "b": 8})


def _written(pair: Pair, name: str) -> Pair:
    """The pair under its name as it is written beside its row."""
    return replace(pair, before=replace(pair.before, name=name), after=replace(pair.after, name=name))


def _value_axis(figure: go.Figure, pairs: list[Pair], scale: Scale, theme: str) -> None:
    numbers = [bar.number for pair in pairs for bar in (pair.before, pair.after)]
    if not numbers:
        return
    letters = max(len(pair.change) for pair in pairs) + 1
    values = across(numbers, letters, [pair.after.name for pair in pairs], scale)
    around = values.span / 20
    figure.update_xaxes(values.axis(theme, around, around + values.room))


def _lines(pairs: list[Pair], theme: str) -> go.Scatter:
    return go.Scatter(
        x=[x for pair in pairs for x in (pair.before.number, pair.after.number, None)],
        y=[y for pair in pairs for y in (pair.before.name, pair.after.name, None)],
        mode="lines",
        line={"color": THEMES[theme]["context"], "width": 3},
        hoverinfo="skip",
        showlegend=False,
    )


def _dots(bars: list[Bar], name: str, symbol: str, theme: str) -> go.Scatter:
    colours = [COLOURS[theme][0] if bar.highlighted else THEMES[theme]["context"] for bar in bars]
    return go.Scatter(
        x=[bar.number for bar in bars],
        y=[bar.name for bar in bars],
        mode="markers",
        name=literal(name),
        customdata=[hover_text(bar.hover) for bar in bars],
        ids=ids_of(bars),
        marker={
            "size": 12,
            "symbol": [BOUND_SYMBOLS.get(bar.bound, symbol) for bar in bars],
            "color": colours,
            "line": {"width": 2, "color": colours},
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _changes(pairs: list[Pair], theme: str) -> go.Scatter:
    return go.Scatter(
        x=[max(pair.before.number, pair.after.number) for pair in pairs],
        y=[pair.after.name for pair in pairs],
        mode="markers+text",
        text=[literal(pair.change) for pair in pairs],
        marker={"size": 14, "opacity": 0},
        textposition="middle right",
        textfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )

"""Provinces under each other: a dot for each unit of each, the province's own figure as a stroke through its row."""

import plotly.graph_objects as go

from charts.classes import CERTAIN, class_colour, class_symbol, one_or_each
from charts.hover import hover_text
from charts.marks import Bar, DotRow, Scale
from charts.picking import ids_of
from charts.rows import Across, across, middles, named_and_told, row_height, row_names
from charts.style import layout, marked_line

ROW, AROUND, LINE = 28, 56, 16
# Dots of a row lie at heights that follow the golden ratio: neighbours in order never lie side by side.
GOLDEN, SPREAD = 0.618034, 0.62
SIZES, CROWDED, CHOSEN, STROKE = (9, 6), 300, 12, 20
PALE, CLEAR, FAINT = 0.35, 0.8, 0.7
ROOM, WIDEST_REFERENCE, WIDEST_TEXT = 0.03, 22, 14
SIGNS = {"above": "▲", "alike": "•", "below": "▼"}


def dot_rows(rows: list[DotRow], reference: Bar | None, scale: Scale, theme: str) -> go.Figure:
    """Rows in the order given; their own figures at the right edge, the reference as a dashed line through all.

    Where some dots are highlighted and others not, those are chosen: larger, over the grey context.
    """
    names = row_names([row.name for row in rows])
    said = hover_text((f"{reference.name} {reference.text}",), WIDEST_REFERENCE) if reference else ""
    above = LINE * (said.count("<br>") + 1) + 8
    texts = [_told(row.whole) for row in rows]
    heights = [row_height([name, text], ROW) for name, text in zip(names, texts, strict=True)]
    figure = go.Figure(layout=layout(theme, AROUND + above + (sum(heights) or ROW)))
    figure.add_traces([_dots(rows, middles(heights), theme), _strokes(rows, middles(heights), theme)])
    wholes = [row.whole for row in rows if row.whole]
    figures = [*(dot for row in rows for dot in row.dots), *wholes, *([reference] if reference else [])]
    if figures:
        values = across([one.number for one in figures], 0, names, scale)
        room = values.span * ROOM
        figure.update_xaxes(values.axis(theme, room, room, side="bottom"))
        if reference:
            _mark(figure, reference, said, values, theme)
    named_and_told(figure, names, texts, heights, theme)
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 8, "t": above + 8, "b": 8})


def _dots(rows: list[DotRow], places: list[float], theme: str) -> go.Scatter:
    """The dots of all rows in one trace, the context behind, the chosen on top."""
    in_order = zip(rows, places, strict=True)
    placed = [(dot, place + _aside(order)) for row, place in in_order for order, dot in enumerate(row.dots)]
    placed.sort(key=lambda one: (one[0].highlighted, one[0].side in CERTAIN))
    dots = [dot for dot, _ in placed]
    some = len({dot.highlighted for dot in dots}) > 1
    size = SIZES[len(dots) > CROWDED]
    return go.Scatter(
        x=[dot.number for dot in dots],
        y=[place for _, place in placed],
        mode="markers",
        customdata=[hover_text(dot.hover) for dot in dots],
        ids=ids_of(dots),
        marker={
            "color": one_or_each([_colour(dot, theme) for dot in dots]),
            "symbol": one_or_each([class_symbol(dot.side, dot.bound) for dot in dots]),
            "size": one_or_each([CHOSEN if some and dot.highlighted else size for dot in dots]),
            "opacity": one_or_each([_opacity(dot, some) for dot in dots]),
            "line": {"width": 0},
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _aside(order: int) -> float:
    """How far a dot lies above or under the middle of its row, so that equal figures do not hide each other."""
    return (((order + 0.5) * GOLDEN) % 1 - 0.5) * SPREAD * ROW


def _colour(dot: Bar, theme: str) -> str:
    """That of its class; a dot of which nothing can be said is as quiet as one that is alike."""
    return class_colour(dot.side or "alike", dot.judged, theme, dot.highlighted)


def _opacity(dot: Bar, some: bool) -> float:
    if some:
        return 1 if dot.highlighted else FAINT
    return CLEAR if dot.side in CERTAIN else PALE


def _strokes(rows: list[DotRow], places: list[float], theme: str) -> go.Scatter:
    """The own figures of the rows, over the dots."""
    wholes = [(row.whole, place) for row, place in zip(rows, places, strict=True) if row.whole]
    bars = [whole for whole, _ in wholes]
    colours = [class_colour(bar.side, bar.judged, theme, bar.highlighted) for bar in bars]
    return go.Scatter(
        x=[bar.number for bar in bars],
        y=[place for _, place in wholes],
        yaxis="y2",
        mode="markers",
        customdata=[hover_text(bar.hover) for bar in bars],
        ids=ids_of(bars),
        marker={"symbol": "line-ns", "size": STROKE, "color": colours, "line": {"color": colours, "width": 3}},
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _told(whole: Bar | None) -> str:
    """The text of a row's own figure with the sign of its class, for its stroke has no shape."""
    return hover_text((f"{whole.text} {SIGNS.get(whole.side, '')}".rstrip(),), WIDEST_TEXT) if whole else ""


def _mark(figure: go.Figure, reference: Bar, said: str, values: Across, theme: str) -> None:
    """The reference as a line; its words above lean inwards where the line is near an edge."""
    marked_line(figure, reference.number, "", "dash", theme)
    part = (reference.number - values.values[0]) / values.span
    anchor = "left" if part < 1 / 3 else "right" if part > 2 / 3 else "center"
    figure.layout.annotations[-1].update(text=said, xanchor=anchor, align=anchor, borderpad=0)

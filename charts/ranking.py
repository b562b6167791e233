"""Regions or members side by side in one period, in the order given, with a reference."""

from typing import NamedTuple

import plotly.graph_objects as go

from charts.classes import class_colour, class_symbol, one_or_each
from charts.hover import hover_text
from charts.marks import Bar, Scale
from charts.picking import ids_of
from charts.rows import Across, across, row_height, row_names, written
from charts.style import SMALL_SIZE, THEMES, axis, layout, literal, marked_line
from charts.whiskers import whiskers

ROW = 30
DOT = 13
AROUND = 84
# On a phone no more than this part of the span has room for texts on both sides.
MOST_ON_BOTH = 0.35


class Told(NamedTuple):
    """Where the text of a dot begins, and on which side of that it stands."""

    at: float
    side: str


def ranking(bars: list[Bar], reference: Bar | None, scale: Scale, theme: str) -> go.Figure:
    """Bars from zero for what is counted, dots on a zoomed axis for rates; the reference is a line with its text.

    Without a reference line the axis is the bars' own; the texts at the marks are their display texts, on the side away
    from the reference. What is not highlighted is grey context.
    """
    names = row_names([bar.name for bar in bars])
    figure = go.Figure(layout=layout(theme, AROUND + row_height(names, ROW) * max(len(bars), 1)))
    numbers = [bar.number for bar in bars] + ([reference.number] if reference else [])
    if not scale.from_zero:
        numbers += [end for bar in bars for end in (bar.low, bar.high, bar.against) if end is not None]
    values = across(numbers or [0], max((len(bar.text) for bar in bars), default=0), names, scale)
    told = [_place(bar, reference, values) for bar in bars]
    figure.add_traces([_bars(bars, names, theme)] if scale.from_zero else _dots(bars, told, names, theme))
    if numbers:
        before, after = (0, values.room) if scale.from_zero else _rooms(values, told)
        figure.update_xaxes(values.axis(theme, before, after, side="bottom"))
    figure.update_yaxes(
        axis(theme, range=[len(bars) - 0.5, -0.5], type="category", tickvals=names, showgrid=not scale.from_zero)
    )
    figure.update_yaxes(tickfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]})
    if reference:
        marked_line(figure, reference.number, f"{reference.name} {reference.text}", "dash", theme)
    figure.update_layout(showlegend=False, margin={"l": 8, "r": 16, "t": 40, "b": 8})
    return figure


def _place(bar: Bar, reference: Bar | None, values: Across) -> Told:
    """Where the text of a dot covers no reference line, however wide the chart is.

    What lies wholly before the line has its text on the left, or a long one, for which that has no room, behind it.
    """
    begin = min(end for end in (bar.number, bar.low, bar.against) if end is not None)
    end = max(end for end in (bar.number, bar.high, bar.against) if end is not None)
    if not reference or end >= reference.number:
        return Told(end, "right")
    return Told(begin, "left") if values.room <= MOST_ON_BOTH * values.span else Told(reference.number, "right")


def _rooms(values: Across, told: list[Told]) -> tuple[float, float]:
    """The room before the first tick and after the last: where texts stand on both sides, both take of one plot."""
    left = [one.at for one in told if one.side == "left"]
    if not left:
        return values.room / 3, values.room
    room = values.room / (1 - values.room / values.span)
    return max(values.room / 3, room - (min(left) - values.values[0])), room


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
            "line": {"color": one_or_each(colours), "width": 1.5},
        },
        width=0.62,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _dots(bars: list[Bar], told: list[Told], names: list[str], theme: str) -> list[go.Scatter]:
    """The dots with their whiskers, and their texts: beside the dots, or beside the end of their whiskers."""
    dots = go.Scatter(
        x=[bar.number for bar in bars],
        y=names,
        mode="markers",
        customdata=[hover_text(bar.hover) for bar in bars],
        ids=ids_of(bars),
        marker={
            "color": one_or_each(_colours(bars, theme)),
            "size": DOT,
            "symbol": [class_symbol(bar.side, bar.bound, bar.inferred) for bar in bars],
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    beside = one_or_each([f"middle {one.side}" for one in told]) if told else "middle right"
    texts = {**written(bars, theme), "textposition": beside}
    sure = any(bar.low is not None for bar in bars)
    if not sure and [one.at for one in told] == [bar.number for bar in bars]:
        return [dots.update(mode="markers+text", **texts)]
    if sure:
        dots.error_x = whiskers(bars, THEMES[theme]["muted"])
    held = [n for n, bar in enumerate(bars) if bar.against is not None]
    own = [_references([bars[n] for n in held], [names[n] for n in held], theme)] if held else []
    # Unseen dots keep each text as far from a short whisker, or none, as from the dot itself.
    beside_dots = go.Scatter(
        x=[one.at for one in told],
        y=names,
        mode="markers+text",
        marker={"size": DOT, "opacity": 0},
        hoverinfo="skip",
        cliponaxis=False,
        **texts,
    )
    return [dots, beside_dots, *own]


def _references(bars: list[Bar], names: list[str], theme: str) -> go.Scatter:
    """What each is held against, where each has its own: a short line across its row."""
    return go.Scatter(
        x=[bar.against for bar in bars],
        y=names,
        mode="markers",
        marker={"symbol": "line-ns-open", "size": DOT + 5, "color": THEMES[theme]["ink"], "line": {"width": 2}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _colours(bars: list[Bar], theme: str) -> list[str]:
    return [class_colour(bar.side, bar.judged, theme, bar.highlighted) for bar in bars]

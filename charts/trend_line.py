"""One or several indicators, regions or members over time."""

from collections.abc import Sequence
from datetime import timedelta

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import BreakLine, Mark, Scale, Series
from charts.style import BOUND_SYMBOLS, COLOURS, DASHES, SMALL_SIZE, SYMBOLS, THEMES, axis, layout, literal, marked_line
from charts.ticks import period_ticks, value_ticks

HEIGHT = 380
MOST_LABELS = 7
SHORT_LABEL, FEW_LABELS = 5, 4
MOST_LETTERS = 30


def trend_line(series: list[Series], breaks: list[BreakLine], scale: Scale, theme: str) -> go.Figure:
    """Lines with markers; a gap where a period is missing or a definition breaks, open markers for bounds.

    A single highlighted series carries the texts of its figures; several series carry their names. What is not
    highlighted is context: thin and grey behind the others, named on hover only.
    """
    figure = go.Figure(layout=layout(theme, HEIGHT))
    alone = sum(one.highlighted for one in series) == 1
    order = sorted(range(len(series)), key=lambda n: series[n].highlighted)
    colour_of = _colours(series, theme)
    for n in order:
        for trace in _traces(series[n], n, colour_of[n], alone and series[n].highlighted):
            figure.add_trace(trace)
    marks = [mark for one in series for mark in one.marks]
    _axes(figure, marks, scale, theme)
    for a_break in breaks:
        marked_line(figure, a_break.since, a_break.text, "dot", theme)
    legend = {"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    figure.update_layout(showlegend=len(series) > 1, legend=legend, margin={"l": 8, "r": 28, "t": 36, "b": 8})
    return figure


def _colours(series: list[Series], theme: str) -> list[str]:
    """A colour for each highlighted series in order; grey for the context."""
    palette, colours, used = COLOURS[theme], [], 0
    for one in series:
        colours.append(palette[used % len(palette)] if one.highlighted else THEMES[theme]["context"])
        used += one.highlighted
    return colours


def _traces(one: Series, n: int, colour: str, alone: bool) -> list[go.Scatter]:
    """A trace for each unbroken stretch of the line, and one for the figures known only by a bound."""
    dash = n % len(DASHES) if one.highlighted else 0
    texts = _texts(one.marks) if alone else {}
    traces = [_stretch(stretch, one, dash, colour, texts) for stretch in stretches(one.marks)]
    if bounds := [mark for mark in one.marks if mark.bound != "exact"]:
        traces.append(_bounds_trace(bounds, one, colour, alone))
    traces[0].showlegend = one.highlighted
    return traces


def _stretch(marks: list[Mark], one: Series, dash: int, colour: str, texts: dict[Mark, str]) -> go.Scatter:
    return go.Scatter(
        x=[mark.at for mark in marks],
        y=[mark.number for mark in marks],
        text=[texts.get(mark, "") for mark in marks],
        customdata=[hover_text(mark.hover) for mark in marks],
        name=hover_text((one.name,)),
        legendgroup=literal(one.name),
        showlegend=False,
        mode="lines+markers+text",
        textposition=[_side(n, marks, one.marks) for n in range(len(marks))],
        textfont={"size": SMALL_SIZE + 1, "color": colour},
        line={"color": colour, "width": 2.5 if one.highlighted else 1.2, "dash": DASHES[dash]},
        marker={
            "size": 9 if one.highlighted else 5,
            "symbol": [SYMBOLS[dash] + ("-open-dot" if mark.inferred else "") for mark in marks],
            "color": colour,
            "line": {"color": colour, "width": 1.5},
            "opacity": 1,
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _bounds_trace(bounds: list[Mark], one: Series, colour: str, alone: bool) -> go.Scatter:
    """Figures known only by a bound: never joined to the line."""
    return go.Scatter(
        x=[mark.at for mark in bounds],
        y=[mark.number for mark in bounds],
        text=[literal(mark.text) if alone and len(bounds) == 1 else "" for mark in bounds],
        customdata=[hover_text(mark.hover) for mark in bounds],
        name=hover_text((one.name,)),
        showlegend=False,
        mode="markers+text",
        textposition="top center",
        textfont={"size": SMALL_SIZE, "color": colour},
        marker={
            "symbol": [BOUND_SYMBOLS[mark.bound] for mark in bounds],
            "size": 12 if one.highlighted else 7,
            "color": colour,
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def stretches(marks: tuple[Mark, ...]) -> list[list[Mark]]:
    """The exact marks in stretches that a line may join: none runs over a gap, a break or a bound."""
    stretches: list[list[Mark]] = []
    for before, mark in zip((None, *marks), marks, strict=False):
        if mark.bound != "exact":
            continue
        if not stretches or not mark.joined or (before is not None and before.bound != "exact"):
            stretches.append([])
        stretches[-1].append(mark)
    return stretches


def _side(n: int, marks: list[Mark], all_marks: tuple[Mark, ...]) -> str:
    """Where the text at a mark stands clear of the line and of the edges: above its neighbours or under them."""
    around = [one.number for one in marks[max(0, n - 1) : n + 2] if one is not marks[n]]
    low = around and marks[n].number < sum(around) / len(around)
    along = (
        "right"
        if marks[n] is all_marks[0] and len(all_marks) > 1
        else "left"
        if marks[n] is all_marks[-1]
        else "center"
    )
    return f"{'bottom' if low else 'top'} {along}"


def _texts(marks: tuple[Mark, ...]) -> dict[Mark, str]:
    """The texts at marks: at all where they fit beside each other on a phone, else at the extremes and the last."""
    exact = [mark for mark in marks if mark.bound == "exact"]
    if not exact or _fit(marks):
        return {mark: literal(mark.text) for mark in exact}
    low, high = min(exact, key=lambda one: one.number), max(exact, key=lambda one: one.number)
    return {mark: literal(mark.text) for mark in (low, high, exact[-1])}


def _fit(marks: Sequence[Mark]) -> bool:
    return sum(len(mark.text) for mark in marks) <= MOST_LETTERS


def _axes(figure: go.Figure, marks: list[Mark], scale: Scale, theme: str) -> None:
    if not marks:
        return
    numbers = [mark.number for mark in marks]
    values, texts = value_ticks(0 if scale.from_zero else min(numbers), max(numbers), scale)
    room = (values[-1] - values[0]) * 0.08
    labels = max(len(mark.label) for mark in marks)
    ticks = period_ticks(marks, FEW_LABELS if labels > SHORT_LABEL else MOST_LABELS)
    spread = max((marks_end := max(m.at for m in marks)) - (marks_start := min(m.at for m in marks)), timedelta(365))
    figure.update_xaxes(
        axis(
            theme,
            tickvals=[mark.at for mark in ticks],
            ticktext=[literal(mark.label) for mark in ticks],
            range=[marks_start - spread * 0.07, marks_end + spread * 0.07],
            tickangle=0,
            showgrid=False,
            showline=True,
        )
    )
    figure.update_yaxes(axis(theme, tickvals=values, ticktext=texts, range=[values[0], values[-1] + room]))

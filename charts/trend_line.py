"""One or several indicators, regions or members over time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import plotly.graph_objects as go

from charts.control_lines import MOST_WHISKERS, limit_lines, limit_traces, numbers_of, with_whiskers
from charts.hover import hover_text
from charts.labels import ALONE, IN_A_PANEL, Inked, Spot, sides_of
from charts.marks import BreakLine, Mark, Scale, Series
from charts.picking import ids_of
from charts.style import BOUND_SYMBOLS, COLOURS, DASHES, SMALL_SIZE, SYMBOLS, THEMES, axis, layout, literal, marked_line
from charts.ticks import period_ticks, value_ticks
from charts.whiskers import whiskers

HEIGHT = 380
# Marks of a line: fewer than a hundred can be told apart one by one.
SIZES, CROWDED = (9, 5), 100
MOST_LABELS = 7
# The colour of what stands out.
SIGNAL = 1
SHORT_LABEL, FEW_LABELS = 5, 4
MOST_LETTERS = 30
ROOM, BESIDE = 0.08, 0.07
# In pixels, between the end of a whisker and the text beyond it.
BEYOND = 4


class Label(NamedTuple):
    """The text at a mark, on which side of it, and the end of the whisker beyond which it stands, if it does."""

    text: str
    side: str
    beyond: float | None = None


class Frame(NamedTuple):
    """The plot: its first and last day, its lowest and highest value, the ticks of the values and their texts."""

    start: date
    end: date
    low: float
    high: float
    values: list[float]
    texts: list[str]

    def spot(self, mark: Mark) -> Spot:
        """Where a mark lies in it."""
        return self.upright(mark.at, (mark.number - self.low) / (self.high - self.low))

    def ends(self, mark: Mark) -> tuple[Spot, Spot]:
        """Where the whisker of a mark begins and ends."""
        low, high = (mark.number if end is None else end for end in (mark.low, mark.high))
        return self.spot(replace(mark, number=low)), self.spot(replace(mark, number=high))

    def upright(self, at: date, up: float) -> Spot:
        """A place on the line across the plot at a day."""
        return Spot((at - self.start) / (self.end - self.start), up)


def trend_line(
    series: list[Series], breaks: list[BreakLine], scale: Scale, theme: str, in_a_panel: bool = False
) -> go.Figure:
    """Lines with markers; a gap where a period is missing or a definition breaks, open markers for bounds.

    A single highlighted series carries the texts of its figures; several series carry their names. What is not
    highlighted is context: thin and grey behind the others, named on hover only. The title of a panel says the latest
    figure, which then has no text at its mark.
    """
    figure = go.Figure(layout=layout(theme, HEIGHT))
    alone = sum(one.highlighted for one in series) == 1
    order = sorted(range(len(series)), key=lambda n: series[n].highlighted)
    colour_of = _colours(series, theme)
    marks = [mark for one in series for mark in one.marks]
    told = next((one for one in series if alone and one.highlighted), None)
    frame = _frame_of(marks, numbers_of(told.marks) if told else [], scale) if marks else None
    for n in order:
        shown, alarm = {}, ""
        if frame and series[n] is told:
            shown, alarm = _labels(series[n], series, breaks, frame, in_a_panel), COLOURS[theme][SIGNAL]
            figure.update_layout(annotations=_beyond(shown, colour_of[n]))
            figure.add_traces(limit_traces(series[n].marks, theme))
        for trace in _traces(series[n], n, colour_of[n], shown, alarm):
            figure.add_trace(trace)
    if frame:
        _axes(figure, marks, frame, theme)
    for a_break in breaks:
        marked_line(figure, a_break.since, a_break.text, "dot", theme)
    legend = {"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    figure.update_layout(showlegend=len(series) > 1, legend=legend, margin={"l": 8, "r": 38, "t": 36, "b": 8})
    return figure


def _colours(series: list[Series], theme: str) -> list[str]:
    """A colour for each highlighted series in order; grey for the context."""
    palette, colours, used = COLOURS[theme], [], 0
    for one in series:
        colours.append(palette[used % len(palette)] if one.highlighted else THEMES[theme]["context"])
        used += one.highlighted
    return colours


def _traces(one: Series, n: int, colour: str, shown: dict[Mark, Label], alarm: str) -> list[go.Scatter]:
    """A trace for each unbroken stretch of the line, and one for the figures known only by a bound.

    `alarm` is the colour of marks that stand out, empty where a line tells neither them nor its intervals.
    """
    dash = n % len(DASHES) if one.highlighted else 0
    traces = [_stretch(stretch, one, dash, colour, shown) for stretch in stretches(one.marks)]
    if alarm:
        for trace, stretch in zip(traces, stretches(one.marks), strict=True):
            _tell(trace, stretch, len(one.marks), colour, alarm)
    if bounds := [mark for mark in one.marks if mark.bound != "exact"]:
        traces.append(_bounds_trace(bounds, one, colour, shown))
    traces[0].showlegend = one.highlighted
    return traces


def _stretch(marks: list[Mark], one: Series, dash: int, colour: str, shown: dict[Mark, Label]) -> go.Scatter:
    return go.Scatter(
        x=[mark.at for mark in marks],
        y=[mark.number for mark in marks],
        text=[shown[mark].text if mark in shown else "" for mark in marks],
        texttemplate=_in_place(marks, shown),
        customdata=[hover_text(mark.hover) for mark in marks],
        ids=ids_of(marks),
        name=hover_text((one.name,)),
        legendgroup=literal(one.name),
        showlegend=False,
        mode="lines+markers+text",
        textposition=[shown[mark].side if mark in shown else "top center" for mark in marks],
        textfont={"size": SMALL_SIZE + 1, "color": colour},
        line={"color": colour, "width": 2.5 if one.highlighted else 1.2, "dash": DASHES[dash]},
        marker={
            "size": SIZES[len(one.marks) > CROWDED] if one.highlighted else 5,
            "symbol": [SYMBOLS[dash] + ("-open-dot" if mark.inferred else "") for mark in marks],
            "color": colour,
            "line": {"color": colour, "width": 1.5},
            "opacity": 1,
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _in_place(marks: list[Mark], shown: dict[Mark, Label]) -> list[str] | None:
    """Which texts are drawn at their marks; those beyond a whisker are not, yet files read them there."""
    beyond = [mark in shown and shown[mark].beyond is not None for mark in marks]
    return ["" if away else "%{text}" for away in beyond] if any(beyond) else None


def _beyond(shown: dict[Mark, Label], colour: str) -> list[dict[str, object]]:
    """The texts beyond the ends of whiskers."""
    font = {"size": SMALL_SIZE + 1, "color": colour}
    above = {"yanchor": "bottom", "yshift": BEYOND}
    below = {"yanchor": "top", "yshift": -BEYOND}
    return [
        {
            **{"x": mark.at, "y": label.beyond, "text": label.text, "font": font, "showarrow": False, "borderpad": 0},
            **(above if label.side.startswith("top") else below),
        }
        for mark, label in shown.items()
        if label.beyond is not None
    ]


def _tell(trace: go.Scatter, marks: list[Mark], of: int, colour: str, alarm: str) -> None:
    """Whiskers at the marks of a line of `of` marks, and diamonds at those that stand out."""
    if of <= MOST_WHISKERS and any(mark.low is not None for mark in marks):
        trace.error_y = whiskers(marks, colour)
    if any(mark.signal for mark in marks):
        symbols = zip(trace.marker.symbol, marks, strict=True)
        trace.marker.symbol = ["diamond" if mark.signal else symbol for symbol, mark in symbols]
        trace.marker.color = [alarm if mark.signal else colour for mark in marks]
        trace.marker.line.color = trace.marker.color
        trace.marker.size = [trace.marker.size + 3 * bool(mark.signal) for mark in marks]


def _bounds_trace(bounds: list[Mark], one: Series, colour: str, shown: dict[Mark, Label]) -> go.Scatter:
    """Figures known only by a bound: never joined to the line."""
    return go.Scatter(
        x=[mark.at for mark in bounds],
        y=[mark.number for mark in bounds],
        text=[shown[mark].text if mark in shown else "" for mark in bounds],
        customdata=[hover_text(mark.hover) for mark in bounds],
        ids=ids_of(bounds),
        name=hover_text((one.name,)),
        showlegend=False,
        mode="markers+text",
        textposition=[shown[mark].side if mark in shown else "top center" for mark in bounds],
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


def _labels(
    one: Series, series: list[Series], breaks: list[BreakLine], frame: Frame, in_a_panel: bool
) -> dict[Mark, Label]:
    """The texts at the marks of a series, each where it covers no mark and no line."""
    marks = [mark for other in series for mark in other.marks]
    place = {id(mark): n for n, mark in enumerate(marks)}
    joined = [pair for other in series for stretch in stretches(other.marks) for pair in pairwise(stretch)]
    upright = [(frame.upright(a_break.since, 0), frame.upright(a_break.since, 1)) for a_break in breaks]
    inked = Inked(
        marks=[frame.spot(mark) for mark in marks],
        joined=[(place[id(a)], place[id(b)]) for a, b in joined],
        whiskers={place[id(mark)]: frame.ends(mark) for mark in with_whiskers(one.marks)},
        lines=[*upright, *((frame.spot(begin), frame.spot(end)) for begin, end in limit_lines(one.marks))],
    )
    told = one.marks[-1:] if in_a_panel else ()
    shown = {place[id(mark)]: mark for mark in _labelled(one.marks) if mark not in told}
    sides = sides_of({n: mark.text for n, mark in shown.items()}, inked, IN_A_PANEL if in_a_panel else ALONE)
    ends = {"top center": "high", "bottom center": "low"}
    return {
        mark: Label(
            literal(mark.text), sides[n], getattr(mark, ends.get(sides[n], ""), None) if n in inked.whiskers else None
        )
        for n, mark in shown.items()
        if n in sides
    }


def _labelled(marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks with a text, the last and the extremes first: these only where all would not fit on a phone.

    Of the figures known only by a bound, one that is alone.
    """
    exact = [mark for mark in marks if mark.bound == "exact"]
    bounds = [mark for mark in marks if mark.bound != "exact"]
    if exact:
        by_number = sorted(exact, key=lambda one: one.number)
        first = (exact[-1], by_number[-1], by_number[0])
        exact = list({id(mark): mark for mark in (*first, *(exact if _fit(marks) else ()))}.values())
    return exact + (bounds if len(bounds) == 1 else [])


def _fit(marks: Sequence[Mark]) -> bool:
    return sum(len(mark.text) for mark in marks) <= MOST_LETTERS


def _frame_of(marks: list[Mark], told: list[float], scale: Scale) -> Frame:
    """The plot around marks and what is told of them, with room above, and below where no axis starts at zero."""
    numbers = [mark.number for mark in marks] + told
    values, texts = value_ticks(0 if scale.from_zero else min(numbers), max(numbers), scale)
    room = (values[-1] - values[0]) * ROOM
    start, end = min(mark.at for mark in marks), max(mark.at for mark in marks)
    spread = max(end - start, timedelta(365)) * BESIDE
    low = values[0] - (0 if scale.from_zero or min(numbers) > values[0] + room else room)
    return Frame(start - spread, end + spread, low, values[-1] + room, values, texts)


def _axes(figure: go.Figure, marks: list[Mark], frame: Frame, theme: str) -> None:
    labels = max(len(mark.label) for mark in marks)
    ticks = period_ticks(marks, FEW_LABELS if labels > SHORT_LABEL else MOST_LABELS)
    figure.update_xaxes(
        axis(
            theme,
            tickvals=[mark.at for mark in ticks],
            ticktext=[literal(mark.label) for mark in ticks],
            range=[frame.start, frame.end],
            tickangle=0,
            showgrid=False,
            showline=True,
        )
    )
    figure.update_yaxes(axis(theme, tickvals=frame.values, ticktext=frame.texts, range=[frame.low, frame.high]))

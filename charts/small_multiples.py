"""One small panel for each member over time, all on the same axes, with the whole in grey behind."""

from datetime import timedelta
from itertools import pairwise

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.labels import ASIDE, Inked, Plot, sides_of, wide
from charts.marks import BreakLine, Mark, Scale, Series
from charts.picking import ids_of
from charts.style import BOUND_SYMBOLS, COLOURS, SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import period_ticks, value_ticks
from charts.trend_line import Frame, stretches

COLUMNS = 2
ROW, TICKS, NAME_LINE, AROUND = 118, 30, 16, 16
BETWEEN = 0.09
# The room beside the first and the last mark, and above and below the lines, for texts.
SPREAD, ABOVE = 0.2, 0.16
# Behind a line of more marks its text has room, up to so much of a panel; over a line of few a text stands clear.
MOST_BEHIND, MOST_BESIDE = 0.5, 6
# In a panel of a phone two periods have room under the axis, and a name so many letters in a line.
MOST_TICKS, WIDEST_NAME = 1, 20
# A panel on a phone, on paper and on a desk.
PLOTS = (Plot(138, ROW, 10), Plot(250, ROW, 10), Plot(480, ROW, 10))


def small_multiples(
    panels: list[Series], behind: Series | None, breaks: list[BreakLine], scale: Scale, theme: str
) -> go.Figure:
    """The panels in rows of two; at the last mark its text where that is clear, a dotted line at a break."""
    rows = -(-len(panels) // COLUMNS)
    names = [hover_text((panel.name,), WIDEST_NAME) for panel in panels]
    name = NAME_LINE * max((one.count("<br>") + 1 for one in names), default=1)
    figure = go.Figure(layout=layout(theme, AROUND + name + (ROW + TICKS) * rows + name * (rows - 1)))
    marks = [mark for one in (*panels, *([behind] if behind else [])) for mark in one.marks]
    behind_marks = max((_behind(panel) for panel in panels), default=0)
    frame = _frame(marks, scale, behind_marks)
    for n, panel in enumerate(panels):
        if behind:
            for trace in _traces(behind, n, "", THEMES[theme]["context"]):
                figure.add_trace(trace)
        for trace in _traces(panel, n, _side(panel, behind, breaks, frame), COLOURS[theme][0]):
            figure.add_trace(trace)
    for n in range(len(panels)):
        _place(figure, n, rows, name)
        _axes(figure, n, marks, frame, theme)
    # All at once: Plotly copies every earlier one for each that is added.
    figure.update_layout(
        annotations=[_title(n, name, theme) for n, name in enumerate(names)],
        shapes=[_break_line(n, one, theme) for n in range(len(panels)) for one in breaks],
    )
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 12, "t": name + 4, "b": TICKS})


def _name(letter: str, n: int) -> str:
    return f"{letter}{n + 1 if n else ''}"


def _traces(one: Series, n: int, side: str, colour: str) -> list[go.Scatter]:
    """The unbroken stretches of a line in a panel, and its bounds; the last mark has its text on a side, or none."""
    size, width = (7, 2.2) if one.highlighted else (4, 1.2)
    last = one.marks[-1]
    shared = {
        "xaxis": _name("x", n),
        "yaxis": _name("y", n),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "textfont": {"size": SMALL_SIZE, "color": colour},
    }
    groups = [(group, "lines+markers+text") for group in stretches(one.marks)]
    bounds = [mark for mark in one.marks if mark.bound != "exact"]
    groups += [(bounds, "markers+text")] if bounds else []
    return [
        go.Scatter(
            x=[mark.at for mark in group],
            y=[mark.number for mark in group],
            text=[literal(mark.text) if mark is last and side else "" for mark in group],
            customdata=[hover_text(mark.hover) for mark in group],
            ids=ids_of(group),
            mode=mode,
            textposition=side or "top left",
            line={"color": colour, "width": width},
            marker={"color": colour, "size": size, "symbol": [_symbol(mark) for mark in group], "opacity": 1},
            **shared,
        )
        for group, mode in groups
    ]


def _is_long(one: Series) -> bool:
    """Whether a line has so many marks that a text over its last ones would lie on it: it stands behind the last."""
    return len(one.marks) > MOST_BESIDE


def _behind(one: Series) -> float:
    """How much of a panel the text behind the last mark of a line takes on a phone; 0 where it stands elsewhere."""
    part = (wide(one.marks[-1].text) + ASIDE + 1 - PLOTS[0].margin) / PLOTS[0].width
    return part if _is_long(one) and part <= MOST_BEHIND else 0


def _side(panel: Series, behind: Series | None, breaks: list[BreakLine], frame: Frame) -> str:
    """Where the text at the last mark stands clear in a panel of any width; empty where it does so nowhere."""
    lines = [panel, *([behind] if behind else [])]
    marks = [mark for one in lines for mark in one.marks]
    place = {id(mark): n for n, mark in enumerate(marks)}
    joined = [pair for one in lines for group in stretches(one.marks) for pair in pairwise(group)]
    upright = [(frame.upright(one.since, 0), frame.upright(one.since, 1)) for one in breaks]
    last = panel.marks[-1]
    inked = Inked(
        [frame.spot(mark) for mark in marks], [(place[id(a)], place[id(b)]) for a, b in joined], lines=upright
    )
    first = ("middle right",) if _is_long(panel) else ()
    return sides_of({place[id(last)]: last.text}, inked, PLOTS, first).get(place[id(last)], "")


def _symbol(mark: Mark) -> str:
    return BOUND_SYMBOLS.get(mark.bound, "circle-open-dot" if mark.inferred else "circle")


def _place(figure: go.Figure, n: int, rows: int, name: int) -> None:
    """Where a panel lies; the names of the first row stand in the margin above, those of the others between rows."""
    row, column = divmod(n, COLUMNS)
    width, whole = (1 - BETWEEN) / COLUMNS, ROW * rows + (TICKS + name) * (rows - 1)
    left, top = column * (width + BETWEEN), 1 - row * (ROW + TICKS + name) / whole
    across, up = _name("xaxis", n), _name("yaxis", n)
    figure.layout[across] = {"domain": [left, left + width], "anchor": _name("y", n)}
    figure.layout[up] = {"domain": [max(top - ROW / whole, 0), top], "anchor": _name("x", n)}


def _frame(marks: list[Mark], scale: Scale, part: float) -> Frame:
    """The same for every panel, with such a part of it free behind the last mark."""
    numbers = [mark.number for mark in marks]
    values, texts = value_ticks(0 if scale.from_zero else min(numbers), max(numbers), scale)
    first, last = min(mark.at for mark in marks), max(mark.at for mark in marks)
    spread, room = max(last - first, timedelta(365)) * SPREAD, (values[-1] - values[0]) * ABOVE
    behind = max(spread, (last - first + spread) * (part / (1 - part)))
    low = values[0] - (0 if scale.from_zero else room)
    return Frame(first - spread, last + behind, low, values[-1] + room, values, texts)


def _axes(figure: go.Figure, n: int, marks: list[Mark], frame: Frame, theme: str) -> None:
    """The same axes in every panel; values stand beside the left ones only."""
    ticks = period_ticks(marks, MOST_TICKS)
    written = {"tickvals": [mark.at for mark in ticks], "ticktext": [literal(mark.label) for mark in ticks]}
    along = {"range": [frame.start, frame.end], "tickangle": 0, "showgrid": False, "showline": True}
    figure.layout[_name("xaxis", n)].update(axis(theme, **written, **along))
    beside = {"tickvals": frame.values[::2], "ticktext": frame.texts[::2], "showticklabels": n % COLUMNS == 0}
    figure.layout[_name("yaxis", n)].update(axis(theme, **beside, range=[frame.low, frame.high]))


def _title(n: int, name: str, theme: str) -> dict[str, object]:
    """The name over a panel."""
    place = {"x": 0, "xref": f"{_name('x', n)} domain", "y": 1, "yref": f"{_name('y', n)} domain"}
    font = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    beside = {"xanchor": "left", "yanchor": "bottom", "align": "left", "showarrow": False}
    return {"text": name, "font": font, **place, **beside}


def _break_line(n: int, a_break: BreakLine, theme: str) -> dict[str, object]:
    line = {"color": THEMES[theme]["muted"], "width": 1.2, "dash": "dot"}
    ends = {"x0": a_break.since, "x1": a_break.since, "y0": 0, "y1": 1}
    return {"type": "line", "xref": _name("x", n), "yref": f"{_name('y', n)} domain", "line": line, **ends}

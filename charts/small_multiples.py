"""One small panel for each member over time, all on the same axes, with the whole in grey behind."""

from datetime import timedelta

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import BreakLine, Mark, Scale, Series
from charts.picking import ids_of
from charts.style import BOUND_SYMBOLS, COLOURS, SMALL_SIZE, THEMES, axis, layout, literal
from charts.ticks import period_ticks, value_ticks
from charts.trend_line import stretches

COLUMNS = 2
ROW, TICKS, NAME_LINE, AROUND = 118, 30, 16, 16
BETWEEN = 0.09
# The room beside the first and the last mark, and above and below the lines, for texts.
ASIDE, ABOVE = 0.2, 0.16
# Behind a long line a letter takes so much of its span; over a line of few marks a text stands clear.
PER_LETTER, MOST_BESIDE = 0.07, 6
# In a panel of a phone two periods have room under the axis, and a name so many letters in a line.
MOST_TICKS, WIDEST_NAME = 1, 20


def small_multiples(
    panels: list[Series], behind: Series | None, breaks: list[BreakLine], scale: Scale, theme: str
) -> go.Figure:
    """The panels in rows of two; the text at the last mark of each, a dotted line where a definition breaks."""
    rows = -(-len(panels) // COLUMNS)
    names = [hover_text((panel.name,), WIDEST_NAME) for panel in panels]
    name = NAME_LINE * max((one.count("<br>") + 1 for one in names), default=1)
    figure = go.Figure(layout=layout(theme, AROUND + name + (ROW + TICKS) * rows + name * (rows - 1)))
    for n, panel in enumerate(panels):
        if behind:
            for trace in _traces(behind, n, THEMES[theme]["context"]):
                figure.add_trace(trace)
        for trace in _traces(panel, n, COLOURS[theme][0]):
            figure.add_trace(trace)
    marks = [mark for one in (*panels, *([behind] if behind else [])) for mark in one.marks]
    letters = max((len(panel.marks[-1].text) for panel in panels if _is_long(panel)), default=0)
    for n in range(len(panels)):
        _place(figure, n, rows, name)
        _axes(figure, n, marks, scale, letters, theme)
    # All at once: Plotly copies every earlier one for each that is added.
    figure.update_layout(
        annotations=[_title(n, name, theme) for n, name in enumerate(names)],
        shapes=[_break_line(n, one, theme) for n in range(len(panels)) for one in breaks],
    )
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 12, "t": name + 4, "b": TICKS})


def _name(letter: str, n: int) -> str:
    return f"{letter}{n + 1 if n else ''}"


def _traces(one: Series, n: int, colour: str) -> list[go.Scatter]:
    """The unbroken stretches of a line in a panel, and its bounds."""
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
            text=[literal(mark.text) if mark is last and one.highlighted else "" for mark in group],
            customdata=[hover_text(mark.hover) for mark in group],
            ids=ids_of(group),
            mode=mode,
            textposition="middle right" if _is_long(one) else _side(group),
            line={"color": colour, "width": width},
            marker={"color": colour, "size": size, "symbol": [_symbol(mark) for mark in group], "opacity": 1},
            **shared,
        )
        for group, mode in groups
    ]


def _is_long(one: Series) -> bool:
    """Whether a line has so many marks that a text over its last ones would lie on it: it stands behind the last."""
    return len(one.marks) > MOST_BESIDE


def _side(marks: list[Mark]) -> str:
    """Where the text at the last mark stands clear of the line: above it, or under it where the line comes down."""
    falls = len(marks) > 1 and marks[-1].number < marks[-2].number
    return f"{'bottom' if falls else 'top'} {'left' if len(marks) > 1 else 'center'}"


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


def _axes(figure: go.Figure, n: int, marks: list[Mark], scale: Scale, letters: int, theme: str) -> None:
    """The same axes in every panel, with room for so many letters behind; values stand beside the left ones only."""
    numbers = [mark.number for mark in marks]
    values, texts = value_ticks(0 if scale.from_zero else min(numbers), max(numbers), scale)
    first, last = min(mark.at for mark in marks), max(mark.at for mark in marks)
    spread = max(last - first, timedelta(365)) * ASIDE
    ticks, room = period_ticks(marks, MOST_TICKS), (values[-1] - values[0]) * ABOVE
    low = values[0] - (0 if scale.from_zero else room)
    written = {"tickvals": [mark.at for mark in ticks], "ticktext": [literal(mark.label) for mark in ticks]}
    behind = max(spread, (last - first) * letters * PER_LETTER)
    along = {"range": [first - spread, last + behind], "tickangle": 0, "showgrid": False, "showline": True}
    figure.layout[_name("xaxis", n)].update(axis(theme, **written, **along))
    beside = {"tickvals": values[::2], "ticktext": texts[::2], "showticklabels": n % COLUMNS == 0}
    figure.layout[_name("yaxis", n)].update(axis(theme, **beside, range=[low, values[-1] + room]))


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

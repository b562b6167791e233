"""One region over many indicators: each row a scale of its own, from the worst of all regions to the best."""

import plotly.graph_objects as go

from charts.classes import class_colour, class_symbol
from charts.hover import hover_text
from charts.marks import SpineRow
from charts.picking import ids_of
from charts.rows import middles, named_and_told, row_height, row_names
from charts.style import SMALL_SIZE, THEMES, axis, layout, literal
from charts.whiskers import whiskers

ROW, AROUND, DOT = 36, 56, 13
# The axis goes so far that on a phone a dot at its end stands clear of names and texts.
THICK, THIN, EDGE = 18, 10, 1.18
# A text beside a row is broken into lines that leave room for the row on a phone.
WIDEST_TEXT, WIDEST_TREND, TREND_SIZE = 14, 16, 11
RAISED, PER_LINE = 18, 10


def spine(rows: list[SpineRow], words: tuple[str, str, str], theme: str) -> go.Figure:
    """A light bar from worst to best, a box of the middle half, the region's figure as a dot with its class.

    `words` say what lies at the left, at the line down the middle, and at the right.
    """
    names = row_names([row.name for row in rows])
    texts = [_told(row, theme) for row in rows]
    heights = [row_height([name, text], ROW) for name, text in zip(names, texts, strict=True)]
    # The engine of pictures leaves out a name whose lines might reach beyond the edge.
    under = PER_LINE * names[-1].count("<br>") if names else 0
    figure = go.Figure(layout=layout(theme, AROUND + under + (sum(heights) or ROW)))
    places = middles(heights)
    figure.add_trace(_span([(row.worst, row.best) for row in rows], places, THIN, THEMES[theme]["grid"]))
    figure.add_trace(_span([(row.lower, row.upper) for row in rows], places, THICK, THEMES[theme]["context"]))
    figure.add_traces([_middle(sum(heights), theme), _dots(rows, places, theme)])
    figure.update_xaxes(axis(theme, range=[-EDGE, EDGE], showticklabels=False, showgrid=False, showline=False))
    named_and_told(figure, names, texts, heights, theme)
    figure.update_yaxes(showgrid=False)
    figure.update_layout(annotations=_words(words, theme), barmode="overlay", showlegend=False)
    return figure.update_layout(margin={"l": 8, "r": 8, "t": 48, "b": 8 + under})


def _told(row: SpineRow, theme: str) -> str:
    """The text of a row, and in smaller letters under it what is said of its course."""
    text = hover_text((row.text,), WIDEST_TEXT)
    if not row.trend:
        return text
    trend = hover_text((row.trend,), WIDEST_TREND)
    return f'{text}<br><span style="color:{THEMES[theme]["muted"]};font-size:{TREND_SIZE}px">{trend}</span>'


def _span(ends: list[tuple[float, float]], places: list[float], width: int, colour: str) -> go.Bar:
    """A bar in each row between two ends."""
    return go.Bar(
        base=[begin for begin, _ in ends],
        x=[end - begin for begin, end in ends],
        y=places,
        orientation="h",
        width=width,
        marker={"color": colour, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _middle(high: int, theme: str) -> go.Scatter:
    """The line of the comparator: over the bars, under the dots."""
    line = {"color": THEMES[theme]["muted"], "width": 1.5}
    return go.Scatter(x=[0, 0], y=[0, high], mode="lines", line=line, hoverinfo="skip")


def _dots(rows: list[SpineRow], places: list[float], theme: str) -> go.Scatter:
    dots = go.Scatter(
        x=[row.number for row in rows],
        y=places,
        yaxis="y2",
        mode="markers",
        customdata=[hover_text(row.hover) for row in rows],
        ids=ids_of(rows),
        marker={
            "color": [class_colour(row.side, row.judged, theme) for row in rows],
            "symbol": [class_symbol(row.side) for row in rows],
            "size": DOT,
            "line": {"color": THEMES[theme]["paper"], "width": 1.5},
        },
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    if any(row.low is not None for row in rows):
        dots.error_x = whiskers(rows, THEMES[theme]["ink"])
    return dots


def _words(words: tuple[str, str, str], theme: str) -> list[dict[str, object]]:
    """The words over the ends, and higher up the one over the line: on a phone they would not fit beside each other."""
    shared = {
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"size": SMALL_SIZE, "color": THEMES[theme]["muted"]},
    }
    worst, middle, best = (literal(word) for word in words)
    stem = {"arrowhead": 0, "arrowwidth": 1.5, "arrowcolor": THEMES[theme]["muted"], "ax": 0, "ay": -RAISED}
    return [
        {**shared, "text": worst, "x": -1, "xanchor": "left", "showarrow": False},
        {**shared, "text": best, "x": 1, "xanchor": "right", "showarrow": False},
        {**shared, "text": middle, "x": 0, "xanchor": "center", "showarrow": True, **stem},
    ]

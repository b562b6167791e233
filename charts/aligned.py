"""Several series of the same periods, one under the other: time is shared, every series has an axis of its own."""

import plotly.graph_objects as go

from charts.marks import BreakLine, Panel
from charts.style import SMALL_SIZE, THEMES, layout, literal
from charts.trend_line import trend_line

PANEL, AROUND = 220, 72
# What of a panel's height stands empty over it for its title of two lines, and between it and the one above.
TITLE_ROOM = 0.34


def aligned(panels: list[Panel], breaks: list[BreakLine], theme: str) -> go.Figure:
    """A panel for each series over one axis of time; nothing is drawn against anything else's scale."""
    share = 1 / len(panels)
    figure = go.Figure(layout=layout(theme, AROUND + PANEL * len(panels)))
    together = trend_line([panel.series for panel in panels], breaks, panels[0].scale, theme)
    for n, panel in enumerate(panels):
        number = "" if n == 0 else str(n + 1)
        own = trend_line([panel.series], breaks, panel.scale, theme, in_a_panel=True)
        figure.add_traces([trace.update(yaxis=f"y{number}") for trace in own.data])
        top = 1 - n * share - TITLE_ROOM * share
        figure.update_layout({f"yaxis{number}": {**_plain(own.layout.yaxis), "domain": [1 - (n + 1) * share, top]}})
        for label in _at(own, "y"):
            figure.add_annotation(label.update(yref=f"y{number}"))
        figure.add_annotation(**_title(panel, top, theme))
    last = f"y{len(panels)}" if len(panels) > 1 else "y"
    figure.update_xaxes({**_plain(together.layout.xaxis), "anchor": last})
    for shape in together.layout.shapes:
        figure.add_shape(shape)
    for words in _at(together, "paper"):
        figure.add_annotation(words)
    return figure.update_layout(showlegend=False, margin={"l": 8, "r": 38, "t": 28, "b": 8})


def _at(figure: go.Figure, yref: str) -> list[go.layout.Annotation]:
    """The texts of a figure that stand at a value (`y`), or over its plot (`paper`)."""
    return [one for one in figure.layout.annotations if (one.yref or "y") == yref]


def _plain(axis: go.layout.XAxis | go.layout.YAxis) -> dict[str, object]:
    plain: dict[str, object] = axis.to_plotly_json()
    return plain


def _title(panel: Panel, top: float, theme: str) -> dict[str, object]:
    """What a panel counts and its latest figure, which would lie on the line where panels are low."""
    latest = panel.series.marks[-1]
    font = {"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper", "yanchor": "bottom", "yshift": 14}
    text = f"<b>{literal(panel.title)}</b><br>{literal(latest.label)}: <b>{literal(latest.text)}</b>"
    return {**place, "text": text, "showarrow": False, "align": "left", "font": font}

"""What a whole consists of, period by period: bars of 100 % in parts."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Layer
from charts.style import COLOURS, SMALL_SIZE, THEMES, axis, layout, literal, readable_on

ROW, AROUND, LEGEND_ROW, BELOW = 34, 44, 22, 30
# A narrower part has no room for its text on a phone: it is said on hover and in the table.
NARROWEST = 12
PALER = 0.5


def stacked_bars(layers: list[Layer], rows: list[str], theme: str) -> go.Figure:
    """A bar of 100 % for each row, the first on top, with the layers in order and their shares written inside."""
    rows = [literal(row) for row in rows]
    figure = go.Figure(layout=layout(theme, AROUND + ROW * len(rows) + LEGEND_ROW * len(layers)))
    for n, one in enumerate(layers):
        figure.add_trace(_layer(one, layer_colour(n, theme), theme))
    figure.update_xaxes(axis(theme, range=[0, 100], tickvals=[0, 50, 100], ticktext=["0%", "50%", "100%"], tickangle=0))
    figure.update_yaxes(axis(theme, autorange="reversed", type="category", tickvals=rows, categoryarray=rows))
    figure.update_yaxes(showgrid=False, tickfont={"size": SMALL_SIZE + 1, "color": THEMES[theme]["ink"]})
    below = {"y": -BELOW / (ROW * max(len(rows), 1)), "yanchor": "top", "x": 0}
    legend = {"orientation": "h", "traceorder": "normal", "font": {"size": SMALL_SIZE}, **below}
    return figure.update_layout(barmode="stack", bargap=0.2, legend=legend, margin={"l": 8, "r": 20, "t": 8, "b": 8})


def layer_colour(n: int, theme: str) -> str:
    """A colour for each layer: the palette, then the same hues half way to the paper."""
    palette = COLOURS[theme]
    colour = palette[n % len(palette)]
    for _ in range(n // len(palette)):
        colour = _mixed(colour, THEMES[theme]["paper"])
    return colour


def _mixed(colour: str, paper: str) -> str:
    pairs = ((int(colour[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{int(one + (two - one) * PALER):02x}" for one, two in pairs)


def _layer(one: Layer, colour: str, theme: str) -> go.Bar:
    return go.Bar(
        x=[bar.number for bar in one.bars],
        y=[literal(bar.name) for bar in one.bars],
        orientation="h",
        name=hover_text((one.name,)),
        text=[literal(bar.text) if bar.number >= NARROWEST else "" for bar in one.bars],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": SMALL_SIZE, "color": readable_on(colour)},
        customdata=[hover_text(bar.hover) for bar in one.bars],
        marker={"color": colour, "line": {"color": THEMES[theme]["paper"], "width": 1}},
        hovertemplate="%{customdata}<extra></extra>",
    )

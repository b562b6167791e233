"""Regions over several periods as a table of coloured cells: a row for each region, a column for each period."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Shade, Tile
from charts.picking import ids_of
from charts.shading import ink, keys, scale_of_colours, square
from charts.style import SMALL_SIZE, THEMES, axis, layout, literal

# In pixels: a row, the names of the columns above, the scale of colours and the legend below.
ROW, ABOVE, BELOW = 28, 34, 112


def heat_map(tiles: list[Tile], rows: list[str], columns: list[str], shade: Shade, theme: str) -> go.Figure:
    """The cells with their numbers, under the names of periods and beside those of regions; the legend under them."""
    body = ROW * len(rows)
    figure = go.Figure(layout=layout(theme, ABOVE + body + BELOW))
    figure.update_layout(shapes=[square(tile, theme) for tile in tiles])
    figure.add_trace(_cells(tiles, theme))
    figure.add_traces([*keys(tiles, shade, theme), scale_of_colours(shade, theme, -8 / body)])
    names = {"tickfont": {"size": SMALL_SIZE, "color": THEMES[theme]["ink"]}, "showgrid": False, "tickangle": 0}
    across = {"tickvals": list(range(len(columns))), "ticktext": [literal(name) for name in columns], "side": "top"}
    figure.update_xaxes(axis(theme, **names, **across, range=[-0.5, len(columns) - 0.5]))
    down = {"tickvals": list(range(len(rows))), "ticktext": [literal(name) for name in rows]}
    figure.update_yaxes(axis(theme, **names, **down, range=[len(rows) - 0.5, -0.5]))
    legend = {"orientation": "h", "y": -64 / body, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(legend=legend, margin={"l": 8, "r": 4, "t": ABOVE, "b": BELOW})


def _cells(tiles: list[Tile], theme: str) -> go.Scatter:
    return go.Scatter(
        x=[tile.column for tile in tiles],
        y=[tile.row for tile in tiles],
        text=[literal(tile.text) for tile in tiles],
        customdata=[hover_text(tile.hover) for tile in tiles],
        ids=ids_of(tiles),
        mode="markers+text",
        # Nothing to see: without it a cell without a number would say nothing when touched.
        marker={"size": ROW, "symbol": "square", "opacity": 0},
        textfont={"size": SMALL_SIZE - 1, "color": [ink(tile, theme) for tile in tiles]},
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )

"""Regions as tiles of one size where they lie: a map that makes no region large for its land."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Shade, Tile
from charts.picking import ids_of
from charts.shading import ink, keys, scale_of_colours, square
from charts.style import SMALL_SIZE, axis, layout, literal

ROW, AROUND = 50, 96


def tile_map(tiles: list[Tile], shade: Shade, theme: str) -> go.Figure:
    """A tile for each region with its name and number, coloured by `shade`; what has no figure looks like why not.

    The legend under the map says what the colours mean, and what each look that occurs means.
    """
    rows = max(tile.row for tile in tiles) + 1
    columns = max(tile.column for tile in tiles) + 1
    figure = go.Figure(layout=layout(theme, AROUND + ROW * rows))
    figure.update_layout(shapes=[square(tile, theme) for tile in tiles])
    for named in (True, False):
        figure.add_trace(_texts([tile for tile in tiles if named or tile.text], named, theme))
    figure.add_traces([*keys(tiles, shade, theme), scale_of_colours(shade, theme)])
    hidden = axis(theme, visible=False, automargin=False)
    figure.update_xaxes({**hidden, "range": [-0.5, columns - 0.5], "constrain": "domain"})
    figure.update_yaxes({**hidden, "range": [rows - 0.5, -0.5], "scaleanchor": "x", "scaleratio": 1})
    legend = {"orientation": "h", "y": -0.2, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(legend=legend, margin={"l": 4, "r": 4, "t": 8, "b": 88})


def _texts(tiles: list[Tile], named: bool, theme: str) -> go.Scatter:
    """The names, in the upper half of the tiles, or the numbers, in the lower half."""
    shift = 0.0 if not named else -0.17
    return go.Scatter(
        x=[tile.column for tile in tiles],
        y=[tile.row + (shift if tile.text else 0) + (0 if named else 0.2) for tile in tiles],
        text=[literal(tile.name if named else tile.text) for tile in tiles],
        customdata=[hover_text(tile.hover) for tile in tiles],
        ids=ids_of(tiles),
        mode="text",
        textfont={"size": 12 if named else 10, "color": [ink(tile, theme) for tile in tiles]},
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )

"""Regions as tiles of one size where they lie: a map that makes no region large for its land."""

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Shade, Tile
from charts.style import SMALL_SIZE, THEMES, axis, layout, literal, readable_on, sequence

GAP = 0.05
ROW, AROUND = 50, 96
BAR_WIDTH = 260
LOOKS = ("unknown", "cut", "outside")
DASH = {"unknown": "dot", "cut": "dash", "outside": "solid"}


def tile_map(tiles: list[Tile], shade: Shade, theme: str) -> go.Figure:
    """A tile for each region with its name and number, coloured by `shade`; three looks for what has no figure.

    The legend under the map says what the colours mean, and what each look that occurs means.
    """
    rows = max(tile.row for tile in tiles) + 1
    columns = max(tile.column for tile in tiles) + 1
    figure = go.Figure(layout=layout(theme, AROUND + ROW * rows))
    for tile in tiles:
        figure.add_shape(**_square(tile, theme))
    for named in (True, False):
        figure.add_trace(_texts([tile for tile in tiles if named or tile.text], named, theme))
    for look in LOOKS:
        if any(tile.look == look for tile in tiles):
            figure.add_trace(_key(look, shade.looks[look], theme))
    figure.add_trace(_colours(shade, theme))
    hidden = axis(theme, visible=False, automargin=False)
    figure.update_xaxes({**hidden, "range": [-0.5, columns - 0.5], "constrain": "domain"})
    figure.update_yaxes({**hidden, "range": [rows - 0.5, -0.5], "scaleanchor": "x", "scaleratio": 1})
    legend = {"orientation": "h", "y": -0.2, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(legend=legend, margin={"l": 4, "r": 4, "t": 8, "b": 88})


def _square(tile: Tile, theme: str) -> dict[str, object]:
    colours, half = THEMES[theme], 0.5 - GAP
    filled = tile.look == "figure"
    fill = sequence(tile.shade, theme) if filled else colours["grid"] if tile.look == "cut" else "rgba(0,0,0,0)"
    line = {"width": 0} if filled else {"width": 1.2, "dash": DASH[tile.look], "color": colours["muted"]}
    place = {"x0": tile.column - half, "x1": tile.column + half, "y0": tile.row - half, "y1": tile.row + half}
    return {"type": "rect", "layer": "below", "fillcolor": fill, "line": line, **place}


def _texts(tiles: list[Tile], named: bool, theme: str) -> go.Scatter:
    """The names, in the upper half of the tiles, or the numbers, in the lower half."""
    shift = 0.0 if not named else -0.17
    return go.Scatter(
        x=[tile.column for tile in tiles],
        y=[tile.row + (shift if tile.text else 0) + (0 if named else 0.2) for tile in tiles],
        text=[literal(tile.name if named else tile.text) for tile in tiles],
        customdata=[hover_text(tile.hover) for tile in tiles],
        mode="text",
        textfont={"size": 12 if named else 10, "color": [_ink(tile, theme) for tile in tiles]},
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _ink(tile: Tile, theme: str) -> str:
    if tile.look != "figure":
        return THEMES[theme]["muted"]
    return readable_on(sequence(tile.shade, theme))


def _key(look: str, words: str, theme: str) -> go.Scatter:
    colours = THEMES[theme]
    fill = colours["grid"] if look == "cut" else colours["paper"]
    symbol = "circle" if look == "unknown" else "square"
    marker = {"symbol": symbol, "size": 12, "color": fill, "line": {"width": 1.2, "color": colours["muted"]}}
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=literal(words), hoverinfo="skip")


def _colours(shade: Shade, theme: str) -> go.Scatter:
    """Nothing but the scale of colours, with the texts of its ends and what it measures."""
    steps = [[place / 4, sequence(place / 4, theme)] for place in range(5)]
    bar = {
        "orientation": "h",
        "x": 0.5,
        "y": -0.02,
        "yanchor": "top",
        "xanchor": "center",
        "lenmode": "pixels",
        "len": BAR_WIDTH,
        "thickness": 10,
        "outlinewidth": 0,
        "tickvals": [0, 1],
        "ticktext": [literal(shade.lowest), literal(shade.highest)],
        "tickfont": {"size": SMALL_SIZE},
        "title": {"text": literal(shade.name), "side": "top", "font": {"size": SMALL_SIZE}},
    }
    marker = {"color": [0], "cmin": 0, "cmax": 1, "colorscale": steps, "showscale": True, "colorbar": bar, "opacity": 0}
    return go.Scatter(x=[0], y=[0], mode="markers", marker=marker, showlegend=False, hoverinfo="skip")

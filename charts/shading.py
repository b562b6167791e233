"""Cells coloured by what they measure: their squares, the key to looks without a figure, the scale of colours."""

import plotly.graph_objects as go

from charts.marks import Shade, Tile
from charts.style import COLOURS, SMALL_SIZE, THEMES, literal, readable_on, sequence

GAP = 0.05
BAR_WIDTH = 180
LOOKS = ("unknown", "cut", "outside", "withheld", "bare")
DASH = {"unknown": "dot", "cut": "dash", "outside": "solid", "withheld": "dashdot", "bare": "solid"}
SYMBOLS = {"unknown": "circle", "cut": "square", "outside": "square", "withheld": "diamond", "bare": "square"}


def square(tile: Tile, theme: str) -> dict[str, object]:
    """The cell of a tile: filled with its colour, or outlined in the way of its look."""
    colours, half = THEMES[theme], 0.5 - GAP
    filled = tile.look == "figure"
    fill = sequence(tile.shade, theme) if filled else colours["grid"] if tile.look == "cut" else "rgba(0,0,0,0)"
    line: dict[str, object] = {"width": 0}
    if not filled:
        line = {"width": 1.2, "dash": DASH[tile.look], "color": colours["muted"]}
    if tile.highlighted:
        line = {"width": 3, "color": COLOURS[theme][1]}
    place = {"x0": tile.column - half, "x1": tile.column + half, "y0": tile.row - half, "y1": tile.row + half}
    return {"type": "rect", "layer": "below", "fillcolor": fill, "line": line, **place}


def ink(tile: Tile, theme: str) -> str:
    """The colour in which a text on a tile can be read."""
    if tile.look != "figure":
        return THEMES[theme]["ink" if tile.look == "bare" else "muted"]
    return readable_on(sequence(tile.shade, theme))


def keys(tiles: list[Tile], shade: Shade, theme: str) -> list[go.Scatter]:
    """The entries of the legend for the looks that occur."""
    looks = {tile.look for tile in tiles}
    return [_key(look, shade.looks[look], theme) for look in LOOKS if look in looks]


def _key(look: str, words: str, theme: str) -> go.Scatter:
    colours = THEMES[theme]
    fill = colours["grid"] if look == "cut" else colours["paper"]
    line = {"width": 1.2, "color": colours["muted"]}
    marker = {"symbol": SYMBOLS[look], "size": 12, "color": fill, "line": line}
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=literal(words), hoverinfo="skip")


def scale_of_colours(shade: Shade, theme: str, y: float = -0.02) -> go.Scatter:
    """Nothing but the scale of colours, with the texts of its ends and what it measures; `y` is its place."""
    steps = [[place / 4, sequence(place / 4, theme)] for place in range(5)]
    bar = {
        "orientation": "h",
        "x": 0.5,
        "y": y,
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

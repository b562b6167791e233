"""Regions on a reviewed boundary map, the South China Sea in a frame beside it, the map's number under both."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.hover import hover_text
from charts.marks import Shade, Tile
from charts.picking import ids_of
from charts.shading import LOOKS, keys, scale_of_colours
from charts.style import COLOURS, SMALL_SIZE, THEMES, layout, literal, sequence

# In pixels: both frames, and what stands under them, where no island can be.
FRAMES, BELOW = 380, 172
TITLE_AT, NUMBER_AT, SCALE_AT, LEGEND_AT = 2, 22, 44, 104
ISLANDS = ("south_china_sea", "diaoyu_dao")
NOTHING = "rgba(0,0,0,0)"
BORDER, ISLAND_BORDER, CHOSEN_BORDER, SIGN = 0.6, 1.2, 3, 7
# Albers' projection, as maps of China are drawn; its frame ends where the land does. Plotly puts `center`, and not the
# middle of the frame, into the middle of the place: they must be one.
MAIN: dict[str, Any] = {
    "domain": {"x": [0, 0.79], "y": [0, 1]},
    "projection": {"type": "conic equal area", "parallels": [25, 47], "rotation": {"lon": 105}},
    "lonaxis": {"range": [79.5, 126.5]},
    "lataxis": {"range": [17, 53.2]},
    "center": {"lon": 102.58, "lat": 36.1},
}
INSET: dict[str, Any] = {
    "domain": {"x": [0.81, 1], "y": [0, 0.33]},
    "projection": {"type": "mercator"},
    "lonaxis": {"range": [104.5, 125.5]},
    "lataxis": {"range": [2, 25]},
    "center": {"lon": 115, "lat": 13.79},
}


def boundary_map(
    tiles: list[Tile], shade: Shade, geometry_url: str, inset: str, review_number: str, theme: str
) -> go.Figure:
    """The regions in their colours; those without a figure are pale and carry the sign that the legend explains.

    `inset` names the frame of the South China Sea, `review_number` is the line that a map must never be without.
    Browsers fetch the geometry from its address, where each region is found by its code and islands by their names.
    """
    figure = go.Figure(layout=layout(theme, FRAMES + BELOW))
    by_code: dict[str, Any] = {"geojson": geometry_url, "featureidkey": "properties.code", "locationmode": "geojson-id"}
    figure.add_traces(_lands(tiles, shade, theme, {**by_code, "geo": "geo"}))
    figure.add_traces(_lands(tiles, shade, theme, {**by_code, "geo": "geo2", "showscale": False}))
    figure.add_traces(_signs(tiles, shade, theme, by_code))
    plain = {"visible": False, "bgcolor": NOTHING}
    frame = {"showframe": True, "framewidth": 1, "framecolor": THEMES[theme]["muted"]}
    figure.update_layout(geo={**plain, **MAIN}, geo2={**plain, **frame, **INSET})
    lines = [_line(inset, TITLE_AT, 1, "right", theme), _line(review_number, NUMBER_AT, 0.5, "center", theme)]
    legend = {"orientation": "h", "y": -LEGEND_AT / FRAMES, "yanchor": "top", "x": 0, "font": {"size": SMALL_SIZE}}
    return figure.update_layout(annotations=lines, legend=legend, margin={"l": 4, "r": 4, "t": 8, "b": BELOW - 8})


def _lands(tiles: list[Tile], shade: Shade, theme: str, on: dict[str, Any]) -> list[go.Choropleth]:
    """What one frame shows: regions without a figure, those with one, islands, and the borders of what was chosen."""
    muted, grid, paper = (THEMES[theme][name] for name in ("muted", "grid", "paper"))
    figures = [tile for tile in tiles if tile.look == "figure"]
    others = [tile for tile in tiles if tile.look != "figure"]
    chosen = [tile.id for tile in tiles if tile.highlighted]
    pale = [grid if tile.look == "cut" else paper for tile in others]
    coloured = [sequence(tile.shade, theme) for tile in figures]
    lands = [
        _land([tile.id for tile in others], pale, muted, BORDER, _told(others) | on),
        _land([tile.id for tile in figures], coloured, muted, BORDER, _measured(figures, shade, theme) | on),
        _land(ISLANDS, [muted] * len(ISLANDS), muted, ISLAND_BORDER, on),
        _land(chosen, [NOTHING] * len(chosen), COLOURS[theme][1], CHOSEN_BORDER, on),
    ]
    return [land for land in lands if land.locations]


def _land(ids: Sequence[str], fills: list[str], border: str, width: float, more: dict[str, Any]) -> go.Choropleth:
    """Features in one colour each; `meta` holds the colours for those who draw without Plotly's maps."""
    last = max(len(fills) - 1, 1)
    steps = [[n / last, fill] for n, fill in enumerate(fills)] if len(fills) > 1 else [[n, *fills] for n in (0, 1)]
    colours = {"z": list(range(len(fills))), "zmin": 0, "zmax": last, "colorscale": steps if fills else None}
    line = {"color": border, "width": width}
    quiet = {"showscale": False, "hoverinfo": "skip", "marker": {"line": line}, "meta": fills}
    return go.Choropleth({"locations": list(ids), **colours, **quiet, **more})


def _told(tiles: list[Tile]) -> dict[str, Any]:
    """What regions say when they are touched, and the names that a click chooses."""
    said = [hover_text(tile.hover) for tile in tiles]
    return {
        "customdata": said,
        "ids": ids_of(tiles),
        "hoverinfo": None,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _measured(tiles: list[Tile], shade: Shade, theme: str) -> dict[str, Any]:
    """What regions with a figure are coloured by, with the scale of colours under the frames."""
    scale = scale_of_colours(shade, theme, -SCALE_AT / FRAMES).marker
    measured = {"z": [tile.shade for tile in tiles], "zmin": 0, "zmax": 1, "colorscale": scale.colorscale}
    return {**_told(tiles), **measured, "showscale": True, "colorbar": scale.colorbar.to_plotly_json()}


def _signs(tiles: list[Tile], shade: Shade, theme: str, on: dict[str, Any]) -> list[go.Scattergeo]:
    """The sign of each look that occurs, on its regions and in the legend: open, so that no small region is hidden."""
    looks = [look for look in LOOKS if any(tile.look == look for tile in tiles)]
    signs = []
    for look, key in zip(looks, keys(tiles, shade, theme), strict=True):
        ids = [tile.id for tile in tiles if tile.look == look]
        fill = key.marker.color if look == "cut" else NOTHING
        marker = {"symbol": key.marker.symbol, "size": SIGN, "color": fill, "line": key.marker.line.to_plotly_json()}
        signs.append(go.Scattergeo(locations=ids, mode="markers", marker=marker, name=key.name, hoverinfo="skip", **on))
    return signs


def _line(text: str, below: int, x: float, anchor: str, theme: str) -> dict[str, Any]:
    """A line of words under the frames, so many pixels below them."""
    place = {"x": x, "xref": "paper", "xanchor": anchor, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -below}
    font = {"size": SMALL_SIZE, "color": THEMES[theme]["muted"]}
    return {**place, "text": literal(text), "font": font, "showarrow": False, "borderpad": 0}

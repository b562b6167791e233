"""The boundary map for pictures: its regions as filled outlines, for an engine that fetches nothing from an address.

The figure keeps its frames, colours, signs and texts; only Plotly's maps become plain axes.
"""

import json
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.maps import BaseMap
from views.boundary import address_of, shown_map

Points = NDArray[np.float64]
Shapes = dict[str, list[list[Points]]]
AXES = {"geo": ("x", "y"), "geo2": ("x2", "y2")}
KEPT = ("name", "marker", "mode", "hoverinfo")
# Less than this part of its frame cannot be seen: a quarter of a pixel of most pictures.
FINEST = 1 / 1500


class MapGoneError(Exception):
    """A figure names a boundary map that may no longer be shown."""


def outlined(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure on the boundary map with outlines in the place of its addresses; every other figure as it is.

    Raises MapGoneError when the map it names is not the one that may be shown.
    """
    traces = figure["data"]
    addresses = {trace["geojson"] for trace in traces if "geojson" in trace}
    if not addresses:
        return figure
    shown = shown_map()
    if shown is None or addresses != {address_of(shown)}:
        raise MapGoneError(", ".join(sorted(addresses)))
    shapes, plan = _shapes(shown), figure["layout"]
    drawn = [part for trace in traces for part in _drawn(trace, shapes, plan)]
    rest = {name: part for name, part in plan.items() if name not in AXES}
    axes = {name: axis for geo in AXES for name, axis in _axes(geo, plan[geo]).items()}
    return {**figure, "data": drawn, "layout": {**rest, **axes}}


@lru_cache(maxsize=1)
def _shapes(shown: BaseMap) -> Shapes:
    """The polygons of every feature, by its name."""
    features = json.loads(shown.geojson)["features"]
    return {
        one["properties"]["code"]: [
            [np.asarray(ring, dtype=float)[:, :2] for ring in polygon] for polygon in one["geometry"]["coordinates"]
        ]
        for one in features
    }


def _drawn(trace: dict[str, Any], shapes: Shapes, plan: dict[str, Any]) -> list[dict[str, Any]]:
    """What a trace becomes on plain axes."""
    if "geojson" not in trace:
        return [trace]
    geo = trace.get("geo", "geo")
    on = {"type": "scatter", "xaxis": AXES[geo][0], "yaxis": AXES[geo][1]}
    if trace["type"] == "scattergeo":
        middles = _projected(np.array([_middle(shapes[id]) for id in trace["locations"]]), plan[geo])
        kept = {name: trace[name] for name in KEPT if name in trace}
        return [{**on, **kept, "x": middles[:, 0].tolist(), "y": middles[:, 1].tolist()}]
    lands = [
        {
            **on,
            **_filled(shapes[id], plan[geo]),
            "fillcolor": fill,
            "line": {**trace["marker"]["line"], "simplify": False},
        }
        for id, fill in zip(trace["locations"], trace["meta"], strict=True)
    ]
    return [*lands, *([_scale(trace, on)] if trace["showscale"] else [])]


def _filled(polygons: list[list[Points]], geo: dict[str, Any]) -> dict[str, Any]:
    """Polygons as one line that is filled, with a gap between rings; holes are wound the other way."""
    finest = FINEST * (geo["lataxis"]["range"][1] - geo["lataxis"]["range"][0])
    rings = [_projected(_thinned(ring, finest), geo) for polygon in polygons for ring in polygon]
    reach = _reach(geo)
    gap = np.full((1, 2), np.nan)
    seen = [part for ring in rings if _meets(ring, reach) for part in (ring, gap)]
    points = np.vstack(seen[:-1] or [gap])
    x, y = ([None if np.isnan(one) else float(one) for one in side] for side in points.T)
    return {"x": x, "y": y, "mode": "lines", "fill": "toself", "hoverinfo": "skip", "showlegend": False}


def _thinned(ring: Points, finest: float) -> Points:
    """A ring without the points that lie where the one before lies; an island that small keeps all of them."""
    places = np.round(ring / finest)
    kept = np.r_[True, (places[1:] != places[:-1]).any(axis=1)]
    kept[-1] = True
    return ring[kept] if kept.sum() >= 4 else ring


def _middle(polygons: list[list[Points]]) -> Points:
    """Where Plotly puts a sign: the mean of the points of the largest polygon."""
    largest = max(polygons, key=lambda polygon: _area(polygon[0]))
    middle: Points = largest[0][:-1].mean(axis=0)
    return middle


def _area(ring: Points) -> float:
    x, y = ring.T
    return abs(float((x[1:] * y[:-1] - x[:-1] * y[1:]).sum()))


def _scale(trace: dict[str, Any], on: dict[str, Any]) -> dict[str, Any]:
    """Nothing but the scale of colours of a trace."""
    ends = {"cmin": trace["zmin"], "cmax": trace["zmax"], "colorscale": trace["colorscale"]}
    marker = {"color": [0], **ends, "showscale": True, "colorbar": trace["colorbar"], "opacity": 0}
    return {**on, "x": [0], "y": [0], "mode": "markers", "marker": marker, "showlegend": False, "hoverinfo": "skip"}


def _axes(geo: str, plan: dict[str, Any]) -> dict[str, Any]:
    """The two axes of a frame: as far as the frame reaches, to one scale, in the middle of its place."""
    across, up = AXES[geo]
    frame = {"showline": plan.get("showframe", False), "mirror": True, "linecolor": plan.get("framecolor")}
    common = {"showgrid": False, "zeroline": False, "showticklabels": False, "constrain": "domain", **frame}
    sides = zip((across, up), (up, across), _reach(plan).T.tolist(), ("x", "y"), strict=True)
    made = {
        f"{one[0]}axis{one[1:]}": {**common, "anchor": other, "range": reach, "domain": plan["domain"][side]}
        for one, other, reach, side in sides
    }
    made[f"yaxis{up[1:]}"] |= {"scaleanchor": across, "scaleratio": 1}
    return made


def _meets(ring: Points, reach: Points) -> bool:
    """Whether a ring may show in a frame."""
    return bool((ring.max(axis=0) >= reach[0]).all() and (ring.min(axis=0) <= reach[1]).all())


def _reach(plan: dict[str, Any]) -> Points:
    """The lower left and the upper right corner of a frame, as its border reaches."""
    west, east = plan["lonaxis"]["range"]
    south, north = plan["lataxis"]["range"]
    along, beside = np.linspace(west, east, 100), np.linspace(south, north, 100)
    ends = [(along, np.full(100, south)), (along, np.full(100, north))]
    ends += [(np.full(100, west), beside), (np.full(100, east), beside)]
    border = _projected(np.vstack([np.column_stack(end) for end in ends]), plan)
    return np.array([border.min(axis=0), border.max(axis=0)])


def _projected(points: Points, plan: dict[str, Any]) -> Points:
    """Degrees as places in the plane: Albers' conic projection where two parallels are given, else Mercator's."""
    lon, lat = np.radians(points).T
    projection = plan["projection"]
    if "parallels" not in projection:
        return np.column_stack([lon, np.log(np.tan(np.pi / 4 + lat / 2))])
    one, other = np.sin(np.radians(projection["parallels"]))
    cone = (one + other) / 2
    radius = np.sqrt(1 + one * other - 2 * cone * np.sin(lat)) / cone
    turned = cone * (lon - np.radians(projection["rotation"]["lon"]))
    return np.column_stack([radius * np.sin(turned), -radius * np.cos(turned)])

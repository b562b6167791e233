"""The geometry of the boundary map by the sha256 of its content, and the empty world that Plotly asks for with it."""

import json
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.maps import BaseMap
from views.boundary import ADDRESS, address_of, shown_map
from web.answering import answered, unknown_name
from web.assets import A_YEAR, coding, packed

# Plotly draws no region before it has read coasts and borders of its own; these are none.
WORLD = "world_110m.json"
LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
NONE: dict[str, object] = {"type": "GeometryCollection", "geometries": []}
EMPTY = json.dumps({"type": "Topology", "arcs": [], "objects": dict.fromkeys(LAYERS, NONE)})
# The next quality takes three times as long for a few per cent.
QUALITY = 6


def world(_: Request) -> Response:
    """A world without coasts and borders: ours come with the reviewed map alone."""
    return Response(EMPTY, media_type="application/json")


def geometry(request: Request) -> Response:
    """The geometry of the map that may be shown now; of no other one."""
    shown, asked = shown_map(), request.path_params["name"]
    if shown is None or ADDRESS + asked != address_of(shown):
        raise unknown_name(asked, [WORLD, *([address_of(shown).removeprefix(ADDRESS)] if shown else [])])
    accepted = coding(request.scope)
    headers = {"cache-control": A_YEAR, "vary": "accept-encoding"}
    headers |= {"content-encoding": accepted} if accepted else {}
    return Response(_compressed(shown, accepted), media_type="application/geo+json", headers=headers)


@lru_cache(maxsize=4)
def _compressed(shown: BaseMap, accepted: str) -> bytes:
    """The geometry as a browser takes it, kept: a map is many times larger than a page."""
    return packed(shown.geojson, accepted, QUALITY) if accepted else shown.geojson


ROUTES = [Route(f"{ADDRESS}{WORLD}", answered(world)), Route(f"{ADDRESS}{{name}}", answered(geometry))]

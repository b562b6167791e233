"""Regions on the boundary map that a bureau supplied; without one nothing is drawn, and how to supply it is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from charts.boundary_map import boundary_map
from charts.marks import Shade, Tile
from charts.style import as_json
from data.maps import SLOT, BaseMap, Fault, MapRefusedError, base_map
from regions import provinces, region, regions
from words import say

BOUNDARY = "boundary"
# Where the door serves geometry, by the sha256 of its content, and what else Plotly asks for with it.
ADDRESS = "/assets/maps/"


@dataclass(frozen=True)
class Boundary:
    """Whether there is a map (`there`, `absent`, `refused`), what is said of that, and every fault of a refused one."""

    state: str
    text: str
    faults: tuple[str, ...] = ()


def shown_map() -> BaseMap | None:
    """The map that may be shown: None when none was supplied, or when it is refused."""
    try:
        return base_map([unit.id for unit in provinces()], SLOT)
    except MapRefusedError:
        return None


def map_identity() -> tuple[str, ...]:
    """What tells the map that may be shown from another one; empty for none."""
    found = shown_map()
    return (found.address, found.review_number, found.source, found.date.isoformat()) if found else ()


def boundary_state(language: str) -> Boundary:
    """Whether the map is there, and in words why not, or of what origin it is."""
    try:
        found = base_map([unit.id for unit in provinces()], SLOT)
    except MapRefusedError as refused:
        faults = tuple(_worded(fault, language) for fault in refused.faults)
        return Boundary("refused", say("map_refused", language), faults)
    if found is None:
        return Boundary("absent", say("map_absent", language))
    said = {"source": found.source, "date": found.date.isoformat(), "number": found.review_number}
    return Boundary("there", say("map_there", language, **said))


def boundary_figure(tiles: list[Tile], shade: Shade, language: str, theme: str) -> str:
    """The regions on the map, as Plotly's JSON; empty where there is no map to show."""
    shown = shown_map()
    if shown is None:
        return ""
    number = say("map_number", language, number=shown.review_number)
    return as_json(boundary_map(tiles, shade, address_of(shown), say("map_inset", language), number, theme))


def address_of(shown: BaseMap) -> str:
    """Where the geometry of a map is served."""
    return f"{ADDRESS}{shown.address}.geojson"


def _worded(fault: Fault, language: str) -> str:
    rule, values = fault
    return say(rule, language, **_named(values, language))


def _named(values: Mapping[str, str], language: str) -> dict[str, str]:
    """The values of a fault, a province with its name beside its code."""
    named = dict(values)
    if values.get("name") in regions():
        named["name"] = f"{region(values['name']).short[language]} ({values['name']})"
    return named

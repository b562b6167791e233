"""The boundary map that a bureau supplies: shown only when it is whole, and never without its review number.

It lies in `data/maps/`: a map.toml and the GeoJSON that it names; README.md beside them says how to supply one.
"""

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from data import FOLDER

SLOT = FOLDER / "maps"
MAP = "map.toml"
# GS(2023)2767号, GS京(2022)1061号, 国审字(2020)第1234号.
REVIEW_NUMBER = re.compile(r"(?:GS[\u4e00-\u9fff]?|国审字)[(（](?:19|20)\d\d[)）]第?\d{1,5}号")
TAIWAN, SOUTH_CHINA_SEA, DIAOYU_DAO = "710000", "south_china_sea", "diaoyu_dao"
ROLES = (SOUTH_CHINA_SEA, DIAOYU_DAO)
Fault = tuple[str, Mapping[str, str]]
Ring = list[list[float]]
Polygon = list[Ring]
Stamps = tuple[tuple[str, int, int], ...]


class Box(NamedTuple):
    """A part of the earth, in degrees east and north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, ring: Ring) -> bool:
        """Whether every point of a ring lies in it."""
        points = np.asarray(ring)[:, :2]
        return bool(((points >= (self.west, self.south)) & (points <= (self.east, self.north))).all())


CHINA, DIAOYU_BOX = Box(73, 3, 136, 54), Box(123.4, 25.6, 124.6, 26.1)
# What lies south of the land is drawn in the inset alone, which reaches so far; beside it the legend may stand.
LAND, INSET = Box(73, 17.5, 136, 54), Box(105, 3, 125, 54)
SOUTHERN_END = 5.0


@dataclass(frozen=True)
class BaseMap:
    """A map that passed: what must be said of it, and its geometry as it is served, named by its own sha256.

    Every feature is named by `properties.code`: the code of its province, or its role.
    """

    review_number: str
    source: str
    date: date
    address: str
    geojson: bytes = field(compare=False, repr=False)


class MapRefusedError(Exception):
    """A map that must not be shown, with every fault: a key of words/interface.toml and what fills it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(" ".join((rule, *values.values())) for rule, values in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class _Feature:
    """One part of the map: a province by its code, or islands by their role; no polygons where it has other shapes."""

    id: str
    number: int
    polygons: list[Polygon]

    @property
    def name(self) -> str:
        return self.id or f"#{self.number}"

    @property
    def rings(self) -> list[Ring]:
        return [ring for polygon in self.polygons for ring in polygon]


def base_map(codes: Sequence[str], folder: Path = SLOT) -> BaseMap | None:
    """The map in the slot, which must show every one of `codes`; None when nothing was supplied.

    Checked again only when a file has changed. Raises MapRefusedError with all faults at once.
    """
    stamps = _stamps(folder)
    if MAP not in (name for name, _, _ in stamps):
        return None
    found = _checked(folder, tuple(codes), stamps)
    if not isinstance(found, BaseMap):
        raise MapRefusedError(found)
    return found


def _stamps(folder: Path) -> Stamps:
    """What tells the files from how they lay before."""
    try:
        found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


@lru_cache(maxsize=2)
def _checked(folder: Path, codes: tuple[str, ...], stamps: Stamps) -> BaseMap | tuple[Fault, ...]:
    """The map, or everything that is wrong with it: a refusal is remembered like a map."""
    assert stamps, "files that were seen"
    try:
        entry = tomllib.loads((folder / MAP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return (("map_unreadable", {"file": MAP}),)
    faults = list(_faults_of_entry(entry))
    raw = _raw(folder, str(entry.get("geojson", "")))
    if isinstance(raw, tuple):
        return (*faults, raw)
    digest = hashlib.sha256(raw).hexdigest()
    if digest != str(entry.get("sha256", "")).lower():
        faults.append(("map_checksum", {"file": entry["geojson"], "found": digest}))
    try:
        features = [_feature(number, one) for number, one in enumerate(json.loads(raw)["features"], 1)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return (*faults, ("map_unreadable", {"file": entry["geojson"]}))
    faults += _faults_of(features, codes)
    return tuple(faults) or _sound(entry, features)


def _faults_of_entry(entry: Mapping[str, Any]) -> Iterator[Fault]:
    number = str(entry.get("review_number", ""))
    if not number:
        yield "map_no_review_number", {}
    elif not REVIEW_NUMBER.fullmatch(number):
        yield "map_review_number_malformed", {"value": number}
    if not entry.get("source"):
        yield "map_no_source", {}
    try:
        date.fromisoformat(str(entry.get("date", "")))
    except ValueError:
        yield "map_no_date", {}


def _raw(folder: Path, name: str) -> bytes | Fault:
    """The file of the geometry, which lies in the slot itself."""
    path = folder / name
    if path.parent != folder or not path.is_file():
        return "map_file_missing", {"file": name or "geojson"}
    try:
        return path.read_bytes()
    except OSError:
        return "map_unreadable", {"file": name}


def _feature(number: int, feature: dict[str, Any]) -> _Feature:
    named, shape = feature.get("properties") or {}, feature.get("geometry") or {}
    role, code = named.get("role"), named.get("code")
    places = shape.get("coordinates")
    polygons: list[Any] = {"Polygon": [places], "MultiPolygon": places or []}.get(str(shape.get("type")), [])
    sound = all(polygon and all(map(_is_ring, polygon)) for polygon in polygons)
    return _Feature(role if role in ROLES else str(code or ""), number, polygons if sound else [])


def _is_ring(ring: Any) -> bool:
    """Whether it is a list of at least four points of numbers."""
    try:
        points = np.asarray(ring)
    except ValueError:
        return False
    fits = points.dtype.kind in "if" and points.ndim == 2 and len(points) >= 4 and points.shape[1] >= 2
    return fits and bool(np.isfinite(points).all())


def _faults_of(features: list[_Feature], codes: Sequence[str]) -> Iterator[Fault]:
    """Everything that is wrong with the geometry, feature by feature, then of the whole."""
    for one in features:
        yield from ((rule, {"name": one.name}) for rule in _faults_of_feature(one, codes))
    counted = Counter(one.id for one in features if one.id not in ROLES)
    yield from (("map_code_twice", {"name": id}) for id, count in counted.items() if id and count > 1)
    yield from (("map_no_province", {"name": code}) for code in codes if code not in counted)
    shapes = _shapes(features)
    sea = [ring for polygon in shapes.get(SOUTH_CHINA_SEA, []) for ring in polygon]
    if not sea:
        yield "map_no_south_china_sea", {}
    elif min(point[1] for ring in sea for point in ring) >= SOUTHERN_END or not all(map(INSET.holds, sea)):
        yield "map_south_china_sea_cut", {}
    if not any(DIAOYU_BOX.holds(polygon[0]) for polygon in _diaoyu_dao(shapes)):
        yield "map_no_diaoyu_dao", {}


def _faults_of_feature(one: _Feature, codes: Sequence[str]) -> Iterator[str]:
    if not one.id:
        yield "map_feature_without_code"
    elif one.id not in (*codes, *ROLES):
        yield "map_code_unknown"
    if not one.polygons:
        yield "map_not_polygons"
    if any(ring[0] != ring[-1] for ring in one.rings):
        yield "map_ring_open"
    if not all(map(CHINA.holds, one.rings)):
        yield "map_outside"
    elif not all(LAND.holds(ring) or INSET.holds(ring) for ring in one.rings):
        yield "map_legend_room"


def _shapes(features: list[_Feature]) -> dict[str, list[Polygon]]:
    """The polygons of every province and role, wherever they stand in the file."""
    shapes: dict[str, list[Polygon]] = {}
    for one in features:
        shapes.setdefault(one.id, []).extend(one.polygons)
    return shapes


def _diaoyu_dao(shapes: Mapping[str, list[Polygon]]) -> list[Polygon]:
    """钓鱼岛 and its islands: those of the role, else those of Taiwan that lie there."""
    taiwan = [polygon for polygon in shapes.get(TAIWAN, []) if DIAOYU_BOX.holds(polygon[0])]
    return shapes.get(DIAOYU_DAO) or taiwan


def _sound(entry: Mapping[str, Any], features: list[_Feature]) -> BaseMap:
    """The map as it is served: one feature a name, every ring wound as the browser's projection needs it."""
    shapes = _shapes(features)
    shapes[DIAOYU_DAO] = _diaoyu_dao(shapes)
    served = {"type": "FeatureCollection", "features": [_served(id, polygons) for id, polygons in shapes.items()]}
    content = json.dumps(served, separators=(",", ":")).encode()
    said = entry["review_number"], str(entry["source"]), date.fromisoformat(str(entry["date"]))
    return BaseMap(*said, hashlib.sha256(content).hexdigest(), content)


def _served(id: str, polygons: list[Polygon]) -> dict[str, Any]:
    wound = [[_wound(ring, clockwise=not n) for n, ring in enumerate(polygon)] for polygon in polygons]
    geometry = {"type": "MultiPolygon", "coordinates": wound}
    return {"type": "Feature", "properties": {"code": id}, "geometry": geometry}


def _wound(ring: Ring, clockwise: bool) -> Ring:
    """A ring turned the given way: for d3 what lies to the right is inside, or all the rest of the earth is."""
    x, y = np.asarray(ring)[:, :2].T
    is_clockwise = float(((x[1:] - x[:-1]) * (y[1:] + y[:-1])).sum()) > 0
    return ring if is_clockwise == clockwise else ring[::-1]

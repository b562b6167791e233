"""A schematic boundary map made by the test, a figure on it, and what the door answers about it."""

import asyncio
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from starlette.applications import Starlette

from charts.boundary_map import boundary_map
from charts.marks import Shade, Tile
from charts.style import as_json
from data.maps import BaseMap
from pages.parts.card import _config
from regions import provinces
from views.boundary import ADDRESS, shown_map
from views.cards import Card
from web.maps import ROUTES

CODES = [unit.id for unit in provinces()]
NUMBER = "GS(2023)2767号"
SHADE = Shade(
    name="占全国的比重",
    lowest="0.0%",
    highest="18.3%",
    looks={
        "unknown": "来源没有写明",
        "cut": "我们的副本被截断",
        "outside": "不在内地统计范围内",
        "withheld": "数量太少",
    },
)
Shape = list[Any]


def square(west: float, south: float, east: float, north: float) -> Shape:
    """A ring wound the way that GeoJSON wants it, counter-clockwise: the browser's projection wants the other one."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(shape: list[Shape], **named: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": named, "geometry": {"type": "MultiPolygon", "coordinates": shape}}


def province(code: str) -> dict[str, Any]:
    """A square where the unit has its tile; Hebei has a hole in it."""
    column, row = next(unit.tile for unit in provinces() if unit.id == code and unit.tile)
    west, north = 82 + 6 * column, 51 - 4.2 * row
    hole = [square(west + 1, north - 2, west + 2, north - 1)] if code == "130000" else []
    return feature([[square(west, north - 3.2, west + 4.5, north), *hole]], code=code)


def sound_features() -> list[dict[str, Any]]:
    sea = [[square(112.2, 3.8, 112.4, 4.0)], [square(111.5, 16.4, 112.6, 17.1)], [square(119.2, 15.0, 119.4, 18.0)]]
    diaoyu = feature([[square(123.45, 25.7, 123.5, 25.75)]], role="diaoyu_dao")
    return [*map(province, CODES), feature(sea, role="south_china_sea"), diaoyu]


def without(*ids: str) -> list[dict[str, Any]]:
    return [one for one in sound_features() if not set(one["properties"].values()) & set(ids)]


def moved(id: str, shape: list[Shape], **named: str) -> list[dict[str, Any]]:
    """The sound map with another shape in the place of one feature."""
    [own] = [one["properties"] for one in sound_features() if id in one["properties"].values()]
    return [*without(id), feature(shape, **own, **named)]


def supply(folder: Path, features: list[dict[str, Any]] | None = None, **given: str | None) -> Path:
    """Puts a map into a slot; what is given replaces lines of its map.toml, None takes one out."""
    content = {"type": "FeatureCollection", "features": sound_features() if features is None else features}
    (folder / "china.geojson").write_text(json.dumps(content), encoding="utf-8")
    digest = hashlib.sha256((folder / "china.geojson").read_bytes()).hexdigest()
    lines: dict[str, str | None] = {"geojson": "china.geojson", "review_number": NUMBER, "source": "测试用示意图"}
    lines |= {"date": "2023-12-01", "sha256": digest} | given
    entry = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in lines.items() if value]
    (folder / "map.toml").write_text("\n".join(entry), encoding="utf-8")
    return folder


def shown() -> BaseMap:
    """The map in the slot, which is sound."""
    found = shown_map()
    assert found
    return found


def tiles() -> list[Tile]:
    """Most units with a figure, each look once or more, one that was chosen."""
    looks = {"710000": "outside", "810000": "outside", "820000": "outside", "540000": "unknown"}
    looks |= {"630000": "cut", "640000": "withheld"}
    return [
        Tile(
            name=unit.short["zh"],
            column=0,
            row=0,
            text="1.2%",
            shade=n / 33,
            look=looks.get(unit.id, "figure"),
            hover=(unit.name["zh"], "1.2%"),
            id=unit.id,
            highlighted=unit.id == "370000",
        )
        for n, unit in enumerate(provinces())
    ]


def drawn_map(theme: str = "light", url: str = ADDRESS + "x.geojson") -> dict[str, Any]:
    figure = boundary_map(tiles(), SHADE, url, "南海诸岛", f"审图号：{NUMBER}", theme)
    parsed: dict[str, Any] = json.loads(as_json(figure))
    return parsed


def asked(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What the door's addresses of maps answer."""
    told: list[dict[str, Any]] = []
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": given, "root_path": ""}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    # In a thread of its own: where a browser is open, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(Starlette(routes=ROUTES)(scope, receive, cast(Any, send)))).result()
    named = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    return told[0]["status"], named, b"".join(one.get("body", b"") for one in told[1:])


def config_of_page(language: str) -> dict[str, Any]:
    """What a page tells Plotly beside the figure."""
    return _config(cast(Card, SimpleNamespace(figure='{"layout": {"height": 1}}', title="", release="")), language)

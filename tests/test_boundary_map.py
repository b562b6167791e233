"""The slot of the boundary map: refused with every fault by name and all at once, read once until it changes."""

import hashlib
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data import maps
from data.maps import ROLES, MapRefusedError, base_map
from tests.boundary_maps import CODES, Shape, feature, moved, province, sound_features, square, supply, without


@pytest.fixture
def supplied(tmp_path: Path) -> Callable[..., Path]:
    """Puts a map into a slot of the test's own."""
    return partial(supply, tmp_path)


def faults_of(folder: Path) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(MapRefusedError) as refused:
        base_map(CODES, folder)
    return [(rule, dict(values)) for rule, values in refused.value.faults]


HOLE = [[100, 30], [102, 30], [102, 32], [100, 31]]
FAULTS: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "map_no_province": (without("710000"), {"name": "710000"}),
    "map_no_south_china_sea": (without("south_china_sea"), {}),
    "map_south_china_sea_cut": (moved("south_china_sea", [[square(112, 5, 113, 6)]]), {}),
    "map_no_diaoyu_dao": (without("diaoyu_dao"), {}),
    "map_feature_without_code": ([*sound_features(), feature([[square(100, 30, 101, 31)]])], {"name": "#37"}),
    "map_code_unknown": ([*sound_features(), feature([[square(100, 30, 101, 31)]], code="999999")], {"name": "999999"}),
    "map_code_twice": ([*sound_features(), province("110000")], {"name": "110000"}),
    "map_ring_open": (moved("110000", [[HOLE]]), {"name": "110000"}),
    "map_outside": (moved("110000", [[square(138, 35, 139, 36)]]), {"name": "110000"}),
    "map_legend_room": (moved("460000", [[square(100, 10, 101, 11)]]), {"name": "460000"}),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_of_the_geometry_refuses_the_map_by_name(supplied, rule):
    features, values = FAULTS[rule]
    assert faults_of(supplied(features)) == [(rule, values)]


@pytest.mark.parametrize("code", ["710000", "810000", "820000", "460000"])
def test_each_missing_province_is_named(supplied, code):
    assert faults_of(supplied(without(code))) == [("map_no_province", {"name": code})]


@pytest.mark.parametrize(
    "sea",
    [
        [[square(112, 4, 113, 6)], [square(103, 8, 104, 9)]],
        [[square(112, 4, 113, 6)], [square(125.5, 18, 126, 19)]],
    ],
)
def test_a_sea_that_would_not_fit_its_inset_is_refused(supplied, sea):
    assert "map_south_china_sea_cut" in [rule for rule, _ in faults_of(supplied(moved("south_china_sea", sea)))]


@pytest.mark.parametrize(
    "shape", [{"type": "LineString", "coordinates": square(1, 2, 3, 4)}, None, {"type": "Polygon"}]
)
@pytest.mark.parametrize(
    "coordinates", [None, [[[[100, 30], [101, 31], [100, 30]]]], [[[["x", "y"]] * 4]], [[[["100", "30"]] * 5]], []]
)
def test_what_is_no_polygon_is_refused(supplied, shape, coordinates):
    one = {
        **province("110000"),
        "geometry": shape if coordinates is None else {"type": "MultiPolygon", "coordinates": coordinates},
    }
    assert faults_of(supplied([*without("110000"), one])) == [("map_not_polygons", {"name": "110000"})]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"review_number": None}, ("map_no_review_number", {})),
        ({"review_number": "审图号"}, ("map_review_number_malformed", {"value": "审图号"})),
        ({"review_number": "GS(2023)号"}, ("map_review_number_malformed", {"value": "GS(2023)号"})),
        ({"source": None}, ("map_no_source", {})),
        ({"date": None}, ("map_no_date", {})),
        ({"date": "2023年"}, ("map_no_date", {})),
        ({"geojson": "other.geojson"}, ("map_file_missing", {"file": "other.geojson"})),
        ({"geojson": "../china.geojson"}, ("map_file_missing", {"file": "../china.geojson"})),
        ({"geojson": None}, ("map_file_missing", {"file": "geojson"})),
    ],
)
def test_each_fault_of_the_entry_refuses_the_map(supplied, given, fault):
    assert faults_of(supplied(**given)) == [fault]


def test_a_file_beside_the_slot_is_not_read(supplied, tmp_path):
    way = f"../{tmp_path.name}/china.geojson"
    assert faults_of(supplied(geojson=way)) == [("map_file_missing", {"file": way})]


def test_a_file_that_is_not_the_reviewed_one_is_refused(supplied):
    folder = supplied()
    digest = hashlib.sha256((folder / "china.geojson").read_bytes()).hexdigest()
    supplied(sha256="0" * 64)
    assert faults_of(folder) == [("map_checksum", {"file": "china.geojson", "found": digest})]


@pytest.mark.parametrize("content", ["{", "[1]", '{"features": 7}', '{"features": [7]}', "[" * 100_000, "NaN"])
def test_a_file_that_is_no_geojson_is_refused(supplied, content):
    folder = supplied()
    (folder / "china.geojson").write_text(content)
    assert faults_of(folder)[-1] == ("map_unreadable", {"file": "china.geojson"})


def test_an_entry_that_is_no_toml_is_refused(supplied):
    folder = supplied()
    (folder / "map.toml").write_text("geojson = ")
    assert faults_of(folder) == [("map_unreadable", {"file": "map.toml"})]


def test_all_faults_are_told_at_once(supplied):
    features = [*without("710000", "810000", "south_china_sea", "diaoyu_dao"), province("110000")]
    found = faults_of(supplied(features, review_number=None, source=None, date=None, sha256="0"))
    missing = [("map_no_province", {"name": code}) for code in ("710000", "810000")]
    assert [rule for rule, _ in found[:4]] == ["map_no_review_number", "map_no_source", "map_no_date", "map_checksum"]
    assert found[4] == ("map_code_twice", {"name": "110000"})
    assert [one for one in found if one[0] == "map_no_province"] == missing
    assert [rule for rule, _ in found[7:]] == ["map_no_south_china_sea", "map_no_diaoyu_dao"]


@pytest.mark.parametrize(
    "number",
    ["GS(2023)2767号", "GS（2023）2767号", "GS京(2022)1061号", "国审字(2020)第1234号", "国审字（2020）第1234号"],
)
def test_a_sound_map_passes_with_its_number_as_written(supplied, number):
    found = base_map(CODES, supplied(review_number=number))
    assert found
    assert (found.review_number, found.source, found.date.isoformat()) == (number, "测试用示意图", "2023-12-01")
    assert found.address == hashlib.sha256(found.geojson).hexdigest()


def test_the_islands_of_taiwan_may_hold_diaoyu_dao(supplied):
    taiwan = [[square(120, 22, 122, 25)], [square(123.45, 25.7, 123.5, 25.75)]]
    found = base_map(CODES, supplied([*without("710000", "diaoyu_dao"), feature(taiwan, code="710000")]))
    assert found
    shapes = {
        one["properties"]["code"]: one["geometry"]["coordinates"] for one in json.loads(found.geojson)["features"]
    }
    assert len(shapes["710000"]) == 2
    assert sorted(map(tuple, shapes["diaoyu_dao"][0][0])) == sorted(map(tuple, square(123.45, 25.7, 123.5, 25.75)))


def is_clockwise(ring: Shape) -> bool:
    x, y = np.array(ring).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) < 0


@pytest.mark.parametrize("turned", [False, True])
def test_served_rings_are_clockwise_and_holes_are_not(supplied, turned):
    features = sound_features()
    for one in features if turned else []:
        shape = one["geometry"]["coordinates"]
        one["geometry"]["coordinates"] = [[ring[::-1] for ring in polygon] for polygon in shape]
    found = base_map(CODES, supplied(features))
    assert found
    served = json.loads(found.geojson)["features"]
    assert {one["properties"]["code"] for one in served} == {*CODES, *ROLES}
    for one in served:
        for first, *holes in one["geometry"]["coordinates"]:
            assert is_clockwise(first)
            assert not any(map(is_clockwise, holes))


def test_without_an_entry_there_is_no_map_and_no_fault(tmp_path):
    assert base_map(CODES, tmp_path) is None
    assert base_map(CODES, tmp_path / "nowhere") is None


def test_a_file_is_read_once_until_it_changes(supplied, monkeypatch):
    read = list[str]()
    original = maps._raw
    monkeypatch.setattr(maps, "_raw", lambda folder, name: read.append(name) or original(folder, name))
    folder = supplied()
    first, again = base_map(CODES, folder), base_map(CODES, folder)
    assert first is again
    assert read == ["china.geojson"]
    supplied(without("710000"))
    assert [rule for rule, _ in (*faults_of(folder), *faults_of(folder))] == ["map_no_province"] * 2
    assert len(read) == 2, "a refusal is remembered too"
    supplied()
    os.utime(folder / "china.geojson", ns=(1, 1))
    assert base_map(CODES, folder) == first
    assert len(read) == 3

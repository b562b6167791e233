"""The boundary map at the door: its geometry for good, by its content, and nothing else of the slot."""

import gzip
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import brotli
import pytest

from tests.boundary_maps import asked, config_of_page, moved, shown, square, supply
from views import boundary
from views.boundary import ADDRESS, address_of, shown_map


@pytest.fixture
def supplied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts a map into a slot of the test's own."""
    monkeypatch.setattr(boundary, "SLOT", tmp_path)
    return partial(supply, tmp_path)


@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_the_door_gives_the_geometry_once_and_for_all(supplied, coding, unpack):
    supplied()
    one = shown()
    status, headers, body = asked(address_of(one), accept_encoding=coding)
    assert (status, unpack(body)) == (200, one.geojson)
    assert headers.get("content-encoding", "") == coding
    assert "immutable" in headers["cache-control"]
    assert headers["vary"] == "accept-encoding"
    assert headers["content-type"] == "application/geo+json"
    again = asked(address_of(one), accept_encoding=coding, if_none_match=headers["etag"])
    assert (again[0], again[2], again[1]["etag"]) == (304, b"", headers["etag"])
    assert "immutable" in again[1]["cache-control"]


@pytest.mark.parametrize("name", ["0" * 64 + ".geojson", "china.geojson", "map.toml", "README.md", "..%2fmap.toml"])
def test_the_door_gives_no_other_file(supplied, name):
    supplied()
    status, headers, body = asked(ADDRESS + name)
    assert (status, headers["content-type"].split(";")[0]) == (404, "text/plain")
    assert b"coordinates" not in body
    assert b"review_number" not in body


def test_the_door_gives_no_geometry_of_a_refused_map_or_of_the_one_before(supplied):
    supplied()
    before = address_of(shown())
    supplied(review_number=None)
    assert shown_map() is None
    assert asked(before)[0] == 404
    supplied(moved("110000", [[square(116, 39, 117, 41)]]))
    assert asked(before)[0] == 404
    assert asked(address_of(shown()))[0] == 200


def test_the_page_sends_plotly_to_our_empty_world():
    where = config_of_page("zh")["topojsonURL"] + "world_110m.json"
    status, _, body = asked(where)
    assert (status, json.loads(body)["arcs"]) == (200, [])

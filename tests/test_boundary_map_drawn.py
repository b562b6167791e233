"""The boundary map as it is drawn: with its number on screen, picture and brief, and nothing ever on an island."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import plotly
import pytest
from playwright.sync_api import Browser, Page, Route

from charts.boundary_map import INSET, ISLANDS, MAIN
from charts.picking import chosen_id
from charts.style import COLOURS, THEMES, sequence
from data import maps
from data.maps import LAND, ROLES
from exports.engine import chart_svg
from exports.outlines import MapGoneError, outlined
from tests.boundary_maps import (
    CODES,
    NUMBER,
    SHADE,
    asked,
    config_of_page,
    drawn_map,
    feature,
    moved,
    shown,
    square,
    supply,
    tiles,
    without,
)
from tests.drawn import texts
from tests.test_pictures_of_change import of_class, places
from views import boundary
from views.boundary import ADDRESS, address_of, boundary_figure, boundary_state
from words import LANGUAGES, say


@pytest.fixture
def supplied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts a map into a slot of the test's own."""
    monkeypatch.setattr(boundary, "SLOT", tmp_path)
    return partial(supply, tmp_path)


def test_chart_and_slot_speak_of_the_same_islands_and_frames():
    """Charts know nothing of files: what both must agree on is held together here."""
    assert ISLANDS == ROLES
    assert MAIN["lataxis"]["range"][0] <= LAND.south
    assert INSET["lonaxis"]["range"][0] <= maps.INSET.west
    assert INSET["lonaxis"]["range"][1] >= maps.INSET.east
    assert INSET["lataxis"]["range"][0] <= maps.INSET.south
    assert INSET["lataxis"]["range"][1] >= LAND.south
    assert maps.TAIWAN in CODES


@pytest.mark.parametrize("theme", THEMES)
def test_each_region_has_its_colour_in_both_frames(theme):
    figure = drawn_map(theme)
    for geo in ("geo", "geo2"):
        lands = [one for one in figure["data"] if one["type"] == "choropleth" and one["geo"] == geo]
        filled = {id: colour for one in lands[:2] for id, colour in zip(one["locations"], one["meta"], strict=True)}
        pale = {"cut": THEMES[theme]["grid"]}
        expected = {
            tile.id: sequence(tile.shade, theme)
            if tile.look == "figure"
            else pale.get(tile.look, THEMES[theme]["paper"])
            for tile in tiles()
        }
        assert filled == expected
        assert lands[2]["locations"] == list(ROLES)
        assert lands[3]["locations"] == ["370000"]
        assert lands[3]["marker"]["line"]["color"] == COLOURS[theme][1]
    signs = {one["name"]: one["locations"] for one in figure["data"] if one["type"] == "scattergeo"}
    looks = {SHADE.looks[look]: [tile.id for tile in tiles() if tile.look == look] for look in SHADE.looks}
    assert signs == looks


def box_of(domain: dict[str, list[float]]) -> tuple[float, float, float, float]:
    return domain["x"][0], domain["y"][0], domain["x"][1], domain["y"][1]


def test_nothing_stands_on_a_frame_and_the_frames_not_on_each_other():
    """All words and scales hang from places below the frames, which end at 0; the frames lie side by side."""
    layout = drawn_map()["layout"]
    main, inset = box_of(layout["geo"]["domain"]), box_of(layout["geo2"]["domain"])
    assert min(main[1], inset[1]) >= 0
    assert main[2] < inset[0]
    [bar] = [one["colorbar"] for one in drawn_map()["data"] if one.get("showscale")]
    for below in (layout["legend"], bar):
        assert (below["y"] < 0, below["yanchor"]) == (True, "top")
        assert below.get("orientation") == "h"
    for said in layout["annotations"]:
        assert (said["y"], said["yref"], said["yanchor"]) == (0, "paper", "top")
        assert said["yshift"] < 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 800])
def test_a_picture_shows_the_number_and_every_island(supplied, theme, width):
    supplied()
    one = shown()
    svg = chart_svg(json.dumps(drawn_map(theme, address_of(one))), width)
    written = {one.text: one for one in texts(svg)}
    assert {f"审图号：{NUMBER}", "南海诸岛", *SHADE.looks.values()} <= set(written)
    assert all(one.left >= 0 and one.right <= width for one in written.values())
    lands = of_class(svg, "js-fill")
    drawn = [one for one in lands if places(one.get("d", ""), 0)]
    assert len(drawn) == 2 * (len(CODES) + len(ROLES) + 1), "both frames, the islands, the one that was chosen"
    legend = [written[text].y for text in SHADE.looks.values()]
    assert min(legend) > TOP + FRAME_HEIGHT


TOP, FRAME_HEIGHT = 8, 380


def test_a_figure_without_a_map_is_drawn_as_it_is():
    figure = {"data": [{"type": "scatter", "y": [1, 2]}], "layout": {"height": 100}}
    assert outlined(figure) is figure


def test_a_picture_of_a_map_that_is_gone_is_refused(supplied):
    folder = supplied()
    figure = drawn_map("light", address_of(shown()))
    assert outlined(figure)["data"]
    supplied(moved("110000", [[square(116, 39, 117, 41)]]))
    with pytest.raises(MapGoneError):
        outlined(figure)
    (folder / "map.toml").unlink()
    with pytest.raises(MapGoneError):
        outlined(figure)


def test_a_picture_is_no_finer_than_can_be_seen_and_loses_no_island(supplied):
    turn = np.linspace(0, -2 * np.pi, 20_000)
    circle = np.column_stack([100 + 2 * np.cos(turn), 30 + 2 * np.sin(turn)]).tolist()
    circle[-1] = circle[0]
    islet = square(123.45, 25.7, 123.4505, 25.7005)
    features = moved("110000", [[circle]])
    features = [one for one in features if one["properties"].get("role") != "diaoyu_dao"]
    supplied([*features, feature([[islet]], role="diaoyu_dao")])
    drawn = outlined(drawn_map("light", address_of(shown())))["data"]
    main = [one for one in drawn if one.get("fill") and one["xaxis"] == "x"]
    assert 300 < max(len(one["x"]) for one in main) < 2000
    assert min(len(one["x"]) for one in main) == len(islet)
    assert not any(one["line"]["simplify"] for one in main), "Plotly would drop what is small"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_a_view_names_number_and_inset(supplied, language):
    supplied()
    figure = boundary_figure(tiles(), SHADE, language, "light")
    said = [one["text"] for one in json.loads(figure)["layout"]["annotations"]]
    assert said == [say("map_inset", language), say("map_number", language, number=NUMBER)]
    assert NUMBER in said[1]
    assert NUMBER in {part for one in texts(chart_svg(figure, 360)) for part in [one.text[-len(NUMBER) :]]}


def test_without_a_map_no_figure_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(boundary, "SLOT", tmp_path)
    assert boundary_figure(tiles(), SHADE, "zh", "light") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_state_of_the_slot_is_worded(supplied, language):
    absent = boundary_state(language)
    assert (absent.state, absent.faults) == ("absent", ())
    assert "README.md" in absent.text
    supplied()
    there = boundary_state(language)
    assert (there.state, there.faults) == ("there", ())
    assert NUMBER in there.text
    nameless = feature([[square(100, 30, 101, 31)]])
    supplied([*without("710000", "south_china_sea"), nameless], review_number="7")
    refused = boundary_state(language)
    assert refused.state == "refused"
    assert any("710000" in one and {"zh": "台湾", "en": "Taiwan"}[language] in one for one in refused.faults)
    assert len(refused.faults) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_slot_can_be_worded(language):
    rules = set(re.findall(r'"(map_\w+)"', Path(maps.__file__).read_text(encoding="utf-8")))
    assert len(rules) == 18
    values = {"name": "710000", "file": "china.geojson", "found": "0", "value": "7"}
    assert all(boundary._worded((rule, values), language) for rule in rules)


PAGE = '<html><body style="margin:0"><div id="map"></div><script src="/plotly.js"></script></body></html>'
DRAW = """([figure, config]) => Plotly.newPlot('map', figure.data, figure.layout, config).then(map => {
    map.on('plotly_click', event => { window.chosen = event.points.map(point => point.id); });
})"""
BOXES = """paths => paths.map(path => {
    const box = path.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""


# What is not filled is written in two ways.
FILLS = """paths => paths.map(getComputedStyle).map(
    style => style.fillOpacity === '0' || style.fill.endsWith(', 0)') ? '' : style.fill
)"""


@pytest.fixture
def map_page(supplied, browser: Browser) -> Iterator[Page]:
    """A page with the map, whose geometry the door's own routes give."""
    supplied()
    page = browser.new_page(viewport={"width": 800, "height": 600})
    outside: list[str] = []

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.path.startswith(ADDRESS):
            status, headers, body = asked(parts.path)
            route.fulfill(status=status, headers=headers, body=body)
        elif parts.path == "/plotly.js":
            route.fulfill(path=Path(plotly.__file__).parent / "package_data" / "plotly.min.js")
        elif parts.path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        if parts.hostname != "127.0.0.1":
            outside.append(route.request.url)

    page.route("**/*", answer)
    page.goto("http://127.0.0.1/")
    figure = drawn_map("light", address_of(shown()))
    page.evaluate(DRAW, [figure, {**config_of_page("en"), "responsive": True}])
    page.wait_for_selector(".geo2 .choroplethlayer path", state="attached")
    yield page
    page.close()
    assert not outside


def boxes(page: Page, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.locator(selector).evaluate_all(BOXES)
    return found


def colours(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all(FILLS)
    return found


# In the order of the traces: all provinces, the South China Sea, 钓鱼岛, the one that was chosen; of the main frame the
# sea is cut, and the inset holds the sea alone in full.
IN_FULL = {("geo:not(.geo2)", "xy"): [*range(34), 35, 36], ("geo2", "x2y2"): [34]}


@pytest.mark.parametrize(("geo", "plot"), IN_FULL)
def test_the_screen_shows_what_the_picture_shows(map_page, geo, plot):
    svg = chart_svg(json.dumps(drawn_map("light", address_of(shown()))), 800)
    on_screen, painted = (of(map_page, f"#map .{geo} .choroplethlayer path") for of in (boxes, colours))
    map_page.set_content(f'<body style="margin:0">{svg}</body>')
    pictured, filled = (of(map_page, f".subplot.{plot} path.js-fill") for of in (boxes, colours))
    assert len(on_screen) == len(pictured) == 37
    for n in IN_FULL[geo, plot]:
        assert on_screen[n] == pytest.approx(pictured[n], abs=1.5), n
        assert painted[n] == filled[n], n


def test_a_region_answers_a_touch_and_the_map_stays_in_its_place(map_page):
    before = boxes(map_page, "#map .choroplethlayer path")
    index = drawn_map()["data"][1]["locations"].index("110000")
    left, top, right, bottom = boxes(map_page, "#map .geo .choroplethlayer .trace:nth-child(2) path")[index]
    map_page.mouse.move((left + right) / 2, (top + bottom) / 2)
    map_page.wait_for_selector(".hoverlayer text")
    assert "北京市" in str(map_page.locator(".hoverlayer").text_content())
    map_page.mouse.click((left + right) / 2, (top + bottom) / 2)
    assert chosen_id(map_page.evaluate("window.chosen[0]")) == "110000"
    map_page.mouse.down()
    map_page.mouse.move(600, 300, steps=4)
    map_page.mouse.up()
    map_page.mouse.wheel(0, 300)
    assert boxes(map_page, "#map .choroplethlayer path") == before

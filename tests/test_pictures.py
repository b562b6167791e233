"""Pictures: complete in themselves, the same every time, drawn with the shipped fonts, and true to the numbers."""

import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image

from exports.engine import png_of
from exports.lines import wrapped
from exports.picture import EDGE, NARROWEST, WIDEST, picture, picture_png, share_png, source_lines
from tests.cards import drawn_texts
from tests.drawn import marks, texts
from views import cache
from views.cache import card_of
from views.looks import THEMES
from views.named import VIEWS
from views.state import State

ROOT = Path(__file__).parents[1]
STATES = [
    ("trends", State()),
    ("trends", State(language="en", indicator="vehicle_recall_units")),
    ("trends", State(indicator="spot_check_nonconforming_rate", dimension="enterprise_size")),
    ("regions", State(indicator="valid_certificates")),
    ("regions", State(language="en")),
    ("overview", State()),
    ("overview", State(language="en")),
    ("regions", State(indicator="vehicle_recalls")),
]
WITH_A_FIGURE = STATES[:5]


def image_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def joined(svg: str) -> str:
    """Everything written in a picture, spaces left out: lines may be broken anywhere between words."""
    return re.sub(r"\s", "", "".join(one.text for one in texts(svg)))


@pytest.mark.parametrize(("view", "state"), STATES)
def test_a_picture_says_everything_that_must_travel_with_a_figure(release, view, state):
    card = card_of(VIEWS[view], release, state)
    svg = picture(release, view, state)
    root = fromstring(svg)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == card.title
    written = joined(svg)
    needed = [card.title, card.sentence or card.message, *card.breaks, card.coverage, *card.remarks, card.caution]
    needed += [*drawn_texts(card), *source_lines(card, state.language)]
    missing = [one for one in needed if re.sub(r"\s", "", one) not in written]
    assert missing == []
    assert release.id in written
    if card.sources:
        assert re.sub(r"\s", "", card.sources[0].text) in written
    assert "http://" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg), "nothing is fetched"
    assert "<image" not in svg
    assert "<script" not in svg


def test_a_card_without_a_figure_shows_its_headline_large_or_says_why(release):
    overview = texts(picture(release, "overview", State()))
    assert [one.text for one in overview if one.text.startswith("85.7%")] == ["85.7% 2024年"]
    message = card_of(VIEWS["regions"], release, State(indicator="vehicle_recalls")).message
    assert message in joined(picture(release, "regions", State(indicator="vehicle_recalls")))
    assert b"PNG" in share_png(release, "regions", State(indicator="vehicle_recalls"))[:8]


@pytest.mark.parametrize(("width", "theme"), [(NARROWEST, "dark"), (WIDEST, "light")])
@pytest.mark.parametrize(("view", "state"), STATES)
def test_no_text_leaves_the_picture_at_any_width(release, view, state, width, theme):
    svg = picture(release, view, state, theme, width)
    root = fromstring(svg)
    assert root.get("width") == str(width)
    height = float(root.get("height", 0))
    for one in texts(svg):
        assert one.left >= -1, one
        assert one.right <= width + 1, one
        assert EDGE / 2 < one.y < height, one
    assert THEMES[theme]["paper"] in svg
    inks = {one.colour for one in texts(svg)}
    assert THEMES[theme]["ink"] in inks
    assert not inks & {colours["ink"] for name, colours in THEMES.items() if name != theme}


@pytest.mark.usefixtures("forgotten")
def test_the_same_picture_is_the_same_bytes_in_this_process_and_in_another(release):
    def digest() -> list[str]:
        cache._kept.clear()
        made = [picture(release, *STATES[0]).encode(), picture_png(release, *STATES[3])]
        return [hashlib.sha256(one).hexdigest() for one in made]

    code = f"""
import hashlib
from pathlib import Path
from data.releases import open_release
from exports.picture import picture, picture_png
from views.state import State
release = open_release(Path({str(release.folder)!r}))
made = [picture(release, "trends", State()).encode(), picture_png(release, "regions", {STATES[3][1]!r})]
print(*(hashlib.sha256(one).hexdigest() for one in made))
"""
    there = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert digest() == digest() == there.split()


def test_a_png_has_two_pixels_to_one(release):
    for view, state in STATES[:1] + STATES[5:6]:
        root = fromstring(picture(release, view, state, "dark", 400))
        size = image_of(picture_png(release, view, state, "dark", 400)).size
        assert size == (2 * int(root.get("width", 0)), 2 * int(root.get("height", 0)))


@pytest.mark.parametrize(("view", "state"), STATES)
def test_a_shared_picture_fits_a_chat_and_keeps_its_texts_apart(release, view, state, monkeypatch):
    """The card's words end above the source, whose last line stays inside."""
    sheets: list[str] = []

    def kept(svg: str, scale: float) -> bytes:
        sheets.append(svg)
        return png_of(svg, scale)

    monkeypatch.setattr("exports.picture.png_of", kept)
    cache._kept.clear()
    assert image_of(share_png(release, view, state)).size == (1200, 628)
    svg = sheets[-1].replace("translate(-64,-64)", "translate(-64.0,-64.0)")
    placed = texts(svg)
    end = [one for one in placed if one.colour == THEMES["light"]["muted"]]
    above = [one for one in placed if one.colour == THEMES["light"]["ink"]]
    assert release.id in "".join(one.text for one in end)
    assert max(one.y for one in above) + 20 < min(one.y for one in end)
    assert all(one.left > 0 and one.right < 1200 and 0 < one.y < 628 for one in placed)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_marks_are_drawn_where_the_numbers_say(release, theme):
    """The places of the marks are the numbers, up to one straight rule, and there the line's colour is."""
    state = State()
    card = card_of(VIEWS["trends"], release, state, theme)
    traces = json.loads(card.figure or "")["data"]
    numbers = [float(number) for trace in traces for number in trace["y"]]
    points = marks(picture(release, "trends", state, theme))
    assert len(points) == len(numbers) > 5
    (low, high) = sorted(zip(numbers, points, strict=True), key=lambda pair: pair[0])[:: len(numbers) - 1]
    slope = (high[1].y - low[1].y) / (high[0] - low[0])
    assert slope < 0, "more is higher"
    for number, point in zip(numbers, points, strict=True):
        assert abs(low[1].y + slope * (number - low[0]) - point.y) < 0.1
    drawn = image_of(picture_png(release, "trends", state, theme))
    symbols = [symbol for trace in traces for symbol in trace["marker"]["symbol"]]
    for point, symbol in zip(points, symbols, strict=True):
        wanted = tuple(int(part) for part in re.findall(r"\d+", point.colour)[:3]) if "open" not in symbol else None
        if wanted:
            assert drawn.getpixel((round(point.left * 2), round(point.y * 2))) == wanted
    paper = tuple(int(THEMES[theme]["paper"][n : n + 2], 16) for n in (1, 3, 5))
    assert drawn.getpixel((2, 2)) == paper


def test_a_rare_character_is_no_empty_box():
    def drawn(letter: str, weight: int) -> bytes:
        text = f'<text x="4" y="40" font-size="40" font-weight="{weight}" font-family="Noto Sans SC">{letter}</text>'
        return png_of(f'<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48">{text}</svg>', 1)

    for weight in (400, 700):
        box, blank = drawn("\ue000", weight), drawn(" ", weight)
        assert box != blank, "what a font lacks is drawn as a box"
        rare = {letter: drawn(letter, weight) for letter in "婺歙邗泸珲珺赟瞻％≥＞—％é"}
        assert not [letter for letter, png in rare.items() if png in (box, blank)]
        assert len(set(rare.values())) == len(rare)
    assert drawn("质", 400) != drawn("质", 700)


def test_pictures_are_drawn_as_on_file(small_release, matches_file):
    """Of a small release of our own: no new figure changes them, a new way of drawing does."""
    years = [
        {
            "indicator": "spot_check_nonconforming_rate",
            "year": year,
            "value": value,
            "step": 0.1,
            "printed": f"{value}%",
        }
        for year, value in ((2016, 8.4), (2017, 8.5), (2018, 10.3), (2020, 10.0), (2021, 12.2), (2024, 14.3))
    ]
    provinces = [
        {"indicator": "valid_certificates", "grain": "moment", "region": region, "value": value, "step": 1}
        | {"year": 2024, "printed": f"{value}张"}
        for region, value in (("100000", 4067752), ("440000", 743616), ("330000", 553393), ("320000", 537498))
    ]
    small = small_release({"observations": [*years, *provinces]})
    matches_file("picture.trends.svg", broken_at_tags(picture(small, "trends", State(), "light", 640)))
    asked = State(indicator="valid_certificates", language="en")
    matches_file("picture.regions.svg", broken_at_tags(picture(small, "regions", asked, "dark", 640)))


def broken_at_tags(svg: str) -> str:
    """One element a line, so that a change can be read."""
    return re.sub(r">\s*<", ">\n<", svg) + "\n"


def test_a_long_title_is_broken_and_not_cut(release):
    title = card_of(VIEWS["trends"], release, STATES[2][1]).title
    lines = wrapped(title, NARROWEST - 2 * EDGE, 20, bold=True)
    assert len(lines) > 1
    written = [one.text for one in texts(picture(release, *STATES[2], width=NARROWEST))]
    assert written[: len(lines)] == lines

"""The font we ship: whatever a reader may meet is in it, on screen and in pictures, and nobody else is asked for it."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import ImageFont
from playwright.sync_api import Page, Route

from tests.browser import chromium

ROOT = Path(__file__).parents[1]
WEB, EXPORTS = ROOT / "web" / "fonts", ROOT / "exports" / "fonts"
STYLE = (WEB / "fonts.css").read_text(encoding="utf-8")
FACES = re.findall(r"@font-face \{(.*?)\}", STYLE, re.DOTALL)
TTFS = {"Regular": 400, "Bold": 700}
TEXTS = ("*.toml", "*.csv", "*.sql", "*.css", "*.html", "*.py")
# What texts hold and no font draws, each with its reason.
NEVER_DRAWN = {"\n": "ends a line", "\u0304": "stands over means in formulas"}
WEB_BYTES, FIRST_BYTES, TTF_BYTES = 1_800_000, 150_000, 3_500_000


def slices() -> dict[str, set[int]]:
    """File of each slice -> the characters that its unicode-range promises."""
    files = [re.findall(r'url\("/assets/fonts/([a-z0-9]+\.woff2)"\) format\("woff2"\);', face) for face in FACES]
    ranges = [re.findall(r"unicode-range: (.*);", face) for face in FACES]
    return {file: points(text) for (file,), (text,) in zip(files, ranges, strict=True)}


def points(ranges: str) -> set[int]:
    """`U+4E00-4E01, U+4E03` -> the code points themselves."""
    bounds = [part.removeprefix("U+").split("-") for part in ranges.split(", ")]
    return {point for bound in bounds for point in range(int(bound[0], 16), int(bound[-1], 16) + 1)}


def gb_2312() -> str:
    """All 7,445 characters of the standard, signs and hanzi."""
    pairs = [bytes([row, cell]) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF)]
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


def our_texts() -> dict[str, str]:
    """Every character of our texts and programs -> one of the files that it stands in."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *TEXTS, ":!tests"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = [ROOT / name for name in listed if name and (ROOT / name).exists()]
    return {char: path.relative_to(ROOT).as_posix() for path in paths for char in path.read_text(encoding="utf-8")}


SLICES = slices()
COVERED = set().union(*SLICES.values())


@pytest.mark.parametrize("file", SLICES)
def test_a_slice_holds_exactly_what_its_range_promises(file):
    assert set(TTFont(WEB / file)["cmap"].getBestCmap()) == SLICES[file]


def test_no_character_lies_in_two_slices():
    assert sum(map(len, SLICES.values())) == len(COVERED)


@pytest.mark.parametrize(
    ("chars", "count"),
    [
        pytest.param(gb_2312(), 7445, id="GB 2312"),
        pytest.param("".join(map(chr, range(0x20, 0x7F))), 95, id="ASCII"),
        pytest.param("−–—·…≥≤±×≈≠²³℃‰→←↑↓①⑳“”‘’「」《》【】（），。：；？！￥", 40, id="signs"),
        pytest.param("喆堃犇玥燊镕𬭎𫖮", 8, id="names beyond GB 2312"),
    ],
)
def test_what_may_be_entered_is_covered(chars, count):
    assert len(set(chars)) == count
    assert not [char for char in chars if ord(char) not in COVERED]


def test_every_character_of_our_texts_is_covered():
    """A missing one goes into text.woff2, and web/fonts/README.md says how to cut again."""
    missing = {f"U+{ord(char):X} {char}": path for char, path in our_texts().items() if ord(char) not in COVERED}
    assert set(missing) == {f"U+{ord(char):X} {char}" for char in NEVER_DRAWN}, missing


@pytest.mark.parametrize("style", TTFS)
def test_the_font_of_pictures_covers_the_same(style):
    assert set(TTFont(EXPORTS / f"NotoSansSC-{style}.ttf")["cmap"].getBestCmap()) == COVERED


@pytest.mark.parametrize("style", TTFS)
def test_the_font_of_pictures_is_true_type_under_its_own_name(style):
    """Outlines of the other kind (CFF) come out as bitmap-like Type 3 fonts in a browser's PDF."""
    path = EXPORTS / f"NotoSansSC-{style}.ttf"
    font = TTFont(path)
    assert "glyf" in font
    assert not [table for table in ("CFF ", "CFF2", "fvar", "fpgm") if table in font]
    assert font["OS/2"].usWeightClass == TTFS[style]
    assert {table.format for table in font["cmap"].tables} == {4, 12}
    assert ImageFont.truetype(path, 20).getname() == ("Noto Sans SC", style)


@pytest.mark.parametrize("style", TTFS)
def test_a_picture_shows_hanzi_and_not_the_box_of_an_unknown_character(style):
    font = ImageFont.truetype(EXPORTS / f"NotoSansSC-{style}.ttf", 32)
    drawn = [bytes(font.getmask(char)) for char in "质量监督抽查合格率" + chr(0x10FFFF)]
    assert len(set(drawn)) == 10


def test_the_style_names_every_file_once_and_no_other_host():
    assert sorted(SLICES) == sorted(path.name for path in WEB.glob("*.woff2"))
    assert len(SLICES) == len(FACES) == STYLE.count("url(") == STYLE.count("@")
    assert "//" not in STYLE
    said = ('font-family: "Dashboard Sans SC";', "font-style: normal;", "font-weight: 400;", "font-display: swap;")
    assert all(line in face for face in FACES for line in said)


def test_the_files_stay_small():
    """A reader without the font waits for little more than the first two slices."""
    assert sum(path.stat().st_size for path in WEB.glob("*.woff2")) < WEB_BYTES
    assert sum((WEB / file).stat().st_size for file in ("latin.woff2", "text.woff2")) < FIRST_BYTES
    assert all((EXPORTS / f"NotoSansSC-{style}.ttf").stat().st_size < TTF_BYTES for style in TTFS)


@pytest.mark.parametrize("folder", [WEB, EXPORTS], ids=lambda folder: folder.parent.name)
def test_the_licence_lies_beside_the_files(folder):
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert "Copyright 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_browser_without_a_chinese_font_draws_every_character_from_the_slices(browser, tmp_path):
    """The machine is shown one font that holds the letter A; the browser then says which font drew how many glyphs."""
    subset.main([str(EXPORTS / "NotoSansSC-Regular.ttf"), "--text=A", f"--output-file={tmp_path / 'a.ttf'}"])
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8"
    )
    chars = "".join(sorted({*gb_2312(), *our_texts()} - {*NEVER_DRAWN, " "}))
    poor = chromium(browser.browser_type, FONTCONFIG_FILE=str(config))
    page = poor.new_page()
    page.route("http://dashboard.invalid/**", _from_the_repository)
    page.goto("http://dashboard.invalid/")
    page.locator("p").evaluate("(p, chars) => { p.textContent = chars; p.offsetHeight }", chars)
    page.evaluate("document.fonts.ready")
    drawn = _glyphs_by_font(page)
    poor.close()
    assert drawn == {("Noto Sans SC", True): len(chars)}


def _from_the_repository(route: Route) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        style = STYLE + 'p { font-family: "Dashboard Sans SC" }'
        page = f"<!doctype html><meta charset=utf-8><style>{style}</style><p></p>"
        route.fulfill(body=page, content_type="text/html")
    else:
        route.fulfill(path=WEB / path.removeprefix("/assets/fonts/"))


def _glyphs_by_font(page: Page) -> dict[tuple[str, bool], int]:
    """Name of each font that drew the paragraph, whether the page brought it -> number of its glyphs."""
    asked = page.context.new_cdp_session(page)
    asked.send("DOM.enable")
    asked.send("CSS.enable")
    root = asked.send("DOM.getDocument")["root"]["nodeId"]
    node = asked.send("DOM.querySelector", {"nodeId": root, "selector": "p"})["nodeId"]
    fonts = asked.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]): int(font["glyphCount"]) for font in fonts}

"""Figures for print: exactly the size that was asked for, nothing cut, and everything that must be known inside."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from exports.figure import SizeError, chart_png, drawn, figure, notes_of
from exports.formats import DPIS, FEWEST_POINTS, HEIGHTS_CM, INKS, KINDS, POINTS, SIZES, WIDTHS_CM, Format
from pages.parts import figure_menu
from tests.asking import get
from views.named import VIEWS, card_named
from views.state import State
from web.figures import MEDIA
from words import say

TREND = State(indicator="spot_check_pass_rate")
PLATES: tuple[str, ...] = ("trends", "breakdowns", "composition", "recalls", "recall_parts", "certification", "schemes")
PLATES += ("certificates_by_province", "compulsory", "certificates_issued")
DAY = date(2026, 11, 23)


def pixels(cm: float, dpi: int) -> int:
    return round(cm / 2.54 * dpi)


def image(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_is_as_large_as_its_name_says_and_says_its_resolution(release, language, size):
    wanted = SIZES[size]
    made = Image.open(io.BytesIO(figure(release, "trends", replace(TREND, language=language), "png", wanted)))
    assert made.width == pixels(wanted.width_cm, wanted.dpi)
    assert wanted.height_cm is None or made.height == pixels(wanted.height_cm, wanted.dpi)
    assert made.info["dpi"] == pytest.approx((wanted.dpi, wanted.dpi), abs=0.05)


def test_svg_and_pdf_are_as_large_on_paper(release):
    wanted = Format(width_cm=12, height_cm=11)
    svg = figure(release, "trends", TREND, "svg", wanted).decode()
    assert re.search(r'<svg [^>]*width="12cm" height="11cm"', svg)
    page = PdfReader(io.BytesIO(figure(release, "trends", TREND, "pdf", wanted))).pages[0]
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx((12 / 2.54 * 72, 11 / 2.54 * 72), abs=0.1)


def edges(picture: Image.Image) -> list[Image.Image]:
    """The outermost two pixels of each side."""
    across, down = picture.size
    sides = ((0, 0, 2, down), (across - 2, 0, across, down), (0, 0, across, 2), (0, down - 2, across, down))
    return [picture.crop(side) for side in sides]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", PLATES)
def test_nothing_is_cut_off_at_any_edge(release, view, language):
    for name in ("full", "column", "slide"):
        made = image(figure(release, view, State(language=language), "png", replace(SIZES[name], dpi=100)))
        paper = made.getpixel((0, 0))
        assert all(side.getcolors() == [(side.width * side.height, paper)] for side in edges(made)), name


def words_of(svg: str) -> str:
    return re.sub(r"\s", "", "".join(re.findall(r">([^<]+)<", svg)).replace("&amp;", "&"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_must_be_known_stands_inside(release, language):
    state = replace(TREND, language=language)
    card = card_named("trends", release, state)
    wanted = Format(number="图 1-1", caption="说明 A < B", accessed=DAY)
    said = words_of(figure(release, "trends", state, "svg", wanted).decode())
    known = (card.title, card.caution, *card.remarks, *card.breaks, *(source.text for source in card.sources))
    for text in ("图 1-1", release.id, say("figure_accessed", language, day="2026-11-23"), *known):
        assert re.sub(r"\s", "", text) in said, text
    assert "说明A&lt;B" in said
    bare = words_of(figure(release, "trends", state, "svg", replace(wanted, title=False)).decode())
    assert re.sub(r"\s", "", card.title) not in bare.replace(words_of(f">{card.alt}<"), "").partition("</title>")[2]
    assert "图1-1说明A&lt;B" in bare


def test_where_the_height_is_too_low_the_first_sources_are_named_and_the_others_counted(release):
    card = card_named("trends", release, TREND)
    said = words_of(drawn(card, "zh", Format(height_cm=11.5)).svg())
    assert len(card.sources) > 2
    assert say("more_sources", "zh", count=len(card.sources) - 2) in said
    assert re.sub(r"\s", "", card.sources[1].citation) in said


def test_pdf_text_is_text_in_an_embedded_truetype_font(release):
    card = card_named("trends", release, TREND)
    content = drawn(card, "zh", Format()).pdf()
    page = PdfReader(io.BytesIO(content)).pages[0]
    said = re.sub(r"\s", "", page.extract_text())
    for text in (card.title, card.headline, "口径变化", card.caution, release.id):
        assert re.sub(r"\s", "", text) in said, text
    for font in page["/Resources"]["/Font"].values():
        (inner,) = font.get_object()["/DescendantFonts"]
        assert inner.get_object()["/Subtype"] == "/CIDFontType2"
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_figure_is_the_same_file_byte_for_byte(release, kind):
    card = card_named("trends", release, TREND)
    assert len({getattr(drawn(card, "zh", Format(dpi=80)), kind)() for _ in range(4)}) == 1


def test_letters_shrink_where_the_height_is_too_low_but_not_those_that_were_asked_for(release):
    card = card_named("schemes", release, State())
    assert drawn(card, "zh", Format(height_cm=17, points=9)).svg()
    with pytest.raises(SizeError) as refused:
        drawn(card, "zh", Format(height_cm=17, points=9, fixed_points=True)).svg()
    least = float(refused.value.values["least"])
    assert least > 17
    assert drawn(card, "zh", Format(height_cm=least, points=9, fixed_points=True)).svg(), "what it says is enough"
    with pytest.raises(SizeError):
        drawn(card, "zh", Format(height_cm=least - 0.2, points=9, fixed_points=True)).svg()


def test_a_figure_that_fits_in_no_letters_says_how_high_it_must_be(release):
    card = card_named("schemes", release, State())
    with pytest.raises(SizeError) as refused:
        drawn(card, "zh", Format(height_cm=8)).svg()
    assert drawn(card, "zh", Format(height_cm=float(refused.value.values["least"]), points=FEWEST_POINTS)).svg()


def test_a_figure_shrinks_its_letters_where_it_is_narrow_and_is_refused_where_that_is_not_enough(release):
    card = card_named("trends", release, State())
    assert drawn(card, "zh", Format(width_cm=7, points=9)).set_as.points < 9
    for wanted in (Format(width_cm=5), Format(width_cm=7, points=9, fixed_points=True)):
        with pytest.raises(SizeError) as refused:
            drawn(card, "zh", wanted)
        assert refused.value.rule == "figure_too_narrow"
        assert drawn(card, "zh", replace(wanted, width_cm=float(refused.value.values["least"])))


def test_a_caption_of_several_lines_is_written_in_several_lines(release):
    card = card_named("schemes", release, State())
    one, two = (drawn(card, "zh", Format(caption=text)) for text in ("甲乙", "甲\n乙"))
    assert two.height > one.height
    assert "甲乙" in words_of(two.svg())


def test_a_chart_that_is_too_high_in_any_letters_is_a_smaller_picture(release):
    content, height = chart_png(card_named("schemes", release, State()), 15, most_height_cm=4, dpi=100)
    assert height == 4
    assert image(content).height == pytest.approx(pixels(4, 100), abs=1)


def test_a_picture_of_too_many_pixels_is_refused(release):
    with pytest.raises(SizeError) as refused:
        drawn(card_named("trends", release, TREND), "en", Format(width_cm=60, height_cm=80, dpi=1200)).png()
    assert refused.value.rule == "figure_too_large"


@pytest.mark.parametrize("view", PLATES)
def test_in_grey_every_pixel_is_grey_and_in_colour_some_are_not(release, view):
    coloured = {}
    for ink in ("grey", "light"):
        made = image(figure(release, view, State(), "png", Format(dpi=72, ink=ink)))
        coloured[ink] = sum(n for n, (r, g, b) in made.getcolors(1 << 24) if max(r, g, b) - min(r, g, b) > 2)
    assert coloured["grey"] == 0
    assert coloured["light"] > 100


def test_in_the_dark_the_paper_is_dark(release):
    assert max(image(figure(release, "trends", TREND, "png", Format(dpi=72, ink="dark"))).getpixel((0, 0))) < 60


@pytest.mark.parametrize("language", ["zh", "en"])
def test_synthetic_figures_are_marked(demo, language):
    state = State(dataset="demo", language=language)
    said = words_of(figure(demo, "trends", state, "svg", Format()).decode())
    for key in ("synthetic_mark", "synthetic_warning"):
        assert re.sub(r"\s", "", say(key, language)) in said
    assert (
        figure(demo, "trends", state, "svg", Format(title=False)).decode().count(say("synthetic_word", language)) >= 1
    )


@pytest.mark.parametrize("view", VIEWS)
def test_a_card_without_a_chart_still_gives_its_words(release, view):
    card = card_named(view, release, State())
    said = words_of(drawn(card, "zh", Format()).svg())
    assert re.sub(r"\s", "", card.title) in said
    if not card.figure:
        assert re.sub(r"\s", "", card.told or card.message)[:30] in said


def test_a_chart_alone_is_as_wide_as_asked_and_no_higher_than_may_be(release):
    card = card_named("schemes", release, State())
    content, height = chart_png(card, 15, dpi=100)
    assert image(content).width == pixels(15, 100)
    assert image(content).height == pytest.approx(pixels(height, 100), abs=1)
    smaller = chart_png(card, 15, most_height_cm=height - 2, dpi=100)
    assert smaller[1] <= height - 2


def test_the_menu_offers_what_the_files_know():
    assert tuple(SIZES) == figure_menu.SIZES
    assert INKS == figure_menu.INKS
    assert KINDS == figure_menu.PICTURES


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("kind=gif", 400, "kind"),
        ("size=poster", 400, "size"),
        ("width=4.9", 400, "5–60"),
        ("width=1e1", 400, "width"),
        ("height=81", 400, "4–80"),
        ("dpi=71", 400, "72–1200"),
        ("pt=4", 400, "5–36"),
        ("ink=red", 400, "light, grey, dark"),
        ("heading=2", 400, "heading"),
        ("no=" + "x" * 201, 400, "200"),
        ("no=a%07b", 400, "no"),
        ("dpi=72&dpi=80", 400, "dpi"),
        ("colour=red", 400, "colour"),
        ("height=5&pt=12&i=valid_certificates", 400, "5 "),
        ("kind=png&size=half&width=&height=&dpi=72&no=&caption=", 200, ""),
        ("kind=svg&heading=0&ink=grey&pt=8.5&no=%E5%9B%BE+1-1", 200, ""),
        ("kind=pdf&size=slide", 200, ""),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_option_of_an_address_is_read_or_refused_by_name(address, query, status, words, language):
    answer = get(address, f"/figure/trends?v=1&lang={language}&{query}")
    assert answer.status == status
    if status == 200:
        assert answer.headers["content-type"].partition(";")[0] == MEDIA[query.partition("kind=")[2][:3]]
        assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    else:
        assert words in answer.body.decode()


def test_a_figure_of_no_view_is_refused_with_those_that_there_are(address):
    answer = get(address, "/figure/nothing?v=1")
    assert answer.status == 404
    assert "trends" in answer.body.decode()


def test_the_form_of_a_card_leads_to_the_file_in_the_size_chosen(visit, address):
    visit.open(f"{address}/trends?v=1&lang=en")
    visit.page.get_by_role("button", name=say("share", "en")).first.click()
    form = visit.page.locator("form.figure-menu")
    form.locator("summary", has_text=say("figure_menu", "en")).click()
    form.get_by_label(say("figure_width", "en")).fill("4")
    form.get_by_role("button", name="PNG").click()
    assert not form.evaluate("form => form.checkValidity()"), "the browser says so, and nothing is sent"
    form.get_by_label(say("figure_width", "en")).fill("")
    form.get_by_label(say("figure_size", "en")).select_option("column")
    form.get_by_label(say("figure_no", "en")).fill("Figure 2-3")
    form.get_by_label(say("figure_dpi", "en")).fill("100")
    with visit.page.expect_download() as taken:
        form.get_by_role("button", name="PNG").click()
    assert taken.value.suggested_filename.startswith("Figure_2-3_")
    assert image(Path(taken.value.path()).read_bytes()).width == pixels(7.6, 100)
    assert "no=Figure+2-3" in taken.value.url
    assert "height" not in taken.value.url, "what was left empty is no part of the address"
    assert "/trends?" in visit.page.url, "the page stays"


def test_the_bounds_of_the_form_are_those_of_the_files():
    bounds = {part: tuple(map(float, ends)) for part, (ends, _) in figure_menu.BOUNDS.items()}
    assert bounds == {"width": WIDTHS_CM, "height": HEIGHTS_CM, "pt": POINTS, "dpi": tuple(map(float, DPIS))}


def test_a_figure_with_whiskers_says_what_they_are_and_one_without_does_not(release):
    said = say("figure_intervals", "zh")
    assert said in " ".join(notes_of(card_named("trends", release, TREND), "zh"))
    assert said not in " ".join(notes_of(card_named("schemes", release, State()), "zh"))


def test_what_a_form_asks_too_much_of_is_refused_on_a_page_with_a_way_on(address):
    answer = get(address, "/figure/schemes?v=1&lang=en&height=5&pt=12")
    said = answer.body.decode()
    assert answer.headers["content-type"].startswith("text/html")
    assert "5 cm is too low" in said
    assert f"<h1>{say('figure_refused', 'en')}</h1>" in said
    assert 'href="/certification?v=1&amp;lang=en">' + say("figure_back", "en") in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_menu_says_which_of_two_pictures_is_for_what(language):
    assert say("figure_two_ways", language) in figure_menu.figure_menu("trends", State(language=language))

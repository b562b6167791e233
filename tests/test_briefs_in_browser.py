"""The brief as a reader sees it: any width, light, dark and on paper, with JavaScript switched off."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Visit
from tests.test_exports import OF_RECORDS, UNPUBLISHED
from views.named import VIEWS, page_of
from words import say

LINKS = ["/brief/trends", "/brief/regions?v=1&i=valid_certificates&lang=en", "/brief/overview?v=1&lang=en"]
MESSAGE = "/brief/regions?v=1&i=vehicle_recalls"
SHIPPED = "Dashboard Sans SC"


@pytest.fixture
def reading(browser):
    """Opens a brief as a browser without JavaScript does; nothing else may be asked and nothing complained of."""
    visits: list[Visit] = []

    def open_brief(address: str, width: int = 390, scheme="light") -> Visit:
        one = Visit(browser, scheme=scheme, java_script_enabled=False)
        visits.append(one)
        one.page.set_viewport_size({"width": width, "height": 800})
        one.page.goto(address)
        return one

    yield open_brief
    for one in visits:
        one.close()
        one.assert_quiet()


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("link", [*LINKS, MESSAGE])
def test_nothing_scrolls_sideways_at_any_width(reading, address, link, width):
    page = reading(address + link, width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, p, a, li, figure, figure text, footer')].filter(one => {
            const box = one.getBoundingClientRect();
            return box.width && !one.closest('.table') && (box.left < -1 || box.right > innerWidth + 1);
        }).map(one => one.textContent)"""
    )
    assert outside == []


def shown(visit: Visit) -> list[bool]:
    return [visit.page.locator(f"figure .{theme}").is_visible() for theme in ("light", "dark")]


def test_the_figure_suits_the_reader_s_theme(reading, address):
    for scheme, wanted in (("light", [True, False]), ("dark", [False, True])):
        one = reading(address + LINKS[0], scheme=scheme)
        assert shown(one) == wanted
        paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
        figure = one.page.locator(f"figure .{scheme} svg rect").first.evaluate("one => getComputedStyle(one).fill")
        assert paper == figure == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[scheme]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_light_without_buttons_and_whole(reading, address, scheme, tmp_path):
    one = reading(address + LINKS[0], 1440, scheme)
    one.page.emulate_media(media="print", color_scheme=scheme)
    assert shown(one) == [True, False]
    assert one.page.locator(".ways").is_hidden()
    assert one.page.locator("header a").is_hidden()
    ink = one.page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(31, 41, 51)"
    assert one.page.evaluate("getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
    pdf = one.page.pdf(path=tmp_path / "brief.pdf")
    assert pdf.startswith(b"%PDF")
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page>") + pdf.count(b"/Type /Page ") <= 4


def test_its_button_opens_the_dashboard_at_the_same_view(visit, address):
    visit.page.goto(address + "/brief/trends?v=1&lang=en&i=vehicle_recalls")
    visit.page.get_by_role("link", name=say("brief_open", "en")).click()
    visit.page.get_by_role("heading", name="Vehicle recalls · National").wait_for()
    expect(visit.page).to_have_url(address + "/trends?v=1&lang=en&i=vehicle_recalls")
    visit.settle()


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in (*OF_RECORDS, *UNPUBLISHED)])
def test_its_files_come_under_their_names(visit, address, view):
    place = "&r=440000" if page_of(view) == "profile" else ""
    visit.page.goto(f"{address}/brief/{view}?v=1&lang=en{place}")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name=say("brief_data", "en")).click()
    title = visit.page.locator("h1").inner_text().split(" ·")[0]
    assert waiting.value.suggested_filename.startswith(title.replace(" ", "_")[:12])
    assert Path(waiting.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_language_switch_keeps_the_view(reading, address):
    page = reading(address + "/brief/regions?v=1&i=valid_certificates").page
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("lang=en.*i=valid_certificates"))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "Valid certificates" in page.locator("h1").inner_text()


def test_a_refused_brief_is_readable_and_leads_on(reading, address):
    one = reading(address + "/brief/trends?v=1&i=nonsense", 320)
    page = one.page
    assert "“nonsense”" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link").click()
    assert page.locator(".headline strong").inner_text() == "85.7%"
    (said,) = one.errors
    assert "status of 400" in said, "what a browser says of every refusal"
    one.errors.clear()

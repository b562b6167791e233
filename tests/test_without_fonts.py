"""A machine without a Chinese font: dashboard, chart, table and brief are readable in the font we ship."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import Visit, chromium

SHIPPED = "Dashboard Sans SC"
LISTED = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def poor_browser(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine that has no font but DejaVu."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(LISTED.format(cache=folder / "cache"), encoding="utf-8")
    one = chromium(browser.browser_type, FONTCONFIG_FILE=str(folder / "fonts.conf"))
    yield one
    one.close()


def fonts_of(visit: Visit, selector: str) -> set[tuple[str, bool]]:
    """The fonts that the browser really used for the texts of an element, and whether each was fetched from us."""
    session = visit.context.new_cdp_session(visit.page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(one["familyName"], one["isCustomFont"]) for one in used}


def assert_shipped(visit: Visit, *selectors: str) -> None:
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    faces = "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family.replaceAll('\"', ''))"
    assert SHIPPED in visit.page.evaluate(faces)
    for selector in selectors:
        used = fonts_of(visit, selector)
        assert used, selector
        assert all(fetched for _, fetched in used), (selector, used)


def test_the_dashboard_is_read_in_the_shipped_font(poor_browser, address):
    one = Visit(poor_browser).open(address + "/regions?v=1&i=valid_certificates")
    one.page.wait_for_selector("[data-testid=stDataFrame] canvas")
    texts = (".js-plotly-plot .ytick text", ".js-plotly-plot .bartext")
    assert_shipped(one, "[data-testid=stHeading] h1", "[data-testid=stCaptionContainer] p", *texts)
    drawn = one.page.locator("[data-testid=stDataFrame]").screenshot()
    one.close()
    one.assert_quiet()
    without = Visit(poor_browser)
    without.page.route("**/assets/fonts/*.woff2", lambda route: route.abort())
    without.open(address + "/regions?v=1&i=valid_certificates")
    without.page.wait_for_selector("[data-testid=stDataFrame] canvas")
    assert without.page.locator("[data-testid=stDataFrame]").screenshot() != drawn, "the canvas uses it too"
    without.close()


def test_the_brief_is_read_in_the_shipped_font(poor_browser, address):
    one = Visit(poor_browser, "phone", java_script_enabled=True)
    one.page.goto(address + "/brief/regions?v=1&i=valid_certificates")
    assert_shipped(one, "h1", ".sentence", "tbody th", "figure .light .ytick text", "footer")
    one.close()
    one.assert_quiet()


def test_a_machine_with_its_own_font_fetches_none_of_ours(browser, address):
    one = Visit(browser)
    fetched: list[str] = []
    one.page.on("request", lambda request: fetched.append(request.url) if request.url.endswith(".woff2") else None)
    one.page.goto(address + "/brief/trends")
    one.page.evaluate("document.fonts.ready.then(() => true)")
    assert [url for url in fetched if "/assets/fonts/" in url] == []
    one.close()

"""Taking a view along: links that are copied, files under their names, and the page's own small script."""

import re

import pytest
from playwright.sync_api import expect

from indicators import catalogue
from pages.parts.share import _several
from regions import region
from tests.browser import Visit
from views.choices import choices_of
from views.state import State
from words import say

SHARE = "[data-testid=stPopoverBody] .share"


def opened(visit: Visit, address: str, language: str = "zh") -> Visit:
    visit.open(address)
    visit.page.get_by_role("button", name=say("share", language)).click()
    expect(visit.page.locator(SHARE)).to_have_count(4)
    return visit


def test_the_popover_shows_links_selected_when_reached_and_files_under_their_names(visit, address):
    opened(visit, address + "/trends?v=1&lang=en&i=vehicle_recalls", "en")
    fields = visit.page.locator(f"{SHARE} textarea")
    shown = [field.input_value() for field in fields.all()]
    *links, citation = shown
    for part in ("Vehicle recalls, 2025: 190 recalls", "Source: ", "data release 20"):
        assert part in citation
    for link, path in zip(links, ("/trends?", "/brief/trends?"), strict=True):
        assert link.startswith(address + path)
        assert all(part in link for part in ("lang=en", "i=vehicle_recalls", "g=year", "r=100000", "rel=20"))
    for field in fields.all():
        field.focus()
        assert field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd) === one.value")
        assert field.get_attribute("aria-label")
    for words, ending in (("share_png", "png"), ("share_svg", "svg"), ("share_csv", "csv")):
        with visit.page.expect_download() as waiting:
            visit.page.locator(f"{SHARE} a", has_text=say(words, "en")).click()
        name = waiting.value.suggested_filename
        assert re.fullmatch(rf"Vehicle_recalls_National_\d{{4}}-\d\d-\d\d-\w{{8}}\.{ending}", name)


@pytest.mark.parametrize(("language", "place"), [("zh", "全国"), ("en", "National")])
@pytest.mark.parametrize("indicator", ["spot_check_pass_rate", "valid_certificates"])
def test_the_sheet_of_a_place_is_called_as_the_place_is_beside_the_indicator(release, indicator, language, place):
    """Two scopes are told apart only where there are two: not beside a pass rate."""
    state = State(language=language, indicator=indicator, regions=("100000",))
    scopes = choices_of(release, indicator).has_two_scopes
    name = region("100000").name[language] if scopes else place
    ways = {to.partition("?")[0]: label for label, to in _several("trends", state, release, "/briefs/", "")}
    assert scopes == (indicator == "valid_certificates")
    assert ways["/briefs/place"] == say("share_sheet", language, name=name)


def test_a_copied_link_opens_the_same_card_cold(visit, browser, address):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(visit, address + "/regions?v=1&i=valid_certificates")
    visit.page.locator(f"{SHARE} button").first.click()
    expect(visit.page.locator(f"{SHARE} [role=status]").first).to_have_text(say("share_copied", "zh"))
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == visit.page.locator(f"{SHARE} textarea").first.input_value()
    cold = Visit(browser).open(copied)
    assert cold.drawn() == visit.drawn()
    heading = "[data-testid=stHeading] h1"
    assert cold.page.locator(heading).inner_text() == visit.page.locator(heading).inner_text()
    cold.close()
    cold.assert_quiet()


def test_without_a_clipboard_the_old_command_copies(visit, address):
    """Over plain HTTP on an intranet there is no clipboard."""
    visit.page.add_init_script(
        """Object.defineProperty(navigator, 'clipboard', {value: undefined});
           const command = document.execCommand.bind(document);
           document.execCommand = name => {
               window.asked = [name, getSelection().toString()];
               return command(name);
           };"""
    )
    opened(visit, address + "/trends", "zh")
    visit.page.locator(f"{SHARE} button").nth(1).click()
    expect(visit.page.locator(f"{SHARE} [role=status]").nth(1)).to_have_text(say("share_copied", "zh"))
    link = visit.page.locator(f"{SHARE} textarea").nth(1).input_value()
    assert visit.page.evaluate("window.asked") == ["copy", link]
    visit.page.evaluate("document.execCommand = () => false")
    visit.page.locator(f"{SHARE} button").nth(1).click()
    expect(visit.page.locator(f"{SHARE} [role=status]").nth(1)).to_have_text(say("share_selected", "zh"))


def test_the_bar_of_the_chart_gives_our_picture(visit, address):
    visit.open(address + "/trends?v=1&i=vehicle_recalls&lang=en")
    visit.page.locator(".js-plotly-plot").hover()
    with visit.page.expect_download() as waiting:
        visit.page.locator(".modebar-btn").click()
    assert re.fullmatch(r"Vehicle_recalls_National_[\w-]+\.png", waiting.value.suggested_filename)
    assert "/image/trends.png?" in waiting.value.url
    assert visit.page.locator(".modebar-btn").count() == 1


def test_the_document_says_the_language_it_is_in(visit, address):
    visit.open(address + "/")
    language = "document.documentElement.lang"
    assert visit.page.evaluate(language) == "zh-CN"
    visit.page.get_by_role("button", name="English").click()
    expect(visit.page.locator("html[lang=en]")).to_have_count(1)
    visit.page.go_back()
    expect(visit.page.locator("html[lang=zh-CN]")).to_have_count(1)
    visit.settle()


def test_a_stroke_leads_to_the_first_selector_but_not_while_typing(visit, address):
    visit.open(address + "/trends")
    first = visit.page.get_by_role("combobox").first
    visit.page.keyboard.press("Control+/")
    expect(first).not_to_be_focused()
    visit.page.keyboard.press("/")
    expect(first).to_be_focused()
    assert "/" not in first.input_value()
    visit.page.keyboard.type("召回/")
    assert first.input_value().endswith("召回/")
    visit.page.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["", "trends", "regions"])
def test_a_cold_link_leaves_nothing_in_the_console(visit, address, page, language):
    """The fixture asserts it: no fault, no warning, nothing asked of another host.

    One breach of the policy is known and silent: a library of Streamlit's tries WebAssembly and does without.
    """
    breaches = "window.breaches = []; addEventListener('securitypolicyviolation', e => breaches.push(e.blockedURI))"
    visit.page.add_init_script(breaches)
    visit.open(f"{address}/{page}?v=1&lang={language}")
    assert set(visit.page.evaluate("window.breaches")) <= {"wasm-eval"}
    name = catalogue().indicators["spot_check_pass_rate"].texts(language).name
    assert name in visit.said()

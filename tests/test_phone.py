"""A phone and a thumb: the figure near the top, selectors in a sheet behind one button, tables that scroll inside."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import SIZES, Visit
from tests.test_accessibility import UNFOLD, grave
from words import say

FIGURES = {
    "trends": "trends?v=1",
    "regions": "regions?v=1&i=valid_certificates",
    "breakdowns": "breakdowns?v=1",
    "recalls": "recalls?v=1",
    "certification": "certification?v=1",
}
LINKS = {**FIGURES, "targets": "targets?v=1"}
LANGUAGES = ["zh", "en"]
# English says the same in more lines, and the recalls say three figures and all that must be known of them first.
SCREENS = {"zh": 1.05, "en": 1.37}
SIDEWAYS = """() => {
    const main = document.querySelector('#stMain');
    const wide = [...main.querySelectorAll('[data-testid=stDataFrame], table')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth);
    return [document.documentElement.scrollWidth, main.scrollWidth, wide.length];
}"""


def opener(visit: Visit) -> Locator:
    return visit.page.locator(".filters-open")


def sheet(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-filters")


def opened(visit: Visit, link: str) -> Visit:
    """A page with its sheet open."""
    visit.open(link)
    opener(visit).click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    return visit


def hidden(visit: Visit) -> bool:
    """Whether no selector of the page's top is in sight."""
    selectors = sheet(visit).locator("input, [role=radio]")
    return selectors.count() > 0 and not any(one.is_visible() for one in selectors.all())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [*LINKS, "data", ""])
def test_the_figure_begins_near_the_first_screen_and_only_tables_scroll_sideways(phone, address, page, language):
    phone.open(f"{address}/{LINKS.get(page, page + '?v=1')}&lang={language}")
    if page in FIGURES:
        figure = phone.page.locator(".js-plotly-plot").first.bounding_box()
        assert figure is not None
        assert figure["y"] <= SCREENS[language] * SIZES["phone"]["height"]
    assert phone.cut_off() == []
    phone.page.evaluate(UNFOLD)
    phone.settle()
    assert phone.page.evaluate(SIDEWAYS) == [390, 390, 0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", LINKS)
def test_selectors_are_behind_one_button_until_it_is_pressed(phone, address, page, language):
    phone.open(f"{address}/{LINKS[page]}&lang={language}")
    assert hidden(phone)
    button = phone.page.get_by_role("button", name=re.compile(f"^{say('filters', language)}"))
    expect(button).to_have_count(1)
    expect(button).to_have_attribute("aria-expanded", "false")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    dialog = phone.page.get_by_role("dialog", name=say("filters", language))
    expect(dialog).to_be_visible()
    expect(dialog).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(dialog).to_have_id(button.get_attribute("aria-controls"))
    height, width = SIZES["phone"]["height"], SIZES["phone"]["width"]
    place, done = dialog.bounding_box(), dialog.get_by_role("button", name=say("filters_done", language)).bounding_box()
    assert place is not None
    assert done is not None
    assert (place["x"], place["width"], place["y"] + place["height"]) == (0, width, height)
    assert place["height"] <= 0.75 * height + 1
    assert done["height"] >= 44
    assert done["y"] + done["height"] <= height
    dialog.get_by_role("button", name=say("filters_done", language)).click()
    assert hidden(phone)
    expect(button).to_be_focused()


def test_a_choice_changes_the_figure_and_leaves_the_sheet_open(phone, address):
    opened(phone, f"{address}/trends?v=1&lang=en")
    breakdown = sheet(phone).get_by_role("combobox", name="Breakdown")
    breakdown.click()
    phone.page.get_by_role("option", name="Enterprise size").click()
    phone.expect_link("d=enterprise_size")
    phone.settle()
    expect(phone.page.locator(".js-plotly-plot .legendtext")).to_have_text(["Large", "Medium", "Small"])
    expect(phone.page.get_by_role("dialog", name="Filters")).to_be_visible()
    expect(opener(phone)).to_have_attribute("aria-expanded", "true")
    expect(opener(phone)).to_have_text(re.compile("by enterprise size"))
    sheet(phone).get_by_role("radio", name="Non-conforming rate").click()
    phone.expect_link("i=spot_check_nonconforming_rate")
    phone.settle()
    expect(phone.page.get_by_role("dialog", name="Filters")).to_be_visible()
    phone.page.go_back()
    phone.settle()
    expect(phone.page.get_by_role("dialog", name="Filters")).to_be_visible()


def test_escape_closes_first_a_list_and_then_the_sheet(phone, address):
    opened(phone, f"{address}/regions?v=1&i=valid_certificates")
    period = sheet(phone).get_by_role("combobox", name="期间")
    period.click()
    options = phone.page.get_by_role("option")
    expect(options.first).to_be_visible()
    for box in (options.first.bounding_box(), phone.page.get_by_role("listbox").bounding_box()):
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= SIZES["phone"]["height"]
    phone.page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    assert hidden(phone)
    expect(opener(phone)).to_be_focused()
    expect(opener(phone)).to_have_attribute("aria-expanded", "false")


def test_a_tap_beside_closes_first_a_list_and_then_the_sheet(phone, address):
    opened(phone, f"{address}/regions?v=1&i=valid_certificates")
    sheet(phone).get_by_role("combobox", name="期间").click()
    expect(phone.page.get_by_role("option").first).to_be_visible()
    phone.page.mouse.click(200, 20)
    expect(phone.page.get_by_role("option")).to_have_count(0)
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    phone.page.mouse.click(200, 20)
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    expect(opener(phone)).to_be_focused()


def test_the_tab_key_stays_within_the_sheet(phone, address):
    opened(phone, f"{address}/trends?v=1&lang=en")
    inside = "document.querySelector('.st-key-filters').contains(document.activeElement)"
    for key in [*["Tab"] * 9, *["Shift+Tab"] * 9]:
        phone.page.keyboard.press(key)
        assert phone.page.evaluate(inside), key


def test_the_slash_key_opens_the_sheet_at_its_first_selector(phone, address):
    phone.open(f"{address}/trends?v=1&lang=en")
    phone.page.keyboard.press("/")
    expect(phone.page.get_by_role("dialog", name="Filters")).to_be_visible()
    expect(sheet(phone).get_by_role("combobox", name="Indicator")).to_be_focused()


def test_ways_on_stay_in_sight_and_another_page_begins_with_its_sheet_closed(phone, address):
    phone.open(f"{address}/regions?v=1&i=valid_certificates&r=440000&lang=en")
    way = phone.page.get_by_role("link", name=re.compile("^See the trend of"))
    expect(way).to_be_visible()
    assert hidden(phone)
    opener(phone).click()
    way.click()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("Guangdong"))).to_be_visible()
    phone.settle()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    opener(phone).click()
    phone.page.go_back()
    expect(way).to_be_visible()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("page", LINKS)
def test_axe_finds_nothing_grave_with_the_sheet_open(browser, address, page, language, scheme):
    one = opened(Visit(browser, "phone", scheme), f"{address}/{LINKS[page]}&lang={language}")
    assert grave(one) == []
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()


@pytest.mark.parametrize("page", LINKS)
def test_on_a_desk_the_selectors_stand_in_place_and_there_is_no_button(visit, address, page):
    visit.open(f"{address}/{LINKS[page]}")
    for one in (opener(visit), visit.page.locator(".filters-done"), visit.page.locator(".filters-scrim")):
        expect(one).to_be_hidden()
    expect(sheet(visit).locator("input, [role=radio]").first).to_be_visible()


def test_a_sheet_left_open_is_closed_by_a_turn_to_the_side_and_is_not_on_paper(phone, address):
    opened(phone, f"{address}/trends?v=1")
    phone.page.emulate_media(media="print")
    for one in (opener(phone), phone.page.locator(".filters-done"), phone.page.locator(".filters-scrim")):
        expect(one).to_be_hidden()
    phone.page.emulate_media(media="screen")
    phone.page.set_viewport_size({"width": 844, "height": 390})
    expect(sheet(phone).get_by_role("combobox").first).to_be_visible()
    phone.page.set_viewport_size(SIZES["phone"])
    expect(opener(phone)).to_have_attribute("aria-expanded", "false")
    assert hidden(phone)


def test_without_our_script_the_selectors_stand_as_ever(browser, address):
    one = Visit(browser, "phone")
    one.page.route("**/assets/own.js", lambda route: route.abort())
    one.open(f"{address}/trends?v=1")
    expect(sheet(one).get_by_role("combobox").first).to_be_visible()
    expect(opener(one)).to_be_hidden()
    one.close()

"""Everyone can use the pages: what axe finds, headings in order, a keyboard alone, paper."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ViewportSize, expect

from pages.parts.frame import PAGES
from tests.browser import SIZES, Visit
from views.named import VIEWS
from words import say

PATHS = [look.path for look in PAGES.values()]
LOOKS = [("zh", "desktop", "light"), ("en", "phone", "dark")]
CHOSEN = [
    "trends?v=1&i=valid_certificates&r=430000~440000",
    "breakdowns?v=1&d=enterprise_size&f=change",
    "trends?v=1&i=nonsense",
]
GRAVE = ("serious", "critical")
# Faults of Streamlit that cannot be mended from outside, as (rule, part of the selector), each with why: none so far.
STREAMLIT_S_OWN: list[tuple[str, str]] = []
AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
UNFOLD = "document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click())"
HEIGHT = "Math.max(document.documentElement.scrollHeight, document.querySelector('#stMain')?.scrollHeight ?? 0)"
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]))"
# What is drawn around what has the focus: on the element, or on the field that it stands in.
RINGS = """() => {
    const rings = [];
    for (let one = document.activeElement, up = 0; one && up < 3; one = one.parentElement, up++) {
        const style = getComputedStyle(one);
        rings.push([style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join(' '));
    }
    return rings.join('|');
}"""
FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const name = one.getAttribute('aria-label') || one.innerText || one.id || one.tagName;
    const top = box.top + document.querySelector('#stMain').scrollTop;
    window.focused = [...(window.focused || []), one];
    return [one.tagName === 'BODY' ? '' : name.trim().split('\\n').pop().trim(), top];
}"""


def grave(visit: Visit) -> list[str]:
    """What axe finds of serious or critical impact on a page as it stands, beside what is Streamlit's own."""
    visit.page.evaluate(AXE_SCRIPT)
    found = visit.page.evaluate(AXE)["violations"]
    return [
        f"{fault['id']} at {node['target']}: {node['failureSummary']}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
        if not any(fault["id"] == rule and part in str(node["target"]) for rule, part in STREAMLIT_S_OWN)
    ]


def whole(visit: Visit, size: str) -> Visit:
    """Everything unfolded and in sight: axe judges no colour of what is scrolled out."""
    visit.page.evaluate(UNFOLD)
    visit.settle()
    visit.page.set_viewport_size(ViewportSize(width=SIZES[size]["width"], height=visit.page.evaluate(HEIGHT)))
    # The first one is that of the dataset.
    share = visit.page.get_by_test_id("stPopoverButton").nth(1)
    if share.count():
        share.click()
        visit.page.locator(".share textarea").first.wait_for()
    return visit


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
@pytest.mark.parametrize("path", [*PATHS, *CHOSEN])
def test_axe_finds_nothing_grave_on_any_page(browser, address, path, language, size, scheme):
    link = f"{address}/{path}{'&' if '?' in path else '?v=1&'}lang={language}"
    one = whole(Visit(browser, size, scheme).open(link), size)
    assert grave(one) == []
    assert one.cut_off() == []
    levels = one.page.evaluate(HEADINGS)
    if "nonsense" not in path:
        assert (levels[0], levels.count(1)) == (1, 1), "the first card leads, and it alone"
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (
            "no level is skipped"
        )
    expect(one.page.locator(".st-key-pages a[aria-current=page]")).to_have_count(1)
    one.close()
    one.assert_quiet()


@pytest.mark.parametrize(("view", "look"), [(view, LOOKS[n % 2]) for n, view in enumerate(VIEWS)])
def test_axe_finds_nothing_grave_in_any_brief(browser, address, view, look):
    language, size, scheme = look
    one = Visit(browser, size, scheme)
    one.page.goto(f"{address}/brief/{view}?v=1&lang={language}")
    assert grave(one) == []
    one.close()


def walked(visit: Visit, most: int = 60) -> list[tuple[str, float, str]]:
    """The stops of the Tab key from the first to the last: name, place from above, and the ring around it."""
    stops: list[tuple[str, float, str]] = []
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        name, top = visit.page.evaluate(FOCUS)
        if not name:
            break
        stops.append((name, top, visit.page.evaluate(RINGS)))
    return stops


@pytest.mark.parametrize("path", PATHS)
def test_tab_reaches_everything_in_order_and_is_seen(visit, address, path):
    visit.open(f"{address}/{path}?v=1&lang=en")
    links = [say(look.words, "en") for look in PAGES.values()]
    # Each kind of element comes with a script of its own, and on a slow machine that of the links may come last.
    expect(visit.page.locator(".st-key-pages a")).to_have_count(len(links))
    visit.page.wait_for_load_state("networkidle")
    stops = walked(visit)
    names = [name for name, _, _ in stops]
    assert "Overview" in names, names
    first = names.index("Overview")
    assert names[0] == "Skip to content"
    assert names[first - 1] == "中文"
    assert names[first : first + len(links)] == links
    missed = visit.page.evaluate(
        """() => [...document.querySelectorAll('main :is(a[href], button, summary, input)')]
            .filter(one => one.checkVisibility() && !one.closest('[inert], [hidden]') && one.tabIndex >= 0
                && one.getAttribute('role') !== 'radio' && !window.focused.includes(one))
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert missed == []
    visit.page.evaluate("document.activeElement.blur()")
    hidden = [
        name for name, _, ring in stops if name != "Quality indicators dashboard" and not re.search("solid|rgb", ring)
    ]
    assert hidden == []


def test_what_has_the_focus_looks_other_than_without_it(visit, address):
    visit.open(address + "/trends?v=1&lang=en")
    for control in (
        visit.page.get_by_role("link", name="Regions"),
        visit.page.get_by_role("button", name="中文"),
        visit.page.get_by_role("combobox", name="Breakdown"),
        visit.page.get_by_role("radio").first,
        visit.page.get_by_role("button", name="Share and download"),
        visit.page.locator("summary").last,
    ):
        control.focus()
        visit.page.keyboard.press("Shift+Tab")
        visit.page.keyboard.press("Tab")
        seen = visit.page.evaluate(RINGS)
        visit.page.evaluate("window.kept = document.activeElement; window.kept.blur()")
        visit.page.wait_for_timeout(300)
        ring = RINGS.replace("document.activeElement", "window.kept")
        assert visit.page.evaluate(ring) != seen, control


def test_skip_a_selector_and_an_expander_with_the_keyboard_alone(visit, address):
    visit.open(address + "/trends?v=1&lang=en")
    press = visit.page.keyboard.press
    press("Tab")
    press("Enter")
    assert visit.page.evaluate("document.activeElement.tagName") == "H1"
    for _ in range(2):
        press("Tab")
    assert visit.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Breakdown"
    press("ArrowDown")
    press("ArrowDown")
    press("Enter")
    visit.expect_link("d=")
    visit.settle()
    table = visit.page.locator("details").filter(has_text="About these figures").first
    for _ in range(40):
        press("Tab")
        if visit.page.evaluate("document.activeElement.innerText").endswith("About these figures"):
            break
    press("Enter")
    expect(table).to_have_attribute("open", "")


@pytest.mark.parametrize(("path", "most"), list(zip(PATHS, (4, 2, 1, 1, 2, 4, 7, 5, 1, 2), strict=True)))
def test_on_paper_figures_are_whole_and_controls_are_gone(visit, address, path, most):
    visit.open(f"{address}/{path}?v=1")
    page = visit.page
    page.emulate_media(media="print")
    for control in ("stPageLink-NavLink", "stSelectbox", "stButton", "stExpander", "stPopover", "stHeader"):
        assert all(not one.is_visible() for one in page.get_by_test_id(control).all()), control
    expect(page.locator("h1")).to_be_visible()
    assert "数据版本" in page.locator("main").inner_text()
    # What a browser says before it prints, and the width of A4 across between our margins.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 1047, "height": 718})
    for figure in page.locator(".stPlotlyChart .main-svg:first-child").all():
        box = figure.bounding_box()
        assert box is not None
        assert box["width"] > 900
        assert box["x"] + box["width"] <= 1047
    assert page.evaluate("document.documentElement.scrollWidth") <= 1047
    page.set_viewport_size(SIZES["desktop"])
    assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(prefer_css_page_size=True))) <= most

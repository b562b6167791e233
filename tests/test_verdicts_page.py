"""Whether a change is real, in a real browser: the first thing said, how it was judged, and against what."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Visit
from tests.test_charts import luminance
from words import say

LINKS = {
    "trends": "trends?v=1",
    "regions": "regions?v=1&ds=demo&i=all_levels_pass_rate&by=city&in=350000",
    "recalls": "recalls?v=1",
    "overview": "?v=1",
}
LOOKS = [("zh", "desktop", "light"), ("en", "phone", "dark")]
CITIES = "by=city&in=350000"
# The texts of a page in the order in which they are read, from its first heading on.
AFTER_HEADING = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), found = [];
    const heading = main.querySelector('h1');
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        const after = heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
        const shown = element.checkVisibility() && !element.closest('h1, style, .number, [aria-hidden=true]');
        if (after && shown && node.textContent.trim()) found.push([node.textContent.trim(), element.tagName]);
    }
    return found.slice(0, 3);
}"""
PAPERS = {"light": "#ffffff", "dark": "#14181d"}
COLOUR = "mark => getComputedStyle(mark).color"


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
@pytest.mark.parametrize("page", LINKS)
def test_the_verdict_is_the_first_thing_said_after_the_heading(browser, address, demo, page, language, size, scheme):
    assert demo
    one = Visit(browser, size, scheme).open(f"{address}/{LINKS[page]}&lang={language}")
    marks = one.page.locator(".verdict b")
    verdict = marks.first.inner_text()
    (first, tag), *_ = one.page.evaluate(AFTER_HEADING)
    assert (first, tag) == (verdict, "B")
    assert re.search("[●▲▼◆]", verdict), "told by its mark in grey too"
    boxes = [mark.bounding_box() for mark in marks.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= one.page.viewport_size["width"] for box in boxes)
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_verdict_can_be_read_in_every_colour(browser, address, scheme):
    """4.5 : 1 on the paper of the theme, for each of the states (WCAG 2.2, 1.4.3)."""
    one = Visit(browser, "desktop", scheme).open(f"{address}/trends")
    mark = one.page.locator(".verdict b").first
    for state in ("better", "worse", "up", "down", "moved", "mix", "broken", "steady", "unknown", "compared"):
        mark.evaluate("(mark, state) => { mark.className = state; }", state)
        parts = [int(part) for part in re.findall(r"\d+", mark.evaluate(COLOUR))[:3]]
        levels = sorted((luminance("#" + "".join(f"{part:02x}" for part in parts)), luminance(PAPERS[scheme])))
        assert (levels[1] + 0.05) / (levels[0] + 0.05) >= 4.5, state
    one.close()
    one.assert_quiet()


@pytest.mark.parametrize(("page", "language"), [("trends", "zh"), ("recalls", "en")])
def test_how_it_was_judged_opens_a_table(visit, address, page, language):
    visit.open(f"{address}/{LINKS[page]}&lang={language}")
    label = say("evidence", language)
    visit.page.locator("[data-testid=stExpander] summary", has_text=label).first.click()
    opened = visit.page.locator("[data-testid=stExpander]", has_text=label).first
    grid = opened.locator("[data-testid=stDataFrame] [role=gridcell]")
    expect(grid.first).to_be_attached()
    assert [cell for cell in grid.all_text_contents() if re.search(r"95\s?%", cell)]


def test_regions_are_held_against_what_they_lie_in_and_back_undoes_it(visit, address, demo):
    assert demo
    visit.open(f"{address}/{LINKS['regions']}")
    mark, line = visit.page.locator(".verdict b"), visit.page.locator(".js-plotly-plot .annotation-text")
    expect(mark).to_have_text(re.compile("^与全国相比"))
    visit.page.get_by_role("radio", name="所属地区").click()
    expect(mark).to_have_text(re.compile("^与福建相比"))
    visit.expect_link("vs=parent", "in=350000")
    visit.settle()
    expect(line.filter(has_text="福建")).to_have_count(1)
    cells = visit.page.locator("[data-testid=stDataFrame] [role=gridcell]")
    expect(cells.filter(has_text="于福建（").first).to_be_attached()
    visit.page.go_back()
    expect(mark).to_have_text(re.compile("^与全国相比"))
    assert "vs=" not in visit.page.url


def test_a_cold_link_holds_regions_against_what_they_lie_in(browser, address, demo):
    assert demo
    one = Visit(browser, "phone").open(f"{address}/{LINKS['regions']}&vs=parent&lang=en")
    expect(one.page.locator(".verdict b")).to_have_text(re.compile("^Against Fujian"))
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()


def test_a_reference_that_is_not_known_is_named(visit, address):
    visit.open(f"{address}/regions?v=1&vs=nobody")
    assert "参数“vs”的值“nobody”无法识别。" in visit.said()
    assert visit.page.locator(".js-plotly-plot").count() == 0


@pytest.mark.parametrize(("language", "size"), [("zh", 390), ("en", 1440)])
def test_a_brief_without_javascript_shows_verdict_finding_and_evidence(browser, address, language, size):
    one = Visit(browser, java_script_enabled=False)
    one.page.set_viewport_size({"width": size, "height": 800})
    one.page.goto(f"{address}/brief/trends?v=1&lang={language}")
    verdict, finding = one.page.locator("p.verdict strong"), one.page.locator("p.finding")
    assert verdict.is_visible()
    assert len(finding.inner_text()) > 20
    assert one.page.locator("main > *").nth(2).get_attribute("class") in ("headline", "verdict")
    heading = one.page.get_by_role("heading", name=say("evidence", language))
    assert heading.is_visible()
    table = one.page.get_by_role("region", name=say("evidence", language)).locator("table")
    assert table.locator("tbody tr").count() >= 2
    assert "95" in table.inner_text()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= size
    one.close()
    one.assert_quiet()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_data_page_lists_the_methods_with_their_counts_and_gives_them_as_a_file(visit, address, language):
    visit.open(f"{address}/data?v=1&i=vehicle_recalls&lang={language}")
    title = "方法自检（" if language == "zh" else "Methods checked ("
    part = visit.page.locator("[data-testid=stExpander]", has=visit.page.locator("summary", has_text=title))
    count, missed = re.findall(r"\d+", part.locator("summary").inner_text())
    part.locator("summary").click()
    link = part.locator("a[download]")
    expect(link).to_be_visible()
    # The table takes its room late and moves what stands below it.
    part.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    visit.settle()
    assert count in part.inner_text()
    with visit.page.expect_download() as waiting:
        link.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    outcomes = Counter(row["outcome"] for row in csv.DictReader(io.StringIO(text)))
    assert outcomes.total() == int(count) > 20
    assert outcomes["missed"] == int(missed) == 0

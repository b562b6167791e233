"""The controls of Trends in a real browser: finding by typing, several regions, grey context, the other side."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import Visit

PIECES = """box => {
    const text = box.querySelector('[data-item-hl]').firstChild, range = document.createRange();
    const name = text.textContent.split('\\u2003')[0], edge = box.getBoundingClientRect().right;
    range.setStart(text, text.textContent.lastIndexOf('\\u2003') + 1);
    range.setEnd(text, text.textContent.length);
    return [name, range.getBoundingClientRect().left > edge];
}"""


@pytest.fixture
def visit(phone: Visit) -> Visit:
    """A phone: what fits there fits everywhere."""
    return phone


def opened(visit: Visit, link: str) -> None:
    """A page with its selectors open: on a phone they are folded (tests/test_phone.py)."""
    visit.open(link)
    visit.page.locator(".filters-open").click()


def offered(visit: Visit, control: str, typed: str) -> dict[str, bool]:
    """The names that a control offers for what is typed, and whether the words behind each are out of sight."""
    visit.page.get_by_role("combobox", name=control).click()
    visit.page.keyboard.type(typed)
    options = visit.page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(options.filter(has_text=re.compile(typed, re.IGNORECASE))).to_have_count(options.count())
    return dict(option.evaluate(PIECES) for option in options.all())


def option(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("option", name=name).first


def pick(visit: Visit, name: str) -> None:
    """Chooses one of several; the list stays open for more until it is closed."""
    option(visit, name).click()
    visit.page.keyboard.press("Escape")


@pytest.mark.parametrize("typed", ["jdcc", "hgl", "pass rate"])
def test_the_indicator_that_is_shown_is_found_like_any_other(visit, address, typed):
    opened(visit, address + "/trends")
    found = offered(visit, "指标", typed)
    assert "产品质量国家监督抽查合格率 · 监督抽查" in found
    assert all(found.values()), "a reader sees names only"


@pytest.mark.parametrize(("language", "control", "typed"), [("zh", "指标", "recall"), ("en", "Indicator", "zhaohui")])
def test_recalls_are_found_in_either_language_and_chosen(visit, address, language, control, typed):
    opened(visit, f"{address}/trends?v=1&lang={language}&i=valid_certificates")
    found = offered(visit, control, typed)
    assert len(found) == 10
    assert all(found.values())
    option(visit, "汽车召回次数" if language == "zh" else "Vehicle recalls").click()
    expect(visit.page.get_by_role("heading", name=re.compile("汽车召回次数|Vehicle recalls"))).to_be_visible()
    shown = visit.page.get_by_role("combobox", name=control)
    expect(shown).to_have_attribute("placeholder", re.compile("汽车召回次数|Vehicle recalls"))
    expect(shown).to_have_value("")


def test_regions_are_found_by_initials_and_drawn_before_grey_ones(visit, address):
    opened(visit, address + "/trends?v=1&i=valid_certificates")
    assert offered(visit, "地区或口径", "hn") == {"河南": True, "湖南": True}
    pick(visit, "湖南")
    expect(visit.page.get_by_role("heading", name="有效认证证书数 · 湖南")).to_be_visible()
    assert offered(visit, "地区或口径", "guangdong") == {"广东": True}
    pick(visit, "广东")
    expect(visit.page.get_by_role("heading", name="有效认证证书数 · 湖南、广东")).to_be_visible()
    visit.expect_link("r=430000~440000")
    visit.settle()
    assert visit.page.locator(".st-key-regions [data-tag]").all_inner_texts() == ["湖南", "广东"]
    assert visit.page.locator(".js-plotly-plot .legendtext").all_text_contents() == ["湖南", "广东"]
    assert "灰色的是其他21个有数字的同类地区" in visit.said()
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name="有效认证证书数 · 湖南", exact=True)).to_be_visible()


def test_the_other_side_keeps_what_was_chosen(visit, address):
    opened(visit, address + "/trends?v=1&lang=en&d=enterprise_size&m=small")
    assert "National spot-check pass rate (Small), 2023: 86.8%" in visit.said()
    visit.page.get_by_role("radio", name="Non-conforming rate").click()
    expect(visit.page.get_by_text("National spot-check non-conforming rate (Small), 2023: 13.2%")).to_be_visible()
    visit.expect_link("d=enterprise_size", "m=small", "i=spot_check_nonconforming_rate")
    visit.page.go_back()
    expect(visit.page.get_by_text("National spot-check pass rate (Small), 2023: 86.8%")).to_be_visible()


def test_what_has_no_figures_can_be_taken_away(visit, address):
    opened(visit, address + "/trends?v=1&i=testing_staff&r=110000")
    assert "这一选择没有数据" in visit.said()
    visit.page.get_by_role("button", name="Remove 北京").click()
    expect(visit.page.get_by_role("heading", name="检验检测从业人员 · 全国")).to_be_visible()


def test_too_many_regions_in_a_link_are_named(visit, address):
    visit.open(address + "/trends?v=1&r=110000~120000~130000~140000~150000~210000~220000")
    assert "参数“r”列了7个地区，一张图最多画6个。" in visit.said()

"""The data page in a real browser: every part from a cold link, nothing cut on a phone, English in English."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Visit, served

LINK = "/data?v=1&i=vehicle_recalls"
PARTS = {
    "zh": (
        "多个来源的同一数字",
        "分组是否齐全",
        "单项数字（122个）",
        "未录入的数字（13个）",
        "数据版本（",
        "来源（96种出版物）",
        "方法自检（",
    ),
    "en": (
        "Figures that several sources give",
        "Completeness of breakdowns",
        "Single facts (122)",
        "Figures left out (13)",
        "Releases (",
        "Sources (96 publications)",
        "Methods checked (",
    ),
}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    one = Visit(browser)
    yield one
    one.close()
    assert not one.outside, f"asked for {one.outside}"
    assert not one.errors


def unfold(visit: Visit) -> None:
    """Opens every folded part."""
    for part in visit.page.locator("[data-testid=stExpander] summary").all():
        part.click()
    expect(visit.page.locator("[data-testid=stDataFrame]").last).to_be_visible()


@pytest.mark.parametrize(
    ("language", "said", "cell"),
    [
        ("zh", "这里列有42项指标的1,175条观测值和122个单项数字，来自96种出版物；每个数字都附来源。", "190次"),
        (
            "en",
            "Here stand 1,175 observations of 42 indicators and 122 single facts from 96 publications",
            "190 recalls",
        ),
    ],
)
def test_a_cold_link_opens_the_page_on_a_fresh_server(browser, language, said, cell):
    with served() as fresh:
        one = Visit(browser).open(f"{fresh}{LINK}&lang={language}")
        assert said in one.said()
        cells = one.page.locator("[data-testid=stDataFrame]").first.locator("[role=gridcell]")
        expect(cells.filter(has_text=cell).first).to_be_attached()
        folded = one.page.locator("[data-testid=stExpander] summary").all_inner_texts()
        assert [title for title, part in zip(folded, PARTS[language], strict=True) if part not in title] == []
        assert not one.outside
        one.close()


def test_another_indicator_changes_the_parts_about_it_and_the_link(visit, address):
    visit.open(address + "/data")
    assert "产品质量国家监督抽查不合格率" in visit.said()
    visit.page.get_by_role("combobox", name=re.compile("指标")).fill("汽车召回次数")
    visit.page.get_by_role("option", name=re.compile("^汽车召回次数")).click()
    expect(visit.page.get_by_role("heading", name="定义：汽车召回次数")).to_be_visible()
    expect(visit.page.get_by_role("heading", name="全部数字：汽车召回次数（44条）")).to_be_visible()
    visit.expect_link("i=vehicle_recalls")


def test_an_indicator_without_a_second_source_says_so_and_lists_those_of_others(visit, address):
    visit.open(address + LINK)
    unfold(visit)
    said = visit.said()
    assert "“汽车召回次数”没有两个来源给出同一个数字的情况。" in said
    assert "多个来源的同一数字：全部指标" in said


def test_a_pinned_release_is_the_one_that_is_answered_from(visit, address):
    visit.open(address + LINK)
    [id] = set(re.findall(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", visit.said()))
    visit.open(f"{address}{LINK}&rel={id}")
    assert f"数据版本 {id}" in visit.said()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_on_a_phone(browser, address, language):
    one = Visit(browser, "phone").open(f"{address}{LINK}&lang={language}")
    unfold(one)
    assert not one.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    beyond = one.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stDataFrame], dl.parts, [data-testid=stCaptionContainer]')]
            .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
            .map(part => part.outerHTML.slice(0, 80))"""
    )
    assert beyond == []
    first = one.page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    assert first.evaluate("table => table.scrollWidth > table.clientWidth"), "the table scrolls inside itself"
    one.close()


def test_english_is_english(visit, address):
    visit.open(f"{address}{LINK}&lang=en")
    unfold(visit)
    assert set(re.findall(r"[\u4e00-\u9fff]+", visit.said())) == {"中文"}

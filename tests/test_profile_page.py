"""The profile page in a browser: from a cold link on a phone and on a desk, and the ways to and from it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PATIENCE_S, Visit


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize(
    ("link", "title", "said"),
    [
        ("v=1&ds=demo&r=430000", "湖南 · 地区画像", "▲ 1项较好 ● 2项相近 ▼ 0项较差"),
        ("v=1&ds=demo&r=430000&lang=en", "Hunan · Profile", "▲ 1 better ● 2 similar ▼ 0 worse"),
        ("v=1&ds=demo&r=430100", "湖南长沙 · 地区画像", "没有湖南长沙的汽车召回次数。"),
        ("v=1&r=440000", "广东 · 地区画像", "没有广东的汽车召回次数。"),
        ("v=1", "地区画像", "请在下面选一个省、市、县或大区"),
    ],
)
def test_the_page_opens_from_a_cold_link(browser, address, size, link, title, said):
    one = Visit(browser, size).open(f"{address}/profile?{link}")
    expect(one.page.get_by_role("heading", level=1)).to_contain_text(title)
    assert said in one.said()
    assert not one.cut_off()
    one.close()
    one.assert_quiet()


@pytest.mark.usefixtures("demo")
def test_a_region_is_found_by_its_initials_and_what_it_is_held_against_is_chosen(visit, address):
    visit.open(f"{address}/profile?v=1&ds=demo")
    visit.page.get_by_role("combobox").first.press_sequentially("hun")
    visit.page.get_by_role("option").filter(has_text="湖南").first.click()
    expect(visit.page.get_by_role("heading", name="湖南 · 地区画像")).to_be_visible()
    visit.expect_link("r=430000")
    visit.page.get_by_text("相邻省份", exact=True).first.click()
    visit.expect_link("vs=neighbours")
    expect(visit.page.get_by_text("与相邻6地合计相比")).to_be_visible()


@pytest.mark.usefixtures("demo")
def test_regions_lead_to_the_profile_of_each_chosen_region_and_back(visit, address):
    visit.open(f"{address}/regions?v=1&ds=demo&r=430000")
    visit.page.get_by_role("link", name="湖南的地区画像").click()
    expect(visit.page.get_by_role("heading", name="湖南 · 地区画像")).to_be_visible()
    visit.settle()
    visit.page.get_by_role("link", name="在“地区”页与各地相比").click()
    visit.expect_link("/regions", "r=430000", "by=province")
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("产品质量国家监督抽查合格率")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("place", ["430000", "440000"])
def test_the_brief_of_a_profile_is_one_sheet_of_paper(browser, address, place, language):
    one = Visit(browser, java_script_enabled=False)
    one.page.goto(f"{address}/brief/profile?v=1&ds=demo&r={place}&lang={language}")
    pdf = one.page.pdf(prefer_css_page_size=True)
    one.close()
    one.assert_quiet()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


def test_without_a_region_the_provinces_are_a_step_away(visit, address):
    visit.open(f"{address}/profile?v=1")
    visit.page.get_by_role("button", name="广东", exact=True).click()
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("广东 · 地区画像", timeout=PATIENCE_S * 1000)
    visit.expect_link("r=440000")

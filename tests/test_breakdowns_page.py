"""The breakdowns page in a real browser: every form from a cold link, nothing cut on a phone, Back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import Visit

LINKS = {
    "bars": ("d=enterprise_size", "大型最高", "Large is highest"),
    "multiples": ("f=multiples&d=enterprise_size", "竖虚线处口径变化", "At a dotted line"),
    "stack": ("f=stack&i=valid_certificates", "占比变化最大的是产品认证", "Product certification changed most"),
    "effects": (
        "f=effects&d=channel&i=spot_check_nonconforming_rate",
        "各分项自身的率变动+2.0个百分点，构成变动+0.9个百分点",
        "rates of the parts +2.0 percentage points, mix +0.9 percentage points",
    ),
    "adjusted": (
        "f=adjusted&d=channel&i=spot_check_nonconforming_rate",
        "则由12.6%变为12.3%（−0.3个百分点）",
        "from 12.6% to 12.3% (−0.3 percentage points)",
    ),
    "change": ("f=change&i=spot_check_nonconforming_rate", "小型+3.1个百分点", "Small +3.1 percentage points"),
}


@pytest.mark.parametrize("form", LINKS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cold_link_opens_every_form(visit, address, form, language):
    link, *said = LINKS[form]
    visit.open(f"{address}/breakdowns?v=1&lang={language}&{link}")
    assert said[language == "en"] in visit.said()


@pytest.mark.parametrize(
    "link",
    [
        "lang=en&d=scheme&i=certified_organisations&m=management",
        "f=multiples&i=competitiveness_index",
        "f=stack&i=valid_certificates&lang=en&d=scheme&m=management",
        "f=change&i=competitiveness_index&lang=en",
        "f=effects&d=channel&i=spot_check_nonconforming_rate&lang=en",
        "f=adjusted&d=channel&i=spot_check_nonconforming_rate&lang=en",
        "f=effects&d=product_class&ds=demo&i=all_levels_pass_rate",
        "f=adjusted&d=product_class&ds=demo&i=all_levels_pass_rate&lang=en",
    ],
)
def test_nothing_is_cut_on_a_phone(browser, address, link):
    one = Visit(browser, "phone").open(f"{address}/breakdowns?v=1&{link}")
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()


def test_a_form_and_two_periods_are_chosen_and_back_undoes_them(visit, address):
    visit.open(f"{address}/breakdowns?v=1&i=spot_check_nonconforming_rate")
    visit.page.get_by_role("radio", name="两期对比").click()
    expect(visit.page.get_by_role("heading", name=re.compile("2022年与2023年"))).to_be_visible()
    visit.settle()
    visit.page.get_by_role("combobox", name=re.compile("前一期")).click()
    visit.page.get_by_role("option", name="2017年").click()
    expect(visit.page.get_by_text("2017年与2023年之间有口径变化").first).to_be_visible()
    visit.expect_link("t0=2017-12-31")
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name=re.compile("2022年与2023年"))).to_be_visible()
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name=re.compile("全国 · 2023年$"))).to_be_visible()


def test_a_member_is_opened_and_the_composition_stands_under_the_rate(visit, address):
    visit.open(f"{address}/breakdowns?v=1&i=valid_certificates")
    assert "管理体系认证（" in visit.said()
    visit.page.get_by_role("combobox", name=re.compile("分项")).click()
    visit.page.get_by_role("option", name="管理体系认证", exact=True).click()
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("heading", name=re.compile("按认证项目（管理体系认证）"))).to_be_visible()
    visit.open(f"{address}/breakdowns")
    assert visit.page.locator(".js-plotly-plot").count() == 2
    assert "从71.1%升到93.0%" in visit.said()


def test_an_indicator_without_breakdowns_says_so(visit, address):
    visit.open(f"{address}/breakdowns?v=1&i=testing_staff")
    assert "没有分组的数字" in visit.said()
    expect(visit.page.get_by_role("combobox", name="指标")).to_be_visible()

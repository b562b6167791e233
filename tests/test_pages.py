"""The dashboard in a real browser, every page from a cold link: what is drawn, said, and asked of others."""

import datetime
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from data import FOLDER
from intake.release import write_releases
from tests.browser import Visit, served


@pytest.mark.parametrize(
    ("link", "drawn", "said"),
    [
        ("/regions?v=1&i=valid_certificates", "743,616张", "有效认证证书数 · 省（区、市） · 2024年末"),
        ("/trends?v=1&lang=en&i=vehicle_recalls", "190 recalls", "Vehicle recalls · National"),
    ],
)
def test_a_cold_link_opens_its_page_on_a_fresh_server(browser, link, drawn, said):
    """The first request that a server ever gets: a folder named pages/ once opened it without the frame."""
    with served() as fresh:
        one = Visit(browser).open(fresh + link)
        assert said in one.said()
        assert drawn in one.drawn() or drawn in one.said()
        one.close()
        one.assert_quiet()


def test_a_leader_sees_the_headline_on_the_first_screen_of_a_phone(browser, address):
    """The figure, its sentence, its date and its source, before any control and without scrolling."""
    one = Visit(browser, "phone").open(address + "/")
    assert one.page.locator(".first .number").inner_text() == "85.7% 2024年"
    assert one.page.get_by_role("combobox").count() == 0
    for text in (
        "比2023年下降2.0个百分点",
        "产品质量国家监督抽查不合格率14.3%",
        "2024年产品质量国家监督抽查情况的公告",
    ):
        box = one.page.get_by_text(text).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844, text
    one.close()


def test_the_overview_leads_from_every_headline_to_its_trend(visit, address):
    visit.open(address + "/?v=1&lang=en")
    expect(visit.page.locator(".tile")).to_have_count(11)
    expect(visit.page.locator(".tile img[alt]")).to_have_count(11)
    recalls = visit.page.locator("[data-testid=stVerticalBlock]").filter(has=visit.page.locator(".tile"))
    recalls.filter(has_text="190 recalls").last.get_by_role("link", name="See the trend").click()
    expect(visit.page.get_by_role("heading", name="Vehicle recalls · National")).to_be_visible()
    visit.expect_link("i=vehicle_recalls", "lang=en")


def test_trends_draw_the_pass_rate_from_2012_on_with_its_sources(visit, address):
    visit.open(address + "/trends")
    assert visit.drawn() == ["92.3%", "85.7%"]
    ticks = visit.page.locator(".js-plotly-plot .xtick text").all_text_contents()
    assert (ticks[0], ticks[-1]) == ("2012", "2024")
    said = visit.said()
    assert "2024年，产品质量国家监督抽查合格率为85.7%，比2023年下降2.0个百分点。" in said
    assert "产品质量国家监督抽查不合格率14.3%" in said
    assert "不可直接比较" in said
    assert "《市场监管总局关于2024年产品质量国家监督抽查情况的公告》" in said
    assert "所见为转载" in said
    assert re.search(r"数据版本 \d{4}-\d\d-\d\d-[0-9a-f]{8}", said)
    visit.page.get_by_text("全部来源（7）").click()
    expect(visit.page.get_by_role("listitem").filter(has_text="第5844号建议的答复")).to_be_visible()


def test_regions_draw_certificates_by_province_with_their_source(visit, address):
    visit.open(address + "/regions?v=1&i=valid_certificates")
    drawn = visit.drawn()
    assert drawn[:3] == ["743,616张", "553,393张", "537,498张"]
    assert len(drawn) == 13
    said = visit.said()
    assert "全国为4,067,752张" in said
    assert "不能据此排名" in said
    assert "《全国认证认可信息服务平台月度统计（2024年12月）》" in said


def test_the_table_holds_the_same_texts(visit, address):
    visit.open(address + "/regions?v=1&i=valid_certificates")
    grid = visit.page.locator("[data-testid=stDataFrame] [role=gridcell]")
    expect(grid.filter(has_text="4,067,752张")).to_be_attached()
    cells = grid.all_text_contents()
    assert set(visit.drawn()) <= set(cells)
    assert "4,067,752张" in cells


def test_english_is_english(visit, address):
    visit.open(address + "/trends?v=1&lang=en&i=spot_check_nonconforming_rate")
    said = visit.said()
    assert "National spot-check non-conforming rate, 2024: 14.3%, up 2.0 percentage points from 2023." in said
    chinese = re.findall(r"[\u4e00-\u9fff]+", said)
    titles = {"中文", "市场监管总局关于", "年产品质量国家监督抽查情况的公告"}
    assert set(chinese) <= titles, "only the other language's name and the titles of sources are Chinese"


def test_the_language_switch_keeps_the_view(visit, address):
    visit.open(address + "/regions?v=1&i=testing_bodies")
    visit.page.get_by_role("button", name="English").click()
    expect(visit.page.get_by_role("heading", name="Inspection and testing bodies · Provinces")).to_be_visible()
    visit.expect_link("lang=en", "i=testing_bodies")


def test_filters_follow_from_page_to_page_and_back_undoes_them(visit, address):
    visit.open(address + "/trends?v=1&i=spot_check_pass_rate&lang=en")
    visit.page.get_by_role("combobox", name=re.compile("Breakdown")).click()
    visit.page.get_by_role("option", name="Enterprise size").click()
    heading = visit.page.get_by_role("heading", name=re.compile("by enterprise size"))
    expect(heading).to_be_visible()
    visit.expect_link("d=enterprise_size")
    visit.page.get_by_role("link", name="Regions").click()
    expect(visit.page.get_by_role("heading", name=re.compile("three areas"))).to_be_visible()
    assert "i=" not in visit.page.url or "i=spot_check_pass_rate" in visit.page.url
    visit.expect_link("lang=en")
    visit.page.go_back()
    expect(heading).to_be_visible()
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name="National spot-check pass rate · National")).to_be_visible()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/trends?v=1&i=nonsense", "参数“i”的值“nonsense”无法识别。"),
        ("/regions?v=1&t=1999-99-99&lang=en", "The value “1999-99-99” of “t” is not known."),
        ("/?colour=red", "参数“colour”无法识别。"),
        ("/?i=a&i=b", "参数“i”出现了多次"),
        ("/trends?v=1&i=**[x](http://evil.example)**", "参数“i”的值“**[x](http://evil.example)**”无法识别。"),
    ],
)
def test_a_link_that_cannot_be_read_is_named_and_nothing_is_drawn(visit, address, link, said):
    visit.open(address + link)
    assert said in visit.said()
    assert visit.page.locator(".js-plotly-plot").count() == 0
    assert visit.page.locator("[data-testid=stAlert] a").count() == 0
    visit.page.get_by_role("link", name=re.compile("从默认页面重新开始|Start again")).click()
    visit.page.wait_for_selector(".first .number")


@pytest.mark.parametrize("link", ["/trends?v=1&r=110000", "/trends?v=1&i=testing_staff&d=scheme"])
def test_a_choice_without_figures_keeps_its_controls(visit, address, link):
    visit.open(address + link)
    assert "这一选择没有数据" in visit.said()
    expect(visit.page.get_by_role("combobox").nth(1)).to_be_visible()


def test_an_indicator_without_regions_says_so(visit, address):
    visit.open(address + "/regions?v=1&i=vehicle_recalls")
    assert "“汽车召回次数”没有分地区的数字。" in visit.said()
    assert visit.page.locator(".js-plotly-plot").count() == 0


def test_a_period_without_figures_can_be_left(visit, address):
    visit.open(address + "/regions?v=1&i=valid_certificates&t=2001-12-31")
    assert visit.page.locator(".js-plotly-plot").count() == 0
    visit.page.get_by_role("combobox", name=re.compile("期间")).click()
    visit.page.get_by_role("option", name="2024年末").click()
    visit.page.wait_for_selector(".js-plotly-plot .main-svg")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
@pytest.mark.parametrize("link", ["/trends?v=1&i=vehicle_recall_units", "/regions?v=1&i=valid_certificates&lang=en"])
def test_nothing_is_cut_off_at_any_width_or_theme(browser, address, link, size, scheme):
    one = Visit(browser, size, scheme).open(address + link)
    assert one.cut_off() == []
    paper = one.page.evaluate("getComputedStyle(document.querySelector('.js-plotly-plot .main-svg')).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[scheme]
    one.close()


def test_what_of_a_link_can_be_read_is_a_step_away_and_the_address_follows(visit, address):
    visit.open(f"{address}/trends?v=1&lang=en&i=vehicle_recalls&r=nowhere")
    visit.page.get_by_role("button", name="Open the part that can be read").click()
    expect(visit.page.get_by_role("heading", name="Vehicle recalls · National")).to_be_visible()
    expect(visit.page).to_have_url(re.compile(r"\?v=1&lang=en&i=vehicle_recalls$"))


@pytest.fixture
def older(built, tmp_path) -> Iterator[str]:
    """The id of a release older than every other, beside the present one while a test runs."""
    old = replace(built, id="2000-01-01-00000000", released=datetime.date(2000, 1, 1))
    folder = FOLDER / "published" / old.id
    shutil.copytree(write_releases([old], "published", tmp_path)[0].folder, folder)
    yield old.id
    shutil.rmtree(folder)


def test_a_link_that_is_fixed_to_a_release_leads_to_the_present_one_and_the_address_follows(visit, address, older):
    visit.open(f"{address}/trends?v=1&lang=en&rel={older}")
    visit.page.get_by_role("button", name="See the present release").click()
    expect(visit.page.get_by_text("This link is fixed to data release")).to_have_count(0)
    expect(visit.page).to_have_url(re.compile(r"/trends\?v=1&lang=en$"))

"""The Report page in a browser: figures gathered on other pages, put in order, saved, opened, made into a file."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PATIENCE_S, Visit
from tests.test_accessibility import grave, walked, whole
from views.report_file import read_report
from words import say

PATIENCE_MS = PATIENCE_S * 1000


def press(visit: Visit, key: str, language: str = "zh", **values: object) -> None:
    visit.page.get_by_role("button", name=say(key, language, **values), exact=True).first.click()
    visit.settle()


def write(visit: Visit, key: str, text: str, language: str = "zh") -> None:
    """Writes into a field and leaves it."""
    visit.page.get_by_label(say(key, language), exact=True).fill(text)
    visit.page.keyboard.press("Tab")
    visit.settle()


def listed(page: Page) -> list[str]:
    return page.locator(".st-key-report_figures button").all_inner_texts()


def begun(visit: Visit, address: str, language: str = "zh") -> Visit:
    """The example of ten figures."""
    visit.open(f"{address}/report?v=1&lang={language}")
    press(visit, "report_example", language)
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(10)
    return visit


def saved(visit: Visit, language: str = "zh"):
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name=say("report_save", language)).click()
    return waiting.value


def test_figures_of_two_pages_are_gathered_and_stay_when_the_page_is_opened_again(visit, address):
    for link, count in (("trends?v=1&i=vehicle_recalls", 1), ("regions?v=1&i=valid_certificates", 2)):
        if count == 1:
            visit.open(f"{address}/{link}")
        else:
            # Within the visit: another address typed by hand would be a visit of its own.
            visit.page.get_by_role("link", name="认证", exact=True).click()
            visit.page.wait_for_selector(".js-plotly-plot .main-svg")
            visit.settle()
        visit.page.get_by_role("button", name=say("share", "zh")).first.click()
        press(visit, "report_add")
        expect(visit.page.get_by_role("button", name=say("report_added", "zh", count=count))).to_be_visible()
        if count == 1:
            press(visit, "report_added", count=1)
            expect(visit.page.get_by_role("button", name=say("report_added", "zh", count=1))).to_be_visible()
        visit.page.keyboard.press("Escape")
    visit.page.get_by_role("link", name="报告", exact=True).click()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(2)
    first, second = listed(visit.page)
    assert first.startswith("图1 汽车召回次数")
    assert second.startswith("图2 获证组织与有效证书")
    visit.expect_link("/report", "li=")
    visit.page.reload()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(2, timeout=PATIENCE_MS)
    visit.page.get_by_role("link", name="总览", exact=True).click()
    visit.settle()
    assert "li=" not in visit.page.url
    visit.page.get_by_role("link", name="报告", exact=True).click()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(2)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_files_are_asked_for_on_the_first_screen_above_the_list(browser, address, size):
    one = begun(Visit(browser, size), address)
    heading = one.page.get_by_role("heading", name=say("report_produce", "zh", count=10))
    word = one.page.get_by_role("button", name="Word", exact=True)
    for shown in (heading, word):
        expect(shown).to_be_in_viewport(ratio=1)
    lists = one.page.locator(".st-key-report_figures").bounding_box()
    makes = word.bounding_box()
    assert lists
    assert makes
    assert makes["y"] < lists["y"]
    one.close()
    one.assert_quiet()


def test_what_other_pages_added_since_is_not_lost_when_back_leads_to_the_page(visit, address):
    begun(visit, address)
    visit.page.get_by_role("link", name="目标", exact=True).click()
    visit.page.wait_for_selector(".promises")
    visit.settle()
    visit.page.get_by_role("button", name=say("share", "zh")).first.click()
    press(visit, "report_add")
    expect(visit.page.get_by_role("button", name=say("report_added", "zh", count=11))).to_be_visible()
    visit.page.go_back()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(11)


def test_a_list_is_put_in_order_worded_and_undone(visit, address):
    begun(visit, address)
    visit.page.get_by_role("button", name=re.compile("^图2-1")).click()
    visit.expect_link("p=5")
    visit.settle()
    press(visit, "report_up")
    expect(visit.page.get_by_role("heading", name=say("report_chosen", "zh", number="1-5"))).to_be_visible()
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name=say("report_chosen", "zh", number="2-1"))).to_be_visible()
    visit.settle()
    press(visit, "report_down")
    assert [text[:4] for text in listed(visit.page)][4:6] == ["图2-1", "图2-2"]
    expect(visit.page.get_by_role("heading", name=say("report_chosen", "zh", number="2-2"))).to_be_visible()
    write(visit, "report_item_title", "逐年召回")
    write(visit, "report_item_caption", "说明一句")
    assert "图2-2 逐年召回" in listed(visit.page)
    write(visit, "report_name", "2026年报告")
    visit.page.get_by_role("combobox", name=say("report_chapter", "zh")).click()
    visit.page.get_by_role("option", name="3 质量认证").click()
    expect(visit.page.get_by_role("heading", name=say("report_chosen", "zh", number="3-5"))).to_be_visible()
    visit.settle()
    visit.page.locator("summary").filter(has_text=say("report_chapters", "zh")).click()
    press(visit, "report_chapter_remove", number=2)
    assert [text.split()[0] for text in listed(visit.page)][:6] == [
        "图1-1",
        "图1-2",
        "图1-3",
        "图1-4",
        "图1-5",
        "图2-1",
    ]
    press(visit, "report_remove")
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(9)
    press(visit, "report_chapter_add")
    expect(visit.page.get_by_text(say("report_chapter_empty", "zh"))).to_be_visible()
    file = saved(visit)
    assert file.suggested_filename == "2026年报告.toml"
    report = read_report(file.path().read_bytes())
    assert report.title == "2026年报告"
    assert [(chapter.title, len(chapter.figures)) for chapter in report.chapters] == [
        ("产品质量监督抽查", 5),
        ("质量认证", 4),
        (say("report_chapter_new", "zh"), 0),
    ]


def test_a_word_that_was_typed_is_not_lost_when_another_figure_is_pressed_at_once(visit, address):
    begun(visit, address)
    visit.page.get_by_label(say("report_item_title", "zh"), exact=True).fill("第一张")
    visit.page.get_by_role("button", name=re.compile("^图1-3")).click()
    visit.expect_link("p=3")
    visit.settle()
    assert listed(visit.page)[0] == "图1-1 第一张"


def test_a_saved_list_is_opened_by_another_visitor_in_their_language(browser, visit, address, tmp_path):
    begun(visit, address)
    write(visit, "report_name", "交给你")
    path = tmp_path / "list.toml"
    saved(visit).save_as(path)
    other = Visit(browser, "phone", "dark").open(f"{address}/report?v=1&lang=en")
    other.page.locator("input[type=file]").set_input_files(path)
    press_open(other)
    expect(other.page.locator(".st-key-report_figures button")).to_have_count(10, timeout=PATIENCE_MS)
    other.settle()
    other.expect_link("lang=en", "li=")
    assert other.page.get_by_label(say("report_name", "en")).input_value() == "交给你"
    assert listed(other.page)[0].startswith("Figure 1-1 National spot-check pass rate")
    assert not other.cut_off()
    other.close()
    other.assert_quiet()


def press_open(visit: Visit) -> None:
    visit.page.locator("form.upload").filter(has_text="toml").locator("button[type=submit]").click()


def test_a_list_that_cannot_be_read_names_every_fault_and_leads_back_to_the_one_at_hand(visit, address, tmp_path):
    begun(visit, address)
    bad = tmp_path / "bad.toml"
    bad.write_text('language = "fr"\n[[chapters]]\n[[chapters.figures]]\nlink = "/nowhere"\n')
    visit.page.locator("form.upload").filter(has_text="toml").locator("input").set_input_files(bad)
    press_open(visit)
    expect(visit.page.get_by_text("“language”的值“fr”无法识别。")).to_be_visible()
    expect(visit.page.get_by_text("第1章第1张图")).to_be_visible()
    # That the answer says 400 is noted by the browser, as it should be.
    assert all("400" in error for error in visit.errors)
    visit.errors.clear()
    visit.page.get_by_role("link", name=say("report_back", "zh")).click()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(10, timeout=PATIENCE_MS)
    visit.settle()


def test_a_link_with_a_list_that_is_gone_says_so(visit, address):
    visit.open(f"{address}/report?v=1&li={'0' * 20}")
    expect(visit.page.get_by_text(say("report_list_gone", "zh"))).to_be_visible()
    expect(visit.page.get_by_role("button", name=say("report_example", "zh"))).to_be_visible()


@pytest.mark.usefixtures("demo")
def test_each_dataset_has_a_list_of_its_own_and_a_link_leads_to_the_right_one(visit, address):
    begun(visit, address)
    token = re.search("li=([0-9a-f]{20})", visit.page.url)
    assert token
    apart = visit.page.get_by_text(say("report_lists_apart", "zh"))
    visit.page.get_by_role("button", name="公布数据").click()
    expect(apart).to_be_visible()
    visit.page.get_by_role("radiogroup", name="数据集").get_by_text("演示数据").click()
    visit.expect_link("ds=demo")
    visit.settle()
    expect(visit.page.get_by_text(say("report_empty", "zh"))).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(apart, "a reader who misses the figures of the other dataset hears where they are").to_be_visible()
    visit.page.get_by_role("link", name="趋势", exact=True).click()
    visit.page.wait_for_selector(".js-plotly-plot .main-svg")
    visit.settle()
    visit.page.get_by_role("button", name=say("share", "zh")).first.click()
    expect(apart).to_be_visible()
    visit.open(f"{address}/report?v=1&ds=demo&li={token[1]}")
    press(visit, "report_go_there")
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(10)


@pytest.mark.parametrize(("language", "size", "scheme"), [("zh", "desktop", "light"), ("en", "phone", "dark")])
def test_axe_finds_nothing_grave_on_a_full_page_and_nothing_is_cut_off(browser, address, language, size, scheme):
    one = begun(Visit(browser, size, scheme), address, language)
    whole(one, size)
    assert grave(one) == []
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()


def test_a_keyboard_reaches_everything_and_makes_a_change(visit, address):
    begun(visit, address)
    visit.page.get_by_role("button", name=re.compile("^图1-2")).focus()
    visit.page.keyboard.press("Enter")
    visit.expect_link("p=2")
    visit.settle()
    visit.page.get_by_role("button", name=say("report_down", "zh")).focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("heading", name=say("report_chosen", "zh", number="1-3"))).to_be_visible()
    visit.settle()
    visit.page.reload()
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(10, timeout=PATIENCE_MS)
    visit.settle()
    names = " ".join(name for name, _, _ in walked(visit, 80))
    for key in ("report_up", "report_down", "report_remove", "report_save", "report_open_send"):
        assert say(key, "zh") in names, key
    for name in ("Word", "PowerPoint", "Excel"):
        assert name in names

"""A click on a mark chooses what it stands for: in the link, in the sentence and in the chart; Back undoes it."""

import re

import pytest
from playwright.sync_api import expect

from charts.marks import Bar
from charts.picking import chosen_id, ids_of
from tests.browser import Visit
from views.choices import choices_of
from views.picking import members_picked, regions_picked, series_picked
from views.region_choices import below
from views.state import MOST_REGIONS, State


def bars(*ids: str) -> list[Bar]:
    return [Bar(name="", number=1, text="", hover=(), id=id) for id in ids]


def test_marks_of_one_region_have_names_of_their_own():
    names = ids_of(bars("440000", "440000"))
    assert names is not None
    assert len(set(names)) == 2
    assert [chosen_id(name) for name in names] == ["440000"] * 2
    assert ids_of(bars("", "")) is None


def test_the_whole_is_no_choice_and_a_click_beside_chooses_none():
    names = ids_of(bars("100000", "440000", "440000"))
    chosen = State(regions=("320000",))
    assert regions_picked(chosen)(names).regions == ("440000",)
    assert regions_picked(chosen)([]).regions == ()
    many = ids_of(bars(*(f"{n}0000" for n in range(11, 21))))
    assert len(regions_picked(chosen)(many).regions) == MOST_REGIONS
    assert members_picked(State(), "enterprise_size")(ids_of(bars("all", "small"))).members == ("small",)


def test_one_more_click_on_a_chosen_region_leads_to_what_lies_in_it(demo):
    state = State(dataset="demo", indicator="all_levels_pass_rate", compare="province", regions=("430000",))
    choices = choices_of(demo, state.indicator)

    def deeper(id: str) -> State | None:
        return next(iter(below(state, choices, "province", id)), None)

    names = ids_of(bars("430000", "440000"))
    assert names is not None
    there = regions_picked(state, deeper)(names[:1])
    assert (there.compare, there.within, there.regions) == ("city", "430000", ())
    assert regions_picked(state, deeper)(names[1:]).regions == ("440000",), "another one is only chosen"
    assert regions_picked(state, deeper)(names).regions == ("430000", "440000")
    assert regions_picked(state)(names[:1]) == state
    assert [one.compare for one in below(state, choices, "city", "430100")] == ["county"]
    assert below(state, choices, "county", "430104") == []


def test_a_line_of_the_context_is_added_to_what_was_chosen():
    state = State(regions=("320000",))
    added = series_picked(state, State(dimension="all"))
    assert added(ids_of(bars("440000"))).regions == ("320000", "440000")
    assert added(ids_of(bars("320000"))).regions == ("320000",)
    of_members = series_picked(State(members=("small",)), State(dimension="enterprise_size"))
    assert of_members(ids_of(bars("large"))).members == ("small", "large")


def click(visit: Visit, mark: str) -> None:
    """A click as a hand makes it: the pointer comes, rests and presses."""
    visit.page.locator(mark).first.scroll_into_view_if_needed()
    place = visit.page.locator(mark).first.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    visit.page.mouse.move(x - 3, y)
    visit.page.wait_for_timeout(200)
    visit.page.mouse.move(x, y)
    visit.page.wait_for_selector(".js-plotly-plot .hoverlayer .hovertext")
    visit.page.mouse.down()
    visit.page.mouse.up()


@pytest.mark.parametrize(
    ("link", "mark", "title", "said", "there"),
    [
        (
            "/regions?v=1&i=valid_certificates",
            ".bars .point >> nth=2",
            "有效认证证书数",
            "江苏537,498张（占全国13.2%）",
            "r=320000",
        ),
        (
            "/regions?v=1&i=valid_certificates&f=map",
            ".textpoint text >> text=江苏",
            "有效认证证书数",
            "江苏537,498张（占全国13.2%）",
            "r=320000",
        ),
        (
            "/regions?v=1&i=valid_certificates&f=heat",
            ".textpoint text >> text=425,788",
            "有效认证证书数",
            "江苏537,498张（占全国",
            "r=320000",
        ),
        (
            "/breakdowns?v=1&lang=en",
            ".points path >> nth=1",
            "pass rate",
            "Only the members chosen are set off",
            "m=medium",
        ),
    ],
)
def test_a_click_on_a_mark_is_a_choice(visit, address, link, mark, title, said, there):
    visit.open(address + link)
    click(visit, f".js-plotly-plot {mark}")
    visit.expect_link(there)
    expect(visit.page.get_by_text(re.compile(re.escape(said))).first).to_be_visible()
    expect(visit.page.get_by_role("heading", name=re.compile(title)).first).to_be_visible()
    visit.page.go_back()
    expect(visit.page.get_by_text(re.compile(re.escape(said)))).to_have_count(0)
    expect(visit.page).to_have_url(address + link)


def test_a_click_on_a_grey_line_brings_it_forward(visit, address):
    visit.open(address + "/trends?v=1&i=valid_certificates&r=440000")
    click(visit, ".js-plotly-plot .scatterlayer .trace >> nth=3 >> .point")
    visit.expect_link("r=440000~")
    expect(visit.page.locator(".js-plotly-plot .legendtext")).to_have_count(2)


def test_a_second_click_goes_down_and_back_returns(visit, address):
    """Province, then its cities, by the mouse alone; the browser's Back leads up again."""
    visit.open(f"{address}/regions?v=1&ds=demo&i=all_levels_pass_rate&by=province")
    visit.page.wait_for_selector(".js-plotly-plot .points .point")
    click(visit, ".points .point >> nth=9")
    visit.page.wait_for_url(re.compile("r=430000"))
    expect(visit.page.get_by_role("button", name=re.compile("下一级"))).to_be_visible()
    visit.page.wait_for_timeout(1000)
    click(visit, ".points .point >> nth=9")
    visit.page.wait_for_url(re.compile("by=city&in=430000"))
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("湖南")
    visit.page.go_back()
    visit.page.wait_for_url(re.compile("r=430000"))
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("省（区、市）")

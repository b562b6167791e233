"""Several cards as one brief: of a page, a place, a member, a list, the month."""

import re
import sqlite3
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from exports.brief import document
from tests.asking import Tags, get
from tests.browser import Visit
from tests.test_briefs import Read
from tests.test_short_links import request_for
from views import gatherings
from views.gathered import SEVERAL, alone
from views.gatherings import MOST_LISTED, MOST_ON_A_SHEET, NAMES, gathered
from views.named import PAGES, VIEWS
from views.short_links import ShortLinkError, code_of, target_of
from views.state import State, read_link
from web.answering import RefusalError
from web.briefs import brief_page
from words import say

BASE = "http://localhost:8501"
ASKED = {
    **{name: State() for name in NAMES},
    "place": State(regions=("430000",)),
    "member": State(dimension="enterprise_size", members=("small",)),
    "profile": State(regions=("440000",)),
}


def page_of(release, name: str, state: State) -> Read:
    return Read(document(release, gathered(name, release, state), state, BASE))


def test_every_page_and_the_four_others_have_a_brief():
    assert set(NAMES) == {*PAGES.values(), "place", "member", "month"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_card_stands_under_its_title_with_its_sentence(release, name, language):
    state = replace(ASKED[name], language=language)
    of = gathered(name, release, state)
    html = document(release, of, state, BASE)
    page = Read(html)
    cards = [card for _, card in of.cards(release)]
    assert cards
    assert page.of("h1") == [of.title]
    for card in cards:
        assert card.title in page.of("a"), "its title leads to its own brief"
        assert card.sentence in page.of("p")
        assert not card.headline or card.headline in page.of("strong")
    assert say("brief_sources", language) in page.of("h2")
    levels = [int(tag[1]) for tag, _ in Tags(html).found if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = [attrs["id"] for _, attrs in Tags(html).found if attrs.get("id")]
    assert len(ids) == len(set(ids)), "figures do not take each other's parts"


def test_each_card_of_several_leads_to_its_own_brief(release):
    state = State(language="en", regions=("430000",))
    html = document(release, gathered("place", release, state), state, BASE)
    ways = [urlsplit(way.replace("&amp;", "&")) for way in re.findall(r'<h2><a href="([^"]+)"', html)]
    asked = [read_link(parse_qs(way.query)) for way in ways]
    assert len(ways) > 3
    assert {way.path for way in ways} == {"/brief/trends"}
    assert all(not problems and one.regions == ("430000",) for one, problems in asked)
    assert len({one.indicator for one, _ in asked}) == len(ways)


def test_of_two_sides_of_one_figure_a_place_shows_one(demo):
    of = gathered("place", demo, State(dataset="demo", regions=("410000",)))
    shown = {entry.state.indicator for entry in of.entries}
    assert "spot_check_pass_rate" in shown
    assert "spot_check_nonconforming_rate" not in shown
    assert len(of.entries) == MOST_ON_A_SHEET
    (note,) = of.notes
    assert note.title == say("further_indicators", "zh"), "what the sheet has no room for is named"


@pytest.mark.parametrize(
    ("name", "state", "why"),
    [
        ("place", State(), "one_place_only"),
        ("place", State(regions=("430000", "440000")), "one_place_only"),
        ("member", State(dimension="enterprise_size"), "one_member_only"),
        ("member", State(dimension="enterprise_size", members=("small", "large")), "one_member_only"),
    ],
)
def test_a_page_of_one_thing_says_when_it_is_not_asked_for_one(release, name, state, why):
    for language in ("zh", "en"):
        page = page_of(release, name, replace(state, language=language))
        assert say(why, language) in page.of("p")
        assert not page.of("section")
        assert say("brief_open", language) in page.of("a")


def test_what_has_no_figures_says_so(release):
    of = gathered("place", release, State(regions=("659012",), language="en"))
    assert not of.entries
    assert of.message


def listed(*asked: tuple[str, State]) -> str:
    return "~".join(["list", *(code_of(target_of("b", view, state), None) for view, state in asked)])


def test_a_list_shows_its_views_in_its_order_in_one_language(release):
    name = listed(("recalls", State()), ("trends", State(language="en", indicator="valid_certificates")))
    of = gathered(name, release, State(language="en"))
    assert [entry.view for entry in of.entries] == ["recalls", "trends"]
    page = page_of(release, name, State(language="en"))
    assert any("Valid certificates" in text for text in page.of("a"))
    assert any(text.startswith("Recalls") for text in page.of("a"))
    assert say("gathered_list_of", "en", count=2) in page.of("p")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("list~", "damaged"),
        ("list~1abc", "damaged"),
        ("list~" + "~".join(["1abc"] * (MOST_LISTED + 1)), "too_many"),
        (listed(("trends", State(dataset="demo"))), "other_dataset"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole(release, name, rule):
    with pytest.raises(ShortLinkError) as refused:
        gathered(name, release, State())
    assert refused.value.rule == rule


def test_one_view_by_itself_is_the_brief_it_always_was(release):
    of = alone("trends", release, State())
    assert of.alone
    assert of.path == "/brief/trends"
    assert [entry.view for entry in of.entries] == ["trends"]


def sheets(browser, address: str) -> int:
    one = Visit(browser, java_script_enabled=False)
    one.page.goto(address)
    pdf = one.page.pdf(prefer_css_page_size=True)
    one.close()
    one.assert_quiet()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        "place?v=1&r=430000",
        "place?v=1&ds=demo&r=410000",
        "place?v=1&ds=demo&r=440000",
        "member?v=1&d=enterprise_size&m=small",
        "member?v=1&ds=demo&d=enterprise_size&m=small",
        "month?v=1",
    ],
)
def test_a_place_a_member_and_the_month_are_one_sheet_of_paper(browser, address, asked, language):
    assert sheets(browser, f"{address}/briefs/{asked}&lang={language}") == 1


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize(
    "path", ["/briefs/overview?v=1&lang=en", "/briefs/recalls", "/briefs/month", "/brief/trends.html"]
)
def test_nothing_scrolls_sideways_and_nobody_else_is_asked(browser, address, path, width):
    one = Visit(browser, java_script_enabled=False)
    one.page.set_viewport_size({"width": width, "height": 800})
    if path.endswith(".html"):
        one.page.set_content(get(address, path).text)
    else:
        one.page.goto(address + path)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    assert one.page.locator("h1").count() == 1
    one.close()
    one.assert_quiet()


def test_over_http_a_brief_is_a_page_a_file_and_frozen(address):
    as_file = get(address, "/brief/trends.html?v=1")
    assert as_file.headers["content-disposition"].startswith("attachment")
    assert as_file.headers["content-disposition"].endswith(".html")
    frozen = get(address, "/freeze/brief/trends?v=1&lang=en")
    assert frozen.status == 303
    page = get(address, frozen.headers["location"])
    kept = get(address, frozen.headers["location"] + ".html")
    assert page.status == kept.status == 200
    assert "immutable" in kept.headers["cache-control"]
    assert "frozen page" in page.text
    assert say("frozen_is_newest", "en") in page.text
    assert "85.7%" in kept.text


@pytest.mark.parametrize(
    "path",
    [
        "/briefs/nothing",
        "/briefs/list~1abc",
        "/briefs/trends?v=1&i=nonsense",
        "/brief/nothing.html",
        "/freeze/brief/nothing",
        "/freeze/briefs/place?v=9",
        "/frozen/abc",
        "/frozen/" + "0" * 64 + ".html",
    ],
)
def test_over_http_what_is_none_is_refused_with_a_way_on(address, path):
    answer = get(address, path)
    assert answer.status in (400, 404)
    page = Read(answer.text)
    assert page.of("h1") == [say("brief_refused", "zh")]
    assert page.of("p")
    assert Tags(answer.text).of("a")


def test_every_view_can_be_a_file(release):
    for view in VIEWS:
        of = alone(view, release, State())
        assert 'href="/' not in document(release, of, State(), BASE, standalone=True)


def test_a_link_file_that_cannot_be_read_is_no_fault(monkeypatch):
    def broken(_hash: str) -> str:
        raise sqlite3.OperationalError("locked")

    monkeypatch.setattr(gatherings, "kept", broken)
    request = request_for(name="list~h0123456789ab")
    with pytest.raises(RefusalError) as refused:
        brief_page(request, SEVERAL)
    assert refused.value.status == 503
    assert refused.value.words("en") == say("short_unread", "en")


def test_over_http_a_link_to_a_release_that_is_gone_leads_to_the_newest_in_one_tap(address):
    answer = get(address, "/brief/trends?v=1&lang=en&i=vehicle_recalls&rel=2020-01-01-00000000")
    assert answer.status == 400
    (way,) = [one["href"] for one in Tags(answer.text).of("a", **{"class": "first"})]
    assert way == "/brief/trends?v=1&lang=en&i=vehicle_recalls"
    assert say("link_open_rest", "en") in Read(answer.text).of("a")
    assert "190" in get(address, way).text

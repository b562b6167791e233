"""What a wrong link may have meant: the nearest known values, offered as links wherever the refusal is shown."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.asking import Tags, get
from views.nearest import MOST, meant, nearest
from views.state import State, read_link
from words import LANGUAGES, say


def offered(**query: str) -> list[State]:
    state, problems = read_link({part: [text] for part, text in query.items()})
    return [one.state for one in meant(problems, state)]


@pytest.mark.parametrize(
    ("part", "text", "field", "first"),
    [
        ("i", "spot_check_pas_rate", "indicator", "spot_check_pass_rate"),
        ("i", "spot_check_pass", "indicator", "spot_check_pass_rate"),
        ("i", "汽车召回", "indicator", "vehicle_recalls"),
        ("i", "Vehicle recall", "indicator", "vehicle_recalls"),
        ("i2", "vehicle-recalls", "other", "vehicle_recalls"),
        ("r", "44000", "regions", ("440000",)),
        ("r", "404000", "regions", ("440000",)),
        ("r", "广东", "regions", ("440000",)),
        ("r", "Guangdng", "regions", ("440000",)),
        ("r", "110000~43000", "regions", ("110000", "430000")),
        ("pe", "43000", "peers", ("430000",)),
        ("in", "湖南", "within", "430000"),
        ("d", "enterprise_sise", "dimension", "enterprise_size"),
    ],
)
def test_the_nearest_code_or_name_is_offered_first(part, text, field, first):
    found = offered(**{part: text})
    assert 1 <= len(found) <= MOST
    assert getattr(found[0], field) == first


def test_the_rest_of_the_link_stays():
    [first, *_] = offered(i="vehicle_recals", g="year", lang="en")
    assert first == State(indicator="vehicle_recalls", grain="year", language="en")


@pytest.mark.parametrize(
    "query",
    [
        {"i": "@@@@"},
        {"r": "4"},
        {"r": "44000~43000"},
        {"i": "x" * 300},
        {"t": "2024-13-01"},
        {"zz": "1"},
        {"d": "enterprise_size", "m": "larg~small"},
        {"r": "新华区"},
        {"r": "Suzhou"},
    ],
)
def test_what_would_be_a_guess_is_not_offered(query):
    assert offered(**query) == []


def test_of_equally_near_ones_the_first_is_offered_first():
    assert nearest("ac", {"abc": "1", "acb": "2", "bac": "3"})[0] == "2", "what begins so"
    assert nearest("xbc", {"abc": "1", "dbc": "2", "ebc": "3"}) == ["1", "2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_address_leads_to_what_it_may_have_meant(address, language):
    answer = get(address, f"/brief/trends?v=1&lang={language}&i=vehicle_recals&g=year")
    assert answer.status == 400
    first = Tags(answer.text).of("a")[0]["href"] or ""
    state, problems = read_link(parse_qs(urlsplit(first).query))
    assert (urlsplit(first).path, problems) == ("/brief/trends", [])
    assert state == State(language=language, indicator="vehicle_recalls", grain="year")
    assert get(address, first).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "there"),
    [("/brief/trend", "trends"), ("/trend", "/trends"), ("/" + quote("趋势"), "/trends"), ("/Trends", "/trends")],
)
def test_an_unknown_name_leads_to_the_nearest_in_the_same_language(address, path, there, language):
    answer = get(address, f"{path}?v=1&lang={language}")
    assert answer.status == 404
    assert Tags(answer.text).of("a")[0]["href"] == f"{there}?v=1&lang={language}"


@pytest.mark.parametrize("path", ["/report/opn", "/zzzz"])
def test_where_nothing_is_near_only_the_way_to_the_first_page_is_left(address, path):
    assert len(Tags(get(address, path).text).of("a")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_offers_what_its_link_may_have_meant(visit, address, language):
    visit.open(f"{address}/trends?v=1&lang={language}&i=vehicle_recals&g=year")
    name = {"zh": "汽车召回次数", "en": "Vehicle recalls"}[language]
    visit.page.get_by_role("button", name=say("link_meant", language, name=name), exact=True).click()
    visit.expect_link("i=vehicle_recalls", "g=year")
    visit.page.wait_for_selector(".js-plotly-plot .main-svg")
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text(name)

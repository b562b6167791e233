"""The indicator picker: on every page that has one it reaches every indicator, and no page is a dead end."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from indicators import catalogue
from tests.browser import PATIENCE_S, ROOT
from tests.entries import ONLY_COUNTED
from views.search import name_in
from views.state import State
from words import LANGUAGES, say

PAGES = {"pages/trends.py": "nothing_trend", "pages/regions.py": "nothing_regions"}
PAGES["pages/breakdowns.py"] = "nothing_breakdowns"
INDICATORS = {id: entry for id, entry in catalogue().indicators.items() if id not in ONLY_COUNTED}
TOPICS = catalogue().topics


def opened(page: str, link: dict[str, str]) -> AppTest:
    """A page as its script makes it from a link, without a browser."""
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE_S)
    app.query_params.update(link)
    return app.switch_page(page).run()


def offered(app: AppTest) -> dict[str, int]:
    """The names that the picker shows, each with its place in the list."""
    return {name_in(label): place for place, label in enumerate(app.selectbox(key="indicator").options)}


def named(id: str, language: str) -> str:
    return f"{INDICATORS[id].texts(language).name} · {TOPICS[INDICATORS[id].topic].text(language)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_indicator_is_offered_once_with_its_topic(page, language):
    app = opened(page, {"v": "1", "lang": language})
    assert sorted(offered(app)) == sorted(named(id, language) for id in INDICATORS)
    assert len(app.selectbox(key="indicator").options) == len(INDICATORS)


def test_picking_an_option_writes_the_link_of_its_indicator():
    app = opened("pages/trends.py", {"v": "1", "lang": "en"})
    for id in INDICATORS:
        app.selectbox(key="indicator").select_index(offered(app)[named(id, "en")]).run()
        assert app.query_params.get("i", State().indicator) == id


@pytest.mark.parametrize("page", PAGES)
def test_every_indicator_is_shown_or_the_page_says_what_is_known_and_leads_on(page):
    for id in INDICATORS:
        app = opened(page, {"v": "1", "lang": "en", "i": id})
        name = INDICATORS[id].texts("en").name
        assert not app.exception, name
        assert app.selectbox(key="indicator").placeholder == named(id, "en")
        assert name in app.title[0].value
        if not app.get("plotly_chart"):
            assert page != "pages/trends.py", "every indicator has a trend"
            assert [one.value for one in app.info] == [say(PAGES[page], "en", name=name)]
            assert say("see_its_trend", "en", name=name) in ways(app, id)


def ways(app: AppTest, id: str) -> list[str]:
    """What the links on a page that lead to the same indicator are called."""
    links = [one.proto for one in app.get("page_link")]
    return [link.label for link in links if parse_qs(link.query_string).get("i", [State().indicator]) == [id]]

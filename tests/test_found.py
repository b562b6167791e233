"""The search of the data page: what is typed in either language, or as pinyin, leads to what it names."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from indicators import catalogue
from tests.browser import Visit
from tests.entries import ONLY_COUNTED
from views.breakdowns import breakdowns_card
from views.found import found_card
from views.search import pinyin
from views.state import State, read_link, typed
from views.trend import trend_card
from words import LANGUAGES

HAN, LATIN = re.compile(r"[\u4e00-\u9fff]{2,}"), re.compile(r"[A-Za-z0-9][A-Za-z0-9.'-]*[A-Za-z0-9]")
LEAST_SHARE = 0.98


def found(release, text: str, language: str = "zh") -> dict[str, list[dict[str, str]]]:
    """The hits by kind, as machines read them."""
    table = found_card(release, State(language=language, text=text)).table
    hits: dict[str, list[dict[str, str]]] = {}
    for record in table.records:
        one = dict(zip(table.record_columns, record, strict=True))
        hits.setdefault(one["kind"], []).append(one)
    return hits


def ids(release, text: str, kind: str, language: str = "zh") -> list[str]:
    return [one["id"] for one in found(release, text, language).get(kind, [])]


def words_of(fact) -> set[str]:
    """What a reader would type of a fact: Chinese words and every two letters of them, English words, pinyin."""
    chinese = HAN.findall(fact["name_zh"])
    pairs = {run[n : n + 2] for run in chinese for n in range(len(run) - 1)}
    latin = LATIN.findall(f"{fact['name_en']} {fact['name_zh']}")
    return {*chinese, *pairs, *latin, pinyin(fact["name_zh"])[0], *(pinyin(run)[0] for run in chinese)}


def test_the_words_of_single_facts_find_them(release, facts):
    """Each word of each fact, in either language of the page: at least 98 of 100 lead to it (all of them do)."""
    asked = {(word, fact["fact"]) for fact in facts for word in words_of(fact)}
    hits = {word: set(ids(release, word, "fact")) for word in {word for word, _ in asked}}
    missed = sorted((word, fact) for word, fact in asked if fact not in hits[word])
    assert len(asked) > 1000
    assert 1 - len(missed) / len(asked) >= LEAST_SHARE, missed


@pytest.mark.parametrize("text", ["CCC", "缺陷", "defect", "12315", "renzheng", "湖南 2018"])
def test_either_language_of_the_page_finds_the_same(release, text):
    zh, en = (found(release, text, language) for language in LANGUAGES)
    assert zh
    assert {kind: {one["id"] for one in hits} for kind, hits in zh.items()} == {
        kind: {one["id"] for one in hits} for kind, hits in en.items()
    }


def test_several_words_narrow_in_any_order_and_case(release):
    wide, narrow = ids(release, "batches", "fact"), ids(release, "GOVERNMENT batches", "fact")
    assert set(narrow) < set(wide)
    assert set(narrow) == set(ids(release, "Batches government", "fact"))
    assert "batches_checked_all_levels_government_2024" in narrow


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_and_publication_has_an_address_that_shows_it(release, facts, language):
    for fact in facts:
        text = typed(fact[f"name_{language}"])
        [hit] = [one for one in found(release, text, language)["fact"] if one["id"] == fact["fact"]]
        assert parse_qs(hit["link"])["q"] == [text]
        assert hit["page"] == "data"


def test_what_is_called_so_comes_before_what_only_says_so(release, facts):
    names = {one["fact"]: f"{one['name_zh']} {one['name_en']}" for one in facts}
    called = ["召回" in names[id] for id in ids(release, "召回", "fact")]
    assert called == sorted(called, reverse=True)
    assert set(called) == {True, False}


@pytest.mark.parametrize("id", sorted(set(catalogue().indicators) - ONLY_COUNTED))
def test_indicators_are_found_by_name_and_lead_to_their_trend(release, id):
    [hit] = [one for one in found(release, catalogue().indicators[id].zh.name, "en")["indicator"] if one["id"] == id]
    state, problems = read_link(parse_qs(hit["link"]))
    assert (state.indicator, state.language, problems, hit["page"]) == (id, "en", [], "trends")


def test_members_lead_to_a_card_in_which_they_stand(release):
    hits = found(release, "产品")["member"] + found(release, "large")["member"] + found(release, "xiaoxing")["member"]
    assert len(hits) > 10
    for hit in hits:
        state, problems = read_link(parse_qs(hit["link"]))
        card = breakdowns_card(release, state)
        named = [dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records]
        assert not problems
        [member] = state.members
        parents = {
            catalogue().member(one["dimension"], one["member"]).parent for one in named if one["member"] != "all"
        }
        assert member in {one["member"] for one in named} | parents, hit


@pytest.mark.parametrize("text", ["湖南", "hunan", "Hunan", "430000"])
def test_a_place_leads_to_the_trend_of_what_is_known_of_it(release, text):
    hits = {hit["id"]: hit for hit in found(release, text)["place"]}
    state, problems = read_link(parse_qs(hits["430000"]["link"]))
    assert (state.regions, hits["430000"]["page"], problems) == (("430000",), "trends", [])
    assert trend_card(release, state).figure


def test_a_county_is_found_with_all_that_it_lies_in(demo):
    [row] = [row for row in found_card(demo, State(dataset="demo", text="岳麓区")).table.rows if "岳麓" in row[1]]
    assert row[1] == "湖南长沙岳麓区"


def test_nothing_typed_and_nothing_found_say_so(release):
    assert found_card(release, State()).message
    card = found_card(release, State(text="qqqq"))
    assert "qqqq" in card.message
    assert not card.table.rows


def test_a_reader_types_follows_a_hit_and_comes_back(visit, address):
    visit.open(address + "/data")
    field = visit.page.get_by_role("textbox", name="查找")
    field.fill("107万")
    field.press("Enter")
    link = visit.page.get_by_role("link", name="各级监督抽查批次数")
    expect(link).to_be_visible()
    visit.expect_link("q=107")
    field.fill("zhaohui")
    field.press("Enter")
    visit.page.get_by_role("link", name="汽车召回次数", exact=True).click()
    expect(visit.page.get_by_role("heading", name="汽车召回次数 · 全国")).to_be_visible()
    assert "q=" not in visit.page.url
    visit.page.go_back()
    expect(visit.page.get_by_role("link", name="汽车召回次数", exact=True)).to_be_visible()


def test_what_is_typed_is_text_and_nothing_else(visit, address):
    visit.open(f"{address}/data?v=1&lang=en&q=**x**%20<b>y</b")
    expect(visit.page.get_by_text("Nothing is found for “**x** <b>y</b”.")).to_be_visible()
    visit.open(f"{address}/data?v=1&q={'a' * 200}")
    assert "参数“q”的值" in visit.said()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_on_a_phone(browser, address, language):
    one = Visit(browser, "phone", "dark").open(f"{address}/data?v=1&lang={language}&q=certif")
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()

"""The brief as HTML: complete, safe, without script, readable by machines that make previews and read pages aloud."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.marks import Bar, Scale
from charts.ranking import ranking
from charts.style import as_json
from exports import brief as briefs
from exports.brief import brief, refused_brief
from exports.picture import picture
from exports.table_file import csv_file
from indicators import catalogue
from tests.asking import Tags
from tests.cards import drawn_texts
from views import cache
from views.cache import card_of
from views.cards import Card, Source, Table
from views.named import VIEWS
from views.records import RECORD
from views.state import State, read_link
from words import say

BASE = "http://localhost:8501"
STATES = [
    ("trends", State()),
    ("trends", State(language="en", indicator="vehicle_recall_units")),
    ("regions", State(indicator="valid_certificates")),
    ("regions", State(language="en")),
    ("overview", State()),
    ("overview", State(language="en")),
]
WITHOUT_FIGURES = [
    ("regions", State(indicator="vehicle_recalls")),
    ("regions", State(indicator="vehicle_recalls", language="en")),
    ("trends", State(regions=("110000",))),
    ("trends", State(regions=("110000",), language="en")),
]
HOSTILE = "<img src=x onerror=alert(1)> & \"甲\" '乙' </svg></title><script>alert(2)</script>{{7*7}}"
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Read(HTMLParser):
    """A page as a strict reader takes it: elements closed in order, texts by the element they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        assert self.open == [], "everything is closed"

    def handle_starttag(self, tag, _attrs) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, _tag, _attrs) -> None:
        """An element that closes itself holds nothing."""

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def of(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


@pytest.mark.parametrize(("view", "state"), [*STATES, *WITHOUT_FIGURES])
def test_a_brief_holds_no_script_and_asks_no_other_host(release, view, state):
    html = brief(release, view, state, BASE)
    for tag, attrs in Tags(html).found:
        assert tag not in ("script", "iframe", "object", "embed", "form", "base", "img")
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("href", "src", "content", "xlink:href"):
            address = attrs.get(name) or ""
            assert not re.match(r"\s*(javascript|data|https?|//)", address, re.I) or address.startswith(BASE + "/")
    assert not re.search(r"@import|url\((?!#|'#|\"#|&quot;#)", html)


@pytest.mark.parametrize(("view", "state"), [*STATES, *WITHOUT_FIGURES])
def test_a_brief_is_well_built(release, view, state):
    html = brief(release, view, state, BASE)
    page, tags = Read(html), Tags(html)
    card = card_of(VIEWS[view], release, state)
    assert html.startswith("<!DOCTYPE html>")
    assert html.index("</main>") < html.index("fonts.css"), "what is read does not wait for fonts"
    assert tags.of("html") == [{"lang": say("html_language", state.language)}]
    assert page.of("h1") == [card.title]
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(tags.of("main")) == 1
    for figure in re.findall(r'<div class="(?:light|dark)".*?</svg>', html, re.DOTALL):
        ids = {attrs["id"] for _, attrs in Tags(figure).found if attrs.get("id")}
        wanted = set(re.findall(r"url\(['\"]?#([\w-]+)", figure))
        assert wanted or not card.figure
        assert wanted <= ids, "a figure finds its own parts in itself: the other may not be displayed"
        assert not ids & {attrs.get("id") for _, attrs in Tags(html.replace(figure, "")).found}
    assert say("release", state.language, release=release.id) in page.of("span")
    assert [text for text in page.of("span") if text.startswith(f"{BASE}/brief/{view}?") and release.id in text]
    other = "en" if state.language == "zh" else "zh"
    assert say("language_name", other) in page.of("a")


@pytest.mark.parametrize(("view", "state"), [*STATES, *WITHOUT_FIGURES])
def test_a_chat_application_finds_everything_for_a_preview(release, view, state):
    metas = [
        (attrs.get("property") or attrs.get("name") or attrs.get("itemprop"), attrs.get("content"))
        for attrs in Tags(brief(release, view, state, BASE)).of("meta")
    ]
    # Of several pictures an application takes the first.
    told = dict(reversed(metas))
    sizes = [[text for name, text in metas if name == f"og:image:{side}"] for side in ("width", "height")]
    card = card_of(VIEWS[view], release, state)
    words = card.told or card.message
    assert told["og:title"] == card.title
    assert told["og:description"] == told["description"] == told["og:image:alt"] == words
    assert told["og:type"] == "article"
    assert told["og:site_name"] == say("title", state.language)
    assert sizes == [["1200", "800"], ["628", "800"]]
    assert told["name"] == card.title
    assert parse_qs(urlsplit(told["image"]).query)["form"] == ["square"]
    assert told["twitter:card"] == "summary_large_image"
    image, page = urlsplit(told["og:image"]), urlsplit(told["og:url"])
    assert f"{image.scheme}://{image.netloc}" == f"{page.scheme}://{page.netloc}" == BASE
    assert (image.path, page.path) == (f"/image/{view}.png", f"/brief/{view}")
    assert read_link(parse_qs(page.query)) == (state, [])
    assert parse_qs(image.query)["form"] == ["share"]
    assert parse_qs(image.query)["rel"] == [release.id]


@pytest.mark.parametrize(("view", "state"), STATES)
def test_a_brief_shows_the_whole_card(release, view, state):
    html = brief(release, view, state, BASE)
    page, card = Read(html), card_of(VIEWS[view], release, state)
    said = [text for _, text in page.texts]
    notes = dict(zip(page.of("dt"), page.of("dd"), strict=True))
    remarks = {
        cell
        for name, *cells in zip(card.table.columns, *card.table.rows, strict=True)
        for cell in cells
        if name in (say("column_remarks", state.language),)
    }
    assert set(notes.values()) == remarks - {""}
    assert set(notes) <= set(page.of("td"))
    for needed in (card.subtitle, card.sentence, card.coverage, *card.remarks, card.caution, *card.breaks):
        assert needed in said or not needed
    assert [caveat for caveat in card.caveats if caveat not in page.of("li")] == []
    assert page.of("li")[-len(card.sources) :] == [source.text for source in card.sources]
    numbers = {cell for cell in page.of("td") if re.fullmatch(r"\[\d+\]", cell)}
    assert numbers
    assert numbers <= {f"[{n}]" for n in range(1, len(card.sources) + 1)}
    figures = re.findall(r'<div class="(light|dark)" aria-hidden="true"><svg', html)
    assert figures == (["light", "dark"] if card.figure else [])
    if card.figure:
        assert set(drawn_texts(card)) <= set(page.of("text"))
        assert [attrs["aria-label"] for attrs in Tags(html).of("figure")] == [card.alt]
    else:
        assert len(re.findall(r'<div class="(?:light|dark)"><svg', html)) == 2


@pytest.mark.parametrize(("view", "state"), WITHOUT_FIGURES)
def test_a_view_without_figures_says_why_and_leads_on(release, view, state):
    page = Read(brief(release, view, state, BASE))
    message = card_of(VIEWS[view], release, state).message
    assert message
    assert message in page.of("p")
    assert say("brief_open", state.language) in page.of("a"), "the choice it speaks of is made on the dashboard"
    assert not page.of("td")


@pytest.mark.usefixtures("forgotten")
def test_a_table_that_is_cut_says_so(release, monkeypatch):
    monkeypatch.setattr(briefs, "MOST_ROWS", 4)
    for language in ("zh", "en"):
        state = State(indicator="valid_certificates", language=language)
        page = Read(brief(release, "regions", state, BASE))
        count = len(card_of(VIEWS["regions"], release, state).table.rows)
        assert count > 4
        assert say("brief_cut", language, shown=4, count=count) in page.of("p")
    monkeypatch.setattr(briefs, "MOST_ROWS", 40)
    cache._kept.clear()
    assert "共14行" not in brief(release, "regions", State(indicator="valid_certificates"), BASE)


def test_a_brief_of_another_release_says_so_and_leads_to_the_present_one(release, monkeypatch):
    state = State(release=release.id, language="en")
    monkeypatch.setattr(briefs, "shown_release", lambda **_: (release, None))
    assert 'class="fixed"' not in brief(release, "trends", state, BASE)
    newer = replace(release, id="2030-01-01-00000000")
    monkeypatch.setattr(briefs, "shown_release", lambda **_: (newer, None))
    html = brief(release, "trends", state, BASE)
    assert say("other_release", "en", release=release.id, current=newer.id) in Read(html).of("p")
    assert say("revised_nothing", "en") in Read(html).of("li")
    assert "/brief/trends?v=1&lang=en" in [attrs["href"] for attrs in Tags(html).of("a")]
    assert say("see_current", "en") in Read(html).of("a")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_overview_leads_from_each_row_to_its_brief(release, language):
    state = State(language=language)
    html, card = brief(release, "overview", state, BASE), card_of(VIEWS["overview"], release, state)
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">', html)
    asked = [read_link(parse_qs(urlsplit(row.replace("&amp;", "&")).query)) for row in rows]
    at = card.table.record_columns.index("indicator")
    assert [one.indicator for one, _ in asked] == [record[at] for record in card.table.records]
    assert len(asked) == len(catalogue().headlines)
    assert all(not problems and one.language == language for one, problems in asked)
    assert {urlsplit(row).path for row in rows} == {"/brief/trends"}


def test_a_refused_brief_is_a_page_with_a_way_on():
    for language in ("zh", "en"):
        html = refused_brief(f"{HOSTILE}\nb", language)
        page = Read(html)
        assert page.of("p") == [HOSTILE, "b"]
        assert page.of("h1") == [say("brief_refused", language)]
        assert not Tags(html).of("script") + Tags(html).of("img")
        assert Tags(html).of("a")[-1]["href"] == "/brief/overview" + ("?v=1&lang=en" if language == "en" else "")


def hostile_view(release, _state, theme) -> Card:
    bars = [Bar(name=HOSTILE, number=1, text=HOSTILE, hover=(HOSTILE,)), Bar(name="乙", number=2, text="2", hover=())]
    figure = as_json(ranking(bars, bars[1], Scale(from_zero=True, language="zh", unit=HOSTILE), theme))
    given: dict[str, Any] = dict.fromkeys(("breaks", "caveats", "remarks"), (HOSTILE,))
    single = (
        "title",
        "subtitle",
        "headline",
        "period",
        "sentence",
        "change",
        "table_title",
        "alt",
        "caution",
        "coverage",
    )
    given |= dict.fromkeys(single, HOSTILE)
    record = tuple(HOSTILE if name == "printed" else "" for name in RECORD)
    return Card(
        **given,
        figure=figure,
        table=Table((HOSTILE, "来源"), ((HOSTILE, HOSTILE),), RECORD, (record,)),
        sources=(Source("x", HOSTILE, HOSTILE, HOSTILE),),
        release=release.id,
    )


@pytest.mark.usefixtures("forgotten")
def test_hostile_text_stays_text_in_brief_picture_and_file(release, monkeypatch):
    monkeypatch.setitem(VIEWS, "trends", hostile_view)
    html = brief(release, "trends", State(), BASE)
    page = Read(html)
    assert not Tags(html).of("script") + Tags(html).of("img")
    assert page.of("h1") == [HOSTILE]
    assert HOSTILE in page.of("td") + page.of("th")
    assert {attrs["aria-label"] for attrs in Tags(html).of("figure")} == {HOSTILE}
    svg = picture(release, "trends", State())
    assert not re.search(r"<(script|img|image|a)\b", svg)
    assert "7*7" in svg
    assert HOSTILE.replace('"', '""') in csv_file(hostile_view(release, None, "light")).decode("utf-8-sig")
    starts = Card(title="", subtitle="", table=Table(("=a",), (("=cmd|' /C calc'!A0",),)), release="r")
    assert "\r\n'=cmd" in csv_file(starts).decode("utf-8-sig")


def test_hostile_text_of_a_source_stays_text_through_every_view(small_release):
    source = {"source": "evil", "publisher": HOSTILE, "publisher_en": HOSTILE, "title": HOSTILE, "title_en": HOSTILE}
    plain = {
        "described": True,
        "number": "",
        "date": "2024",
        "seen": "original",
        "remark": HOSTILE,
        "remark_en": HOSTILE,
    }
    row = {"indicator": "vehicle_recalls", "value": 190, "step": 1, "printed": HOSTILE, "source": "evil"}
    rows = [{**row, "year": year} for year in (2023, 2024)]
    small = small_release({"observations": rows, "sources": [{**source, **plain}]})
    for language in ("zh", "en"):
        html = brief(small, "trends", State(indicator="vehicle_recalls", language=language), BASE)
        assert not Tags(html).of("script") + Tags(html).of("img")
        assert any(HOSTILE in text for text in Read(html).of("li"))

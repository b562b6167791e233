"""What is taken along says what the page says: CSV files, the same strings in every channel, lines of text."""

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from exports import brief as briefs
from exports.lines import NOT_FIRST, NOT_LAST, wrapped
from exports.measures import width_of
from exports.table_file import as_text, csv_file, harmless
from indicators import catalogue
from tests.cards import drawn_texts
from tests.entries import ONLY_COUNTED
from views.cache import card_of
from views.cards import Card, Table
from views.named import VIEWS, page_of
from views.records import RECORD
from views.state import State
from words import say

LANGUAGES = ("zh", "en")
# What is told of single recalls stands on records, which nothing published holds: see test_recall_list.py.
OF_RECORDS = ("recall_largest", "recall_sizes", "recall_brands", "recall_completion")
# Nothing of the kind was published of the place that is asked for.
UNPUBLISHED = ("profile_products", "profile_channels", "profile_vehicle_recalls")
# What a spreadsheet may pass over before it decides whether a cell is a formula.
PASSED_OVER = " \u3000\ufeff\"'"
RUN = tuple("=+-@\t\r\n\0＝＋－＠")
CELL = st.text(st.sampled_from(list("=+-@＝＋－＠'\" \u3000\t\r\n,;aé甲1.0%|")), max_size=8) | st.text(max_size=12)


def reread(content: bytes) -> list[list[str]]:
    """A CSV file as a spreadsheet reads it."""
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def card_with(rows, records=(), columns=None) -> Card:
    columns = columns or tuple(f"c{n}" for n in range(len(rows[0])))
    names = tuple(f"r{n}" for n in range(len(records[0]))) if records else ()
    table = Table(columns, tuple(rows), names, tuple(records))
    return Card(title="甲", subtitle="", table=table, release="2025-01-01-00000000")


def test_a_csv_file_opens_in_a_spreadsheet_and_says_its_release_on_every_line():
    content = csv_file(card_with([("2024年", "85.7%"), ('甲, "乙"', "1,000次")], [("a", "1"), ("b", "-2.5")]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n", content)
    assert reread(content) == [
        ["c0", "c1", "r0", "r1", "known", "release"],
        ["2024年", "85.7%", "a", "1", "", "2025-01-01-00000000"],
        ['甲, "乙"', "1,000次", "b", "-2.5", "", "2025-01-01-00000000"],
    ]


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4), st.data())
def test_no_cell_is_run_and_no_text_is_lost(rows, data):
    rows = [tuple(cell.replace("\0", "") for cell in row) for row in rows]
    records = [data.draw(st.tuples(CELL.map(lambda text: text.replace("\0", "")))) for _ in rows]
    _, *read = reread(csv_file(card_with(rows, records)))
    assert len(read) == len(rows)
    for row, record, cells in zip(rows, records, read, strict=True):
        for before, after in zip((*row, *record, ""), cells[:-1], strict=True):
            assert after in (before, "'" + before), "an apostrophe at most is added"
            number = re.fullmatch(r"[+-]?\d+(\.\d+)?%?", after, re.ASCII)
            assert number or not after.lstrip(PASSED_OVER).startswith(RUN) or after.startswith("'")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ('"=1+1"', '\'"=1+1"'),
        ("'=1+1", "''=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u3000＋1", "'\u3000＋1"),
        ("\ufeff@x", "'\ufeff@x"),
        ("\t=1", "'\t=1"),
        ("-5%", "-5%"),
        ("+3.86", "+3.86"),
        ("+3.86个", "'+3.86个"),
        ("−2.0个百分点", "−2.0个百分点"),
        ("≥5个", "≥5个"),
        ("甲=乙", "甲=乙"),
        ("", ""),
    ],
)
def test_a_text_that_would_be_a_formula_becomes_a_text(text, written):
    assert harmless(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+1.5个百分点", "+1.5个百分点"),
        ("-2,004.8 vehicles", "-2,004.8 vehicles"),
        ("+1.5+cmd|' /C calc'!A0", "'+1.5+cmd|' /C calc'!A0"),
        ("-1(2)", "'-1(2)"),
        ("+SUM(1)", "'+SUM(1)"),
        ("=1", "'=1"),
        ("@x", "'@x"),
    ],
)
def test_in_a_cell_of_text_a_signed_figure_stays_and_nothing_else_can_begin_a_formula(text, written):
    assert as_text(text) == written


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("-5", True), ("-0.3", True), ("12.5", True), ("-1+1", False), ("--5", False), ("-", False), ("-５", False)],
)
def test_negative_numbers_of_machines_stay_numbers_and_nothing_else_does(text, is_number):
    cells = reread(csv_file(card_with([("甲",)], [(text,)])))[1]
    assert cells[1] == (text if is_number else f"'{text}")


class Cells(HTMLParser):
    """The rows of the tables of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag, _attrs) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data) -> None:
        if self.inside:
            self.rows[-1][-1] += data


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_channel_says_the_same_strings(release, view, language, monkeypatch):
    """All indicators: the headline, the texts at marks, the table, the CSV file and the brief's table."""
    monkeypatch.setattr(briefs, "_drawn", lambda *_: Markup("<svg></svg>"))
    places = ("440000",) if page_of(view) == "profile" else ()
    states = [State(indicator=id, language=language, regions=places) for id in _indicators_of(view)]
    cards = [(card_of(VIEWS[view], release, state), state) for state in states]
    for card, state in cards:
        cells = {cell for row in card.table.rows for cell in row}
        assert set(drawn_texts(card)) <= cells, state
        if card.headline:
            assert {card.headline, card.period} <= cells, state
        _same_in_csv(card)
        html = briefs.brief(release, view, state, "http://parity")
        if card.message:
            assert card.message in html
            continue
        _same_in_brief(card, html, language)
    at_least = {
        "trends": len(catalogue().indicators) - len(ONLY_COUNTED),
        "regions": 5,
        "breakdowns": 29,
        "composition": 2,
    }
    told = sum(not card.message for card, _ in cards)
    assert told == 0 if view in (*OF_RECORDS, *UNPUBLISHED) else told >= at_least.get(view, 1)


def _indicators_of(view: str) -> list[str]:
    """The indicators that make a difference to a view: all, those of its topic and one other, or just one."""
    page, entries = page_of(view), catalogue().indicators
    if page in ("", "targets", "profile"):
        return [State().indicator]
    of_topic = [id for id, entry in entries.items() if entry.topic == page]
    return [State().indicator, *of_topic] if of_topic else list(entries)


def _same_in_csv(card: Card) -> None:
    head, *rows = reread(csv_file(card))
    assert head == [*card.table.columns, *(RECORD if card.table.records else ()), "known", "release"]
    assert len(rows) == len(card.table.rows)
    width = len(card.table.columns)
    for row, read in zip(card.table.rows, rows, strict=True):
        assert list(row) == [cell.removeprefix("'") for cell in read[:width]]
        assert read[-1] == card.release
        assert not any(cell.startswith("'") for cell in read[width:]), "what machines read is never a formula"


def _same_in_brief(card: Card, html: str, language: str) -> None:
    head, *rows = Cells(html).rows
    assert head == list(card.table.columns)
    citations = {f"[{n}]": source.citation for n, source in enumerate(card.sources, 1)}
    most = min(len(card.table.rows), briefs.MOST_ROWS)
    rows, evidence = rows[:most], [tuple(row) for row in rows[most:]]
    assert evidence == ([card.evidence.columns, *card.evidence.rows] if card.evidence.rows else [])
    for said in (card.finding, card.verdict.text if card.verdict else ""):
        assert str(Markup.escape(said)) in html
    notes = {letter: unescape(note) for letter, note in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)}
    remarks = [n for n, name in enumerate(card.table.columns) if name == say("column_remarks", language)]
    for row, shown in zip(card.table.rows, rows, strict=False):
        meant = [notes.get(cell, cell) if n in remarks else citations.get(cell, cell) for n, cell in enumerate(shown)]
        assert list(row) == meant
    assert f"<strong>{Markup.escape(card.headline)}</strong>" in html or not card.headline
    assert language in html.partition("<html lang=")[2][:8].lower()


TEXT = st.text(st.sampled_from(list("甲乙，。、（）《》“”—…·％ ab1.,()-’–é＞≥")), max_size=40)


@given(TEXT, st.integers(20, 300), st.sampled_from([12, 15, 20, 44]), st.booleans())
def test_lines_lose_nothing_and_keep_to_their_width(text, width, size, bold):
    lines = wrapped(text, width, size, bold)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert line == line.rstrip() != ""
        again = wrapped(line, 1, size, bold)
        assert width_of(line, size, bold) <= width or len(again) == 1, "too wide, and could have been broken"


@given(TEXT, st.integers(20, 300))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text, width):
    lines = wrapped(text, width, 15)
    for before, line in zip(lines, lines[1:], strict=False):
        assert line[0] not in NOT_FIRST, lines
        assert before[-1] not in NOT_LAST, lines


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲乙，丙", ["甲", "乙，", "丙"]),
        ("《甲》乙", ["《甲》", "乙"]),
        ("甲 ，乙", ["甲 ，", "乙"]),
        ("（ 甲", ["（ 甲"]),
        ("the source’s 2012–2019", ["the", "source’s", "2012–2019"]),
        ("Nestlé SA", ["Nestlé", "SA"]),
        ("共＞500万辆", ["共", "＞500", "万", "辆"]),
        ("为85.7%，比", ["为", "85.7%，", "比"]),
    ],
)
def test_lines_end_only_where_they_may(text, pieces):
    assert wrapped(text, 1, 15) == pieces


def test_lines_are_filled_and_text_that_fits_is_one_line():
    text = "2024年，产品质量国家监督抽查合格率为85.7%。"
    assert wrapped(text, width_of(text, 15), 15) == [text]
    lines = wrapped(text * 4, 300, 15)
    assert all(width_of(line, 15) > 240 for line in lines[:-1]), lines
    assert wrapped("", 300, 15) == wrapped("  ", 300, 15) == []

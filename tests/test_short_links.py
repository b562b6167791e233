"""Short links: letters that open the same view everywhere, and say why where they cannot."""

import sqlite3
import string
from contextlib import suppress
from dataclasses import fields
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from exports.short_page import qr_code
from indicators import catalogue
from tests.asking import get
from views import short_links
from views.link_file import SETTING, keeper, kept
from views.named import VIEWS, page_of
from views.short_links import KINDS, MOST_LETTERS, ShortLinkError, Target, code_of, opened, target_of
from views.state import FORMS, State, read_link
from web.answering import RefusalError
from web.short import short_links as short_links_page
from web.short import short_way
from words import say

LONG = State(
    indicator="all_levels_pass_rate",
    dataset="demo",
    dimension="product_class",
    members=tuple(list(catalogue().breakdowns["product_class"].members)[:40]),
)
LONG_QUERY = f"v=1&i=spot_check_pass_rate&d=product_class&m={'~'.join(LONG.members)}"
LETTERS = string.ascii_letters + string.digits + "-_"
STATES = st.builds(
    State,
    language=st.sampled_from(["zh", "en"]),
    indicator=st.sampled_from(sorted(catalogue().indicators)),
    grain=st.sampled_from(["", "year", "month"]),
    regions=st.sampled_from([(), ("100000",), ("410000", "350000")]),
    form=st.sampled_from(["", *FORMS]),
    until=st.sampled_from([None, date(2024, 12, 31)]),
    text=st.sampled_from(["", "召回 手机", "a&b=c"]),
)


def nobody(_hashed: str) -> None:
    return None


@given(STATES, st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(VIEWS)))
def test_the_letters_open_the_same_state_without_any_memory(state, kind, view):
    target = target_of(kind, view, state)
    code = code_of(target, lambda _hashed, _text: None)
    if code.startswith("h"):
        return
    assert len(code) <= MOST_LETTERS
    assert set(code) <= set(LETTERS), "no letter that a chat application takes for the end of a link"
    assert opened(code, nobody) == target
    assert read_link(parse_qs(target.query)) == (state, [])


def test_a_plain_view_is_ten_letters_and_the_same_everywhere():
    """A code that was passed on must open for ever: this one is from the day the codec was written."""
    target = target_of("p", "trends", State())
    assert opened("128Yj0xgA", nobody) == target
    assert len(code_of(target, None)) <= 10


@given(st.text(LETTERS, max_size=60))
def test_whatever_letters_come_are_opened_or_refused_by_name(code):
    with suppress(ShortLinkError):
        assert opened(code, nobody).view


@pytest.mark.parametrize("state", [State(), LONG.but(members=()), State(language="en", indicator="vehicle_recalls")])
def test_a_letter_lost_or_changed_is_noticed(state):
    """It opens nothing, or where the last letter holds idle bits the same view: never another one."""
    code = code_of(target_of("b", "trends", state), None)
    changed = [code[:n] + other + code[n + 1 :] for n in range(len(code)) for other in "aZ0-" if other != code[n]]
    cut = [code[:n] for n in range(len(code))]
    assert {_opens(broken) for broken in (*changed, *cut)} <= {None, opened(code, nobody)}


def _opens(code: str) -> Target | None:
    with suppress(ShortLinkError):
        return opened(code, nobody)
    return None


def test_what_passing_on_glues_to_a_short_link_is_no_part_of_it():
    target = target_of("p", "trends", State())
    for end in ("。", "，", ".", "）", "”", " "):
        assert opened("128Yj0xgA" + end, nobody) == target
    with pytest.raises(ShortLinkError, match="damaged"):
        opened("128Yj0xgA召回", nobody)


def test_an_old_codec_still_opens_what_was_passed_on(monkeypatch):
    packed, unpacked = short_links.PACKERS["1"]
    newer = {"2": (lambda text: "2" + packed(text)[1:], lambda code: unpacked("1" + code[1:]))}
    old = code_of(target_of("p", "regions", State()), None)
    monkeypatch.setattr(short_links, "PACKERS", short_links.PACKERS | newer)
    monkeypatch.setattr(short_links, "NEWEST", "2")
    new = code_of(target_of("p", "regions", State()), None)
    assert (old[0], new[0]) == ("1", "2")
    assert opened(old, nobody) == opened(new, nobody)


def test_a_long_view_needs_the_link_file(monkeypatch, tmp_path):
    target = target_of("p", "breakdowns", LONG)
    monkeypatch.delenv(SETTING, raising=False)
    with pytest.raises(ShortLinkError, match="not_kept"):
        code_of(target, keeper())
    monkeypatch.setenv(SETTING, str(tmp_path / "links.sqlite"))
    assert kept("h000000000000") is None
    first, again = code_of(target, keeper()), code_of(target, keeper())
    assert first == again
    assert len(first) <= MOST_LETTERS
    assert opened(first, kept) == target
    with sqlite3.connect(tmp_path / "links.sqlite") as links:
        assert links.execute("select count(*) from links").fetchall() == [(1,)]


def test_every_part_of_a_state_is_in_a_short_link_but_the_release():
    plain = {field.name for field in fields(State)} - {"release"}
    full = State(release="")
    assert {field.name for field in fields(full)} - {"release"} == plain
    assert "rel=" not in target_of("p", "trends", State(release="2026-11-21-43d58b58")).query


def request_for(view: str = "", code: str = "", query: str = "", name: str = "") -> Request:
    params = {"view": view, "code": code, "name": name}
    here = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"127.0.0.1")], "scheme": "http"}
    return Request({**here, "query_string": query.encode(), "path_params": params, "server": ("127.0.0.1", 80)})


@pytest.mark.parametrize("view", ["trends", "recall_parts", "overview"])
def test_the_door_leads_to_page_and_brief(address, view):
    for kind, start in (("p", f"/{page_of(view)}?"), ("b", f"/brief/{view}?")):
        code = code_of(target_of(kind, view, State(language="en")), None)
        answer = get(address, f"/s/{code}")
        assert (answer.status, answer.headers["location"].startswith(start)) == (307, True)


@pytest.mark.parametrize("code", ["1AAAA", "xyz", "h123456789abc", "1" + "A" * 500, "%FF"])
def test_letters_that_open_nothing_say_so_in_both_languages(address, code):
    for language, word in (("zh", "短链接"), ("en", "short link")):
        answer = get(address, f"/s/{code}?lang={language}")
        assert answer.status == 404
        assert word in answer.text
        assert "Traceback" not in answer.text


def test_the_page_of_short_links_has_both_with_their_codes(address):
    html = get(address, "/short/trends?v=1&lang=zh").text
    assert html.count("/s/1") == 4
    assert html.count("<svg") == 2
    assert say("short_live", "zh") in html
    assert "<script" not in html


@pytest.mark.usefixtures("release")
def test_without_a_link_file_a_long_view_gets_its_long_link_and_why(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    html = bytes(short_links_page(request_for("breakdowns", query=LONG_QUERY)).body).decode()
    assert SETTING in html
    assert LONG.members[-1] in html


def test_a_link_file_that_cannot_be_used_is_said(monkeypatch, tmp_path):
    """A folder in its place."""
    monkeypatch.setenv(SETTING, str(tmp_path))
    html = bytes(short_links_page(request_for("breakdowns", query=LONG_QUERY)).body).decode()
    assert say("short_unwritten", "zh") in html
    with pytest.raises(RefusalError) as refused:
        short_way(request_for(code="h123456789abc"))
    assert refused.value.status == 503


def test_a_qr_code_holds_its_address_to_the_module():
    """Against the library's own matrix: as many dark modules are drawn as the address needs."""
    import segno

    address = "https://qi.example.gov/s/128Yj0xgA"
    made = segno.make(address, error="m", micro=False)
    svg = str(qr_code(address))
    size = made.symbol_size(scale=5, border=4)[0]
    assert f'width="{size}"' in svg
    assert svg.count("M") + svg.count("m") > 20

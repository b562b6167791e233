"""The door over HTTP: what a watcher, a browser, a chat application and a hostile client get of a real server."""

import base64
import gzip
import hashlib
import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import plotly
import pytest
import streamlit
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from data.releases import release_ids
from tests.asking import Tags, get
from views.named import PAGES
from web import guard
from words import LANGUAGES, say

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SCRIPT = max(SCRIPTS.glob("index.*.js"), key=lambda path: path.stat().st_size)
KINDS = {
    "/": "text/html",
    "/brief/trends": "text/html",
    "/image/regions.svg": "image/svg+xml",
    "/image/trends.png": "image/png",
    "/data/trends.csv": "text/csv",
    f"/static/js/{SCRIPT.name}": "javascript",
    "/assets/own.js": "javascript",
    "/assets/fonts/fonts.css": "text/css",
    "/favicon.png": "image/png",
    "/healthz": "text/plain",
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def test_a_watcher_learns_that_it_lives_and_from_which_release_it_answers(address):
    assert get(address, "/healthz").body == b"ok"
    ready = get(address, "/readyz")
    told = json.loads(ready.body)
    assert (ready.status, told) == (200, {"release": max(release_ids("published")), "answer": "85.7%"})


@pytest.mark.parametrize("target", [*KINDS, "/nothing/here.svg", "/brief/nothing", "/assets/fonts/nothing"])
def test_every_answer_carries_the_headers_and_the_policy(address, target):
    answer = get(address, target)
    assert KINDS.get(target, "text/") in answer.headers["content-type"]
    assert HEADERS.items() <= answer.headers.items()
    policy = answer.headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}='", rules["script-src"])
    assert rules["connect-src"].split()[1:] == [f"{scheme}://{urlsplit(address).netloc}" for scheme in ("ws", "wss")]
    assert "unsafe" not in policy.replace("style-src 'self' 'unsafe-inline'", "")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8501",
        "127.0.0.1@evil.example",
        "evil@localhost",
        "localhost;script-src *",
        "localhost:1;script-src *",
        "localhost:80 https://evil.example",
        "localhost/evil",
        "localhost?",
        "[",
        "",
    ],
)
def test_a_foreign_host_is_refused_in_both_languages(address, host):
    for target in ("/", "/brief/trends", "/_stcore/health"):
        answer = get(address, target, host=host)
        assert answer.status == 403
        assert answer.text == "\n".join(say("host_refused", language) for language in LANGUAGES)
        assert "evil" not in str(answer.headers)
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_watcher_may_ask_by_any_name_and_learns_nothing_else(address, path):
    answer = get(address, path, host="10.0.0.7;script-src *")
    assert answer.status == 200
    assert "10.0.0.7" not in str(answer.headers) + answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:65535"])
def test_a_known_host_is_answered_at_any_port(address, host):
    answer = get(address, "/healthz", host=host)
    assert answer.status == 200
    assert f"ws://{host} wss://{host};" in answer.headers["content-security-policy"]


def socket_to(address: str, origin: str | None) -> str:
    """What becomes of a socket that a page of `origin` opens: `open`, or the status it is refused with."""
    line = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    try:
        with connect(line, origin=Origin(origin) if origin else None, subprotocols=[Subprotocol("streamlit")]):
            return "open"
    except InvalidStatus as refused:
        return str(refused.response.status_code)


def test_only_a_page_of_our_own_may_open_a_socket(address):
    assert socket_to(address, address) == "open"
    assert socket_to(address, None) == "open"
    host = urlsplit(address).netloc
    for origin in ("https://evil.example", "http://localhost:9999", "null", f"http://{host}.evil", f"http://x@{host}"):
        assert socket_to(address, origin) == "403", origin
        assert get(address, "/", origin=origin).status == 403
    assert get(address, "/", origin="http://[").status == 403
    assert get(address, "/", origin=address).status == 200


def test_a_socket_of_a_foreign_host_is_refused(address):
    answer = get(
        address,
        "/_stcore/stream",
        host="evil.example",
        origin="http://evil.example",
        connection="Upgrade",
        upgrade="websocket",
        sec_websocket_key="AAAAAAAAAAAAAAAAAAAAAA==",
        sec_websocket_version="13",
    )
    assert answer.status == 403


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0.5", "gzip"),
        ("br;q=0", ""),
        ("br;q=0, gzip;q=0", ""),
        ("identity", ""),
        ("zstd", ""),
        ("brotli", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_scripts_come_in_the_coding_that_is_accepted_and_unharmed(address, accepted, coding):
    answer = get(address, f"/static/js/{SCRIPT.name}", **({} if accepted is None else {"accept_encoding": accepted}))
    assert answer.status == 200
    assert answer.headers.get("content-encoding", "") == coding
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding](answer.body)
    assert plain == SCRIPT.read_bytes()
    assert "javascript" in answer.headers["content-type"]
    if coding:
        assert len(answer.body) < len(plain) / 2
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["vary"].lower() == "accept-encoding"


SECRETS = ("own.py", "guard.py", "../own.py", "../../dashboard.py", "../../../../../../../../etc/passwd")


@pytest.mark.parametrize("folder", ["/static/", "/assets/fonts/", "/assets/", "/brief/", "/data/", "/image/"])
@pytest.mark.parametrize("way", ["../", "..%2f", "%2e%2e/", "..\\", "....//", "%2e%2e%2f", "%c0%ae%c0%ae/", ""])
def test_no_way_leads_out_of_a_folder(address, folder, way):
    for secret in SECRETS:
        answer = get(address, folder + way * 3 + secret, accept_encoding="br")
        assert b"def " not in answer.body
        assert b"root:" not in answer.body
        assert answer.status in (200, 307, 400, 403, 404)
        if answer.status == 200:
            assert b'<div id="root">' in answer.body, "what Streamlit answers for any page"


@pytest.mark.parametrize("slash", ["/", "%2f", "\\", "%5c"])
def test_no_script_beside_streamlit_s_own_is_given(address, slash):
    """Plotly's script lies in a folder beside: it would be compressed and sent if only its name were looked at."""
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    way = os.path.relpath(script, SCRIPTS.parent).replace("/", slash)
    answer = get(address, f"/static/{way}", accept_encoding="br")
    assert script.is_file()
    assert "content-encoding" not in answer.headers
    assert len(answer.body) < 10_000


@pytest.mark.parametrize("name", ["%00.js", "x%00.js", "a" * 300 + ".js", "%ff.js", "js/", "js", ".js", "%2e.js"])
def test_a_strange_name_under_static_is_not_found_and_no_fault(address, name):
    answer = get(address, f"/static/{name}", accept_encoding="br")
    assert answer.status in (200, 301, 400, 404)
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shell_is_ready_before_streamlit_is(address, page, language):
    html = get(address, f"/{page}?v=1&lang={language}").text
    tags = Tags(html)
    assert tags.of("html") == [{"lang": say("html_language", language)}]
    scripts = tags.of("script")
    assert [scripts[0].get("src"), scripts[1].get("src"), scripts[2].get("type")] == ["/assets/own.js", None, "module"]
    assert tags.found.index(("script", scripts[0])) < min(
        n for n, (name, attrs) in enumerate(tags.found) if name == "link" and attrs.get("rel") == "modulepreload"
    )
    assert html.count("<title>") == 1
    assert f"{say('title', language)}</title>" in html
    told = {attrs.get("property"): attrs.get("content") for attrs in tags.of("meta")}
    assert told["og:url"].startswith(address)
    assert told["og:image"].startswith(f"{address}/image/{PAGES[page]}.png?")
    assert told["og:description"]
    assert not tags.of("link", rel="preload")
    assert not tags.of("link", rel="service-desc")
    assert tags.of("link", rel="stylesheet", href="/assets/fonts/fonts.css")


@pytest.mark.parametrize("page", PAGES)
def test_everything_the_shell_names_exists_whatever_address_it_stands_at(address, page):
    named = [
        attrs.get("src") or attrs.get("href")
        for tag, attrs in Tags(get(address, f"/{page}").text).found
        if tag in ("script", "link") and (attrs.get("src") or attrs.get("href"))
    ]
    assert len(named) > 40
    for one in named:
        assert one is not None
        assert one.startswith("/"), f"{one} means another file under a folder"
        answer = get(address, one, method="HEAD")
        assert answer.status == 200
        kind = "javascript" if one.endswith(".js") else "css" if one.endswith(".css") else "image"
        assert kind in answer.headers["content-type"], one


def test_exactly_one_inline_script_and_the_policy_knows_it(address):
    answer = get(address, "/trends?v=1&lang=en")
    inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert len(inline) == len(re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", answer.text)) == 1
    told = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{told}';" in answer.headers["content-security-policy"]
    assert not re.search(r"<[^>]*\son\w+=", answer.text)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", ["v=1&lang=en&i=vehicle_recalls", "", "x='\"><script>alert(1)</script>&QUERY=QUERY"])
def test_without_script_the_brief_of_the_same_view_is_offered(address, page, query):
    html = get(address, f"/{page}?{query}".encode()).text
    offered = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert len(offered) == 1
    links = Tags(offered[0]).of("a")
    assert [link["href"] for link in links] == [f"/brief/{PAGES[page]}" + (f"?{query}" if query else "")]
    assert "<script>alert" not in html
    assert "JavaScript" in offered[0]


def test_own_origin_and_known_host_read_nothing_into_odd_text():
    assert not guard.own_origin("http://[", "localhost")
    assert not guard.own_origin("localhost", "localhost")
    assert not guard.known_host("localhost\t")
    assert not guard.known_host("[::1]:80")
    assert guard.HOST.fullmatch("[::1]:80")

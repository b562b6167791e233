"""What the door answers to readers and to strange addresses: ETags, file names, refusals."""

import json
import random
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tests.asking import Answer, Tags, get
from views.named import TABLES, VIEWS
from words import LANGUAGES, say

ROOT = Path(__file__).parents[1]
TRACES = ("Traceback", "site-packages", 'File "', "Error:", str(ROOT))


@pytest.fixture(scope="module")
def release_id(address) -> str:
    told: dict[str, str] = json.loads(get(address, "/readyz").body)
    return told["release"]


def test_a_reader_who_has_it_already_gets_the_headers_and_no_body(address):
    for target in ("/brief/trends?v=1&lang=en", "/image/trends.svg", "/data/trends.csv"):
        first = get(address, target)
        again = get(address, target, if_none_match=first.headers["etag"])
        weak = get(address, target, if_none_match=f'"other", W/{first.headers["etag"]}')
        assert [(one.status, one.body) for one in (again, weak)] == [(304, b"")] * 2
        assert "content-security-policy" in again.headers
        assert again.headers["x-content-type-options"] == "nosniff"
        assert again.headers["etag"] == first.headers["etag"]
        assert get(address, target, if_none_match='"another"').body == first.body


def test_another_query_is_another_etag(address):
    targets = ("/data/trends.csv", "/data/trends.csv?v=1&lang=en", "/data/trends.csv?v=1&i=vehicle_recalls")
    assert len({get(address, target).headers["etag"] for target in targets}) == 3
    assert get(address, targets[0]).headers["etag"] == get(address, targets[0]).headers["etag"]


WIDTHS = "320–1600"
REFUSED = [
    ("/brief/nothing?lang={}", 404, "nothing_here", {"name": "nothing", "known": ", ".join(VIEWS)}),
    ("/data/nothing.csv?lang={}", 404, "nothing_here", {"name": "nothing", "known": ", ".join([*VIEWS, *TABLES])}),
    ("/image/trends.gif?lang={}", 404, "nothing_here", {"name": "trends.gif", "known": "trends.svg, trends.png"}),
    ("/image/trends?lang={}", 404, "nothing_here", {"name": "trends", "known": "trends.svg, trends.png"}),
    ("/data/trends.xlsx?lang={}", 404, "nothing_here", {"name": "trends.xlsx", "known": "trends.csv"}),
    ("/brief/trends?lang={}&colour=red", 400, "link_unknown_part", {"part": "colour", "value": "red"}),
    ("/brief/trends?lang={}&theme=dark", 400, "link_unknown_part", {"part": "theme", "value": "dark"}),
    ("/data/trends.csv?lang={}&i=nonsense", 400, "link_unknown_value", {"part": "i", "value": "nonsense"}),
    ("/data/trends.csv?lang={}&r=%FF%FE", 400, "link_unknown_value", {"part": "r", "value": "\ufffd\ufffd"}),
    ("/data/trends.csv?lang={}&i=", 400, "link_unknown_value", {"part": "i", "value": ""}),
    ("/image/trends.svg?lang={}&i=a&i=b", 400, "link_repeated", {"part": "i"}),
    ("/image/trends.svg?lang={}&theme=light&theme=dark", 400, "link_repeated", {"part": "theme"}),
    ("/image/trends.svg?lang={}&width=400&width=500", 400, "link_repeated", {"part": "width"}),
    ("/brief/trends?lang={}&v=2", 400, "link_version", {"value": "2"}),
    ("/brief/trends?lang={}&m=" + "x" * 9000, 414, "link_too_long", {}),
    (
        "/image/trends.png?lang={}&width=%EF%BC%98%EF%BC%90%EF%BC%90",
        400,
        "option_refused",
        {"part": "width", "value": "８００", "known": WIDTHS},
    ),
    ("/image/trends.png?lang={}&width=319", 400, "option_refused", {"part": "width", "value": "319", "known": WIDTHS}),
    (
        "/image/trends.png?lang={}&width=1601",
        400,
        "option_refused",
        {"part": "width", "value": "1601", "known": WIDTHS},
    ),
    (
        "/image/trends.png?lang={}&width=-800",
        400,
        "option_refused",
        {"part": "width", "value": "-800", "known": WIDTHS},
    ),
    ("/image/trends.png?lang={}&width=1e3", 400, "option_refused", {"part": "width", "value": "1e3", "known": WIDTHS}),
    (
        "/image/trends.png?lang={}&theme=sepia",
        400,
        "option_refused",
        {"part": "theme", "value": "sepia", "known": "light, dark"},
    ),
    (
        "/image/trends.png?lang={}&form=wall",
        400,
        "option_refused",
        {"part": "form", "value": "wall", "known": "figure, share, square"},
    ),
    (
        "/image/trends.svg?lang={}&form=share",
        400,
        "option_refused",
        {"part": "form", "value": "share", "known": "figure"},
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("target", "status", "rule", "naming"), REFUSED)
def test_a_refusal_is_a_sentence_in_the_language_asked_for(address, target, status, rule, naming, language):
    answer = get(address, target.format(language))
    assert answer.status == status
    assert "etag" not in answer.headers
    said = unescape(answer.text)
    assert say(rule, language, **naming) in said
    assert not [trace for trace in TRACES if trace in said]
    is_html = answer.headers["content-type"].startswith("text/html")
    assert is_html == target.startswith("/brief/")
    if is_html:
        assert Tags(answer.text).of("html") == [{"lang": say("html_language", language)}]


def test_a_nul_is_named_and_breaks_nothing(address):
    answer = get(address, "/brief/trends?lang=en&i=a%00b")
    assert answer.status == 400
    assert "of “i” is not known" in answer.text
    assert "\0" not in answer.text


def nasty_targets(count: int = 200) -> list[bytes]:
    """Addresses put together from what breaks parsers, the same on every run."""
    chance = random.Random("the door")
    paths = ["", "trends", "brief/trends", "brief/", "image/regions.svg", "image/trends.png", "data/overview.csv"]
    paths += ["static/js/index.js", "assets/fonts/text.woff2", "_stcore/health", "readyz", "image/.svg", "data/.."]
    names = ["v", "i", "lang", "r", "t", "m", "d", "g", "by", "rel", "theme", "width", "form", "", "%00", "from", "i[]"]
    texts = [
        "1",
        "",
        "%",
        "%zz",
        "%00",
        "%FF%FE",
        "%E2%80%AE",
        "１２",
        "1e309",
        "-1",
        "NaN",
        "nonsense",
        "../..",
        "zh~zh",
    ]
    texts += ["' or 1=1 --", "{{7*7}}", "<script>", "%0d%0aset-cookie:a=b", "2024-02-30", "0001-01-01", "9" * 400, "\\"]
    texts += ["vehicle_recalls", "en", "100000", "100000~110000", "nbs4.east", "province", "2024-12-31", "𝟙𝟚", "é", ";"]
    targets = []
    for _ in range(count):
        path = "/" + chance.choice(paths) + chance.choice(["", "", "", "/", "//", "%2f", ".", "%00", ";x"])
        parts = [
            chance.choice(names) + chance.choice(["=", "=", "=", "", "=="]) + chance.choice(texts)
            for _ in range(chance.randrange(6))
        ]
        raw = path + ("?" + chance.choice(["&", "&", ";", "&&"]).join(parts) if parts else "")
        targets.append(quote(raw, safe="/?&=;%<>{}'.,~+:\\()-_").encode() if chance.random() < 0.5 else raw.encode())
    return [target.replace(b" ", b"%20") for target in targets]


def test_no_address_however_nasty_is_a_fault(address):
    targets = nasty_targets()
    answers: dict[bytes, Answer] = {target: get(address, target) for target in targets}
    assert len(answers) > 150
    assert {target: answer.body for target, answer in answers.items() if answer.status >= 500} == {}
    assert len({answer.status for answer in answers.values()} & {200, 400, 404}) == 3
    for target, answer in answers.items():
        assert not [trace for trace in TRACES if trace.encode() in answer.body], target
        assert "set-cookie" not in answer.headers or answer.headers["set-cookie"].startswith(("_streamlit", "_xsrf"))


def test_a_pinned_release_is_honoured_and_names_the_files(address, release_id):
    pinned = f"v=1&lang=zh&i=vehicle_recalls&rel={release_id}"
    for target, how in (
        (f"/image/trends.svg?{pinned}", "inline"),
        (f"/image/trends.png?{pinned}&form=share", "inline"),
        (f"/data/trends.csv?{pinned}", "attachment"),
    ):
        given = get(address, target).headers["content-disposition"]
        shown, name = given.split("; filename*=UTF-8''")
        assert shown == how
        ending = target.split("?")[0].rpartition(".")[2]
        assert unquote(name) == f"汽车召回次数_全国_{release_id}.{ending}"
    lines = get(address, f"/data/trends.csv?{pinned}").text.splitlines()
    assert all(line.endswith(f",{release_id}") for line in lines[1:])
    unknown = get(address, "/data/trends.csv?v=1&lang=en&rel=2001-01-01-00000000")
    assert unknown.status == 400
    assert "Data release “2001-01-01-00000000” is not, or is no longer, on this server." in unknown.text

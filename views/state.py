"""What a reader has chosen, and the link that says so: strict, versioned, by ids and never by labels.

Every part is optional in a link and has one default; a shared link writes every part. A link that says something
unknown is not read in part: it yields problems, and nothing is drawn in its place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from data import PUBLISHED
from data.releases import datasets, release_ids
from indicators import catalogue
from regions import regions, schemes
from words import LANGUAGES

VERSION = "1"
JOINT = "~"
GRAINS = ("", "month", "quarter", "half", "year", "span", "moment", "cumulative")
KINDS_OF_REGION = ("province", "city", "county")
# What a list of records begins with; empty for the largest.
SORTS = ("date", "completion")
# What regions are held against; empty for the nation.
AGAINST = ("parent", "group", "neighbours", "alike", "chosen")
# How one answer is drawn; empty for the way that suits most readers.
OF_REGIONS = ("map", "boundary", "funnel", "ranks", "heat", "dots", "pairs")
FORMS = ("multiples", "stack", "change", "effects", "adjusted", *OF_REGIONS)
PAGE = re.compile(r"[1-9][0-9]{0,5}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RELEASE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
# What the list of a report, and a template for one, are kept under (views/report_kept.py).
TOKEN = re.compile(r"[0-9a-f]{20}")
# What decoding puts where a link was cut inside a letter.
LOST = "\ufffd"
GLUED = "。，、；：！？）》」』”…,.;!?)>]} \u3000\t\r\n"
LONGEST, LONGEST_SHOWN = 2000, 200
MOST_REGIONS, MOST_TYPED = 6, 120
# What chat applications and mailers append to a link that is passed on; it says nothing about the view.
APPENDED = re.compile(r"utm_\w+|from|isappinstalled|nsukey|clicktime|enterid|scene|srcid|wx_header|sharer_\w+|\w*clid")


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything a view depends on. Empty means: what suits the indicator best, as the view decides."""

    language: str = "zh"
    dataset: str = PUBLISHED
    indicator: str = "spot_check_pass_rate"
    grain: str = ""
    regions: tuple[str, ...] = ()
    dimension: str = ""
    members: tuple[str, ...] = ()
    compare: str = ""
    within: str = ""
    against: str = ""
    peers: tuple[str, ...] = ()
    other: str = ""
    form: str = ""
    until: date | None = None
    earlier: date | None = None
    text: str = ""
    sort: str = ""
    page: int = 1
    report_list: str = ""
    report_template: str = ""
    release: str = ""

    def but(self, **changes: Any) -> "State":
        """This state with some parts changed; what no longer fits a new indicator falls back to its default."""
        if "indicator" in changes and changes["indicator"] != self.indicator:
            return self.plain(**changes)
        return replace(self, **changes)

    def lists_as(self, other: "State") -> bool:
        """Whether both list the same records: they differ in nothing but the page, the language and a report's list."""
        return replace(self, page=other.page, language=other.language, report_list=other.report_list) == other

    def without_report(self) -> "State":
        """This state as every page but that of the report knows it."""
        return replace(self, report_list="", report_template="")

    def plain(self, **parts: Any) -> "State":
        """The plain view in the same language, dataset and release, with some parts given."""
        return State(language=self.language, dataset=self.dataset, release=self.release, **parts)

    def other_side(self) -> "State":
        """This state on the other side of its indicator: the same figures turned, so every other part still fits."""
        return replace(self, indicator=catalogue().indicators[self.indicator].complement or self.indicator)


@dataclass(frozen=True)
class Problem:
    """One thing in a link that cannot be read: the rule, the part of the link, and what it holds."""

    rule: str
    part: str
    value: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a link: the field it fills, how a field is written, how it is read (None when it is unknown)."""

    field: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _one_of(allowed: Callable[[], Any]) -> Callable[[str], str | None]:
    return lambda text: text if text in allowed() else None


def _several(allowed: Callable[[], Any]) -> Callable[[str], tuple[str, ...] | None]:
    def read(text: str) -> tuple[str, ...] | None:
        ids, known = tuple(one.replace(".", ":") for one in text.split(JOINT)), allowed()
        return ids if all(one in known for one in ids) and len(set(ids)) == len(ids) else None

    return read


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _written_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _page(text: str) -> int | None:
    return int(text) if PAGE.fullmatch(text) else None


def _token(text: str) -> str | None:
    return text if TOKEN.fullmatch(text) else None


def _written_page(page: int) -> str:
    return str(page) if page > 1 else ""


def typed(text: str) -> str:
    """What a reader typed as a link carries it: on one line, without what passing a link on glues to its end."""
    letters = "".join(letter if letter.isprintable() and letter != LOST else " " for letter in text)
    return " ".join(letters.split())[:MOST_TYPED].rstrip(GLUED)


def _typed(text: str) -> str | None:
    return text if text == typed(text) else None


def _joint(ids: tuple[str, ...]) -> str:
    """Ids in a row; `:` becomes `.`, since chat applications break links at a colon."""
    return JOINT.join(ids).replace(":", ".")


def _every_member() -> set[str]:
    return {member for breakdown in catalogue().breakdowns.values() for member in breakdown.members}


def _every_release() -> set[str]:
    return {id for dataset in datasets() for id in release_ids(dataset)}


PARTS = {
    "lang": Part("language", str, _one_of(lambda: LANGUAGES)),
    "ds": Part("dataset", str, _one_of(lambda: datasets())),
    "i": Part("indicator", str, _one_of(lambda: catalogue().indicators)),
    "g": Part("grain", str, _one_of(lambda: GRAINS)),
    "r": Part("regions", _joint, _several(regions)),
    "d": Part("dimension", str, _one_of(lambda: catalogue().breakdowns)),
    "m": Part("members", _joint, _several(_every_member)),
    "by": Part("compare", str, _one_of(lambda: (*KINDS_OF_REGION, *schemes()))),
    "in": Part("within", str, _one_of(regions)),
    "vs": Part("against", str, _one_of(lambda: AGAINST)),
    "pe": Part("peers", _joint, _several(regions)),
    "i2": Part("other", str, _one_of(lambda: catalogue().indicators)),
    "f": Part("form", str, _one_of(lambda: FORMS)),
    "t": Part("until", _written_day, _day),
    "t0": Part("earlier", _written_day, _day),
    "q": Part("text", str, _typed),
    "s": Part("sort", str, _one_of(lambda: SORTS)),
    "p": Part("page", _written_page, _page),
    "li": Part("report_list", str, _token),
    "tp": Part("report_template", str, _token),
    "rel": Part("release", str, _one_of(_every_release)),
}


def write_link(state: State) -> dict[str, str]:
    """The query of a link to `state`, without what is default."""
    plain = State()
    parts = {
        name: part.write(getattr(state, part.field))
        for name, part in PARTS.items()
        if getattr(state, part.field) != getattr(plain, part.field)
    }
    return {"v": VERSION, **parts} if parts else {}


def write_shared_link(state: State) -> dict[str, str]:
    """The query of a link that says everything, so that no later default can change it."""
    parts = {name: part.write(getattr(state, part.field)) for name, part in PARTS.items()}
    return {"v": VERSION, **{name: text for name, text in parts.items() if text}}


def read_link(query: Mapping[str, list[str]]) -> tuple[State, list[Problem]]:
    """The state a link asks for and every problem found; with a problem, the state of what can be read of it."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, texts in _mended(query).items():
        if name not in PARTS and APPENDED.fullmatch(name):
            continue
        read = _read_part(name, texts)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            values |= read
    problems += _misfits(values)
    wrong = {PARTS[problem.part].field for problem in problems if problem.part in PARTS}
    if any(problem.rule == "link_version" for problem in problems):
        wrong = set(values) - {"language"}
    return State(**{field: value for field, value in values.items() if field not in wrong}), problems


def _mended(query: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """A query without what passing a link on glues to it: `amp;` before a part, a full stop after a value."""
    mended: dict[str, list[str]] = {}
    for name, texts in query.items():
        mended.setdefault(name.removeprefix("amp;"), []).extend(text.rstrip(GLUED) for text in texts)
    return mended


def _read_part(name: str, texts: list[str]) -> dict[str, Any] | Problem:
    """The field that one part of a link fills, or what is wrong with it."""
    text, part = texts[0] if texts else "", PARTS.get(name)
    shown = text[:LONGEST_SHOWN]
    if len(texts) != 1:
        return Problem("link_repeated", name[:LONGEST_SHOWN])
    if name == "v":
        return {} if text == VERSION else Problem("link_version", name, shown)
    if part is None:
        return Problem("link_unknown_part", name[:LONGEST_SHOWN], shown)
    value = part.read(text) if text and len(text) <= LONGEST else None
    if value is not None:
        return {part.field: value}
    gone = name == "rel" and _may_be_release(text)
    return Problem("link_release_gone" if gone else "link_unknown_value", name, shown)


def _may_be_release(text: str) -> bool:
    """Whether a text is written as a release is: another server may have it, or this one had it once."""
    return RELEASE.fullmatch(text) is not None and _day(text[:10]) is not None


def _misfits(values: dict[str, Any]) -> list[Problem]:
    """What does not go together: members and dimension, release and dataset; and too many regions."""
    places = {part: len(values.get(PARTS[part].field, ())) for part in ("r", "pe")}
    too_many = [Problem("link_too_many", part, str(count)) for part, count in places.items() if count > MOST_REGIONS]
    members, dimension = values.get("members", ()), values.get("dimension", "")
    known = catalogue().breakdowns[dimension].members if dimension else {}
    unknown = [Problem("link_unknown_value", "m", member) for member in members if member not in known]
    release = values.get("release", "")
    foreign = release and release not in release_ids(values.get("dataset", PUBLISHED))
    return [*too_many, *unknown, *([Problem("link_unknown_value", "rel", release)] if foreign else [])]


assert {part.field for part in PARTS.values()} == {field.name for field in fields(State)}

"""The list of a report as text, in TOML: for authors to keep and change; read with every fault named at once."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import tomli_w

from data import PUBLISHED
from data.releases import datasets
from views.gathered import ONE
from views.named import PAGES, VIEWS, page_of
from views.report import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    MOST_CHAPTERS,
    MOST_FIGURES,
    Chapter,
    Item,
    Report,
    item_of,
)
from views.state import RELEASE, read_link
from words import LANGUAGES, say

MOST_BYTES, LONGEST_SHOWN = 200_000, 80
VERSION = 1
REPORT_KEYS = ("format", "title", "language", "dataset", "release", "chapters")
CHAPTER_KEYS, FIGURE_KEYS = ("title", "figures"), ("link", "view", "title", "caption")
# Their briefs are those of other pages: a link to them names no figure.
WITHOUT_FIGURE = ("report", "data")
LINE = re.compile(r"at line (\d+)")
# A report is of one language and one release: a link that names them is a link to the same figure.
OF_THE_REPORT = ("lang", "rel", "li", "tp")
MOST_PARTS_OF_A_KEY, LARGEST_SHOWN = 20, 10**9


@dataclass(frozen=True)
class Fault:
    """One fault of a list: a key of words/interface.toml with its values, and where; 0 for what is in no such place."""

    rule: str
    chapter: int = 0
    figure: int = 0
    line: int = 0
    part: str = ""
    value: str = ""

    def text(self, language: str) -> str:
        """One sentence: where, and what is wrong."""
        why = say(self.rule, language, part=self.part, value=self.value)
        if self.figure:
            return say("report_at_figure", language, chapter=self.chapter, figure=self.figure, why=why)
        if self.chapter:
            return say("report_at_chapter", language, chapter=self.chapter, why=why)
        return say("report_at_line", language, line=self.line, why=why) if self.line else why


class ReportError(ValueError):
    """A list that cannot be read, with all its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__([fault.rule for fault in faults])
        self.faults = tuple(faults)

    def lines(self, language: str) -> list[str]:
        """A sentence for each fault, below one that says that nothing of the list was taken."""
        count = len(self.faults)
        return [say("report_refused", language, count=count), *(fault.text(language) for fault in self.faults)]


def write_report(report: Report) -> str:
    """A list as text, which reads back as the same: a table for each chapter and for each figure, however short."""
    head = {
        "format": VERSION,
        "title": report.title,
        "language": report.language,
        "dataset": report.dataset,
        "release": report.release,
    }
    parts = [f"# {say('report_file_head', report.language)}\n{tomli_w.dumps(head)}"]
    for chapter in report.chapters:
        parts.append(f"[[chapters]]\n{tomli_w.dumps({'title': chapter.title})}")
        parts += [f"[[chapters.figures]]\n{tomli_w.dumps(_written(item))}" for item in chapter.figures]
    return "\n".join(parts)


def _written(item: Item) -> dict[str, str]:
    """A figure without what goes without saying: no words of the author, the first view of its page."""
    view = "" if PAGES[urlsplit(item.link).path.strip("/")] == item.view else item.view
    parts = {"link": item.link, "view": view, "title": item.title, "caption": item.caption}
    return {name: text for name, text in parts.items() if text}


def read_report(content: str | bytes) -> Report:
    """The list that a text says. Raises ReportError with every fault."""
    entry = _toml(content)
    faults: list[Fault] = [Fault("report_unknown_key", part=_shown(key)) for key in entry if key not in REPORT_KEYS]
    if entry.get("format", VERSION) != VERSION:
        raise ReportError([Fault("report_format", value=_shown(entry["format"]))])
    dataset = _known(entry, "dataset", PUBLISHED, datasets(), faults)
    found = Report(
        _text(entry, "title", LONGEST_TITLE, Fault(""), faults),
        tuple(_chapters(entry.get("chapters", []), dataset, faults)),
        _known(entry, "language", LANGUAGES[0], LANGUAGES, faults),
        dataset,
        _release(entry, faults),
    )
    if len(found.figures) > MOST_FIGURES:
        faults.append(Fault("report_too_many_figures", value=str(len(found.figures))))
    if faults:
        raise ReportError(faults)
    return found


def _toml(content: str | bytes) -> dict[str, Any]:
    raw = content.encode() if isinstance(content, str) else content
    if len(raw) > MOST_BYTES:
        raise ReportError([Fault("report_too_large")])
    try:
        text = raw.decode("utf-8-sig")
        # A key of thousands of parts would keep the reader of TOML busy for minutes.
        for number, line in enumerate(text.splitlines(), 1):
            if line.partition("=")[0].count(".") > MOST_PARTS_OF_A_KEY:
                raise ReportError([Fault("report_not_toml", line=number)])
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ReportError([Fault("report_not_text")]) from error
    except (ValueError, RecursionError) as error:
        found = LINE.search(str(error))
        raise ReportError([Fault("report_not_toml", line=int(found[1]) if found else 0)]) from error


def _chapters(entries: Any, dataset: str, faults: list[Fault]) -> Iterator[Chapter]:
    if not _are_tables(entries):
        faults.append(Fault("report_wrong_kind", part="chapters"))
        return
    if len(entries) > MOST_CHAPTERS:
        faults.append(Fault("report_too_many_chapters", value=str(len(entries))))
    for number, entry in enumerate(entries, 1):
        at = Fault("", chapter=number)
        faults += [_fault(at, "report_unknown_key", key) for key in entry if key not in CHAPTER_KEYS]
        figures = entry.get("figures", [])
        if not _are_tables(figures):
            faults.append(_fault(at, "report_wrong_kind", "figures"))
            figures = []
        made = (
            _item(one, dataset, Fault("", chapter=number, figure=place), faults) for place, one in enumerate(figures, 1)
        )
        yield Chapter(_text(entry, "title", LONGEST_TITLE, at, faults), tuple(item for item in made if item))


def _item(entry: dict[str, Any], dataset: str, at: Fault, faults: list[Fault]) -> Item | None:
    faults += [_fault(at, "report_unknown_key", key) for key in entry if key not in FIGURE_KEYS]
    title = _text(entry, "title", LONGEST_TITLE, at, faults)
    caption = _text(entry, "caption", LONGEST_CAPTION, at, faults, lines=True)
    link, named = entry.get("link"), entry.get("view", "")
    if not isinstance(link, str) or not isinstance(named, str):
        faults.append(_fault(at, "report_no_link", "link"))
        return None
    view = _view(link, named)
    if not view:
        faults.append(_fault(at, "report_no_figure", "link", f"{link} {named}"))
        return None
    query = parse_qs(urlsplit(link.strip()).query, keep_blank_values=True)
    asked = {name: texts for name, texts in query.items() if name.removeprefix("amp;") not in OF_THE_REPORT}
    state, problems = read_link({"ds": [dataset], **asked} if dataset in datasets() else asked)
    faults += [_fault(at, problem.rule, problem.part, problem.value) for problem in problems]
    if not problems and dataset in datasets() and state.dataset != dataset:
        faults.append(_fault(at, "report_other_dataset", "ds", state.dataset))
    made = item_of(view, state)
    return Item(view, made.link, title, caption)


def _view(link: str, named: str) -> str:
    """The view that a link to a page or a brief leads to, or the one that is named of that page; empty for none."""
    try:
        path = urlsplit(link.strip()).path.strip("/")
    except ValueError:
        return ""
    folder, _, name = path.partition("/")
    if folder == ONE:
        return name if name in VIEWS and named in ("", name) else ""
    if path not in PAGES or path in WITHOUT_FIGURE:
        return ""
    view = named or PAGES[path]
    return view if view in VIEWS and page_of(view) == path else ""


def _text(entry: dict[str, Any], key: str, longest: int, at: Fault, faults: list[Fault], lines: bool = False) -> str:
    text = entry.get(key, "")
    if not isinstance(text, str):
        faults.append(_fault(at, "report_wrong_kind", key))
        return ""
    seen = text.replace("\n", "") if lines else text
    if len(text) > longest:
        faults.append(_fault(at, "report_too_long", key, str(longest)))
    elif not seen.isprintable():
        faults.append(_fault(at, "report_unprintable", key))
    return text.strip()


def _known(entry: dict[str, Any], key: str, plain: str, known: Any, faults: list[Fault]) -> str:
    value = entry.get(key, plain)
    if not isinstance(value, str) or value not in known:
        faults.append(Fault("report_unknown_value", part=key, value=_shown(value)))
        return plain
    return value


def _release(entry: dict[str, Any], faults: list[Fault]) -> str:
    """The release that a list was made from; it need not be on this machine."""
    value = entry.get("release", "")
    if not isinstance(value, str) or (value and not RELEASE.fullmatch(value)):
        faults.append(Fault("report_unknown_value", part="release", value=_shown(value)))
        return ""
    return value


def _are_tables(entries: Any) -> bool:
    return isinstance(entries, list) and all(isinstance(one, dict) for one in entries)


def _fault(at: Fault, rule: str, part: str = "", value: str = "") -> Fault:
    return Fault(rule, at.chapter, at.figure, part=_shown(part), value=_shown(value))


def _shown(value: Any) -> str:
    """What a list holds as a sentence may repeat it: short, on one line."""
    shown = isinstance(value, str | bool | float) or (isinstance(value, int) and abs(value) < LARGEST_SHOWN)
    text = str(value)[:LONGEST_SHOWN] if shown else type(value).__name__
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)

"""A brief that is written once and kept: it never changes, and opens under a line that says what was revised since."""

import hashlib
import html
import json
import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

from data import FOLDER
from data.releases import Release, ReleaseRefusedError
from exports.brief import document, revisions_of
from exports.templates import filled
from exports.whole_file import write_whole
from views.current import shown_release
from views.gathered import Gathered
from views.gatherings import cards_of
from views.revisions import Shown
from views.short_links import ShortLinkError
from views.state import State, read_link, write_link, write_shared_link
from words import say

SETTING = "DASHBOARD_FROZEN"
NAME = re.compile(r"[0-9a-f]{64}")
MOST_KEPT, MOST_FIGURES = 100_000, 500
ASKED, RELEASE, FIGURES = "dashboard-asked", "dashboard-release", "dashboard-figures"
BODY = re.compile(r"<body[^>]*>")


class FrozenError(Exception):
    """A frozen page that cannot be kept or opened; `rule` says why: unknown, damaged, full or unwritten."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Frozen(NamedTuple):
    """A frozen page: its bytes, what it was asked for, whether that can still be asked, its release and its figures."""

    content: bytes
    path: str
    state: State
    can_be_asked: bool
    release: str
    figures: tuple[Shown, ...]


def frozen_folder() -> Path:
    """Where frozen pages are kept: the folder that the setting DASHBOARD_FROZEN names, else data/frozen."""
    return Path(os.environ.get(SETTING, "").strip() or FOLDER / "frozen")


def freeze(release: Release, of: Gathered, state: State, base: str) -> str:
    """Keeps the brief of cards as it is in this release and gives its name, the sha256 of its bytes.

    Raises FrozenError.
    """
    again = of.again(release)
    asked = again.entries[0].state if of.alone else state.but(release="")
    figures = [tuple(one) for one in of.figures(release, state.language)][:MOST_FIGURES]
    marks = (
        (ASKED, f"{of.path}?{urlencode(write_shared_link(asked))}"),
        (RELEASE, release.id),
        (FIGURES, json.dumps(figures, ensure_ascii=False, separators=(",", ":"))),
    )
    content = document(release, of, state.but(release=release.id), base, standalone=True, marks=marks).encode()
    name = hashlib.sha256(content).hexdigest()
    _keep(frozen_folder() / f"{name}.html", content)
    return name


def frozen(name: str) -> Frozen:
    """The frozen page of a name, its bytes checked. Raises FrozenError."""
    if not NAME.fullmatch(name):
        raise FrozenError("unknown")
    try:
        content = (frozen_folder() / f"{name}.html").read_bytes()
    except FileNotFoundError as error:
        raise FrozenError("unknown") from error
    except OSError as error:
        raise FrozenError("unread") from error
    if hashlib.sha256(content).hexdigest() != name:
        raise FrozenError("damaged")
    text = content.decode()
    path, _, query = _mark(text, ASKED).partition("?")
    state, problems = read_link(parse_qs(query))
    figures = tuple(Shown(*one) for one in json.loads(_mark(text, FIGURES)))
    return Frozen(content, path, state, not problems, _mark(text, RELEASE), figures)


def opened_page(name: str, one: Frozen) -> str:
    """The frozen page under a line that says what the newest release says otherwise, with the way to it."""
    language = one.state.language
    query = urlencode(write_link(one.state))
    told = filled(
        "frozen.html",
        say_kept=say("frozen_kept", language, release=one.release),
        lines=_since(one),
        live=f"{one.path}?{query}" if query else one.path,
        live_name=say("brief_live", language),
        itself=f"/frozen/{name}.html",
        itself_name=say("frozen_itself", language),
    )
    return BODY.sub(lambda found: f"{found[0]}\n{told}", one.content.decode(), count=1)


def _since(one: Frozen) -> list[str]:
    """What was revised since, as lines; why that cannot be told where it cannot."""
    language = one.state.language
    if not one.can_be_asked:
        # A region or an indicator that is known no more must not be held against another one.
        return [say("frozen_untold", language)]
    _, kind, name = one.path.split("/")
    try:
        newest, _ = shown_release(dataset=one.state.dataset)
        if newest.id == one.release:
            return [say("frozen_is_newest", language)]
        lines = revisions_of(one.figures, cards_of(kind, name, newest, one.state), newest, language)
        return [say("frozen_since", language, release=newest.id), *lines]
    except (ReleaseRefusedError, ShortLinkError, KeyError):
        return [say("frozen_untold", language)]


def _mark(text: str, name: str) -> str:
    found = re.search(f'<meta name="{name}" content="([^"]*)">', text)
    return html.unescape(found[1]) if found else ""


def _keep(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; one that is there already is the same."""
    try:
        if path.exists():
            return
        if path.parent.exists() and sum(1 for _ in path.parent.iterdir()) >= MOST_KEPT:
            raise FrozenError("full")
        write_whole(path, content)
    except OSError as error:
        raise FrozenError("unwritten") from error

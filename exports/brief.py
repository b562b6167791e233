"""Cards as a brief: one page of HTML without script, for a phone in a chat, an old browser, paper, a disk."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup, escape

from data.releases import Release, ReleaseRefusedError
from exports.engine import chart_svg
from exports.preview import preview
from exports.templates import page
from views.cache import remembered
from views.cards import Card, Source
from views.current import shown_release
from views.gathered import Entry, Gathered, alone
from views.revisions import Shown, revised, revised_lines
from views.state import State, write_link, write_shared_link
from words import LANGUAGES, say

# Drawn for a phone and enlarged on a desk: no text is ever smaller than it was meant to be.
FIGURE_WIDTH = 400
MOST_ROWS = 40
ADDRESS = "https://dashboard.invalid"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
THEMES = ("light", "dark")
NO_ROBOT, A_FILE = Markup('rel="nofollow"'), Markup("download")  # noqa: S704  # no text of anybody


class Part(NamedTuple):
    """One card as a brief shows it: drawn in each theme, its rows with the way on from each, and footnotes to them."""

    card: Card
    pictures: list[tuple[str, Markup]]
    way: str
    rows: list[tuple[str, list[str]]]
    footnotes: list[tuple[str, str]]

    @property
    def evidence(self) -> list[tuple[str, tuple[str, ...]]]:
        """The rows of what was computed, which lead nowhere."""
        return [("", row) for row in self.card.evidence.rows]


class Way(NamedTuple):
    """A way on: what it is called, where it leads, and the attributes of its link."""

    name: str
    to: str
    marks: Markup = Markup("")


def brief(release: Release, view: str, state: State, base: str) -> str:
    """The brief of a view as HTML. `base` is the address of the dashboard, which pictures of links need. Remembered."""
    return document(release, alone(view, release, state), state, base)


def document(
    release: Release,
    gathered: Gathered,
    state: State,
    base: str,
    standalone: bool = False,
    marks: tuple[tuple[str, str], ...] = (),
) -> str:
    """The brief of cards as HTML, remembered. A `standalone` one opens from a disk; `marks` are meta tags for it."""
    # A brief that is fixed to a release changes when another becomes current; a standalone one never does.
    current = None if standalone else _newest(state)
    html = remembered(_document, release, state, gathered, current, standalone, marks)
    # The address comes with every request: it is put in afterwards, so that no two readers need a brief of their own.
    return html.replace(ADDRESS, str(escape(base)))


def refused_brief(
    words: str, language: str, ways: Iterable[tuple[str, str]] = (), heading: str = "brief_refused"
) -> str:
    """A page that says why something is not there, under a heading of its own, with ways on by name and address."""
    start = _with("/brief/overview", urlencode(write_link(State(language=language))))
    further = [Way(name, to) for name, to in (*ways, (say("link_start_again", language), start))]
    return page("refused.html", language, heading=say(heading, language), lines=words.splitlines(), ways=further)


def _newest(state: State) -> Release | None:
    """The release that is shown when no link pins one; None when none can be shown."""
    try:
        return shown_release(dataset=state.dataset)[0]
    except ReleaseRefusedError:
        return None


def _document(
    release: Release,
    state: State,
    gathered: Gathered,
    newest: Release | None,
    standalone: bool,
    marks: tuple[tuple[str, str], ...],
) -> str:
    language = state.language
    site = ADDRESS if standalone else ""
    made = gathered.cards(release)
    sources = list(dict.fromkeys(one for _, card in made for one in card.sources[: 1 if gathered.short else None]))
    asked, pinned = urlencode(write_link(state)), urlencode(write_shared_link(state.but(release=release.id)))
    other = next(one for one in LANGUAGES if one != language)
    another = newest if newest and newest.id != release.id else None
    return page(
        "brief.html" if gathered.alone else "briefs.html",
        language,
        standalone,
        gathered=gathered,
        parts=_parts(gathered, release, sources, site),
        sources=sources,
        release=release.id,
        warning=say("synthetic_warning", language) if release.synthetic else "",
        preview=_preview(gathered, release, state, _with(gathered.path, asked)),
        marks=marks,
        fixed=say("other_release", language, release=release.id, current=another.id) if another else "",
        revisions=_revisions(gathered, release, another, language) if another else [],
        present=_with(site + gathered.path, urlencode(write_link(state.but(release="")))),
        other_language={key: say(key, other) for key in ("html_language", "language_name")},
        other=_with(site + gathered.path, urlencode(write_link(state.but(language=other)))),
        ways=_ways(gathered, state, site, asked, pinned),
        permanent=f"{ADDRESS}{gathered.path}?{pinned}",
    )


def _revisions(gathered: Gathered, release: Release, newest: Release, language: str) -> list[str]:
    return revisions_of(gathered.figures(release, language), gathered.again(release), newest, language)


def revisions_of(then: Iterable[Shown], again: Gathered, newest: Release, language: str) -> list[str]:
    """What the newest release says otherwise than what was shown once, as lines."""
    found = revised(then, again.figures(newest, language))
    return revised_lines(found, language) or [say("revised_nothing", language)]


def _preview(gathered: Gathered, release: Release, state: State, address: str) -> Markup:
    """What chat applications show: the picture of the first card, under the title that they stand under."""
    first = gathered.entries[0] if gathered.entries else Entry("overview", state)
    return preview(release, first.view, first.state, ADDRESS, address, "" if gathered.alone else gathered.title)


def _ways(gathered: Gathered, state: State, site: str, asked: str, pinned: str) -> list[Way]:
    """Where a reader goes from here: the dashboard first, then what can be taken along."""
    language = state.language
    ways = [Way(say("brief_open", language), _with(f"{site}/{gathered.page}", asked))]
    if site:
        # What lies on a disk cannot make files; the live brief can.
        return [
            *ways,
            Way(say("brief_live", language), _with(site + gathered.path, urlencode(write_link(state.but(release=""))))),
        ]
    ways += [
        Way(say("brief_frozen", language), f"/freeze{gathered.path}?{pinned}", NO_ROBOT),
        Way(say("brief_file", language), f"{gathered.path}.html?{pinned}", A_FILE),
    ]
    if gathered.alone:
        view = gathered.entries[0].view
        ways += [
            Way(say("brief_picture", language), f"/image/{view}.png?{pinned}"),
            Way(say("brief_data", language), f"/data/{view}.csv?{pinned}"),
            Way(say("share_short", language), _with(f"/short/{view}", asked)),
        ]
    return ways


def _parts(gathered: Gathered, release: Release, sources: list[Source], site: str) -> list[Part]:
    light, dark = (gathered.cards(release, theme) for theme in THEMES)
    parts = []
    for n, ((entry, card), (_, in_the_dark)) in enumerate(zip(light, dark, strict=True)):
        pictures = [(theme, _drawn(one, f"{theme}{n}")) for theme, one in zip(THEMES, (card, in_the_dark), strict=True)]
        if gathered.short and release.synthetic:
            # Said once above them all.
            card = replace(card, caution=card.caution.removeprefix(say("synthetic_warning", entry.state.language)))
        way = "" if gathered.alone else _with(f"{site}/brief/{entry.view}", urlencode(write_link(entry.state)))
        parts.append(Part(card, pictures, way, *_rows(entry, card, sources, site)))
    return parts


def _drawn(card: Card, prefix: str) -> Markup:
    """The figure, or the course of a headline; empty where there is neither, and one figure has no course."""
    if card.figure:
        return Markup(chart_svg(card.figure, FIGURE_WIDTH, prefix=prefix))
    return Markup(card.spark if len(card.table.rows) > 1 else "")


def _rows(
    entry: Entry, card: Card, sources: list[Source], site: str
) -> tuple[list[tuple[str, list[str]]], list[tuple[str, str]]]:
    """The first rows of the table, each with the way to its brief in the overview, and the footnotes to them.

    A source is given by its number in the list of sources, a remark by a letter: a phone has no room for either.
    """
    numbers = {source.citation: f"[{n}]" for n, source in enumerate(sources, 1)}
    remarks_at = [n for n, name in enumerate(card.table.columns) if name == say("column_remarks", entry.state.language)]
    rows = card.table.rows[:MOST_ROWS]
    remarks = list(dict.fromkeys(row[n] for row in rows for n in remarks_at if row[n]))
    letters = dict(zip(remarks, LETTERS, strict=False))
    ways = [""] * len(rows)
    if entry.view == "overview":
        indicators = [dict(zip(card.table.record_columns, one, strict=True))["indicator"] for one in card.table.records]
        ways = [
            _with(f"{site}/brief/trends", urlencode(write_link(entry.state.but(indicator=one)))) for one in indicators
        ]
    shown = [
        [letters.get(cell, cell) if n in remarks_at else numbers.get(cell, cell) for n, cell in enumerate(row)]
        for row in rows
    ]
    return list(zip(ways, shown, strict=False)), [(letter, remark) for remark, letter in letters.items()]


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path

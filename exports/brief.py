"""A view as a brief: one page of HTML without script, for a phone in a chat, an old browser, paper."""

from collections.abc import Callable
from urllib.parse import urlencode

from markupsafe import Markup, escape

from data.releases import Release
from exports.engine import chart_svg
from exports.preview import preview
from exports.templates import filled, styles
from views.cache import remembered
from views.cards import Card
from views.current import current_id
from views.named import card_named, page_of
from views.state import State, write_link, write_shared_link
from words import LANGUAGES, say

# Drawn for a phone and enlarged on a desk: no text is ever smaller than it was meant to be.
FIGURE_WIDTH = 400
MOST_ROWS = 40
ADDRESS = "https://dashboard.invalid"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def brief(release: Release, view: str, state: State, base: str) -> str:
    """The brief of a view as HTML. `base` is the address of the dashboard, which pictures of links need. Remembered."""
    # The address comes with every request: it is put in afterwards, so that no two readers need a brief of their own.
    html = remembered(_brief, release, state, view, current_id(state.dataset))
    return html.replace(ADDRESS, str(escape(base)))


def refused_brief(words: str, language: str) -> str:
    """A page that says why there is no brief, with a way on."""
    link = _with("/brief/overview", urlencode(write_link(State(language=language))))
    return filled("refused.html", lines=words.splitlines(), start=link, say=_sayer(language), styles=styles())


def _brief(release: Release, state: State, view: str, current: str) -> str:
    card = card_named(view, release, state)
    pinned = urlencode(write_shared_link(state.but(release=release.id)))
    asked = urlencode(write_link(state))
    address = _with(f"/brief/{view}", asked)
    other = next(language for language in LANGUAGES if language != state.language)
    rows, footnotes = _rows(view, state, card)
    return filled(
        "brief.html",
        card=card,
        preview=preview(release, view, state, ADDRESS, address),
        current="" if current == release.id else current,
        present=_with(f"/brief/{view}", urlencode(write_link(state.but(release="")))),
        pictures=[(theme, _drawn(release, view, state, theme)) for theme in ("light", "dark")],
        say=_sayer(state.language),
        say_other=_sayer(other),
        rows=rows,
        footnotes=footnotes,
        permanent=f"{ADDRESS}/brief/{view}?{pinned}",
        dashboard=_with(f"/{page_of(view)}", asked),
        other=_with(f"/brief/{view}", urlencode(write_link(state.but(language=other)))),
        picture=f"/image/{view}.png?{pinned}",
        data=f"/data/{view}.csv?{pinned}",
        styles=styles(),
    )


def _drawn(release: Release, view: str, state: State, theme: str) -> Markup:
    """The figure, or the course of a headline, in the colours of a theme; empty where there is neither."""
    card = card_named(view, release, state, theme)
    return Markup(chart_svg(card.figure, FIGURE_WIDTH, prefix=theme) if card.figure else card.spark)


def _rows(view: str, state: State, card: Card) -> tuple[list[tuple[str, list[str]]], list[tuple[str, str]]]:
    """The first rows of the table, each with the way to its brief in the overview, and the footnotes to them.

    A source is given by its number in the list of sources, a remark by a letter: a phone has no room for either.
    """
    numbers = {source.citation: f"[{n}]" for n, source in enumerate(card.sources, 1)}
    remarks_at = [n for n, name in enumerate(card.table.columns) if name == say("column_remarks", state.language)]
    rows = card.table.rows[:MOST_ROWS]
    remarks = list(dict.fromkeys(row[n] for row in rows for n in remarks_at if row[n]))
    letters = dict(zip(remarks, LETTERS, strict=False))
    ways = [""] * len(rows)
    if view == "overview":
        indicators = [dict(zip(card.table.record_columns, one, strict=True))["indicator"] for one in card.table.records]
        ways = [_with("/brief/trends", urlencode(write_link(state.but(indicator=one)))) for one in indicators]
    shown = [
        [letters.get(cell, cell) if n in remarks_at else numbers.get(cell, cell) for n, cell in enumerate(row)]
        for row in rows
    ]
    return list(zip(ways, shown, strict=False)), [(letter, remark) for remark, letter in letters.items()]


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _sayer(language: str) -> Callable[..., str]:
    return lambda key, **values: say(key, language, **values)

"""A view as a brief: one page of HTML without script, for a phone in a chat, an old browser, paper."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from data.releases import Release
from exports.engine import chart_svg
from exports.picture import SHARE_HEIGHT, SHARE_WIDTH
from views.cache import remembered
from views.cards import Card
from views.current import current_id
from views.named import card_named, page_of
from views.state import State, write_link, write_shared_link
from words import LANGUAGES, say

FOLDER = Path(__file__).parent
# Drawn for a phone and enlarged on a desk: no text is ever smaller than it was meant to be.
FIGURE_WIDTH = 400
MOST_ROWS = 40


def brief(release: Release, view: str, state: State, base: str) -> str:
    """The brief of a view as HTML. `base` is the address of the dashboard, which pictures of links need. Remembered."""
    return remembered(_brief, release, state, view, base, current_id())


def refused_brief(words: str, language: str) -> str:
    """A page that says why there is no brief, with a way on."""
    link = _with("/brief/overview", urlencode(write_link(State(language=language))))
    return _template("refused.html").render(
        lines=words.splitlines(), start=link, say=_sayer(language), styles=_styles()
    )


def _brief(release: Release, state: State, view: str, base: str, current: str) -> str:
    card = card_named(view, release, state)
    figures = [(theme, _figure(release, view, state, theme)) for theme in ("light", "dark")] if card.figure else []
    pinned = urlencode(write_shared_link(state.but(release=release.id)))
    asked = urlencode(write_link(state))
    other = next(language for language in LANGUAGES if language != state.language)
    return _template("brief.html").render(
        card=card,
        current="" if current == release.id else current,
        present=_with(f"/brief/{view}", urlencode(write_link(state.but(release="")))),
        figures=figures,
        spark=Markup(card.spark),
        say=_sayer(state.language),
        say_other=_sayer(other),
        rows=_rows(view, state, card),
        base=base,
        address=_with(f"/brief/{view}", asked),
        dashboard=_with(f"/{page_of(view)}", asked),
        other=_with(f"/brief/{view}", urlencode(write_link(state.but(language=other)))),
        picture=f"/image/{view}.png?{pinned}",
        data=f"/data/{view}.csv?{pinned}",
        share=f"{base}/image/{view}.png?{pinned}&form=share",
        share_size=(SHARE_WIDTH, SHARE_HEIGHT),
        styles=_styles(),
    )


def _figure(release: Release, view: str, state: State, theme: str) -> Markup:
    card = card_named(view, release, state, theme)
    return Markup(chart_svg(card.figure or "", FIGURE_WIDTH, prefix=theme))


def _rows(view: str, state: State, card: Card) -> list[tuple[str, list[str]]]:
    """The first rows of the table, a source given by its number; in the overview each with the way to its brief."""
    numbers = {source.citation: f"[{n}]" for n, source in enumerate(card.sources, 1)}
    ways = [""] * len(card.table.rows)
    if view == "overview":
        indicators = [dict(zip(card.table.record_columns, one, strict=True))["indicator"] for one in card.table.records]
        ways = [_with("/brief/trends", urlencode(write_link(state.but(indicator=one)))) for one in indicators]
    shown = zip(ways, card.table.rows[:MOST_ROWS], strict=False)
    return [(way, [numbers.get(cell, cell) for cell in row]) for way, row in shown]


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _sayer(language: str) -> Callable[..., str]:
    return lambda key, **values: say(key, language, **values)


@cache
def _styles() -> Markup:
    return Markup((FOLDER / "brief.css").read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    folder = FileSystemLoader(FOLDER)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)

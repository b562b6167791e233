"""A card as a picture: title, sentence, figure, what must be known with it, source and release, all inside."""

from data.releases import Release
from exports.engine import chart_svg, png_of
from exports.sheet import Sheet
from views.cache import remembered
from views.cards import Card
from views.named import card_named
from views.state import State
from words import say

WIDTH, EDGE, SCALE = 800, 24, 2
NARROWEST, WIDEST = 320, 1600
# What chat applications show of a link: wide in most, square in some, by the form that an address asks for.
CHAT_SIZES = {"share": (1200, 628), "square": (800, 800)}
SHARE_EDGE = 64
MOST_SOURCES = 8


def picture(release: Release, view: str, state: State, theme: str = "light", width: int = WIDTH) -> str:
    """The picture of a view as SVG, as wide as asked and as high as it needs. Remembered."""
    return remembered(_picture, release, state, view, theme, width)


def picture_png(release: Release, view: str, state: State, theme: str = "light", width: int = WIDTH) -> bytes:
    """The same as PNG, two pixels to one. Remembered."""
    return remembered(_picture_png, release, state, view, theme, width)


def share_png(release: Release, view: str, state: State, form: str = "share") -> bytes:
    """The picture that a chat application shows of a link, in one of CHAT_SIZES: few words, large. Remembered."""
    return remembered(_share_png, release, state, view, form)


def _picture(release: Release, state: State, view: str, theme: str, width: int) -> str:
    card = card_named(view, release, state, theme)
    sheet = Sheet(width, EDGE, theme)
    sheet.write(card.title, 20, bold=True)
    sheet.space(4)
    if not card.figure:
        sheet.write(" ".join((card.headline, card.period)).strip(), 32, bold=True)
    if card.verdict:
        sheet.write(card.verdict.text, 15, bold=True)
    sheet.write(card.told or card.message, 15)
    sheet.space(8)
    if card.figure:
        drawn = chart_svg(card.figure, sheet.room)
        sheet.place(drawn, _height_of(drawn))
    elif card.spark:
        sheet.place(card.spark, _height_of(card.spark))
    sheet.space(8)
    for said in (*card.breaks, card.coverage, *card.remarks, card.caution):
        sheet.write(said, 12, muted=True)
    for line in source_lines(card, state.language):
        sheet.write(line, 12, muted=True)
    return sheet.svg(card.title)


def source_lines(card: Card, language: str) -> list[str]:
    """Where the figures come from and which release they are of: the first sources in full, the others counted."""
    cited = [say("latest_source", language, source=source.text) for source in card.sources[:MOST_SOURCES]]
    more = len(card.sources) - MOST_SOURCES
    if more > 0:
        cited.append(say("more_sources", language, count=more))
    return [*cited, say("picture_end", language, title=say("title", language), release=card.release)]


def _picture_png(release: Release, state: State, view: str, theme: str, width: int) -> bytes:
    return png_of(picture(release, view, state, theme, width), SCALE)


def _share_png(release: Release, state: State, view: str, form: str) -> bytes:
    card = card_named(view, release, state)
    width, height = CHAT_SIZES[form]
    sheet = Sheet(width, SHARE_EDGE, "light")
    sheet.write(card.title, 44, bold=True)
    sheet.space(12)
    if card.headline:
        sheet.write(card.headline, 96, bold=True)
        sheet.write(" ".join((card.period, card.change)).strip(), 34)
        sheet.write(card.verdict.text if card.verdict else "", 34, bold=True)
    else:
        sheet.write(card.sentence or card.message, 40)
    sheet.write(card.caution, 28, muted=True)
    end = Sheet(width, SHARE_EDGE, "light")
    if card.sources:
        end.write(say("latest_source", state.language, source=card.sources[0].citation), 24, muted=True)
    end.write(
        say("picture_end", state.language, title=say("title", state.language), release=card.release), 24, muted=True
    )
    sheet.y = height - end.y
    sheet.place(f'<g transform="translate(-{SHARE_EDGE},-{SHARE_EDGE})">{"".join(end.parts)}</g>', 0)
    return png_of(sheet.svg(card.title, height), 1)


def _height_of(svg: str) -> float:
    return float(svg.split('height="', 1)[1].split('"', 1)[0])

"""A volume as a PowerPoint deck: a slide a plate, with a chart that can be edited, its sentence, source and release."""

import io
from datetime import datetime, time
from typing import Any

from pptx.util import Emu

from exports.figure import chart_png
from exports.office.charts import chart_on
from exports.office.description import Native
from exports.office.fixed import fixed
from exports.office.looks import ON_SLIDES, Look
from exports.office.native import natives_of
from exports.office.saying import cited, clean, made_on, marked, notes, released, told, warning
from exports.office.slide_deck import Deck
from exports.office.slide_text import EMU_PER_CM, Box, put, say_in, table_on
from exports.plates import Plate, Volume
from words import say

# In cm: the free edge and the room between parts. Then letters in points, the largest that a text may have.
EDGE, BETWEEN = 1.5, 0.3
SENTENCE, FOOT, TITLE, CHAPTER, COVER = 18, 10, 28, 36, 40
PART_OF_WORDS, MOST_OF_SENTENCE, HALF = 0.34, 0.26, 0.5
HEIGHT_OF_FOOT, HEIGHT_OF_TITLE = 1.3, 1.7
CHART_POINTS, PANEL_POINTS, MOST_ROWS, MOST_SOURCES = 12, 10, 15, 2


def slides(volume: Volume, template: bytes | None = None) -> bytes:
    """The deck as .pptx, on the layouts of a bureau's template where one is given. Raises TemplateError."""
    deck = Deck(template)
    if not volume.alone:
        _opening(deck, volume)
    for section in volume.sections:
        if section.title:
            slide = deck.add(deck.chapter)
            say_in(slide.shapes.title, marked(section.title, volume), CHAPTER)
            for line in deck.lines(slide):
                say_in(line, say("release", volume.language, release=volume.release.id), FOOT)
        for plate in section.plates:
            _plate(deck, plate, volume)
    _properties(deck.presentation, volume)
    content = io.BytesIO()
    deck.presentation.save(content)
    return fixed(content.getvalue(), volume.made)


def _opening(deck: Deck, volume: Volume) -> None:
    slide = deck.add(deck.title)
    say_in(slide.shapes.title, marked(volume.title, volume), COVER)
    release = say("release", volume.language, release=volume.release.id)
    said = [one for one in (made_on(volume), release, warning(volume)) if one]
    for line in deck.lines(slide):
        say_in(line, "\n".join(said), SENTENCE)


def _plate(deck: Deck, plate: Plate, volume: Volume) -> None:
    """The slide of a plate; where its form is a picture and its table is short, a second one with its table."""
    natives = natives_of(plate.card.figure)
    slide, box = _titled(deck, plate, volume)
    foot = Box(box.left, deck.height / EMU_PER_CM - EDGE / 2 - HEIGHT_OF_FOOT, box.width, HEIGHT_OF_FOOT)
    put(slide, _foot(plate, volume), foot, FOOT, HEIGHT_OF_FOOT)
    box = box._replace(height=foot.top - BETWEEN - box.top)
    card = plate.card
    said = " ".join(one for one in (told(plate), *map(clean, (card.coverage, card.caution, *card.breaks))) if one)
    said = "\n".join(one for one in (said, clean(plate.caption)) if one)
    beside = len(natives) != 1 and bool(plate.card.figure)
    # Pictures and panels are high: their words stand beside them.
    words = box._replace(width=box.width * PART_OF_WORDS) if beside else box
    share = 1 if beside else MOST_OF_SENTENCE if plate.card.figure else HALF
    sentence = put(slide, said, words, SENTENCE, box.height * share)
    if plate.card.figure:
        _figure(slide, plate, natives, volume, _beside(box, words) if beside else _under(box, sentence))
    slide.notes_slide.notes_text_frame.text = _spoken(plate, natives, volume)
    rows = plate.card.table.without_empty_columns()
    if not natives and 0 < len(rows.rows) <= MOST_ROWS:
        second, room = _titled(deck, plate, volume)
        table_on(second, plate.card, room)


def _beside(box: Box, words: Box) -> Box:
    left = words.left + words.width + BETWEEN
    return box._replace(left=left, width=box.left + box.width - left)


def _under(box: Box, words: Box) -> Box:
    top = words.top + words.height + BETWEEN
    return box._replace(top=top, height=box.top + box.height - top)


def _titled(deck: Deck, plate: Plate, volume: Volume) -> tuple[Any, Box]:
    """A slide with its title at the top, and the room under it."""
    slide, title = deck.add(deck.plate), None
    title = slide.shapes.title
    width = deck.width / EMU_PER_CM - 2 * EDGE
    box = Box(EDGE, EDGE / 2, width, HEIGHT_OF_TITLE)
    title.left, title.top, title.width, title.height = box.emu
    say_in(title, f"{plate.label(volume.language)} {marked(plate.heading, volume)}".strip(), TITLE)
    top = box.top + box.height + BETWEEN
    return slide, Box(EDGE, top, width, deck.height / EMU_PER_CM - top - EDGE / 2)


def _figure(slide: Any, plate: Plate, natives: tuple[Native, ...], volume: Volume, room: Box) -> None:
    """The charts in their room, one under the other, or a picture in the middle, with what it shows in words."""
    alt = clean(plate.card.alt or plate.heading)
    points = CHART_POINTS if len(natives) < 2 else PANEL_POINTS
    for place, native in enumerate(natives):
        own = room._replace(top=room.top + place * room.height / len(natives), height=room.height / len(natives))
        title = native.title or clean(plate.heading)
        look = Look(title, volume.language, ON_SLIDES, points, own.width, own.height)
        frame = chart_on(slide, native, look, own.emu[0], own.emu[1])
        frame._element.nvGraphicFramePr.cNvPr.set("descr", title if place else alt)
    if natives:
        return
    picture, height = chart_png(plate.card, room.width, room.height, points=CHART_POINTS)
    shown = slide.shapes.add_picture(io.BytesIO(picture), 0, Emu(room.emu[1]), height=Emu(int(height * EMU_PER_CM)))
    shown.left = Emu(room.emu[0] + (room.emu[2] - shown.width) // 2)
    shown._element.nvPicPr.cNvPr.set("descr", alt)


def _foot(plate: Plate, volume: Volume) -> str:
    """The first sources and the release in a line or two; the notes name them all."""
    language, sources = volume.language, plate.card.sources
    said = [say("latest_source", language, source=source.citation) for source in sources[:MOST_SOURCES]]
    if len(sources) > MOST_SOURCES:
        said.append(say("office_more_sources", language, count=len(sources) - MOST_SOURCES))
    return clean(" ".join([*said, released(plate, volume)]))


def _spoken(plate: Plate, natives: tuple[Native, ...], volume: Volume) -> str:
    """What the speaker must know: the sentence, the notes, every source, the release, and where it is live."""
    link = say("office_link", volume.language, link=f"{volume.base}{plate.link}") if plate.link else ""
    said = (
        told(plate),
        clean(plate.caption),
        clean(plate.card.coverage),
        *notes(plate, natives, volume),
        *cited(plate, volume),
        released(plate, volume),
        link,
    )
    return "\n".join(one for one in said if one)


def _properties(presentation: Any, volume: Volume) -> None:
    known, maker = presentation.core_properties, say("title", volume.language)
    known.title, known.author, known.last_modified_by = marked(volume.title, volume), maker, maker
    known.created = known.modified = datetime.combine(volume.made, time())
    known.subject = say("release", volume.language, release=volume.release.id)
    known.revision, known.comments, known.keywords, known.category = 1, "", "", ""

"""What stands with a plate in every Office file: its marked titles, its captions and its notes."""

import re
from dataclasses import replace

from exports.figure import intervals_said
from exports.office.description import Native
from exports.plates import Plate, Volume
from views.cards import Card, Table
from views.marking import marked_text
from words import say

# What no XML may hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SHOWN_ROWS = 40


def clean(text: str) -> str:
    """A text that a file of XML can hold."""
    return UNWRITABLE.sub("", text)


def marked(text: str, volume: Volume) -> str:
    """A title with the mark of synthetic data, where the release is synthetic."""
    return clean(marked_text(text, volume.release, volume.language))


def warning(volume: Volume) -> str:
    """What must be said of synthetic data; empty for real ones."""
    return say("synthetic_warning", volume.language).strip() if volume.release.synthetic else ""


def told(plate: Plate) -> str:
    """The sentence of a plate, with what is found of the change."""
    return clean(plate.card.told or plate.card.message)


def released(plate: Plate, volume: Volume) -> str:
    """The release that the figures are of."""
    return say("release", volume.language, release=plate.card.release or volume.release.id)


def made_on(volume: Volume) -> str:
    """The day the report was made, as it is written in its language; empty for one that bears its release's day."""
    return say("office_made", volume.language, made=volume.taken.isoformat()) if volume.taken else ""


def notes(plate: Plate, natives: tuple[Native, ...], volume: Volume) -> list[str]:
    """Everything that must be known with a figure in one paragraph, each once: caution, breaks, remarks, caveats."""
    card, language = plate.card, volume.language
    stand_in = say("office_stand_in", language) if any(native.stand_in for native in natives) else ""
    whiskers = intervals_said(card, language)
    # The caution joins a warning and a caveat that the caveats name again.
    rest = [caveat for caveat in card.caveats if caveat not in card.caution]
    said = [
        one.strip()
        for one in dict.fromkeys((card.caution, *card.breaks, *card.remarks, whiskers, stand_in, *rest))
        if one
    ]
    joint = "" if language == "zh" else " "
    return [clean(say("office_note", language, note=joint.join(said)))] if said else []


def with_numbered_sources(card: Card) -> Table:
    """The table without empty columns, each source by its number among those under it: pages have no room for more."""
    numbers = {source.citation: f"[{n}]" for n, source in enumerate(card.sources, 1)}
    table = card.table.without_empty_columns()
    return replace(table, rows=tuple(tuple(numbers.get(cell, cell) for cell in row) for row in table.rows))


def cited(plate: Plate, volume: Volume) -> list[str]:
    """The sources of a figure in full, with the numbers by which a table names them."""
    first, *others = [f"[{n}] {source.text}" for n, source in enumerate(plate.card.sources, 1)] or [""]
    return [clean(one) for one in (say("latest_source", volume.language, source=first), *others)] if first else []

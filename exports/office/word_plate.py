"""The plates of a Word report: heading, sentence, figure, caption, table and notes, one under the other."""

from typing import Any

from docx.oxml.ns import qn

from exports.office.native import natives_of
from exports.office.saying import SHOWN_ROWS, cited, clean, marked, notes, released, told, with_numbered_sources
from exports.office.word_fields import add_field, bookmark
from exports.office.word_figures import add_figure
from exports.office.word_styles import CELL, NOTE, width_of_page
from exports.office.word_table import has_periods, latest, three_lines
from exports.plates import Plate, Volume
from words import say

CHAPTER, PLATE, FIGURE, TABLE = "_Toc1", "_Toc2", "_Toc3", "_Toc4"
# Two letters, in hundredths.
INDENT = "200"


class Laid:
    """A document into which plates are laid; it counts figures and tables as Word will.

    `released_by_each`: every plate names its release, since no foot of a page does.
    """

    def __init__(self, document: Any, volume: Volume, released_by_each: bool) -> None:
        self.document, self.volume, self.language = document, volume, volume.language
        self.released_by_each = released_by_each
        self.width = width_of_page(document.sections[-1])
        self.in_chapters = False
        self.counted: dict[str, int] = {}

    def begin_chapter(self) -> None:
        """From here, plates stand one level below."""
        self.in_chapters = True

    def heading(self, text: str, level: int, name: str) -> None:
        """A heading that lists can lead to."""
        bookmark(self.document.add_heading(text, level), name, _number_of(name))

    def plate(self, plate: Plate, number: int) -> None:
        """One plate, the `number`th of the report."""
        card, natives = plate.card, natives_of(plate.card.figure)
        self.heading(marked(plate.heading, self.volume), 2 if self.in_chapters else 1, f"{PLATE}{number:04}")
        for said in (told(plate), clean(card.coverage)):
            if said:
                self._body(said)
        if card.figure:
            add_figure(self.document, plate, natives, self.volume, self.width)
            self._caption(say("office_figure", self.language), plate, plate.heading, f"{FIGURE}{number:04}")
        if plate.caption:
            self.document.add_paragraph(clean(plate.caption), style=NOTE)
        if card.table.rows:
            self._caption(
                say("office_table", self.language), plate, table_title(plate), f"{TABLE}{number:04}", above=True
            )
            self._table(plate)
        for line in (*notes(plate, natives, self.volume), *cited(plate, self.volume)):
            self.document.add_paragraph(line, style=NOTE)
        if self.released_by_each:
            self.document.add_paragraph(released(plate, self.volume), style=NOTE)

    def _body(self, text: str) -> None:
        """A paragraph of the text; in Chinese its first line begins two letters in."""
        paragraph = self.document.add_paragraph(text)
        if self.language == "zh":
            paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), INDENT)

    def _caption(self, kind: str, plate: Plate, title: str, name: str, above: bool = False) -> None:
        """The caption of a figure or a table, its number a field that Word counts and lists."""
        before, last = _split(plate.number)
        opening = f"{kind} {before}" if plate.number else ""
        paragraph = self.document.add_paragraph(opening, style="Caption")
        if last:
            add_field(paragraph, self._sequence(kind, last), str(last))
        paragraph.add_run(f"{' ' if plate.number else ''}{marked(title, self.volume)}")
        paragraph.paragraph_format.keep_with_next = above or None
        bookmark(paragraph, name, _number_of(name))

    def _sequence(self, kind: str, number: int) -> str:
        """What Word must count to come to a number: on from the last, anew in each chapter, or from here."""
        follows = number == self.counted.get(kind, 0) + 1
        self.counted[kind] = number
        return rf"SEQ {kind} \* ARABIC" + ("" if follows else rf" \r {number}")

    def _table(self, plate: Plate) -> None:
        whole = with_numbered_sources(plate.card)
        table = latest(whole, SHOWN_ROWS)
        style = next(one.style_id for one in self.document.styles if one.name == CELL)
        last = self.document.element.body.sectPr
        last.addprevious(three_lines(table, self.width, style))
        count = len(whole.rows)
        if count > SHOWN_ROWS:
            link = f"{self.volume.base}/data/{plate.view}.csv?{plate.link.partition('?')[2]}"
            said = "office_cut_latest" if has_periods(whole) else "office_cut"
            cut = say(said, self.language, shown=SHOWN_ROWS, count=count, link=link)
            self.document.add_paragraph(cut, style=NOTE)


def table_title(plate: Plate) -> str:
    """What the table of a plate is called: a card may name it otherwise than itself."""
    return plate.card.table_title or plate.heading


def _split(number: str) -> tuple[str, int]:
    """What stands before the last number of 1-2, and that number; 0 where there is none."""
    digits = len(number) - len(number.rstrip("0123456789"))
    return number[: len(number) - digits], int(number[len(number) - digits :] or 0)


def _number_of(name: str) -> int:
    return int(name.removeprefix("_Toc"))

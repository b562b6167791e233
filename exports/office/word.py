"""A volume as a Word report: contents, chapters, charts that can be edited, three-line tables, sources."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from exports.office.fixed import fixed
from exports.office.saying import clean, made_on, marked, warning
from exports.office.word_fields import Entry, add_field, add_list, update_when_opened
from exports.office.word_numbers import number_headings
from exports.office.word_plate import CHAPTER, FIGURE, PLATE, TABLE, Laid, table_title
from exports.office.word_styles import LANGUAGES, paper, width_of_page
from exports.plates import Volume
from words import say


def word(volume: Volume, template: bytes | None = None) -> bytes:
    """The report as .docx, in the styles of a bureau's template where one is given. Raises TemplateError."""
    document = paper(template, volume.language)
    if not volume.alone:
        counted = template is None and number_headings(document, volume)
        _front(document, volume, counted)
        update_when_opened(document)
    # A template's own foot of the page does not say it.
    laid, number = Laid(document, volume, released_by_each=volume.alone or bool(_says(document.sections[0].footer))), 0
    for chapter, section in enumerate(volume.sections):
        if section.title:
            laid.heading(clean(section.title), 1, f"{CHAPTER}{chapter:04}")
            laid.begin_chapter()
        for plate in section.plates:
            number += 1
            laid.plate(plate, number)
    _edges(document, volume)
    _properties(document, volume)
    content = io.BytesIO()
    document.save(content)
    return fixed(content.getvalue(), volume.made)


def _front(document: Any, volume: Volume, counted: bool) -> None:
    """The title with its day and release, then what the report holds, its headings numbered where they are counted."""
    language, width = volume.language, width_of_page(document.sections[-1])
    document.add_paragraph(marked(volume.title, volume), style="Title")
    for said in (made_on(volume), say("release", language, release=volume.release.id), warning(volume)):
        if said:
            document.add_paragraph(said).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph(say("office_contents", language), style="TOC Heading")
    add_list(document, r'TOC \o "1-2" \h \z \u', list(_headings(volume, counted)), width)
    for heading, kind, entries in (
        ("office_figures", "office_figure", list(_figures(volume))),
        ("office_tables", "office_table", list(_tables(volume))),
    ):
        if entries:
            document.add_paragraph(say(heading, language), style="TOC Heading")
            add_list(document, rf'TOC \h \z \c "{say(kind, language)}"', entries, width)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _headings(volume: Volume, counted: bool) -> Iterator[Entry]:
    number = 0
    for chapter, section in enumerate(volume.sections):
        if section.title:
            before = f"{chapter + 1} " if counted else ""
            yield Entry(before + clean(section.title), f"{CHAPTER}{chapter:04}", "toc 1")
        for within, plate in enumerate(section.plates, 1):
            number += 1
            before = f"{chapter + 1}.{within} " if counted else ""
            heading = before + marked(plate.heading, volume)
            yield Entry(heading, f"{PLATE}{number:04}", "toc 2" if section.title else "toc 1")


def _figures(volume: Volume) -> Iterator[Entry]:
    kind = say("office_figure", volume.language)
    for number, plate in enumerate(volume.plates, 1):
        if plate.card.figure:
            text = f"{kind} {plate.number} {marked(plate.heading, volume)}"
            yield Entry(text, f"{FIGURE}{number:04}", "table of figures")


def _tables(volume: Volume) -> Iterator[Entry]:
    kind = say("office_table", volume.language)
    for number, plate in enumerate(volume.plates, 1):
        if plate.card.table.rows:
            text = f"{kind} {plate.number} {marked(table_title(plate), volume)}"
            yield Entry(text, f"{TABLE}{number:04}", "table of figures")


def _edges(document: Any, volume: Volume) -> None:
    """The title at the head of each page and its number at the foot; a template keeps its own, and gains the mark."""
    for section in document.sections:
        for head, foot in _pairs(document, section):
            if not _says(head):
                head.paragraphs[0].text = marked(volume.title, volume)
            elif volume.release.synthetic and warning(volume) not in _says(head):
                head.add_paragraph(warning(volume))
            if not _says(foot):
                foot.paragraphs[0].text = say("release", volume.language, release=volume.release.id) + "  "
                add_field(foot.paragraphs[0], "PAGE", "1")


def _says(edge: Any) -> str:
    """The words of a header or footer; a picture or a table in it counts as one."""
    words = "".join(paragraph.text for paragraph in edge.paragraphs)
    return words or "".join(one.tag for one in edge._element.iter() if one.tag.endswith(("}drawing", "}pict", "}tbl")))


def _pairs(document: Any, section: Any) -> list[tuple[Any, Any]]:
    """Every header with its footer that some page shows."""
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    return pairs


def _properties(document: Any, volume: Volume) -> None:
    """Who made it and when: the dashboard, on the day of the report."""
    known, maker = document.core_properties, say("title", volume.language)
    known.title, known.author, known.last_modified_by = marked(volume.title, volume), maker, maker
    known.created = known.modified = datetime.combine(volume.made, time())
    known.language, known.revision = LANGUAGES[volume.language], 1
    known.subject = say("release", volume.language, release=volume.release.id)
    known.comments = known.keywords = known.category = ""

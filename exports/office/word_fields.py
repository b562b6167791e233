"""Fields of Word: contents, numbers and pages, each with its text already written, for readers who update nothing."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

# What comes behind updateFields in the settings of a document.
AFTER_UPDATES = frozenset(
    (
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "mathPr",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
        "docId",
        "conflictMode",
        "discardImageEditingData",
        "defaultImageDpi",
        "chartTrackingRefBased",
    )
)


class Entry(NamedTuple):
    """A line of a list of contents: its text, the bookmark it leads to, and its style."""

    text: str
    bookmark: str
    style: str


def add_field(paragraph: Any, instruction: str, result: str) -> None:
    """A field with its result at the end of a paragraph."""
    _mark(paragraph, "begin")
    _instruct(paragraph, instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(result)
    _mark(paragraph, "end")


def add_list(document: Any, instruction: str, entries: Sequence[Entry], width: float) -> None:
    """A list of contents, `width` cm wide, its entries written and leading to their places.

    Only Word knows on which page a place lies: the numbers are fields without a text, which it fills in.
    """
    paragraphs = [document.add_paragraph(style=entry.style) for entry in entries]
    if not paragraphs:
        return
    _mark(paragraphs[0], "begin")
    _instruct(paragraphs[0], instruction)
    _mark(paragraphs[0], "separate")
    for paragraph, entry in zip(paragraphs, entries, strict=True):
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), entry.bookmark)
        link.set(qn("w:history"), "1")
        first = len(paragraph._p)
        paragraph.add_run(f"{entry.text}\t")
        add_field(paragraph, rf"PAGEREF {entry.bookmark} \h", "")
        link.extend(list(paragraph._p)[first:])
        paragraph._p.append(link)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _mark(paragraphs[-1], "end")


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Names a paragraph so that a list can lead to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = paragraph._p.pPr
    if first is None:
        paragraph._p.insert(0, start)
    else:
        first.addnext(start)
    paragraph._p.append(end)


def update_when_opened(document: Any) -> None:
    """Has Word offer to count pages, figures and tables when the document is opened."""
    settings = document.settings.element
    for old in settings.findall(qn("w:updateFields")):
        settings.remove(old)
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    after = [one for one in settings if one.tag.rsplit("}", 1)[-1] in AFTER_UPDATES]
    if after:
        after[0].addprevious(update)
    else:
        settings.append(update)


def _mark(paragraph: Any, kind: str) -> None:
    run = paragraph.add_run()
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _instruct(paragraph: Any, instruction: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)

"""The paper of a Word report: its page, its styles and fonts, or those of a bureau's own template."""

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml.etree import LxmlError

from exports.office.looks import BODY, HEADINGS
from exports.office.template import TemplateError, checked

NOTE, CELL = "Figure Note", "Figure Table"
MARGIN = 2.5
A4 = (21.0, 29.7)
LATIN, CHINESE = "en-US", "zh-CN"
LANGUAGES = {"zh": CHINESE, "en": LATIN}
# Name, fonts, letters in points, bold, room before and after in points.
STYLES: tuple[tuple[str, tuple[str, str], float, bool, float, float], ...] = (
    ("Title", HEADINGS, 22, True, 120, 24),
    ("Heading 1", HEADINGS, 16, True, 24, 12),
    ("Heading 2", HEADINGS, 14, True, 18, 6),
    ("TOC Heading", HEADINGS, 16, True, 12, 12),
    ("toc 1", BODY, 12, False, 3, 3),
    ("toc 2", BODY, 12, False, 0, 3),
    ("table of figures", BODY, 12, False, 0, 3),
    ("Caption", HEADINGS, 10.5, False, 6, 6),
    ("Header", BODY, 9, False, 0, 0),
    ("Footer", BODY, 9, False, 0, 0),
    (NOTE, BODY, 9, False, 0, 2),
    (CELL, BODY, 9, False, 1, 1),
)
MIDDLE = ("Title", "Caption", "TOC Heading", "Header", "Footer")
THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
# What an emptied template keeps; nothing else of it may travel, and no address of another file.
KEPT = ("styles", "stylesWithEffects", "settings", "theme", "fontTable", "numbering", "webSettings", "header", "footer")
OF_THE_FILE = ("officeDocument", "core-properties")
# In cm: in a narrower text no figure can be read.
NARROWEST_TEXT = 6.0


def paper(template: bytes | None, language: str) -> Any:
    """An empty document with every style that a report needs. Raises TemplateError."""
    document = Document() if template is None else _emptied(template)
    _speak(document)
    if template is None:
        _set_page(document.sections[0])
        _set_style(document.styles["Normal"], BODY, 12, False, 0, 6)
        document.styles["Normal"].paragraph_format.line_spacing = 1.5 if language == "zh" else 1.25
        _without_picture(document)
    for name, fonts, points, bold, before, after in STYLES:
        if template is None or not _has(document, name):
            _set_style(_style(document, name), fonts, points, bold, before, after)
            _place(_style(document, name))
    return document


def width_of_page(section: Any) -> float:
    """How wide the text of a page is, in cm."""
    return float((section.page_width - section.left_margin - section.right_margin) / Cm(1))


def _emptied(template: bytes) -> Any:
    """A bureau's document without its text: styles, header, footer and page stay."""
    try:
        document = Document(checked(template, "word/document.xml", "template_not_word"))
        body = document.element.body
        for element in list(body)[: -1 if len(body) and body[-1].tag == qn("w:sectPr") else None]:
            body.remove(element)
        if not document.sections:
            body.append(OxmlElement("w:sectPr"))
        section = document.sections[0]
        if None in (section.page_width, section.left_margin, section.right_margin):
            _set_page(section)
        if width_of_page(section) < NARROWEST_TEXT:
            _set_page(section)
        _style(document, "Normal")
        _keep_only(document.part, KEPT)
        _keep_only(document.part.package, OF_THE_FILE)
        _detach(document)
    except (LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise TemplateError("template_not_word") from error
    return document


def _keep_only(part: Any, kinds: tuple[str, ...]) -> None:
    for id, rel in list(part.rels.items()):
        if rel.is_external or rel.reltype.rsplit("/", 1)[-1] not in kinds:
            del part.rels[id]


def _detach(document: Any) -> None:
    """Takes away the paths of the files that a template was itself made from, or drew its addresses from."""
    settings = document.settings.element
    for name in ("w:attachedTemplate", "w:mailMerge"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    _keep_only(document.part._settings_part, ())


def _without_picture(document: Any) -> None:
    _keep_only(document.part.package, OF_THE_FILE)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Cm(A4[0]), Cm(A4[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(MARGIN))


def _has(document: Any, name: str) -> bool:
    return any(style.name.lower() == name.lower() for style in document.styles)


def _style(document: Any, name: str) -> Any:
    found = next((style for style in document.styles if style.name.lower() == name.lower()), None)
    if found is not None:
        return found
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in (NOTE, CELL))
    if name != "Normal":
        made.base_style = document.styles["Normal"]
    return made


def _set_style(style: Any, fonts: tuple[str, str], points: float, bold: bool, before: float, after: float) -> None:
    properties = style.element.get_or_add_rPr()
    given = properties.get_or_add_rFonts()
    for theme in THEMES:
        given.attrib.pop(qn(f"w:{theme}"), None)
    for kind, font in (("ascii", fonts[0]), ("hAnsi", fonts[0]), ("cs", fonts[0]), ("eastAsia", fonts[1])):
        given.set(qn(f"w:{kind}"), font)
    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _place(style: Any) -> None:
    """Where a style stands on the page, and what it keeps with."""
    format = style.paragraph_format
    for frame in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(frame)
    if style.name in MIDDLE:
        format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if style.name in (NOTE, CELL, "Caption"):
        format.line_spacing = 1.15
    if style.name == "toc 2":
        format.left_indent = Cm(0.75)
    format.keep_with_next = style.name.startswith("Heading") or None


def _speak(document: Any) -> None:
    """The languages of the letters, for spelling and voices; digits that are called Chinese break over lines."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:rPrDefault")) if defaults is not None else ():
        properties = found.find(qn("w:rPr"))
        for old in properties.findall(qn("w:lang")) if properties is not None else ():
            properties.remove(old)
        if properties is not None:
            lang = OxmlElement("w:lang")
            lang.set(qn("w:val"), LATIN)
            lang.set(qn("w:eastAsia"), CHINESE)
            properties.append(lang)

"""The deck that slides are laid in: our own in 16:9, or the layouts of a bureau's template."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from exports.office.looks import ON_SLIDES
from exports.office.template import TemplateError, checked

WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
EDGES = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Deck:
    """An empty presentation with its three layouts: for the title, for a chapter, and for a plate."""

    def __init__(self, template: bytes | None) -> None:
        self.presentation = _own() if template is None else _emptied(template)
        layouts = [layout for layout in self.presentation.slide_layouts if _title_of(layout) is not None]
        if not layouts:
            raise TemplateError("template_without_title")
        kinds = {layout._element.get("type"): layout for layout in reversed(layouts)}
        self.title = kinds.get("title", layouts[0])
        self.chapter = kinds.get("secHead", self.title)
        self.plate = kinds.get("titleOnly") or min(layouts, key=_bodies)

    @property
    def width(self) -> int:
        """How wide a slide is."""
        return int(self.presentation.slide_width)

    @property
    def height(self) -> int:
        """How high a slide is."""
        return int(self.presentation.slide_height)

    def add(self, layout: Any) -> Any:
        """A slide with nothing in it but its title, and a second line where its layout has one."""
        slide = self.presentation.slides.add_slide(layout)
        kept = [slide.shapes.title, *self.lines(slide)[:1]]
        for shape in list(slide.placeholders):
            if all(shape._element is not one._element for one in kept if one is not None):
                shape._element.getparent().remove(shape._element)
        return slide

    def lines(self, slide: Any) -> list[Any]:
        """The places for text under the title."""
        wanted = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
        return [shape for shape in slide.placeholders if shape.placeholder_format.type in wanted]


def _title_of(layout: Any) -> Any:
    return next((one for one in layout.placeholders if one.placeholder_format.type in TITLES), None)


def _bodies(layout: Any) -> int:
    return sum(one.placeholder_format.type not in (*TITLES, *EDGES) for one in layout.placeholders)


def _own() -> Any:
    """The library's own deck, made as wide as screens are, in fonts that a Chinese office has."""
    deck = Presentation()
    wider = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    for page in (deck.slide_master, *deck.slide_layouts):
        for offset in page._element.iter(qn("a:off"), qn("a:ext")):
            for name in ("x", "cx"):
                if name in offset.attrib:
                    offset.set(name, str(int(int(offset.get(name)) * wider)))
    _set_fonts(deck.slide_master.part.part_related_by(THEME))
    for id, rel in list(deck.part.package._rels.items()):
        if rel.reltype.endswith("thumbnail"):
            deck.part.package._rels.pop(id)
    return deck


def _set_fonts(theme: Any) -> None:
    tree = etree.fromstring(theme.blob)
    for kind, font in (("latin", ON_SLIDES[0]), ("ea", ON_SLIDES[1])):
        for group in ("majorFont", "minorFont"):
            for one in tree.iter(f"{DRAWING}{group}"):
                one.find(f"{DRAWING}{kind}").set("typeface", font)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _emptied(template: bytes) -> Any:
    """A bureau's deck without its slides: its master and layouts stay."""
    try:
        deck = Presentation(checked(template, "ppt/presentation.xml", "template_not_slides"))
        slides = deck.slides._sldIdLst
        for shows in deck.part._element.findall(qn("p:custShowLst")):
            deck.part._element.remove(shows)
        for slide in list(slides):
            deck.part.rels.pop(slide.rId)
            slides.remove(slide)
        sections = deck.part._element.find(qn("p:extLst"))
        if sections is not None:
            deck.part._element.remove(sections)
        if not (deck.slide_width and deck.slide_height and len(deck.slide_layouts)):
            raise TemplateError("template_without_title")
    except (
        etree.LxmlError,
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
    ) as error:
        raise TemplateError("template_not_slides") from error
    return deck

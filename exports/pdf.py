"""SVG as PDF with the shipped font inside: text that can be searched and copied."""

import io
import re
from functools import cache

import vl_convert
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from exports.measures import FOLDER

# What a page needs is named in no order; in order, and written anew along these names, equal figures give equal bytes.
NAMES = re.compile(rb"(?:^ +/[a-z]+[0-9]+ [0-9]+ 0 R\n){2,}", re.MULTILINE)


def pdf_of(svg: str, title: str, language: str) -> bytes:
    """An SVG as a PDF page of as many points as the SVG has pixels; text stays text, in TrueType."""
    _know_fonts()
    drawn = NAMES.sub(lambda found: b"".join(sorted(found[0].splitlines(keepends=True))), vl_convert.svg_to_pdf(svg))
    written, content = PdfWriter(), io.BytesIO()
    written.append(io.BytesIO(drawn))
    written.add_metadata({"/Title": title})
    written.root_object[NameObject("/Lang")] = TextStringObject(language)
    written.write(content)
    return content.getvalue()


@cache
def _know_fonts() -> None:
    vl_convert.register_font_directory(str(FOLDER))

"""The short links of a view with their QR codes, as one page without script."""

import io
from dataclasses import dataclass

import segno
from markupsafe import Markup

from exports.templates import page

# A module of the code in pixels; medium correction survives a crease on paper.
SCALE, BORDER, CORRECTION = 5, 4, "m"


@dataclass(frozen=True)
class ShortLink:
    """One link: what it opens, its short address or why it has none, and the long one."""

    name: str
    address: str
    why: str
    long: str

    @property
    def qr(self) -> Markup:
        """Its address as a QR code in SVG."""
        return qr_code(self.address)


def qr_code(address: str) -> Markup:
    """An address as a QR code in SVG: black on white in either theme, since cameras want it so."""
    text = io.BytesIO()
    made = segno.make(address, error=CORRECTION, micro=False)
    made.save(text, kind="svg", scale=SCALE, border=BORDER, light="#fff", xmldecl=False, svgns=True, nl=False)
    return Markup(text.getvalue().decode("utf-8"))


def short_page(title: str, links: list[ShortLink], language: str) -> str:
    """The page of the short links of a view."""
    return page("short.html", language, title=title, links=links)

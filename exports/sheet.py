"""A sheet of text and figures, one under the other, as one SVG."""

from html import escape

from exports.lines import wrapped
from views.looks import FONTS, THEMES

LEADING = 1.5


class Sheet:
    """Grows downwards: `write` and `place` put the next thing under the last, `svg` gives it all."""

    def __init__(self, width: float, edge: int, theme: str) -> None:
        self.width, self.edge, self.colours = width, edge, THEMES[theme]
        self.y = float(edge)
        self.parts: list[str] = []

    @property
    def room(self) -> int:
        """How wide the text may be."""
        return int(self.width) - 2 * self.edge

    def write(self, text: str, size: int, bold: bool = False, muted: bool = False) -> None:
        """A paragraph, broken into lines."""
        colour = self.colours["muted" if muted else "ink"]
        weight = ' font-weight="700"' if bold else ""
        for line in (one for part in text.splitlines() for one in wrapped(part, self.room, size, bold)):
            baseline = self.y + size * (LEADING + 0.75) / 2
            self.parts.append(
                f'<text x="{self.edge}" y="{baseline:g}" font-size="{size}"{weight} fill="{colour}" '
                f'xml:space="preserve">{escape(line, quote=False)}</text>'
            )
            self.y += size * LEADING

    def place(self, svg: str, height: float) -> None:
        """A figure: an SVG element as high as `height`."""
        self.parts.append(f'<g transform="translate({self.edge},{self.y:g})">{svg}</g>')
        self.y += height

    def space(self, height: float) -> None:
        """Nothing, for a while."""
        self.y += height

    def svg(self, title: str, height: float | None = None) -> str:
        """The whole sheet; without a height it ends under its last part."""
        height = height or round(self.y + self.edge)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {self.width:g} {height:g}" width="{self.width:g}" height="{height:g}" '
            f"font-family='{FONTS}'><title>{escape(title)}</title>"
            f'<rect width="100%" height="100%" fill="{self.colours["paper"]}"/>{"".join(self.parts)}</svg>'
        )

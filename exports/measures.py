"""The fonts that are shipped: text is measured and drawn with them, whatever this machine has."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD = FOLDER / "NotoSansSC-Regular.ttf", FOLDER / "NotoSansSC-Bold.ttf"


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The shipped font at a size in pixels."""
    return ImageFont.truetype(str(BOLD if bold else REGULAR), size=size)


def width_of(text: str, size: int, bold: bool = False) -> float:
    """How wide a line of text is, in pixels."""
    return float(font(size, bold).getlength(text))

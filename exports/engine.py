"""A Plotly figure as SVG and PNG without a browser: Plotly's own script in QuickJS, drawn by resvg."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import mirage
import resvg_py
from mirage.fonts import get_default_font_manager

from exports.measures import BOLD, REGULAR, font

# The script names its clips and traces at random; named in order, equal figures give equal bytes.
RANDOM = re.compile(r"(?<=clip|defs|race)-?[0-9a-f]{6}")
OPENING = re.compile(r"<svg\b[^>]*>")


def chart_svg(figure: str, width: int, height: int | None = None, prefix: str = "f") -> str:
    """A figure (Plotly JSON) as one SVG element of that width in pixels.

    Ids begin with `prefix`, so that several figures can stand in one document.
    """
    spec = json.loads(figure)
    height = height or int(spec["layout"]["height"])
    svg = _thread().submit(_drawn, spec, width, height).result()
    names: dict[str, str] = {}
    named = RANDOM.sub(lambda found: f"-{prefix}{names.setdefault(found[0], str(len(names)))}", svg)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    return OPENING.sub(opening, named, count=1)


def png_of(svg: str, scale: float) -> bytes:
    """An SVG as PNG, `scale` pixels to each of its own, drawn with the shipped fonts only."""
    fonts = [str(REGULAR), str(BOLD)]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, font_files=fonts, skip_system_fonts=True))


def _shipped_font(_family: str, size: float, weight: str = "") -> Any:
    return font(max(1, round(size)), weight in ("bold", "600", "700"))


# Left alone, it measures with a font that has no Chinese, and legends are cut off.
get_default_font_manager().get_font = _shipped_font


@cache
def _thread() -> ThreadPoolExecutor:
    """The one thread that draws: an engine costs half a second and 60 MB, and each thread would make its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


def _drawn(spec: dict[str, Any], width: int, height: int) -> str:
    svg: str = mirage.to_svg(spec, width=width, height=height)
    return svg

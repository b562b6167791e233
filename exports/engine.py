"""A Plotly figure as SVG and PNG without a browser: Plotly's own script in QuickJS, drawn by resvg.

What that engine cannot draw goes to a browser where this machine has one.
"""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import resvg_py

from exports.browser_engine import browser, browser_svg
from exports.measures import BOLD, REGULAR
from exports.outlines import outlined

log = logging.getLogger("dashboard")
HOUSE = Path(__file__).parents[1]
# The engine keeps half a megabyte of each drawing: after so many, another process takes over.
MOST_DRAWINGS, PATIENCE_S = 200, 60.0
# The script names its clips, traces, legends and scales of colours at random; named in order, equal figures give equal
# bytes.
RANDOM = re.compile(r"(?:(?<=clip|defs|race|gend)-?|(?<=cb)(?=\w{6}(?:tick|title|\b))|(?<=\bg)(?=\w{6}-cb))[0-9a-f]{6}")
# Plotly leaves a path without a course where an axis has no line; SVG in HTML wants one.
NO_COURSE = re.compile(r"<path\b(?![^>]*\sd=)[^>]*/>")
OPENING = re.compile(r"<svg\b[^>]*>")
CLIP = re.compile(r'<clipPath id="([^"]+)".*?</clipPath>', re.DOTALL)


class DrawingError(Exception):
    """A figure could not be drawn; says why."""


class Engine:
    """One drawing process at a time, begun when it is needed, replaced when it has drawn enough or has died."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[str] | None = None
        self.drawn = 0

    def draw(self, figure: dict[str, Any], width: int, height: int) -> str:
        """The SVG of a figure. Raises DrawingError when it cannot be drawn, or not in time."""
        line = json.dumps({"figure": figure, "width": width, "height": height})
        with self.lock:
            told = self._asked(line) or self._asked(line)
        if not told:
            raise DrawingError("the drawing process died twice over one figure")
        if "fault" in told:
            raise DrawingError(told["fault"])
        return str(told["svg"])

    def _asked(self, line: str) -> dict[str, str]:
        """What the process answers; nothing when it died."""
        process = self._ready()
        assert process.stdin, "opened with pipes"
        assert process.stdout, "opened with pipes"
        late = Timer(PATIENCE_S, process.kill)
        late.start()
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            late.cancel()
        self.drawn += 1
        if not answer:
            self._end()
            return {}
        told: dict[str, str] = json.loads(answer)
        return told

    def _ready(self) -> subprocess.Popen[str]:
        """The process, another one where it has drawn enough or has ended. It ends by itself when ours does."""
        if self.process and (self.drawn >= MOST_DRAWINGS or self.process.poll() is not None):
            self._end()
        if not self.process:
            command = [sys.executable, "-m", "exports.drawing"]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, cwd=HOUSE, stdin=pipe, stdout=pipe, text=True)
            self.drawn = 0
        return self.process

    def _end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()
            self.process = None


ENGINE = Engine()


def own_svg(spec: dict[str, Any], width: int, height: int) -> str:
    """A figure drawn by the first engine, else by a browser. Raises DrawingError where neither can."""
    try:
        return ENGINE.draw(spec, width, height)
    except DrawingError as fault:
        if browser() is None:
            raise
        log.warning("a figure is drawn by the browser, since the first engine cannot: %s", fault)
    return drawn_by_browser(spec, width, height)


def drawn_by_browser(spec: dict[str, Any], width: int, height: int) -> str:
    """A figure drawn by the browser of this machine. Raises DrawingError when it cannot be."""
    try:
        return browser_svg(spec, width, height)
    except Exception as fault:  # whatever the browser stumbles over, the reader gets one sentence
        raise DrawingError(f"{type(fault).__name__}: {fault}") from fault


def chart_svg(
    figure: str, width: int, height: int | None = None, prefix: str = "f", draw: Callable[..., str] = own_svg
) -> str:
    """A figure (Plotly JSON) as one SVG element of that width in pixels; `draw` is the engine.

    Ids begin with `prefix`, so that several figures can stand in one document. Raises DrawingError, and
    MapGoneError for a figure on a boundary map that is not the one shown now.
    """
    spec = outlined(json.loads(figure))
    height = height or int(spec["layout"]["height"])
    svg = NO_COURSE.sub("", draw(spec, width, height))
    names: dict[str, str] = {}
    named = RANDOM.sub(lambda found: f"-{prefix}{names.setdefault(found[0], str(len(names)))}", svg)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    return OPENING.sub(opening, _one_clip_a_name(named), count=1)


def _one_clip_a_name(svg: str) -> str:
    """The drawing without the clips that were measured before the margins were: only the last one of a name counts."""
    last = {found[1]: found.start() for found in CLIP.finditer(svg)}
    return CLIP.sub(lambda found: found[0] if last[found[1]] == found.start() else "", svg)


def png_of(svg: str, scale: float) -> bytes:
    """An SVG as PNG, `scale` pixels to each of its own, drawn with the shipped fonts only."""
    fonts = [str(REGULAR), str(BOLD)]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, font_files=fonts, skip_system_fonts=True))

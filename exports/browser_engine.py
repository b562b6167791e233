"""A Plotly figure as SVG by a browser, where this machine has one: for what the first engine cannot draw."""

import shutil
import warnings
from functools import cache
from threading import Lock
from typing import Any

import kaleido

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PATIENCE_S = 60
# The browser draws one figure after the other; more at once only wait inside it.
_turn = Lock()


def browser() -> str | None:
    """The browser of this machine; None where it has none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def browser_svg(spec: dict[str, Any], width: int, height: int) -> str:
    """The SVG of a figure, drawn by the browser, which stays open for the next. Raises what the browser raises."""
    with _turn, warnings.catch_warnings():
        # It warns that a running server keeps the options it was begun with, which is what we want.
        warnings.simplefilter("ignore")
        _served()
        options = {"format": "svg", "width": width, "height": height, "scale": 1}
        return str(kaleido.calc_fig_sync(spec, opts=options).decode("utf-8"))


@cache
def _served() -> None:
    kaleido.start_sync_server(n=1, timeout=PATIENCE_S, silence_warnings=True)

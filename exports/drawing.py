"""The process that draws: figures come in, SVG goes out, one line of JSON each; it ends with its last figure.

It stands apart because the engine keeps something of everything it draws; a process gives all of it back.
"""

import json
import sys
from typing import Any

import mirage
from mirage.fonts import get_default_font_manager

from exports.measures import font

BOLD_WEIGHTS = ("bold", "600", "700")


def _shipped_font(_family: str, size: float, weight: str = "") -> Any:
    return font(max(1, round(size)), weight in BOLD_WEIGHTS)


def main() -> None:
    """Draws until its input ends; a figure that cannot be drawn is answered by why."""
    # Left alone, it measures with a font that has no Chinese, and legends are cut off.
    get_default_font_manager().get_font = _shipped_font
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = {"svg": mirage.to_svg(asked["figure"], width=asked["width"], height=asked["height"])}
        except Exception as fault:  # noqa: BLE001  # whatever it is, the one who asked must hear of it
            told = {"fault": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()

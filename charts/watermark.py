"""A word across a finished figure that no control takes away."""

import json

from charts.style import FONTS, literal

SIZE, COLOUR, ANGLE = 26, "rgba(140,140,140,0.4)", -18


def watermarked(figure: str, text: str) -> str:
    """A figure's JSON with a word across it, pale enough to read the figure through it."""
    drawn = json.loads(figure)
    mark = {
        "text": literal(text),
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "textangle": ANGLE,
        "font": {"family": FONTS, "size": SIZE, "color": COLOUR},
    }
    drawn["layout"]["annotations"] = [*drawn["layout"].get("annotations", []), mark]
    return json.dumps(drawn, ensure_ascii=False)

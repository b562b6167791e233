"""What every chart shares: colours told apart by every eye and in grey, one font stack, light and dark."""

from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go

# A reader's own fonts first; the last is the one we ship, for machines without Chinese.
FONTS = (
    '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", '
    '"Dashboard Sans SC", sans-serif'
)
FONT_SIZE = 14
SMALL_SIZE = 12
# Okabe and Ito's hues, darkened to 3:1 on white; neighbours also differ in dash and marker.
COLOURS = {
    "light": ("#1f5fa8", "#c2500a", "#0f7b5f", "#8a4b9e", "#8a6d00", "#a3324a"),
    "dark": ("#6fa8e6", "#f0925a", "#56c2a2", "#c79ad9", "#d9bd4a", "#ec8a9e"),
    # For print in one ink: neighbours are far apart in lightness, and all 3:1 on white.
    "grey": ("#262626", "#8c8c8c", "#595959", "#0d0d0d", "#737373", "#404040"),
}
# Of these, the colour of what is for the worse.
WORSE = 1
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
THEMES = {
    "light": {"paper": "#ffffff", "ink": "#1f2933", "muted": "#5b6672", "grid": "#e3e7ec", "context": "#b5bec9"},
    "dark": {"paper": "#14181d", "ink": "#e4e8ed", "muted": "#a3adb8", "grid": "#2b323b", "context": "#55606d"},
    "grey": {"paper": "#ffffff", "ink": "#1a1a1a", "muted": "#555555", "grid": "#e2e2e2", "context": "#bdbdbd"},
}
# An open marker says that the figure is a bound or an approximation, and on which side the true one lies.
BOUND_SYMBOLS = {
    "at_least": "triangle-up-open",
    "more_than": "triangle-up-open",
    "at_most": "triangle-down-open",
    "less_than": "triangle-down-open",
    "about": "circle-open",
}


# One hue from pale to deep (from deep to bright on dark paper): order can be read in grey and by every eye.
SEQUENCE = {
    "light": ((222, 235, 247), (158, 196, 228), (94, 150, 203), (44, 103, 166), (12, 58, 112)),
    "dark": ((31, 48, 70), (36, 78, 124), (58, 117, 175), (112, 162, 212), (178, 209, 240)),
    "grey": ((235, 235, 235), (196, 196, 196), (148, 148, 148), (99, 99, 99), (51, 51, 51)),
}


# Where dark letters (luminance 0) and white ones stand out alike.
MIDDLE = 0.179


def sequence(place: float, theme: str) -> str:
    """The colour at a place (0 to 1) of the scale that maps use."""
    colours = SEQUENCE[theme]
    at = min(max(place, 0.0), 1.0) * (len(colours) - 1)
    low = min(int(at), len(colours) - 2)
    mixed = (a + (b - a) * (at - low) for a, b in zip(colours[low], colours[low + 1], strict=True))
    return "#" + "".join(f"{int(part + 0.5):02x}" for part in mixed)


def readable_on(colour: str) -> str:
    """Dark or white letters, whichever stand out more on a colour (the contrast of WCAG 2, both at least 4.5 : 1)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > MIDDLE else "#ffffff"


def layout(theme: str, height: int) -> dict[str, Any]:
    """The layout that every figure starts from."""
    colours = THEMES[theme]
    return {
        "template": "none",
        "height": height,
        "paper_bgcolor": colours["paper"],
        "plot_bgcolor": colours["paper"],
        "font": {"family": FONTS, "size": FONT_SIZE, "color": colours["ink"]},
        "hoverlabel": {
            "bgcolor": colours["paper"],
            "bordercolor": colours["muted"],
            "font": {"family": FONTS, "size": FONT_SIZE, "color": colours["ink"]},
            "align": "left",
        },
        "dragmode": False,
        "uirevision": "keep",
    }


def axis(theme: str, **given: Any) -> dict[str, Any]:
    """A quiet axis: muted labels, a light grid, no zoom by touch."""
    colours = THEMES[theme]
    return {
        "fixedrange": True,
        "gridcolor": colours["grid"],
        "linecolor": colours["muted"],
        "tickfont": {"size": SMALL_SIZE, "color": colours["muted"]},
        "zeroline": False,
        "automargin": True,
        **given,
    }


def literal(text: str) -> str:
    """A name or figure as Plotly draws it letter for letter: it takes < and & for markup."""
    return escape(text, quote=False)


def marked_line(figure: go.Figure, at: date | float, text: str, dash: str, theme: str) -> None:
    """A quiet line across the figure at one place of the x axis, with its words above it."""
    colour = THEMES[theme]["muted"]
    line = {"color": colour, "width": 1.5, "dash": dash}
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=line)
    font = {"size": SMALL_SIZE, "color": colour}
    above = {"y": 1, "yref": "paper", "yanchor": "bottom"}
    figure.add_annotation(x=at, **above, text=literal(text), showarrow=False, font=font)


def as_json(figure: go.Figure) -> str:
    """A figure as the JSON that browsers, tests and image engines all read."""
    return str(figure.to_json())

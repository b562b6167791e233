"""How what stands around a figure looks: the colours of a theme and the stack of fonts that charts use too."""

from charts.style import FONTS, THEMES

__all__ = ["FONTS", "THEMES"]

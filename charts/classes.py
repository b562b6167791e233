"""What a class looks like, by colour and by shape: above, alike or below its reference, better or worse for it."""

from typing import Any

from charts.style import BOUND_SYMBOLS, COLOURS, THEMES, WORSE

# What is above or below for certain.
CERTAIN = ("above", "below")


def class_colour(side: str, judged: str, theme: str, highlighted: bool = True) -> str:
    """Blue for better and orange for worse, else the first colour; grey for what is alike and for the context."""
    if not highlighted:
        return THEMES[theme]["context"]
    return THEMES[theme]["muted"] if side == "alike" else COLOURS[theme][WORSE if judged == "worse" else 0]


def class_symbol(side: str, bound: str = "exact", inferred: bool = False) -> str:
    """Open for a bound; else up or down for above or below for certain, with a dot for what was inferred."""
    if bound != "exact":
        return BOUND_SYMBOLS[bound]
    return {"above": "triangle-up", "below": "triangle-down"}.get(side, "circle-open-dot" if inferred else "circle")


def one_or_each(values: list[Any]) -> Any:
    """A value that all share once, else each of them."""
    return values[0] if values and all(value == values[0] for value in values) else values

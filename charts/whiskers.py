"""The intervals of figures as whiskers at their marks."""

from collections.abc import Sequence

from charts.marks import Bar, Mark, SpineRow


def whiskers(figures: Sequence[Mark] | Sequence[Bar] | Sequence[SpineRow], colour: str) -> dict[str, object]:
    """Error bars for figures in their order; none where a figure has no interval."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [one.high - one.number if one.high is not None else None for one in figures],
        "arrayminus": [one.number - one.low if one.low is not None else None for one in figures],
        "color": colour,
        "thickness": 1.2,
        "width": 4,
    }

"""The usual course of a series behind its line: its mean in grey, its control limits dashed, broken where they are."""

from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go

from charts.marks import Mark
from charts.style import THEMES

# Whiskers of more marks would stand so close that they hide the line.
MOST_WHISKERS = 40


def limit_traces(marks: tuple[Mark, ...], theme: str) -> list[go.Scatter]:
    """Lines through the limits of the marks that have them, in steps, with a gap where a mark has none."""
    if not any(mark.limits for mark in marks):
        return []
    ends = {part: [getattr(mark.limits, part) if mark.limits else None for mark in marks] for part in PARTS}
    return [
        go.Scatter(
            x=[mark.at for mark in marks],
            y=ends[part],
            mode="lines",
            line={"color": THEMES[theme]["muted"], "width": 1, "dash": dash, "shape": "hvh"},
            hoverinfo="skip",
            showlegend=False,
        )
        for part, dash in PARTS.items()
    ]


def with_whiskers(marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks whose intervals are drawn."""
    drawn = [mark for mark in marks if mark.bound == "exact"] if len(marks) <= MOST_WHISKERS else []
    return [mark for mark in drawn if mark.low is not None and mark.high is not None]


def limit_lines(marks: tuple[Mark, ...]) -> list[tuple[Mark, Mark]]:
    """The ends of the lines of the limits, step by step, each as a mark in its place."""
    found: list[tuple[Mark, Mark]] = []
    for one, other in pairwise(marks):
        for part in PARTS if one.limits and other.limits else ():
            begin, end = (replace(mark, number=getattr(mark.limits, part)) for mark in (one, other))
            middle = one.at + (other.at - one.at) / 2
            found += pairwise((begin, replace(begin, at=middle), replace(end, at=middle), end))
    return found


def numbers_of(marks: tuple[Mark, ...]) -> list[float]:
    """Every value that an axis must hold for marks, their intervals and their limits."""
    found = [mark.number for mark in marks]
    if len(marks) <= MOST_WHISKERS:
        found += [end for mark in marks for end in (mark.low, mark.high) if end is not None]
    return found + [end for mark in marks if mark.limits for end in (mark.limits.lower, mark.limits.upper)]


PARTS = {"centre": "solid", "lower": "dash", "upper": "dash"}

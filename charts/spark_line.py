"""The course of an indicator in the space of a word: a picture without axes, as SVG, for tiles and briefs."""

from html import escape

from charts.marks import Mark, Series
from charts.style import COLOURS
from charts.trend_line import stretches

WIDTH, HEIGHT, EDGE = 168, 44, 6


def spark_line(series: Series, theme: str) -> str:
    """An SVG of the exact figures of a series, in stretches that a line may join, the last one marked.

    Its label, for those who cannot see it, is the name with the first and the last text. Empty for no exact figure.
    """
    joined = stretches(series.marks)
    marks = [mark for stretch in joined for mark in stretch]
    if not marks:
        return ""
    colour = COLOURS[theme][0]
    lines = [
        f'<polyline points="{" ".join(_point(mark, marks) for mark in stretch)}" fill="none" stroke="{colour}" '
        f'stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>'
        for stretch in joined
        if len(stretch) > 1
    ]
    alone = [stretch[0] for stretch in joined if len(stretch) == 1]
    dots = [_dot(mark, marks, 2, colour) for mark in alone] + [_dot(marks[-1], marks, 4, colour)]
    label = escape(f"{series.name}: {marks[0].label} {marks[0].text} – {marks[-1].label} {marks[-1].text}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{label}">{"".join(lines + dots)}</svg>'
    )


def _place(mark: Mark, marks: list[Mark]) -> tuple[int, int]:
    """Where a mark lies in the picture, in whole pixels."""
    days = [one.at.toordinal() for one in marks]
    numbers = [one.number for one in marks]
    across = (mark.at.toordinal() - days[0]) / (max(days) - days[0] or 1)
    up = (mark.number - min(numbers)) / (max(numbers) - min(numbers) or 1)
    return int(EDGE + across * (WIDTH - 2 * EDGE)), int(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE))


def _point(mark: Mark, marks: list[Mark]) -> str:
    x, y = _place(mark, marks)
    return f"{x},{y}"


def _dot(mark: Mark, marks: list[Mark], size: int, colour: str) -> str:
    x, y = _place(mark, marks)
    return f'<circle cx="{x}" cy="{y}" r="{size}" fill="{colour}"/>'

"""Where the level of a series shifted most: the change point of what has no steady course."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from indicators import Indicator
from methods.results import MethodError
from views.figures import exact_number, figure_of, step_of, unit_of
from words import say
from words.numbers import write_number

if TYPE_CHECKING:
    from methods.change_point import ChangePoint

Row = dict[str, Any]
# A shuffle takes neighbours for strangers: values that hang together look like shifts more often than it says.
SURE = 0.01


@dataclass(frozen=True)
class Shift:
    """A shift of level that is more than chance, and its text: when, from what mean to what mean."""

    p_value: float
    text: str


def shift_of(rows: Sequence[Row], indicator: Indicator, language: str) -> Shift | None:
    """The largest shift of level of rows that may be compared, oldest first; None where it may be chance.

    None also where the last figures that make a level follow it: it may lie later, so its period is not known yet.
    """
    # Its library is slow to import: web/ does so in a thread while the first readers come in.
    from methods.change_point import SHORTEST, change_point

    numbers = [float(exact_number(row)) for row in rows]
    try:
        found = change_point(numbers)
    except MethodError:
        return None
    if found.p_value > SURE or found.index + SHORTEST >= len(rows):
        return None
    if _climbs(numbers, found):
        way = "up" if found.after > found.before else "down"
        first = figure_of(rows[0], indicator, language).period
        return Shift(found.p_value, _said(say(f"climb_{way}", language, period=first), indicator, language))
    period = figure_of(rows[found.index], indicator, language).period
    unit, step = unit_of("level", indicator, language), step_of(rows[-1], indicator)
    means = [_mean_text(mean, step, unit, language) for mean in (found.before, found.after)]
    text = say("shift_of_level", language, period=period, before=means[0], after=means[1])
    return Shift(found.p_value, _said(text, indicator, language))


def _said(text: str, indicator: Indicator, language: str) -> str:
    """The text, with what it does not allow for where what is checked may change."""
    return say("shift_unadjusted", language, text=text.rstrip("。.")) if indicator.mix else text


def _climbs(numbers: list[float], found: "ChangePoint") -> bool:
    """Whether a straight line runs nearer to the values than two levels do: then there is a climb and no shift."""
    values = np.array(numbers)
    levels = np.where(np.arange(len(values)) < found.index, found.before, found.after)
    steps = np.arange(len(values))
    line = np.polyval(np.polyfit(steps, values, 1), steps)
    return float(((values - line) ** 2).sum()) < float(((values - levels) ** 2).sum())


def _mean_text(mean: float, step: Decimal, unit: str, language: str) -> str:
    return write_number(Fraction(mean), step, unit, language)

"""What the whole course of a series shows: whether it tends one way, and whether it follows the seasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, starmap
from math import isfinite
from typing import Any

from indicators import Indicator
from methods.proportion_trend import proportion_trend
from methods.results import MethodError
from views.changes import write_change
from views.control import last_stretch
from views.figures import exact_number, step_of, unit_of
from views.series import follows
from words import say
from words.numbers import write_number, write_p

Row = Mapping[str, Any]
A_YEAR = {"month": 12, "quarter": 4}
# Below this strength what looks like seasons may be chance, and more so in a short series: see methods/seasonality.py.
MATERIAL, MATERIAL_IF_SHORT, LONG_YEARS = 0.64, 0.75, 5
STRENGTH = Decimal("0.01")
DAYS_A_YEAR = 365.25
# By order alone, fewer than seven values are hardly ever more than chance.
FEWEST = 7
# A line through fewer rates leaves too little to see what else moves them.
FEWEST_COUNTED = 5


@dataclass(frozen=True)
class Seasons:
    """How strong the seasons of a series are, as a text from 0 to 1, and whether that is more than chance."""

    text: str
    material: bool


def slope_of(rows: Sequence[Row], indicator: Indicator, language: str) -> str:
    """Whether rates with counts rise or fall along a line since the last break, allowing for what else moves them.

    Empty for too few or others.
    """
    own = [row for row in last_stretch(rows) if row["bound"] == "exact" and row["numerator"] is not None]
    if indicator.chance != "binomial" or len(own) < FEWEST_COUNTED:
        return ""
    x, n = ([float(row[part]) for row in own] for part in ("numerator", "denominator"))
    tested = proportion_trend(x, n, _years(own))
    if not isfinite(tested.p_value):
        return ""
    way = ("up" if tested.slope > 0 else "down") if tested.certain else "none"
    return _text(way, tested.p_value, tested.slope * 100, own, indicator, language)


def tendency_of(rows: Sequence[Row], indicator: Indicator, language: str) -> str:
    """Whether figures without an interval tend one way over the years, by order alone; empty for too few or others."""
    own = [row for row in last_stretch(rows) if row["bound"] == "exact"]
    if indicator.chance or not indicator.zooms or len(own) < FEWEST:
        return ""
    # Its library is slow to import: web/ does so in a thread while the first readers come in.
    from methods.monotone import mann_kendall, theil_sen

    numbers = [float(exact_number(row)) for row in own]
    tested = mann_kendall(numbers)
    slope = theil_sen(numbers, _years(own))
    return _text(tested.direction, tested.p_value, slope.slope, own, indicator, language)


def _text(way: str, p_value: float, slope: float, rows: list[Row], indicator: Indicator, language: str) -> str:
    """Up, down or none, how sure that is, of how many figures, and the slope a year to one digit more than theirs."""
    step, unit = step_of(rows[-1], indicator) / 10, unit_of("change", indicator, language)
    values = {"p": write_p(p_value, language), "slope": write_change(slope, step, unit, language)}
    return say(f"tendency_{way}", language, count=len(rows), **values)


def seasons_of(rows: Sequence[Row], language: str) -> Seasons | None:
    """How strongly the months or quarters since the last break follow the seasons; None below three full years."""
    own = last_stretch(rows)
    whole = all(row["bound"] == "exact" for row in own) and all(starmap(follows, pairwise(own)))
    if own[0]["grain"] not in A_YEAR or not whole:
        return None
    # As slow to import as the above.
    from methods.seasonality import seasonal

    try:
        found = seasonal([float(exact_number(row)) for row in own], A_YEAR[own[0]["grain"]])
    except MethodError:
        return None
    strength = write_number(Fraction(found.strength), STRENGTH, "", language)
    months = own[0]["grain"] == "month"
    long = len(own) >= LONG_YEARS * A_YEAR[own[0]["grain"]]
    least = MATERIAL if long else MATERIAL_IF_SHORT
    return Seasons(strength, (months or long) and found.strength >= least)


def _years(rows: Sequence[Row]) -> list[float]:
    return [row["until"].toordinal() / DAYS_A_YEAR for row in rows]

"""The difference between two figures of one series, as a text without its sign and a direction."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators import Indicator
from views.figures import exact_number, step_of, unit_of
from words.numbers import round_half_up, write_number

GROWTH_STEP = Decimal("0.1")
SIGNS = {"up": "+", "more": "+", "down": "−", "less": "−"}


def change_between(
    before: Mapping[str, Any], now: Mapping[str, Any], indicator: Indicator, language: str
) -> tuple[str, str]:
    """How `now` differs from `before`: points for rates, the unit for indices and scores, per cent for counts.

    Empty texts when one of them is a bound. The change of a rate is taken between the figures as shown, so that a
    reader who subtracts finds the same.
    """
    if before["bound"] != "exact" or now["bound"] != "exact":
        return "", ""
    step = max(step_of(before, indicator), step_of(now, indicator))
    if indicator.zooms:
        shown = [round_half_up(exact_number(row), step_of(row, indicator)) for row in (before, now)]
        difference = Fraction(shown[1]) - Fraction(shown[0])
        unit = unit_of("change", indicator, language)
        return write_number(abs(difference), step, unit, language), _direction(difference, "up", "down")
    if not exact_number(before):
        return "", ""
    growth = round_half_up((exact_number(now) - exact_number(before)) / exact_number(before) * 100, GROWTH_STEP)
    return write_number(abs(growth), GROWTH_STEP, "%", language), _direction(Fraction(growth), "more", "less")


def printed_change(row: Mapping[str, Any], indicator: Indicator, language: str) -> tuple[str, str]:
    """A change or growth that a source prints, in the same two parts."""
    unit = unit_of(row["measure"], indicator, language)
    text = write_number(abs(row["value"]), row["step"], unit, language, row["bound"])
    ways = ("up", "down") if indicator.zooms else ("more", "less")
    return text, _direction(Fraction(row["value"]), *ways)


def signed(text: str, direction: str) -> str:
    """A difference with its sign, where a number of its own stands: +1.5, −0.6, or 0.0 without one."""
    return SIGNS.get(direction, "") + text


def ends_of_change(low: float, high: float, step: Decimal, indicator: Indicator, language: str) -> tuple[str, str]:
    """Both ends of a change with their signs, the unit at the last; with more digits where one would hide them."""
    unit, finest = unit_of("change", indicator, language), step / 100
    while step > finest and _hides(low, high, step):
        step /= 10
    return write_change(low, step, "", language), write_change(high, step, unit, language)


def _hides(low: float, high: float, step: Decimal) -> bool:
    """Whether rounding to a step would make ends alike that are not, or nothing of one that is not nothing."""
    ends = [round_half_up(Fraction(end), step) for end in (low, high)]
    vanishes = any(end and not shown for end, shown in zip((low, high), ends, strict=True))
    return vanishes or (low != high and ends[0] == ends[1])


def write_change(points: float | Fraction, step: Decimal, unit: str, language: str) -> str:
    """A change rounded to a step, with its sign and its unit: +1.4 percentage points, 0.0."""
    rounded = round_half_up(Fraction(points), step)
    text = write_number(abs(rounded), step, unit, language)
    return signed(text, "up" if rounded > 0 else "down" if rounded < 0 else "same")


def _direction(difference: Fraction, above: str, below: str) -> str:
    return above if difference > 0 else below if difference < 0 else "same"

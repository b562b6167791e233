"""How sure a figure is: the interval of what varies by chance, and why another figure has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from indicators import Indicator
from methods.counts import count_interval
from methods.results import USUAL, Interval
from methods.wilson import widened_wilson, wilson_interval
from views.figures import exact_number, step_of, unit_of
from words import say
from words.numbers import round_half_up, write_number

Row = Mapping[str, Any]
PERCENT = 100
FINEST = Decimal("0.001")


@dataclass(frozen=True)
class Range:
    """The interval of a figure in the unit it is shown in; `derived` where its count was only known rounded."""

    low: float
    high: float
    derived: bool

    def text(self, row: Row, indicator: Indicator, language: str) -> str:
        """Both ends, written to the last digit of the figure itself."""
        return interval_text(self.low, self.high, row, indicator, language)


def interval_text(low: float, high: float, row: Row, indicator: Indicator, language: str) -> str:
    """Two ends in the unit of a figure: 13.8% to 14.7%, 164 to 219 recalls."""
    unit, step = unit_of("level", indicator, language), step_of(row, indicator)
    # Of very many batches both ends may be alike to the last digit of the figure.
    while low < high and step > FINEST and round_half_up(Fraction(low), step) == round_half_up(Fraction(high), step):
        step /= 10
    first = write_number(Fraction(low), step, unit if unit == "%" else "", language)
    return say("interval", language, low=first, high=write_number(Fraction(high), step, unit, language))


def range_of(row: Row, indicator: Indicator, level: float = USUAL) -> Range | None:
    """The interval of a figure at a level; None where `why_no_range` says why."""
    if why_no_range(row, indicator):
        return None
    if indicator.chance == "poisson":
        return _of_events(int(exact_number(row)), level)
    if row["numerator"] is not None:
        return _of_counts(row["numerator"], row["denominator"], level)
    share, step = float(exact_number(row)) / PERCENT, float(step_of(row, indicator)) / PERCENT
    return _range(widened_wilson(share, step, row["denominator"], level), PERCENT, True)


def range_text(row: Row, indicator: Indicator, language: str) -> str:
    """The interval of a figure in words; empty where it has none."""
    one = range_of(row, indicator)
    return one.text(row, indicator, language) if one else ""


def why_no_range(row: Row, indicator: Indicator) -> str:
    """Why a figure has no interval; empty where it has one.

    not_by_chance: its figures do not tell how it varies; bound: it is only a bound; no_base: what it is a part of was
    not published; rounded: a count that is only known rounded.
    """
    if not indicator.chance:
        return "not_by_chance"
    if row["bound"] != "exact":
        return "bound"
    if indicator.chance == "binomial":
        return "" if row["denominator"] else "no_base"
    return "rounded" if row["step"] is not None and row["step"] > 1 else ""


# Chart, table and file ask for the same ones.
@lru_cache(maxsize=16_384)
def _of_events(count: int, level: float) -> Range:
    return _range(count_interval(count, level), 1, False)


@lru_cache(maxsize=16_384)
def _of_counts(numerator: int, denominator: int, level: float) -> Range:
    return _range(wilson_interval(numerator, denominator, level), PERCENT, False)


def _range(interval: Interval, times: int, derived: bool) -> Range:
    return Range(float(interval.lower[0]) * times, float(interval.upper[0]) * times, derived)

"""Periods in which regions or members can be compared, and which of them is shown first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from views.choices import GRAINS, IRREGULAR
from words.periods import write_period

# So many columns with their numbers fit a phone.
MOST_COLUMNS = 5


@dataclass(frozen=True)
class Period:
    """A period in which regions or members can be compared."""

    period: date | None
    until: date
    grain: str
    figures: int
    with_reference: bool

    def text(self, language: str) -> str:
        """How it is written."""
        return write_period(self.period, self.until, self.grain, language)


def best_period(offered: Sequence[Period]) -> Period | None:
    """The newest period with a reference, or without where none has one, in which not most of them are missing.

    Of several that end on one day the longest.
    """
    with_reference = [one for one in offered if one.with_reference] or offered
    most = max((one.figures for one in with_reference), default=0)
    full = [one for one in with_reference if 2 * one.figures >= most]
    newest = max((one.until for one in full), default=None)
    return min((one for one in full if one.until == newest), key=lambda one: GRAINS.index(one.grain), default=None)


def heat_periods(offered: Sequence[Period], shown: Period) -> list[Period]:
    """Up to five periods of the grain of the one shown, oldest first, in which not most regions are missing.

    They end with the one shown, or later where fewer go before it; none where there are not two.
    """
    alike = sorted((one for one in offered if one.grain == shown.grain), key=lambda one: one.until)
    most = max(one.figures for one in alike)
    full = [one for one in alike if 2 * one.figures >= most or one == shown]
    end = max(full.index(shown) + 1, MOST_COLUMNS)
    return full[max(0, end - MOST_COLUMNS) : end] if len(full) > 1 else []


def earlier_of(offered: Sequence[Period], shown: Period, asked: date | None = None) -> Period | None:
    """The period that one is held against: the one asked for, else a year before, else the one before it.

    None where no earlier period of the grain can be compared, or not the one asked for.
    """
    earlier = earlier_than(offered, shown)
    if asked:
        return next((one for one in earlier if one.until == asked), None)
    there = (shown.until.year - 1, shown.until.month)
    return next((one for one in earlier if (one.until.year, one.until.month) == there), next(iter(earlier), None))


def earlier_than(offered: Sequence[Period], shown: Period) -> list[Period]:
    """The periods of the same grain before one, newest first; none where periods of the grain cannot be compared."""
    if shown.grain in IRREGULAR:
        return []
    alike = [one for one in offered if one.grain == shown.grain and one.until < shown.until]
    return sorted(alike, key=lambda one: one.until, reverse=True)

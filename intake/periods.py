"""The codes by which an entry names a period: 2017, 2017H1, 2008Q3, 2024-12, 2024-12-31, 2015-06/2015-09, ../2021."""

import re
from calendar import monthrange
from datetime import date

CODES = {
    "year": re.compile(r"([0-9]{4})"),
    "half": re.compile(r"([0-9]{4})H([12])"),
    "quarter": re.compile(r"([0-9]{4})Q([1-4])"),
    "month": re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
    "day": re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
}
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
# The grains that name a stretch by one code; a moment is the last day of the month or day it names.
PLAIN = ("year", "half", "quarter", "month")
OPEN = ".."


class PeriodError(ValueError):
    """A period code that cannot be used; `rule` says why."""

    def __init__(self, rule: str, value: str) -> None:
        super().__init__(f"{rule}: {value}")
        self.rule = rule
        self.value = value


def read_period(code: str, grain: str) -> tuple[date | None, date]:
    """First and last day of `code` under `grain`; the first day is None for a cumulative with open start.

    Raises PeriodError with one of the rules period_malformed, period_not_of_grain, period_backwards, period_open_start.
    """
    start, slash, end = code.partition("/")
    if not slash:
        kind, first, last = _stretch(code)
        if grain == "moment" and kind in ("month", "day"):
            return last, last
        if grain != kind or grain not in PLAIN:
            raise PeriodError("period_not_of_grain", code)
        return first, last
    if grain not in ("span", "cumulative"):
        raise PeriodError("period_not_of_grain", code)
    last = _stretch(end)[2]
    if start == OPEN:
        if grain != "cumulative":
            raise PeriodError("period_open_start", code)
        return None, last
    first = _stretch(start)[1]
    if first > last:
        raise PeriodError("period_backwards", code)
    return first, last


def _stretch(code: str) -> tuple[str, date, date]:
    """Kind, first day and last day of a simple code."""
    for kind, form in CODES.items():
        match = form.fullmatch(code)
        if match is None:
            continue
        year, *parts = (int(part) for part in match.groups())
        try:
            if kind == "day":
                day = date(year, parts[0], parts[1])
                return kind, day, day
            length = MONTHS[kind]
            month = (parts[0] - 1) * length + 1 if parts else 1
            end = month + length - 1
            return kind, date(year, month, 1), date(year, end, monthrange(year, end)[1])
        except ValueError:
            break
    raise PeriodError("period_malformed", code)

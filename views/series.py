"""Rows of an answer as marks on a time axis."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from charts.marks import Bar, Mark, Scale, Series
from indicators import Indicator
from views.figures import Figure, figure_of
from views.sources import short_citation
from views.uncertainty import range_of
from words import say
from words.periods import write_period
from words.ticks import write_tick

Row = Mapping[str, Any]
Stretch = tuple[date, date, str]
# A stock is joined to the one before it when that is a year or less away: a longer line would invent years.
LONGEST_STEP = timedelta(days=366)
LENGTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def series_of(name: str, rows: Sequence[Row], indicator: Indicator, language: str, highlighted: bool = True) -> Series:
    """The rows, oldest first, as one series of marks."""
    marks = []
    for before, row in zip([None, *rows], rows, strict=False):
        figure = figure_of(row, indicator, language)
        # What is context has no whiskers.
        interval = range_of(row, indicator) if highlighted else None
        marks.append(
            Mark(
                at=_place(row),
                label=write_tick(row["until"], row["grain"], language),
                number=float(figure.number),
                text=figure.text,
                hover=hover_lines(
                    name, figure, row, language, interval.text(row, indicator, language) if interval else ""
                ),
                bound=figure.bound,
                inferred="e" in figure.flags,
                joined=before is not None and _joined(before, row),
                id=id_of(row),
                low=interval.low if interval else None,
                high=interval.high if interval else None,
            )
        )
    return Series(name=name, marks=tuple(marks), highlighted=highlighted)


def bar_of(name: str, row: Row, indicator: Indicator, language: str, highlighted: bool = True) -> Bar:
    """One row as a bar or dot of a ranking."""
    figure, interval = figure_of(row, indicator, language), range_of(row, indicator)
    return Bar(
        name=name,
        number=float(figure.number),
        text=figure.text,
        hover=hover_lines(name, figure, row, language, interval.text(row, indicator, language) if interval else ""),
        bound=figure.bound,
        inferred="e" in figure.flags,
        highlighted=highlighted,
        id=id_of(row),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def id_of(row: Row) -> str:
    """What a mark of a row stands for: the member of a breakdown, else the region."""
    return str(row["region"] if row["member"] == "all" else row["member"])


def scale_of(indicator: Indicator, language: str) -> Scale:
    """How the axis of an indicator's values is read."""
    return Scale(from_zero=not indicator.zooms, language=language, unit=indicator.texts(language).unit)


def hover_lines(name: str, figure: Figure, row: Row, language: str, interval: str = "") -> tuple[str, ...]:
    """What appears at a mark: value, interval, base, remarks, source."""
    interval = say("hover_interval", language, interval=interval) if interval else ""
    base = say("hover_base", language, base=figure.base) if figure.base else ""
    source = say("hover_source", language, source=short_citation(row, language))
    return (f"{figure.period}  {name}  {figure.text}", interval, base, *figure.remarks, source)


def missing_periods(rows: Sequence[Row], language: str) -> list[str]:
    """The stretches between the first and the last of a regular grain for which no figure stands, in words."""
    return [write_period(start, end, grain, language) for start, end, grain in missing_stretches(rows)]


def is_regular(rows: Sequence[Row]) -> bool:
    """Whether it can be said which periods are missing: those of a fixed length, and a stock known at ends of years."""
    grain = rows[0]["grain"]
    at_ends_of_years = all((row["until"].month, row["until"].day) == (12, 31) for row in rows)
    return grain in LENGTHS or (grain == "moment" and at_ends_of_years)


def missing_stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The same stretches as first day, last day and grain; none where no such thing can be said."""
    grain = rows[0]["grain"]
    if not is_regular(rows):
        return []
    if grain == "moment":
        years = {row["until"].year for row in rows}
        ends = [date(year, 12, 31) for year in range(min(years), max(years)) if year not in years]
        return [(day, day, grain) for day in ends]
    stretches: list[Stretch] = []
    for before, row in zip(rows, rows[1:], strict=False):
        start, end = before["until"] + timedelta(days=1), row["period"] - timedelta(days=1)
        if start <= end:
            one = _months_on(start, LENGTHS[grain]) > end
            stretches.append((start, end, grain if one else "span"))
    return stretches


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def crosses(since: date, rows: Sequence[Row]) -> bool:
    """Whether figures stand on both sides of a day."""
    days = [row["until"] for row in rows]
    return bool(min(days) < since <= max(days))


def _place(row: Row) -> date:
    """Where a figure stands on the axis: in the middle of its period, or at its day."""
    if row["period"] is None or row["grain"] in ("moment", "cumulative"):
        return date.fromordinal(row["until"].toordinal())
    return date.fromordinal((row["period"].toordinal() + row["until"].toordinal()) // 2)


def _joined(before: Row, row: Row) -> bool:
    """Whether the line runs on from the figure before: no break, and no period missing in between."""
    if "b" in row["flags"] or row["grain"] == "span":
        return False
    return row["grain"] == "cumulative" or follows(before, row)


def follows(before: Row, row: Row) -> bool:
    """Whether no period is missing between two figures; of a stock, whether they are a year or less apart."""
    if row["grain"] == "moment":
        return bool(row["until"] - before["until"] <= LONGEST_STEP)
    return bool(row["period"] == before["until"] + timedelta(days=1))

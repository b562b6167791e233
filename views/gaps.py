"""Which periods of the national series are missing? A state in, a card with one row for each kind of period out."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from views.cards import Card, Table, headings
from views.choices import TOTALS, WHOLE, Choices, choices_of, place_text
from views.series import is_regular, missing_periods, missing_stretches
from views.state import State
from views.withheld import withheld_cells, without_gaps
from words import say
from words.numbers import write_count
from words.periods import write_period

Row = dict[str, Any]
Withheld = Sequence[Mapping[str, Any]]
COLUMNS = ("column_region", "column_grain", "column_first", "column_last", "column_figures", "column_missing")
RECORD = ("indicator", "region", "grain", "first_period_end", "last_period_end", "figures", "missing")


def gaps_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the stretches without a figure in the national series of an indicator, for each kind of period."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    choices = choices_of(release, indicator.id)
    series = [
        (
            place_text(choices, place, language),
            _rows(release, choices, place, grain),
            withheld_cells(release, choices, grain, WHOLE, [place]),
        )
        for place in TOTALS
        for grain in choices.grains(place, WHOLE)
    ]
    name = indicator.texts(language).name
    written = tuple(_cells(place, rows, withheld, language) for place, rows, withheld in series)
    records = tuple(_record(rows, withheld) for _, rows, withheld in series)
    return Card(
        title=say("gaps_title", language, name=name),
        subtitle=say("gaps_subtitle", language),
        table=Table(headings(COLUMNS, language), written, RECORD, records),
        release=release.id,
        message="" if series else say("nothing_national", language, name=name),
    )


def _rows(release: Release, choices: Choices, place: str, grain: str) -> list[Row]:
    rows: list[Row] = ask(
        "trend",
        release,
        **choices.level,
        grain=grain,
        region=place,
        dimension=WHOLE,
        member=WHOLE,
    ).to_pylist()
    return rows


def _cells(place: str, rows: list[Row], withheld: Withheld, language: str) -> tuple[str, ...]:
    first, last = (write_period(row["period"], row["until"], row["grain"], language) for row in (rows[0], rows[-1]))
    return (
        place,
        say(f"grain_{rows[0]['grain']}", language),
        first,
        last,
        write_count(len(rows)),
        _missing(without_gaps(rows, withheld), language),
    )


def _missing(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    if not is_regular(rows):
        return say("gaps_irregular", language)
    return say("list_joint", language).join(missing_periods(rows, language)) or say("gaps_none", language)


def _record(rows: list[Row], withheld: Withheld) -> tuple[str, ...]:
    """The same for machines; each missing stretch as first and last day, with a stroke between."""
    missing = (
        f"{start.isoformat()}/{end.isoformat()}" for start, end, _ in missing_stretches(without_gaps(rows, withheld))
    )
    ends = (rows[0]["until"].isoformat(), rows[-1]["until"].isoformat())
    return (rows[0]["indicator"], rows[0]["region"], rows[0]["grain"], *ends, str(len(rows)), " ".join(missing))

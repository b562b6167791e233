"""Are the breakdowns of this indicator complete? A state in, a card that says so for each breakdown and period out."""

from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from views.cards import Card, Table, headings
from views.choices import TOTALS, choices_of, place_text
from views.figures import kind_of_figure
from views.records import record_of
from views.region_choices import kind_text
from views.state import State
from words import say
from words.numbers import write_count
from words.periods import write_period

COLUMNS = (
    "column_breakdown",
    "column_period",
    "column_region",
    "column_kind",
    "column_side",
    "column_members",
    "column_completeness",
)
RECORD = (
    "indicator",
    "status",
    "measure",
    "period",
    "until",
    "grain",
    "region",
    "breakdown",
    "coverage",
    "members",
)


def completeness_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of how complete each breakdown of an indicator is in each period, newest first in each breakdown."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    rows = ask("coverage", release, **indicator.sides, breakdown=None, until=None, regions=_places(release)).to_pylist()
    rows.sort(key=lambda row: row["until"], reverse=True)
    rows.sort(key=lambda row: row["breakdown"])
    name = indicator.texts(language).name
    written = tuple(_cells(row, release, bool(indicator.complement), language) for row in rows)
    records = tuple(record_of(row, RECORD) for row in rows)
    return Card(
        title=say("completeness_title", language, name=name),
        subtitle=say("completeness_subtitle", language),
        table=Table(headings(COLUMNS, language), written, RECORD, records).without_empty_columns(),
        release=release.id,
        message="" if rows else say("nothing_completeness", language, name=name),
    )


def _places(release: Release) -> list[str] | None:
    """Which breakdowns are listed: all that somebody printed; of those counted from records the national ones."""
    return ["", *TOTALS] if release.has_records else None


def _cells(row: dict[str, Any], release: Release, two_sided: bool, language: str) -> tuple[str, ...]:
    breakdown, place = row["breakdown"], row["region"]
    breakdowns = catalogue().breakdowns
    return (
        breakdowns[breakdown].text(language) if breakdown in breakdowns else kind_text(breakdown, language),
        write_period(row["period"], row["until"], row["grain"], language),
        place_text(choices_of(release, row["indicator"]), place, language) if place else "",
        kind_of_figure(row, language),
        catalogue().indicators[row["indicator"]].texts(language).name if two_sided else "",
        write_count(row["members"]),
        say(f"coverage_is_{row['coverage']}", language),
    )

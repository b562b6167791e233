"""Which publications do the figures come from? A state in, a card with all of them out."""

from typing import Any

from data.releases import Release
from queries import ask
from views.cards import Card, Table, headings
from views.records import record_of
from views.sources import cite
from views.state import State
from words import say
from words.numbers import write_count

COLUMNS = (
    "column_publisher",
    "column_title",
    "column_number",
    "column_date",
    "column_seen",
    "count_observations",
    "count_facts",
    "column_remarks",
)
RECORD = (
    "source",
    "publisher",
    "publisher_en",
    "title",
    "title_en",
    "described",
    "number",
    "date",
    "seen",
    "remark",
    "remark_en",
    "observations",
    "facts",
)


def publications_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every publication of a release, newest first, with how many figures it gives."""
    language = state.language
    rows = ask("publications", release).to_pylist()
    written = tuple(_cells(row, language) for row in rows)
    return Card(
        title=say("publications_title", language, count=len(rows)),
        subtitle=say("publications_subtitle", language),
        table=Table(headings(COLUMNS, language), written, RECORD, tuple(record_of(row, RECORD) for row in rows)),
        sources=cite(rows, language),
        release=release.id,
        message="" if rows else say("nothing_publications", language),
    )


def _cells(row: dict[str, Any], language: str) -> tuple[str, ...]:
    title = row["title"] if language == "zh" else f"{row['title_en']} ({row['title']})"
    return (
        row["publisher"] if language == "zh" else row["publisher_en"],
        title,
        row["number"],
        row["date"] or say("undated", language),
        say(f"seen_{row['seen']}", language),
        write_count(row["observations"]),
        write_count(row["facts"]),
        row["remark"] if language == "zh" else row["remark_en"],
    )

"""Which single facts are known, in which words of which source? A state in, a card with all of them out."""

from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from regions import region
from views.cards import Card, Table, headings
from views.figures import flag_words, kind_of_figure, note_words
from views.records import record_of
from views.sources import citation, cite
from views.state import State
from words import say
from words.numbers import write_count, write_number
from words.periods import write_period

COLUMNS = (
    "column_fact",
    "column_value",
    "column_period",
    "column_region",
    "column_kind",
    "column_printed",
    "column_quote",
    "column_remarks",
    "column_source",
    "column_topic",
)
RECORD = (
    "fact",
    "topic",
    "name_zh",
    "name_en",
    "status",
    "measure",
    "grain",
    "period",
    "until",
    "region",
    "value",
    "step",
    "unit_zh",
    "bound",
    "flags",
    "printed",
    "quote",
    "note",
    "source",
)


def facts_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every figure that has no series."""
    return _card(release, state.language, None)


def recall_facts_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the figures about recalls that have no series."""
    return _card(release, state.language, "recalls")


def certification_facts_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the figures about certification that have no series."""
    return _card(release, state.language, "certification")


def _card(release: Release, language: str, topic: str | None) -> Card:
    rows = ask("facts", release, topic=topic, text=None).to_pylist()
    unquoted = sum(not row["quote"] for row in rows)
    return Card(
        title=_title(topic, write_count(len(rows)), language),
        subtitle=say("facts_subtitle", language),
        table=_table(rows, language),
        sources=cite(rows, language),
        remarks=(say("facts_unquoted", language, count=unquoted),) if unquoted else (),
        release=release.id,
        message="" if rows else say("nothing_facts", language),
    )


def _title(topic: str | None, count: str, language: str) -> str:
    if topic is None:
        return say("facts_title", language, count=count)
    return say("facts_title_topic", language, topic=catalogue().topics[topic].text(language), count=count)


def _table(rows: list[dict[str, Any]], language: str) -> Table:
    joint = say("remark_joint", language)
    written = tuple(
        (
            row[f"name_{language}"],
            write_number(row["value"], row["step"], row[f"unit_{language}"], language, row["bound"]),
            write_period(row["period"], row["until"], row["grain"], language),
            region(row["region"]).short[language],
            kind_of_figure(row, language),
            row["printed"],
            row["quote"],
            joint.join((*flag_words(row, language), *note_words(row, language))),
            citation(row, language),
            catalogue().topics[row["topic"]].text(language),
        )
        for row in rows
    )
    return Table(headings(COLUMNS, language), written, RECORD, tuple(record_of(row, RECORD) for row in rows))

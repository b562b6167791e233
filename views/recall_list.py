"""Which recalls stand behind a number? A state in, the list of them or the one that was asked for out."""

from dataclasses import replace
from typing import Any

from data.releases import Release
from indicators import catalogue
from regions import region, regions
from views.cards import Card, Source, Table, headings
from views.recall_records import (
    Behind,
    Row,
    behind,
    brand_text,
    member_text,
    named_like,
    producer_text,
    rows_of,
    share_text,
)
from views.records import record_of
from views.state import State
from words import caveat, say
from words.numbers import write_count
from words.periods import write_day

ROWS = 50
COLUMNS = (
    "column_recall",
    "column_date",
    "column_units",
    "column_share_of_year",
    "column_place",
    "column_brand",
    "column_category",
    "column_component",
    "column_cause",
    "column_producer",
    "column_completed",
)
RECORD = (
    "record",
    "date",
    "kind",
    "emission",
    "category",
    "brand",
    "region",
    "origin",
    "energy",
    "component",
    "cause",
    "trigger",
    "units",
    "completed",
    "completed_on",
    "units_of_year",
    "place",
)


def recall_list_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of one page of the recalls that a state asks for, with how many they are and cover in all."""
    of, language = behind(release, state), state.language
    if of is None:
        return nothing_behind(release, language)
    asked = filters_of(of, state)
    rows = rows_of(release, of, **asked, sort=state.sort, rows=ROWS, skip=ROWS * (state.page - 1))
    card = card_of_records(release, of, "recall_list_title", matches_text(rows, of))
    if not rows:
        missing = "recall_list_none" if state.page == 1 else "recall_list_no_page"
        return replace(
            card, title=say("recall_list_heading", language), message=say(missing, language, page=state.page)
        )
    largest = rows[0] if not state.sort else rows_of(release, of, **asked, rows=1)[0]
    return replace(
        card,
        sentence=say("recall_list_sentence", language, name=of.name(largest), **standing(largest, of)),
        table=_table(rows, of),
        remarks=_remarks(rows[0], of, state),
    )


def one_recall_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the recall whose number a reader asked for: its place in its year, and how far it has come."""
    of, language = behind(release, state), state.language
    if of is None:
        return nothing_behind(release, language)
    found = [row for row in rows_of(release, of, text=state.text or None) if row["record"] == state.text.upper()]
    card = card_of_records(release, of, "recall_list_title", of.counted)
    if not found:
        return replace(card, message=say("recall_list_none", language))
    [row] = found
    said = {"day": write_day(row["date"], language), "completion": _completion(row, of)}
    return replace(
        card,
        title=say("one_recall_title", language, name=of.name(row)),
        headline=of.of_units(row["units"]),
        sentence=say("one_recall_sentence", language, **said, **standing(row, of)),
        table=_table(found, of),
    )


def pages_of(release: Release, state: State) -> int:
    """How many pages the recalls take that a state asks for; none where there is no list."""
    of = behind(release, state)
    rows = rows_of(release, of, **filters_of(of, state), rows=1) if of else []
    return -(-rows[0]["matches"] // ROWS) if rows else 0


def is_one_recall(release: Release, state: State) -> bool:
    """Whether the text of a state is the number of a recall of its period."""
    of = behind(release, state) if state.text else None
    found = rows_of(release, of, text=state.text) if of else []
    return any(row["record"] == state.text.upper() for row in found)


def told_apart(release: Release, state: State) -> tuple[str, list[str], list[str]]:
    """What a list can be cut down by: a breakdown with its members in the period, and the provinces of producers."""
    of = behind(release, state)
    dimension = "consumer_class" if of and of.kind == "consumer" else "component"
    column = "category" if dimension == "consumer_class" else "component"
    rows = rows_of(release, of) if of else []
    members, places = ({row[name] for row in rows} for name in (column, "region"))
    listed = [id for id in catalogue().breakdowns[dimension].members if id in members]
    return dimension, listed, [id for id in regions() if id in places]


def nothing_behind(release: Release, language: str) -> Card:
    """The card where no records are: a dataset of published figures, or another period."""
    why = "recall_no_period" if release.has_records else "no_recall_records"
    title, subtitle = say("recall_list_heading", language), say("made_of_records", language)
    return Card(title=title, subtitle=subtitle, release=release.id, message=say(why, language))


def card_of_records(release: Release, of: Behind, title: str, counted: dict[str, str]) -> Card:
    """A card of the records behind a period, cited as the figures counted from them are."""
    publisher = of.units["publisher"] if of.language == "zh" else of.units["publisher_en"]
    name = of.units["title"] if of.language == "zh" else of.units["title_en"]
    citation = say("records_cited", of.language, publisher=publisher, title=name)
    source = Source(of.units["source"], citation, say(f"seen_{of.units['seen']}", of.language))
    return Card(
        title=say(title, of.language, **of.words, **counted),
        subtitle="",
        sources=(source,),
        caution=caveat("one_large_recall", of.language),
        caveats=(caveat("one_large_recall", of.language), caveat("recalls_are_not_quality", of.language)),
        release=release.id,
    )


def filters_of(of: Behind, state: State) -> dict[str, Any]:
    """What a state asks of the recalls of a period: words, members of a breakdown, provinces of the producer."""
    places = [id for id in state.regions if region(id).level == "province"]
    members = list(state.members) if state.dimension else []
    return {
        "text": state.text or None,
        "named": named_like(state.text, of.kind) if state.text else None,
        "dimension": state.dimension,
        "members": members or None,
        "regions": places or None,
    }


def matches_text(rows: list[Row], of: Behind) -> dict[str, str]:
    """How many recalls answer and how many units they cover, as they are written everywhere."""
    first = rows[0] if rows else {"matches": 0, "units_of_matches": 0}
    if first["matches"] == of.recalls["value"]:
        return of.counted
    return {"recalls": of.of_recalls(first["matches"]), "units": of.of_units(first["units_of_matches"])}


def standing(row: Row, of: Behind) -> dict[str, str]:
    """How large a recall is, and where that puts it among those of its year."""
    return {
        "units": of.of_units(row["units"]),
        "year": str(row["date"].year),
        "share": share_text(row["units"], row["units_of_year"], of.language),
        "place": write_count(row["place"]),
        "recalls": write_count(row["recalls_of_year"]),
    }


def _remarks(first: Row, of: Behind, state: State) -> tuple[str, ...]:
    """What was left out, whether the list adds up to the figure it stands behind, and which page this is."""
    language = of.language
    filters = _filters_text(of, state)
    said = [say("recall_list_filtered", language, filters=say("list_joint", language).join(filters))] if filters else []
    whole = first["matches"] == of.recalls["value"] and first["units_of_matches"] == of.units["value"]
    if whole:
        said.append(say("recall_list_agrees", language, **of.counted))
    pages = -(-first["matches"] // ROWS)
    if pages > 1:
        said.append(say("recall_list_page", language, page=state.page, pages=pages, rows=ROWS))
    return tuple(said)


def _filters_text(of: Behind, state: State) -> list[str]:
    language, asked = of.language, filters_of(of, state)
    said = [say("filter_text", language, text=state.text)] if state.text else []
    said += [catalogue().member(state.dimension, id).text(language) for id in asked["members"] or ()]
    if asked["regions"]:
        places = say("list_joint", language).join(region(id).short[language] for id in asked["regions"])
        said.append(say("filter_producer", language, places=places))
    return said


def _completion(row: Row, of: Behind) -> str:
    language = of.language
    if row["completed"] is None:
        return say("one_recall_silent", language)
    day, share = write_day(row["completed_on"], language), share_text(row["completed"], row["units"], language)
    return say("one_recall_completed", language, day=day, units=of.of_units(row["completed"]), share=share)


def _table(rows: list[Row], of: Behind) -> Table:
    return Table(
        headings(COLUMNS, of.language),
        tuple(_cells(row, of) for row in rows),
        RECORD,
        tuple(record_of(row, RECORD) for row in rows),
    ).without_empty_columns()


def _cells(row: Row, of: Behind) -> tuple[str, ...]:
    language, place = of.language, standing(row, of)
    if row["completed"] is None:
        completed = say("not_reported", language)
    else:
        share, day = share_text(row["completed"], row["units"], language), row["completed_on"].isoformat()
        completed = say("completed_by", language, share=share, day=day)
    return (
        row["record"],
        row["date"].isoformat(),
        place["units"],
        place["share"],
        say("place_of", language, place=place["place"], count=place["recalls"]),
        brand_text(row, language),
        member_text(row, "category", of),
        member_text(row, "component", of),
        member_text(row, "cause", of),
        producer_text(row, language),
        completed,
    )

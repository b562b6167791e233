"""What was read and not entered, and why not? A state in, a card with each such figure out."""

from data.left_out import LeftOut, left_out
from data.releases import Release
from queries import ask
from regions import find_region
from views.cards import Card, Table, headings
from views.records import record_of
from views.sources import citation, cite
from views.state import State
from words import say, texts

COLUMNS = (
    "column_transcribed",
    "column_transcribed_period",
    "column_region",
    "column_printed",
    "column_reason",
    "column_source",
)
RECORD = ("transcript", "source", "figure", "period", "region", "words", "reason")


def left_out_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the figures of our transcripts that were not entered, each with its reason.

    The list is part of no release: a card of it must not be remembered under one.
    """
    language = state.language
    publications = {row["source"]: row for row in ask("publications", release).to_pylist()}
    known = left_out(release.dataset)
    cited = {id: citation(row, language) for id, row in publications.items()}
    rows = tuple(
        (
            one.figure,
            one.period,
            _place(one, language),
            one.words,
            texts("left_out")[one.reason][language],
            cited.get(one.source, one.source),
        )
        for one in known
    )
    records = tuple(record_of(vars(one), RECORD) for one in known)
    return Card(
        title=say("left_out_title", language, count=len(known)),
        subtitle=say("left_out_subtitle", language),
        table=Table(headings(COLUMNS, language), rows, RECORD, records),
        sources=cite((publications[one.source] for one in known if one.source in publications), language),
        release=release.id,
        message="" if known else say("nothing_left_out", language),
    )


def _place(one: LeftOut, language: str) -> str:
    """The regions by their names, or the words of the transcript where they are not known."""
    found = [find_region(name) for name in one.region.split("、")]
    names = [place.short[language] for place in found if place]
    return say("list_joint", language).join(names) if len(names) == len(found) else one.region

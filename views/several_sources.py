"""Where do several sources give one figure, and which is shown? A state in, a card with every source out."""

from itertools import groupby
from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from views.cards import Card, Table, headings
from views.figures import display_text, note_words, reason_shown
from views.records import RECORD, record, record_of
from views.sources import citation, cite
from views.state import State
from views.whereabouts import COLUMNS as WHEREABOUTS
from views.whereabouts import whereabouts
from words import say

Row = dict[str, Any]
COLUMNS = (
    "column_indicator",
    *WHEREABOUTS,
    "column_printed",
    "column_value",
    "column_choice",
    "column_remarks",
    "column_source",
)
FIGURE = ("indicator", "status", "measure", "period", "until", "grain", "region", "dimension", "member")
DISAGREE = "sources_disagree"
ALSO_RECORDED = ("shown", "note", "transcript")


def several_sources_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the figures of one indicator, on either side, that more than one source gives."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    rows = _rows(release, **indicator.sides)
    title = say("several_title", language, name=indicator.texts(language).name)
    nothing = say("nothing_several", language, name=indicator.texts(language).name)
    return _card(rows, title, nothing, release, language)


def every_several_sources_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of the figures of any indicator that more than one source gives."""
    language = state.language
    rows = _rows(release, indicator=None, complement=None)
    title = say("several_title_all", language)
    return _card(rows, title, say("nothing_several_all", language), release, language)


def _rows(release: Release, **of: str | None) -> list[Row]:
    """Each source of such figures; what is counted from records has one source, the records."""
    rows: list[Row] = [] if release.has_records else ask("several_sources", release, **of).to_pylist()
    return rows


def _card(rows: list[Row], title: str, nothing: str, release: Release, language: str) -> Card:
    return Card(
        title=title,
        subtitle=say("several_subtitle", language),
        sentence=_sentence(rows, language) if rows else "",
        table=_table(rows, release, language),
        sources=cite(rows, language),
        release=release.id,
        message="" if rows else nothing,
    )


def _sentence(rows: list[Row], language: str) -> str:
    """How many figures have several sources, how many are printed differently, and how many disagree."""
    figures = [list(group) for _, group in groupby(rows, _figure)]
    differing = sum(len({row["printed"] for row in group}) > 1 for group in figures)
    disagreeing = sum(any(DISAGREE in row["note"].split(";") for row in group) for group in figures)
    counts = {"figures": len(figures), "differing": differing, "disagreeing": disagreeing}
    return say("several_sentence", language, **counts)


def _figure(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in FIGURE)


def _table(rows: list[Row], release: Release, language: str) -> Table:
    joint = say("remark_joint", language)
    written = []
    for row in rows:
        indicator = catalogue().indicators[row["indicator"]]
        written.append(
            (
                indicator.texts(language).name,
                *whereabouts(row, release, language),
                row["printed"] or "",
                display_text(row, indicator, language),
                reason_shown(row, language) if row["shown"] else say("not_shown", language),
                joint.join(note_words(row, language)),
                citation(row, language),
            )
        )
    records = tuple((*record(row), *record_of(row, ALSO_RECORDED)) for row in rows)
    table = Table(headings(COLUMNS, language), tuple(written), (*RECORD, *ALSO_RECORDED), records)
    return table.without_empty_columns()

"""What is every figure of this indicator, as entered? A state in, a card with all of them out."""

from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from views.cards import Card, Table, headings
from views.choices import TOTALS, WHOLE
from views.figures import base_text, display_text, flag_words, is_withheld, kind_of_figure, note_words
from views.records import RECORD, record, record_of
from views.sources import citation, cite
from views.state import State
from views.whereabouts import COLUMNS as WHEREABOUTS
from views.whereabouts import whereabouts
from words import say
from words.numbers import write_count

COLUMNS = (
    *WHEREABOUTS,
    "column_side",
    "column_kind",
    "column_value",
    "column_base",
    "column_printed",
    "column_flags",
    "column_remarks",
    "column_source",
)
PLAIN: dict[str, Any] = {"regions": None, "dimension": None}
ALSO_RECORDED = ("shown", "note", "transcript")


def holdings_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every observation of an indicator and its other side, newest first, none of them turned."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    rows = held_rows(release, indicator)
    sides = say("holdings_sides", language) if indicator.complement else ""
    nation = say("holdings_national", language) if release.has_records else ""
    return Card(
        title=say("holdings_title", language, name=indicator.texts(language).name, count=write_count(len(rows))),
        subtitle=nation or say("holdings_subtitle", language, sides=sides).strip(),
        table=table_of_entered(rows, release, bool(indicator.complement), language),
        sources=cite(rows, language),
        release=release.id,
        message="" if rows else say("nothing_holdings", language, name=indicator.texts(language).name),
    )


def held_rows(release: Release, indicator: Indicator) -> list[dict[str, Any]]:
    """Every observation of an indicator and its other side; of those counted from records the national totals."""
    national = {"regions": list(TOTALS), "dimension": WHOLE} if release.has_records else PLAIN
    rows: list[dict[str, Any]] = ask("holdings", release, **indicator.sides, **national).to_pylist()
    return rows


def table_of_entered(rows: list[dict[str, Any]], release: Release, two_sided: bool, language: str) -> Table:
    """Observations as entered, none of them turned, each saying its side where there are two."""
    joint = say("remark_joint", language)
    written = []
    for row in rows:
        indicator = catalogue().indicators[row["indicator"]]
        shown = row["shown"] or is_withheld(row)
        remarks = note_words(row, language) if shown else (say("not_shown", language), *note_words(row, language))
        written.append(
            (
                *whereabouts(row, release, language),
                indicator.texts(language).name if two_sided else "",
                kind_of_figure(row, language),
                display_text(row, indicator, language),
                base_text(row, language),
                row["printed"] or "",
                joint.join(flag_words(row, language)),
                joint.join(remarks),
                citation(row, language),
            )
        )
    records = tuple((*record(row), *record_of(row, ALSO_RECORDED)) for row in rows)
    table = Table(headings(COLUMNS, language), tuple(written), (*RECORD, *ALSO_RECORDED), records)
    return table.without_empty_columns()

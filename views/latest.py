"""The sentence over a trend: the latest figure against the one before it, or the latest figure of each member."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from indicators import Indicator
from sentences.latest import Latest, change_clause, latest_sentence, several_sentence
from views.changes import change_between, printed_change
from views.figures import figure_of
from words import say

MOST_NAMED = 6
# Spans differ in length and a cumulative only grows: a comparison with the one before would mislead.
NEVER_COMPARED = ("span", "cumulative")
ONE_YEAR = timedelta(days=366)
Row = dict[str, Any]
Rows = list[Row]


def latest_words(
    named: list[tuple[str, Rows]], subject: str, indicator: Indicator, language: str, printed: Row | None = None
) -> str:
    """One sentence about the latest figures of the series, about `subject`.

    `printed` is the change that a source itself prints for the latest figure; it is said rather than one of ours.
    """
    if len(named) > 1:
        return _of_several(named, subject, indicator, language)
    return latest_sentence(_latest(named[0][1], subject, indicator, language, printed), language)


def change_words(rows: Rows, indicator: Indicator, language: str, printed: Row | None = None) -> str:
    """How the latest figure of one series differs from the one before it, as a clause; empty when it cannot be said."""
    return change_clause(_latest(rows, "", indicator, language, printed), language)


def latest_rows(named: list[tuple[str, Rows]]) -> Rows:
    """The rows that the sentence speaks of: the last one, or of several series those of the latest period."""
    latest = max(rows[-1]["until"] for _, rows in named)
    return [rows[-1] for _, rows in named if rows[-1]["until"] == latest]


def _latest(rows: Rows, subject: str, indicator: Indicator, language: str, printed: Row | None) -> Latest:
    now, before = rows[-1], rows[-2] if len(rows) > 1 else None
    figure = figure_of(now, indicator, language)
    said = Latest(subject=subject, period=figure.period, text=figure.text, exact=figure.bound == "exact")
    if now["grain"] in NEVER_COMPARED:
        return said
    if before is not None and "b" in now["flags"]:
        return replace(said, before=figure_of(before, indicator, language).period, broken=True)
    if printed is not None:
        change, direction = printed_change(printed, indicator, language)
        return replace(said, change=change, direction=direction, printed=True)
    if before is None:
        return said
    change, direction = change_between(before, now, indicator, language)
    skips = now["until"] - before["until"] > ONE_YEAR
    earlier = figure_of(before, indicator, language).period
    return replace(said, before=earlier, change=change, direction=direction, skips=skips)


def _of_several(named: list[tuple[str, Rows]], subject: str, indicator: Indicator, language: str) -> str:
    latest = max(rows[-1]["until"] for _, rows in named)
    figures = [(one, figure_of(rows[-1], indicator, language)) for one, rows in named if rows[-1]["until"] == latest]
    parts = [say("member_figure", language, name=one, text=figure.text) for one, figure in figures]
    more = say("and_more", language, count=len(parts)) if len(parts) > MOST_NAMED else ""
    return several_sentence(figures[0][1].period, subject, parts[:MOST_NAMED], more, language)

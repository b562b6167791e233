"""The sentence over a trend: the latest figure against the one before it, or the latest figure of each member."""

from dataclasses import replace
from typing import Any

from indicators import Indicator
from sentences.latest import Latest, change_clause, latest_sentence, several_sentence
from views.changes import change_between
from views.figures import figure_of
from words import say

MOST_NAMED = 6
Rows = list[dict[str, Any]]


def latest_words(named: list[tuple[str, Rows]], place: str, indicator: Indicator, language: str) -> str:
    """One sentence about the latest figures of the series; `place` names a single series."""
    name = indicator.texts(language).name
    if len(named) > 1:
        return _of_several(named, name, indicator, language)
    return latest_sentence(_latest(named[0][1], place, indicator, language), language)


def change_words(rows: Rows, indicator: Indicator, language: str) -> str:
    """How the latest figure of one series differs from the one before it, as a clause; empty when it cannot be said."""
    return change_clause(_latest(rows, "", indicator, language), language)


def _latest(rows: Rows, place: str, indicator: Indicator, language: str) -> Latest:
    now, before = rows[-1], rows[-2] if len(rows) > 1 else None
    figure = figure_of(now, indicator, language)
    subject = say("subject_of", language, name=indicator.texts(language).name, place=place)
    said = Latest(subject=subject, period=figure.period, text=figure.text)
    if before is None:
        return said
    change, direction = change_between(before, now, indicator, language)
    earlier, broken = figure_of(before, indicator, language).period, "b" in now["flags"]
    return replace(said, before=earlier, change=change, direction=direction, broken=broken)


def _of_several(named: list[tuple[str, Rows]], name: str, indicator: Indicator, language: str) -> str:
    latest = max(rows[-1]["until"] for _, rows in named)
    figures = [(one, figure_of(rows[-1], indicator, language)) for one, rows in named if rows[-1]["until"] == latest]
    parts = [say("member_figure", language, name=one, text=figure.text) for one, figure in figures]
    more = say("and_more", language, count=len(parts)) if len(parts) > MOST_NAMED else ""
    return several_sentence(figures[0][1].period, name, parts[:MOST_NAMED], more, language)

"""The members of one level over time: a small panel for each, on the same axes."""

from dataclasses import replace

from charts.marks import BreakLine
from charts.small_multiples import small_multiples
from charts.style import as_json
from views.cards import Card
from views.division import Division
from views.drawn import Drawn
from views.figures import exact_number
from views.latest import latest_rows, latest_words
from views.levels import Level, Row, key_of, main_level
from views.series import scale_of, series_of
from views.sources import cite
from views.trend import series_table
from words import say

MOST_PANELS = 12


def panels_card(of: Division, card: Card, theme: str) -> Card:
    """The card of a level over time; a message where the grain that is asked for has no figures."""
    language, indicator = of.language, of.indicator
    level = main_level(of.levels, of.state.grain, of.release.has_records)
    if level is None:
        return replace(card, title=of.title(), message=say("nothing_trend", language))
    members = _shown(of, level)
    named = [(of.name(id), level.rows[id]) for id in members]
    # The total of what is counted would press every panel flat: only rates have their whole behind them.
    behind = [(of.whole_name, _within(named, level.whole))] if indicator.zooms and level.whole else []
    behind = [(name, rows) for name, rows in behind if rows]
    drawn = Drawn(chosen=named, context=behind, by_region=False)
    breaks = of.breaks(drawn.rows)
    sentence = _sentence(of, members, level)
    series = [series_of(name, rows, indicator, language) for name, rows in named]
    context = [series_of(name, rows, indicator, language, False) for name, rows in behind]
    lines = [BreakLine(since=b.since, text=b.text(language)) for b in breaks]
    figure = small_multiples(series, context[0] if context else None, lines, scale_of(indicator, language), theme)
    latest = latest_rows(named)
    return replace(
        card,
        title=of.title(),
        sentence=sentence,
        figure=as_json(figure),
        alt=say("alt_panels", language, title=of.title(), sentence=sentence),
        table=series_table(drawn, indicator, language),
        sources=cite([*latest, *drawn.rows], language),
        breaks=tuple(b.text(language) for b in breaks),
        remarks=(*_remarks(of, level, drawn, members), *of.withheld(level.grain, level.periods), *card.remarks),
        coverage=of.coverage(level.grain, key_of(latest[0])),
    )


def _within(named: list[tuple[str, list[Row]]], rows: list[Row]) -> list[Row]:
    """The rows that lie between the first and the last figure of the members: more would press their lines together."""
    days = [row["until"] for _, of_member in named for row in of_member]
    return [row for row in rows if min(days) <= row["until"] <= max(days)]


def _sentence(of: Division, members: list[str], level: Level) -> str:
    """The latest figure of each, or of one alone how it differs from the one before."""
    named = [(of.plain_name(id), level.rows[id]) for id in members]
    subject = of.subject()
    if len(named) == 1:
        subject = say("subject_member", of.language, name=subject, place=named[0][0])
    return latest_words(named, subject, of.indicator, of.language)


def _shown(of: Division, level: Level) -> list[str]:
    """The members chosen, or all, in their own order or by their latest figure; of too many the largest."""
    members = [id for id in level.rows if of.is_chosen(id)] or list(level.rows)
    by_size = sorted(members, key=lambda id: exact_number(level.rows[id][-1]), reverse=True)[:MOST_PANELS]
    return [id for id in members if id in by_size] if of.ordered else by_size


def _remarks(of: Division, level: Level, drawn: Drawn, members: list[str]) -> list[str]:
    language = of.language
    said = of.remarks(latest_rows(drawn.chosen))
    latest = max(rows[-1]["until"] for _, rows in drawn.chosen)
    if older := [name for name, rows in drawn.chosen if rows[-1]["until"] < latest]:
        said.append(say("remark_earlier", language, names=say("place_joint", language).join(older)))
    if drawn.context:
        said.append(say("remark_behind", language, name=drawn.context[0][0]))
    if of.breaks(drawn.rows):
        said.append(say("remark_dotted", language))
    left_out = len(level.rows) - len(members)
    if left_out and not of.asked.chosen:
        said.append(say("remark_panels", language, count=len(members), left_out=left_out))
    return said

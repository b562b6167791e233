"""The members of one level in one period: bars by value or in their own order, against the whole."""

from dataclasses import replace
from fractions import Fraction

from charts.ranking import ranking
from charts.style import as_json
from views.cards import Card
from views.comparison import (
    OF_MEMBERS,
    Comparison,
    comparison_sentence,
    comparison_table,
)
from views.division import Division
from views.figures import exact_number, is_unsure
from views.levels import Row, joins_of
from views.period import Period, best_period
from views.series import scale_of
from views.sources import cite
from words import say


def bars_card(of: Division, card: Card, theme: str) -> Card:
    """The card of one period; a message where the period that is asked for has no figures."""
    language, period = of.language, shown_period(of)
    if period is None:
        return replace(card, title=of.title(), message=say("nothing_period_members", language))
    compared = _comparison(of, period)
    rows = [row for _, row in compared.parts]
    key = (period.period, period.until)
    level = of.levels[period.grain]
    stated = "" if level.withheld_at([key]) else level.coverage.get(key, "")
    title = of.title(period.text(language))
    sentence = comparison_sentence(_spoken_of(of, compared), period, stated)
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=_figure(of, compared, theme),
        alt=say("alt_members", language, title=title, sentence=sentence),
        table=comparison_table(compared),
        sources=cite([row for _, row in (*compared.parts, *compared.all)], language),
        remarks=(*of.remarks(rows), *of.withheld(period.grain, [key]), *card.remarks),
        coverage=of.coverage(period.grain, key),
    )


def shown_period(of: Division) -> Period | None:
    """The period asked for, or the newest in which not most members are missing."""
    fitting = of.fitting(of.periods())
    return best_period([one for one in fitting if one.figures > 1] or fitting)


def _comparison(of: Division, period: Period) -> Comparison:
    level, key = of.levels[period.grain], (period.period, period.until)
    found = level.at(key)
    members = [id for id in of.asked.members if id in found]
    if not of.ordered:
        members.sort(key=lambda id: (of.asked.members[id].of_which, *_place(found[id])))
    whole = level.whole_at(key)
    return Comparison(
        parts=[(of.name(id), found[id]) for id in members],
        whole=(of.whole_name, whole) if whole else None,
        adds=of.adds(period.grain, key),
        indicator=of.indicator,
        language=of.language,
        wording=OF_MEMBERS,
    )


def _place(row: Row) -> tuple[bool, Fraction]:
    """Where a figure stands among others: by its size, those too small to rank after them as they come."""
    return is_unsure(row), Fraction(0) if is_unsure(row) else -exact_number(row)


def _spoken_of(of: Division, compared: Comparison) -> Comparison:
    """Without those that overlap with the others, which no order may hold."""
    named = [(of.plain_name(row["member"]), row) for _, row in compared.parts]
    apart = [(name, row) for name, row in named if not of.asked.members[row["member"]].of_which]
    return replace(compared, parts=apart or named)


def _figure(of: Division, compared: Comparison, theme: str) -> str:
    """Bars or dots; the whole as a line beside rates, and as a grey bar beside what is counted among it."""
    bars = [compared.bar(name, row, of.is_chosen(row["member"]) and not is_unsure(row)) for name, row in compared.parts]
    line = compared.bar(*compared.whole) if compared.whole and of.indicator.zooms else None
    if compared.whole and not line and joins_of(of.indicator, of.asked.dimension) == "of_which":
        bars = [compared.bar(*compared.whole, highlighted=False), *bars]
    return as_json(ranking(bars, line, scale_of(of.indicator, of.language), theme))

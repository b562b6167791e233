"""Regions over time: a small panel for each with the nation in grey behind, all on the same axes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from charts.marks import BreakLine
from charts.small_multiples import small_multiples
from charts.style import as_json
from indicators import catalogue
from regions import NATION, region
from views.cards import Card
from views.choices import WHOLE, matrix_rows
from views.drawn import Drawn
from views.region_ranking import sentence_of
from views.regional import Regional
from views.series import crosses, scale_of, series_of
from views.sources import cite
from views.trend import series_table
from views.withheld import withheld_cells, withheld_remark
from words import say

Row = dict[str, Any]
# With twelve panels on a page and the nation in each, so many periods keep the marks below 500.
MOST_PERIODS = 20


def panels_of_regions_card(of: Regional, card: Card, theme: str) -> Card:
    """The card with a panel for each region of the page, or for those chosen; its sentence is of the one period."""
    language, indicator = of.language, of.indicator
    ids = list(of.chosen) or of.on_page([row["region"] for row in of.rows])
    rows = _rows(of, (*ids, NATION))
    days = sorted({row["until"] for id in ids for row in rows[id]})[-MOST_PERIODS:]
    series = [(of.name(id), kept) for id in ids if (kept := _since(rows[id], days))]
    # The total of what is counted would press every panel flat: only rates have the nation behind them.
    nation = [row for row in _since(rows[NATION], days) if row["until"] <= days[-1]] if indicator.zooms else []
    behind = [(region(NATION).short[language], nation)] if nation else []
    drawn = Drawn(chosen=series, context=behind, by_region=True)
    breaks = [one for one in catalogue().breaks(indicator.id) if crosses(one.since, drawn.rows)]
    sentence, title = sentence_of(of), of.title(say(f"grain_{of.period.grain}", language))
    withheld = withheld_cells(of.release, of.choices, of.period.grain, WHOLE, ids)
    figure = small_multiples(
        [series_of(name, own, indicator, language) for name, own in series],
        series_of(*behind[0], indicator, language, False) if behind else None,
        [BreakLine(since=one.since, text=one.text(language)) for one in breaks],
        scale_of(indicator, language),
        theme,
    )
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=as_json(figure),
        alt=say("alt_panels", language, title=title, sentence=sentence),
        table=series_table(drawn, indicator, language),
        sources=cite(drawn.rows[::-1], language),
        breaks=tuple(one.text(language) for one in breaks),
        remarks=of.remarks(
            drawn.rows,
            *([say("remark_behind", language, name=behind[0][0])] if behind else []),
            *withheld_remark(sum(row["until"] in days for row in withheld), language),
        ),
    )


def _rows(of: Regional, ids: Iterable[str]) -> dict[str, list[Row]]:
    """The figures of each region in the grain that is shown, oldest first."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in matrix_rows(of.release, of.choices, of.period.grain, WHOLE, ids):
        rows[row["region"]].append(row)
    return rows


def _since(rows: list[Row], days: list[Any]) -> list[Row]:
    return [row for row in rows if row["until"] >= days[0]]

"""Which places in the order each region may hold: rank intervals instead of bare ranks, or that none can be given."""

from dataclasses import replace
from typing import Any

from charts.marks import Bar, Scale
from charts.ranking import ranking
from charts.style import as_json
from methods.ranks import Ranks, rank_intervals
from views.cards import Card, Table, headings
from views.comparison import MOST_LISTED
from views.figures import figure_of
from views.records import RECORD, record
from views.region_rows import FEWEST_RANKED
from views.regional import Regional
from views.series import hover_lines
from views.sources import citation, cite
from words import capitalised, say
from words.numbers import write_count

Row = dict[str, Any]
COLUMNS = ("column_region", "column_ranks", "column_value", "column_base", "column_remarks", "column_source")


def ranks_card(of: Regional, card: Card, theme: str) -> Card:
    """The card of the places that regions may hold; a message where too few have counts."""
    rows, card = of.ranked, replace(card, verdict=None)
    if len(rows) < FEWEST_RANKED:
        return replace(card, message=say("nothing_funnel", of.language, count=FEWEST_RANKED), finding="")
    ranks = _ranks(of, rows)
    order = sorted(range(len(rows)), key=lambda n: (int(ranks.lower[n] + ranks.upper[n]), int(ranks.lower[n])))
    by_id = {rows[n]["region"]: n for n in order}
    bars = [_bar(of, rows[by_id[id]], ranks, by_id[id]) for id in of.on_page(list(by_id))]
    sentence = _sentence(of, rows, ranks, order)
    return replace(
        card,
        sentence=sentence,
        finding=say("ranks_finding", of.language, count=write_count(len(rows))),
        figure=as_json(ranking(bars, None, Scale(from_zero=False, language=of.language, unit=""), theme)),
        alt=say("alt_ranks", of.language, title=card.title, sentence=sentence),
        table=_table(of, [(rows[n], _text(of, ranks, n)) for n in order]),
        sources=cite(rows, of.language),
        remarks=of.remarks(of.rows, *of.unranked_remark(), *of.withheld_remark()),
    )


def _ranks(of: Regional, rows: list[Row]) -> Ranks:
    """The first place is the best one: the highest, or the lowest where less is better."""
    x, n = ([int(row[part]) for row in rows] for part in ("numerator", "denominator"))
    if of.indicator.better == "lower":
        x = [whole - part for part, whole in zip(x, n, strict=True)]
    return rank_intervals(x, n)


def _text(of: Regional, ranks: Ranks, n: int) -> str:
    first, last = int(ranks.lower[n]), int(ranks.upper[n])
    return say("rank_one" if first == last else "rank_between", of.language, first=first, last=last)


def _bar(of: Regional, row: Row, ranks: Ranks, n: int) -> Bar:
    """A region between the places it may hold; its text is the interval."""
    figure, name, text = figure_of(row, of.indicator, of.language), of.name(row["region"]), _text(of, ranks, n)
    hover = hover_lines(name, figure, row, of.language)
    first, last = float(ranks.lower[n]), float(ranks.upper[n])
    return Bar(
        name=name,
        number=(first + last) / 2,
        text=text,
        hover=(hover[0], text, *hover[1:]),
        id=row["region"],
        low=first,
        high=last,
        highlighted=not of.is_context(row),
    )


def _sentence(of: Regional, rows: list[Row], ranks: Ranks, order: list[int]) -> str:
    """Who is surely in the first half and who in the last; or that no two can be told apart."""
    language, values = (
        of.language,
        {"period": capitalised(of.period.text(of.language)), "count": write_count(len(rows))},
    )
    if not ranks.ordered:
        return say("sentence_ranks_none", language, **values)
    spoken = [n for n in order if rows[n]["region"] in of.chosen] or [order[0], order[-1]]
    parts = [
        say("member_figure", language, name=of.name(rows[n]["region"]), text=_text(of, ranks, n))
        for n in spoken[:MOST_LISTED]
    ]
    alone = sum(int(one == other) for one, other in zip(ranks.lower, ranks.upper, strict=True))
    return say("sentence_ranks", language, **values, parts=say("comma", language).join(parts), alone=write_count(alone))


def _table(of: Regional, ranked: list[tuple[Row, str]]) -> Table:
    language, joint = of.language, say("remark_joint", of.language)
    rows, records = [], []
    for row, text in ranked:
        figure = figure_of(row, of.indicator, language)
        remarks = joint.join(figure.remarks)
        rows.append((of.name(row["region"]), text, figure.text, figure.base, remarks, citation(row, language)))
        records.append((*record(row), text))
    columns = headings(COLUMNS, language)
    return Table(columns, tuple(rows), (*RECORD, "ranks"), tuple(records)).without_empty_columns()

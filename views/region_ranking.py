"""Regions side by side in one period: bars or dots with intervals, in order, beside what each is held against."""

from dataclasses import replace

from charts.ranking import ranking
from charts.style import as_json
from views.cards import Card
from views.comparison import comparison_sentence, comparison_table
from views.regional import Regional
from views.series import scale_of
from views.sources import cite
from words import say


def ranking_card(of: Regional, card: Card, theme: str) -> Card:
    """The card with the regions of one page, the nation as a line or what each is held against as its own mark."""
    figures, language = of.figures, of.language
    line = figures.bar(*figures.reference) if figures.reference and figures.indicator.zooms else None
    on_page = set(of.on_page([row["region"] for _, row in figures.parts]))
    bars = [figures.bar(name, row, not of.is_context(row)) for name, row in figures.parts if row["region"] in on_page]
    card = described(of, card)
    own = any(bar.against is not None for bar in bars)
    return replace(
        card,
        remarks=(*card.remarks, *([say("remark_own_reference", language)] if own else [])),
        figure=as_json(ranking(bars, line, scale_of(figures.indicator, language), theme)),
        alt=say("alt_regions", language, title=card.title, sentence=card.sentence),
    )


def described(of: Regional, card: Card) -> Card:
    """What is said of one period, whatever draws it: sentence, table, sources, remarks."""
    figures = of.figures
    held = [one for one in (figures.whole, figures.reference) if one]
    return replace(
        card,
        sentence=sentence_of(of),
        table=comparison_table(figures),
        sources=cite([row for _, row in (*figures.parts, *held)], of.language),
        remarks=of.remarks(of.rows, *of.withheld_remark()),
    )


def sentence_of(of: Regional) -> str:
    """The sentence of the one period, whatever draws it."""
    return comparison_sentence(of.figures, of.period, of.coverage, [of.name(id) for id in of.chosen])

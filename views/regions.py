"""How do regions compare on this indicator in one period? A state in, a card with a sorted chart out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from charts.ranking import ranking
from charts.style import as_json
from charts.tile_map import tile_map
from data.releases import Release
from indicators import Indicator
from regions import NATION, region, schemes
from views.about import card_about
from views.cards import Card
from views.choices import Choices, choices_of
from views.comparison import (
    OF_REGIONS,
    Comparison,
    Period,
    comparison_remarks,
    comparison_sentence,
    comparison_table,
)
from views.coverage import stated_coverage
from views.places import units_of
from views.region_choices import compared, forms, kind_text, periods, region_rows
from views.region_periods import heat_figure, heat_periods, heat_table, matrix_of
from views.series import scale_of
from views.sources import cite
from views.state import State
from views.tiles import tiles_of
from words import say

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a state asks of regions: which of them in which period, with their figures and how complete they are."""

    release: Release
    choices: Choices
    kind: str
    within: str
    period: Period
    offered: list[Period]
    figures: Comparison
    coverage: str
    chosen: tuple[str, ...]
    theme: str

    @property
    def rows(self) -> list[Row]:
        """The figures of the regions, highest first."""
        return [dict(row) for _, row in self.figures.parts]

    @property
    def nation(self) -> Row | None:
        """The figure of the nation."""
        return dict(self.figures.whole[1]) if self.figures.whole else None

    def title(self, when: str) -> str:
        """What is compared, and when."""
        language, name = self.figures.language, self.choices.indicator.texts(self.figures.language).name
        return say("regions_title", language, name=name, kind=kind_text(self.kind, language, self.within), period=when)

    def remarks(self, rows: list[Row], *more: str) -> tuple[str, ...]:
        """What must be said of the figures and of the grouping."""
        language = self.figures.language
        grouping = [schemes()[self.kind].note[language]] if self.kind in schemes() else []
        without = [region(id).short[language] for id in self.chosen if id not in {row["region"] for row in rows}]
        missing = (
            [say("remark_none_then", language, names=say("place_joint", language).join(without))] if without else []
        )
        return (*missing, *comparison_remarks(rows, self.choices.indicator, language), *grouping, *more)

    @property
    def chosen_names(self) -> list[str]:
        """The names of the regions that the reader chose."""
        return [region(id).short[self.figures.language] for id in self.chosen]

    def is_context(self, row: Row) -> bool:
        """Whether a region stands in grey: others were chosen."""
        found = {row["region"] for row in self.rows}
        return bool(found.intersection(self.chosen)) and row["region"] not in self.chosen


def regions_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator by region in one period, with the nation as reference where it is known."""
    choices = choices_of(release, state.indicator)
    language, indicator = state.language, choices.indicator
    kind, within, period = compared(release, state, choices)
    name = indicator.texts(language).name
    card = card_about(indicator, release, language)
    if period is None:
        message = say("nothing_period", language) if kind else say("nothing_regions", language, name=name)
        return replace(card, message=message)
    cell = {"status": choices.status, "until": period.until, "grain": period.grain, "region": ""}
    stated = stated_coverage(release, indicator, kind, cell)
    of = Asked(
        release=release,
        choices=choices,
        kind=kind,
        within=within,
        period=period,
        offered=periods(release, choices, kind, within),
        figures=_comparison(region_rows(release, choices, kind, period, within), indicator, language),
        coverage=stated.get("coverage", ""),
        chosen=tuple(id for id in state.regions if id in units_of(kind, within)),
        theme=theme,
    )
    card = replace(
        card,
        sentence=comparison_sentence(of.figures, period, of.coverage, of.chosen_names),
        coverage=say(f"coverage_{of.coverage}", language, count=stated["members"]) if stated else "",
    )
    form = state.form if state.form in forms(kind, of.offered, period) else ""
    return FORMS[form](of, card)


def _bars(of: Asked, card: Card) -> Card:
    figures, title = of.figures, of.title(of.period.text(of.figures.language))
    line = figures.bar(*figures.whole) if figures.whole and figures.indicator.zooms else None
    bars = [figures.bar(name, row, not of.is_context(dict(row))) for name, row in figures.parts]
    scale = scale_of(figures.indicator, figures.language)
    return replace(
        card,
        title=title,
        figure=as_json(ranking(bars, line, scale, of.theme)),
        alt=say("alt_regions", figures.language, title=title, sentence=card.sentence),
        table=comparison_table(figures),
        sources=cite(
            [row for _, row in [*figures.parts, *([figures.whole] if figures.whole else [])]], figures.language
        ),
        remarks=of.remarks(of.rows),
    )


def _map(of: Asked, card: Card) -> Card:
    language, indicator = of.figures.language, of.figures.indicator
    tiles = tiles_of(of.rows, of.nation, indicator, of.coverage, language, of.chosen)
    card = _bars(of, card)
    return replace(
        card,
        figure=as_json(tile_map(*tiles, of.theme)),
        alt=say("alt_map", language, title=card.title, sentence=card.sentence),
        remarks=of.remarks(of.rows, say("remark_tiles", language)),
    )


def _heat(of: Asked, card: Card) -> Card:
    """The sentence stays that of the one period; table and sources are of all."""
    language = of.figures.language
    shown = heat_periods(of.offered, of.period)
    regions = [NATION, *units_of(of.kind, of.within)]
    matrix = matrix_of(of.release, of.choices, of.kind, regions, shown, language, of.chosen)
    title = of.title(say("periods_between", language, first=shown[0].text(language), last=shown[-1].text(language)))
    rows = sorted(matrix.figures.values(), key=lambda row: row["until"], reverse=True)
    return replace(
        card,
        title=title,
        figure=heat_figure(matrix, of.theme),
        alt=say("alt_heat", language, title=title, sentence=card.sentence),
        table=heat_table(matrix),
        sources=cite([*rows, *matrix.nation.values()], language),
        remarks=of.remarks([dict(row) for row in rows], say("remark_heat", language)),
    )


FORMS: dict[str, Callable[[Asked, Card], Card]] = {"": _bars, "map": _map, "heat": _heat}


def _comparison(rows: list[Row], indicator: Indicator, language: str) -> Comparison:
    nation = next((row for row in rows if row["region"] == NATION), None)
    named: list[tuple[str, Row]] = [
        (region(row["region"]).short[language], row) for row in rows if row["region"] != NATION
    ]
    return Comparison(
        parts=named,
        whole=(region(NATION).short[language], nation) if nation else None,
        adds=indicator.regions == "sum",
        indicator=indicator,
        language=language,
        wording=OF_REGIONS,
    )

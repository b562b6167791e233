"""Regions over the last periods: a heat map whose colours measure what those of the tile map do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from charts.heat_map import heat_map
from charts.marks import Shade, Tile
from charts.style import as_json
from data.releases import Release
from indicators import Indicator
from regions import NATION, region
from views.cards import Table, headings
from views.choices import WHOLE, Choices, matrix_rows
from views.comparison import Period
from views.coverage import stated_coverage
from views.figures import bare_text, exact_number, figure_of
from views.records import RECORD, record
from views.series import hover_lines
from views.sources import citation
from views.tiles import LOOKS, is_share, measure, shade_of
from words import say
from words.ticks import write_tick

Row = Mapping[str, Any]
# So many columns with their numbers fit a phone.
MOST_COLUMNS = 5
COLUMNS = ("column_region", "column_period", "column_value", "column_base", "column_remarks", "column_source")


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """The figures of regions in several periods, oldest first; those of the nation apart, and how complete each is."""

    indicator: Indicator
    language: str
    periods: list[Period]
    figures: dict[tuple[str, Period], Row]
    nation: dict[Period, Row]
    coverage: dict[Period, str]
    chosen: tuple[str, ...] = ()

    @property
    def regions(self) -> list[str]:
        """The regions with a figure: by the newest period that has one, then by size, the highest first."""
        newest = {id: n for n, period in enumerate(self.periods) for id, at in self.figures if at == period}
        return sorted(newest, key=lambda id: (newest[id], self._number(id, newest[id])), reverse=True)

    def _number(self, id: str, n: int) -> Fraction:
        return exact_number(self.figures[id, self.periods[n]])


def heat_periods(offered: Sequence[Period], shown: Period) -> list[Period]:
    """Up to five periods of the grain of the one shown, oldest first, in which not most regions are missing.

    They end with the one shown, or later where fewer go before it; none where there are not two.
    """
    alike = sorted((one for one in offered if one.grain == shown.grain), key=lambda one: one.until)
    most = max(one.figures for one in alike)
    full = [one for one in alike if 2 * one.figures >= most or one == shown]
    end = max(full.index(shown) + 1, MOST_COLUMNS)
    return full[max(0, end - MOST_COLUMNS) : end] if len(full) > 1 else []


def matrix_of(
    release: Release,
    choices: Choices,
    kind: str,
    ids: Sequence[str],
    periods: list[Period],
    language: str,
    chosen: tuple[str, ...] = (),
) -> Matrix:
    """The figures of the regions `ids` (with the nation among them) in the periods."""
    indicator = choices.indicator
    rows = matrix_rows(release, choices, periods[0].grain, WHOLE, ids)
    at = {(period.period, period.until): period for period in periods}
    found = {
        (row["region"], at[row["period"], row["until"]]): row for row in rows if (row["period"], row["until"]) in at
    }
    cell = {"status": choices.status, "grain": periods[0].grain, "region": ""}
    stated = {one: stated_coverage(release, indicator, kind, {**cell, "until": one.until}) for one in periods}
    return Matrix(
        indicator=indicator,
        language=language,
        periods=periods,
        figures={(id, period): row for (id, period), row in found.items() if id != NATION},
        nation={period: row for (id, period), row in found.items() if id == NATION},
        coverage={period: one.get("coverage", "") for period, one in stated.items()},
        chosen=chosen,
    )


def heat_figure(of: Matrix, theme: str) -> str:
    """The heat map. What adds up is coloured by share of the nation, and left bare in a period without the nation."""
    tiles, shade = tiles_of_matrix(of)
    names = [region(id).short[of.language] for id in of.regions]
    columns = [write_tick(period.until, period.grain, of.language) for period in of.periods]
    return as_json(heat_map(tiles, names, columns, shade, theme))


def tiles_of_matrix(of: Matrix) -> tuple[list[Tile], Shade]:
    """A tile for each region and period, and what the colours measure."""
    shared = any(is_share(row, of.indicator) for row in of.nation.values())
    measured = {
        (id, period): measure(row, of.nation.get(period), of.indicator)
        for (id, period), row in of.figures.items()
        if not shared or is_share(of.nation.get(period), of.indicator)
    }
    low, high = (min(measured.values()) if of.indicator.zooms else Fraction(0)), max(measured.values())
    looks = {look: say(f"look_{look}", of.language) for look in (*LOOKS, "bare")}
    span = high - low or Fraction(1)
    shades = {place: float((number - low) / span) for place, number in measured.items()}
    tiles = [
        Tile(
            id=id, name=id, highlighted=id in of.chosen, column=column, row=row, **_cell(of, id, period, shades, looks)
        )
        for row, id in enumerate(of.regions)
        for column, period in enumerate(of.periods)
    ]
    return tiles, shade_of(list(of.figures.values()), (low, high) if shared else None, of.indicator, looks, of.language)


def _cell(
    of: Matrix, id: str, period: Period, shades: Mapping[tuple[str, Period], float], looks: Mapping[str, str]
) -> dict[str, Any]:
    """What stands in a cell: its number with a colour, or without one, or why there is none."""
    name, row = region(id).name[of.language], of.figures.get((id, period))
    if row is None:
        look = "cut" if of.coverage[period] == "copy_cut" else "unknown"
        return {"look": look, "hover": (f"{period.text(of.language)}  {name}", looks[look])}
    hover = hover_lines(name, figure_of(row, of.indicator, of.language), row, of.language)
    shaded = {"shade": shades[id, period]} if (id, period) in shades else {"look": "bare"}
    return {"text": bare_text(row, of.indicator, of.language), "hover": hover, **shaded}


def heat_table(of: Matrix) -> Table:
    """A row for each figure of the heat map, region by region, with the nation first."""
    nation = [(period, row) for period, row in of.nation.items()]
    listed = nation + [
        (period, of.figures[id, period]) for id in of.regions for period in of.periods if (id, period) in of.figures
    ]
    joint = say("remark_joint", of.language)
    rows = []
    for period, row in listed:
        figure = figure_of(row, of.indicator, of.language)
        name, when = region(row["region"]).short[of.language], period.text(of.language)
        rows.append((name, when, figure.text, figure.base, joint.join(figure.remarks), citation(row, of.language)))
    records = tuple(record(row) for _, row in listed)
    return Table(headings(COLUMNS, of.language), tuple(rows), RECORD, records).without_empty_columns()

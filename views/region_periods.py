"""Regions over the last periods: a heat map whose colours measure what those of the tile map do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from charts.heat_map import heat_map
from charts.marks import Shade, Tile
from charts.style import as_json
from data.releases import Release
from indicators import Indicator
from regions import NATION, region
from views.cards import Card, Table, headings
from views.choices import WHOLE, Choices, matrix_rows
from views.coverage import stated_coverage
from views.figures import exact_number, figure_of, is_unsure
from views.period import Period, heat_periods
from views.places import told_apart
from views.records import RECORD, record
from views.references import Reference, references
from views.region_ranking import sentence_of
from views.regional import Regional
from views.sources import citation, cite
from views.standings import Standing, classes
from views.tiles import LOOKS, is_share, marked_text, measure, shade_of
from views.withheld import withheld_cells, withheld_remark
from words import say
from words.numbers import write_count
from words.ticks import write_tick

Row = Mapping[str, Any]
HELD = ("column_value", "column_base", "column_against")
COLUMNS = ("column_region", "column_period", *HELD, "column_remarks", "column_source")


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
    withheld: frozenset[tuple[str, Period]] = frozenset()
    standings: Mapping[tuple[str, Period], Standing] = field(default_factory=dict)

    @property
    def regions(self) -> list[str]:
        """The regions with a figure: by the newest period that has one, then the highest first, unsure ones last."""
        newest = {id: n for n, period in enumerate(self.periods) for id, at in self.figures if at == period}
        return sorted(newest, key=lambda id: (newest[id], *self._place(id, newest[id])), reverse=True)

    def _place(self, id: str, n: int) -> tuple[bool, Fraction]:
        row = self.figures[id, self.periods[n]]
        return not is_unsure(row), Fraction(0) if is_unsure(row) else exact_number(row)


def heat_card(of: Regional, card: Card, theme: str) -> Card:
    """The sentence stays that of the one period; table and sources are of all, marks of all cells together."""
    language = of.language
    shown = heat_periods(of.offered, of.period)
    title = of.title(say("periods_between", language, first=shown[0].text(language), last=shown[-1].text(language)))
    ids = [NATION, *of.on_page([row["region"] for row in of.rows] + _further(of))]
    matrix = matrix_of(of.release, of.choices, of.kind, ids, shown, language, of.chosen)
    matrix = replace(matrix, standings=_standings(of, matrix))
    rows = sorted(matrix.figures.values(), key=lambda row: row["until"], reverse=True)
    marked = sum(bool(one.mark) for one in matrix.standings.values())
    counts = {"count": write_count(len(matrix.standings)), "marked": write_count(marked)}
    sentence = sentence_of(of)
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=heat_figure(matrix, theme),
        alt=say("alt_heat", language, title=title, sentence=sentence),
        table=heat_table(matrix),
        sources=cite([*rows, *matrix.nation.values()], language),
        remarks=of.remarks(
            [dict(row) for row in rows],
            *withheld_remark(len(matrix.withheld), language),
            say("remark_heat", language),
            *([say("remark_heat_marks", language, **counts)] if matrix.standings else []),
        ),
    )


def _further(of: Regional) -> list[str]:
    """The regions without a figure in the period shown, which may have one in another."""
    known = {row["region"] for row in of.rows}
    return [id for id in of.units if id not in known]


def _standings(of: Regional, matrix: Matrix) -> dict[tuple[str, Period], Standing]:
    """The class of every cell against what its region is held against in the same period, all cells together."""
    held: dict[tuple[str, Period], tuple[Row, Reference]] = {}
    for period in matrix.periods:
        ids = [id for id, at in matrix.figures if at == period]
        known = references(of.release, of.choices, period, ids, of.state)
        held |= {(id, period): (matrix.figures[id, period], known[id]) for id in ids if id in known}
    return classes(held, of.indicator)


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
        withheld=frozenset(
            (row["region"], at[key])
            for row in withheld_cells(release, choices, periods[0].grain, WHOLE, ids)
            if (key := (row["period"], row["until"])) in at and row["region"] != NATION
        ),
    )


def heat_figure(of: Matrix, theme: str) -> str:
    """The heat map. What adds up is coloured by share of the nation, and left bare in a period without the nation."""
    tiles, shade = tiles_of_matrix(of)
    names = [told_apart(id, of.language) for id in of.regions]
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
        withheld, cut = (id, period) in of.withheld, of.coverage[period] == "copy_cut"
        look = "withheld" if withheld else "cut" if cut else "unknown"
        return {"look": look, "hover": (f"{period.text(of.language)}  {name}", looks[look])}
    text, hover = marked_text(name, row, of.indicator, of.language, of.standings.get((id, period)))
    shaded = {"shade": shades[id, period]} if (id, period) in shades else {"look": "bare"}
    return {"text": text, "hover": hover, **shaded}


def heat_table(of: Matrix) -> Table:
    """A row for each figure of the heat map, region by region, with the nation first."""
    nation = [(period, row) for period, row in of.nation.items()]
    listed = nation + [
        (period, of.figures[id, period]) for id in of.regions for period in of.periods if (id, period) in of.figures
    ]
    joint, language = say("remark_joint", of.language), of.language
    rows = []
    for period, row in listed:
        figure = figure_of(row, of.indicator, language)
        name, when = told_apart(row["region"], language), period.text(language)
        held = of.standings.get((row["region"], period))
        told = (figure.text, figure.base, held.text(language) if held else "")
        rows.append((name, when, *told, joint.join(figure.remarks), citation(row, language)))
    records = tuple(record(row) for _, row in listed)
    return Table(headings(COLUMNS, language), tuple(rows), RECORD, records).without_empty_columns()

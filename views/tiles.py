"""The regions of a period as tiles of a map: coloured by share of the nation where they add up, else by value."""

from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from charts.marks import Shade, Tile
from indicators import Indicator
from regions import Region, provinces
from views.figures import bare_text, computed_share, display_text, exact_number, figure_of
from views.series import hover_lines
from views.standings import Standing
from words import say

Row = Mapping[str, Any]
LOOKS = ("unknown", "cut", "outside", "withheld")
NO_STANDINGS: Mapping[str, Standing] = MappingProxyType({})


def tiles_of(
    rows: Sequence[Row],
    nation: Row | None,
    indicator: Indicator,
    coverage: str,
    language: str,
    chosen: Sequence[str] = (),
    withheld: Set[str] = frozenset(),
    standings: Mapping[str, Standing] = NO_STANDINGS,
) -> tuple[list[Tile], Shade]:
    """A tile for each provincial unit, and what the colours measure.

    `coverage` tells why a unit has no figure, `withheld` of which it is not shown; `standings` give the marks beside
    the numbers.
    """
    by_region = {row["region"]: row for row in rows}
    measured = {id: measure(row, nation, indicator) for id, row in by_region.items()}
    low, high = (Fraction(0) if not indicator.zooms else min(measured.values())), max(measured.values())
    looks = {look: say(f"look_{look}", language) for look in LOOKS}
    tiles = []
    for unit in provinces():
        row = by_region.get(unit.id)
        if row is None:
            tiles.append(_without(unit, "withheld" if unit.id in withheld else coverage, looks, language))
            continue
        shade = (measured[unit.id] - low) / (high - low) if high > low else Fraction(1, 2)
        text, hover = marked_text(unit.name[language], row, indicator, language, standings.get(unit.id))
        picked = {"id": unit.id, "highlighted": unit.id in chosen}
        tiles.append(_tile(unit, language, text=text, shade=float(shade), hover=hover, **picked))
    ends = (low, high) if is_share(nation, indicator) else None
    return tiles, shade_of(rows, ends, indicator, looks, language)


def marked_text(
    name: str, row: Row, indicator: Indicator, language: str, standing: Standing | None
) -> tuple[str, tuple[str, ...]]:
    """The number of a tile or cell with the mark of its class, and what appears when it is touched."""
    hover = hover_lines(name, figure_of(row, indicator, language), row, language)
    text = bare_text(row, indicator, language)
    if standing is None:
        return text, hover
    return f"{text}{standing.mark}", (hover[0], standing.text(language), *hover[1:])


def shade_of(
    rows: Sequence[Row],
    shares: tuple[Fraction, Fraction] | None,
    indicator: Indicator,
    looks: dict[str, str],
    language: str,
) -> Shade:
    """What the colours measure: shares of the nation between two ends, or the figures themselves."""
    if shares:
        ends = [computed_share(end, language) for end in shares]
        return Shade(name=say("shade_share", language), lowest=ends[0], highest=ends[1], looks=looks)
    ordered = sorted(rows, key=exact_number)
    texts = [display_text(row, indicator, language) for row in (ordered[0], ordered[-1])]
    lowest = texts[0] if indicator.zooms else "0"
    return Shade(name=indicator.texts(language).name, lowest=lowest, highest=texts[1], looks=looks)


def is_share(nation: Row | None, indicator: Indicator) -> bool:
    """Whether colours measure shares of the nation: of what adds up, where the nation is known."""
    return nation is not None and indicator.regions == "sum" and indicator.kind != "share" and exact_number(nation) > 0


def measure(row: Row, nation: Row | None, indicator: Indicator) -> Fraction:
    """What colours a tile: the share of the nation (0 to 1) of what adds up, else the figure itself."""
    if nation is not None and is_share(nation, indicator):
        return exact_number(row) / exact_number(nation)
    return exact_number(row)


def _without(unit: Region, coverage: str, looks: Mapping[str, str], language: str) -> Tile:
    why = {"copy_cut": "cut", "withheld": "withheld"}.get(coverage, "unknown")
    look = why if unit.in_statistics else "outside"
    return _tile(unit, language, look=look, hover=(unit.name[language], looks[look]))


def _tile(unit: Region, language: str, **given: Any) -> Tile:
    """Chinese names fit a tile; English ones do not, so there the letters of ISO 3166-2:CN stand."""
    assert unit.iso, "every provincial unit has its letters"
    assert unit.tile, "and its place"
    name = unit.short["zh"].removeprefix("中国") if language == "zh" else unit.iso.removeprefix("CN-")
    column, row = unit.tile
    return Tile(name=name, column=column, row=row, **given)

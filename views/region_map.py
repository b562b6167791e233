"""Provinces of one period as tiles of a map, or on a reviewed base map: value, state, and why one has none."""

from dataclasses import replace

from charts.marks import Shade, Tile
from charts.style import as_json
from charts.tile_map import tile_map
from regions import provinces
from views.boundary import boundary_figure, boundary_state
from views.cards import Card
from views.region_ranking import described
from views.regional import Regional
from views.tiles import tiles_of
from words import say


def map_card(of: Regional, card: Card, theme: str) -> Card:
    """The card with a tile for each provincial unit."""
    card = described(of, card)
    return replace(
        card,
        figure=as_json(tile_map(*tiles(of), theme)),
        alt=say("alt_map", of.language, title=card.title, sentence=card.sentence),
        remarks=(*card.remarks, *_marks(of), say("remark_tiles", of.language)),
    )


def boundary_card(of: Regional, card: Card, theme: str) -> Card:
    """The card on the base map that was supplied, with its source and its number; why not, where it is gone."""
    card, found = described(of, card), boundary_state(of.language)
    made, shade = tiles(of)
    # A tile without a figure has no name to click; on the map its code is its place.
    placed = [replace(tile, id=unit.id) for tile, unit in zip(made, provinces(), strict=True)]
    figure = boundary_figure(placed, shade, of.language, theme)
    if not figure:
        return replace(card, message=" ".join((found.text, *found.faults)))
    return replace(
        card,
        figure=figure,
        alt=say("alt_boundary", of.language, title=card.title, sentence=card.sentence),
        remarks=(*card.remarks, found.text),
    )


def tiles(of: Regional) -> tuple[list[Tile], Shade]:
    """A tile for each provincial unit with the mark of its class, and what the colours measure."""
    standings = of.figures.standings
    return tiles_of(of.rows, of.nation, of.indicator, of.coverage, of.language, of.chosen, of.withheld, standings)


def _marks(of: Regional) -> list[str]:
    """What the marks beside the numbers say, where there are any."""
    marked = any(one.mark for one in of.figures.standings.values())
    return [say("remark_marks", of.language)] if marked else []

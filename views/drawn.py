"""Which series a trend draws: those that it speaks of, and in grey behind them those like the ones a reader chose."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.releases import Release
from indicators import catalogue
from regions import breakdown_of, in_order, region
from views.choices import WHOLE, Choices, filled, matrix_rows, place_text
from views.control import Control
from views.state import State
from views.withheld import withheld_cells

Row = dict[str, Any]
Named = list[tuple[str, list[Row]]]
Cell = tuple[str, str]
MOST_HIGHLIGHTED, MOST_CONTEXT = 6, 40


@dataclass(frozen=True)
class Drawn:
    """`chosen` is what headline and sentence speak of, `context` what stands behind it: names, each with its rows.

    `by_region` says that the series are regions and not members; `crowded` that several of both were asked for, which
    is not drawn. `without` names what was chosen and has no figures; `left_out` counts a context that is too large;
    `control` holds the one chosen series against its own course; `withheld` are the periods of what was chosen whose
    figures are withheld.
    """

    chosen: Named
    context: Named
    by_region: bool
    crowded: bool = False
    without: tuple[str, ...] = ()
    left_out: int = 0
    control: Control | None = None
    withheld: tuple[Row, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """Every row that is drawn, those of the chosen series first."""
        return [row for _, rows in (*self.chosen, *self.context) for row in rows]

    @property
    def behind_time(self) -> list[str]:
        """The regions spoken of whose last figure is older than the latest one of the others."""
        latest = max(rows[-1]["until"] for _, rows in self.chosen)
        return [name for name, rows in self.chosen if self.by_region and rows[-1]["until"] < latest]

    @property
    def side_by_side(self) -> bool:
        """Whether several series are known for one period only: lines of one point would show nothing."""
        return len(self.chosen) + len(self.context) > 1 and len({row["until"] for row in self.rows}) == 1


def drawn(release: Release, asked: State, choices: Choices) -> Drawn:
    """The series of a state as its link gives it: what the link leaves open is not chosen and has no context."""
    state = filled(asked, choices)
    members = drawn_members(state, choices)
    by_region = state.dimension == WHOLE or len(state.regions) > 1
    if by_region and len(members) > 1:
        return Drawn([], [], by_region, crowded=True)
    chosen = _chosen(state, members, by_region)
    alike = _regions_alike(asked, state, choices, members) if by_region else _members_alike(state, choices, members)
    behind = alike if len(alike) <= MOST_CONTEXT else []
    rows = _rows(release, state, choices, {place for place, _ in (*chosen, *behind)})
    withheld = withheld_cells(release, choices, state.grain, state.dimension, state.regions)
    in_full = len(state.regions) > 1 or bool(behind)
    found = [cell for cell in chosen if cell in rows]
    missing = [cell for cell in chosen if cell not in rows] if found else []

    def name(cell: Cell) -> str:
        return _name(cell, state, choices, by_region, in_full)

    return Drawn(
        chosen=[(name(cell), rows[cell]) for cell in found],
        context=[(name(cell), rows[cell]) for cell in behind if cell in rows],
        by_region=by_region,
        without=tuple(name(cell) for cell in missing),
        left_out=len(alike) - len(behind),
        withheld=tuple(dict(row) for row in withheld if (row["region"], row["member"]) in chosen),
    )


def drawn_members(state: State, choices: Choices) -> list[str]:
    """The members a reader chose; else those of the first level, each replaced by its own where only they go on."""
    found = choices.members(state.regions, state.dimension, state.grain)
    if state.dimension == WHOLE:
        return found
    if state.members:
        return [member for member in found if member in state.members]
    ends = choices.ends(state.regions, state.dimension, state.grain)
    parents = {id: catalogue().member(state.dimension, id).parent for id in found}
    first_level = [id for id in found if not parents[id]] or found
    drawn: list[str] = []
    for id in first_level:
        own = [one for one in found if parents[one] == id and ends[one] > ends[id]]
        drawn += own or [id]
    return drawn


def _chosen(state: State, members: list[str], by_region: bool) -> list[Cell]:
    """Region and member of each series spoken of, those without figures included."""
    if by_region:
        [member] = members or state.members[:1] or [WHOLE]
        return [(place, member) for place in state.regions]
    [place] = state.regions
    return [(place, member) for member in dict.fromkeys((*members, *state.members))]


def _regions_alike(asked: State, state: State, choices: Choices, members: list[str]) -> list[Cell]:
    """The other regions of the families that a reader chose, where they have such figures; a total has none like it."""
    families = {_family(id) for id in asked.regions if breakdown_of(id) != "total"}
    holders = choices.holders(state.dimension, state.grain, tuple(members)) - set(asked.regions)
    found = [id for id in in_order(holders) if _family(id) in families]
    return [(id, member) for member in members for id in found]


def _family(id: str) -> tuple[str, str | None]:
    """The regions that are like one: of the same kind, and cities and counties under the same parent."""
    return breakdown_of(id), region(id).parent


def _members_alike(state: State, choices: Choices, members: list[str]) -> list[Cell]:
    """The other members of the levels that a reader chose from, while there are colours for those chosen."""
    if not state.members or len(members) > MOST_HIGHLIGHTED:
        return []
    parent_of = {id: one.parent for id, one in catalogue().breakdowns[state.dimension].members.items()}
    levels = {parent_of[id] for id in members}
    found = choices.members(state.regions, state.dimension, state.grain)
    return [(state.regions[0], id) for id in found if id not in members and parent_of[id] in levels]


def _rows(release: Release, state: State, choices: Choices, places: Iterable[str]) -> dict[Cell, list[Row]]:
    """The rows of each region and member, oldest first."""
    rows: dict[Cell, list[Row]] = defaultdict(list)
    for row in matrix_rows(release, choices, state.grain, state.dimension, places):
        rows[row["region"], row["member"]].append(row)
    return dict(rows)


def _name(cell: Cell, state: State, choices: Choices, by_region: bool, in_full: bool) -> str:
    place, member = cell
    if not by_region:
        return catalogue().member(state.dimension, member).text(state.language)
    return place_text(choices, place, state.language) if in_full else region(place).short[state.language]

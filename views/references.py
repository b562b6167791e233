"""What regions are held against: the nation, what each lies in, or some other regions taken together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.releases import Release
from regions import NATION, breakdown_of, groups_of, neighbours_of, region, schemes
from views.choices import Choices
from views.period import Period
from views.places import units_of
from views.region_rows import rows_of_regions
from views.state import State
from words import say

Row = Mapping[str, Any]
# The grouping in which provinces are held against those around them.
SCHEME = "nbs4:"
# What is added up from the figures of several regions; the others are figures of their own.
ADDED_UP = ("neighbours", "alike", "chosen")


@dataclass(frozen=True)
class Reference:
    """The figure a region is held against; where it was added up, `against` says of what and `count` of how many."""

    row: Row
    against: str = ""
    count: int = 0

    def name(self, language: str) -> str:
        """What a sentence calls it: the nation, a place, so many neighbours together."""
        if self.against:
            return say(f"peers_{self.against}", language, count=self.count)
        id = self.row["region"]
        return say("the_nation", language) if id == NATION else region(id).short[language]


def ways_to_hold(kind: str) -> list[str]:
    """What regions of a kind can be held against; empty stands for the nation."""
    if kind == "province":
        return ["", "parent", "neighbours", "alike", "chosen"]
    return ["", "alike"] if kind in schemes() else ["", "parent", "group", "alike", "chosen"]


def references(
    release: Release, choices: Choices, period: Period, ids: Iterable[str], state: State
) -> dict[str, Reference]:
    """What each of some regions is held against in a period, by region; those without such a figure are left out."""
    against = state.against
    wanted = {id: _wanted(id, state) for id in ids}
    asked = {one for places in wanted.values() for one in places}
    known = {row["region"]: row for row in rows_of_regions(release, choices, period, asked)} if asked else {}
    found = {}
    for id, places in wanted.items():
        rows = [known[place] for place in places if place in known]
        if against in ADDED_UP:
            if row := added_up(rows):
                found[id] = Reference(row, against, len(rows))
        elif rows:
            found[id] = Reference(rows[0])
    return found


def reference_of(id: str, against: str) -> str:
    """The one place that a region is held against: the nation, what it lies in, or its group of the four areas.

    A province lies in its group.
    """
    unit = region(id)
    if against == "parent" and unit.level in ("city", "county") and unit.parent:
        return unit.parent
    if against not in ("parent", "group"):
        return NATION
    return next((group for group in groups_of(id) if group.startswith(SCHEME)), NATION)


def peers_of(id: str, state: State) -> tuple[str, ...]:
    """The other regions that a region is held against together: its neighbours, its like, or those chosen by hand.

    Alike are provinces of one of the four areas, and cities and counties under one parent.
    """
    if state.against == "neighbours":
        return neighbours_of(id)
    if state.against == "chosen":
        return tuple(one for one in state.peers if one != id)
    unit, kind = region(id), breakdown_of(id)
    if kind in schemes():
        return tuple(one for one in units_of(kind) if one != id)
    if kind == "province":
        group = reference_of(id, "group")
        return tuple(one for one in region(group).members if one != id)
    return tuple(one for one in units_of(kind, unit.parent or "") if one != id)


def added_up(rows: Iterable[Row]) -> Row | None:
    """The rate of several regions together, from their counts; None where a figure has none."""
    rows = list(rows)
    if not rows or any(row["numerator"] is None or row["bound"] != "exact" for row in rows):
        return None
    counts = {part: sum(row[part] for row in rows) for part in ("numerator", "denominator")}
    plain = {"region": "", "value": None, "printed": None, "flags": "", "note": ""}
    return {**rows[0], **plain, **counts} if counts["denominator"] else None


def _wanted(id: str, state: State) -> tuple[str, ...]:
    return peers_of(id, state) if state.against in ADDED_UP else (reference_of(id, state.against),)

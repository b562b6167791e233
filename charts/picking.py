"""Marks that a click chooses: how they are named."""

from collections.abc import Sequence

from charts.marks import Bar, Mark, Point, SpineRow, Tile

APART = "@"


def ids_of(marks: Sequence[Bar | Mark | Point | SpineRow | Tile]) -> list[str] | None:
    """A name for each mark of a trace, different from each other; none where marks choose nothing."""
    return [f"{mark.id}{APART}{n}" for n, mark in enumerate(marks)] if any(mark.id for mark in marks) else None


def chosen_id(name: str) -> str:
    """What a click on the mark of that name chooses: the id of a region or member, or nothing."""
    return name.rpartition(APART)[0]

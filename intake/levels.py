"""The members that stand for one level of a breakdown: themselves, or in their place all they consist of."""

from datetime import date
from typing import TypeVar

from indicators import Breakdown

Row = TypeVar("Row")


def level_parts(breakdown: Breakdown, parent: str, rows: dict[str, Row], day: date) -> tuple[list[Row], bool]:
    """The rows (by member) that make up `parent`, and whether the level is whole.

    A member that is not among `rows` is replaced by its own members where all of those are.
    """
    parts: list[Row] = []
    whole = True
    for member in breakdown.level(parent, day):
        if member.id in rows:
            parts.append(rows[member.id])
            continue
        inner = breakdown.level(member.id, day)
        if inner and all(one.id in rows for one in inner):
            parts += [rows[one.id] for one in inner]
        else:
            whole = False
    return parts, whole

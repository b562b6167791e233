"""Parts against their whole: members of a breakdown, regions of the nation, shares of a hundred."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from indicators import Catalogue, Indicator
from intake.faults import Fault
from intake.figures import NATION, Key, Observation, as_text
from intake.levels import level_parts
from regions import breakdown_of

HUNDRED = (Fraction(100), Fraction(0))
# What a whole is: its value and half its step.
Whole = tuple[Fraction, Fraction]


def member_faults(own: list[Observation], indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """Where members add up, they do not exceed their total, and a complete level reaches it."""
    faults = []
    for rows in _cells((replace(one, dimension="", member="").key, one) for one in own):
        whole = next((one for one in rows if one.dimension == "all"), None)
        for dimension in sorted({one.dimension for one in rows if indicator.members.get(one.dimension) == "sum"}):
            breakdown = catalogue.breakdowns[dimension]
            by_member = {one.member: one for one in rows if one.dimension == dimension}
            for parent in ("", *breakdown.members):
                parts, complete = level_parts(breakdown, parent, by_member, rows[0].until)
                total = by_member.get(parent) if parent else whole
                hundred = indicator.kind == "share" and not parent and rows[0].region == NATION
                faults += _members_fault(parts, complete, _whole(total, hundred))
    return faults


def region_faults(own: list[Observation], indicator: Indicator) -> list[Fault]:
    """Where regions add up, the regions of one kind do not exceed the nation."""
    if indicator.regions != "sum":
        return []
    faults = []
    for rows in _cells((replace(one, region="").key, one) for one in own):
        nation = next((one for one in rows if one.region == NATION), None)
        whole = _whole(nation, indicator.kind == "share")
        for kind in sorted({breakdown_of(one.region) for one in rows} - {"total"}):
            parts = [one for one in rows if breakdown_of(one.region) == kind]
            added = _added(parts)
            if added and whole and _exceeds(added, whole):
                faults.append(parts[0].line.fault("regions_exceed", "printed", kind, _compared(added, whole)))
    return faults


def _cells(keyed: Iterable[tuple[Key, Observation]]) -> list[list[Observation]]:
    cells: dict[Key, list[Observation]] = defaultdict(list)
    for key, one in keyed:
        cells[key].append(one)
    return list(cells.values())


def _members_fault(parts: list[Observation], complete: bool, whole: Whole | None) -> list[Fault]:
    added = _added(parts)
    if added is None or whole is None:
        return []
    head, detail = parts[0], _compared(added, whole)
    if _exceeds(added, whole):
        return [head.line.fault("members_exceed", "printed", head.dimension, detail)]
    if complete and _exceeds(whole, added):
        return [head.line.fault("members_short", "printed", head.dimension, detail)]
    return []


def _whole(total: Observation | None, hundred: bool) -> Whole | None:
    """The whole that parts are held against; None where it is unknown, a bound, or said to differ from the sum."""
    if total is None:
        return HUNDRED if hundred else None
    if total.exact is None or "sum_differs" in total.notes:
        return None
    return total.exact, total.slack


def _added(parts: list[Observation]) -> Whole | None:
    value, slack = Fraction(0), Fraction(0)
    for one in parts:
        if one.exact is None or "sum_differs" in one.notes:
            return None
        value, slack = value + one.exact, slack + one.slack
    return (value, slack) if parts else None


def _exceeds(one: Whole, other: Whole) -> bool:
    return one[0] > other[0] + one[1] + other[1]


def _compared(added: Whole, whole: Whole) -> str:
    return f"{as_text(added[0])} / {as_text(whole[0])}"

"""How complete each breakdown of a published figure is: said where it is not, and checked where it is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators import Breakdown, Catalogue
from intake.entered import Line
from intake.faults import Fault
from intake.figures import Observation
from intake.judging import CHOICES as COLUMN_CHOICES
from intake.judging import choice_faults
from intake.levels import level_parts
from intake.periods import PeriodError, read_period
from regions import breakdown_of, provinces, schemes

CHOICES = ("top_n", "copy_cut")
GRAINS = COLUMN_CHOICES["grain"]
Cell = tuple[str, str, str, date | None, date, str, str, str]


@dataclass(frozen=True)
class Coverage:
    """How many members of one breakdown of one figure are known, and why not all."""

    cell: Cell
    coverage: str
    members: int


def cover(
    observations: list[Observation], said: list[Line], catalogue: Catalogue, faults: list[Fault]
) -> list[Coverage]:
    """The coverage of every breakdown: `complete` where it can be seen to be, else what coverage.csv says.

    A breakdown that is incomplete and not explained, and an explanation that nothing needs, become faults. Where an
    indicator has an explanation that fits nothing, its unexplained breakdowns wait until that is mended.
    """
    lines, misfits, strayed = _read(said, catalogue)
    result, unsaid = [], []
    for cell, rows, complete in _breakdowns(observations, catalogue):
        line = lines.pop(cell, None)
        if line is not None and complete:
            misfits.append(line.fault("coverage_unneeded", "breakdown", cell[7]))
        elif line is None and not complete:
            unsaid.append((cell[0], rows[0].line.fault("coverage_unsaid", _column(cell), cell[7], len(rows))))
        result.append(Coverage(cell, line["coverage"] if line and not complete else "complete", len(rows)))
    misfits += [line.fault("coverage_unneeded", "breakdown", line["breakdown"]) for line in lines.values()]
    strayed |= {line["indicator"] for line in lines.values()}
    faults += misfits + [fault for id, fault in unsaid if id not in strayed and strayed <= catalogue.indicators.keys()]
    return result


def _column(cell: Cell) -> str:
    return "member" if cell[6] else "region"


def _breakdowns(
    observations: list[Observation], catalogue: Catalogue
) -> Iterator[tuple[Cell, list[Observation], bool]]:
    """Every breakdown of a shown figure, its rows, and whether they can be seen to be complete."""
    cells: dict[Cell, list[Observation]] = defaultdict(list)
    wholes: dict[Cell, Observation] = {}
    for one in observations:
        if not one.shown:
            continue
        if one.dimension != "all":
            cells[_cell(one, one.dimension, one.region)].append(one)
            continue
        wholes[_cell(one, "", one.region)] = one
        if breakdown_of(one.region) != "total":
            cells[_cell(one, breakdown_of(one.region), "")].append(one)
    for cell, rows in cells.items():
        yield cell, rows, _complete(rows, cell, wholes, catalogue)


def _cell(one: Observation, breakdown: str, region: str) -> Cell:
    return one.indicator, one.status, one.measure, one.period, one.until, one.grain, region, breakdown


def _read(said: list[Line], catalogue: Catalogue) -> tuple[dict[Cell, Line], list[Fault], set[str]]:
    """The sound rows of coverage.csv by the cell they explain, the faults of the others, and their indicators."""
    lines: dict[Cell, Line] = {}
    faults: list[Fault] = []
    strayed = set()
    for line in said:
        cell = _said(line, catalogue, faults)
        if cell is None:
            strayed.add(line["indicator"])
        elif lines.setdefault(cell, line) is not line:
            faults.append(line.fault("coverage_unneeded", "breakdown", line["breakdown"]))
    return lines, faults, strayed


def _said(line: Line, catalogue: Catalogue, faults: list[Fault]) -> Cell | None:
    found = choice_faults(line)
    if line["indicator"] not in catalogue.indicators:
        found.append(line.fault("unknown_indicator", "indicator", line["indicator"]))
    if line["coverage"] not in CHOICES:
        found.append(line.fault("unknown_choice", "coverage", line["coverage"], ", ".join(CHOICES)))
    period, until = None, date.min
    if line["grain"] in GRAINS:
        try:
            period, until = read_period(line["period"], line["grain"])
        except PeriodError as error:
            found.append(line.fault(error.rule, "period", error.value, line["grain"]))
    faults += found
    if found:
        return None
    place = (line["indicator"], line["status"], line["measure"], period, until, line["grain"])
    return (*place, line["region"], line["breakdown"])


def _complete(rows: list[Observation], cell: Cell, wholes: dict[Cell, Observation], catalogue: Catalogue) -> bool:
    breakdown = cell[7]
    if breakdown in catalogue.breakdowns:
        whole = wholes.get((*cell[:7], ""))
        return _members_complete(rows, catalogue.breakdowns[breakdown], whole, catalogue)
    present = {one.region for one in rows}
    if breakdown == "province":
        return present >= {unit.id for unit in provinces() if unit.in_statistics}
    return breakdown in schemes() and present >= set(schemes()[breakdown].groups)


def _members_complete(
    rows: list[Observation], breakdown: Breakdown, whole: Observation | None, catalogue: Catalogue
) -> bool:
    """Every level of which a member is known is known whole: all its members, or a sum that reaches the total."""
    by_member = {one.member: one for one in rows}
    indicator = catalogue.indicators[rows[0].indicator]
    adds_up = indicator.members[breakdown.id] == "sum"
    for parent in ("", *breakdown.members):
        parts, whole_level = level_parts(breakdown, parent, by_member, rows[0].until)
        if not parts or whole_level:
            continue
        total = by_member.get(parent) if parent else whole
        if not adds_up or total is None or not _reaches(parts, total):
            return False
    return True


def _reaches(parts: list[Observation], total: Observation) -> bool:
    if total.exact is None or any(one.exact is None for one in parts):
        return False
    slack = sum((one.slack for one in parts), Fraction(0)) + total.slack
    return abs(sum((one.exact or Fraction(0) for one in parts), Fraction(0)) - total.exact) <= slack

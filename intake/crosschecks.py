"""Rows against each other: what no single row can show. One rule, one function."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from indicators import Catalogue, Indicator
from intake.faults import Fault
from intake.figures import Key, Observation
from intake.levels import level_parts
from regions import breakdown_of

NATION, WITH_ABROAD = "100000", "coverage:with_abroad"


def crosscheck(observations: list[Observation], catalogue: Catalogue) -> list[Fault]:
    """Every fault that shows only when rows are read together."""
    by_key: dict[Key, list[Observation]] = defaultdict(list)
    for one in observations:
        by_key[one.key].append(one)
    shown = {key: next((one for one in group if one.shown), group[0]) for key, group in by_key.items()}
    faults: list[Fault] = []
    for group in by_key.values():
        faults += _twice(group) or _shown(group)
    faults += _both_sides(by_key, catalogue)
    faults += _changes(shown)
    faults += _scopes(shown)
    faults += _cumulatives(shown.values())
    for indicator in catalogue.indicators.values():
        own = [one for one in shown.values() if one.indicator == indicator.id]
        faults += _members(own, indicator, catalogue) + _regions(own, indicator)
    return faults


def _twice(group: list[Observation]) -> list[Fault]:
    seen: dict[str, Observation] = {}
    faults = []
    for one in group:
        if one.source in seen:
            faults.append(one.line.fault("row_twice", "source", one.source, seen[one.source].place))
        seen.setdefault(one.source, one)
    return faults


def _shown(group: list[Observation]) -> list[Fault]:
    """Exactly one row of a figure is shown; choosing among several needs a reason, disagreement a note."""
    first, shown = group[0], [one for one in group if one.shown]
    reasons = [note for one in group for note in one.notes if note.startswith("shown_")]
    if not shown:
        return [first.line.fault("none_shown", "shown", "no")]
    if len(shown) > 1:
        return [shown[1].line.fault("several_shown", "shown", "yes", shown[0].place)]
    if len(group) == 1:
        return [first.line.fault("reason_without_choice", "note", reason) for reason in reasons]
    faults = []
    if not reasons:
        faults.append(shown[0].line.fault("shown_without_reason", "note"))
    apart = [one for one in group if not _agree(one, shown[0])]
    if apart:
        printed = ", ".join(str(one.printed) for one in group)
        unsaid = [one for one in group if "sources_disagree" not in one.notes]
        faults += [one.line.fault("disagreement_unsaid", "note", one.printed or "", printed) for one in unsaid[:1]]
    return faults


def _agree(one: Observation, other: Observation) -> bool:
    """Two printed figures agree when their rounding intervals meet; a bound agrees with what lies on its side."""
    if one.value is None or other.value is None:
        return True
    apart = Fraction(other.value) - Fraction(one.value)
    if one.bound in ("at_least", "more_than"):
        return apart >= -one.slack
    if one.bound in ("at_most", "less_than"):
        return apart <= one.slack
    return one.bound == "about" or abs(apart) <= one.slack + other.slack


def _both_sides(by_key: dict[Key, list[Observation]], catalogue: Catalogue) -> Iterator[Fault]:
    for key, group in by_key.items():
        other = catalogue.indicators[key[0]].complement
        if other < key[0]:
            continue
        for one in group:
            for twin in by_key.get((other, *key[1:]), []):
                if twin.source == one.source:
                    yield twin.line.fault("both_sides", "indicator", twin.indicator, one.place)


def _changes(shown: dict[Key, Observation]) -> Iterator[Fault]:
    """A printed change against the year before agrees with the two levels, within their rounding."""
    for one in shown.values():
        if one.measure != "change" or one.period is None or "change_disagrees" in one.notes:
            continue
        now = shown.get(replace(one, measure="level").key)
        before = shown.get(
            replace(
                one,
                measure="level",
                period=one.period.replace(year=one.period.year - 1),
                until=one.until.replace(year=one.until.year - 1),
            ).key
        )
        if not now or not before or None in (one.exact, now.exact, before.exact):
            continue
        difference = now.exact - before.exact
        if abs(difference - one.exact) > one.slack + now.slack + before.slack:
            yield one.line.fault("change_differs", "printed", one.printed or "", _text(difference))


def _scopes(shown: dict[Key, Observation]) -> Iterator[Fault]:
    """A total that also counts holders abroad is no less than the sum of the provinces."""
    for one in shown.values():
        nation = shown.get(replace(one, region=NATION).key)
        if one.region == WITH_ABROAD and nation and one.exact is not None and nation.exact is not None:
            if one.exact + one.slack + nation.slack < nation.exact:
                yield one.line.fault("scopes_reversed", "printed", one.printed or "", nation.printed or "")


def _cumulatives(shown: Iterable[Observation]) -> Iterator[Fault]:
    """A figure counted up since a start never falls."""
    series: dict[tuple, list[Observation]] = defaultdict(list)
    for one in shown:
        if one.grain == "cumulative" and one.measure == "level" and one.exact is not None:
            if one.denominator is None and one.value is not None and one.value > 100:
                series[(one.indicator, one.status, one.region, one.dimension, one.member)].append(one)
    for rows in series.values():
        rows.sort(key=lambda one: one.until)
        for earlier, later in zip(rows, rows[1:], strict=False):
            if later.exact + later.slack + earlier.slack < earlier.exact:
                yield later.line.fault("cumulative_falls", "printed", later.printed or "", earlier.printed or "")


def _members(own: list[Observation], indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """Where members add up, they do not exceed their total, and a complete level reaches it."""
    faults = []
    for rows in _cells(own, lambda one: replace(one, dimension="", member="").key).values():
        for dimension in {one.dimension for one in rows if indicator.members.get(one.dimension) == "sum"}:
            breakdown = catalogue.breakdowns[dimension]
            by_member = {one.member: one for one in rows if one.dimension == dimension}
            whole = next((one for one in rows if one.dimension == "all"), None)
            for parent in ("", *breakdown.members):
                parts, complete = level_parts(breakdown, parent, by_member, rows[0].until)
                total = by_member.get(parent) if parent else whole
                faults += _sum_fault(parts, complete, total, indicator, "members")
    return faults


def _regions(own: list[Observation], indicator: Indicator) -> list[Fault]:
    """Where regions add up, the regions of one kind do not exceed the nation."""
    if indicator.regions != "sum":
        return []
    faults = []
    for rows in _cells(own, lambda one: replace(one, region="").key).values():
        nation = next((one for one in rows if one.region == NATION), None)
        for kind in sorted({breakdown_of(one.region) for one in rows} - {"total"}):
            parts = [one for one in rows if breakdown_of(one.region) == kind]
            faults += _sum_fault(parts, False, nation, indicator, "regions")
    return faults


def _cells(own: list[Observation], cell) -> dict[Key, list[Observation]]:
    cells: dict[Key, list[Observation]] = defaultdict(list)
    for one in own:
        if one.measure == "level":
            cells[cell(one)].append(one)
    return cells


def _sum_fault(
    parts: list[Observation], complete: bool, total: Observation | None, indicator: Indicator, what: str
) -> list[Fault]:
    """The fault of parts that exceed their total, or that are complete and fall short of it."""
    if not parts or any(one.exact is None or "sum_differs" in one.notes for one in parts):
        return []
    if total is not None and (total.exact is None or "sum_differs" in total.notes):
        return []
    if total is None and (indicator.kind != "share" or (what == "members" and parts[0].region != NATION)):
        return []
    whole = Fraction(100) if total is None else total.exact
    slack = sum((one.slack for one in parts), Fraction(0)) + (total.slack if total else 0)
    added = sum((one.exact for one in parts), Fraction(0))
    head = parts[0]
    detail = f"{_text(added)} / {_text(whole)}"
    if added > whole + slack:
        return [head.line.fault(f"{what}_exceed", "printed", head.dimension if what == "members" else "", detail)]
    if complete and added < whole - slack:
        return [head.line.fault("members_short", "printed", head.dimension, detail)]
    return []


def _text(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.10g}"

"""What the build adds to the entered rows: counts behind a rate, shares made from counts, break flags."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from indicators import Catalogue, Counts, Indicator
from intake.faults import Fault
from intake.figures import Key, Observation


def with_counts(observations: list[Observation], catalogue: Catalogue, faults: list[Fault]) -> list[Observation]:
    """The observations with the numerator and denominator of each ratio, and shares that no source printed.

    Counts are read from the shown observation of the counting indicator in the same cell. A printed rate that
    does not agree with them within half a step becomes a fault, unless the row notes counts_disagree.
    """
    shown = {one.key: one for one in observations if one.shown and one.bound == "exact"}
    result = []
    for one in observations:
        counts = catalogue.indicators[one.indicator].counts
        if counts and one.measure == "level" and one.status == "actual":
            one = _joined(one, counts, shown, faults)
        result.append(one)
    for indicator in catalogue.indicators.values():
        if indicator.counts and indicator.counts.makes_rows:
            result += _made(indicator, indicator.counts, shown)
    return result


def _count(one: Observation, indicator: str, cell: str, shown: dict[Key, Observation]) -> int | None:
    dimension, _, member = cell.partition(":") if cell else (one.dimension, "", one.member)
    found = shown.get(replace(one, indicator=indicator, dimension=dimension, member=member).key)
    return None if found is None or found.value is None else int(found.value)


def _joined(one: Observation, counts: Counts, shown: dict[Key, Observation], faults: list[Fault]) -> Observation:
    denominator = _count(one, counts.denominator, "", shown)
    part = _count(one, counts.numerator or counts.numerator_complement, counts.numerator_of, shown)
    if denominator is None:
        return one
    notes = one.notes
    if part is not None and counts.numerator_complement:
        part = denominator - part
        notes = (*notes, "numerator_by_subtraction")
    if part is not None and part > denominator:
        faults.append(one.line.fault("numerator_too_large", "printed", part, denominator))
        return one
    joined = replace(one, numerator=part, denominator=denominator, notes=notes)
    if part is None or one.value is None or one.bound != "exact" or "counts_disagree" in one.notes:
        return joined
    rate = Fraction(100 * part, denominator)
    if abs(rate - Fraction(one.value)) > one.slack:
        detail = f"{part:,} / {denominator:,} = {float(rate):.4f} %"
        faults.append(one.line.fault("counts_differ", "printed", one.printed or "", detail))
    return joined


def _made(indicator: Indicator, counts: Counts, shown: dict[Key, Observation]) -> list[Observation]:
    """A share for every cell where its numerator and its denominator both stand and nobody printed it."""
    dimension, _, member = counts.numerator_of.partition(":")
    made = []
    for part in shown.values():
        if (part.indicator, part.dimension, part.member) != (counts.numerator, dimension, member):
            continue
        whole = shown.get(replace(part, indicator=counts.denominator, dimension="all", member="all").key)
        share = replace(
            part,
            indicator=indicator.id,
            dimension="all",
            member="all",
            numerator=int(part.value or 0),
            denominator=int(whole.value) if whole and whole.value else None,
            value=None,
            step=None,
            printed=None,
            flags="e",
            notes=("made_from_counts",),
            transcript="",
        )
        if part.status == "actual" and share.denominator and share.key not in shown:
            made.append(share)
    return made


def with_breaks(observations: list[Observation], catalogue: Catalogue) -> list[Observation]:
    """The observations with flag b on the first of each series after a break, where something stands before it.

    The two sides of a pair are one series: the figure printed as a pass rate before a break and as a
    non-conforming rate after it is broken at the first non-conforming rate.
    """
    result = list(observations)
    for (sides, *_), places in _series(observations, catalogue).items():
        for a_break in catalogue.breaks(sides[0]):
            for place in _first_after([(_starts(observations[place]), place) for place in places], a_break.since):
                flags = "".join(sorted(set(result[place].flags) | {"b"}))
                result[place] = replace(result[place], flags=flags)
    return result


Sides = tuple[str, ...]
Series = tuple[Sides, str, str, str, str]


def _series(observations: list[Observation], catalogue: Catalogue) -> dict[Series, list[int]]:
    """Where the observations of each series that a break can cut stand."""
    series: dict[Series, list[int]] = {}
    for place, one in enumerate(observations):
        if catalogue.breaks(one.indicator) and one.measure == "level" and one.status == "actual":
            sides = tuple(sorted((one.indicator, catalogue.indicators[one.indicator].complement or one.indicator)))
            series.setdefault((sides, one.grain, one.region, one.dimension, one.member), []).append(place)
    return series


def _first_after(dated: list[tuple[date, int]], since: date) -> list[int]:
    """The places of the earliest day on or after `since`; none when nothing stands before it."""
    after = [day for day, _ in dated if day >= since]
    if not after or len(after) == len(dated):
        return []
    return [place for day, place in dated if day == min(after)]


def _starts(one: Observation) -> date:
    return one.period or one.until

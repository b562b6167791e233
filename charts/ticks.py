"""Ticks a reader can read: round numbers of the value axis, and as many periods as fit on a phone."""

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor, log10

from charts.marks import Mark, Scale
from words.numbers import write_number

STEPS = (1, 2, 2.5, 5, 10)
WANTED = 5
# A longer word would push the chart off a phone; the texts at marks carry it anyway.
LONGEST_UNIT = 4
MANY = 24


def value_ticks(low: float, high: float, scale: Scale) -> tuple[list[float], list[str]]:
    """Round values from at or below `low` to at or above `high`, how each is written, a short unit on the last."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / WANTED
    power = 10.0 ** floor(log10(rough))
    step = Decimal(str(next(s * power for s in STEPS if s * power >= rough * 0.999)))
    first, last = floor(Decimal(str(low)) / step), ceil(Decimal(str(high)) / step)
    values = [step * n for n in range(first, last + 1)]
    every = scale.unit if scale.unit == "%" else ""
    texts = [write_number(value, step, every, scale.language) for value in values[:-1]]
    at_top = scale.unit if len(scale.unit) <= LONGEST_UNIT else ""
    return [float(value) for value in values], [*texts, write_number(values[-1], step, at_top, scale.language)]


def period_ticks(marks: list[Mark], most: int) -> list[Mark]:
    """The marks whose periods are written on the axis: the last one, and back from it as far apart as `most` allow."""
    by_place = {mark.at: mark for mark in marks}
    ordered = [by_place[at] for at in sorted(by_place, reverse=True)]
    ends_of_years = [mark for mark in ordered if mark.at.month == ordered[0].at.month]
    # Over many months or quarters, years are counted from the last one: 2025-12, 2022-12, not 2025-12, 2022-09.
    if len(ordered) > MANY and len(ends_of_years) > 2:
        ordered = ends_of_years
    apart = (ordered[0].at - ordered[-1].at) / most * 0.99
    chosen: list[Mark] = []
    for mark in ordered:
        if not chosen or chosen[-1].at - mark.at >= apart:
            chosen.append(mark)
    return chosen[::-1]


def sizes_written(sizes: Iterable[Decimal], language: str) -> list[str]:
    """How round sizes of very different length are written under a logarithmic scale: 10, 1,000, 10万."""
    return [write_number(size, size, "", language) for size in sizes]

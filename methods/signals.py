"""Special causes on a control chart: the rules of the NHS, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from methods.limits import FEWEST_POINTS, Limits, segments
from methods.results import Array, MethodError, Numbers, fixed

RUN = SIDE = 7
# A mean of equal values can miss them in the last bits: what lies this near a line, by the largest value, is on it.
SAME = 1e-12
Signs = NDArray[np.int64]
# Each rule's answer: the points it marks, and whether they are above (or rising).
Marked = Iterator[tuple[Signs, bool]]


@dataclass(frozen=True)
class Signal:
    """One special cause: its rule, its first and last point, and whether it is above (for a run: rising)."""

    rule: str
    first: int
    last: int
    above: bool


@dataclass(frozen=True)
class Signals:
    """`enough`: whether each segment has the points to be judged; `found`: by segment, rule and time.

    `rule_at` holds for every point the first rule, in their order, that marks it, or "".
    """

    enough: tuple[bool, ...]
    found: tuple[Signal, ...]
    rule_at: tuple[str, ...]


def signals(values: Numbers, limits: Limits, starts: Sequence[int] = (0,), fewest: int = FEWEST_POINTS) -> Signals:
    """The special causes of each segment that has `fewest` values or more, rule by rule:

    `outside` a point beyond a limit; `run` 7 points of which each is above (below) the one before; `near` 2 of 3 points
    beyond 2 sigma on one side, of which the third is not marked; `side` 7 points on one side of the mean.
    NHS England, Making Data Count. A point outside counts as near too (Western Electric 1956); NHSRplotthedots leaves
    it out. A value on a line is not beyond it, equal values end a run, and a gap (NaN) ends everything. By chance alone
    one chart of 20 steady points in about six shows a signal.
    Raises MethodError: `lengths_differ`, `start_outside`.
    """
    x = fixed(values)
    if x.size != limits.centre.size:
        raise MethodError("lengths_differ", x.size, limits.centre.size)
    parts = segments(starts, x.size)
    enough = tuple(bool(np.count_nonzero(~np.isnan(x[part])) >= fewest) for part in parts)
    found: list[Signal] = []
    rule_at = [""] * x.size
    for part in compress(parts, enough):
        for rule, points, above in _marked(x[part], _within(limits, part)):
            found.append(Signal(rule, int(points[0]) + part.start, int(points[-1]) + part.start, above))
            for at in points + part.start:
                rule_at[at] = rule_at[at] or rule
    return Signals(enough, tuple(found), tuple(rule_at))


def _within(limits: Limits, part: slice) -> Limits:
    return Limits(*(getattr(limits, field.name)[part] for field in fields(Limits)))


def _marked(x: Array, limits: Limits) -> Iterator[tuple[str, Signs, bool]]:
    for rule, marks in RULES.items():
        for points, above in marks(x, limits):
            yield rule, points, above


def _outside(x: Array, limits: Limits) -> Marked:
    beyond = _beyond(x, limits.lower, limits.upper)
    for point in np.flatnonzero(beyond):
        yield np.array([point]), bool(beyond[point] > 0)


def _run(x: Array, _: Limits) -> Marked:
    for steps, rising in _stretches(_sign(x[1:], x[:-1], x), RUN - 1):
        yield np.append(steps, steps[-1] + 1), rising


def _near(x: Array, limits: Limits) -> Marked:
    beyond = _beyond(x, limits.near_lower, limits.near_upper)
    found = [(points, side > 0) for side in (1, -1) for points in _near_groups(np.flatnonzero(beyond == side), x)]
    yield from sorted(found, key=lambda marked: int(marked[0][0]))


def _near_groups(at: Signs, x: Array) -> Iterator[Signs]:
    """Points that belong together: neighbours, or with one known point between them."""
    apart = (np.diff(at) > 2) | np.isnan(x[(at[:-1] + at[1:]) // 2])
    return (points for points in np.split(at, np.flatnonzero(apart) + 1) if points.size > 1)


def _side(x: Array, limits: Limits) -> Marked:
    return _stretches(_sign(x, limits.centre, x), SIDE)


RULES = {"outside": _outside, "run": _run, "near": _near, "side": _side}


def _stretches(signs: Signs, fewest: int) -> Marked:
    """The stretches of `fewest` equal signs or more, none of them 0."""
    for points in np.split(np.arange(signs.size), np.flatnonzero(np.diff(signs)) + 1):
        if points.size >= fewest and signs[points[0]]:
            yield points, bool(signs[points[0]] > 0)


def _beyond(x: Array, lower: Array, upper: Array) -> Signs:
    return np.maximum(_sign(x, upper, x), 0) + np.minimum(_sign(x, lower, x), 0)


def _sign(x: Array, line: Array, values: Array) -> Signs:
    """1 above the line, -1 below it, 0 on it or where one of the two is not known."""
    distance = np.nan_to_num(x - line)
    on = np.abs(distance) <= SAME * np.nan_to_num(np.abs(values)).max(initial=0.0)
    return np.where(on, 0, np.sign(distance)).astype(np.int64)

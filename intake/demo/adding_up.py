"""Whole numbers that add up exactly to a figure that was printed."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Labels = NDArray[Any]
# Which member each record belongs to, and the units that some of the members must reach.
Margin = tuple[Labels, Mapping[str, float]]
ROUNDS = 400


def shared_out(weights: Numbers, total: int) -> Integers:
    """`total` divided by the weights along the last axis into whole numbers: the largest remainders are rounded up."""
    exact = weights / weights.sum(axis=-1, keepdims=True) * total
    parts = np.floor(exact)
    left = (total - parts.sum(axis=-1, keepdims=True)).astype(np.int64)
    rank = np.argsort(np.argsort(-(exact - parts), axis=-1, kind="stable"), axis=-1, kind="stable")
    whole: Integers = (parts + (rank < left)).astype(np.int64)
    return whole


def by_quota(rng: np.random.Generator, count: int, shares: Mapping[str, float], known: Mapping[str, int]) -> Labels:
    """The members of `count` records in random order: those known as often as said, the others by their shares."""
    others = {member: share for member, share in shares.items() if member not in known}
    left = shared_out(np.array(list(others.values()), dtype=float), count - sum(known.values()))
    often = {**known, **dict(zip(others, left.tolist(), strict=True))}
    return rng.permutation(np.repeat(list(often), list(often.values())))


def units_of(weights: Numbers, total: int, margins: Sequence[Margin]) -> Integers:
    """At least one unit a record, by weight: `total` in all, and in each margin what its members must reach.

    The last margin is reached exactly, the others as nearly as whole numbers allow.
    """
    every = [_groups(labels, targets, total) for labels, targets in margins] or [[(np.ones(len(weights), bool), total)]]
    spare = weights.copy()
    for _ in range(ROUNDS if len(every) > 1 else 1):
        for groups in every:
            for inside, units in groups:
                spare[inside] *= (units - inside.sum()) / spare[inside].sum()
    parts = np.ones(len(weights), dtype=np.int64)
    for inside, units in every[-1]:
        parts[inside] += shared_out(spare[inside], units - int(inside.sum()))
    return parts


def _groups(labels: Labels, targets: Mapping[str, float], total: int) -> list[tuple[NDArray[np.bool_], int]]:
    """The records of each member with the units they must reach; those of no member reach what is left."""
    rest = ~np.isin(labels, list(targets))
    wanted = np.array([*targets.values(), max(total - sum(targets.values()), 0)])
    masks = [*(labels == member for member in targets), rest]
    if not rest.any():
        masks, wanted = masks[:-1], wanted[:-1]
    return list(zip(masks, shared_out(wanted, total).tolist(), strict=True))

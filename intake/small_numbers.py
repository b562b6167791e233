"""The policy of small numbers: which ratios of a year are withheld when a release is written, and which are unsure.

It is decided once, before anything is written, so that what is withheld is in no file that a page could read.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.tables import schema_of
from indicators import Indicator, catalogue
from intake import families
from intake.families import Families, families_of

WITHHELD, UNSURE = "c", "u"
# Of these every single record is public.
PUBLIC = ("recalls",)
CELL = ["status", "measure", "grain", "period", "until", "region", "dimension", "member"]
NUMBERS = ("numerator", "denominator", "value", "step", "printed")
Which = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class SmallNumbers:
    """Ratios of fewer cases than `hidden_below` are withheld, those of fewer than `unsure_below` flagged."""

    hidden_below: int = 10
    unsure_below: int = 30

    def applied(self, observations: pa.Table) -> pa.Table:
        """The observations of a year, in their order, with what the policy withholds and flags.

        A row that is withheld keeps its place, has no number and is not shown. So that no sum gives it away, others
        of the same sum are withheld with it, and the count of what it counts is as well.
        """
        ratios = np.flatnonzero(_are_ratios(observations))
        if not (len(ratios) and self.unsure_below):
            return observations
        table = observations.take(ratios)
        base = table["denominator"].to_numpy()
        hidden = spread(base < self.hidden_below, base, families_of(table), self.hidden_below)
        withheld, unsure = np.zeros(len(observations), bool), np.zeros(len(observations), bool)
        withheld[ratios], unsure[ratios] = hidden, ~hidden & (base < self.unsure_below)
        return _without(observations, withheld | _counted_in(observations, table.filter(pa.array(hidden))), unsure)

    @property
    def text(self) -> bytes:
        """What tells this policy from another: its thresholds, and how it finds what to withhold."""
        return repr(self).encode() + Path(__file__).read_bytes() + Path(families.__file__).read_bytes()


DEFAULT = SmallNumbers()


def spread(hidden: Which, base: families.Numbers, sums: list[Families], least: int) -> Which:
    """What must be withheld so that no sum gives away what is: in each, cases that together reach `least`.

    Beside a sum that is shown at least two of its parts, beside one that is withheld at least one; the smallest
    first. What no part of a sum tells of (a batch of which only the province is known) is withheld as it is.
    """
    hidden = hidden.copy()
    before = -1
    while hidden.sum() > before:
        before = int(hidden.sum())
        for one in sums:
            _complete(hidden, base, one, least)
    return hidden


def _complete(hidden: Which, base: families.Numbers, of: Families, least: int) -> None:
    """Withholds what one kind of sums lacks."""
    total = len(of.parents)
    out, cases = hidden[of.rows], base[of.rows]
    untold = base[of.parents] - np.bincount(of.sums, cases, total)
    count = np.bincount(of.sums, out, total) + (untold > 0)
    size = np.bincount(of.sums, cases * out, total) + untold
    need = np.where(hidden[of.parents], 1, 2)
    touched = hidden[of.parents] | (np.bincount(of.sums, out, total) > 0)
    place, cases_before = _running(of.sums, ~out), _running(of.sums, np.where(out, 0, cases))
    lacking = (count[of.sums] + place < need[of.sums]) | (size[of.sums] + cases_before < least)
    hidden[of.rows[~out & touched[of.sums] & lacking]] = True
    # The only part of a sum is the sum.
    alone = (np.bincount(of.sums, minlength=total) == 1) & (untold == 0)
    hidden[of.parents[alone & touched]] = True


def _running(sums: families.Numbers, numbers: Any) -> families.Numbers:
    """What goes before each row within its sum."""
    run = np.cumsum(numbers) - numbers
    first = np.flatnonzero(np.diff(sums, prepend=-1))
    started: families.Numbers = run - run[first][sums]
    return started


def _are_ratios(observations: pa.Table) -> Which:
    """Which rows are ratios under the policy."""
    ids = [id for id in observations["indicator"].unique().to_pylist() if _is_covered(catalogue().indicators[id])]
    within = pc.is_in(observations["indicator"], pa.array(ids, pa.string()))
    found: Which = pc.and_(within, pc.is_valid(observations["denominator"])).to_numpy()
    return found


def _is_covered(indicator: Indicator) -> bool:
    return indicator.is_ratio and indicator.extract not in PUBLIC


def _counted_in(observations: pa.Table, hidden: pa.Table) -> Which:
    """Which rows count the cases on one side of a ratio that is withheld: beside all cases they would tell it."""
    found = np.zeros(len(observations), bool)
    for id in hidden["indicator"].unique().to_pylist():
        if counts := catalogue().indicators[id].counts:
            counting = pc.equal(observations["indicator"], counts.numerator or counts.numerator_complement)
            rows = np.flatnonzero(counting.to_numpy())
            held = observations.select(CELL).take(rows).append_column("row", pa.array(rows))
            cells = hidden.filter(pc.equal(hidden["indicator"], id)).select(CELL)
            found[held.join(cells, CELL, join_type="left semi")["row"].to_numpy()] = True
    return found


def _without(observations: pa.Table, withheld: Which, unsure: Which) -> pa.Table:
    """The observations without the numbers that are withheld, and with the letters of both."""
    out = pa.array(withheld)
    for name in NUMBERS:
        observations = _put(observations, name, pc.if_else(out, None, observations[name]))
    observations = _put(observations, "shown", pc.and_(observations["shown"], pc.invert(out)))
    flags = observations["flags"]
    for letter, which in ((WITHHELD, withheld), (UNSURE, unsure)):
        flags = pc.if_else(pa.array(which), _with_letter(flags, letter), flags)
    return _put(observations, "flags", flags)


def _with_letter(flags: pa.ChunkedArray, letter: str) -> pa.Array:
    """Flags with one more letter, each in its place in the alphabet."""
    encoded = flags.combine_chunks().dictionary_encode()
    texts = pa.array(["".join(sorted({*text, letter})) for text in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)


def _put(table: pa.Table, name: str, column: Any) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, schema_of("observations").field(name), column)

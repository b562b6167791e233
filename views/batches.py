"""The batches behind a figure of spot checks, as records: which figure, how many they are, and how one is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

import pyarrow as pa

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from regions import NATION
from views.cards import Table, headings
from views.choices import WHOLE, Choices, choices_of, filled
from views.places import full_name, lying_in
from views.records import plain
from views.state import State
from views.withheld import withheld_cells
from words import say
from words.periods import write_period

Row = Mapping[str, Any]
NATIONAL = "national"
# What counts enterprises: the records are asked for them only here.
ENTERPRISES = ("enterprises", "share")


class Counting(NamedTuple):
    """What a figure counts of the batches of its cell; `level` is the level of the checks that it is about."""

    of: str
    level: str | None = None


COUNTINGS = {
    "all_levels_pass_rate": Counting("rate"),
    "all_levels_nonconforming_rate": Counting("rate"),
    "all_levels_batches": Counting("batches"),
    "all_levels_nonconforming_batches": Counting("failing"),
    "spot_check_pass_rate": Counting("rate", NATIONAL),
    "spot_check_nonconforming_rate": Counting("rate", NATIONAL),
    "spot_check_batches": Counting("batches", NATIONAL),
    "spot_check_nonconforming_batches": Counting("failing", NATIONAL),
    "spot_check_enterprises": Counting("enterprises", NATIONAL),
    "spot_check_enterprise_share": Counting("share", NATIONAL),
}
# The rate of all batches of a cell, or of those of one level of checks.
RATES = {None: "all_levels_pass_rate", NATIONAL: "spot_check_pass_rate"}


@dataclass(frozen=True, eq=False)
class Cell:
    """One figure that was counted from batches: its row in the observations, and the indicator it is shown under."""

    release: Release
    indicator: Indicator
    row: Row
    language: str

    @property
    def counting(self) -> Counting:
        """What the figure counts."""
        return COUNTINGS[self.indicator.id]

    @property
    def text(self) -> str:
        """The cell in words: indicator, place, member and period."""
        row, language = self.row, self.language
        name = self.indicator.texts(language).name
        member = "" if row["member"] == WHOLE else catalogue().member(row["dimension"], row["member"]).text(language)
        period = write_period(row["period"], row["until"], row["grain"], language)
        return " · ".join(part for part in (name, full_name(row["region"], language), member, period) if part)

    @property
    def parts(self) -> dict[str, Any]:
        """What a link to this figure says, so that no default decides."""
        row = self.row
        whole = row["member"] == WHOLE
        return {
            "indicator": self.indicator.id,
            "grain": row["grain"],
            "regions": (row["region"],),
            "dimension": "" if whole else row["dimension"],
            "members": () if whole else (row["member"],),
            "until": row["until"],
        }

    @property
    def filters(self) -> dict[str, Any]:
        """What a question about its batches asks; of non-conforming batches, only those are behind the figure."""
        row = self.row
        of = {row["dimension"]: row["member"]}
        return {
            "since": row["period"],
            "until": row["until"],
            "regions": None if row["region"] == NATION else list(lying_in(row["region"])),
            "level": of.get("check_level", self.counting.level),
            "product": of.get("product_class"),
            "enterprise_size": of.get("enterprise_size"),
            "channels": _with_parts("channel", of["channel"]) if "channel" in of else None,
            "passed": False if self.counting.of == "failing" else None,
        }

    @cached_property
    def counts(self) -> Row:
        """How many batches the records hold, how many conform, and where enterprises are counted, of how many."""
        distinct = self.counting.of in ENTERPRISES
        [counts] = ask("inspection_count", self.release, distinct=distinct, **self.filters).to_pylist()
        return dict(counts)

    @property
    def agrees(self) -> bool:
        """Whether the records come to exactly what the figure says."""
        row, counts, better = self.row, self.counts, self.indicator.better == "higher"
        if self.counting.of == "rate":
            good = row["numerator"] if better else row["denominator"] - row["numerator"]
            return (good, row["denominator"]) == (counts["conforming"], counts["batches"])
        if self.counting.of == "share":
            return bool(row["numerator"] == counts["enterprises"])
        return bool(row["value"] == counts["enterprises" if self.counting.of == "enterprises" else "batches"])

    @cached_property
    def is_withheld(self) -> bool:
        """Whether the rate of the same batches is withheld: their list would tell it."""
        choices, row = choices_of(self.release, RATES[self.counting.level]), self.row
        found = withheld_cells(self.release, choices, row["grain"], row["dimension"], [row["region"]])
        return (row["member"], row["until"]) in {(one["member"], one["until"]) for one in found}

    def batches(self, rows: int, skip: int) -> pa.Table:
        """Its batches by day and number, some of them."""
        return ask("inspection_list", self.release, rows=rows, skip=skip, **self.filters)


def lists_batches(release: Release, indicator: str) -> bool:
    """Whether the batches behind the figures of an indicator lie in a release."""
    return release.has_records and indicator in COUNTINGS


def cells_of(release: Release, state: State) -> tuple[Cell, ...]:
    """The figures of what a state speaks of first, one a period, oldest first; the whole where no member is chosen."""
    choices = choices_of(release, state.indicator)
    now = filled(state, choices)
    dimension, member = _member(state, now, choices)
    return _cells(release, state.indicator, now.grain, now.regions[0], dimension, member, state.language)


def cell_of(release: Release, state: State) -> Cell | None:
    """The figure of the period that a state asks for, or the latest; None where there is none to list batches of."""
    cell = _cell_asked(release, state) if lists_batches(release, state.indicator) else None
    return cell if cell and not cell.is_withheld else None


def is_withheld_there(release: Release, state: State) -> bool:
    """Whether the batches of what a state asks for are withheld, with their figure or beside it."""
    if not lists_batches(release, state.indicator):
        return False
    if cell := _cell_asked(release, state):
        return cell.is_withheld
    choices = choices_of(release, state.indicator)
    now = filled(state, choices)
    dimension, member = _member(state, now, choices)
    found = withheld_cells(release, choices, now.grain, dimension, now.regions[:1])
    return any(row["member"] == member and state.until in (None, row["until"]) for row in found)


def batch_table(batches: pa.Table, language: str) -> Table:
    """Batches as a table, in words and as they are recorded; what many share is written once."""
    words = [_texts(batches[name], partial(write, language=language)) for _, name, write in COLUMNS]
    names = tuple(batches.column_names)
    records = [_texts(batches[name], plain) for name in names]
    headed = headings((heading for heading, _, _ in COLUMNS), language)
    return Table(headed, tuple(zip(*words, strict=True)), names, tuple(zip(*records, strict=True)))


@lru_cache(maxsize=256)
def _cells(
    release: Release, indicator: str, grain: str, region: str, dimension: str, member: str, language: str
) -> tuple[Cell, ...]:
    choices = choices_of(release, indicator)
    place = {"region": region, "dimension": dimension, "member": member, "grain": grain}
    rows = ask("trend", release, **choices.level, **place).to_pylist()
    return tuple(Cell(release, choices.indicator, row, language) for row in rows)


def _cell_asked(release: Release, state: State) -> Cell | None:
    asked = [cell for cell in cells_of(release, state) if state.until in (None, cell.row["until"])]
    return asked[-1] if asked else None


def _member(state: State, now: State, choices: Choices) -> tuple[str, str]:
    """The breakdown and member asked for, else the whole, else the first member of what is only known by members."""
    if state.dimension and state.members:
        return state.dimension, state.members[0]
    if WHOLE in choices.dimensions():
        return WHOLE, WHOLE
    return now.dimension, next(iter(choices.members(now.regions, now.dimension, now.grain)), "")


def _with_parts(dimension: str, member: str) -> list[str]:
    """A member and those it divides into."""
    return [one.id for one in catalogue().breakdowns[dimension].members.values() if member in (one.id, one.parent)]


def _texts(column: pa.ChunkedArray, write: Callable[[Any], str]) -> list[str]:
    encoded = column.combine_chunks().dictionary_encode()
    texts = [write(value) for value in encoded.dictionary.to_pylist()]
    return [texts[place] for place in encoded.indices.to_pylist()]


def _member_of(dimension: str) -> Callable[..., str]:
    return lambda id, language: catalogue().member(dimension, id).text(language)


def _said(family: str) -> Callable[..., str]:
    return lambda id, language: say(f"{family}_{id}", language) if id else ""


def _as_recorded(value: Any, **_: str) -> str:
    return plain(value)


def _outcome(passed: bool, language: str) -> str:
    return say("batch_conforms" if passed else "batch_fails", language)


# The columns of a list: heading, column of the records, and how what it holds is called; a phone shows the first three.
COLUMNS: tuple[tuple[str, str, Callable[..., str]], ...] = (
    ("column_sampled", "date", _as_recorded),
    ("column_product", "product", _member_of("product_class")),
    ("column_outcome", "passed", _outcome),
    ("column_region", "region", full_name),
    ("column_failed_item", "failed_item", _said("failed")),
    ("column_follow_up", "follow_up", _said("followed")),
    ("column_product_class", "product_class", _member_of("product_class")),
    ("column_enterprise_size", "enterprise_size", _member_of("enterprise_size")),
    ("column_channel", "channel", _member_of("channel")),
    ("column_check_level", "level", _member_of("check_level")),
    ("column_enterprise", "enterprise", _as_recorded),
    ("column_batch", "record", _as_recorded),
)

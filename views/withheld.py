"""Which figures are withheld because they count too few, and how that is said."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from data.releases import Release
from queries import ask
from views.choices import Choices, choices_of
from words import say
from words.numbers import write_count

Row = Mapping[str, Any]


def withheld_cells(
    release: Release, choices: Choices, grain: str, dimension: str, regions: Iterable[str]
) -> tuple[Row, ...]:
    """Region, member and period of each figure that is withheld in some regions; none where nothing is counted."""
    if not release.has_records:
        return ()
    return _withheld(release, choices.indicator.id, grain, dimension, tuple(sorted(regions)))


@lru_cache(maxsize=256)
def _withheld(
    release: Release, indicator: str, grain: str, dimension: str, regions: tuple[str, ...]
) -> tuple[Row, ...]:
    place = {"grain": grain, "dimension": dimension, "regions": list(regions)}
    return tuple(ask("withheld", release, **choices_of(release, indicator).level, **place).to_pylist())


def withheld_remark(count: int, language: str) -> tuple[str, ...]:
    """How many figures are withheld and why; nothing for none."""
    return (say("remark_withheld", language, count=write_count(count)),) if count else ()


def without_gaps(rows: Iterable[Row], withheld: Iterable[Row]) -> list[Row]:
    """The rows of a series with its withheld periods in their places: these are not missing."""
    return sorted([*rows, *withheld], key=lambda row: row["until"])

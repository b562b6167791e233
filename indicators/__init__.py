"""The catalogue: what each indicator means, in Chinese and English, and what may be done with its values.

One TOML file per indicator; the file's name is its id everywhere. `breakdowns/` holds the dimensions and
their members; `topics.toml`, `bases.toml` and `units.toml` hold the closed lists that entries refer to.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from indicators.entries import Basis, Break, Breakdown, Counts, Indicator, Joins, Member, Topic
from indicators.reading import CatalogueError, read_catalogue
from indicators.shaping import Problem

__all__ = [
    "FOLDER",
    "Basis",
    "Break",
    "Breakdown",
    "Catalogue",
    "CatalogueError",
    "Counts",
    "Indicator",
    "Joins",
    "Member",
    "Problem",
    "Topic",
    "catalogue",
]

FOLDER = Path(__file__).parent


class Catalogue:
    """Every entry of a folder of indicators, read once and unchangeable."""

    def __init__(self, folder: Path = FOLDER) -> None:
        read = read_catalogue(folder)
        self.folder = folder
        self.indicators = MappingProxyType(read.indicators)
        self.breakdowns = MappingProxyType(read.breakdowns)
        self.topics = MappingProxyType(read.topics)
        self.bases = MappingProxyType(read.bases)
        self.units = MappingProxyType(read.units)

    def breaks(self, indicator: str) -> tuple[Break, ...]:
        """The breaks of an indicator and of its other side, earliest first: a pair shares its breaks."""
        entry = self.indicators[indicator]
        sides = [entry] + ([self.indicators[entry.complement]] if entry.complement else [])
        return tuple(sorted((a_break for side in sides for a_break in side.breaks), key=lambda b: b.since))

    @property
    def headlines(self) -> tuple[Indicator, ...]:
        """The indicators a leader sees first, in that order."""
        return tuple(sorted((i for i in self.indicators.values() if i.headline), key=lambda i: i.headline))

    def member(self, dimension: str, member: str) -> Member:
        """One member of a breakdown; KeyError when there is none."""
        return self.breakdowns[dimension].members[member]


@cache
def catalogue() -> Catalogue:
    """The catalogue of this dashboard. Raises CatalogueError with every problem found."""
    return Catalogue(FOLDER)

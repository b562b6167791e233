"""What a region and a grouping scheme are, and the two errors this room raises."""

import datetime
from dataclasses import dataclass, field

_WIDE = str.maketrans("（），", "(),")


@dataclass(frozen=True)
class Region:
    """One place a figure can be about: the nation, a coverage, a province, a city, a county or a named group."""

    id: str
    level: str  # nation, coverage, province, city, county or group
    name: dict[str, str] = field(hash=False)
    short: dict[str, str] = field(hash=False)
    order: int
    in_statistics: bool
    parent: str | None = None
    iso: str | None = None
    abbreviation: str | None = None
    tile: tuple[int, int] | None = None
    pinyin: str = ""
    initials: str = ""
    aliases: tuple[str, ...] = ()
    scheme: str | None = None
    members: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    change: str | None = None
    successors: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()

    @property
    def spellings(self) -> set[str]:
        """Every text that means this region, folded for comparison."""
        texts = (self.id, self.iso, self.abbreviation, *self.name.values(), *self.short.values(), *self.aliases)
        return {folded(text) for text in texts if text}


@dataclass(frozen=True)
class Publication:
    """Where a scheme was published, in the words of its publisher."""

    title: str
    publisher: str
    date: datetime.date | None = None
    url: str | None = None


@dataclass(frozen=True)
class Scheme:
    """A named way of grouping provinces. The same words in another publication are another scheme."""

    id: str
    name: dict[str, str] = field(hash=False)
    note: dict[str, str] = field(hash=False)
    publication: Publication
    members_published: bool
    groups: tuple[str, ...]


class RegionsError(ValueError):
    """The reference tables contradict themselves. Holds every fault, each with its file and entry."""

    def __init__(self, faults: list[str]):
        self.faults = tuple(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"regions: {len(self.faults)} fault(s). Correct the entries named and read again.\n{lines}")


class UnknownRegionError(LookupError):
    """Somebody asked for a region or a scheme that is in no table."""


def folded(text: str) -> str:
    """The text as it is compared: no white space, no capitals, Chinese brackets and commas as Latin ones."""
    return "".join(text.split()).casefold().translate(_WIDE)

"""What shapes the synthetic inspections, read from settings.toml and signals.toml once."""

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LEVELS = ("national", "provincial", "city")
SIZES = ("large", "medium", "small")
CHANNELS = ("production", "shop", "e_commerce")
ITEMS = ("safety", "chemical", "performance", "energy", "labelling")


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which records are meant. What is empty or None does not narrow; `regions` mean all that lies below them too."""

    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    months: tuple[int, ...] = ()  # of the year, 1 to 12
    start: datetime.date | None = None  # first day
    end: datetime.date | None = None  # last day

    def reaches(self, year: int, month: int) -> bool:
        """Whether a month lies in the scope; scopes begin and end with whole months."""
        first = datetime.date(year, month, 1)
        begun = self.start is None or self.start <= first
        return begun and (self.end is None or first <= self.end) and (not self.months or month in self.months)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """What is planted: `points` are added to the pass rate of the records in its scope (0: other settings make it)."""

    id: str
    scope: Scope
    points: float
    entry: dict[str, Any]


@cache
def settings() -> dict[str, Any]:
    """The tables of settings.toml, with the list of years as a table by year."""
    found = tomllib.loads((FOLDER / "settings.toml").read_text(encoding="utf-8"))
    return found | {"years": {entry["year"]: entry for entry in found["years"]}}


@cache
def signals() -> tuple[Signal, ...]:
    """The planted signals of signals.toml in their order."""
    entries = tomllib.loads((FOLDER / "signals.toml").read_text(encoding="utf-8"))["signals"]
    return tuple(Signal(id=one["id"], scope=scope_of(one), points=one.get("points", 0.0), entry=one) for one in entries)


def scope_of(entry: dict[str, Any]) -> Scope:
    """The scope that an entry of signals.toml states."""
    lists = ("levels", "regions", "products", "classes", "channels", "sizes", "months")
    narrowed = {name: tuple(entry[name]) for name in lists if name in entry}
    return Scope(**narrowed, start=entry.get("from"), end=entry.get("to"))

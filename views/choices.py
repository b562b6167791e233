"""What a reader can choose for an indicator, and what is shown until they choose."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from os.path import commonprefix
from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from regions import breakdown_of, region, regions
from views.state import State

TOTALS = ("100000", "coverage:with_abroad")
GRAINS = ("year", "moment", "half", "quarter", "month", "cumulative", "span")
IRREGULAR = ("cumulative", "span")
WHOLE = "all"
Wanted = str | tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One thing that can be asked: a grain, region, dimension and member with figures."""

    status: str
    grain: str
    region: str
    dimension: str
    member: str
    figures: int
    last_until: date


@dataclass(frozen=True)
class Choices:
    """Everything that can be asked about one indicator (both sides of it) at a given measure `level`."""

    indicator: Indicator
    all: tuple[Choice, ...]

    @property
    def status(self) -> str:
        """`actual`, or `target` for an indicator of which only targets are known."""
        return "actual" if any(one.status == "actual" for one in self.all) else "target"

    @property
    def level(self) -> dict[str, str | None]:
        """What every question about the figures themselves asks of both sides of the indicator."""
        return {**self.indicator.sides, "status": self.status, "measure": "level"}

    def having(self, **wanted: Wanted) -> list[Choice]:
        """The choices of the indicator's status with these parts, each one value or any of several."""
        allowed = {name: (value,) if isinstance(value, str) else value for name, value in wanted.items()}
        allowed["status"] = (self.status,)
        return [one for one in self.all if all(getattr(one, name) in values for name, values in allowed.items())]

    def dimensions(self) -> list[str]:
        """The breakdowns that have figures, `all` first where the whole has some."""
        found = {one.dimension for one in self.having()}
        return sorted(found, key=lambda dimension: (dimension != WHOLE, dimension))

    def grains(self, region: Wanted, dimension: str) -> list[str]:
        """The grains that have figures there."""
        found = {one.grain for one in self.having(region=region, dimension=dimension)}
        return [grain for grain in GRAINS if grain in found]

    def regions(self, dimension: str) -> list[str]:
        """The regions that have figures there, totals first, then in the order of the reference."""
        found = {one.region for one in self.having(dimension=dimension)}
        return [id for id in regions() if id in found]

    def members(self, region: Wanted, dimension: str, grain: str) -> list[str]:
        """The members of a breakdown that have figures there, in the order of the breakdown; `all` for the whole."""
        found = {one.member for one in self.having(region=region, dimension=dimension, grain=grain)}
        order = [WHOLE] if dimension == WHOLE else list(catalogue().breakdowns[dimension].members)
        return [member for member in order if member in found]

    def ends(self, region: Wanted, dimension: str, grain: str) -> dict[str, date]:
        """The last period of each member that has figures there."""
        found = self.having(region=region, dimension=dimension, grain=grain)
        return {one.member: max(two.last_until for two in found if two.member == one.member) for one in found}

    @property
    def has_two_scopes(self) -> bool:
        """Whether totals with and without holders abroad both stand."""
        return {one.region for one in self.having()} >= set(TOTALS)

    def kinds(self) -> list[str]:
        """The kinds of regions that can be compared: province, city, county, or a scheme of groups."""
        found = Counter(breakdown_of(one.region) for one in self.having(dimension=WHOLE))
        return [kind for kind, _ in found.most_common() if kind != "total"]


def matrix_rows(
    release: Release, choices: Choices, grain: str, dimension: str, regions: Iterable[str]
) -> list[dict[str, Any]]:
    """The figures of some regions, for every member and period of a grain; by region and member, oldest first."""
    place = {"grain": grain, "dimension": dimension, "regions": sorted(regions)}
    rows: list[dict[str, Any]] = ask("matrix", release, **choices.level, **place).to_pylist()
    return rows


@lru_cache(maxsize=512)
def choices_of(release: Release, indicator: str) -> Choices:
    """What can be asked about an indicator in a release."""
    entry = catalogue().indicators[indicator]
    rows: list[dict[str, Any]] = []
    for side in filter(None, (indicator, entry.complement)):
        rows += ask("choices", release, indicator=side).to_pylist()
    names = ("status", "grain", "region", "dimension", "member")
    level = [row for row in rows if row["measure"] == "level"]
    found: dict[tuple[str, ...], Choice] = {}
    for row in level:
        key = tuple(row[name] for name in names)
        same = found.get(key)
        found[key] = Choice(
            **{name: row[name] for name in names},
            figures=row["figures"] + (same.figures if same else 0),
            last_until=max(row["last_until"], same.last_until) if same else row["last_until"],
        )
    return Choices(entry, tuple(found.values()))


def most_figures(found: Iterable[Choice], part: Callable[[Choice], str], order: tuple[str, ...]) -> str:
    """The part with most figures; of several, the first in `order`."""
    counted: Counter[str] = Counter()
    for one in found:
        counted[part(one)] += one.figures
    return min(counted, key=lambda id: (-counted[id], order.index(id) if id in order else len(order), id), default="")


def place_text(choices: Choices, id: str, language: str) -> str:
    """A region as it is called beside this indicator: a group with its scheme, a total with its scope if it has two."""
    place = region(id)
    in_full = place.level == "group" or (id in TOTALS and choices.has_two_scopes)
    return place.name[language] if in_full else place.short[language]


def written_out(state: State, choices: Choices) -> State:
    """The state with what `filled` adds to it, so that no later default can change what a link to it shows."""
    now = filled(state, choices)
    # A default that is no total stays unwritten: as a choice it would be drawn before others of its kind.
    total = now.regions[0] in TOTALS
    return state.but(regions=now.regions if total else state.regions, grain=now.grain)


def filled(state: State, choices: Choices) -> State:
    """The state with every empty part that a trend needs filled: dimension, region, grain.

    The whole rather than a breakdown; the scope and the grain with most figures; of several regions, the grain that
    most of them have.
    """
    dimension = state.dimension or (choices.dimensions() or [WHOLE])[0]
    there = choices.having(dimension=dimension)
    totals = [one for one in there if one.region in TOTALS]
    places = state.regions or (most_figures(totals or there, lambda one: one.region, TOTALS),)
    grain = state.grain or _grain([one for one in there if one.region in places])
    return state.but(dimension=dimension, regions=places, grain=grain)


def _grain(found: list[Choice]) -> str:
    """The grain that most regions have; of several such, the one with most figures; a regular one where there is."""
    found = [one for one in found if one.grain not in IRREGULAR] or found
    holders = Counter(grain for grain, _ in {(one.grain, one.region) for one in found})
    most = max(holders.values(), default=0)
    return most_figures((one for one in found if holders[one.grain] == most), lambda one: one.grain, GRAINS)


def sides(id: str, language: str) -> dict[str, str]:
    """Both sides of an indicator, the better-when-higher one first, named by what tells them apart; empty for one."""
    entry = catalogue().indicators[id]
    if not entry.complement:
        return {}
    both = sorted((entry, catalogue().indicators[entry.complement]), key=lambda one: one.better != "higher")
    names = [one.texts(language).name for one in both]
    alike = len(commonprefix(names))
    if language == "en":
        alike = names[0].rfind(" ", 0, alike) + 1
    own = [name[alike:] or name for name in names]
    return {one.id: name[:1].upper() + name[1:] for one, name in zip(both, own, strict=True)}

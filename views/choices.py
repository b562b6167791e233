"""What a reader can choose for an indicator, and what is shown until they choose."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from os.path import commonprefix
from typing import Any, TypeVar

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from regions import breakdown_of, in_order, region
from views.state import State
from words import capitalised

TOTALS = ("100000", "coverage:with_abroad")
GRAINS = ("year", "moment", "half", "quarter", "month", "cumulative", "span")
IRREGULAR = ("cumulative", "span")
WHOLE = "all"
Wanted = str | tuple[str, ...]
Kept = TypeVar("Kept", "Choice", "Held")


@dataclass(frozen=True)
class Choice:
    """One thing that can be asked: a grain, region and dimension with figures."""

    status: str
    grain: str
    region: str
    dimension: str
    figures: int
    last_until: date


@dataclass(frozen=True)
class Held:
    """A member of a breakdown that has figures at a grain and in a region."""

    grain: str
    region: str
    member: str
    figures: int
    last_until: date


@dataclass(frozen=True)
class Choices:
    """Everything that can be asked about one indicator (both sides of it) at a given measure `level`."""

    release: Release = field(repr=False)
    indicator: Indicator
    all: tuple[Choice, ...]

    @cached_property
    def status(self) -> str:
        """`actual`, or `target` for an indicator of which only targets are known."""
        return "actual" if any(one.status == "actual" for one in self.all) else "target"

    @property
    def level(self) -> dict[str, str | None]:
        """What every question about the figures themselves asks of both sides of the indicator."""
        return {**self.indicator.sides, "status": self.status, "measure": "level"}

    @cached_property
    def _by_place(self) -> Mapping[str, Mapping[str, list[Choice]]]:
        """The choices of the status by dimension and region: a county is found without looking at all others."""
        placed: dict[str, dict[str, list[Choice]]] = {}
        for one in self.all:
            if one.status == self.status:
                placed.setdefault(one.dimension, {}).setdefault(one.region, []).append(one)
        return placed

    def having(self, dimension: str | None = None, region: Wanted | None = None) -> list[Choice]:
        """The choices of the indicator's status of one dimension or all, in one or several regions or all."""
        dimensions = self._by_place if dimension is None else {dimension}
        wanted = (region,) if isinstance(region, str) else region
        found = [self._by_place.get(one, {}) for one in dimensions]
        return [one for places in found for id in (wanted or places) for one in places.get(id, ())]

    def held(self, dimension: str, regions: Wanted, members: tuple[str, ...] = ()) -> tuple[Held, ...]:
        """The members of a breakdown that have figures in some regions (in any for none), each grain by itself."""
        places = (regions,) if isinstance(regions, str) else tuple(regions)
        return _held(self.release, self.indicator.id, self.status, dimension, places, members)

    def dimensions(self) -> list[str]:
        """The breakdowns that have figures, `all` first where the whole has some."""
        return sorted(self._by_place, key=lambda dimension: (dimension != WHOLE, dimension))

    def grains(self, region: Wanted, dimension: str) -> list[str]:
        """The grains that have figures there."""
        found = {one.grain for one in self.having(dimension, region)}
        return [grain for grain in GRAINS if grain in found]

    def regions(self, dimension: str) -> list[str]:
        """The regions that have figures there, totals first, then in the order of the reference."""
        return in_order(self._by_place.get(dimension, {}))

    def members(self, region: Wanted, dimension: str, grain: str) -> list[str]:
        """The members of a breakdown that have figures there, in the order of the breakdown; `all` for the whole."""
        if dimension == WHOLE:
            return [WHOLE] if grain in self.grains(region, WHOLE) else []
        found = {one.member for one in self.held(dimension, region) if one.grain == grain}
        return [member for member in catalogue().breakdowns[dimension].members if member in found]

    def ends(self, region: Wanted, dimension: str, grain: str) -> dict[str, date]:
        """The last period of each member that has figures there."""
        found = [one for one in self.held(dimension, region) if one.grain == grain]
        return {one.member: max(two.last_until for two in found if two.member == one.member) for one in found}

    def holders(self, dimension: str, grain: str, members: tuple[str, ...]) -> set[str]:
        """The regions that have figures of the whole, or of some members of a breakdown."""
        found = self.having(WHOLE) if dimension == WHOLE else self.held(dimension, (), members)
        return {one.region for one in found if one.grain == grain}

    @cached_property
    def has_two_scopes(self) -> bool:
        """Whether totals with and without holders abroad both stand."""
        return {id for places in self._by_place.values() for id in places} >= set(TOTALS)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        found = Counter(breakdown_of(one.region) for one in self.having(WHOLE))
        return tuple(kind for kind, _ in found.most_common() if kind != "total")

    def kinds(self) -> list[str]:
        """The kinds of regions that can be compared: province, city, county, or a scheme of groups."""
        return list(self._kinds)


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
    parts = ("status", "grain", "region", "dimension")
    found: dict[tuple[str, ...], Choice] = {}
    for row in _rows_of("choices", release, entry):
        key = tuple(row[name] for name in parts)
        found[key] = _joined(Choice, {name: row[name] for name in parts}, row, found.get(key))
    return Choices(release, entry, tuple(found.values()))


@lru_cache(maxsize=16)
def offered(release: Release) -> frozenset[str]:
    """The indicators that have figures in a release, on either side."""
    found = {row["indicator"] for row in ask("offered", release).to_pylist()}
    return frozenset(found | {catalogue().indicators[id].complement for id in found} - {""})


def everywhere(release: Release) -> list[str] | None:
    """The regions to ask for members that stand somewhere: all, or the totals where records divide in every county."""
    return list(TOTALS) if release.has_records else None


@lru_cache(maxsize=4096)
def _held(
    release: Release, indicator: str, status: str, dimension: str, regions: tuple[str, ...], members: tuple[str, ...]
) -> tuple[Held, ...]:
    entry = catalogue().indicators[indicator]
    parts = ("grain", "region", "member")
    found: dict[tuple[str, ...], Held] = {}
    wanted = {"dimension": dimension, "regions": list(regions) or None, "members": list(members) or None}
    for row in _rows_of("members", release, entry, **wanted):
        if row["status"] == status:
            key = tuple(row[name] for name in parts)
            found[key] = _joined(Held, {name: row[name] for name in parts}, row, found.get(key))
    return tuple(found.values())


def _rows_of(question: str, release: Release, entry: Indicator, **wanted: Any) -> list[dict[str, Any]]:
    """The levels of an indicator and of its other side."""
    rows: list[dict[str, Any]] = []
    for side in filter(None, (entry.id, entry.complement)):
        rows += ask(question, release, indicator=side, **wanted).to_pylist()
    return [row for row in rows if row["measure"] == "level"]


def _joined(made: type[Kept], parts: dict[str, str], row: dict[str, Any], same: Kept | None) -> Kept:
    """One of the choices with what the other side of its indicator adds to it."""
    return made(
        **parts,
        figures=row["figures"] + (same.figures if same else 0),
        last_until=max(row["last_until"], same.last_until) if same else row["last_until"],
    )


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
    there = choices.having(dimension)
    totals = [one for one in there if one.region in TOTALS]
    places = state.regions or (most_figures(totals or there, lambda one: one.region, TOTALS),)
    grain = state.grain or _grain([one for one in there if one.region in places], choices.release.has_records)
    return state.but(dimension=dimension, regions=places, grain=grain)


def _grain(found: list[Choice], records: bool) -> str:
    """The grain that most regions have; of several such, the one with most figures; a regular one where there is."""
    found = [one for one in found if one.grain not in IRREGULAR] or found
    holders = Counter(grain for grain, _ in {(one.grain, one.region) for one in found})
    most = max(holders.values(), default=0)
    widest = [one for one in found if holders[one.grain] == most]
    # Records give every grain, the finest most often: there a year says most.
    if records:
        return min((one.grain for one in widest), key=GRAINS.index, default="")
    return most_figures(widest, lambda one: one.grain, GRAINS)


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
    return {one.id: capitalised(name) for one, name in zip(both, own, strict=True)}

"""The places a reader can go to from where they are: a path up, and the units below each step of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from regions import NATION, ancestors, breakdown_of, in_order, of_breakdown, province_of, region, regions
from words import say

# Up to here every region is offered at once; beyond, only those on the way: a list of all counties finds nobody.
MOST_AT_ONCE = 120
BELOW = ("city", "county")


def nearby(found: Collection[str], chosen: Sequence[str]) -> list[str]:
    """Of the regions that have figures, those to choose from: all where they are few, else those on the way.

    On the way are totals, provinces and groups; of each chosen place those above it, and what lies below any of these.
    """
    if len(found) <= MOST_AT_ONCE:
        return in_order(found)
    steps = {id for place in chosen for id in (place, *(unit.id for unit in ancestors(place)))} - {NATION}
    on_the_way = [id for id in found if region(id).level not in BELOW or id in steps or region(id).parent in steps]
    return in_order(on_the_way)


def within_of(kind: str, asked: str, chosen: Sequence[str], found: Collection[str]) -> str:
    """The place whose cities or counties are compared: the one asked for, that of what is chosen, or the first.

    Empty for kinds that are compared all over the nation, and where so few of all regions `found` are of the kind
    that all can be compared at once.
    """
    if kind not in BELOW:
        return ""
    if asked or len([id for id in found if region(id).level == kind]) <= MOST_AT_ONCE:
        return asked
    of_chosen = next((province for id in chosen if (province := province_of(id))), None)
    return of_chosen.id if of_chosen else of_breakdown("province")[0]


@lru_cache(maxsize=1024)
def units_of(kind: str, within: str = "") -> tuple[str, ...]:
    """The regions of a kind, of all the nation or within one place, in the order of their codes."""
    if within in ("", NATION):
        return of_breakdown(kind)
    return tuple(id for id in lying_in(within) if id != within and breakdown_of(id) == kind)


def holders_of(kind: str, found: Collection[str]) -> list[str]:
    """The places within which regions of a kind can be compared, given those that have figures: provinces, and for
    counties the cities too."""
    levels = ("province", "city") if kind == "county" else ("province",)
    above = {unit.id for id in found if region(id).level == kind for unit in ancestors(id) if unit.level in levels}
    return in_order(above)


def lying_in(place: str) -> tuple[str, ...]:
    """A place and every unit in it as records name them, ended ones included; of a group, those of its provinces."""
    members = region(place).members if region(place).level == "group" else (place,)
    return tuple(id for member in members for id in _within().get(member, ()))


def full_name(place: str, language: str) -> str:
    """A city or county with all that it lies in, since many share a name; any other place by its own name."""
    unit = region(place)
    if unit.level not in BELOW:
        return unit.name[language] if unit.level == "group" else unit.short[language]
    name = unit.short[language]
    for above in ancestors(place):
        if above.id != NATION:
            name = say("place_lying_in", language, place=name, above=above.short[language])
    return name


def told_apart(place: str, language: str) -> str:
    """A region by its short name; where another of its kind is called so too, with what it lies in.

    One that ended and whose name another has in full, since its code changed, carries its code.
    """
    return _told_apart(language).get(place) or region(place).short[language]


@cache
def _told_apart(language: str) -> Mapping[str, str]:
    """The cities and counties that share their short name with another of their kind, by what tells them apart."""
    units = [unit for unit in regions().values() if unit.level in BELOW]
    short = Counter((unit.level, unit.short[language]) for unit in units)
    shared = [unit for unit in units if short[unit.level, unit.short[language]] > 1]
    names = {unit.id: full_name(unit.id, language) for unit in shared}
    full = Counter((unit.level, names[unit.id]) for unit in shared)
    coded = [unit.id for unit in shared if unit.valid_to and full[unit.level, names[unit.id]] > 1]
    return {**names, **{id: say("place_with_code", language, place=names[id], code=id) for id in coded}}


@cache
def _within() -> Mapping[str, list[str]]:
    """Every unit with the places that it lies in, the other way round."""
    lying: dict[str, list[str]] = defaultdict(list)
    for unit in regions().values():
        if unit.level in ("province", *BELOW):
            for id in (unit.id, *(above.id for above in ancestors(unit.id))):
                lying[id].append(unit.id)
    return lying

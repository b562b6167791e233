"""What must hold between entries: nothing twice, every reference found, no spelling of two regions, no half border."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from regions.shapes import Region, Scheme

Placed = list[tuple[str, Region]]
NATION, NEIGHBOURS = "100000", "neighbours.toml"


def faults_between(placed: Placed, schemes: dict[str, Scheme]) -> list[str]:
    """Every contradiction between the entries, each with the file and entry it was found in."""
    return [
        *_twice("code", ((place, region.id) for place, region in placed if region.id)),
        *_twice("tile", ((place, region.tile) for place, region in placed if region.tile)),
        *_twice("iso", ((place, region.iso) for place, region in placed if region.iso)),
        *_twice("order", ((place, (region.scheme, region.order)) for place, region in placed if region.scheme)),
        *_unknown_references(placed),
        *_impossible_lives(placed),
        *_membership(placed, schemes),
        *_claimed_twice(placed),
    ]


def faults_of_neighbours(listed: list[tuple[str, dict]], provinces: set[str]) -> list[str]:
    """Every contradiction of the table of neighbours: each province once, each border under both of its units."""
    coded = [(place, values) for place, values in listed if "code" in values]
    named = {values["code"]: values["neighbours"] for _, values in coded if "neighbours" in values}
    return [
        *(f"{NEIGHBOURS}: province '{code}' is missing" for code in sorted(provinces - {v["code"] for _, v in coded})),
        *_twice("code", ((place, values["code"]) for place, values in coded)),
        *(f"{place}: '{values['code']}' is no province" for place, values in coded if values["code"] not in provinces),
        *(
            f"{place}: no neighbours, and no note_zh and note_en that say why"
            for place, values in listed
            if values.get("neighbours") == [] and not {"note_zh", "note_en"} <= values.keys()
        ),
        *(f"{place}: {fault}" for place, values in coded for fault in _half_borders(values["code"], named, provinces)),
    ]


def _half_borders(code: str, named: dict[str, list[str]], provinces: set[str]) -> list[str]:
    """What is wrong with one list of neighbours; what is wrong with the list of the other unit is told there."""
    faults = []
    for neighbour, times in Counter(named.get(code, ())).items():
        if times > 1:
            faults.append(f"neighbour '{neighbour}' is named twice")
        if neighbour == code:
            faults.append("a unit is no neighbour of itself")
        elif neighbour not in provinces:
            faults.append(f"neighbour '{neighbour}' is no province")
        elif code not in named.get(neighbour, [code]):
            faults.append(f"neighbour '{neighbour}' does not name '{code}'")
    return faults


def _twice(what: str, found: Iterable[tuple[str, Hashable]]) -> list[str]:
    first: dict[Hashable, str] = {}
    faults = []
    for place, value in found:
        if value in first:
            faults.append(f"{place}: {what} {value!r} is already taken by {first[value]}")
        else:
            first[value] = place
    return faults


def _unknown_references(placed: Placed) -> list[str]:
    ids: dict[str, set[str]] = defaultdict(set)
    for _, region in placed:
        ids[region.level].add(region.id)
    provinces = ids["province"]
    may_hold = {"city": provinces, "county": provinces | ids["city"]}
    units = provinces | ids["city"] | ids["county"]
    faults = [] if NATION in ids["nation"] else [f"totals.toml: no nation {NATION}, the parent of every province"]
    for place, region in placed:
        if region.level in may_hold and region.parent and region.parent not in may_hold[region.level]:
            faults.append(f"{place}: parent '{region.parent}' is in no table above it")
        faults += [f"{place}: member '{member}' is no province" for member in region.members if member not in provinces]
        faults += [f"{place}: successor '{code}' is in no table" for code in region.successors if code not in units]
    return faults


def _impossible_lives(placed: Placed) -> list[str]:
    return [
        f"{place}: valid_to {region.valid_to} lies before valid_from {region.valid_from}"
        for place, region in placed
        if region.valid_from and region.valid_to and region.valid_to < region.valid_from
    ]


def _membership(placed: Placed, schemes: dict[str, Scheme]) -> list[str]:
    """members_published says whether every group of the scheme lists its members."""
    listed = {region.id: bool(region.members) for _, region in placed}
    return [
        f"groups/{scheme.id}.toml: members_published is {str(scheme.members_published).lower()}, "
        "but the groups say otherwise: true means that every group lists its members"
        for scheme in schemes.values()
        if scheme.members_published != all(listed[group] for group in scheme.groups)
    ]


def _claimed_twice(placed: Placed) -> list[str]:
    """Totals, provinces and the groups of one scheme are read from the same column, so no text may mean two of them.

    Counties do share names (鼓楼区), and cities share their English names (Suzhou): there a text is just ambiguous.
    """
    claims: dict[str, list[tuple[str, Region]]] = defaultdict(list)
    faults = []
    for place, region in placed:
        if region.level in ("city", "county"):
            continue
        for spelling in sorted(region.spellings):
            rival = next((other for other in claims[spelling] if _meet(other[1], region)), None)
            if rival:
                faults.append(f"{place}: '{spelling}' already means {rival[1].id} ({rival[0]})")
            claims[spelling].append((place, region))
    return faults


def _meet(one: Region, other: Region) -> bool:
    return one.id != other.id and (one.scheme is None or other.scheme is None or one.scheme == other.scheme)

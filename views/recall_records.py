"""The recalls behind a figure, as records: which were asked for, and how one is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from regions import NATION, region
from views.choices import WHOLE
from views.figures import computed_share, display_text
from views.recalls import KINDS, kind_of
from views.state import State
from words import say
from words.numbers import write_number
from words.periods import write_period

Row = Mapping[str, Any]
GRAINS = ("year", "quarter", "month")
ONE = Decimal(1)
EVERY = 1_000_000
CLASSES = {"vehicle": "vehicle_class", "emission": "vehicle_class", "consumer": "consumer_class"}


@dataclass(frozen=True)
class Behind:
    """The period of one kind of recalls whose records are asked for, with the two figures counted from all of them."""

    kind: str
    grain: str
    period: date
    until: date
    recalls: Row
    units: Row
    language: str

    @property
    def words(self) -> dict[str, str]:
        """The period and the kind as titles name them."""
        kind = say(f"recalls_of_{self.kind}", self.language)
        return {"period": write_period(self.period, self.until, self.grain, self.language), "kind": kind}

    @property
    def counting(self) -> tuple[Indicator, Indicator]:
        """What counts the recalls, and what counts their units."""
        recalls, units = (catalogue().indicators[id] for id in KINDS[self.kind])
        return recalls, units

    @property
    def counted(self) -> dict[str, str]:
        """The two figures as every other page shows them."""
        recalls, units = self.counting
        language = self.language
        return {
            "recalls": display_text(self.recalls, recalls, language),
            "units": display_text(self.units, units, language),
        }

    def of_units(self, number: int) -> str:
        """A number of units with their unit: vehicles or items."""
        return write_number(number, ONE, self.counting[1].texts(self.language).unit, self.language)

    def of_recalls(self, number: int) -> str:
        """A number of recalls."""
        return write_number(number, ONE, self.counting[0].texts(self.language).unit, self.language)

    def name(self, row: Row) -> str:
        """A recall by its number, its brand and what it is of."""
        what = member_text(row, "component", self) or member_text(row, "category", self)
        return say("recall_name", self.language, record=row["record"], brand=brand_text(row, self.language), what=what)


def behind(release: Release, state: State) -> Behind | None:
    """The period that a state asks for, or the newest year; None where nothing was counted from records."""
    kind = kind_of(state)
    grain = state.grain if state.grain in GRAINS else GRAINS[0]
    recalls, units = ({row["until"]: row for row in _counted(release, id, grain)} for id in KINDS[kind])
    days = sorted(recalls.keys() & units.keys())
    asked = [day for day in days if state.until in (None, day)]
    if not release.has_records or not asked:
        return None
    until = asked[-1]
    return Behind(kind, grain, recalls[until]["period"], until, recalls[until], units[until], state.language)


def years_of(release: Release, state: State) -> list[date]:
    """The last days of the years in which this kind has recalls, newest first."""
    return sorted((row["until"] for row in _counted(release, KINDS[kind_of(state)][0], GRAINS[0])), reverse=True)


def rows_of(release: Release, of: Behind, **asked: Any) -> list[Row]:
    """Its recalls, largest first, unless something else is asked."""
    plain: dict[str, Any] = {"text": None, "named": None, "dimension": "", "members": None, "regions": None}
    given = {**plain, "since": of.period, "until": of.until, "sort": "", "rows": EVERY, "skip": 0, **asked}
    rows: list[Row] = ask("recall_list", release, kind=of.kind, **given).to_pylist()
    return rows


def named_like(text: str, kind: str) -> list[str]:
    """The components and categories whose names, in either language, hold a text."""
    held = text.casefold()
    return [
        member.id
        for dimension in ("component", CLASSES[kind])
        for member in catalogue().breakdowns[dimension].members.values()
        if any(held in name.casefold() for name in (member.zh, member.en, *member.aliases))
    ]


def member_text(row: Row, column: str, of: Behind) -> str:
    """What a column of a recall says; empty where it says nothing."""
    dimension = CLASSES[of.kind] if column == "category" else column
    id = row[column]
    return catalogue().member(dimension, id).text(of.language) if id else ""


def brand_text(row: Row, language: str) -> str:
    """How a brand is called: demonstration data has invented codes."""
    return say("brand_code", language, code=row["brand"])


def producer_text(row: Row, language: str) -> str:
    """Where the producer is."""
    return region(row["region"]).short[language] if row["region"] else say("abroad_or_unknown", language)


def share_text(part: int, whole: int, language: str) -> str:
    """A part of some units, in per cent."""
    return computed_share(Fraction(part, whole), language) if whole else ""


@lru_cache(maxsize=64)
def _counted(release: Release, indicator: str, grain: str) -> tuple[Row, ...]:
    place = {"region": NATION, "dimension": WHOLE, "member": WHOLE, "grain": grain}
    level = {"status": "actual", "measure": "level", "complement": None}
    return tuple(ask("trend", release, indicator=indicator, **level, **place).to_pylist())

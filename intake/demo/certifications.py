"""Synthetic certificates by month, province and scheme: stocks that meet the published ones, and what came and went."""

import calendar
import math
import tomllib
from bisect import bisect_right
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data.tables import table_of
from intake.demo.adding_up import Integers, Numbers, shared_out

ABROAD, WHOLE = "", "all"
FLOWS = ("issued", "suspended", "withdrawn", "expired")
Settings = dict[str, Any]


@cache
def settings() -> Settings:
    """What certifications.toml states."""
    return tomllib.loads((Path(__file__).parent / "certifications.toml").read_text(encoding="utf-8"))


def certifications_of(year: int) -> pa.Table:
    """The certificates of each month of one year, by the contract of certifications: the same ones at every call."""
    if not settings()["first_year"] <= year <= settings()["last_day"].year:
        return table_of("certifications", [])
    rng = np.random.default_rng([settings()["seed"], year])
    rows: list[dict[str, Any]] = []
    before = _in_force(date(year - 1, 12, 31))
    for month in range(1, 13):
        day = date(year, month, calendar.monthrange(year, month)[1])
        now = _in_force(day)
        rows += _rows(day, now, _flows(rng, day, before, now))
        before = now
    return table_of("certifications", rows)


@cache
def _regions() -> tuple[str, ...]:
    return (*settings()["provinces"], ABROAD)


@cache
def _schemes() -> tuple[str, ...]:
    return tuple(settings()["each"])


def _in_force(day: date) -> Integers:
    """Certificates in force by scheme and region: the nation's number of the day, shared out exactly."""
    each = []
    abroad = shared_out(_abroad_by_scheme(), round(_between(day, lambda told: told["abroad"])))
    for place, scheme in enumerate(_schemes()):
        total = round(_between(day, lambda told, scheme=scheme: told["valid"].get(scheme, 0)))
        outside = min(int(abroad[place]), total)
        each.append([*shared_out(_weights(day)[place], total - outside), outside])
    return np.array(each)


def _between(day: date, of: Any) -> float:
    """A number between the two stated months around a day, grown evenly; none where it ends or has not begun."""
    stocks = settings()["stocks"]
    right = min(bisect_right([told["until"] for told in stocks], day), len(stocks) - 1)
    first, last = stocks[right - 1], stocks[right]
    start, end = of(first), of(last)
    if day == first["until"] or not (start and end):
        return float(start if day == first["until"] else end if day == last["until"] else 0)
    passed = _months(day) - _months(first["until"])
    return float(start * (end / start) ** (passed / (_months(last["until"]) - _months(first["until"]))))


def _months(day: date) -> int:
    return day.year * 12 + day.month


@cache
def _tilt() -> Numbers:
    """How one province differs in one scheme from what it has of all: drawn once for all years."""
    told = settings()["tilt"]
    rng = np.random.default_rng(settings()["seed"])
    tilt = np.exp(rng.normal(0, told["spread"], (len(_schemes()), len(settings()["provinces"]))))
    tilt[_schemes().index(told["even"])] = 1.0
    return tilt


@cache
def _weights(day: date) -> Numbers:
    """What each province has of each scheme, moving evenly from the first year to the last."""
    start, last = date(settings()["first_year"], 1, 1), settings()["last_day"]
    passed = min(max((day - start) / (last - start), 0.0), 1.0)
    shares = np.array([first + (end - first) * passed for first, end in settings()["provinces"].values()])
    return shares * _tilt()


def _abroad_by_scheme() -> Numbers:
    return np.array([settings()["abroad"].get(scheme, 0) for scheme in _schemes()], dtype=float)


def _flows(rng: np.random.Generator, day: date, before: Integers, now: Integers) -> dict[str, Integers]:
    """What was issued, suspended, withdrawn and expired in a month, so that the certificates in force come out."""
    monthly = settings()["monthly"]
    season = settings()["season"][str(day.month)]

    def drawn(name: str, by: float = 1.0) -> Integers:
        luck = np.exp(rng.normal(0, monthly["spread"], before.shape))
        counts: Integers = np.minimum(rng.poisson(before * monthly[name] * by * luck), before)
        return counts

    suspended, withdrawn, expired = drawn("suspended"), drawn("withdrawn"), drawn("expired", season)
    for planted in settings()["withdrawals"]:
        if planted["month"] == day:
            at = _schemes().index(planted["scheme"]), _regions().index(planted["region"])
            withdrawn[at] *= planted["times"]
    expired = np.maximum(expired, before - withdrawn - now)
    withdrawn = np.minimum(withdrawn, before)
    return {
        "issued": now - before + withdrawn + expired,
        "suspended": suspended,
        "withdrawn": withdrawn,
        "expired": expired,
    }


def _rows(day: date, now: Integers, flows: dict[str, Integers]) -> list[dict[str, Any]]:
    """A row for each scheme of each region, and one for all schemes of it."""
    holders = _holders(day, now)
    counts = {"valid": now, **flows}
    rows = []
    for column, region in enumerate(_regions()):
        own = {name: values[:, column] for name, values in counts.items()}
        for place, scheme in enumerate(_schemes()):
            if any(values[place] for values in own.values()):
                row = {name: int(values[place]) for name, values in own.items()}
                each = math.ceil(row["valid"] / settings()["each"][scheme])
                rows.append({"month": day, "region": region, "scheme": scheme, "organisations": each, **row})
        total = {name: int(values.sum()) for name, values in own.items()}
        rows.append({"month": day, "region": region, "scheme": WHOLE, "organisations": holders[region], **total})
    return rows


def _holders(day: date, now: Integers) -> dict[str, int]:
    """Organisations with any certificate, each counted once, by region."""
    total = round(_between(day, lambda told: told["organisations"]))
    abroad = round(_between(day, lambda told: told["organisations_abroad"]))
    even = now[_schemes().index(settings()["tilt"]["even"]), :-1].astype(float)
    inside = shared_out(even, total - abroad).tolist()
    return dict(zip(_regions(), [*inside, abroad], strict=True))

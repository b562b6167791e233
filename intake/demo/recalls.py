"""Synthetic recalls of one year: as many, with as many units, as were published, and the signals of recalls.toml."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data.tables import table_of
from intake.demo.adding_up import Labels, Margin, by_quota, units_of

DIMENSIONS = ("origin", "energy", "component", "cause", "category", "trigger")
NEW_ENERGY, BATTERY, IMPORTED, CHILDREN = "new_energy", "battery", "imported", "children"
Settings = dict[str, Any]


@cache
def settings() -> Settings:
    """What recalls.toml states."""
    return tomllib.loads((Path(__file__).parent / "recalls.toml").read_text(encoding="utf-8"))


def recalls_of(year: int) -> pa.Table:
    """The recalls that were published in one year, by the contract of recalls: the same ones at every call."""
    rng = np.random.default_rng([settings()["seed"], year])
    rows: list[dict[str, Any]] = []
    for kind in ("vehicle", "consumer", "emission"):
        for told in settings()[kind]["years"]:
            if told["year"] == year:
                rows += _recalls(rng, kind, told)
    return table_of("recalls", rows)


def _recalls(rng: np.random.Generator, kind: str, told: Settings) -> list[dict[str, Any]]:
    """The recalls of one kind in a year, numbered by their days."""
    year, count = told["year"], told["recalls"]
    columns = _members(rng, kind, told)
    columns["brand"] = _brands(rng, settings()[kind], count)
    columns["region"] = _regions(rng, kind, columns["origin"])
    weights = np.exp(rng.normal(0, settings()["spread"], count))
    for huge in settings()["huge"]:
        if (huge["kind"], huge["year"]) == (kind, year):
            weights[0] = weights[1:].sum() * huge["share"] / (1 - huge["share"])
            for name in ("brand", "component", "category"):
                columns[name][0] = huge[name]
    units = units_of(weights, told["units"], _margins(columns, told)).tolist()
    days = _days(rng, told.get("since", date(year, 1, 1)), columns["category"])
    rows = [
        {
            "date": day,
            "kind": "consumer" if kind == "consumer" else "vehicle",
            "emission": kind == "emission",
            **{name: str(column[n]) for name, column in columns.items()},
            "units": units[n],
        }
        for n, day in enumerate(days)
    ]
    rows.sort(key=lambda row: row["date"])
    letter = settings()[kind]["letter"]
    return [
        {**row, "record": f"{letter}{year}-{place:04}", **_completion(rng, row)} for place, row in enumerate(rows, 1)
    ]


def _members(rng: np.random.Generator, kind: str, told: Settings) -> dict[str, Labels]:
    """Each breakdown of the recalls, every member as often as its share, or as is known of it."""
    shares = settings()[kind]["shares"]
    columns = {}
    for dimension in DIMENSIONS:
        known = {member: figures[0] for member, figures in told.get("known", {}).get(dimension, {}).items()}
        columns[dimension] = by_quota(rng, told["recalls"], shares[dimension], known).astype(object)
    _plant_batteries(rng, columns, told)
    return columns


def _plant_batteries(rng: np.random.Generator, columns: dict[str, Labels], told: Settings) -> None:
    """Traction batteries instead of components of which no number is known, in recalls of new energy."""
    share = settings()["battery"].get(str(told["year"]), 0)
    known = list(told.get("known", {}).get("component", {}))
    of_new_energy = columns["energy"] == NEW_ENERGY
    free = np.flatnonzero(of_new_energy & ~np.isin(columns["component"], known))
    chosen = rng.permutation(free)[: int(of_new_energy.sum() * share)]
    columns["component"][chosen] = BATTERY


def _brands(rng: np.random.Generator, of_kind: Settings, count: int) -> Labels:
    """Invented codes, some of which recall far more often than others."""
    letter = "C" if of_kind["letter"] == "C" else "A"
    often = 1 / np.arange(3, of_kind["brands"] + 3)
    drawn = rng.choice(of_kind["brands"], count, p=often / often.sum())
    return np.array([f"{letter}{number + 1:02}" for number in drawn], dtype=object)


def _regions(rng: np.random.Generator, kind: str, origin: Labels) -> Labels:
    producers = settings()["producers"]
    by_province = producers["consumer" if kind == "consumer" else "vehicle"]
    often = np.array(list(by_province.values()), dtype=float)
    drawn = rng.choice(list(by_province), len(origin), p=often / often.sum()).astype(object)
    abroad = rng.random(len(origin)) < producers["abroad_consumer"] if kind == "consumer" else origin == IMPORTED
    drawn[abroad] = ""
    return drawn


def _margins(columns: dict[str, Labels], told: Settings) -> list[Margin]:
    """The breakdowns of which units are known of some members."""
    known = told.get("known", {})
    units = {
        dimension: {member: figures[1] for member, figures in members.items() if len(figures) > 1}
        for dimension, members in known.items()
    }
    return [(columns[dimension], targets) for dimension, targets in units.items() if targets]


def _days(rng: np.random.Generator, first: date, category: Labels) -> list[date]:
    """Days from the first one to the end of its year; of children's products more lie around Children's Day."""
    year = first.year
    days = [first + timedelta(int(n)) for n in rng.integers(0, (date(year, 12, 31) - first).days + 1, len(category))]
    around = settings()["childrens_day"]
    moved = (category == CHILDREN) & (rng.random(len(category)) < around["share"])
    return [
        date(year, int(rng.choice(around["months"])), int(rng.integers(1, 31))) if of_children else day
        for day, of_children in zip(days, moved, strict=True)
    ]


def _completion(rng: np.random.Generator, row: dict[str, Any]) -> dict[str, Any]:
    """How many units were remedied by the end of the year after the recall, or by the last day there is."""
    told, last = settings()["completion"], settings()["last_day"]
    until = min(date(row["date"].year + 1, 12, 31), last)
    age, luck, silent = (until - row["date"]).days, rng.normal(1, 0.12), rng.random() < told["missing"]
    if silent or age < told["reported_after"]:
        return {"completed": None, "completed_on": None}
    slow = settings()["slow"]
    pace = slow["factor"] if row["brand"] == slow["brand"] else 1.0
    share = min(max(told["ceiling"] * (1 - 0.5 ** (age / told["half_after"])) * pace * luck, 0.0), 1.0)
    return {"completed": int(row["units"] * share), "completed_on": until}

"""Which products the synthetic inspections take, year by year, and how often each fails."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from indicators import catalogue
from intake.demo.settings import settings

BREAKDOWN = "product_class"
MONTHS = 12
# Beside the seed, so that draws stay apart; years and codes of regions are larger.
LASTING, EFFECTS = 1, 2


@dataclass(frozen=True)
class Goods:
    """All products in the order of their ids, as arrays over them."""

    ids: tuple[str, ...]
    classes: tuple[str, ...]
    weight: np.ndarray  # [product], how often a county makes it
    fails: np.ndarray  # [product], chance to fail against the mean of all
    volume: np.ndarray  # [month, product], batches against an ordinary month
    season: np.ndarray  # [month, product], chance to fail against an ordinary month
    items: np.ndarray  # [product, item], share of each group among what failed, cumulated


@cache
def goods() -> Goods:
    """The products of the catalogue with their effects."""
    members = catalogue().breakdowns[BREAKDOWN].members
    parents = {id: one.parent for id, one in sorted(members.items()) if one.parent}
    by_class, how = settings()["classes"], settings()["products"]
    rng = np.random.default_rng([settings()["seed"], EFFECTS])
    own = np.exp(how["deviation"] * rng.standard_normal(len(parents)))
    volume, season = _seasons(parents)
    return Goods(
        ids=tuple(parents),
        classes=tuple(parents.values()),
        weight=np.array([by_class[parent]["weight"] * how["frequent"].get(id, 1) for id, parent in parents.items()]),
        fails=own * np.array([by_class[parent]["fails"] for parent in parents.values()]),
        volume=volume,
        season=season,
        items=np.cumsum([by_class[parent]["items"] for parent in parents.values()], axis=1),
    )


def listed(year: int) -> np.ndarray:
    """[product]: whether it stands on the list of the year."""
    how, ids = settings()["products"], goods().ids
    lasting = np.random.default_rng([settings()["seed"], LASTING]).random(len(ids))
    fresh = np.random.default_rng([settings()["seed"], year]).random(len(ids))
    score = (1 - how["churn"]) * lasting + how["churn"] * fresh
    for id in how["always"]:
        score[ids.index(id)] = 2.0
    for id, last in how["last"].items():
        score[ids.index(id)] = 2.0 if year <= last else -1.0
    chosen = np.zeros(len(ids), dtype=bool)
    chosen[np.argsort(-score, kind="stable")[: settings()["years"][year]["products"]]] = True
    return chosen


def _seasons(parents: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    volume, season = np.ones((MONTHS, len(parents))), np.ones((MONTHS, len(parents)))
    for entry in settings()["seasons"]:
        products, classes = entry.get("products", ()), entry.get("classes", ())
        meant = [number for number, (id, parent) in enumerate(parents.items()) if id in products or parent in classes]
        cells = np.ix_([month - 1 for month in entry["months"]], meant)
        volume[cells] *= entry["volume"]
        season[cells] *= entry.get("fails", 1.0)
    return volume, season

"""What is likely in a month of synthetic inspections: where, which product, and how often it fails there."""

from dataclasses import dataclass

import numpy as np

from intake.demo.goods import Goods, goods, listed
from intake.demo.places import Land, Places
from intake.demo.settings import LEVELS, settings

NATION = "nation"


@dataclass(frozen=True)
class Chances:
    """One month. A province's mean of `fails` over its year is its own stated multiple, whatever its places make."""

    places: Places
    where: np.ndarray  # [level, leaf], share of the level's batches
    made: np.ndarray  # [leaf, speciality], number of the product
    share: np.ndarray  # [leaf, speciality], of the leaf's batches
    fails: np.ndarray  # [level, leaf, speciality], chance to fail against the mean of the nation at that level


@dataclass(frozen=True)
class _Inside:
    """One month before provinces are set against each other: arrays as of Chances."""

    places: Places
    made: np.ndarray
    share: np.ndarray
    fails: np.ndarray  # [leaf, speciality]


def chances_of(year: int, land: Land) -> list[Chances]:
    """The chances of the twelve months of a year."""
    chosen, products = listed(year), goods()
    made: dict[int, np.ndarray] = {}
    months: list[_Inside] = []
    for month in range(1, 13):
        places = land.places(year, month)
        if id(places) not in made:
            made[id(places)] = _made(land.taste[places.row], chosen, products)
        product = made[id(places)]
        share = _falling(product.shape) * products.volume[month - 1][product]
        share /= share.sum(axis=1, keepdims=True)
        fails = places.fails[:, None] * products.fails[product] * products.season[month - 1][product]
        months.append(_Inside(places, product, share, fails))
    means = _province_means(months)
    return [_chances(one, means) for one in months]


def _chances(month: _Inside, means: np.ndarray) -> Chances:
    places = month.places
    inside = month.fails / means[places.provincial][:, None]
    where = np.array([_where(places, level) for level in LEVELS])
    stated = np.array([_stated(level) for level in LEVELS])
    return Chances(places, where, month.made, month.share, stated[:, places.provincial, None] * inside[None])


def _province_weights(level: str) -> np.ndarray:
    """[province]: the share of each in the batches of a level, in the order of settings.toml."""
    weights = np.array([one["weight"] for one in settings()["provinces"].values()])
    flat = weights ** settings()["levels"][level]["spread"]
    return np.asarray(flat / flat.sum())


def _where(places: Places, level: str) -> np.ndarray:
    share = places.share * _province_weights(level)[places.provincial]
    return np.asarray(share / share.sum())


def _stated(level: str) -> np.ndarray:
    """[province]: chance to fail against the nation; one that is stated to be as the nation is so exactly."""
    weights = _province_weights(level)
    entries = [one["fails"] for one in settings()["provinces"].values()]
    stated = np.array([np.nan if one == NATION else float(one) for one in entries])
    known = ~np.isnan(stated)
    mean = (weights[known] * stated[known]).sum() / weights[known].sum()
    return np.where(known, stated / mean, 1.0)


def _made(taste: np.ndarray, chosen: np.ndarray, products: Goods) -> np.ndarray:
    """[leaf, speciality]: the listed products a leaf likes most, most first."""
    key = -np.log(taste) / products.weight
    key[:, ~chosen] = np.inf
    best = np.argpartition(key, many := settings()["places"]["specialities"], axis=1)[:, :many]
    return np.take_along_axis(best, np.argsort(np.take_along_axis(key, best, axis=1), axis=1), axis=1)


def _falling(shape: tuple[int, ...]) -> np.ndarray:
    return np.broadcast_to(settings()["places"]["fall"] ** np.arange(shape[1]), shape).copy()


def _province_means(months: list[_Inside]) -> np.ndarray:
    """[province]: the mean chance to fail of each over the year, before its stated multiple."""
    volumes = settings()["volume"]["months"]
    total: np.ndarray = np.zeros(len(settings()["provinces"]))
    for month, volume in zip(months, volumes, strict=True):
        means = month.places.share * (month.share * month.fails).sum(axis=1)
        total += volume * np.bincount(month.places.provincial, means, len(total))
    return np.asarray(total / sum(volumes))

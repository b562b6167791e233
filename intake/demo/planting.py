"""Where the planted signals lie in a month, as arrays, so that rows are met by number and not by name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from intake.demo.goods import goods
from intake.demo.places import Places
from intake.demo.settings import CHANNELS, LEVELS, SIZES, Signal, signals


@dataclass(frozen=True)
class Planted:
    """One signal in one month: the numbers of what it reaches, and the points it takes off the chance to fail."""

    levels: np.ndarray  # [level]
    leaves: np.ndarray  # [leaf]
    products: np.ndarray  # [product]
    sizes: np.ndarray  # [size]
    channels: np.ndarray  # [channel]
    points: float

    def points_of(
        self, level: int, leaf: np.ndarray, product: np.ndarray, size: np.ndarray, channel: np.ndarray
    ) -> np.ndarray | float:
        """[row]: points added to the pass rate of rows of one level."""
        if not self.levels[level]:
            return 0.0
        reached = self.leaves[leaf] & self.products[product] & self.sizes[size] & self.channels[channel]
        return np.asarray(self.points * reached)


def planted(year: int, month: int, places: Places) -> Iterator[Planted]:
    """The signals of a month that are made by points."""
    for signal in signals():
        if signal.points and signal.scope.reaches(year, month):
            yield _planted(signal, places)


def _planted(signal: Signal, places: Places) -> Planted:
    scope = signal.scope
    meant = _reached(places.codes, scope.regions)
    products = [
        (not scope.products or id in scope.products) and (not scope.classes or parent in scope.classes)
        for id, parent in zip(goods().ids, goods().classes, strict=True)
    ]
    return Planted(
        levels=_reached(LEVELS, scope.levels),
        leaves=meant[places.leaf] | meant[places.city] | meant[places.province],
        products=np.array(products),
        sizes=_reached(SIZES, scope.sizes),
        channels=_reached(CHANNELS, scope.channels),
        points=signal.points,
    )


def _reached(all_of: Iterable[str], meant: tuple[str, ...]) -> np.ndarray:
    return np.array([not meant or one in meant for one in all_of])

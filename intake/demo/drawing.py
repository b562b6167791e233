"""Draws the rows of one stream as numbers: where, what, from whom, and how likely each is to fail."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from intake.demo.chances import Chances
from intake.demo.planting import Planted
from intake.demo.settings import LEVELS, settings

LEAST, MOST = 0.002, 0.97
SLOTS = 1 << 24
# A six-digit code times an odd number, in twenty bits: every place keeps a number of its own that is not its code.
PLACES, ODD = 1 << 20, 387_420_489


@dataclass(frozen=True)
class Drawn:
    """Rows of one level in one stream: each array holds one number a row."""

    leaf: np.ndarray
    speciality: np.ndarray
    product: np.ndarray
    size: np.ndarray
    channel: np.ndarray
    fails: np.ndarray  # chance to fail, 0 to 1

    @property
    def weight(self) -> np.ndarray:
        """[row]: the rate at which a row fails; of rows that fail once at these rates, `fails` have failed by 1."""
        return np.asarray(-np.log1p(-self.fails))


@dataclass(frozen=True)
class Month:
    """One month as it is drawn from."""

    year: int
    month: int
    chances: Chances
    planted: tuple[Planted, ...]

    @cached_property
    def where(self) -> np.ndarray:
        """[level, leaf]: cumulated shares."""
        return np.asarray(np.cumsum(self.chances.where, axis=1))

    @cached_property
    def made(self) -> np.ndarray:
        """[leaf, speciality]: cumulated shares."""
        return np.asarray(np.cumsum(self.chances.share, axis=1))

    def drawn(self, level: int, rows: int, rng: np.random.Generator) -> Drawn:
        """So many rows of one level."""
        year = settings()["years"][self.year]
        leaf = _chosen(self.where[level], rng.random(rows))
        speciality = _chosen_within(self.made, leaf, rng.random(rows))
        product = self.chances.made[leaf, speciality]
        size = _chosen(np.cumsum(year["sizes"]), rng.random(rows))
        channel = _chosen(np.cumsum(year["channels"]), rng.random(rows))
        base, sizes, channels = _factors(self.year, LEVELS[level])
        fails = base * self.chances.fails[level, leaf, speciality] * sizes[size] * channels[channel]
        for signal in self.planted:
            fails -= signal.points_of(level, leaf, product, size, channel) / 100
        return Drawn(leaf, speciality, product, size, channel, np.clip(fails, LEAST, MOST))

    def enterprises(self, drawn: Drawn, scale: float, rng: np.random.Generator) -> np.ndarray:
        """[row]: pseudonyms. An enterprise has one place, one product and one size, and comes back in later years."""
        how = settings()["enterprises"]
        of_place = self.chances.where[0][drawn.leaf] * self.chances.share[drawn.leaf, drawn.speciality]
        expected = of_place * np.array(how["sizes"])[drawn.size] * batches(self.year, "national", scale)
        slots = np.clip(how["per_batch"] * expected, 1, SLOTS)
        slot = (rng.random(len(slots)) * slots).astype(np.int64)
        place = self.chances.places.origin[drawn.leaf] * ODD % PLACES
        return np.asarray((((place << 8) + drawn.product << 2) + drawn.size) * SLOTS + slot)


def batches(year: int, level: str, scale: float) -> int:
    """How many batches a level takes in a year."""
    at_scale_1: int = settings()["years"][year]["batches" if level == "national" else level]
    return round(scale * at_scale_1)


def failed(year: int, scale: float) -> int:
    """How many batches fail in the national checks of a year: the published count, or the published rate, scaled."""
    entry, taken = settings()["years"][year], batches(year, "national", scale)
    if "failed" in entry:
        share = Fraction(entry["failed"], entry["batches"])
    elif "failed_rate" in entry:
        share = Fraction(str(entry["failed_rate"])) / 100
    else:
        share = 1 - Fraction(str(entry["pass_rate"])) / 100
    return round(taken * share)


def _factors(year: int, level: str) -> tuple[float, np.ndarray, np.ndarray]:
    """The chance of a small enterprise's batch from production, and the factors by size and by channel."""
    entry = settings()["years"][year]
    of = entry if level == "national" else settings()["levels"][level]
    sizes, channels = np.array(of["size_factors"]), np.array(of["channel_factors"])
    if level != "national":
        return of["fails"], sizes, channels
    mean = (sizes @ np.array(entry["sizes"])) * (channels @ np.array(entry["channels"]))
    return float(failed(year, 1) / batches(year, level, 1) / mean), sizes, channels


def _chosen(cumulated: np.ndarray, luck: np.ndarray) -> np.ndarray:
    return np.asarray(np.searchsorted(cumulated[:-1], luck * cumulated[-1], side="right"))


def _chosen_within(cumulated: np.ndarray, row: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """The same with a row of shares of its own for each."""
    speciality = np.zeros(len(row), dtype=np.int64)
    for column in range(cumulated.shape[1] - 1):
        speciality += luck >= cumulated[row, column]
    return speciality

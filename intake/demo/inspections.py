"""Synthetic inspection records, drawn year by year in sorted streams of bounded size.

A stream is drawn from a seed of its own, so that a year gives the same rows whatever else was drawn before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from data.tables import schema_of
from intake.demo.chances import chances_of
from intake.demo.drawing import Drawn, Month, batches, failed
from intake.demo.goods import goods
from intake.demo.places import Land
from intake.demo.planting import planted
from intake.demo.settings import LEVELS, settings
from intake.demo.writing import Rows, as_table
from regions import regions

NATIONAL = LEVELS.index("national")
A_YEAR = 10**10
# Stands where streams have their month, so that this draw is none of theirs.
BEFORE_MONTHS = 0


@dataclass(frozen=True)
class _Stream:
    """One stream to draw: `rows` by level, `first` is the number of its first record in the year."""

    month: Month
    chunk: int
    rows: tuple[int, ...]
    first: int

    def rng(self, level: int) -> np.random.Generator:
        return np.random.default_rng([settings()["seed"], self.month.year, self.month.month, self.chunk, level])


def years() -> tuple[int, ...]:
    """The years that can be drawn."""
    return tuple(settings()["years"])


@cache
def everywhere() -> Land:
    """All regions that statistics cover."""
    return Land(regions(), len(goods().ids))


def inspections_of(year: int, scale: float = 1.0, land: Land | None = None) -> Iterator[pa.Table]:
    """The records of a year in streams, by month: each a table by the contract of `inspections`, sorted by region,
    product and day, of 500,000 rows at most.

    At scale 1 all years together have some 1,000,000 records; `land` is where to draw, everywhere unless given.
    National checks fail as often as is published for their year, at every scale.
    """
    streams = _streams(year, scale, land or everywhere())
    for stream, failures in zip(streams, _failures(streams, year, scale), strict=True):
        yield _records(stream, failures, scale)


def _streams(year: int, scale: float, land: Land) -> list[_Stream]:
    streams, first = [], 1
    by_level = [_by_month(batches(year, level, scale)) for level in LEVELS]
    for number, chances in enumerate(chances_of(year, land), 1):
        month = Month(year, number, chances, tuple(planted(year, number, chances.places)))
        rows = [int(counts[number - 1]) for counts in by_level]
        # Each level is cut by itself, so that a stream may be a row a level longer than the mean.
        chunks = max(1, -(-sum(rows) // (settings()["volume"]["rows"] - len(LEVELS))))
        for chunk in range(chunks):
            part = tuple(count * (chunk + 1) // chunks - count * chunk // chunks for count in rows)
            streams.append(_Stream(month, chunk, part, first))
            first += sum(part)
    return streams


def _by_month(total: int) -> np.ndarray:
    """[month]: the batches of a year, adding up exactly."""
    shares = np.cumsum(settings()["volume"]["months"])
    return np.diff(np.round(total * shares / shares[-1]).astype(np.int64), prepend=0)


def _failures(streams: list[_Stream], year: int, scale: float) -> np.ndarray:
    """[stream]: how many national batches fail, adding up to exactly those of the year."""
    expected = np.array([s.month.drawn(NATIONAL, s.rows[NATIONAL], s.rng(NATIONAL)).fails.sum() for s in streams])
    rng = np.random.default_rng([settings()["seed"], year, BEFORE_MONTHS, 1])
    target = failed(year, scale)
    return rng.multinomial(target, expected / expected.sum()) if target else np.zeros(len(streams), dtype=np.int64)


def _records(stream: _Stream, failures: int, scale: float) -> pa.Table:
    parts = []
    for level, count in enumerate(stream.rows):
        rng = stream.rng(level)
        drawn = stream.month.drawn(level, count, rng)
        fails = _exactly(drawn, failures, rng) if level == NATIONAL else rng.random(count) < drawn.fails
        parts.append(Rows.of(stream.month, level, drawn, fails, scale, rng))
    return as_table(
        stream.month, Rows.joined(parts), stream.month.year * A_YEAR + stream.first, schema_of("inspections")
    )


def _exactly(drawn: Drawn, failures: int, rng: np.random.Generator) -> np.ndarray:
    """[row]: whether it fails; exactly so many do, each as likely as it was drawn to be against the others."""
    fails = np.zeros(len(drawn.fails), dtype=bool)
    if failures:
        turn = rng.standard_exponential(len(fails)) / drawn.weight
        fails[np.argpartition(turn, failures - 1)[:failures]] = True
    return fails

"""Rows of numbers as a table of the contract: codes, dates and words, in the order that lets readers skip."""

import datetime
from calendar import monthrange
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pyarrow as pa

from intake.demo.drawing import Drawn, Month
from intake.demo.goods import goods
from intake.demo.places import Places
from intake.demo.settings import CHANNELS, ITEMS, LEVELS, SIZES, settings

EPOCH = datetime.date(1970, 1, 1)
FOLLOW_UPS = ("", "ordered", "corrected", "transferred")


@dataclass(frozen=True)
class Rows:
    """What a table is written from: one number a row in each array."""

    level: np.ndarray
    region: np.ndarray  # among the codes of the places
    product: np.ndarray
    size: np.ndarray
    channel: np.ndarray
    day: np.ndarray  # since 1970-01-01
    enterprise: np.ndarray
    item: np.ndarray  # 0: passed, else one more than among ITEMS
    follow_up: np.ndarray

    @classmethod
    def of(
        cls, month: Month, level: int, drawn: Drawn, fails: np.ndarray, scale: float, rng: np.random.Generator
    ) -> "Rows":
        """The rows of one level with all that does not change whether they fail."""
        count = len(fails)
        day = _working_days(month.year, month.month)
        day = day[rng.integers(len(day), size=count)]
        return cls(
            level=np.full(count, level, dtype=np.int8),
            region=_stated(month.chances.places, drawn.leaf, rng.random(count)),
            product=drawn.product,
            size=drawn.size,
            channel=drawn.channel,
            day=day,
            enterprise=month.enterprises(drawn, scale, rng),
            item=np.where(fails, 1 + _items(drawn.product, rng.random(count)), 0),
            follow_up=np.where(fails, _follow_ups(day, rng.random(count)), 0),
        )

    @classmethod
    def joined(cls, parts: list["Rows"]) -> "Rows":
        """The rows of all parts, one after the other."""
        return cls(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(cls)))


def as_table(month: Month, rows: Rows, first: int, schema: pa.Schema) -> pa.Table:
    """The table of a stream, sorted by region, product and day; `first` is the number of its first record."""
    order = np.argsort((rows.region * len(goods().ids) + rows.product) * 32 + rows.day - rows.day.min(), kind="stable")
    product = rows.product[order]
    columns = {
        "record": pa.array(np.arange(first, first + len(order))),
        "date": pa.array(rows.day[order].astype(np.int32), pa.date32()),
        "level": _words(rows.level[order], LEVELS),
        "region": _words(rows.region[order], month.chances.places.codes),
        "product": _words(product, goods().ids),
        "product_class": _words(product, goods().classes),
        "enterprise_size": _words(rows.size[order], SIZES),
        "channel": _words(rows.channel[order], CHANNELS),
        "passed": pa.array(rows.item[order] == 0),
        "enterprise": pa.array(rows.enterprise[order]),
        "failed_item": _words(rows.item[order], ("", *ITEMS)),
        "follow_up": _words(rows.follow_up[order], FOLLOW_UPS),
    }
    return pa.Table.from_pydict({field.name: columns[field.name] for field in schema}, schema=schema)


def _words(numbers: np.ndarray, words: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(words)).dictionary_decode()


def _stated(places: Places, leaf: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """[row]: the region a record states: some only the province, some only the city."""
    how = settings()["volume"]
    city_only = luck < how["province_only"] + how["city_only"]
    smallest = np.where(city_only, places.city[leaf], places.leaf[leaf])
    return np.asarray(np.where(luck < how["province_only"], places.province[leaf], smallest))


@cache
def _working_days(year: int, month: int) -> np.ndarray:
    days = [datetime.date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return np.array([(day - EPOCH).days for day in days if day.weekday() < 5])


def _items(product: np.ndarray, luck: np.ndarray) -> np.ndarray:
    items = goods().items[product]
    return np.asarray(np.minimum((luck[:, None] * items[:, -1:] >= items).sum(axis=1), len(ITEMS) - 1))


def _follow_ups(day: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """[row]: what followed by the last day of the records."""
    how = settings()["follow_up"]
    passed_days = (settings()["last_day"] - EPOCH).days - day
    waiting = how["never"] + (1 - how["never"]) * np.exp(-passed_days / how["wait_days"])
    transferred = waiting + (1 - waiting) * how["transferred"]
    return np.where(luck < waiting, 1, np.where(luck < transferred, 3, 2))

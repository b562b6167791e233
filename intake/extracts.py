"""A bureau's own records: Parquet files by year, held against their contracts before anything is counted.

They lie in `data/<dataset>/extracts/<extract>/<year>.parquet`, with an `about.toml` that says whose they are.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import RECORDS, Column, contract
from data.releases import sha256
from data.tables import schema_of
from indicators import catalogue
from intake.faults import EntryRefusedError, Fault
from intake.rolled import Described, records_source
from intake.years import write_records
from regions import regions

ABOUT = "about.toml"
SAID = {"released": date, "until": date, "zh": str, "en": str, "publisher": str, "publisher_en": str}
# Columns whose values are members of a breakdown; a category is one of either list.
MEMBERS = {
    "product": ("product_class",),
    "product_class": ("product_class",),
    "origin": ("origin",),
    "energy": ("energy",),
    "component": ("component",),
    "cause": ("cause",),
    "trigger": ("trigger",),
    "category": ("consumer_class", "vehicle_class"),
    "scheme": ("scheme",),
}
# Where an empty text is allowed: what does not apply, and holders or producers abroad.
MAY_BE_EMPTY = ("origin", "energy", "component", "trigger", "region")
ALL_SCHEMES = "all"
DAYS = ("date", "month")


@dataclass(frozen=True)
class OwnExtracts:
    """The records below a folder, which were found to keep their contracts; they are whole up to the day `until`."""

    folder: Path
    until: date

    @cached_property
    def years(self) -> list[int]:
        """The years of which any extract holds a file."""
        return sorted({int(path.stem) for path in self.folder.glob("*/*.parquet")})

    def fingerprint(self, year: int) -> str:
        """The sha256 sums of the files of a year."""
        return " ".join(f"{path.parent.name} {sha256(path)}" for path in self._files(year))

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        """Writes the records of a year sorted, so that questions about one place skip most of a file."""
        written = {}
        for path in self._files(year):
            extract = path.parent.name
            day = next(name for name in DAYS if name in schema_of(extract).names)
            table = pq.read_table(path).cast(schema_of(extract)).sort_by([("region", "ascending"), (day, "ascending")])
            written[extract] = [write_records(extract, year, [table], folder)]
        return written

    def _files(self, year: int) -> list[Path]:
        paths = (self.folder / extract / f"{year}.parquet" for extract in RECORDS)
        return [path for path in paths if path.exists()]


def own_extracts(folder: Path) -> tuple[OwnExtracts, Described]:
    """The records below a folder and whose they are. Raises EntryRefusedError with every fault of every file."""
    faults: list[Fault] = []
    said = _said(folder, faults)
    paths = sorted(folder.glob("*/*.parquet"))
    if not paths:
        faults.append(Fault(folder.name, 0, "", "records_none", "", ", ".join(RECORDS)))
    for path in paths:
        faults += _faults_of(path)
    if faults:
        raise EntryRefusedError(faults)
    words, sources = {"zh": said["zh"], "en": said["en"]}, [_source(extract, said) for extract in RECORDS]
    return OwnExtracts(folder, said["until"]), Described(said["released"], words, sources, False, "records")


def _said(folder: Path, faults: list[Fault]) -> dict[str, Any]:
    """Whose records they are, of what day, and up to which day they are whole."""
    try:
        said = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(ABOUT, 0, "", "records_about", type(error).__name__, ", ".join(SAID)))
        return {}
    wrong = [name for name, kind in SAID.items() if not isinstance(said.get(name), kind)]
    faults += [Fault(ABOUT, 0, name, "records_about", str(said.get(name, "")), ", ".join(SAID)) for name in wrong]
    return said


def _source(extract: str, said: dict[str, Any]) -> dict[str, Any]:
    words = contract(extract)
    return records_source(
        extract,
        publisher=said["publisher"],
        publisher_en=said["publisher_en"],
        title=words.zh,
        title_en=words.en,
        date=str(said["released"]),
    )


def _faults_of(path: Path) -> Iterator[Fault]:
    """Every fault of one file; each value that is wrong once, with its first row and how many rows hold it."""
    name, extract = f"{path.parent.name}/{path.name}", path.parent.name
    if extract not in RECORDS or not path.stem.isdigit():
        yield Fault(name, 0, "", "records_name", extract, ", ".join(RECORDS))
        return
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        yield Fault(name, 0, "", "records_unreadable", type(error).__name__)
        return
    schema = schema_of(extract)
    unfit = [field for field in schema if _type_of(table, field.name) != field.type]
    for field in unfit:
        yield Fault(name, 0, field.name, "records_type", str(_type_of(table, field.name) or ""), str(field.type))
    for more in set(table.column_names) - set(schema.names):
        yield Fault(name, 0, more, "records_column", more, ", ".join(schema.names))
    if not unfit:
        yield from _wrong_values(name, extract, int(path.stem), table)
        yield from _twice(name, table, contract(extract).key)


def _type_of(table: pa.Table, name: str) -> pa.DataType | None:
    return table.schema.field(name).type if table.column_names.count(name) == 1 else None


def _wrong_values(name: str, extract: str, year: int, table: pa.Table) -> Iterator[Fault]:
    for column in contract(extract).columns:
        values = table.column(column.name)
        for value in _to_look_at(column, values):
            if value is None:
                rule = "records_empty" if column.required else ""
            else:
                rule = _rule_broken(column.name, column.values, value, year)
            if rule:
                where = pc.is_null(values) if value is None else pc.equal(values, value)
                row = pc.index(where, True).as_py()
                count = pc.sum(where).as_py()
                yield Fault(name, row + 1, column.name, rule, "" if value is None else str(value), str(count))


def _to_look_at(column: Column, values: pa.ChunkedArray) -> list[object]:
    """The different values of a column that a rule may refuse: of free texts and numbers only the least."""
    free = column.type == "bigint" or (column.type == "text" and column.name not in (*MEMBERS, "region"))
    found: list[object] = [pc.min(values).as_py()] if free else pc.unique(values).to_pylist()
    return [None, *found] if values.null_count and None not in found else found


def _rule_broken(column: str, allowed: tuple[str, ...], value: object, year: int) -> str:
    """The rule that a value breaks; empty for none."""
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("records_value", lambda: bool(allowed) and value not in allowed),
        ("records_year", lambda: isinstance(value, date) and column in DAYS and value.year != year),
        ("records_negative", lambda: isinstance(value, int) and not isinstance(value, bool) and value < 0),
        ("records_region", lambda: column == "region" and not _is_place(str(value))),
        ("records_member", lambda: column in MEMBERS and not _is_member(column, str(value))),
    )
    return next((rule for rule, broken in checks if broken()), "")


def _is_place(code: str) -> bool:
    unit = regions().get(code)
    return not code or (unit is not None and unit.in_statistics and unit.level in ("province", "city", "county"))


def _is_member(column: str, id: str) -> bool:
    if not id or id == ALL_SCHEMES:
        return column in MAY_BE_EMPTY if not id else column == "scheme"
    return any(id in catalogue().breakdowns[one].members for one in MEMBERS[column])


def _twice(name: str, table: pa.Table, key: tuple[str, ...]) -> Iterator[Fault]:
    """Keys that stand more than once: the first of them, and how many there are."""
    counted = table.group_by(list(key)).aggregate([([], "count_all")])
    again = counted.filter(pc.field("count_all") > 1)
    if again.num_rows:
        value = " | ".join(str(again.column(part)[0].as_py()) for part in key)
        yield Fault(name, 0, key[0], "records_twice", value, str(again.num_rows))

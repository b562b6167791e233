"""Rolls the records of one year up into observations, by the files of `rollups/`, in a database of its own.

`cells/` read the records once each, `tallies/` add cells up over places and periods, `figures/` make observations of
them, `coverage/` says how complete breakdowns are, `final/` brings the observations into order. Every file is one
SELECT over tables, in the part of SQL that also runs on Spark; its name is the table that later files find it by.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data import RECORDS, contract
from data.tables import schema_of

FOLDER = Path(__file__).parent / "rollups"
MEMORY = "4GB"
MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Rolled(NamedTuple):
    """What the records of a year come to: tables of observations (by grain) and coverage, by their contracts."""

    observations: dict[str, pa.Table]
    coverage: pa.Table


def roll_up(
    records: Mapping[str, Sequence[str]],
    year: int,
    places: Mapping[str, pa.Table],
    until: date = date.max,
    spill: Path | None = None,
) -> Rolled:
    """The observations that follow from the records of one calendar year, of periods that end by the day `until`.

    `records` names the Parquet files of each extract; `places` holds the tables that the files join: `places` (region,
    ancestor, level), `kinds` (region, kind) and `breaks` (indicator, since). What does not fit into memory is put
    into the folder `spill`. Raises pyarrow.ArrowInvalid when a figure does not fit the contract.
    """
    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY}) as database:
        database.execute("set temp_directory = $folder", {"folder": str(spill) if spill else ""})
        database.execute("set preserve_insertion_order = false")
        for extract in RECORDS:
            if records.get(extract):
                database.read_parquet(list(records[extract])).create_view(extract)
            else:
                database.register(extract, schema_of(extract).empty_table())
        for name, table in {**places, "periods": periods_of(year, until)}.items():
            database.register(name, table)
        for stage in ("cells", "tallies"):
            for name, text in _files(stage).items():
                database.sql(text).create(name)
        figures = [_fitted(database.sql(text), "observations") for text in _files("figures").values()]
        database.register("observations", pa.concat_tables(figures))
        [coverage] = [_fitted(database.sql(text), "coverage") for text in _files("coverage").values()]
        [ordered] = [_fitted(database.sql(text), "observations") for text in _files("final").values()]
    in_order = [(name, "ascending") for name in contract("coverage").key]
    return Rolled(_by_grain(ordered), coverage.sort_by(in_order))


def periods_of(year: int, until: date = date.max) -> pa.Table:
    """Which month, quarter and year each month of a year belongs to, of those that end by the day `until`.

    One row per month and period it is in: month, grain, period, until.
    """
    rows = [
        {"month": date(year, month, 1), "grain": grain, "period": first, "until": last}
        for month in range(1, 13)
        for grain, length in MONTHS.items()
        for first in [date(year, month - (month - 1) % length, 1)]
        if (last := _last_day(first, length)) <= until
    ]
    day = pa.date32()
    return pa.Table.from_pylist(
        rows, pa.schema([("month", day), ("grain", pa.string()), ("period", day), ("until", day)])
    )


def rollup_text() -> bytes:
    """The text of every file and of this one, by which a change of the roll-ups is noticed."""
    paths = [Path(__file__), *sorted(FOLDER.rglob("*.sql"))]
    return b"".join(path.relative_to(FOLDER.parent).as_posix().encode() + b"\0" + path.read_bytes() for path in paths)


def _files(stage: str) -> dict[str, str]:
    """The files of a stage in the order of their names, in which a later one may read an earlier one."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / stage).glob("*.sql"))}


def _fitted(answer: duckdb.DuckDBPyRelation, table: str) -> pa.Table:
    schema = schema_of(table)
    return answer.select(*schema.names).to_arrow_table().cast(schema)


def _by_grain(observations: pa.Table) -> dict[str, pa.Table]:
    grains = observations.column("grain").unique().to_pylist()
    return {grain: observations.filter(pc.field("grain") == grain) for grain in grains}


def _last_day(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

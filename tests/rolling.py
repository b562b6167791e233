"""Rolls records up in a connection of its own: rows in, observations out, by the contract of observations."""

import datetime
from typing import Any

import duckdb
import pyarrow as pa

from data.tables import schema_of
from queries import FOLDER
from queries.rolling import periods_of
from regions import provinces, region, schemes

EAST = "nbs4:east"
PLACES = pa.Table.from_pylist(
    [
        {"region": unit.id, "ancestor": ancestor}
        for unit in provinces()
        for ancestor in (
            unit.id,
            "100000",
            *(group for group in schemes()["nbs4"].groups if unit.id in region(group).members),
        )
    ]
)


def rolled_up(
    table: str, records: pa.Table, until: datetime.date = datetime.date(2999, 12, 31)
) -> list[dict[str, Any]]:
    """The observations that records reaching to a day make; they fit the contract exactly."""
    days = records["date" if "date" in records.column_names else "month"].to_pylist() or [until]
    with duckdb.connect() as database:
        database.register(table, records)
        database.register("places", PLACES)
        database.register("periods", pa.concat_tables(periods_of(year, until) for year in {day.year for day in days}))
        sql = (FOLDER / "rollups" / "figures" / f"{table}.sql").read_text(encoding="utf-8")
        rows = database.sql(sql).to_arrow_table()
    schema = schema_of("observations")
    assert rows.schema.names == schema.names
    fitted = rows.cast(schema)
    fitted.validate(full=True)
    return list(fitted.to_pylist())


def figures(rows: list[dict[str, Any]], indicator: str, **where: Any) -> dict[Any, int]:
    """The values of one indicator by what they are of: the last day and the member, of the nation unless asked."""
    asked = {"region": "100000", "dimension": "all", **where}
    return {
        (row["until"], row["member"]): int(row["value"])
        for row in rows
        if row["indicator"] == indicator and all(row[name] == value for name, value in asked.items())
    }


def day(text: str) -> datetime.date:
    """A day as a test writes it."""
    return datetime.date.fromisoformat(text)

"""Rolls records up in a connection of its own: rows in, observations out, by the contract of observations."""

import datetime
from typing import Any

import duckdb
import pyarrow as pa

from data.tables import schema_of
from queries import FOLDER
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


def rolled_up(table: str, records: pa.Table) -> list[dict[str, Any]]:
    """The observations that the records of one year make; they fit the contract exactly."""
    with duckdb.connect() as database:
        database.register(table, records)
        database.register("places", PLACES)
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

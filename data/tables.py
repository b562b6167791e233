"""Tables by their contract: the Arrow schema, and rows sorted and typed to fit it exactly."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from data import contract

PRECISION, SCALE = 20, 4
TYPES = {
    "text": pa.string(),
    "enum": pa.string(),
    "date": pa.date32(),
    "bigint": pa.int64(),
    "decimal": pa.decimal128(PRECISION, SCALE),
    "boolean": pa.bool_(),
}


@cache
def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table, with a column that must be filled marked not null."""
    columns = contract(table).columns
    return pa.schema([pa.field(c.name, TYPES[c.type], nullable=not c.required) for c in columns])


def fits_decimal(value: Decimal) -> bool:
    """Whether a decimal column holds the value exactly."""
    return abs(value) < 10 ** (PRECISION - SCALE) and value == round(value, SCALE)


def table_of(table: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """The rows as an Arrow table in the order of the contract's key.

    Raises pyarrow.ArrowInvalid when a value does not fit its column exactly; nothing is rounded to fit.
    """
    schema, key = schema_of(table), contract(table).key
    ordered = sorted(
        rows, key=lambda row: tuple((row[name] is not None, "" if row[name] is None else row[name]) for name in key)
    )
    columns = {field.name: [row[field.name] for row in ordered] for field in schema}
    return pa.Table.from_pydict(columns, schema=schema)

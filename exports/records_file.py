"""The records of a card as a Parquet file: what its table says, for machines, each column of its own type."""

import io
from datetime import date
from decimal import Decimal, InvalidOperation

import pyarrow as pa
import pyarrow.parquet as pq

from views.cards import Card

NUMBERS = pa.decimal128(38, 10)
INTEGERS = ("numerator", "denominator")
EXACT = ("value", "step", "interval_low", "interval_high")
DAYS = ("period_start", "period_end")


def parquet_file(card: Card) -> bytes:
    """The records, or where a card has none its rows as texts; title, release and caution stand in the schema."""
    table = card.table
    names, rows = (table.record_columns, table.records) if table.records else (table.columns, table.rows)
    known = {"title": card.title, "release": card.release, "caution": card.caution, "coverage": card.coverage}
    columns = [_column(name, [row[n] for row in rows]) for n, name in enumerate(names)]
    schema = pa.schema(
        [pa.field(name, column.type) for name, column in zip(names, columns, strict=True)],
        {name: text for name, text in known.items() if text},
    )
    content = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), content, compression="zstd")
    return content.getvalue()


def _column(name: str, texts: list[str]) -> pa.Array:
    """A column of numbers or days where its name says so and every text is one; what is empty is null."""
    if name in DAYS:
        return pa.array([date.fromisoformat(text) if text else None for text in texts], pa.date32())
    if name in (*INTEGERS, *EXACT):
        try:
            numbers = [Decimal(text) if text else None for text in texts]
        except InvalidOperation:
            return pa.array(texts, pa.string())
        whole = name in INTEGERS and all(one is None or one == int(one) for one in numbers)
        return (
            pa.array([int(one) if one is not None else None for one in numbers], pa.int64())
            if whole
            else pa.array(numbers, NUMBERS)
        )
    return pa.array(texts, pa.string())

"""The data room: contracts of what a release holds, and the releases themselves.

A contract says, for each table of a release, its columns in order, their types and what they mean.
`intake` writes by it, `data.releases` refuses what does not fit it, and the documentation is made from it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SCHEMA_VERSION = 2
# What was published is shown unless a link asks for another dataset; `demo` is synthetic and built when first opened.
PUBLISHED, DEMO = "published", "demo"
TABLES = ("observations", "facts", "sources", "coverage", "choices")
# What a bureau holds, one row per sampled batch, recall, or scheme, month and region: rolled up into observations.
RECORDS = ("inspections", "recalls", "certifications")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table: its name, type (text, enum, date, bigint, decimal, boolean) and meaning."""

    name: str
    type: str
    required: bool
    values: tuple[str, ...] = ()
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Contract:
    """One table: its columns in order, and the columns that identify a row."""

    table: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.table} has no column {name}")


@cache
def contract(table: str) -> Contract:
    """The contract of one table, read from `data/contracts/<table>.toml`."""
    entry = tomllib.loads((FOLDER / "contracts" / f"{table}.toml").read_text(encoding="utf-8"))
    columns = tuple(Column(**{**column, "values": tuple(column.get("values", ()))}) for column in entry["columns"])
    return Contract(table=table, zh=entry["zh"], en=entry["en"], key=tuple(entry["key"]), columns=columns)

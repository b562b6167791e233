"""The only door to DuckDB.

A question is a .sql file of this folder: one SELECT, named after what it answers, taking its inputs as $parameters;
`$observations`, `$facts`, `$sources` and `$coverage` are the files of the release that is asked,
`$recalls` and `$inspections` those of its records in the years from `$since` to `$until`.
`macros.sql` holds what several questions share. No SQL is put together from strings.
"""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data import FOLDER as DATA
from data import RECORDS, TABLES
from data.releases import Release
from queries.errors import MissingInputError, UnknownQuestionError

__all__ = ["FOLDER", "MissingInputError", "UnknownQuestionError", "ask", "inputs", "questions"]

FOLDER = Path(__file__).parent
MEMORY = "1GB"
LONGEST_MS = 5000


def questions() -> list[str]:
    """The names of the questions on file."""
    return sorted(path.stem for path in FOLDER.glob("*.sql") if path.stem != "macros")


def inputs(question: str) -> set[str]:
    """The inputs a question takes, without the files of a release. Raises UnknownQuestionError."""
    statement = duckdb.extract_statements(_sql(question))[0]
    return set(statement.named_parameters) - {*TABLES, *RECORDS}


def ask(question: str, release: Release, **values: Any) -> pa.Table:
    """The answer of one question about one release, as an Arrow table of integers, decimals, dates and texts.

    Every input must be given (None for no restriction). Raises UnknownQuestionError or MissingInputError.
    Threads may ask at once: every question takes a cursor of its own.
    """
    wanted = inputs(question)
    if wanted != set(values):
        raise MissingInputError(question, wanted, set(values))
    sql = _sql(question)
    grain, until = values.get("grain"), values.get("until")
    files = {table: release.paths(table, grain, until) for table in TABLES if f"${table}" in sql}
    for extract in (one for one in RECORDS if f"${one}" in sql):
        files[extract] = release.records(extract, values["since"], values["until"])
    with _database(release.folder.parents[1]).cursor() as cursor:
        answer: pa.Table = cursor.sql(sql, params=files | values).to_arrow_table()
    return answer


@cache
def _sql(question: str) -> str:
    if question not in questions():
        raise UnknownQuestionError(question, questions())
    return (FOLDER / f"{question}.sql").read_text(encoding="utf-8")


@cache
def _database(root: Path = DATA) -> duckdb.DuckDBPyConnection:
    """One connection per process and data folder, closed to everything outside that folder.

    It may still write inside the folder: mount the releases read-only where that matters.
    """
    database = duckdb.connect(config={"threads": 1, "memory_limit": MEMORY, "python_enable_replacements": False})
    database.execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    database.execute("set global allowed_directories = $folders", {"folders": [f"{root.resolve()}/"]})
    database.execute("set global autoinstall_known_extensions = false")
    database.execute("set global autoload_known_extensions = false")
    database.execute("set global allow_community_extensions = false")
    database.execute("set global temp_directory = ''")
    database.execute("set global parquet_metadata_cache = true")
    database.execute("set global max_execution_time = $limit", {"limit": LONGEST_MS})
    database.execute("set global enable_external_access = false")
    database.execute("set global lock_configuration = true")
    return database

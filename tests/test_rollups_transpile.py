"""Every roll-up is one SELECT without parameters, and stays within what Spark runs too."""

from pathlib import Path

import duckdb
import pytest
import sqlglot

from queries import FOLDER

ROLLUPS = sorted((FOLDER / "rollups").rglob("*.sql"))


@pytest.mark.parametrize("path", ROLLUPS, ids=lambda path: path.stem)
def test_a_rollup_is_one_select_that_says_what_it_gives(path: Path):
    text = path.read_text(encoding="utf-8")
    first, second = text.splitlines()[:2]
    assert first.startswith("-- ")
    assert second.startswith("-- One row per ")
    (statement,) = duckdb.extract_statements(text)
    assert statement.type == duckdb.StatementType.SELECT
    assert not statement.named_parameters
    assert "read_parquet" not in text


@pytest.mark.parametrize("path", ROLLUPS, ids=lambda path: path.stem)
def test_a_rollup_is_understood_by_spark(path: Path):
    text = path.read_text(encoding="utf-8")
    spoken = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert len(spoken) == 1
    assert isinstance(sqlglot.parse_one(spoken[0], read="spark"), sqlglot.expressions.Query)

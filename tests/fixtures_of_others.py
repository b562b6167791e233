"""Data sets of others that published answers are checked with: they lie beside the project and are never part of it."""

import csv
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"


def fixture(name: str) -> Path:
    """The file of that name; without it, the test says that it was skipped, and for want of what."""
    path = FIXTURES / name
    if not path.exists():
        pytest.skip(f"{name} is not in {FIXTURES.parent.name}/{FIXTURES.name} beside the project")
    return path


def columns_of(name: str, *columns: str) -> tuple[list[float], ...]:
    """Columns of a CSV file of others, as numbers."""
    with fixture(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple([float(row[column]) for row in rows] for column in columns)

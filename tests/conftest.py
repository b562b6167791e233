"""What many tests share: releases built from entered text or a few rows, snapshots, one server and one browser."""

import datetime
import json
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from data import FOLDER, TABLES
from data.releases import Release
from data.tables import table_of
from indicators import FOLDER as INDICATORS
from intake.building import Built, build
from intake.demo.dataset import build_demo
from intake.placing import ImportRunningError
from intake.release import write_releases
from tests.browser import Visit, chromium, served
from tests.entries import ENTERED, copy_of_the_real_entry, rows_of
from views import cache

SNAPSHOTS = Path(__file__).parent / "snapshots"
PLAIN_ROWS: dict[str, dict[str, Any]] = {
    "observations": {
        "status": "actual",
        "measure": "level",
        "grain": "year",
        "period": None,
        "region": "100000",
        "dimension": "all",
        "member": "all",
        "numerator": None,
        "denominator": None,
        "value": None,
        "step": None,
        "printed": None,
        "bound": "exact",
        "flags": "",
        "source": "bulletin",
        "shown": True,
        "note": "",
        "transcript": "",
    },
    "facts": {
        "topic": "recalls",
        "status": "actual",
        "measure": "level",
        "grain": "year",
        "region": "100000",
        "value": None,
        "step": None,
        "printed": None,
        "bound": "exact",
        "unit_zh": "个",
        "unit_en": "",
        "flags": "",
        "source": "bulletin",
        "quote": "",
        "note": "",
        "transcript": "",
    },
    "sources": {
        "publisher": "局",
        "publisher_en": "Bureau",
        "title": "公报",
        "title_en": "Bulletin",
        "described": False,
        "number": "",
        "date": "2024",
        "seen": "original",
        "remark": "",
        "remark_en": "",
    },
    "coverage": {"status": "actual", "measure": "level", "grain": "year", "region": ""},
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write changed snapshots instead of failing")


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The published release, built from the entered text into a folder of its own."""
    entered = max((FOLDER / "published" / "entered").iterdir())
    built = build(entered, INDICATORS)
    return write_releases([built], "published", tmp_path_factory.mktemp("data"))[0]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tables of the newest entry, built from a copy of it."""
    return copy_of_the_real_entry(tmp_path_factory.mktemp("entry")).build()


@pytest.fixture(scope="session")
def observations(built: Built) -> list[dict[str, Any]]:
    """Its observations, row by row."""
    return list(built.tables["observations"].to_pylist())


@pytest.fixture(scope="session")
def facts(built: Built) -> list[dict[str, Any]]:
    """Its single facts, row by row."""
    return list(built.tables["facts"].to_pylist())


@pytest.fixture(scope="session")
def left_out() -> list[list[str]]:
    """What was not entered, row by row."""
    return rows_of(ENTERED.parent.parent / "left_out.csv")[1:]


@pytest.fixture(scope="session")
def demo() -> Release:
    """The demonstration release of the repository's own data folder, as the dashboard shows it; made once for all."""
    while True:
        try:
            return build_demo()
        except ImportRunningError:
            time.sleep(1)


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Nothing is remembered before the test and nothing of it after."""
    cache._kept.clear()
    yield
    cache._kept.clear()


@pytest.fixture
def small_release(tmp_path: Path) -> Callable[[dict[str, list[dict[str, Any]]]], Release]:
    """A release of a few rows: columns that a row leaves out take a plain value, years may stand for periods."""

    def make(given: dict[str, list[dict[str, Any]]]) -> Release:
        return write_releases([built_of_rows(given)], "published", tmp_path)[0]

    return make


def built_of_rows(
    given: dict[str, list[dict[str, Any]]],
    id: str = "2025-01-01-00000000",
    day: datetime.date = datetime.date(2025, 1, 1),
) -> Built:
    """A few rows as they are built for a release, each table's own columns filled in where a row leaves them out."""
    rows = {table: [_full(table, row) for row in given.get(table, [])] for table in TABLES}
    rows["sources"] = rows["sources"] or [{**PLAIN_ROWS["sources"], "source": "bulletin"}]
    return Built(id, day, {"zh": "", "en": ""}, {table: table_of(table, rows[table]) for table in TABLES})


def _full(table: str, row: dict[str, Any]) -> dict[str, Any]:
    full = {**PLAIN_ROWS[table], **row}
    if year := full.pop("year", None):
        full |= {"period": datetime.date(year, 1, 1), "until": datetime.date(year, 12, 31)}
    for name in ("value", "step"):
        if name in full and full[name] is not None:
            full[name] = exact(full[name])
    return full


def exact(number: float | int | str | Decimal) -> Decimal:
    """A number of a test case as the decimal it is written as."""
    return Decimal(str(number)).quantize(Decimal("0.0001"))


@pytest.fixture
def matches_file(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the one on file; `pytest --accept` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--accept"):
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no snapshot {name}; look at the picture, then run: pytest --accept"
        assert text == path.read_text(encoding="utf-8"), f"{name} is drawn differently; if intended: pytest --accept"

    return compare


@pytest.fixture
def matches_snapshot(matches_file: Callable[[str, str], None]) -> Callable[[str, str], None]:
    """Compares a figure's JSON with the one on file."""

    def compare(name: str, figure: str) -> None:
        text = json.dumps(json.loads(figure), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        matches_file(f"{name}.json", text)

    return compare


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of one server for all tests."""
    with served() as one:
        yield one


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each visit has a profile of its own."""
    with sync_playwright() as playwright:
        one = chromium(playwright.chromium)
        yield one
        one.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """One page, which must ask nobody else and leave no complaint."""
    one = Visit(browser)
    yield one
    one.close()
    one.assert_quiet()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A phone, which must ask nobody else and leave no complaint."""
    one = Visit(browser, "phone")
    yield one
    one.close()
    one.assert_quiet()

"""What `make bench-records` measures, each in a process that knows nothing yet: seconds, memory, what came of it."""

import os
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow.parquet as pq

from data import RECORDS
from data.releases import Release, current_release
from intake.demo.dataset import DemoExtracts, build_demo
from intake.demo.inspections import years
from intake.places import place_tables
from intake.rolled import write_rolled
from queries import ask
from queries.rolling import MEMORY, roll_up
from regions import provinces
from tests.extracts import DESCRIBED, SOURCES
from views.named import VIEWS
from views.state import State

DATASET = "bench"
DAYS = {"inspections": "date", "recalls": "date", "certifications": "month"}
SCAN = """
    select count(*) as cells, sum(checked) as checked, sum(conforming) as conforming
    from (
        select region, date_trunc('month', date) as month, product, count(*) as checked,
            count(*) filter (where passed) as conforming
        from read_parquet($files) group by all
    )
"""
PLAIN = {"indicator": "all_levels_pass_rate", "complement": "", "status": "actual", "measure": "level"}
IN_LAST: dict[str, Any] = {"grain": "year", "until": date(2025, 12, 31), "period": None}
QUESTIONS: dict[str, dict[str, Any]] = {
    "trend": {"grain": "month", "region": "430104", "dimension": "all", "member": "all"},
    "regions": {**IN_LAST, "dimension": "all", "member": "all", "regions": [unit.id for unit in provinces()]},
    "breakdown": {**IN_LAST, "region": "430000", "dimension": "product_class"},
}


ANSWERED = ("trends", "regions", "breakdowns")


@dataclass(frozen=True)
class Drawn:
    """Records that were drawn beforehand, linked into a release; of a year that is not whole those up to a day."""

    folder: Path
    years: Sequence[int]
    until: date

    def fingerprint(self, year: int) -> str:
        return f"{self.folder} {year}"

    def files(self, year: int) -> dict[str, Path]:
        return {extract: self.folder / str(year) / extract / f"{year}.parquet" for extract in RECORDS}

    def write(self, year: int, folder: Path) -> dict[str, list[Path]]:
        written = {}
        for extract, drawn in self.files(year).items():
            path = folder / extract / drawn.name
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.until < date(year, 12, 31):
                pq.write_table(pq.read_table(drawn, filters=[(DAYS[extract], "<=", self.until)]), path)
            else:
                os.link(drawn, path)
            written[extract] = [path]
        return written


class Measured(NamedTuple):
    """Seconds, the most memory that was held in MB, and how many observations and inspections a release has."""

    seconds: float
    memory: float
    observations: int = 0
    inspections: int = 0


def drawn(scale: float, folder: Path) -> Drawn:
    """The records of every year at a scale, drawn unless they are there."""
    for year in years():
        if not (folder / str(year)).exists():
            DemoExtracts(scale).write(year, folder / "part" / str(year))
            (folder / "part" / str(year)).rename(folder / str(year))
    return Drawn(folder, years(), date(max(years()), 12, 31))


def apart(measure: Callable[..., Any], *given: Any) -> Any:
    """What a measurement finds in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


def seconds_of(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def released(records: Drawn, root: Path) -> Measured:
    """The release of these records."""
    sources = [{**SOURCES[0], "source": f"records_{extract}"} for extract in RECORDS]
    place_tables()
    started = time.perf_counter()
    release = write_rolled(records, replace(DESCRIBED, sources=sources), DATASET, root)
    return _measured(started, release)


def demonstrated(root: Path) -> Measured:
    """The demonstration at scale 1, its records drawn as well."""
    return _measured(time.perf_counter(), build_demo(root))


def counted(records: Drawn, year: int, times: int) -> list[float]:
    """Seconds that the roll-up of a year takes."""
    files = {extract: [str(path)] for extract, path in records.files(year).items()}
    place_tables()
    return [seconds_of(lambda: roll_up(files, year, place_tables())) for _ in range(times)]


def scanned(records: Drawn, several: Sequence[int], times: int) -> list[float]:
    """Seconds that one count of the inspections by region, month and product takes, one year after the other."""
    each = [str(records.files(year)["inspections"]) for year in several]

    def scan() -> None:
        for path in each:
            with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY}) as database:
                database.execute("set enable_progress_bar = false")
                database.execute(SCAN, {"files": [path]}).fetchall()

    return [seconds_of(scan) for _ in range(times)]


def asked(root: Path, times: int) -> dict[str, list[float]]:
    """Milliseconds that each question takes, once it was asked before."""
    release, _ = current_release(DATASET, root)
    found = {}
    for question, given in QUESTIONS.items():
        assert ask(question, release, **PLAIN, **given).num_rows > 1
        found[question] = [
            1000 * seconds_of(lambda: ask(question, release, **PLAIN, **given))  # noqa: B023
            for _ in range(times)
        ]
    return found


def answered(root: Path, times: int) -> dict[str, list[float]]:
    """Milliseconds that the card of each page takes, nothing of it remembered, once it was made before."""
    release, _ = current_release(DATASET, root)
    state = State(dataset=DATASET, indicator=PLAIN["indicator"])
    found = {}
    for view in ANSWERED:
        make = VIEWS[view]
        assert make(release, state, "light").figure
        found[view] = [1000 * seconds_of(lambda: make(release, state, "light")) for _ in range(times)]  # noqa: B023
    return found


def _measured(started: float, release: Release) -> Measured:
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = release.report["rows"]
    return Measured(seconds, memory, rows["observations"], rows["inspections"])

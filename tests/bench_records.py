"""`make bench-records`: how long records take to roll up, and how quick a question is then, at two scales in one run.

Writes docs/benchmarks.md with the machine, the day, every figure and whether it meets what was aimed at. Nothing is
asserted: on another machine, or beside other work, the figures differ. The records of a scale are drawn once and kept
in the folder that is named second, so that a second run draws none.
"""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.browser import ROOT
from tests.measured import answered, apart, asked, counted, demonstrated, drawn, released, scanned

WRITTEN = ROOT / "docs" / "benchmarks.md"
SAMPLE = 2022
TIMES = 7
# A release takes long: each is written once.
RELEASES = 1
# From this scale on a year takes many seconds.
LARGE, TIMES_LARGE = 10, 3
MOST, MOST_LARGE = 1_000_000, 12_000_000


class Line(NamedTuple):
    """One line of the report: what was measured, the figure, what was aimed at, and whether it was met."""

    what: str
    figure: str
    aim: str = ""
    met: bool = True

    @property
    def text(self) -> str:
        return f"| {self.what} | {self.figure} | {self.aim or '–'} | {('no', 'yes')[self.met] if self.aim else '–'} |"


def bench(scale: float, scratch: Path) -> None:
    """Measures at scale 1 and at the scale given, and writes the report."""
    load = os.getloadavg()[0]
    scales = list(dict.fromkeys([1.0, scale]))
    lines = [_demonstration(scratch), *(line for one in scales for line in _at(one, scratch)), *_pages(scales, scratch)]
    WRITTEN.write_text(_report(lines, load), encoding="utf-8")


def _at(scale: float, scratch: Path) -> list[Line]:
    """What is measured at one scale."""
    large, root = scale >= LARGE, scratch / f"releases-{scale:g}"
    records = drawn(scale, scratch / f"{scale:g}")
    times = TIMES_LARGE if large else TIMES
    scans, years = apart(scanned, records, [SAMPLE], times), apart(counted, records, SAMPLE, times)
    all_scans, fully, month = [], [], []
    for _ in range(RELEASES):
        all_scans += apart(scanned, records, records.years, 1)
        shutil.rmtree(root, ignore_errors=True)
        apart(released, replace(records, until=date(max(records.years), 11, 30)), root)
        month.append(apart(released, records, root))
        shutil.rmtree(root)
        fully.append(apart(released, records, root))
    said = f"{len(records.years)} years, {fully[0].inspections / 1e6:.1f} million inspections"
    whole, added = median(one.seconds for one in fully), median(one.seconds for one in month)
    observations = fully[0].observations
    n, most = _times(fully), MOST_LARGE if large else MOST
    slowness, slowness_of_all = median(years) / median(scans), whole / median(all_scans)
    return [
        Line(f"**scale {scale:g}: {said}**", ""),
        Line(f"one GROUP BY of {SAMPLE} by region, month and product, s, median of {times}", f"{median(scans):.2f}"),
        Line(f"roll-up of {SAMPLE}, s, median of {times}", f"{median(years):.2f}"),
        Line("roll-up of a year against that GROUP BY", f"{slowness:.1f}", "3", slowness <= 3),
        Line(f"the same GROUP BY of all these years one by one, s, {n}", f"{median(all_scans):.1f}"),
        Line(f"release of all these years: roll-ups, files, checksums, s, {n}", f"{whole:.1f}"),
        Line("release against that GROUP BY", f"{slowness_of_all:.1f}", "3", slowness_of_all <= 3),
        Line(f"release with one more month, s, {n}", f"{added:.1f}"),
        Line("one more month against all these years", f"1/{whole / added:.1f}", "1/8", added <= whole / 8),
        Line("observations", f"{observations:,}", f"{most:,}", observations <= most),
        Line("most memory, MB", f"{max(one.memory for one in fully):,.0f}"),
        *_questions(root),
    ]


def _times(runs: Sequence[object]) -> str:
    return f"median of {len(runs)}" if len(runs) > 1 else "once"


def _questions(root: Path) -> list[Line]:
    waits = {question: median(found) for question, found in apart(asked, root, TIMES).items()}
    return [
        Line(f"question `{question}`, ms, median of {TIMES}", f"{wait:.1f}", "10", wait < 10)
        for question, wait in waits.items()
    ]


def _pages(scales: list[float], scratch: Path) -> list[Line]:
    """How long the card of each page takes at each scale, and against the first."""
    found = [apart(answered, scratch / f"releases-{one:g}", TIMES) for one in scales]
    lines = [Line("**a page's answer, nothing of it remembered**", "")]
    for view in found[0]:
        waits = [median(one[view]) for one in found]
        figures = " and ".join(f"{wait:.0f}" for wait in waits)
        lines.append(Line(f"`{view}` at scale {' and '.join(f'{one:g}' for one in scales)}, ms", figures))
        ratio = waits[-1] / waits[0]
        lines.append(Line(f"`{view}`, the last against the first", f"{ratio:.2f}", "1.1", ratio <= 1.1))
    return lines


def _demonstration(scratch: Path) -> Line:
    """The dataset as its first reader waits for it."""
    took = []
    for _ in range(RELEASES):
        with tempfile.TemporaryDirectory(dir=scratch) as root:
            took.append(apart(demonstrated, Path(root)).seconds)
    return Line(
        f"dataset `demo` drawn and released, s, {_times(took)}", f"{median(took):.1f}", "30", median(took) <= 30
    )


def _report(lines: list[Line], load: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return "\n".join(
        [
            "# How long records take",
            "",
            "Written by `make bench-records`; nothing here is entered by hand. Ratios are of figures of one run.",
            "",
            f"- {date.today().isoformat()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.machine()}; "
            f"load average of the minute before {load:.1f}, of the minute at the end {os.getloadavg()[0]:.1f}",
            f"- Python {platform.python_version()}, DuckDB {version('duckdb')}, pyarrow {version('pyarrow')}",
            "",
            "| what | measured | aim | met |",
            "|---|---|---|---|",
            *(line.text for line in lines),
            "",
        ]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as unnamed:
        bench(float(sys.argv[1]), Path(sys.argv[2] if sys.argv[2:] else unnamed))

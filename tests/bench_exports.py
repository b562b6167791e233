"""`make bench-exports`: how quick figures and reports are written, beside Kaleido's one-shot on the same figure.

One run, medians; nothing is asserted. The report of a hundred figures is written in a process of its own that may take
one gigabyte.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from statistics import median

import kaleido

from exports.browser_engine import browser
from exports.engine import chart_svg, png_of
from exports.pdf import pdf_of
from exports.plates import Section, Volume
from exports.report import file_of
from exports.volume import day_of, volume_of
from tests.browser import ROOT
from views.current import shown_release
from views.named import card_named
from views.report_example import example
from views.state import State

TIMES, ONE_SHOTS, FIGURES = 9, 3, 100
WIDTH, DOTS = 604, 1890
GIGABYTE = 1 << 30


def print_export_times() -> None:
    """Prints one line for each kind of picture, ours beside Kaleido's, then one for each kind of report."""
    _print_pictures()
    for kind in ("docx", "pptx", "xlsx", "zip"):
        command = [sys.executable, "-m", "tests.bench_exports", kind]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        print(done.stdout.strip() or f"{kind}: {done.stderr.strip().splitlines()[-1]}", flush=True)


def _print_pictures() -> None:
    release, _ = shown_release()
    figure = card_named("trends", release, State()).figure or ""
    spec = json.loads(figure)
    height = int(spec["layout"]["height"])
    ours: dict[str, Callable[[], object]] = {
        "svg": lambda: chart_svg(figure, WIDTH),
        "png": lambda: png_of(chart_svg(figure, WIDTH), DOTS / WIDTH),
        "pdf": lambda: pdf_of(chart_svg(figure, WIDTH), "", ""),
    }
    for kind, draw in ours.items():
        draw()
        own = _seconds(draw, TIMES)
        options = {"format": kind, "width": WIDTH, "height": height, "scale": DOTS / WIDTH if kind == "png" else 1}
        line = f"one figure as {kind}, warm, s: {own:.3f}"
        if browser():
            theirs = _seconds(partial(kaleido.calc_fig_sync, spec, opts=options), ONE_SHOTS)
            line += f"; Kaleido one-shot {theirs:.2f}; {theirs / own:.1f} times"
        print(line, flush=True)


def _seconds(act: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def hundred(language: str = "zh") -> Volume:
    """A volume of a hundred figures: the ten of the example, over and over."""
    release, _ = shown_release()
    ten = volume_of(example(release, language), release, day_of(release))
    plates = tuple(islice(cycle(ten.plates), FIGURES))
    return Volume(ten.title, language, release, ten.made, (Section("", plates),))


def write_one(kind: str) -> None:
    """Writes the report of a hundred figures as one kind within a gigabyte, and prints its time, size and memory."""
    resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTE, GIGABYTE))
    begun = time.perf_counter()
    content = file_of(hundred(), kind)
    taken, peak = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{FIGURES} figures as {kind}, cold, s: {taken:.1f}; {len(content) / 1e6:.1f} MB; peak {peak:.0f} MiB")


if __name__ == "__main__":
    write_one(sys.argv[1]) if len(sys.argv) > 1 else print_export_times()

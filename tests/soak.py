"""`make soak`: thousands of views compared in every channel, and the memory of a thousand exports in one process.

Prints what differs and what is held; ends with 1 where anything differs or the memory grows. `VIEWS=2000 EXPORTS=1000`.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data import DEMO, PUBLISHED
from data.releases import Release
from exports.engine import DrawingError
from exports.figure import SizeError, figure
from exports.formats import KINDS, SIZES
from exports.report import file_of
from exports.volume import volume_of_one
from intake.demo.dataset import build_demo
from tests.parity import DAY, faults_of
from views.choices import WHOLE, choices_of, offered
from views.current import shown_release
from views.named import VIEWS
from views.region_forms import forms
from views.state import State
from words import LANGUAGES

SEED = 20261123
# The caches are full after so many rounds; from there on memory may grow by a fiftieth, which is noise.
ROUNDS, FILLED, MOST_GROWTH = 10, 2, 1.02
PAPERS = ("full", "column")
DOCUMENTS = ("docx", "pptx", "xlsx")


def states(release: Release, lots: random.Random) -> Iterator[tuple[str, State]]:
    """Views of a release without end, drawn by lot: every view, language, indicator, a place and a form."""
    indicators, views = sorted(offered(release)), list(VIEWS)
    while True:
        state = State(dataset=release.dataset, language=lots.choice(LANGUAGES), indicator=lots.choice(indicators))
        places = sorted(choices_of(release, state.indicator).regions(WHOLE))
        if places and lots.random() < 0.5:
            state = state.but(indicator=state.indicator, regions=(lots.choice(places),))
        view = lots.choice(views)
        if view == "regions":
            state = state.but(indicator=state.indicator, compare="province")
            state = state.but(
                indicator=state.indicator, compare="province", form=lots.choice(list(forms(release, state)))
            )
        yield view, state


def compare(count: int) -> int:
    """Compares so many views in every channel; gives how many differ."""
    lots, differing, begun = random.Random(SEED), 0, time.monotonic()
    releases = [shown_release(dataset=name)[0] for name in (PUBLISHED, DEMO)]
    drawn = [states(release, lots) for release in releases]
    for n in range(count):
        view, state = next(drawn[n % len(drawn)])
        if faults := faults_of(releases[n % len(drawn)], view, state):
            differing += 1
            print(f"{view} {state}: {faults[:3]}", flush=True)
        if (n + 1) % 100 == 0:
            print(f"{n + 1} views, {differing} differ, {time.monotonic() - begun:.0f} s", flush=True)
    return differing


def export(count: int) -> bool:
    """Writes a lot of files ten times over, `count` in all; gives whether this process then holds more than it did.

    The first rounds fill the bounded caches, the later ones ask for the same again: what still grows is kept by fault.
    """
    lots, (release, _) = random.Random(SEED), shown_release()
    asked = list(islice(states(release, lots), max(1, count // ROUNDS)))
    wanted = [(*one, lots.choice(KINDS), SIZES[lots.choice(PAPERS)], lots.choice(DOCUMENTS)) for one in asked]
    held = []
    for round in range(1, ROUNDS + 1):
        for view, state, kind, size, document in wanted:
            try:
                figure(release, view, state, kind, size)
            except (SizeError, DrawingError) as error:
                print(f"{view} {state}: {error}", flush=True)
            file_of(volume_of_one(view, release, state, DAY), document)
        held.append(held_now())
        print(f"{round * len(wanted)} pictures and as many documents: {held[-1]:.0f} MiB", flush=True)
    return held[-1] > MOST_GROWTH * held[FILLED - 1]


def held_now() -> float:
    """What this process holds in memory, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def main(views: str = "2000", exports: str = "1000") -> int:
    """Compares, then exports; 1 where a view differs or the memory grows."""
    build_demo()
    differing = compare(int(views))
    return 1 if export(int(exports)) or differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

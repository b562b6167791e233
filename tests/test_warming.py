"""What is slow to import waits until the port is open, and then does not wait for a reader."""

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from views.slow import SLOW
from web.warming import warming

ROOT = Path(__file__).parents[1]
LONGEST_S = 120
# The libraries that make these modules slow.
LIBRARIES = ("ruptures", "pymannkendall")
# The view of the default indicator, made before the port opens, tests its trend.
NEEDED_AT_ONCE = {"methods.monotone", "pymannkendall"}
PROBE = f"""
import asyncio, json, sys, time
import web
from web.warming import warming

def there():
    return [name for name in {(*SLOW, *LIBRARIES)!r} if name in sys.modules]

async def watched():
    async with warming(web.app):
        opened = there()
        until = time.monotonic() + {LONGEST_S}
        while len(there()) < {len(SLOW) + len(LIBRARIES)} and time.monotonic() < until:
            await asyncio.sleep(0.05)
        print(json.dumps([opened, there()]))

asyncio.run(watched())
"""


def test_slow_modules_come_after_the_start_and_without_a_reader():
    told = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True, timeout=2 * LONGEST_S
    )
    opened, later = json.loads(told.stdout.splitlines()[-1])
    assert set(opened) <= NEEDED_AT_ONCE, "nothing but what the first views themselves need"
    assert later == [*SLOW, *LIBRARIES]


@pytest.mark.parametrize(("after", "wanted"), [(0.0, True), (3600.0, False)])
def test_the_thread_begins_in_its_time_and_not_after_the_end(monkeypatch, after, wanted):
    """A dashboard that is stopped at once imports nothing more."""
    begun = Event()
    module = sys.modules[warming.__module__]
    monkeypatch.setattr(module, "AFTER_S", after)
    monkeypatch.setattr(module, "import_slow", begun.set)

    async def started() -> bool:
        async with warming(None):  # type: ignore[arg-type]
            return wanted and bool(await asyncio.to_thread(begun.wait, LONGEST_S))

    # A thread of its own: a browser may hold the loop of this one.
    with ThreadPoolExecutor(1) as alone:
        assert alone.submit(asyncio.run, started()).result() == wanted
    assert begun.is_set() == wanted


def test_a_reader_who_comes_first_gets_the_answer_all_the_same(release):
    """Who needs a slow module imports it, or waits for the thread that does."""
    code = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from data.releases import open_release
from views.named import card_named
from views.slow import import_slow
from views.state import State
release = open_release(Path(sys.argv[1]))
thread = Thread(target=import_slow, daemon=True)
thread.start()
print(bool(card_named("trends", release, State()).sentence))
"""
    told = subprocess.run(
        [sys.executable, "-c", code, str(release.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_S,
    )
    assert told.stdout.split() == ["True"]


def test_a_figure_can_be_drawn_at_any_moment_of_the_imports():
    """Plotly looks whether a pandas is loaded and would ask one that is half loaded for its types."""
    code = """
import sys
import web
import plotly.graph_objects as go
from views.slow import import_slow

class Reader:
    def find_spec(self, name, path=None, target=None):
        if name not in sys.modules:
            go.Figure(go.Scatter(x=[1, 2], y=[3, 4], text=["a", "b"]))

before = set(sys.modules)
sys.meta_path.insert(0, Reader())
import_slow()
print(len(set(sys.modules) - before) > 100)
"""
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_S
    )
    assert told.stdout.split() == ["True"], told.stderr[-500:]

"""How long the script of a page runs on the server, with what it shows remembered and with nothing remembered.

Without a browser and without a socket: what is measured is our own work and Streamlit's, not the wire.
"""

import logging
import time
from statistics import median

from streamlit.testing.v1 import AppTest

from data import DEMO
from pages.parts.frame import PAGES
from tests.browser import PATIENCE_S, ROOT
from views import cache, region_choices, region_forms
from views.breakdowns import division_of
from views.choices import choices_of
from views.current import shown_release
from views.region_forms import forms
from views.state import State, write_link
from words import say

TIMES = 20


def print_server_times() -> None:
    """One line a page: the medians of so many reruns in the same state, in milliseconds."""
    # Each run without a browser is told that it has none.
    logging.disable(logging.WARNING)
    shown_release()
    print(f"{'page':16}{'remembered, ms':>16}{'not remembered, ms':>20}   medians of {TIMES} reruns on the server")
    for path, look in PAGES.items():
        app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE_S).run()
        app.switch_page(path).run()
        assert not app.exception
        warm, cold = (median(_run(app, forget) for _ in range(TIMES)) * 1000 for forget in (False, True))
        print(f"{say(look.words, 'en'):16}{warm:16.0f}{cold:20.0f}", flush=True)


def print_form_times() -> None:
    """The same for every form of the Regions page at county level, where there is most to draw."""
    logging.disable(logging.WARNING)
    release, _ = shown_release(dataset=DEMO)
    state = State(dataset=DEMO, indicator="all_levels_pass_rate", compare="county", within="510000", grain="year")
    for form in forms(release, state):
        app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE_S)
        app.query_params.update(write_link(state.but(form=form)))
        app.run().switch_page("pages/regions.py").run()
        assert not app.exception
        warm, cold = (median(_run(app, forget) for _ in range(TIMES // 2)) * 1000 for forget in (False, True))
        name = say(f"form_{form or 'ranking'}", "en")
        print(f"{name:20}{warm:12.0f}{cold:20.0f}   Regions at county level", flush=True)


def _run(app: AppTest, forget: bool) -> float:
    if forget:
        cache._kept.clear()
        of_regions = (region_choices._periods, region_choices._found, region_forms._forms, region_forms._others)
        for asked in (choices_of, division_of, *of_regions):
            asked.cache_clear()
    started = time.perf_counter()
    app.run()
    return time.perf_counter() - started


if __name__ == "__main__":
    print_server_times()
    print_form_times()

"""The demonstration data is made when it is first opened: beside the server, with its progress on the page."""

import subprocess
import sys
from pathlib import Path

import streamlit as st

from data import DEMO
from data.progress import progress_of
from data.releases import release_ids
from pages.parts.link import write_state
from views.state import State
from words import say

ROOT = Path(__file__).parents[2]
LOOKED_EVERY_S = 1
# Another process makes it already: there is nothing to do but to wait for it.
RUNNING_ELSEWHERE = 75
_made_by: list[subprocess.Popen[bytes]] = []


def show_building(state: State) -> None:
    """Starts what makes the demonstration data unless it runs, shows how far it is, and opens the page when it is."""
    if not _made_by:
        _made_by.append(subprocess.Popen([sys.executable, "-m", "intake", DEMO], cwd=ROOT, stderr=subprocess.DEVNULL))
    _show_progress(state)
    st.stop()


@st.fragment(run_every=LOOKED_EVERY_S)
def _show_progress(state: State) -> None:
    ended = _made_by[0].poll() if _made_by else 0
    if release_ids(DEMO) and ended is not None:
        _made_by.clear()
        st.rerun()
    if ended not in (None, 0, RUNNING_ELSEWHERE):
        st.error(say("building_failed", state.language))
    else:
        done, of = progress_of(DEMO)
        st.progress(done / max(of, 1), say("building", state.language, done=done, of=of))
    back = State(language=state.language, indicator=state.indicator)
    st.button(say("see_published", state.language), on_click=write_state, args=(back,))

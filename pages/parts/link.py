"""The state is the link: the only file that reads and writes the URL, and the only one that touches session state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from views.state import Problem, State, read_link, write_link

READ, DESK = "read_from_link", "report_desk"
Kept = TypeVar("Kept")
Pick = Callable[[Sequence[str]], State]


def read_state() -> tuple[State, list[Problem]]:
    """The state the URL asks for, and what in it cannot be read. Every run starts here."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    read = read_link(query)
    st.session_state[READ] = read
    return read


def origin() -> str:
    """The address of the dashboard as this reader reached it; empty where it is not known."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""


def state_of_run() -> tuple[State, list[Problem]] | None:
    """What the frame read in this session, or None when a page runs before any frame did."""
    read: tuple[State, list[Problem]] | None = st.session_state.get(READ)
    return read


def on_the_desk(plain: Kept) -> Kept:
    """What this session collects for a report; `plain` where it has not begun. Nothing else is kept beside the link."""
    kept: Kept = st.session_state.get(DESK, plain)
    return kept


def put_on_the_desk(kept: object) -> None:
    """Keeps it for the other pages and the next runs of this session."""
    st.session_state[DESK] = kept


def write_state(state: State) -> None:
    """Puts a state into the URL as a step that Back undoes; what lists other records begins at their first page."""
    read = state_of_run()
    if read:
        state = _beside_others(state, read[0])
    if read and not state.lists_as(read[0]):
        # Only a list whose records stay the same keeps its place in them.
        state = state.but(page=1)
    st.query_params.from_dict(write_link(state))


def _beside_others(state: State, read: State) -> State:
    """A press that leaves a field is two changes at once: neither undoes what the other did to a report's list."""
    now, _ = read_link({name: st.query_params.get_all(name) for name in st.query_params})
    untouched = [name for name in ("report_list", "page") if getattr(state, name) == getattr(read, name)]
    return replace(state, **{name: getattr(now, name) for name in untouched})


def step(label: str, there: State, key: str) -> None:
    """A way to another state of the page it stands on: a link to its own page would not move the address along."""
    st.button(label, on_click=write_state, args=(there,), key=key, type="tertiary")


def picked(key: str, pick: Pick) -> Callable[[], None]:
    """The `on_select` of the chart `key`: writes the state that `pick` makes of the names of the marks clicked."""

    def clicked() -> None:
        points = st.session_state[key].selection.points
        write_state(pick([point.get("id", "") for point in points]))

    return clicked


def follow(key: str, value: Any, change: Callable[[Any], State]) -> dict[str, Any]:
    """The `key` and `on_change` of a widget that shows `value` and, when moved, writes `change(new value)`.

    The URL leads: the widget is set from it on every run, so Back, Forward and a pasted link move it too.
    """
    st.session_state[key] = value

    def moved() -> None:
        if st.session_state[key] is not None:
            write_state(change(st.session_state[key]))

    return {"key": key, "on_change": moved}


def fold(key: str, opened: bool) -> dict[str, Any]:
    """The `key` and `on_change` of a fold whose content is made when it is open; `opened` is how it first stands.

    It stays as the reader left it, also where the state or the language changes around it.
    """
    st.session_state[key] = st.session_state.get(key, opened)
    return {"key": key, "on_change": "rerun"}

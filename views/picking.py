"""What a click on marks leads to: the state in which what was clicked is chosen."""

from collections.abc import Callable, Sequence

from charts.picking import chosen_id
from regions import NATION
from views.choices import WHOLE
from views.state import MOST_REGIONS, State


def _ids(names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the marks of those names, each once; what is drawn as the whole is no choice."""
    ids = dict.fromkeys(chosen_id(name) for name in names)
    return tuple(id for id in ids if id not in ("", NATION, WHOLE))


def regions_picked(
    state: State, below: Callable[[str], State | None] = lambda _: None
) -> Callable[[Sequence[str]], State]:
    """A click on regions chooses them, a click beside them none; one more on a chosen one leads to what lies `below`.

    Back returns from there.
    """

    def picked(names: Sequence[str]) -> State:
        ids = _ids(names)[:MOST_REGIONS]
        deeper = below(ids[0]) if len(ids) == 1 and ids == state.regions else None
        return deeper or state.but(regions=ids)

    return picked


def members_picked(state: State, dimension: str) -> Callable[[Sequence[str]], State]:
    """A click on members of a breakdown chooses them, a click beside them none."""
    return lambda names: state.but(dimension=dimension, members=_ids(names))


def series_picked(state: State, now: State) -> Callable[[Sequence[str]], State]:
    """A click on a line of the context adds it to what was chosen; `now` is the state with what it leaves open."""

    def picked(names: Sequence[str]) -> State:
        if now.dimension == WHOLE:
            return state.but(
                regions=(*state.regions, *(id for id in _ids(names) if id not in state.regions))[:MOST_REGIONS]
            )
        return state.but(members=(*state.members, *(id for id in _ids(names) if id not in state.members)))

    return picked

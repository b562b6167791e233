"""What is remembered: cards, pictures and briefs, bounded by bytes, one computation at a time a key.

The key is (release, what makes it, state, what else it depends on) and what is kept is immutable, so an answer can
never be of another release. A failure is kept for seconds.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields
from threading import Condition
from time import monotonic
from typing import Any, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from data.releases import Release
from views.boundary import BOUNDARY, map_identity
from views.cards import Card
from views.marking import marked
from views.state import State

MOST_BYTES = 64 * 1024 * 1024
FAILURE_KEPT_S = 5.0
View = Callable[[Release, State, str], Card]
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Failure:
    error: Exception
    until: float


def _bytes(kept: Any) -> int:
    """Roughly how many bytes something holds: bytes as they are, texts at two bytes a character."""
    if isinstance(kept, bytes):
        return len(kept) + 64
    if isinstance(kept, str):
        return 2 * len(kept) + 64
    if isinstance(kept, tuple):
        return 64 + sum(_bytes(part) for part in kept)
    if hasattr(kept, "__dataclass_fields__"):
        return 128 + sum(_bytes(getattr(kept, field.name)) for field in fields(kept))
    return 64


_guard = Condition()
_kept: LRUCache[Any, Any] = LRUCache(MOST_BYTES, getsizeof=_bytes)


def _key(make: Callable[..., Any], release: Release, state: State, *more: Hashable) -> Any:
    # A bureau may exchange or take away its map while no release changes.
    of_map = map_identity() if state.form == BOUNDARY else ()
    return hashkey(release, f"{make.__module__}.{make.__qualname__}", state, of_map, *more)


@cached(_kept, key=_key, condition=_guard)
def _computed(make: Callable[..., Any], release: Release, state: State, *more: Hashable) -> Any:
    try:
        return make(release, state, *more)
    except Exception as error:  # noqa: BLE001  # kept for seconds, then raised again: a failing view must not pile up
        # Without the traceback, which would keep every value of the computation.
        return _Failure(error.with_traceback(None), monotonic() + FAILURE_KEPT_S)


def remembered(make: Callable[..., Made], release: Release, state: State, *more: Hashable) -> Made:
    """What `make(release, state, *more)` gives, remembered; it must be immutable and depend on nothing else.

    Raises what `make` raised, for some seconds without asking it again.
    """
    outcome = _computed(make, release, state, *more)
    if isinstance(outcome, _Failure) and monotonic() > outcome.until:
        with _guard:
            _kept.pop(_key(make, release, state, *more), None)
        outcome = _computed(make, release, state, *more)
    if isinstance(outcome, _Failure):
        raise outcome.error.with_traceback(None)
    made: Made = outcome
    return made


def card_of(view: View, release: Release, state: State, theme: str = "light") -> Card:
    """The card a view makes of a state, remembered; marked as synthetic where the release is."""
    if release.synthetic:
        return remembered(_marked, release, state, view, theme)
    return remembered(view, release, state, theme)


def _marked(release: Release, state: State, view: View, theme: str) -> Card:
    return marked(remembered(view, release, state, theme), state.language)

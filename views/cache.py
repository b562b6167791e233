"""What views remember: cards, bounded by bytes, one computation at a time a key, failures kept for seconds.

The key is (release, view, state, theme) and what is kept is immutable, so an answer can never be of another release.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from threading import Condition
from time import monotonic
from typing import Any

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from data.releases import Release
from views.cards import Card
from views.state import State

MOST_BYTES = 64 * 1024 * 1024
FAILURE_KEPT_S = 5.0
View = Callable[[Release, State, str], Card]


@dataclass(frozen=True)
class _Failure:
    error: Exception
    until: float


def _bytes(kept: Any) -> int:
    """Roughly how many bytes a card holds: its texts, at two bytes a character."""
    if isinstance(kept, str):
        return 2 * len(kept) + 64
    if isinstance(kept, tuple):
        return 64 + sum(_bytes(part) for part in kept)
    if isinstance(kept, Card) or hasattr(kept, "__dataclass_fields__"):
        return 128 + sum(_bytes(getattr(kept, field.name)) for field in fields(kept))
    return 64


_kept: LRUCache[Any, Card | _Failure] = LRUCache(MOST_BYTES, getsizeof=_bytes)


def _key(view: View, release: Release, state: State, theme: str) -> Any:
    return hashkey(release, view.__name__, state, theme)


@cached(_kept, key=_key, condition=Condition())
def _computed(view: View, release: Release, state: State, theme: str) -> Card | _Failure:
    try:
        return view(release, state, theme)
    except Exception as error:  # noqa: BLE001  # kept for seconds, then raised again: a failing view must not pile up
        return _Failure(error, monotonic() + FAILURE_KEPT_S)


def card_of(view: View, release: Release, state: State, theme: str = "light") -> Card:
    """The card a view makes of a state, remembered. Raises what the view raised, for some seconds without asking it."""
    outcome = _computed(view, release, state, theme)
    if isinstance(outcome, _Failure) and monotonic() > outcome.until:
        _kept.pop(_key(view, release, state, theme), None)
        outcome = _computed(view, release, state, theme)
    if isinstance(outcome, _Failure):
        raise outcome.error
    return outcome

"""What views remember: once a key, one at a time, never of another release, and failures for a while only."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from views import cache
from views.cache import card_of
from views.cards import Card
from views.state import State


@pytest.fixture(autouse=True)
def empty():
    cache._kept.clear()
    yield
    cache._kept.clear()


def counting(card: Card | None = None, wait: float = 0.0):
    calls: list[State] = []

    def view(_release, state, _theme) -> Card:
        calls.append(state)
        time.sleep(wait)
        if card is None:
            raise ValueError(f"broken {len(calls)}")
        return card

    return view, calls


def test_a_card_is_made_once_for_each_state_theme_and_release(release, small_release):
    view, calls = counting(Card(title="甲", subtitle=""))
    other = small_release({})
    for _ in range(3):
        card_of(view, release, State(), "light")
        card_of(view, release, State(language="en"), "light")
        card_of(view, release, State(), "dark")
        card_of(view, other, State(), "light")
    assert len(calls) == 4


def test_many_readers_at_once_make_it_once(release):
    view, calls = counting(Card(title="甲", subtitle=""), wait=0.05)
    with ThreadPoolExecutor(16) as pool:
        cards = list(pool.map(lambda _: card_of(view, release, State()), range(32)))
    assert len(calls) == 1
    assert len(set(map(id, cards))) == 1


def test_another_key_does_not_wait_for_a_slow_one(release):
    started, released = threading.Event(), threading.Event()

    def slow(_release, _state, _theme) -> Card:
        started.set()
        assert released.wait(10)
        return Card(title="慢", subtitle="")

    fast, _ = counting(Card(title="快", subtitle=""))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(card_of, slow, release, State())
        assert started.wait(10)
        assert card_of(fast, release, State()).title == "快"
        released.set()
        assert waiting.result().title == "慢"


def test_a_failure_is_kept_for_seconds_and_then_tried_again(release, monkeypatch):
    view, calls = counting()
    for _ in range(5):
        with pytest.raises(ValueError, match="broken 1"):
            card_of(view, release, State())
    assert len(calls) == 1
    monkeypatch.setattr(cache, "monotonic", lambda: time.monotonic() + cache.FAILURE_KEPT_S + 1)
    with pytest.raises(ValueError, match="broken 2"):
        card_of(view, release, State())


def test_it_is_bounded_by_bytes(release):
    big = Card(title="甲" * 200_000, subtitle="")
    view, calls = counting(big)
    for n in range(400):
        card_of(view, release, State(members=(str(n),)))
    assert cache._kept.currsize <= cache.MOST_BYTES
    assert len(cache._kept) < 400
    card_of(view, release, State(members=("0",)))
    assert len(calls) == 401, "the oldest had to go"

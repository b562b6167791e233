"""The release a page shows: resolved once per run, checked once per process."""

from functools import lru_cache
from pathlib import Path

from data import FOLDER
from data.releases import CURRENT, Release, ReleaseRefusedError, current_release, open_release
from words import say

DATASET = "published"


@lru_cache(maxsize=8)
def _opened(folder: Path) -> Release:
    """A release whose files have been checked once; releases never change."""
    return open_release(folder)


def shown_release(pinned: str = "", root: Path = FOLDER) -> tuple[Release, ReleaseRefusedError | None]:
    """The release a link pins, else the current one, and why another is shown in its place if that is so.

    Raises ReleaseRefusedError when a pinned release, or every release, is refused.
    """
    if pinned:
        return _opened(root / DATASET / pinned), None
    pointer = root / DATASET / CURRENT
    try:
        return _opened(root / DATASET / pointer.read_text(encoding="utf-8").strip()), None
    except (FileNotFoundError, ReleaseRefusedError):
        return current_release(DATASET, root)


def refusal_words(refused: ReleaseRefusedError, language: str) -> str:
    """One sentence: which release is refused, why, and what is shown instead."""
    return say(refused.rule, language, release=refused.release, what=refused.what)

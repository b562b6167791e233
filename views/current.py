"""The release a page shows: resolved once per run, its files checked once per process."""

from functools import lru_cache
from pathlib import Path

from data import FOLDER, PUBLISHED
from data.releases import (
    MANIFEST,
    Release,
    ReleaseRefusedError,
    current_release,
    named_release,
    open_release_of,
    release_ids,
)
from words import say


def shown_release(
    pinned: str = "", root: Path = FOLDER, dataset: str = PUBLISHED
) -> tuple[Release, ReleaseRefusedError | None]:
    """The release of a dataset a link pins, else the current one, and why another is shown in its place if that is so.

    Raises ReleaseRefusedError when a pinned release, or every release, is refused.
    """
    id = pinned or named_release(dataset, root)
    if id not in release_ids(dataset, root):
        if pinned:
            raise ReleaseRefusedError("release_half_written", pinned, MANIFEST)
        return current_release(dataset, root)
    try:
        return _opened(root / dataset / id, _stamp(root / dataset / id)), None
    except ReleaseRefusedError:
        if pinned:
            raise
        return current_release(dataset, root)


def current_id(dataset: str = PUBLISHED, root: Path = FOLDER) -> str:
    """The id of the release of a dataset that is shown when no link pins one; empty when none can be shown."""
    try:
        return shown_release("", root, dataset)[0].id
    except ReleaseRefusedError:
        return ""


def refusal_words(refused: ReleaseRefusedError, language: str) -> str:
    """One sentence: which release is refused, and why."""
    return say(refused.rule, language, release=refused.release, what=refused.what)


@lru_cache(maxsize=8)
def _opened(folder: Path, stamp: int) -> Release:
    """A release whose files have been checked; `stamp` tells a folder that was exchanged for another build."""
    assert stamp >= 0, "a time of change"
    return open_release_of(folder.parent.name, folder)


def _stamp(folder: Path) -> int:
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0

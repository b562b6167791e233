"""How far the making of a dataset is: written by what makes it, read by the page that waits for it."""

import json
from pathlib import Path

from data import FOLDER

FILE = ".progress"


def tell_progress(dataset: str, done: int, of: int, root: Path = FOLDER) -> None:
    """Says that `done` of `of` parts are made; readers find one or the other saying, never half of one."""
    staged = root / dataset / f"{FILE}.new"
    staged.parent.mkdir(parents=True, exist_ok=True)
    staged.write_text(json.dumps([done, of]), encoding="utf-8")
    staged.replace(root / dataset / FILE)


def progress_of(dataset: str, root: Path = FOLDER) -> tuple[int, int]:
    """How many of how many parts are made; (0, 0) when nothing is said."""
    try:
        done, of = json.loads((root / dataset / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(of)

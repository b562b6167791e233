"""What was read in the sources and not entered: the list beside the entries, each row with the key of its reason."""

import csv
from dataclasses import dataclass
from pathlib import Path

from data import FOLDER

LEFT_OUT = "left_out.csv"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """One figure of a transcript that is not entered; `reason` is a key of words/left_out.toml."""

    transcript: str
    source: str
    figure: str
    period: str
    region: str
    words: str
    reason: str


def left_out(dataset: str, root: Path = FOLDER) -> tuple[LeftOut, ...]:
    """What the entries of a dataset leave out, in the order of the list; nothing where there is no list.

    The list is kept for the newest entry and is part of no release.
    """
    path = root / dataset / LEFT_OUT
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(LeftOut(**row) for row in csv.DictReader(file))

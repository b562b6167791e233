"""Nothing is lost: every row of our transcripts is entered or left out, every source is used and well formed."""

import re
from collections.abc import Iterable
from itertools import groupby

from intake.entered import Entered, Line
from intake.faults import Fault
from intake.judging import TRANSCRIPT
from words import texts

DATE = re.compile(r"([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?")
ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|cn|org|net|gov|edu)\b", re.IGNORECASE)
SEEN = ("original", "reprint", "press", "excerpt")
NEEDED = ("id", "publisher", "publisher_en", "title", "title_en")


def check_sources(sources: list[Line]) -> list[Fault]:
    """Faults of the list of sources, row by row."""
    faults = []
    for line in sources:
        if not DATE.fullmatch(line["date"]):
            faults.append(line.fault("source_date", "date", line["date"]))
        if line["described"] not in ("yes", "no"):
            faults.append(line.fault("unknown_choice", "described", line["described"], "yes, no"))
        if line["seen"] not in SEEN:
            faults.append(line.fault("unknown_choice", "seen", line["seen"], ", ".join(SEEN)))
        faults += [line.fault("text_missing", column) for column in NEEDED if not line[column]]
        addresses = [column for column, cell in line.cells.items() if ADDRESS.search(cell)]
        faults += [line.fault("source_address", column, line[column]) for column in addresses]
    return faults


def check_left_out(left_out: list[Line], sources: frozenset[str]) -> list[Fault]:
    """Faults of the list of figures that were not entered, row by row."""
    reasons = texts("left_out")
    faults = []
    for line in left_out:
        if line["reason"] not in reasons:
            faults.append(line.fault("unknown_reason", "reason", line["reason"]))
        if line["source"] not in sources:
            faults.append(line.fault("unknown_source", "source", line["source"]))
        if not TRANSCRIPT.fullmatch(line["transcript"]):
            faults.append(line.fault("transcript_malformed", "transcript", line["transcript"]))
    return faults


def check_ids(lines: list[Line], column: str) -> list[Fault]:
    """Faults of ids that stand twice."""
    seen: dict[str, Line] = {}
    faults = []
    for line in lines:
        first = seen.setdefault(line[column], line)
        if first is not line:
            faults.append(line.fault("id_twice", column, line[column], f"{first.file}:{first.row}"))
    return faults


def check_use_of_sources(entered: Entered) -> list[Fault]:
    """Sources that nothing refers to; where a reference is misspelt, that is reported instead."""
    used = {line["source"] for line in (*entered.observations, *entered.facts, *entered.left_out)}
    if used - {line["id"] for line in entered.sources}:
        return []
    return [line.fault("source_unused", "id", line["id"]) for line in entered.sources if line["id"] not in used]


def check_transcripts(entered: Entered) -> list[Fault]:
    """Every transcript row from 1 to the last goes somewhere, and to one table only.

    One row may become several observations (a bound said of several years), but not a fact too.
    A gap is not reported beside a number that is misspelt or stands twice: it is most likely the other end of that.
    """
    faults: list[Fault] = []
    used: dict[str, Line] = {}
    misspelt = False
    for line in (*entered.observations, *entered.facts, *entered.left_out):
        misspelt = misspelt or not TRANSCRIPT.fullmatch(line["transcript"])
        for row in line["transcript"].split(";"):
            first = used.setdefault(row, line)
            if first is not line and not _same_indicator(first, line):
                faults.append(line.fault("transcript_twice", "transcript", row, f"{first.file}:{first.row}"))
    gaps = [] if faults or misspelt else _gaps(used)
    return faults + [Fault("left_out.csv", 0, "transcript", "transcript_gap", gap) for gap in gaps]


def _same_indicator(first: Line, line: Line) -> bool:
    return "indicator" in first.cells and first.cells["indicator"] == line.cells.get("indicator")


def _gaps(used: Iterable[str]) -> list[str]:
    """The runs of missing numbers: S7, or P20–P31."""
    gaps = []
    for letter in ("S", "P"):
        numbers = {int(row[1:]) for row in used if row.startswith(letter)}
        missing = (n for n in range(1, max(numbers, default=0) + 1) if n not in numbers)
        for _, run in groupby(enumerate(missing), key=lambda place: place[1] - place[0]):
            ends = [f"{letter}{n}" for _, n in run]
            gaps.append(ends[0] if len(ends) == 1 else f"{ends[0]}–{ends[-1]}")
    return gaps

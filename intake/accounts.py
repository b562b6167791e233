"""Nothing is lost: every row of our transcripts is entered or left out, every source is used and well formed."""

import re
from collections.abc import Iterable

from intake.entered import Entered, Line
from intake.faults import Fault
from words import texts

DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|cn|org|net|gov|edu)\b", re.IGNORECASE)
SEEN = ("original", "reprint", "press", "excerpt")
NEEDED = ("publisher", "publisher_en", "title", "title_en")


def check_sources(entered: Entered) -> list[Fault]:
    """Faults of the list of sources."""
    faults = _ids_twice(entered.sources, "id") + _ids_twice(entered.facts, "fact")
    used = {line["source"] for line in (*entered.observations, *entered.facts, *entered.left_out)}
    for line in entered.sources:
        if not DATE.fullmatch(line["date"]):
            faults.append(line.fault("source_date", "date", line["date"]))
        if line["seen"] not in SEEN:
            faults.append(line.fault("unknown_choice", "seen", line["seen"], ", ".join(SEEN)))
        faults += [line.fault("text_missing", column) for column in NEEDED if not line[column]]
        addresses = [column for column, cell in line.cells.items() if ADDRESS.search(cell)]
        faults += [line.fault("source_address", column, line[column]) for column in addresses]
        if line["id"] not in used:
            faults.append(line.fault("source_unused", "id", line["id"]))
    return faults


def check_left_out(entered: Entered) -> list[Fault]:
    """Faults of the list of figures that were not entered."""
    sources, reasons = {line["id"] for line in entered.sources}, texts("left_out")
    faults = []
    for line in entered.left_out:
        if line["reason"] not in reasons:
            faults.append(line.fault("unknown_reason", "reason", line["reason"]))
        if line["source"] not in sources:
            faults.append(line.fault("unknown_source", "source", line["source"]))
    return faults


def check_transcripts(entered: Entered) -> list[Fault]:
    """Every transcript row from 1 to the last goes somewhere, and to one table only.

    One row may become several observations (a bound said of several years), but not a fact too.
    """
    faults: list[Fault] = []
    used: dict[str, tuple[str, Line]] = {}
    tables = (("observation", entered.observations), ("fact", entered.facts), ("left_out", entered.left_out))
    for table, lines in tables:
        for line in lines:
            for row in filter(None, line["transcript"].split(";")):
                first_table, first = used.setdefault(row, (table, line))
                apart = first_table != table or table != "observation" or first["indicator"] != line["indicator"]
                if first is not line and apart:
                    place = f"{first.file}:{first.row}"
                    faults.append(line.fault("transcript_twice", "transcript", row, place))
    return faults + [Fault("left_out.csv", 0, "transcript", "transcript_gap", row) for row in _gaps(used)]


def _gaps(used: Iterable[str]) -> list[str]:
    gaps = []
    for letter in ("S", "P"):
        numbers = {int(row[1:]) for row in used if re.fullmatch(rf"{letter}\d+", row)}
        gaps += [f"{letter}{n}" for n in range(1, max(numbers, default=0) + 1) if n not in numbers]
    return gaps


def _ids_twice(lines: list[Line], column: str) -> list[Fault]:
    seen: dict[str, Line] = {}
    faults = []
    for line in lines:
        if line[column] in seen:
            first = seen[line[column]]
            faults.append(line.fault("id_twice", column, line[column], f"{first.file}:{first.row}"))
        seen.setdefault(line[column], line)
    return faults

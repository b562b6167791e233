"""Reads the entered text of a release, cell by cell, and reports every fault of form."""

import csv
import io
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from intake.faults import Fault

OBSERVATIONS = [
    "transcript",
    "indicator",
    "status",
    "measure",
    "grain",
    "period",
    "region",
    "dimension",
    "member",
    "printed",
    "flags",
    "source",
    "shown",
    "note",
]
FACTS = [
    "transcript",
    "fact",
    "topic",
    "name_zh",
    "name_en",
    "status",
    "measure",
    "grain",
    "period",
    "region",
    "printed",
    "flags",
    "source",
    "quote",
    "note",
]
SOURCES = [
    "id",
    "publisher",
    "publisher_en",
    "title",
    "title_en",
    "described",
    "number",
    "date",
    "seen",
    "remark",
    "remark_en",
]
COVERAGE = ["indicator", "status", "measure", "grain", "period", "region", "breakdown", "coverage"]
LEFT_OUT = ["transcript", "source", "figure", "period", "region", "words", "reason"]
RELEASE = {"date": date, "zh": str, "en": str}
BYTE_ORDER_MARK = "\ufeff"
# What a fault shows where nothing stands.
NOTHING = "—"


@dataclass(frozen=True)
class Line:
    """One row of an entered file: where it stands, and its cells by column."""

    file: str
    row: int
    cells: dict[str, str] = field(hash=False)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, rule: str, column: str, value: object = "", detail: object = "") -> Fault:
        """A fault at one of its cells."""
        return Fault(self.file, self.row, column, rule, str(value), str(detail))


@dataclass
class Entered:
    """The text of one release as it was entered."""

    released: date
    words: dict[str, str]
    observations: list[Line]
    facts: list[Line]
    sources: list[Line]
    coverage: list[Line]
    left_out: list[Line]


def read_entered(folder: Path, faults: list[Fault]) -> Entered:
    """The entered text in `folder`; faults of form are added to `faults`."""
    released, words = _release(folder / "release.toml", faults)
    tables = sorted((folder / "observations").glob("*.csv"))
    if not tables:
        faults.append(Fault("observations/", 0, "", "file_missing"))
    observations: list[Line] = []
    for path in tables:
        observations += read_table(path, OBSERVATIONS, faults, f"observations/{path.name}")
    return Entered(
        released=released,
        words=words,
        observations=observations,
        facts=read_table(folder / "facts.csv", FACTS, faults),
        sources=read_table(folder / "sources.csv", SOURCES, faults),
        coverage=read_table(folder / "coverage.csv", COVERAGE, faults),
        left_out=read_table(folder.parent.parent / "left_out.csv", LEFT_OUT, faults),
    )


def read_table(path: Path, columns: list[str], faults: list[Fault], name: str = "") -> list[Line]:
    """The rows of one CSV file that have the right form; the others become faults."""
    file = name or path.name
    text = _text(path, file, faults)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        faults.append(Fault(file, reader.line_num, "", "not_csv", str(error)))
        return []
    if not rows or rows[0] != columns:
        found = ",".join(rows[0]) if rows else NOTHING
        faults.append(Fault(file, 1, "", "header_differs", found, ",".join(columns)))
        return []
    lines = (_line(file, number, cells, columns, faults) for number, cells in enumerate(rows[1:], start=2))
    return [line for line in lines if line is not None]


def _text(path: Path, file: str, faults: list[Fault]) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        faults.append(Fault(file, 0, "", "file_missing"))
        return None
    except UnicodeDecodeError:
        text = BYTE_ORDER_MARK
    if text.startswith(BYTE_ORDER_MARK):
        faults.append(Fault(file, 0, "", "file_not_utf8"))
        return None
    return text


def _line(file: str, number: int, cells: list[str], columns: list[str], faults: list[Fault]) -> Line | None:
    if len(cells) != len(columns):
        faults.append(Fault(file, number, "", "row_length", str(len(cells)), str(len(columns))))
        return None
    named = dict(zip(columns, cells, strict=True))
    padded = [Fault(file, number, name, "cell_padded", cell) for name, cell in named.items() if cell != cell.strip()]
    faults += padded
    return None if padded else Line(file, number, named)


def _release(path: Path, faults: list[Fault]) -> tuple[date, dict[str, str]]:
    """The day and the words of the release; the folder is named after the day, so that folders sort as releases do."""
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", "file_missing"))
        return date.max, {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, 0, "", "release_toml", str(error)))
        return date.max, {}
    wrong = [name for name, kind in RELEASE.items() if type(entry.get(name)) is not kind or not entry[name]]
    wrong += [name for name in entry if name not in RELEASE]
    if wrong:
        faults += [Fault(path.name, 0, name, "release_toml", str(entry.get(name) or NOTHING)) for name in wrong]
        return date.max, {}
    if not path.parent.name.startswith(entry["date"].isoformat()):
        faults.append(Fault(path.name, 0, "date", "release_of_other_day", str(entry["date"]), path.parent.name))
    return entry["date"], {"zh": entry["zh"], "en": entry["en"]}

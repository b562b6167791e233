"""A fault: which rule, where, what is wrong and what to do next, in the reader's language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "faults.toml"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of one cell, row or file. `row` counts as a spreadsheet does (the header is row 1); 0 is the whole file."""

    file: str
    row: int
    column: str
    rule: str
    value: str = ""
    detail: str = ""

    def write(self, language: str) -> str:
        """One line: file, row, column, what is wrong, what next."""
        what, then = texts()[self.rule][language]
        where = [self.file]
        if self.row:
            where.append(f"第{self.row}行" if language == "zh" else f"row {self.row}")
        if self.column:
            where.append(f"“{self.column}”列" if language == "zh" else f"column {self.column}")
        comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
        sentence = f"{what} {then}" if language == "en" else f"{what}{then}"
        return comma.join(where) + colon + sentence.format(value=self.value, detail=self.detail)


class EntryRefused(Exception):
    """An entry that cannot become a release; `faults` lists everything found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.write("en") for fault in sorted(faults)))
        self.faults = sorted(faults)


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """Every rule and its words: rule to {"zh": [what, next], "en": [what, next]}."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))

"""A fault: which rule, where, what is wrong and what to do next, in the reader's language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "faults.toml"
PLACES = {
    "zh": {"row": "第{}行", "column": "“{}”列", "field": "字段“{}”", "comma": "，", "colon": "：", "space": ""},
    "en": {"row": "row {}", "column": "column {}", "field": "field {}", "comma": ", ", "colon": ": ", "space": " "},
}


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of one cell, row or file.

    `row` counts as a spreadsheet does: the header is row 1, and 0 is the whole file.
    `column` is the column of a table, or the field of a TOML file; empty for neither.
    """

    file: str
    row: int
    column: str
    rule: str
    value: str = ""
    detail: str = ""

    def write(self, language: str) -> str:
        """One line: file, row, column, what is wrong, what next."""
        words = PLACES[language]
        where = [self.file]
        if self.row:
            where.append(words["row"].format(self.row))
        if self.column:
            where.append(words["field" if self.file.endswith(".toml") else "column"].format(self.column))
        sentence = words["space"].join(texts()[self.rule][language])
        return words["comma"].join(where) + words["colon"] + sentence.format(value=self.value, detail=self.detail)


class EntryRefusedError(Exception):
    """An entry that cannot become a release; `faults` lists everything found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.write("en") for fault in sorted(faults)))
        self.faults = sorted(faults)


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """Every rule and its words: rule to {"zh": [what, next], "en": [what, next]}."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))

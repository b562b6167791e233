"""A copy of the real entry in which tests plant one slip at a time, and the slips themselves."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data import FOLDER as DATA
from indicators import FOLDER as INDICATORS
from intake.building import Built, build
from intake.faults import EntryRefusedError, Fault

DAY = "2026-11-21"
ENTERED = DATA / "published" / "entered" / DAY
# Indicators that nothing published tells of: they are counted from records.
ONLY_COUNTED = {
    *("certificates_suspended", "certificates_withdrawn", "certificates_expired"),
    *("all_levels_pass_rate", "all_levels_nonconforming_rate"),
    *("all_levels_batches", "all_levels_nonconforming_batches"),
}


@dataclass(frozen=True)
class Entry:
    """An entered release as it lies in the repository, in a folder of its own."""

    root: Path
    day: str = DAY

    @property
    def folder(self) -> Path:
        return self.root / "published" / "entered" / self.day

    @property
    def indicators(self) -> Path:
        return self.root / "indicators"

    def file(self, name: str) -> Path:
        """The file that a fault calls by this name."""
        if name.startswith("indicators/"):
            return self.root / name
        return self.folder.parent.parent / name if name == "left_out.csv" else self.folder / name

    def build(self) -> Built:
        return build(self.folder, self.indicators)

    def faults(self) -> list[Fault]:
        """What the build says against it; empty when it is sound."""
        try:
            self.build()
        except EntryRefusedError as error:
            return error.faults
        return []


def copy_of_the_real_entry(root: Path) -> Entry:
    """The entry of the repository, copied."""
    entry = Entry(root)
    shutil.copytree(ENTERED, entry.folder)
    shutil.copyfile(DATA / "published" / "left_out.csv", entry.file("left_out.csv"))
    shutil.copytree(INDICATORS, entry.indicators, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return entry


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def row_number(entry: Entry, name: str, first_cell: str) -> int:
    """The row, counted as a spreadsheet does, whose first cell says so."""
    places = [n for n, row in enumerate(rows_of(entry.file(name)), start=1) if row[0] == first_cell]
    assert places, f"{name} has no row {first_cell}: nothing would be planted"
    return places[0]


# A slip: done to an entry.
Slip = Callable[[Entry], None]


def cell(name: str, first_cell: str, column: str, text: str) -> Slip:
    """One cell of a table reads `text`."""

    def slip(entry: Entry) -> None:
        rows = rows_of(entry.file(name))
        row = rows[row_number(entry, name, first_cell) - 1]
        assert row[rows[0].index(column)] != text, f"{column} reads {text} already: nothing would be planted"
        row[rows[0].index(column)] = text
        write_rows(entry.file(name), rows)

    return slip


def more(name: str, *cells: str) -> Slip:
    """A table has one more row."""

    def slip(entry: Entry) -> None:
        write_rows(entry.file(name), [*rows_of(entry.file(name)), list(cells)])

    return slip


def again(name: str, first_cell: str) -> Slip:
    """A row of a table stands once more, at the end."""

    def slip(entry: Entry) -> None:
        rows = rows_of(entry.file(name))
        write_rows(entry.file(name), [*rows, rows[row_number(entry, name, first_cell) - 1]])

    return slip


def gone(name: str, first_cell: str) -> Slip:
    """A row of a table is missing."""

    def slip(entry: Entry) -> None:
        rows = rows_of(entry.file(name))
        del rows[row_number(entry, name, first_cell) - 1]
        write_rows(entry.file(name), rows)

    return slip


def text(name: str, old: str, new: str) -> Slip:
    """`new` stands where a file says `old` first."""

    def slip(entry: Entry) -> None:
        said = entry.file(name).read_text(encoding="utf-8")
        assert old in said, f"{old!r} is not in {name}: nothing would be planted"
        entry.file(name).write_text(said.replace(old, new, 1), encoding="utf-8")

    return slip


def content(name: str, change: Callable[[bytes], bytes]) -> Slip:
    """The bytes of a file are changed."""

    def slip(entry: Entry) -> None:
        entry.file(name).write_bytes(change(entry.file(name).read_bytes()))

    return slip


def without(*names: str) -> Slip:
    """Files are missing."""

    def slip(entry: Entry) -> None:
        for name in names:
            entry.file(name).unlink()

    return slip


def all_of(*slips: Slip) -> Slip:
    """Several edits that are one slip together."""

    def slip(entry: Entry) -> None:
        for one in slips:
            one(entry)

    return slip


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def flip(path: Path, byte: int = -1) -> None:
    """One bit of a file is wrong, in a file of its own."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2 if byte < 0 else byte] ^= 1
    path.unlink()
    path.write_bytes(content)

"""Tables that others publish as CSV or as Excel sheets, as rows of texts; for the self-test only."""

import csv
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Row = dict[str, str]


def rows_of(path: Path, sheet: str = "") -> tuple[Row, ...]:
    """The rows of a CSV file, or of the named sheet of an Excel file, each as heading -> text; an empty cell is ""."""
    cells = _sheet(path, sheet) if path.suffix == ".xlsx" else _lines(path)
    heading, *lines = cells
    return tuple(dict(zip((name.strip() for name in heading), line, strict=False)) for line in lines)


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _sheet(path: Path, sheet: str) -> list[list[str]]:
    with ZipFile(path) as book:
        texts = [_text(item) for item in _part(book, "sharedStrings.xml").iter(f"{MAIN}si")]
        names = {item.get("name"): item.get(LINK) for item in _part(book, "workbook.xml").iter(f"{MAIN}sheet")}
        files = {item.get("Id"): item.get("Target") for item in _part(book, "_rels/workbook.xml.rels")}
        rows = list(_part(book, str(files[names[sheet]])).iter(f"{MAIN}row"))
    found = [{_column(cell): _value(cell, texts) for cell in row} for row in rows]
    return [[line.get(column, "") for column in found[0]] for line in found]


def _part(book: ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(f"xl/{name}"))


def _column(cell: ElementTree.Element) -> str:
    return (cell.get("r") or "").rstrip("0123456789")


def _value(cell: ElementTree.Element, texts: list[str]) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else value


def _text(item: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in item.iter(f"{MAIN}t"))

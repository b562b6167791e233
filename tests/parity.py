"""One card in every channel: what picture, table, Word, PowerPoint, Excel, CSV, Parquet and brief say otherwise."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet as pq
from docx import Document
from pptx import Presentation

from data.releases import Release
from exports.brief import MOST_ROWS, brief
from exports.figure import drawn
from exports.formats import Format
from exports.office.saying import SHOWN_ROWS
from exports.office.word_table import latest
from exports.records_file import parquet_file
from exports.report import file_of
from exports.table_file import BOM, as_text, csv_file, harmless
from exports.volume import volume_of_one
from views.cards import Card
from views.named import card_named
from views.state import State

DAY = date(2026, 11, 23)
DIGIT = re.compile(r"[0-9]")


def faults_of(release: Release, view: str, state: State) -> list[str]:
    """Every text of a card that some channel does not show letter for letter, as `channel: text`."""
    card = card_named(view, release, state)
    volume = volume_of_one(view, release, state, DAY, "1-1")
    channels = {
        "csv": lambda: _csv_faults(card),
        "parquet": lambda: _parquet_faults(card),
        "picture": lambda: _picture_faults(card, state),
        "brief": lambda: _brief_faults(card, brief(release, view, state, "http://localhost")),
        "word": lambda: _word_faults(card, file_of(volume, "docx")),
        "powerpoint": lambda: _slide_faults(card, file_of(volume, "pptx")),
        "excel": lambda: _excel_faults(card, file_of(volume, "xlsx")),
    }
    return [f"{channel}: {fault}" for channel, look in channels.items() for fault in look()]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unescape(text)).replace("\u200b", "")


def _missing(wanted: Iterable[str], said: str) -> list[str]:
    said = _plain(said)
    return [text for text in wanted if text and _plain(text) not in said]


def _cells(card: Card) -> set[str]:
    return {cell for row in card.table.without_empty_columns().rows for cell in row if DIGIT.search(cell)}


def _csv_faults(card: Card) -> list[str]:
    rows = list(csv.reader(io.StringIO(csv_file(card).decode().removeprefix(BOM), newline="")))[1:]
    wanted = [tuple(map(harmless, row)) for row in card.table.rows]
    if len(rows) != len(wanted):
        return [f"{len(rows)} rows for {len(wanted)}"]
    return [str(row) for row, read in zip(wanted, rows, strict=True) if tuple(read[: len(row)]) != row]


def _parquet_faults(card: Card) -> list[str]:
    names, records = card.table.record_columns, card.table.records
    if not records:
        return []
    read = pq.read_table(io.BytesIO(parquet_file(card))).to_pylist()
    if len(read) != len(records):
        return [f"{len(read)} rows for {len(records)}"]
    return [
        f"{name} {text}"
        for record, row in zip(records, read, strict=True)
        for name, text in zip(names, record, strict=True)
        if not _alike(text, row[name])
    ]


def _alike(text: str, value: Any) -> bool:
    if value is None or value == "":
        return text == ""
    if isinstance(value, str):
        return text == value
    if isinstance(value, date):
        return text == value.isoformat()
    return bool(type(value)(text) == value)


def _picture_faults(card: Card, state: State) -> list[str]:
    svg = drawn(card, state.language, Format()).svg()
    root = ElementTree.fromstring(svg)
    said = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    return _missing([card.title, card.caution, *_drawn_texts(card)], said)


def _drawn_texts(card: Card) -> Iterator[str]:
    """The texts that the figure writes at its marks."""
    for trace in json.loads(card.figure)["data"] if card.figure else ():
        texts = trace.get("text") or []
        for text in [texts] if isinstance(texts, str) else texts:
            if DIGIT.search(text or ""):
                yield re.sub(r"<[^>]+>", "", text)


def _brief_faults(card: Card, html: str) -> list[str]:
    said = re.sub(r"<(?!/?[a-z!])", "&lt;", html)
    rows = [cell for row in card.table.rows[:MOST_ROWS] for cell in row if cell and DIGIT.match(cell)]
    return _missing([card.title, card.headline, card.told, *rows], re.sub(r"<[^>]+>", "", said))


def _word_faults(card: Card, content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    rows = latest(card.table.without_empty_columns(), SHOWN_ROWS).rows
    wanted = [cell for row in rows for cell in row if DIGIT.match(cell)]
    return _missing([card.title, card.told or card.message], " ".join(texts)) + _missing(wanted, " ".join(cells))


def _slide_faults(card: Card, content: bytes) -> list[str]:
    said, labels, titles = [], [], []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if getattr(shape, "has_chart", False) and shape.has_chart:
                labels += [
                    part.text or "" for part in shape.chart._chartSpace.plotArea.iter() if part.tag.endswith("}t")
                ]
                titles += [shape.chart.chart_title.text_frame.text] if shape.chart.has_title else []
    known = _plain(" ".join([card.title, card.told, *(cell for row in card.table.rows for cell in row)]))
    # Over a panel stands its name, its latest period and figure, and the mark of synthetic data.
    labels += [text.rsplit(": ", 1)[-1].split("  ")[0] for text in titles]
    strange = [text for text in labels if DIGIT.search(text) and _plain(text) not in known]
    return _missing([card.title], " ".join(said)) + [f"label {text}" for text in strange]


def _excel_faults(card: Card, content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    said = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    wanted = {as_text(cell) for row in card.table.rows for cell in row if DIGIT.search(cell)}
    return sorted(wanted - set(said)) + _missing([card.told], " ".join(said)) + formulas

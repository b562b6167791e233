"""A report as a package of files: every figure as picture, table and record, with what it means and how to cite it."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from exports.figure import drawn
from exports.formats import SIZES
from exports.office.saying import marked
from exports.office.workbook import workbook
from exports.package_words import metadata, readme
from exports.plates import Plate, Section, Volume
from exports.records_file import parquet_file
from exports.table_file import csv_file

# A zip knows no day before 1980; a fixed one makes equal packages equal byte for byte.
DAY = (1980, 1, 1, 0, 0, 0)
PUBLIC_FILE = 0o644 << 16


def package(volume: Volume) -> bytes:
    """The package of a volume: a folder a figure, a workbook of all, a readme. The same for the same volume."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in _files(volume):
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, PUBLIC_FILE
            packed.writestr(entry, data)
    return content.getvalue()


def _files(volume: Volume) -> Iterator[tuple[str, bytes]]:
    yield "readme.md", readme(volume).encode()
    yield "metadata.json", _json({plate.number: metadata(plate, volume) for plate in volume.plates})
    yield "report.xlsx", workbook(volume)
    for plate in volume.plates:
        yield from _files_of(plate, volume)


def _files_of(plate: Plate, volume: Volume) -> Iterator[tuple[str, bytes]]:
    folder, card, language = f"{plate.number}_{plate.view}", plate.card, volume.language
    wanted = replace(SIZES["full"], number=plate.label(language), caption=plate.caption, accessed=volume.taken)
    drawing = drawn(replace(card, title=marked(plate.heading, volume)), language, wanted)
    yield f"{folder}/figure.png", drawing.png()
    yield f"{folder}/figure.svg", drawing.svg().encode()
    yield f"{folder}/figure.pdf", drawing.pdf()
    yield f"{folder}/data.csv", csv_file(card)
    yield f"{folder}/data.parquet", parquet_file(card)
    yield f"{folder}/data.xlsx", workbook(replace(volume, sections=(Section("", (plate,)),)))
    yield f"{folder}/metadata.json", _json(metadata(plate, volume))


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()

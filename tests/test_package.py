"""A package: every figure as picture, table and record, what it means and how to cite it; the same byte for byte."""

import io
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from data.releases import Release
from exports.package import package
from exports.plates import Section, Volume
from exports.records_file import parquet_file
from exports.table_file import csv_file
from exports.volume import volume_of_one
from views.named import card_named
from views.sources import reference
from views.state import State
from words import say

DAY = date(2026, 11, 23)
HOST = "http://quality.example"
KINDS = {"figure.png", "figure.svg", "figure.pdf", "data.csv", "data.parquet", "data.xlsx", "metadata.json"}


def volume_of(release: Release, views: tuple[str, ...], language: str = "zh", **parts: Any) -> Volume:
    ones = [
        volume_of_one(view, release, State(language=language, **parts), DAY, f"1-{n}", "按 <b> 注", HOST)
        for n, view in enumerate(views, 1)
    ]
    section = Section("", tuple(plate for one in ones for plate in one.plates))
    return Volume("年度报告", language, release, DAY, (section,), HOST)


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_package_holds_every_figure_in_every_form_and_says_what_it_is(release, language):
    volume = volume_of(release, ("trends", "recalls"), language)
    packed = opened(package(volume))
    assert packed.testzip() is None
    folders = {name.partition("/")[0] for name in packed.namelist() if "/" in name}
    assert folders == {"1-1_trends", "1-2_recalls"}
    for folder in folders:
        assert {name.partition("/")[2] for name in packed.namelist() if name.startswith(folder)} == KINDS
    for plate in volume.plates:
        folder = f"{plate.number}_{plate.view}"
        assert packed.read(f"{folder}/data.csv") == csv_file(plate.card)
        picture = Image.open(io.BytesIO(packed.read(f"{folder}/figure.png")))
        assert picture.width == round(16 / 2.54 * 300)
        svg = packed.read(f"{folder}/figure.svg").decode()
        assert f"{say('office_figure', language)} {plate.number}" in svg
        said = "".join(
            str(cell.value)
            for sheet in openpyxl.load_workbook(io.BytesIO(packed.read(f"{folder}/data.xlsx")))
            for row in sheet.iter_rows()
            for cell in row
        )
        assert plate.card.title in said
    readme = packed.read("readme.md").decode()
    for plate in volume.plates:
        for text in (plate.card.title, plate.card.told, plate.caption, release.seal, *plate.card.caveats):
            assert text in readme
        for source in plate.card.sources:
            assert source.text in readme
            assert source.reference in readme


def test_metadata_says_where_a_figure_comes_from_and_how_to_cite_it(release):
    volume = volume_of(release, ("trends",))
    told = json.loads(opened(package(volume)).read("1-1_trends/metadata.json"))
    card = volume.plates[0].card
    assert (told["release"], told["dataset"], told["synthetic"]) == (release.id, "published", False)
    assert (told["headline"], told["sentence"], told["caution"]) == (card.headline, card.told, card.caution)
    assert told["link"].startswith(f"{HOST}/trends?v=1&")
    assert told["reference"] == (
        f"质量指标看板. {card.title}[DB/OL]. 数据版本 {release.id}. ({release.id[:10]})[2026-11-23]. "
        f"{told['link']}&rel={release.id}."
    )
    assert told["definition"][say("definition_unit", "zh")] == "%"
    assert [one["id"] for one in told["sources"]] == [source.id for source in card.sources]
    assert any("Wilson" in part for row in told["computed"] for part in row)


@pytest.mark.parametrize(
    ("row", "reads"),
    [
        (
            {"described": False, "number": "", "date": "2022-05"},
            "总局. 关于抽查的公告[EB/OL]. (2022-05).",
        ),
        (
            {"described": False, "number": "2019年第19号", "date": "2019"},
            "总局. 关于抽查的公告：2019年第19号[EB/OL]. (2019).",
        ),
        ({"described": True, "number": "", "date": ""}, "总局. [关于抽查的公告][EB/OL]. [日期不详]."),
    ],
)
def test_a_source_in_the_form_of_gbt_7714(row, reads):
    assert reference({"publisher": "总局", "title": "关于抽查的公告", **row}) == reads


def test_the_same_package_is_the_same_byte_for_byte_and_another_day_is_another(release):
    volume = volume_of(release, ("breakdowns",))
    again = volume_of(release, ("breakdowns",))
    assert package(volume) == package(again)
    other = Volume(volume.title, "zh", release, date(2026, 11, 24), volume.sections, HOST)
    assert package(other) != package(volume)


def test_synthetic_figures_are_called_so_in_every_file(demo):
    packed = opened(package(volume_of(demo, ("trends",), dataset="demo")))
    warning = say("synthetic_warning", "zh")
    assert warning in packed.read("readme.md").decode()
    assert json.loads(packed.read("1-1_trends/metadata.json"))["synthetic"] is True
    assert warning in re.sub(r"<[^>]+>|\s", "", packed.read("1-1_trends/figure.svg").decode())
    assert warning.strip() in packed.read("1-1_trends/data.csv").decode()
    schema = pq.read_schema(io.BytesIO(packed.read("1-1_trends/data.parquet")))
    assert warning.strip() in schema.metadata[b"caution"].decode()


def test_records_in_parquet_have_their_own_types_and_what_is_missing_is_null(release):
    card = card_named("trends", release, State(indicator="spot_check_pass_rate"))
    read = pq.read_table(io.BytesIO(parquet_file(card)))
    types = dict(zip(read.schema.names, read.schema.types, strict=True))
    assert types["numerator"] == types["denominator"] == pa.int64()
    assert types["value"] == pa.decimal128(38, 10)
    assert types["period_start"] == pa.date32()
    assert types["printed"] == pa.string()
    first = read.to_pylist()[0]
    assert (first["value"], first["period_start"], first["denominator"]) == (Decimal("89.8"), date(2012, 1, 1), None)

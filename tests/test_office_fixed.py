"""Office files are the same byte for byte; and what their tests share: a volume, and what is inside a file."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from exports.office.fixed import fixed
from exports.office.native import natives_of
from exports.plates import Plate, Section, Volume
from intake.small_numbers import DEFAULT
from tests.planted import FAILED
from tests.recorded import batches, release_of
from views.named import card_named
from views.state import State

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VIEWS = ("trends", "regions", "composition", "recalls", "recall_parts")


def volume_of(release, views=VIEWS, language="zh", state=None, **card):
    """Some views of a release as two chapters, the cards with some parts changed."""
    asked = state or State(dataset=release.dataset, language=language)
    cards = [replace(card_named(view, release, asked), **card) for view in views]
    half = (len(views) + 1) // 2
    numbers = [f"{1 + (n >= half)}-{1 + n % half}" for n in range(len(views))]
    plates = [
        Plate(number, view, asked, one, caption="作者按", link=f"/{view}?i=x")
        for number, view, one in zip(numbers, views, cards, strict=True)
    ]
    sections = (Section("第一章", tuple(plates[:half])), Section("第二章", tuple(plates[half:])))
    return Volume("年度报告", language, release, DAY, tuple(one for one in sections if one.plates))


def parts_of(content):
    """The parts of an Office file by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def cached(chart):
    """The figures of every series of a chart's XML by its place: name, categories, values."""
    found = []
    for series in etree.fromstring(chart).iter(f"{C}ser"):
        name = "".join(one.text for one in series.find(f"{C}tx").iter(f"{C}v"))
        categories = [one.text for one in series.find(f"{C}cat").iter(f"{C}v")]
        values = {int(one.get("idx")): float(one.find(f"{C}v").text) for one in series.find(f"{C}val").iter(f"{C}pt")}
        found.append((name, categories, values))
    return found


def cells_of(sheet):
    """Every cell of a sheet that holds something."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def withholding(folder):
    """A release in which Shanghai's figure is withheld, and the state that asks for its provinces."""
    counted = {"430104": 60, "310115": 4, "370102": 40, "330103": 60, "320102": 60}
    found = batches(
        [
            {"date": date(2018, n % 12 + 1, 10), "region": region, **(FAILED if n % 3 == 0 else {})}
            for region, count in counted.items()
            for n in range(count)
        ]
    )
    asked = {"dataset": "demo", "indicator": "all_levels_pass_rate", "grain": "year", "compare": "province"}
    return release_of("inspections", {2018: found}, folder, policy=DEFAULT), State(**asked, until=date(2018, 12, 31))


def described_by(volume):
    """What the charts and pictures of a volume say for who cannot see them: the whole, then each further panel."""
    return [
        text
        for plate in volume.plates
        for text in (plate.card.alt, *(native.title for native in natives_of(plate.card.figure)[1:]))
    ]


def every_text(content):
    """Everything that stands in an Office file and in the workbooks inside it."""
    parts = parts_of(content)
    inner = [every_text(part) for name, part in parts.items() if name.endswith(".xlsx")]
    return "\n".join([part.decode("utf-8", "replace") for part in parts.values()] + inner)


MAKING = """
import hashlib, sys
from datetime import date
from exports.plates import Plate, Section, Volume
from views.current import shown_release
from views.named import card_named
from views.state import State
from exports.office.slides import slides
from exports.office.word import word
from exports.office.workbook import workbook
release, _ = shown_release()
views = ("trends", "recalls")
plates = tuple(Plate(f"1-{n}", v, State(), card_named(v, release, State())) for n, v in enumerate(views))
volume = Volume("R", "zh", release, date(2026, 11, 23), (Section("S", plates),))
for make in (word, slides, workbook):
    print(hashlib.sha256(make(volume)).hexdigest())
"""


def test_other_processes_make_the_same_bytes():
    found = set()
    for seed in ("1", "2"):
        given = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(
            [sys.executable, "-c", MAKING], cwd=ROOT, env=given, capture_output=True, text=True, check=True
        )
        found.add(made.stdout)
    assert len(found) == 1
    assert len(found.pop().split()) == 3


def zipped(*parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts:
            file.writestr(name, content)
    return written.getvalue()


def test_order_hours_and_inner_workbooks_make_no_difference():
    core = b'<dcterms:created xsi:type="x">%b</dcterms:created>'
    inner = [zipped(("b", b"2"), ("a", b"1")), zipped(("a", b"1"), ("b", b"2"))]
    one = zipped(("x.xlsx", inner[0]), ("docProps/core.xml", core % b"2020"), ("[Content_Types].xml", b"c"))
    other = zipped(("[Content_Types].xml", b"c"), ("docProps/core.xml", core % b"2021"), ("x.xlsx", inner[1]))
    assert one != other
    assert fixed(one, DAY) == fixed(other, DAY)
    assert list(parts_of(fixed(one, DAY))) == ["[Content_Types].xml", "docProps/core.xml", "x.xlsx"]
    assert parts_of(fixed(one, DAY))["docProps/core.xml"] == core % b"2026-11-23T00:00:00Z"
    assert fixed(zipped(("a", b"1")), DAY) != fixed(zipped(("a", b"2")), DAY)

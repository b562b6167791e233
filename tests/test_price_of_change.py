"""What a newcomer pays for a new indicator: its TOML and its rows. Every page, selector and search then knows it.

A copy of the project gets both, builds its data and is asked in a process of its own, where no line of code is changed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser import ROOT
from tests.entries import ENTERED, copy_of_the_real_entry, rows_of, write_rows

NEW, DAY, ROWS = "calibration_certificates", "2026-12-01", "observations/testing.csv"
COVERAGE, SOURCE, FIRST = "coverage.csv", "samr_testing_2024", 1112
TOML = """
topic = "testing"
kind = "count"
basis = "statistical_return"
better = "neither"
decimals = 0
no_row = "missing"
caveats = ["fields_overlap"]

[zh]
name = "校准证书数"
question = "一年出具了多少份校准证书？"
unit = "份"
numerator = "一年出具的校准证书"
aliases = ["校准"]

[en]
name = "Calibration certificates"
question = "How many calibration certificates were issued in the year?"
unit = "certificates"
numerator = "Calibration certificates issued in the year"
aliases = ["calibrations"]

[joins]
periods = "sum"
regions = "sum"

[joins.members]
ownership = "none"
"""
FIGURES = (
    ("2022", "100000", "all", "all", "1200万份"),
    ("2023", "100000", "all", "all", "1300万份"),
    ("2024", "100000", "all", "all", "1410.5万份"),
    ("2024", "430000", "all", "all", "61.2万份"),
    ("2024", "440000", "all", "all", "203.4万份"),
    ("2024", "100000", "ownership", "enterprise", "310万份"),
    ("2024", "100000", "ownership", "public_institution", "420万份"),
)
# That the source lists some provinces only must be said, or the build refuses the entry.
KNOWN = [NEW, "actual", "level", "year", "2024", "", "province", "top_n"]
ASK = """
import json
from exports.brief import brief
from views.choices import choices_of
from views.current import shown_release
from views.found import found_card
from views.named import card_named
from views.search import indicator_words
from views.state import State, read_link

NEW = "calibration_certificates"
release, _ = shown_release()
told = {"release": release.id, "words": indicator_words(NEW), "kinds": choices_of(release, NEW).kinds()}
told["link"] = read_link({"v": ["1"], "i": [NEW]})[0].indicator
for language in ("zh", "en"):
    state = State(language=language, indicator=NEW)
    for view in ("trends", "regions", "breakdowns", "definition", "holdings"):
        card = card_named(view, release, state)
        cells = [cell for row in card.table.rows for cell in row]
        told[f"{view} {language}"] = [card.message, card.title, card.sentence, bool(card.figure), cells]
    told[f"brief {language}"] = brief(release, "trends", state, "http://127.0.0.1")
    told[f"found {language}"] = found_card(release, State(language=language, text="jzzs")).table.records
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is kept, with one more indicator: its TOML, and a newer entry that holds its rows too."""
    folder = tmp_path_factory.mktemp("project")
    for name in kept():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / f"indicators/{NEW}.toml").write_text(TOML, encoding="utf-8")
    entered = folder / "data/published/entered" / DAY
    shutil.copytree(ENTERED, entered)
    said = (entered / "release.toml").read_text(encoding="utf-8")
    (entered / "release.toml").write_text(said.replace(ENTERED.name, DAY), encoding="utf-8")
    write_rows(entered / ROWS, [*rows_of(entered / ROWS), *rows()])
    write_rows(entered / COVERAGE, [*rows_of(entered / COVERAGE), KNOWN])
    return folder


def kept() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [name for name in listed if (ROOT / name).is_file()]


def rows() -> list[list[str]]:
    return [
        [f"P{n}", NEW, "actual", "level", "year", period, region, dimension, member, printed, "", SOURCE, "yes", ""]
        for n, (period, region, dimension, member, printed) in enumerate(FIGURES, FIRST)
    ]


def run(project: Path, *command: str) -> str:
    """What a command prints in the copy, with the packages of this environment and the code of the copy."""
    done = subprocess.run([sys.executable, *command], cwd=project, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, Any]:
    """What the dashboard of the copy says, once its data is built."""
    assert "2026-12-01" in run(project, "-m", "intake")
    answer: dict[str, Any] = json.loads(run(project, "-c", ASK))
    return answer


@pytest.mark.usefixtures("told")
def test_nothing_but_the_toml_and_the_entry_is_touched(project):
    """Of all files that are kept, none differs, and only those two places have more."""
    built = ("data/published/CURRENT", "data/published/.lock", "data/published/20")
    now = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    now = {name for name in now if not name.startswith(built) and "__pycache__" not in name}
    assert {name for name in kept() if (ROOT / name).read_bytes() != (project / name).read_bytes()} == set()
    new = now - set(kept())
    assert {name for name in new if not name.startswith(f"data/published/entered/{DAY}/")} == {f"indicators/{NEW}.toml"}


def test_the_newest_entry_is_the_release_that_is_shown(told):
    assert told["release"].startswith(DAY)


@pytest.mark.parametrize(
    ("view", "title", "cells"),
    [
        ("trends zh", "校准证书数 · 全国", ["2022年", "1,200万份", "1,410.5万份"]),
        ("trends en", "Calibration certificates · National", ["14,105,000 certificates"]),
        ("regions zh", "校准证书数 · 省（区、市） · 2024年", ["湖南", "61.2万份", "203.4万份"]),
        ("regions en", "Calibration certificates · Provinces · 2024", ["Guangdong", "2,034,000 certificates"]),
        ("breakdowns zh", "校准证书数 · 按机构性质 · 全国 · 2024年", ["企业制", "310万份", "420万份"]),
        (
            "breakdowns en",
            "Calibration certificates · by type of body · National · 2024",
            ["Enterprises", "3.10 million certificates"],
        ),
    ],
)
def test_every_page_draws_it(told, view, title, cells):
    message, shown, sentence, drawn, found = told[view]
    assert (message, shown, drawn) == ("", title, True)
    assert sentence
    assert set(cells) <= set(found)


def test_the_data_page_defines_it_and_holds_every_row(told):
    assert {"校准证书数", "一年出具了多少份校准证书？"} <= set(told["definition zh"][4])
    assert told["holdings zh"][1] == "全部数字：校准证书数（7条）"
    assert {printed for *_, printed in FIGURES} <= set(told["holdings en"][4])


def test_selectors_links_and_the_search_find_it(told):
    assert {"校准证书数", "校准", "Calibration certificates", "jzzss"} <= set(told["words"])
    assert told["kinds"] == ["province"]
    assert told["link"] == NEW
    for language in ("zh", "en"):
        assert ["indicator", NEW] in [record[:2] for record in told[f"found {language}"]]


def test_the_brief_shows_it(told):
    assert "1,410.5万份" in told["brief zh"]
    assert "14,105,000 certificates" in told["brief en"]


def test_a_new_member_is_a_table_and_a_row_and_leaves_older_entries_whole(tmp_path):
    """Without `first`, breakdowns that were complete before it would be refused, those of released entries too."""
    entry = copy_of_the_real_entry(tmp_path)
    file = entry.file("indicators/breakdowns/ownership.toml")
    added = '\n[[members]]\nid = "cooperative"\nzh = "合作社"\nen = "Cooperatives"\n'
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert {fault.rule for fault in entry.faults()} == {"coverage_unsaid"}
    file.write_text(file.read_text(encoding="utf-8") + "first = 2026-01-01\n", encoding="utf-8")
    assert entry.faults() == []

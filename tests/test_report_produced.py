"""A report made into a file from its page, by a worker that is quick and does what the title of the list tells it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from data import DEMO, PUBLISHED
from pages.parts import producing
from pages.parts.text import as_plain
from tests.browser import PATIENCE_S, ROOT, running
from tests.test_report_page import PATIENCE_MS, begun, press, write
from views import report_jobs
from views.current import shown_release
from views.report import Chapter, Report, item_of
from views.report_changes import changes_of
from views.report_example import example
from views.report_file import read_report, write_report
from views.report_kept import keep, kept
from views.state import State, write_link
from words import LANGUAGES, say


@pytest.fixture(scope="module")
def quick() -> Iterator[str]:
    """A dashboard whose worker is quick and does what the title of a list tells it."""
    with running(["uvicorn", "tests.report_server:app", "--host", "127.0.0.1"], "/healthz") as one:
        yield one


def test_a_file_is_made_and_comes_under_its_name(visit, quick):
    begun(visit, quick)
    for key, kind in (("Word", "docx"), ("Excel", "xlsx")):
        visit.page.get_by_role("button", name=key, exact=True).click()
        way = visit.page.get_by_role("link", name=re.compile(rf"\.{kind}$"))
        expect(way).to_be_visible(timeout=PATIENCE_MS)
        with visit.page.expect_download() as waiting:
            way.click()
        assert waiting.value.suggested_filename == f"质量发展主要指标.{kind}"
        assert waiting.value.path().read_text().startswith(f"{kind} of 10")
    visit.settle()


def test_what_is_being_made_can_be_cancelled_and_what_fails_says_why(visit, quick):
    begun(visit, quick)
    write(visit, "report_name", "slow")
    visit.page.get_by_role("button", name="Word", exact=True).click()
    expect(visit.page.get_by_text(say("report_running", "zh", done=1, of=2))).to_be_visible(timeout=PATIENCE_MS)
    visit.page.get_by_role("button", name=say("report_cancel", "zh")).click()
    expect(visit.page.get_by_text(say("report_job_cancelled", "zh"))).to_be_visible(timeout=PATIENCE_MS)
    for title, key in (("dies", "report_job_died"), ("refused", "report_template_kind")):
        write(visit, "report_name", title)
        visit.page.get_by_role("button", name="Word", exact=True).click()
        expect(visit.page.get_by_text(say(key, "zh"))).to_be_visible(timeout=PATIENCE_MS)
    visit.settle()


def test_a_template_goes_with_its_own_format_until_it_is_put_away(visit, quick, tmp_path):
    begun(visit, quick)
    house = tmp_path / "本局.docx"
    house.write_bytes(b"PK\x03\x04house")
    visit.page.locator("summary").filter(has_text=say("report_template", "zh")).click()
    form = visit.page.locator("form.upload").filter(has_text=say("report_template_file", "zh"))
    form.locator("input").set_input_files(house)
    form.locator("button[type=submit]").click()
    used = say("report_template_used", "zh", name="本局.docx", format="Word")
    expect(visit.page.get_by_text(used)).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.page.locator(".st-key-report_figures button")).to_have_count(10)
    visit.settle()
    for name, kind, letters in (("Word", "docx", 12), ("PowerPoint", "pptx", 0)):
        visit.page.get_by_role("button", name=name, exact=True).click()
        way = visit.page.get_by_role("link", name=re.compile(rf"\.{kind}$"))
        expect(way).to_be_visible(timeout=PATIENCE_MS)
        with visit.page.expect_download() as waiting:
            way.click()
        assert waiting.value.path().read_text() == f"{kind} of 10 with {letters}"
    visit.settle()
    press(visit, "report_template_off")
    expect(visit.page.get_by_text(used)).to_have_count(0)
    assert "tp=" not in visit.page.url


def test_without_the_door_the_page_says_that_no_file_can_be_made():
    kept, report_jobs._runners[:] = list(report_jobs._runners), []
    try:
        app = (
            AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE_S)
            .run()
            .switch_page("pages/report.py")
            .run()
        )
        app.button(key="report_example").click().run()
        assert not app.exception
        assert say("report_no_runner", "zh") in [one.value for one in app.info]
        app.button(key="report_make_docx").click().run()
        assert not app.exception
    finally:
        report_jobs._runners[:] = kept


def shown_in_place(text: str, language: str = "zh", dataset: str = PUBLISHED) -> AppTest:
    """The page with a list that its link brings, without a browser."""
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE_S)
    app.query_params.update(write_link(State(language=language, dataset=dataset, report_list=keep(text))))
    return app.run().switch_page("pages/report.py").run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_since_the_release_of_the_list_is_listed_until_it_is_checked(language, monkeypatch):
    current, _ = shown_release()
    then = "2001-01-01-00000000"
    text = write_report(replace(example(current, language), release=then))
    since = say("report_changes_since", language, then=then, now=current.id)
    app = shown_in_place(text, language)
    gone = f"{since} {say('report_then_gone', language, release=then)}"
    assert gone in [one.value for one in app.info]
    assert "report_as_of_now" not in [one.key for one in app.button], "nobody can have checked this"
    app.button(key="report_from_now").click().run()
    assert read_report(kept(app.query_params["li"])).release == current.id

    # The release of that day is on the machine after all, and says the same.
    monkeypatch.setattr(producing, "shown_release", lambda *_, **__: (current, None))
    app = shown_in_place(text, language)
    assert not app.exception
    assert since in [one.value for one in app.info]
    [told] = [one.value for one in app.markdown if one.value.startswith("- **")]
    assert told.count(as_plain(say("report_change_unchanged", language))) == 10
    app.button(key="report_as_of_now").click().run()
    assert not app.exception
    checked = kept(app.query_params["li"])
    assert read_report(checked).release == current.id
    app = shown_in_place(checked, language)
    assert since not in [one.value for one in app.info]
    assert len([one for one in app.button if (one.key or "").startswith("report_figure_")]) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_of_the_author_does_not_take_the_mark_off_demonstration_data(demo, language):
    figures = (item_of("trends", State(dataset=DEMO)), item_of("regions", State(dataset=DEMO)))
    report = Report("R", (Chapter("", (replace(figures[0], title="自己的题目"), figures[1])),), language, DEMO, demo.id)
    app = shown_in_place(write_report(report), language, DEMO)
    labels = [one.label for one in app.button if (one.key or "").startswith("report_figure_")]
    assert len(labels) == 2
    assert as_plain(say("synthetic_mark", language) + "自己的题目") in labels[0]
    mark = as_plain(say("synthetic_mark", language).strip())
    assert [label.count(mark) for label in labels] == [1, 1]
    [change, _] = changes_of(report, demo, demo, language)
    assert change.title == say("synthetic_mark", language) + "自己的题目"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phases_of_a_file_are_told(language):
    phases = (report_jobs.Waiting(2), *(report_jobs.Running(*at) for at in ((0, 0), (3, 10), (10, 10))))
    said = [phase.text(language) for phase in phases]
    assert said[0] == say("report_waiting", language, before=2)
    assert said[1] == say("report_beginning", language)
    assert "0/0" not in said[1]
    assert said[2] == say("report_running", language, done=3, of=10)
    assert ("正在写文件" if language == "zh" else "Writing the file") in said[3]


def test_a_full_queue_is_told_and_nothing_is_begun(monkeypatch):
    class Full:
        """A runner that can take no more."""

        def start(self, _spec: report_jobs.Spec) -> str:
            raise report_jobs.FullError

    monkeypatch.setattr(report_jobs, "_runners", [Full()])
    app = shown_in_place(write_report(example(shown_release()[0], "en")), "en")
    app.button(key="report_make_pptx").click().run()
    assert not app.exception
    assert [one.value for one in app.error] == [say("report_job_full", "en")]


def test_a_word_that_was_typed_is_in_the_file_that_is_asked_for_with_the_next_press(visit, quick):
    begun(visit, quick)
    visit.page.get_by_label(say("report_name", "zh"), exact=True).fill("刚改的题目")
    visit.page.get_by_role("button", name="Word", exact=True).click()
    expect(visit.page.get_by_role("link", name=re.compile("刚改的题目.*docx"))).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.page.get_by_text(say("report_job_before", "zh"))).to_have_count(0)
    write(visit, "report_name", "又改的题目")
    expect(visit.page.get_by_text(say("report_job_before", "zh"))).to_be_visible()
    visit.settle()

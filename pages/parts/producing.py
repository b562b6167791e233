"""From the list to the file: the format, a template of the house, how far the file is, and what changed meanwhile."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from data.releases import ReleaseRefusedError
from pages.parts.desk import change_button, job_in_hand, list_of, take_job, text_in_hand
from pages.parts.frame import Run
from pages.parts.heading import show_section
from pages.parts.link import origin, step
from pages.parts.saving import STYLE
from pages.parts.text import as_plain
from pages.parts.uploading import show_upload
from views.current import shown_release
from views.report import Report
from views.report_changes import changes_of, title_of
from views.report_file import write_report
from views.report_jobs import (
    FORMATS,
    WITH_TEMPLATE,
    Cancelled,
    Course,
    Done,
    Failed,
    FullError,
    Running,
    Spec,
    UnknownJobError,
    Waiting,
    runner,
)
from views.report_kept import NotKeptError, Template, template_kept
from views.state import State
from words import say

FULL = "full"
LOOKED_EVERY_S, WRITING = 1.0, 0.6
NAMES = {"docx": "Word", "pptx": "PowerPoint", "xlsx": "Excel"}


def show_produce(run: Run) -> None:
    """A button for each format, the template, and the file that is being made or was made last."""
    state, language = run.state, run.state.language
    show_section(say("report_produce", language, count=len(list_of(state).figures)))
    template = _template(state)
    with st.container(horizontal=True):
        for kind in FORMATS:
            label = NAMES.get(kind) or say("report_package", language)
            st.button(label, key=f"report_make_{kind}", on_click=_start, args=(run, kind, template))
    _show_job(run)
    with st.expander(say("report_template", language)):
        st.caption(say("report_template_what", language))
        show_upload(
            "/report/template",
            say("report_template_file", language),
            ".docx,.pptx",
            say("report_template_send", language),
            state,
        )


def _template(state: State) -> Template | None:
    """The template that the link brings, said with the way to do without it."""
    if not state.report_template:
        return None
    try:
        template = template_kept(state.report_template)
    except NotKeptError:
        st.warning(say("report_template_gone", state.language))
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            as_plain(say("report_template_used", state.language, name=template.name, format=NAMES[template.format]))
        )
        step(say("report_template_off", state.language), state.but(report_template=""), "report_template_off")
    return template


def _start(run: Run, kind: str, template: Template | None) -> None:
    """Has a file made of the list as it stands when the button is pressed: a field may have been left with the press.

    Whether that could be begun is said where it is shown how far it is.
    """
    makes = runner()
    if makes is None:
        return
    content = template.content if template and template.format == kind and kind in WITH_TEMPLATE else None
    text = _text_of(run)
    try:
        take_job(makes.start(Spec(text, kind, run.release.id, run.release.seal, content, date.today(), origin())), text)
    except FullError:
        take_job(FULL)


def _text_of(run: Run) -> str:
    """The list as it stands, for the release that is shown."""
    return write_report(replace(list_of(run.state), release=run.release.id))


def _course() -> Course | None:
    """How far the file of this session is; None for none."""
    makes, id = runner(), job_in_hand()
    if makes is None or not id:
        return None
    if id == FULL:
        return Failed("report_job_full")
    try:
        return makes.state(id)
    except UnknownJobError:
        return Failed("report_job_gone")


def _show_job(run: Run) -> None:
    """How far the file is; looked at again every second while it is on its way."""
    if runner() is None:
        st.info(say("report_no_runner", run.state.language))
    on_its_way = isinstance(_course(), Waiting | Running)
    watch: Callable[[Run, bool], None] = st.fragment(_watch, run_every=LOOKED_EVERY_S if on_its_way else None)
    watch(run, on_its_way)


def _watch(run: Run, was_on_its_way: bool) -> None:
    course, language = _course(), run.state.language
    if isinstance(course, Waiting | Running):
        st.progress(_share(course), course.text(language))
        st.button(say("report_cancel", language), key="report_cancel", on_click=_cancel)
    elif was_on_its_way:
        # The page itself must know that there is no more to look at.
        st.rerun()
    elif isinstance(course, Done):
        address = f"/report/file/{job_in_hand()}?lang={language}"
        name = escape(say("report_download", language, name=course.name))
        st.html(f'{STYLE}<p class="report-way" role="status"><a href="{address}" download>{name}</a></p>')
        if text_in_hand() != _text_of(run):
            st.warning(say("report_job_before", language))
    elif isinstance(course, Failed):
        st.error(course.text(language))
    elif isinstance(course, Cancelled):
        st.info(say("report_job_cancelled", language))


def _share(course: Waiting | Running) -> float:
    """How much of the way is behind it: of the second half, the writing, nobody can tell how much."""
    if isinstance(course, Waiting) or not course.of:
        return 0.0
    return course.done / course.of / 2 if course.done < course.of else WRITING


def _cancel() -> None:
    makes = runner()
    if makes:
        with suppress(UnknownJobError):
            makes.cancel(job_in_hand())


def show_changes(report: Report, run: Run) -> None:
    """Where the list was made from another release: what that one said and this one says, figure by figure."""
    language, release = run.state.language, run.release
    if not report.release or report.release == release.id:
        return
    since = say("report_changes_since", language, then=report.release, now=release.id)
    try:
        then, _ = shown_release(report.release, dataset=report.dataset)
    except ReleaseRefusedError:
        # Nothing can be checked, so nobody is asked to say that it was.
        st.info(f"{since} {say('report_then_gone', language, release=report.release)}")
        _take_as_of_now("report_from_now", run)
        return
    st.info(since)
    with st.expander(say("report_changes", language), expanded=True):
        changes = changes_of(report, then, release, language)
        lines = [f"- **{as_plain(title_of(one, language))}**\n" + _lines(one.lines) for one in changes]
        st.markdown("\n".join(lines))
        _take_as_of_now("report_as_of_now", run)


def _take_as_of_now(words: str, run: Run) -> None:
    """A button that makes the release that is shown the one that later ones are compared with."""
    id, chosen = run.release.id, run.state.page
    label = say(words, run.state.language, release=id)
    change_button(label, words, run.state, lambda one: (replace(one, release=id), chosen))


def _lines(lines: tuple[str, ...]) -> str:
    return "\n".join(f"    - {as_plain(line)}" for line in lines)

"""A list as a file: saved through a link, opened through a form."""

from html import escape

import streamlit as st

from pages.parts.desk import list_of
from pages.parts.heading import show_section
from pages.parts.link import step
from pages.parts.uploading import show_upload
from views.report import Report
from views.report_file import read_report, write_report
from views.report_kept import NotKeptError, keep, kept
from views.state import State
from words import say


def show_save(report: Report, state: State) -> None:
    """The way to the list as a file."""
    show_section(say("report_keep_heading", state.language))
    address = f"/report/list/{keep(write_report(report))}.toml?lang={state.language}"
    name = escape(say("report_save", state.language))
    st.html(f'{STYLE}<p class="report-way"><a href="{address}" download>{name}</a></p>')
    st.caption(say("report_save_what", state.language))


def show_open(state: State) -> None:
    """The form that opens a list; it takes the place of the one that is here."""
    language = state.language
    hint = "report_open_instead" if list_of(state).figures else "report_open_file"
    show_upload("/report/open", say(hint, language), ".toml", say("report_open_send", language), state)


def refuse_list(state: State, rule: str) -> None:
    """Says why the list that a link brings is not here, with the way on."""
    language = state.language
    st.warning(say(rule, language))
    if rule == "report_list_elsewhere":
        try:
            dataset = read_report(kept(state.report_list)).dataset
        except NotKeptError:
            return
        there = State(language=language, dataset=dataset, report_list=state.report_list)
        step(say("report_go_there", language), there, "report_go_there")


STYLE = """<style>
.report-way{margin:0}
.report-way a{display:inline-block;padding:.4rem 1rem;border-radius:.4rem;border:1px solid currentColor;
color:inherit;text-decoration:none}
</style>"""

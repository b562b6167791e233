"""Which figures make my report, and where is it as a file?"""

import streamlit as st

from pages.parts.desk import list_of, take_in
from pages.parts.frame import run_of_page
from pages.parts.heading import show_heading
from pages.parts.producing import show_changes, show_produce
from pages.parts.reporting import begin, show_chapters, show_chosen, show_list, show_title
from pages.parts.saving import refuse_list, show_open, show_save
from views.marking import marked_text
from words import say

run = run_of_page()
state, release, _ = run
language = state.language

show_heading(marked_text(say("report_title", language), release, language), 1)
st.caption(say("report_question", language))
if refused := take_in(state):
    refuse_list(state, refused)

report = list_of(state)
if report.figures:
    show_title(report, state)
    show_produce(run)
    show_changes(report, run)
    listed, chosen = st.columns([2, 3], gap="large")
    with listed:
        show_list(report, run)
        show_chapters(report, state)
    with chosen:
        show_chosen(report, run)
    show_save(report, state)
else:
    begin(state, release)
show_open(state)
st.caption(say("release", language, release=release.id))

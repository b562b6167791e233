"""What is behind every figure?"""

import streamlit as st

from pages.parts.controls import choose_indicator
from pages.parts.frame import run_of_page
from pages.parts.heading import show_heading
from pages.parts.hits import search
from pages.parts.part import show_folded, show_list, show_open
from pages.parts.share import show_share
from pages.parts.text import as_plain
from views.named import card_named
from words import say

run = run_of_page()
search(run)
# What is searched for changes nothing else on the page.
run = run._replace(state=run.state.but(text=""))
state, release, _ = run

contents = card_named("contents", release, state)
show_heading(contents.title, 1)
st.markdown(as_plain(contents.sentence))
st.caption(say("table_hint", state.language))

choose_indicator(state, release)

show_list(card_named("definition", release, state))
show_open(run, "holdings")
show_share("holdings", state, release)

several = card_named("several_sources", release, state)
show_folded(run, "several_sources", *(["every_several_sources"] if several.message else []))
show_folded(run, "completeness", "gaps")

show_folded(run, "facts")
show_folded(run, "left_out")
show_folded(run, "releases")
show_folded(run, "publications")
show_folded(run, "methods")

st.caption(say("release", state.language, release=release.id))

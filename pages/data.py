"""What is behind every figure?"""

import streamlit as st

from pages.parts.controls import choose_indicator
from pages.parts.frame import run_of_page
from pages.parts.part import show_folded, show_list, show_open
from pages.parts.text import as_plain
from views.cache import card_of
from views.completeness import completeness_card
from views.contents import contents_card
from views.definition import definition_card
from views.facts import facts_card
from views.gaps import gaps_card
from views.holdings import holdings_card
from views.left_out import left_out_card
from views.publications import publications_card
from views.releases import releases_card
from views.several_sources import every_several_sources_card, several_sources_card
from words import say

state, release, theme = run_of_page()
language = state.language

contents = card_of(contents_card, release, state)
st.subheader(contents.title)
st.markdown(as_plain(contents.sentence))
st.caption(say("table_hint", language))

choose_indicator(state)

show_list(card_of(definition_card, release, state))
show_open(card_of(holdings_card, release, state), key="holdings")

several = card_of(several_sources_card, release, state)
everywhere = [card_of(every_several_sources_card, release, state)] if several.message else []
show_folded(several, *everywhere, key="several")
show_folded(card_of(completeness_card, release, state), card_of(gaps_card, release, state), key="completeness")

show_folded(card_of(facts_card, release, state), key="facts")
# These two say what stands beside a release, which changes while the release does not: they are made anew.
show_folded(left_out_card(release, state), key="left_out")
show_folded(releases_card(release, state), key="releases")
show_folded(card_of(publications_card, release, state), key="publications")

st.caption(say("release", language, release=release.id))

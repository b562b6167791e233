"""Where does quality stand, and what changed?"""

import streamlit as st

from indicators import catalogue
from pages.parts.frame import run_of_page
from pages.parts.share import show_month, show_share
from pages.parts.tile import show_first, show_tile
from views.cache import card_of
from views.overview import headline_states
from views.trend import headline_card
from words import say

state, release, theme = run_of_page()
first, *others = headline_states(release, state)

show_first(card_of(headline_card, release, first, theme), first)
show_month(state)

with st.container(horizontal=True):
    for one in others:
        topic = catalogue().topics[catalogue().indicators[one.indicator].topic].text(one.language)
        show_tile(card_of(headline_card, release, one, theme), one, topic)

show_share("overview", state, release)
st.caption(say("release", state.language, release=release.id))

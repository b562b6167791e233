"""Where does quality stand, and what changed?"""

import streamlit as st

from indicators import catalogue
from pages.parts.frame import run_of_page
from pages.parts.share import show_share
from pages.parts.tile import show_first, show_tile
from views.cache import card_of
from views.state import State
from views.trend import headline_card

state, release, theme = run_of_page()
language = state.language
first, *others = catalogue().headlines


def of(indicator: str) -> State:
    """The plain view of an indicator, in the reader's language and release."""
    return State(language=language, release=state.release, indicator=indicator)


show_first(card_of(headline_card, release, of(first.id), theme), of(first.id))

with st.container(horizontal=True):
    for indicator in others:
        topic = catalogue().topics[indicator.topic].text(language)
        show_tile(card_of(headline_card, release, of(indicator.id), theme), of(indicator.id), topic)

show_share("overview", state, release)

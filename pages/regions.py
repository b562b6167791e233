"""How do regions compare on the chosen indicator, and against the nation?"""

import streamlit as st

from pages.parts.card import show_card
from pages.parts.controls import choose, choose_indicator
from pages.parts.frame import run_of_page
from views.cache import card_of
from views.choices import choices_of
from views.regions import compared, kind_text, periods, regions_card
from words import say

state, release, theme = run_of_page()
language = state.language
choices = choices_of(release, state.indicator)
kind, period = compared(release, state, choices)
offered = periods(release, choices, kind) if kind else []

with st.container(horizontal=True):
    choose_indicator(state)
    if kind:
        choose(
            "compare",
            say("choose_compare", language),
            choices.kinds(),
            kind,
            lambda id: kind_text(id, language),
            lambda id: state.but(compare=id, until=None, grain=""),
        )
    if offered:
        choose(
            "period",
            say("choose_period", language),
            offered,
            period,
            lambda one: one.text(language) if one else "",
            lambda one: state.but(until=one.until, grain=one.grain),
        )

show_card(card_of(regions_card, release, state, theme), language, key="regions")

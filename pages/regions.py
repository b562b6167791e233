"""How do regions compare on the chosen indicator, and against the nation?"""

import streamlit as st

from pages.parts.behind import show_behind
from pages.parts.card import show_figure, show_words
from pages.parts.climbing import choose_within, ways_up_and_down
from pages.parts.controls import choose, choose_compared, choose_form, choose_indicator, choose_period
from pages.parts.frame import run_of_page, way_to_trend
from views.cache import card_of
from views.choices import choices_of
from views.picking import regions_picked
from views.region_choices import compared, compared_regions, forms, kind_text, periods
from views.regions import regions_card
from words import say

run = run_of_page()
state, release, theme = run
language = state.language
choices = choices_of(release, state.indicator)
kind, within, period = compared(release, state, choices)
offered = periods(release, choices, kind, within) if kind else []

card = card_of(regions_card, release, state, theme)
show_words(card)
if not card.figure:
    way_to_trend(state)

with st.container(horizontal=True):
    choose_indicator(state, release)
    if kind:
        choose(
            "compare",
            say("choose_compare", language),
            choices.kinds(),
            kind,
            lambda id: kind_text(id, language),
            lambda id: state.but(compare=id, within="", until=None, grain=""),
            language,
        )
        choose_within(state, release, kind, within)
    if offered:
        choose_period(state, release, offered, period)

if card.figure:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_compared(state, compared_regions(release, choices, kind, period, within))
        ways_up_and_down(state, choices, kind, within)
        if state.regions:
            way_to_trend(state)
choose_form(state, forms(kind, offered, period), "form_ranking")

if period:
    run = run._replace(state=state.but(compare=kind, within=within, until=period.until, grain=period.grain))
show_figure(card, run, view="regions", pick=regions_picked(state))
if card.figure:
    show_behind(run._replace(state=state), run.state.but(dimension="", members=()))

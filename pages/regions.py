"""How do regions compare on the chosen indicator, and which differ for certain?"""

import streamlit as st

from pages.parts.behind import show_behind
from pages.parts.card import show_figure, show_words
from pages.parts.climbing import choose_units, ways_up_and_down
from pages.parts.comparing import choose_against, choose_earlier, choose_other, choose_region_page, show_base_map
from pages.parts.controls import choose_form, choose_indicator, choose_period, filters
from pages.parts.frame import run_of_page, way_to_trend
from pages.parts.several import choose_compared
from views.cache import card_of
from views.choices import choices_of
from views.picking import regions_picked
from views.region_choices import below, compared, compared_regions, periods
from views.region_forms import forms, shown_form
from views.regions import regions_card

run = run_of_page()
state, release, theme = run
choices = choices_of(release, state.indicator)
kind, within, period = compared(release, state, choices)
offered = periods(release, choices, kind, within) if kind else []
found = compared_regions(release, choices, kind, period, within)

card = card_of(regions_card, release, state, theme)
show_words(card)
if not card.figure:
    way_to_trend(state)

with filters(card, state.language):
    with st.container(horizontal=True):
        choose_indicator(state, release)
        choose_other(state, release)
        if kind:
            choose_units(state, release, choices, kind, within)
        if offered:
            choose_period(state, release, offered, period)
            choose_earlier(state, offered, period)
    if card.figure:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            choose_compared(state, found)
            ways_up_and_down(state, choices, kind, within)
            if state.regions:
                way_to_trend(state)
    with st.container(horizontal=True):
        choose_against(state, choices, kind)
        choose_region_page(state, shown_form(release, state), len(found))

choose_form(state, forms(release, state), "form_ranking")

if period:
    run = run._replace(state=state.but(compare=kind, within=within, until=period.until, grain=period.grain))
show_base_map(state)
show_figure(
    card, run, view="regions", pick=regions_picked(state, lambda id: next(iter(below(state, choices, kind, id)), None))
)
if card.figure:
    show_behind(run._replace(state=state), run.state.but(dimension="", members=()))

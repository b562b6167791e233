"""Which products, sizes, channels, schemes or causes carry the figure?"""

import streamlit as st

from pages.parts.behind import show_behind
from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose_form, choose_indicator, choose_side, filters
from pages.parts.dividing import choose_breakdown, choose_periods
from pages.parts.frame import run_of_page, way_to_trend
from pages.parts.several import choose_level
from views.breakdowns import breakdowns_card, division_of, forms, refusals, written
from views.cache import card_of
from views.composition import composition_card
from views.picking import members_picked

run = run_of_page()
state, release, theme = run
of = division_of(release, state)

card = card_of(breakdowns_card, release, state, theme)
show_words(card)
if not card.figure:
    way_to_trend(state)

with filters(card, state.language):
    with st.container(horizontal=True):
        choose_indicator(state, release)
        if of:
            choose_breakdown(of)
            choose_periods(of)
    choose_side(state)
    if of:
        choose_level(state, of.asked)

if of:
    # Another form has other periods: those chosen for this one are given up.
    choose_form(state.but(until=None, earlier=None, grain=""), forms(of), "form_bars")
    st.caption(" ".join(refusals(of).values()))
    run = run._replace(state=written(of))

show_figure(card, run, view="breakdowns", pick=members_picked(state, of.asked.dimension) if of else None)
if card.figure:
    show_behind(run._replace(state=state), run.state)

beside = card_of(composition_card, release, state, theme)
if beside.figure:
    show_words(beside, 2)
    show_figure(beside, run, view="composition")

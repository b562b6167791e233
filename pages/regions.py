"""How do regions compare on the chosen indicator, and against the nation?"""

import streamlit as st

from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_compared, choose_form, choose_indicator
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
kind, period = compared(release, state, choices)
offered = periods(release, choices, kind) if kind else []

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
            lambda id: state.but(compare=id, until=None, grain=""),
            language,
        )
    if offered:
        choose(
            "period",
            say("choose_period", language),
            offered,
            period,
            lambda one: one.text(language),
            lambda one: state.but(until=one.until, grain=one.grain),
            language,
        )

if card.figure:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_compared(state, compared_regions(release, choices, kind, period))
        if state.regions:
            way_to_trend(state)
choose_form(state, forms(kind, offered, period), "form_ranking")

if period:
    run = run._replace(state=state.but(compare=kind, until=period.until, grain=period.grain))
show_figure(card, run, view="regions", pick=regions_picked(state))

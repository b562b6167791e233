"""How has the chosen indicator moved over time?"""

import streamlit as st

from indicators import catalogue
from pages.parts.behind import show_behind
from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_grain, choose_indicator, choose_side, filters
from pages.parts.frame import run_of_page
from pages.parts.part import show_folded
from pages.parts.several import choose_members, choose_regions
from views.cache import card_of
from views.choices import choices_of, filled, written_out
from views.named import card_named
from views.picking import series_picked
from views.trend import trend_card
from words import say

run = run_of_page()
state, release, theme = run
language = state.language
choices = choices_of(release, state.indicator)
now = filled(state, choices)

card = card_of(trend_card, release, state, theme)
show_words(card)

with filters(card, language):
    with st.container(horizontal=True):
        choose_indicator(state, release)
        choose(
            "dimension",
            say("choose_dimension", language),
            choices.dimensions(),
            now.dimension,
            lambda id: say("no_breakdown", language) if id == "all" else catalogue().breakdowns[id].text(language),
            lambda id: state.but(dimension="" if id == "all" else id, members=(), regions=(), grain=""),
            language,
        )
        choose_regions(state, now, choices)
        choose_grain(state, choices.grains(now.regions, now.dimension), now.grain)
        choose_side(state)

    choose_members(state, now, choices)

show_figure(card, run._replace(state=written_out(state, choices)), view="trends", pick=series_picked(state, now))
show_behind(run, state, with_periods=True)

if not card_named("stated_changes", release, state).message:
    show_folded(run, "stated_changes")

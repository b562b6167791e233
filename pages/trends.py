"""How has the chosen indicator moved over time?"""

import streamlit as st

from indicators import catalogue
from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_indicator, choose_members
from pages.parts.frame import run_of_page
from views.cache import card_of
from views.choices import choices_of, filled, place_text, written_out
from views.trend import trend_card
from words import say

run = run_of_page()
state, release, theme = run
language = state.language
choices = choices_of(release, state.indicator)
now = filled(state, choices)

card = card_of(trend_card, release, state, theme)
show_words(card)

with st.container(horizontal=True):
    choose_indicator(state)
    choose(
        "dimension",
        say("choose_dimension", language),
        choices.dimensions(),
        now.dimension,
        lambda id: say("no_breakdown", language) if id == "all" else catalogue().breakdowns[id].text(language),
        lambda id: state.but(dimension="" if id == "all" else id, members=(), regions=(), grain=""),
        language,
    )
    choose(
        "region",
        say("choose_region", language),
        choices.regions(now.dimension),
        now.regions[0],
        lambda id: place_text(choices, id, language),
        lambda id: state.but(regions=(id,), grain=""),
        language,
    )
    choose(
        "grain",
        say("choose_grain", language),
        choices.grains(now.regions[0], now.dimension),
        now.grain,
        lambda id: say(f"grain_{id}", language),
        lambda id: state.but(grain=id),
        language,
    )

choose_members(state, now, choices)

show_figure(card, run._replace(state=written_out(state, choices)), view="trends")

"""How many recalls, how many units, of what, and who triggered them?"""

from dataclasses import replace

import streamlit as st

from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_one, filters
from pages.parts.frame import run_of_page
from pages.parts.heading import show_section
from pages.parts.part import show_folded
from pages.parts.recall_list import show_recall_list
from views.named import card_named
from views.recalls import KINDS, breakdown_of_state, breakdown_text, breakdowns_of, kind_of, with_breakdown
from words import say

run = run_of_page()
state, release, theme = run
language, kind = state.language, kind_of(state)
breakdown, breakdowns = breakdown_of_state(release, state), breakdowns_of(release, state)
here = with_breakdown(state, breakdown)

card = card_named("recalls", release, state, theme)
show_words(card)
kinds = {one: say(f"recalls_of_{one}", language) for one in KINDS}
with filters(card, language):
    choose_one("kind", say("choose_kind", language), kinds, kind, lambda one: state.but(indicator=KINDS[one][0]))
show_figure(card, run._replace(state=here), "recalls", table_open=False)

show_section(say("recalls_parts_heading", language))
if breakdowns:
    choose(
        "breakdown",
        say("choose_breakdown", language),
        breakdowns,
        breakdown,
        lambda id: breakdown_text(id, language),
        lambda id: with_breakdown(state, id),
        language,
    )
    for view, counted in zip(("recall_parts", "recall_part_units"), KINDS[kind], strict=True):
        card = card_named(view, release, here, theme)
        show_words(card, 3)
        show_figure(card, run._replace(state=replace(here, indicator=counted)), view, table_open=False)
else:
    st.info(say("recalls_no_parts", language))

show_recall_list(run)
show_folded(run, "recall_facts")

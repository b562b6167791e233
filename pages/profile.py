"""Where does one region stand on everything that is known of it?"""

from dataclasses import replace

from pages.parts.card import show_words
from pages.parts.controls import filters
from pages.parts.frame import run_of_page
from pages.parts.heading import show_section
from pages.parts.part import show_folded
from pages.parts.profiling import choose_profiled, offer_places, show_beside, show_profile, ways_on
from views.cache import card_of
from views.named import card_named
from views.places import full_name
from views.profile import first_of, place_of, profile_card
from views.profile_kept import CERTIFICATES, RECALLS
from words import say

run = run_of_page()
state, release, theme = run
language, place = state.language, place_of(state)

card = card_of(profile_card, release, state, theme)
show_words(card)
with filters(card, language, full_name(place, language) if place else ""):
    choose_profiled(state, release)

if not place:
    offer_places(state, release)
if card.table.rows:
    led = replace(state, indicator=first_of(card))
    show_profile(card, run._replace(state=led))
    ways_on(led)
    if not card_named("profile_further", release, state).message:
        show_folded(run, "profile_further")

    show_section(say("profile_members_heading", language))
    for view in ("profile_products", "profile_channels"):
        show_beside(run, view)

    show_section(say("profile_kept_heading", language))
    for view, indicator in {**RECALLS, "profile_certificates": CERTIFICATES}.items():
        show_beside(run._replace(state=state.plain(indicator=indicator, regions=(place,))), view)

"""What is in force, by scheme and province?"""

from dataclasses import replace

from pages.parts.card import show_figure, show_words
from pages.parts.controls import choose, choose_one, filters
from pages.parts.frame import run_of_page
from pages.parts.heading import show_section
from pages.parts.part import show_folded
from pages.parts.promises import show_promises
from regions import region
from views.certification import COUNTED, ISSUED, days, full_state, places_of
from views.named import card_named
from words import say
from words.periods import write_period

run = run_of_page()
run = run._replace(state=full_state(run.state))
state, release, theme = run
language, indicator = state.language, state.indicator

card = card_named("certification", release, state, theme)
show_words(card)
with filters(card, language):
    choose(
        "place",
        say("choose_place", language),
        places_of(release),
        state.regions[0],
        lambda id: region(id).name[language],
        lambda id: state.but(regions=(id,)),
        language,
    )
show_figure(card, run, "certification", table_open=False)

show_section(say("certification_parts_heading", language))
names = {id: say(f"counted_{id}", language) for id in COUNTED}
choose_one("counted", say("choose_counted", language), names, indicator, lambda id: replace(state, indicator=id))
choose(
    "day",
    say("choose_day", language),
    ["", *days(release, state)],
    state.until or "",
    lambda day: write_period(None, day, "moment", language) if day else say("newest_day", language),
    lambda day: state.but(until=day or None),
    language,
)
for view in ("schemes", "certificates_by_province", "compulsory", "certificates_issued"):
    if view == "compulsory":
        show_section(say("certification_flows_heading", language))
    card = card_named(view, release, state, theme)
    show_words(card, 3)
    about = replace(state, indicator=ISSUED if view == "certificates_issued" else indicator)
    show_figure(card, run._replace(state=about), view, table_open=False)

card = card_named("certification_targets", release, state)
show_words(card, 2)
show_promises(card, run, "certification_targets", level=3)
show_folded(run, "certification_facts")

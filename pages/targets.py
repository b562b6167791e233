"""What was promised for the year, and what is known of it?"""

from pages.parts.card import show_words
from pages.parts.controls import choose, filters
from pages.parts.frame import run_of_page
from pages.parts.promises import show_promises
from regions import region
from views.named import card_named
from views.targets import batches
from words import say

EVERY = "all"
run = run_of_page()
state, release, theme = run
language = state.language
offered = {f"{one.until}~{one.region}": one for one in batches(release)}
chosen = f"{state.until}~{'~'.join(state.regions)}" if state.until or state.regions else EVERY

card = card_named("targets", release, state, theme)
show_words(card)


def batch_text(id: str) -> str:
    """How a batch is called: its year and region."""
    if id == EVERY:
        return say("every_batch", language)
    return say("batch", language, year=offered[id].until.year, place=region(offered[id].region).short[language])


with filters(card, language, batch_text(chosen) if chosen == EVERY or chosen in offered else ""):
    choose(
        "batch",
        say("choose_batch", language),
        [EVERY, *offered],
        chosen,
        batch_text,
        lambda id: state.but(
            until=None if id == EVERY else offered[id].until, regions=() if id == EVERY else (offered[id].region,)
        ),
        language,
    )
show_promises(card, run, view="targets")

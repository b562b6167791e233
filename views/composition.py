"""What does the sample behind a rate consist of? A state in, the card of that composition over time out."""

from dataclasses import replace

from data.releases import Release
from indicators import catalogue
from views.breakdowns import breakdowns_card, division_of, forms
from views.cards import Card
from views.state import State
from words import say


def composition_card(release: Release, state: State, theme: str = "light") -> Card:
    """The composition that the TOML of a rate names, by the breakdown shown; a message where there is none."""
    language, rate = state.language, catalogue().indicators[state.indicator]
    asked = composition_state(release, state)
    if asked is None:
        name = rate.texts(language).name
        message = say("nothing_composition", language, name=name)
        return Card(title=name, subtitle=rate.texts(language).question, message=message, release=release.id)
    card = breakdowns_card(release, asked, theme)
    explains = say("composition_explains", language, name=rate.texts(language).name)
    return replace(card, remarks=(explains, *card.remarks))


def composition_state(release: Release, state: State) -> State | None:
    """The state of the composition beside a rate; None where none is named or none can be drawn."""
    rate, shown = catalogue().indicators[state.indicator], division_of(release, state)
    if not rate.composition or shown is None or shown.asked.parent:
        return None
    dimension, places = shown.asked.dimension, (shown.asked.place,)
    other = state.but(indicator=rate.composition, dimension=dimension, regions=places, form="stack")
    found = division_of(release, other)
    return other if found and "stack" in forms(found) else None

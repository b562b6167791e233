"""How do regions compare on this indicator? A state in, a card out: one answer, drawn in one of many ways."""

from collections.abc import Callable
from dataclasses import replace

from data.releases import Release
from views.about import card_about
from views.cards import Card
from views.choices import choices_of
from views.region_changes import changes_of_regions_card
from views.region_dots import dots_card
from views.region_forms import shown_form
from views.region_funnel import funnel_card
from views.region_map import boundary_card, map_card
from views.region_mix import same_mix_card
from views.region_pairs import pairs_card
from views.region_panels import panels_of_regions_card
from views.region_periods import heat_card
from views.region_ranking import ranking_card
from views.region_ranks import ranks_card
from views.regional import Regional, card_of_regions, regional
from views.state import State
from words import say

FORMS: dict[str, Callable[[Regional, Card, str], Card]] = {
    "": ranking_card,
    "map": map_card,
    "boundary": boundary_card,
    "funnel": funnel_card,
    "ranks": ranks_card,
    "change": changes_of_regions_card,
    "heat": heat_card,
    "multiples": panels_of_regions_card,
    "adjusted": same_mix_card,
    "dots": dots_card,
    "pairs": pairs_card,
}


def regions_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator by region in one period, drawn as the state asks or, where that cannot be, in order."""
    form = shown_form(release, state)
    of = regional(release, state.but(form=form))
    if of is None:
        return _nothing(release, state)
    return FORMS[form](of, card_of_regions(of), theme)


def _nothing(release: Release, state: State) -> Card:
    """The card that says why there is nothing to compare."""
    choices, language = choices_of(release, state.indicator), state.language
    name = choices.indicator.texts(language).name
    message = say("nothing_period", language) if choices.kinds() else say("nothing_regions", language, name=name)
    return replace(card_about(choices.indicator, release, language), message=message)

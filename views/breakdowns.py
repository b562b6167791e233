"""Which members carry a figure? A state in, a card out: bars, small panels, a composition, or the change."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from data.releases import Release
from views.about import card_about
from views.cards import Card
from views.choices import choices_of, place_text
from views.division import Division
from views.explained import counted_later, explained_periods
from views.levels import asked_of, joins_of, levels_of, main_level
from views.member_adjusted import adjusted_card, adjusted_of
from views.member_bars import bars_card, shown_period
from views.member_changes import changes_card, later_periods, shown_periods
from views.member_effects import effects_card
from views.member_panels import panels_card
from views.member_shares import compositions, main_composition, shares_card
from views.state import State
from words import say

Form = Callable[[Division, Card, str], Card]
FORMS: dict[str, Form] = {
    "": bars_card,
    "multiples": panels_card,
    "stack": shares_card,
    "change": changes_card,
    "effects": effects_card,
    "adjusted": adjusted_card,
}


def breakdowns_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator by one breakdown, in the form that is asked for where its figures allow it."""
    choices, language = choices_of(release, state.indicator), state.language
    indicator = choices.indicator
    name = indicator.texts(language).name
    card = card_about(indicator, release, language)
    of = division_of(release, state)
    if of is None:
        return replace(card, message=say("nothing_breakdowns", language, name=name))
    if not of.levels:
        return replace(card, title=of.title(), message=say("nothing_trend", language))
    return FORMS[shown_form(of)](of, replace(card, remarks=_remarks(of)), theme)


@lru_cache(maxsize=64)
def division_of(release: Release, state: State) -> Division | None:
    """What a state asks to divide; None for an indicator without a breakdown."""
    choices = choices_of(release, state.indicator)
    asked = asked_of(state, choices)
    return Division(release, state, choices, asked, levels_of(release, choices, asked)) if asked else None


def refusals(of: Division) -> dict[str, str]:
    """The forms that cannot be drawn, each with the sentence that says why."""
    refused = {}
    joins = joins_of(of.indicator, of.asked.dimension)
    if all(len(rows) < 2 for level in of.levels.values() for rows in level.rows.values()):
        refused["multiples"] = "refused_multiples"
    if not compositions(of):
        refused["stack"] = f"refused_stack_{joins}"
    if not later_periods(of):
        refused["change"] = "refused_change"
    if not counted_later(of):
        refused["effects"] = "refused_effects"
    if adjusted_of(of) is None:
        refused["adjusted"] = "refused_adjusted"
    return {form: say(key, of.language) for form, key in refused.items()}


def forms(of: Division) -> list[str]:
    """The forms that can be drawn, that of one period (empty) first."""
    refused = refusals(of)
    return [form for form in FORMS if form not in refused]


def shown_form(of: Division) -> str:
    """The form asked for, or the bars in place of one that cannot be drawn or stands on another page."""
    return of.state.form if of.state.form in forms(of) else ""


def written(of: Division) -> State:
    """The state with what the view filled in, so that no later default can change what a link to it shows."""
    state = of.state.but(
        dimension=of.asked.dimension, regions=(of.asked.place,), form=of.state.form if of.state.form in FORMS else ""
    )
    form = shown_form(of)
    if form in ("multiples", "adjusted"):
        level = main_level(of.levels, state.grain, of.release.has_records)
        return state.but(grain=level.grain if level else state.grain)
    if form == "stack":
        composed = main_composition(of)
        return state.but(grain=composed.level.grain if composed else state.grain)
    if form in ("change", "effects"):
        pair = shown_periods(of) if form == "change" else explained_periods(of)
        return state.but(until=pair[1].until, grain=pair[1].grain, earlier=pair[0].until) if pair else state
    period = shown_period(of)
    return state.but(until=period.until, grain=period.grain) if period else state


def _remarks(of: Division) -> tuple[str, ...]:
    """What must be said of the choice itself: what it asks for beside what is drawn, and what overlaps."""
    language, asked = of.language, of.asked
    said = []
    if refused := refusals(of).get(of.state.form):
        said.append(refused)
    if len(of.state.regions) > 1:
        said.append(say("remark_one_place", language, place=place_text(of.choices, asked.place, language)))
    if asked.strayed:
        said.append(say("remark_other_level", language))
    if any(asked.members[id].of_which for level in of.levels.values() for id in level.rows):
        said.append(say("remark_of_which", language))
    if asked.chosen:
        said.append(say("remark_chosen", language))
    return tuple(said)

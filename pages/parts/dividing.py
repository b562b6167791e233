"""The controls of the breakdowns page: what is divided by what, where, and over which periods."""

from collections.abc import Callable

from indicators import catalogue
from pages.parts.controls import choose, choose_grain, choose_period
from views.breakdowns import shown_form
from views.choices import WHOLE, place_text
from views.division import Division
from views.explained import counted_earlier, counted_later, explained_periods
from views.levels import main_level
from views.member_bars import shown_period
from views.member_changes import earlier_periods, later_periods, shown_periods
from views.member_shares import compositions, main_composition
from views.period import Period
from views.places import nearby
from words import say


def choose_breakdown(of: Division) -> None:
    """Any breakdown of the indicator, and any region or scope that has it."""
    state, language = of.state, of.language
    choose(
        "dimension",
        say("choose_dimension", language),
        [one for one in of.choices.dimensions() if one != WHOLE],
        of.asked.dimension,
        lambda id: catalogue().breakdowns[id].text(language),
        lambda id: state.but(dimension=id, members=(), regions=(), grain="", until=None, earlier=None),
        language,
    )
    choose(
        "place",
        say("choose_region", language),
        nearby(of.choices.regions(of.asked.dimension), [of.asked.place]),
        of.asked.place,
        lambda id: place_text(of.choices, id, language),
        lambda id: state.but(regions=(id,), grain="", until=None, earlier=None),
        language,
    )


def choose_periods(of: Division) -> None:
    """The period of the bars, the two of a change, or the kind of periods of what runs over time."""
    if of.levels:
        CHOOSERS[shown_form(of)](of)


def _one_period(of: Division) -> None:
    choose_period(of.state, of.release, of.periods(), shown_period(of))


def _two_periods(of: Division) -> None:
    _pair(of, shown_periods(of), later_periods(of), earlier_periods)


def _two_counted_periods(of: Division) -> None:
    _pair(of, explained_periods(of), counted_later(of), counted_earlier)


def _pair(
    of: Division,
    pair: tuple[Period, Period] | None,
    later: list[Period],
    earlier: Callable[[Division, Period], list[Period]],
) -> None:
    _period(of, "later", "choose_later", later, pair[1] if pair else None)
    if pair:
        _period(of, "earlier", "choose_earlier", earlier(of, pair[1]), pair[0], pair[1])


def _period(
    of: Division, key: str, label: str, offered: list[Period], shown: Period | None, later: Period | None = None
) -> None:
    """A selector of one period; of the earlier of two where the `later` one is given."""
    choose(
        key,
        say(label, of.language),
        offered,
        shown,
        lambda one: one.text(of.language),
        lambda one: of.state.but(
            until=(later or one).until, grain=(later or one).grain, earlier=one.until if later else None
        ),
        of.language,
    )


def _kind_of_periods(of: Division) -> None:
    level = main_level(of.levels, of.state.grain, of.release.has_records)
    choose_grain(of.state, list(of.levels), level.grain if level else "", until=None, earlier=None)


def _kind_of_compositions(of: Division) -> None:
    composed = main_composition(of)
    shown = composed.level.grain if composed else ""
    choose_grain(of.state, list(compositions(of)), shown, until=None, earlier=None)


CHOOSERS = {
    "": _one_period,
    "multiples": _kind_of_periods,
    "stack": _kind_of_compositions,
    "change": _two_periods,
    "effects": _two_counted_periods,
    "adjusted": _kind_of_periods,
}

"""Which changes, growths and gaps do sources themselves print? A state in, a card with all of them out."""

from data.releases import Release
from indicators import catalogue
from views.cards import Card
from views.holdings import held_rows, table_of_entered
from views.sources import cite
from views.state import State
from words import say
from words.numbers import write_count


def stated_changes_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every printed comparison of an indicator and its other side, newest first, as printed."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    rows = [row for row in held_rows(release, indicator) if row["shown"] and row["measure"] != "level"]
    name = indicator.texts(language).name
    return Card(
        title=say("stated_changes_title", language, name=name, count=write_count(len(rows))),
        subtitle=say("stated_changes_subtitle", language),
        table=table_of_entered(rows, release, bool(indicator.complement), language),
        sources=cite(rows, language),
        release=release.id,
        message="" if rows else say("nothing_stated_changes", language, name=name),
    )

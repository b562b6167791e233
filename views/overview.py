"""Where does quality stand, and what changed? The first headline, with every other one in a table."""

from dataclasses import replace

from data.releases import Release
from indicators import catalogue
from views.cache import remembered
from views.cards import Card, Table
from views.choices import offered
from views.records import RECORD
from views.state import State
from views.trend import headline_card
from words import say

COLUMNS = (
    "column_indicator",
    "column_value",
    "column_period",
    "column_change",
    "column_verdict",
    "column_topic",
    "column_source",
)


def headline_states(release: Release, state: State) -> list[State]:
    """The plain view of every headline indicator that the release has figures of, in order."""
    return [state.plain(indicator=one.id) for one in catalogue().headlines if one.id in offered(release)]


def overview_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the first headline, its table holding the latest figure of every headline."""
    states = headline_states(release, state)
    cards = [remembered(headline_card, release, one, theme) for one in states]
    rows = tuple(_row(card, one) for card, one in zip(cards, states, strict=True) if card.table.rows)
    records = tuple(card.table.records[-1] for card in cards if card.table.rows)
    columns = tuple(say(key, state.language) for key in COLUMNS)
    sources = dict.fromkeys(source for card in cards for source in card.sources[:1])
    table = Table(columns, rows, RECORD, records)
    return replace(cards[0], table=table, table_title=say("headlines", state.language), sources=tuple(sources))


def _row(card: Card, state: State) -> tuple[str, ...]:
    indicator = catalogue().indicators[state.indicator]
    topic = catalogue().topics[indicator.topic].text(state.language)
    name = indicator.texts(state.language).name
    verdict = card.verdict.text if card.verdict else ""
    return name, card.headline, card.period, card.change, verdict, topic, card.sources[0].citation

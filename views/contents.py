"""How much stands in the release? A state in, a card with one sentence out."""

from data.releases import Release
from queries import ask
from views.cards import Card, Table, headings
from views.records import record_of
from views.state import State
from words import say
from words.numbers import write_count

COUNTED = ("observations", "indicators", "facts", "publications")


def contents_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card that counts what a release holds."""
    [row] = ask("contents", release).to_pylist()
    language = state.language
    counts = tuple(write_count(row[name]) for name in COUNTED)
    columns = headings((f"count_{name}" for name in COUNTED), language)
    return Card(
        title=say("contents_title", language),
        subtitle="",
        sentence=say("contents_sentence", language, **dict(zip(COUNTED, counts, strict=True))),
        table=Table(columns, (counts,), COUNTED, (record_of(row, COUNTED),)),
        release=release.id,
    )

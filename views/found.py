"""What is found by the words that a reader typed? A state in, a card with every hit and the way to it out."""

from urllib.parse import urlencode

from data.releases import Release
from views.cards import Card, Table, headings
from views.state import State, write_link
from views.things import KINDS, Thing, things_of
from words import say
from words.numbers import write_count

COLUMNS = ("column_hit", "column_name", "column_text", "column_quote", "column_source")
RECORD = ("kind", "id", "page", "link")
NOWHERE = 3


def found_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of all hits, kind by kind, those first whose names hold the words."""
    language = state.language
    order = list(KINDS)
    held = [(place_of(thing, state.text), thing) for thing in things_of(release, language)] if state.text else []
    hits = sorted((one for one in held if one[0] < NOWHERE), key=lambda one: (order.index(one[1].kind), one[0]))
    things = [thing for _, thing in hits]
    count = write_count(len(things))
    return Card(
        title=say("found_title", language, text=state.text, count=count),
        subtitle="",
        table=Table(
            headings(COLUMNS, language),
            tuple((say(KINDS[one.kind], language), one.name, one.says, one.quote, one.source) for one in things),
            RECORD,
            tuple((one.kind, one.id, one.page, _link(one, state)) for one in things),
        ),
        release=release.id,
        message=_nothing(state) if not things else "",
    )


def place_of(thing: Thing, text: str) -> int:
    """Where every word of a text stands: 0 in the names of a thing, 1 in what is said of it, 2 in pinyin, 3 nowhere."""
    words, held = text.casefold().split(), ""
    for place, further in enumerate((thing.names, thing.said, thing.sounds)):
        held = f"{held}\n{further}"
        if all(word in held for word in words):
            return place
    return NOWHERE


def _link(thing: Thing, state: State) -> str:
    return urlencode(write_link(thing.state.but(release=state.release)))


def _nothing(state: State) -> str:
    return say("found_nothing", state.language, text=state.text) if state.text else say("nothing_typed", state.language)

"""One card or several under one title, as a brief shows them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.releases import Release
from views.cache import card_of
from views.cards import Card
from views.named import card_named, page_of
from views.revisions import Shown, asked_again, shown_by
from views.state import State
from views.trend import headline_card

# How the address of a brief begins.
ONE, SEVERAL = "brief", "briefs"


@dataclass(frozen=True)
class Entry:
    """One card of several: the view that leads on to it, and its state."""

    view: str
    state: State


@dataclass(frozen=True)
class Note:
    """Lines of text under a heading, between the cards and their sources."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """Cards under one title. `short` ones show the latest figure with its course, the others all they have.

    `path` is the address of their brief, `page` the page of the dashboard that shows the same; `message` says why there
    is nothing. `alone` is a single card, which has no title beside its own.
    """

    title: str
    question: str
    page: str
    path: str = ""
    entries: tuple[Entry, ...] = ()
    short: bool = False
    alone: bool = False
    notes: tuple[Note, ...] = ()
    message: str = ""

    def cards(self, release: Release, theme: str = "light") -> list[tuple[Entry, Card]]:
        """The cards that have something to show; a single one also where it has not, since it says why."""
        made = [(entry, self._card(entry, release, theme)) for entry in self.entries]
        return [(entry, card) for entry, card in made if self.alone or not card.message]

    def figures(self, release: Release, language: str) -> Iterator[Shown]:
        """Every figure of every card, of several by the title of its card."""
        for entry, card in self.cards(release):
            for one in shown_by(card, language):
                label = one.label if self.alone else f"{card.title} {one.label}"
                yield one._replace(key=f"{entry.view}|{one.key}", label=label)

    def again(self, release: Release) -> "Gathered":
        """The same cards to be asked of another release, each for the period that it shows in this one."""
        entries = tuple(Entry(entry.view, asked_again(entry.state, card)) for entry, card in self.cards(release))
        return replace(self, entries=entries)

    def _card(self, entry: Entry, release: Release, theme: str) -> Card:
        if self.short:
            return card_of(headline_card, release, entry.state, theme)
        return card_named(entry.view, release, entry.state, theme)


def alone(view: str, release: Release, state: State) -> Gathered:
    """One view by its name, as it is."""
    card = card_named(view, release, state)
    return Gathered(
        card.title,
        card.subtitle,
        page_of(view),
        f"/{ONE}/{view}",
        (Entry(view, state),),
        alone=True,
        message=card.message,
    )

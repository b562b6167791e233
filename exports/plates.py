"""What a report is made of: plates in sections in a volume, for every kind of document to lay out."""

from dataclasses import dataclass
from datetime import date

from data.releases import Release
from views.cards import Card
from views.state import State
from words import say


@dataclass(frozen=True)
class Plate:
    """One figure as it stands in a report: its card, its number there (1-1), and the author's words, empty for ours.

    `link` is the address of the live view without the host: it names every part but the release.
    """

    number: str
    view: str
    state: State
    card: Card
    title: str = ""
    caption: str = ""
    link: str = ""

    @property
    def heading(self) -> str:
        """The author's title, else the card's."""
        return self.title or self.card.title

    def label(self, language: str) -> str:
        """What it is called in the text: 图 1-1, Figure 1-1; empty for one without a number."""
        return f"{say('office_figure', language)} {self.number}" if self.number else ""


@dataclass(frozen=True)
class Section:
    """Plates under one heading; a report without chapters is one section without a title."""

    title: str
    plates: tuple[Plate, ...]


@dataclass(frozen=True)
class Volume:
    """A whole report: what it is called, its language and release, its sections, and the day it was made.

    `base` is the address of the dashboard, before every link; empty where it is not known. `made` is a day and no hour,
    so that a report made again on paper of that day is the same byte for byte.
    """

    title: str
    language: str
    release: Release
    made: date
    sections: tuple[Section, ...]
    base: str = ""

    @property
    def taken(self) -> date | None:
        """The day the figures were taken; None for a report that bears the day of its release, which is no such day."""
        return None if self.made.isoformat() == self.release.id[:10] else self.made

    @property
    def plates(self) -> tuple[Plate, ...]:
        """All plates, in order."""
        return tuple(plate for section in self.sections for plate in section.plates)

    @property
    def alone(self) -> bool:
        """Whether it is a single figure, taken into another document: it needs no cover and no contents."""
        return len(self.plates) == 1 and not self.sections[0].title

"""What tells the cards of a synthetic release from real ones, wherever they are shown: nothing takes it off."""

from dataclasses import replace

from charts.watermark import watermarked
from data.releases import Release
from views.cards import Card
from words import say


def marked_text(text: str, release: Release, language: str) -> str:
    """A title, the author's too, with the mark of a synthetic release."""
    mark = say("synthetic_mark", language)
    return f"{mark}{text}" if release.synthetic and mark.strip() not in text else text


def marked(card: Card, language: str) -> Card:
    """The card with its mark in title, sentence, figure, picture description and caution."""
    mark = say("synthetic_mark", language)
    if card.title.startswith(mark):
        return card
    warning = say("synthetic_warning", language)
    return replace(
        card,
        title=f"{mark}{card.title}",
        table_title=f"{mark}{card.table_title}" if card.table_title else "",
        sentence=f"{mark}{card.sentence}" if card.sentence else "",
        figure=watermarked(card.figure, say("synthetic_word", language)) if card.figure else None,
        alt=f"{mark}{card.alt}" if card.alt else "",
        caution=f"{warning}{card.caution}",
        caveats=(warning.strip(), *card.caveats),
    )

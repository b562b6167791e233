"""What a reader must know about an indicator before reading its figures."""

from data.releases import Release
from indicators import Indicator, catalogue
from views.cards import Card
from words import caveat, say


def card_about(indicator: Indicator, release: Release, language: str) -> Card:
    """A card that so far says only which indicator it is of: its name, its question, and what must be known of it."""
    texts = indicator.texts(language)
    return Card(
        title=texts.name,
        subtitle=texts.question,
        caveats=about(indicator, language),
        caution=caution(indicator, language),
        release=release.id,
    )


def about(indicator: Indicator, language: str) -> tuple[str, ...]:
    """The basis of the figures, what is divided by what, and the caveats."""
    texts = indicator.texts(language)
    said = [say("basis", language, basis=catalogue().bases[indicator.basis].text(language))]
    if texts.denominator:
        said.append(say("ratio_of", language, numerator=texts.numerator, denominator=texts.denominator))
    else:
        said.append(say("counted", language, counted=texts.numerator))
    return (*said, *(caveat(key, language) for key in indicator.caveats))


def caution(indicator: Indicator, language: str) -> str:
    """The first caveat: the one that no reader may miss."""
    return caveat(indicator.caveats[0], language) if indicator.caveats else ""

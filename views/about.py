"""What a reader must know about an indicator before reading its figures."""

from indicators import Indicator, catalogue
from words import caveat, say


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

"""What does this indicator mean, and what may be done with its figures? A state in, a card with its definition out."""

from collections.abc import Iterator

from data.releases import Release
from indicators import Indicator, catalogue
from views.cards import Card, Table, headings
from views.state import State
from words import caveat, say

RECORD = ("indicator", "part", "text")


def definition_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of what an indicator means: one row for each part of its definition."""
    indicator, language = catalogue().indicators[state.indicator], state.language
    parts = [(part, text) for part, text in _parts(indicator, language) if text]
    rows = tuple((say(f"definition_{part}", language), text) for part, text in parts)
    return Card(
        title=say("definition_title", language, name=indicator.texts(language).name),
        subtitle=indicator.texts(language).question,
        table=Table(
            headings(("column_part", "column_text"), language),
            rows,
            RECORD,
            tuple((indicator.id, part, text) for part, text in parts),
        ),
        caveats=tuple(caveat(key, language) for key in indicator.caveats),
        breaks=tuple(a_break.text(language) for a_break in catalogue().breaks(indicator.id)),
        release=release.id,
    )


def _parts(indicator: Indicator, language: str) -> Iterator[tuple[str, str]]:
    """Each part of the definition with its text, in the order in which a reader needs them."""
    texts = indicator.texts(language)
    yield "name", texts.name
    yield "question", texts.question
    yield "measures", _measures(indicator, language)
    yield "unit", texts.unit
    yield "basis", catalogue().bases[indicator.basis].text(language)
    yield "topic", catalogue().topics[indicator.topic].text(language)
    if indicator.complement:
        yield "complement", catalogue().indicators[indicator.complement].texts(language).name
    yield "aliases", say("list_joint", language).join(texts.aliases)
    for said in _joins(indicator, language):
        yield "joins", said
    yield "varies", say(f"varies_{indicator.chance or 'unknown'}", language)
    yield "decimals", say("definition_rounding", language, decimals=indicator.decimals)
    for key in indicator.caveats:
        yield "caveat", caveat(key, language)
    for a_break in catalogue().breaks(indicator.id):
        yield "break", say("dated", language, day=a_break.since.isoformat(), text=a_break.text(language))
    yield "id", indicator.id


def _measures(indicator: Indicator, language: str) -> str:
    """What is divided by what, or what is counted."""
    texts = indicator.texts(language)
    if texts.denominator:
        return say("ratio_of", language, numerator=texts.numerator, denominator=texts.denominator)
    return say("counted", language, counted=texts.numerator)


def _joins(indicator: Indicator, language: str) -> list[str]:
    """What may be added up: over periods, over regions, and over the members of each breakdown."""
    said = [say(f"joins_periods_{indicator.periods}", language), say(f"joins_regions_{indicator.regions}", language)]
    for join in ("sum", "of_which", "none"):
        names = [catalogue().breakdowns[id].text(language) for id, how in indicator.members.items() if how == join]
        if names:
            said.append(say(f"joins_members_{join}", language, breakdowns=say("list_joint", language).join(names)))
    return said

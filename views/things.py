"""What can be searched for in a release: indicators, members, places, facts, publications, each with its link."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.releases import Release
from indicators import catalogue
from queries import ask
from regions import region
from views.choices import everywhere, offered
from views.figures import kind_of_figure
from views.places import full_name
from views.search import indicator_words, pinyin
from views.sources import citation
from views.state import State, typed
from words import say
from words.numbers import write_count, write_number
from words.periods import write_period

# Each kind with the words it is called by, in the order in which hits are listed.
KINDS = {
    "indicator": "found_indicators",
    "member": "found_members",
    "place": "found_places",
    "fact": "found_facts",
    "publication": "found_publications",
}
MOST_NAMED = 3


@dataclass(frozen=True)
class Thing:
    """One thing with the page and the state that show it, and what it is found by.

    `names` are what it is called, in any language; `said` is what else is known of it in words; `sounds` are pinyin.
    """

    kind: str
    id: str
    name: str
    says: str
    quote: str
    source: str
    page: str
    state: State
    names: str
    said: str
    sounds: str


@lru_cache(maxsize=8)
def things_of(release: Release, language: str) -> tuple[Thing, ...]:
    """Everything that can be found in a release, kind by kind."""
    plain = State(language=language, dataset=release.dataset)
    return (
        *_indicators(release, plain),
        *_members(release, plain),
        *_places(release, plain),
        *_facts(release, plain),
        *_publications(release, plain),
    )


def _indicators(release: Release, plain: State) -> Iterator[Thing]:
    """Headlines first."""
    entries = [entry for entry in catalogue().indicators.values() if entry.id in offered(release)]
    for entry in sorted(entries, key=lambda entry: (not entry.headline, entry.headline)):
        texts = entry.texts(plain.language)
        topic = catalogue().topics[entry.topic].text(plain.language)
        yield Thing(
            kind="indicator",
            id=entry.id,
            name=texts.name,
            says=f"{topic} · {texts.question}",
            quote="",
            source="",
            page="trends",
            state=plain.but(indicator=entry.id),
            names=_joined(indicator_words(entry.id)),
            said=_joined((entry.zh.question, entry.en.question)),
            sounds="",
        )


def _members(release: Release, plain: State) -> Iterator[Thing]:
    """The members that have figures, each where it has most of them: in its last period, or divided into its own."""
    language, held = plain.language, defaultdict[tuple[str, str], list[dict[str, Any]]](list)
    for row in ask(
        "members", release, indicator=None, dimension=None, regions=everywhere(release), members=None
    ).to_pylist():
        if row["measure"] == "level":
            held[row["dimension"], row["member"]].append(row)
    divided = {(dimension, catalogue().member(dimension, id).parent) for dimension, id in held}
    for (dimension, id), rows in held.items():
        member, breakdown = catalogue().member(dimension, id), catalogue().breakdowns[dimension]
        most = max(rows, key=lambda row: (row["figures"], row["indicator"]))
        indicators = list(dict.fromkeys(row["indicator"] for row in sorted(rows, key=lambda row: -row["figures"])))
        names = [catalogue().indicators[one].texts(language).name for one in indicators[:MOST_NAMED]]
        more = say("and_more", language, count=len(indicators)) if len(indicators) > MOST_NAMED else ""
        chinese = member.text("zh")
        yield Thing(
            kind="member",
            id=f"{dimension}/{id}",
            name=member.text(language),
            says=f"{breakdown.text(language)} · {say('list_joint', language).join(names)}{more}",
            quote="",
            source="",
            page="breakdowns",
            state=_where(plain, most, (dimension, id) in divided),
            names=_joined((chinese, member.text("en"), *member.aliases)),
            said=_joined((breakdown.text("zh"), breakdown.text("en"))),
            sounds=_joined(pinyin(chinese)),
        )


def _where(plain: State, most: dict[str, Any], divided: bool) -> State:
    """Where a member has most figures: in its last period, or divided into its own members."""
    return plain.but(
        indicator=most["indicator"],
        dimension=most["dimension"],
        members=(most["member"],),
        regions=(most["region"],),
        grain="" if divided else most["grain"],
        until=None if divided else most["last_until"],
    )


def _places(release: Release, plain: State) -> Iterator[Thing]:
    """The regions that have figures, each with the trend of the indicator that has most of them there."""
    language = plain.language
    for row in ask("places", release).to_pylist():
        id, place = row["region"], region(row["region"])
        yield Thing(
            kind="place",
            id=id,
            name=full_name(id, language),
            says=catalogue().indicators[row["indicator"]].texts(language).name,
            quote="",
            source="",
            page="trends",
            state=plain.but(indicator=row["indicator"]).but(regions=(id,)),
            names=_joined((*place.name.values(), *place.short.values(), *place.aliases, id)),
            said="",
            sounds=_joined((place.pinyin, place.initials)),
        )


def _facts(release: Release, plain: State) -> Iterator[Thing]:
    language = plain.language
    for row in ask("facts", release, topic=None, text=None).to_pylist():
        value = write_number(row["value"], row["step"], row[f"unit_{language}"], language, row["bound"])
        place, period = region(row["region"]), write_period(row["period"], row["until"], row["grain"], language)
        topic = catalogue().topics[row["topic"]]
        yield Thing(
            kind="fact",
            id=row["fact"],
            name=row[f"name_{language}"],
            says=" · ".join((value, period, place.short[language], kind_of_figure(row, language))),
            quote=row["quote"],
            source=citation(row, language),
            page="data",
            state=plain.but(text=typed(row[f"name_{language}"])),
            names=_joined((row["name_zh"], row["name_en"])),
            said=_joined(
                (value, period, row["printed"] or "", row["quote"], *place.short.values(), topic.zh, topic.en)
            ),
            sounds=_joined(pinyin(row["name_zh"])),
        )


def _publications(release: Release, plain: State) -> Iterator[Thing]:
    language = plain.language
    for row in ask("publications", release).to_pylist():
        counts = {name: write_count(row[name]) for name in ("observations", "facts")}
        yield Thing(
            kind="publication",
            id=row["source"],
            name=row["title"] if language == "zh" else row["title_en"],
            says=say("publication_gives", language, **counts),
            quote="",
            source=citation(row, language),
            page="data",
            state=plain.but(text=typed(row["title"] if language == "zh" else row["title_en"])),
            names=_joined((row["title"], row["title_en"], row["number"])),
            said=_joined((row["publisher"], row["publisher_en"], row["date"] or "")),
            sounds=_joined(pinyin(row["title"])),
        )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts).casefold()

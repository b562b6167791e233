"""Where does one region stand on everything that is known of it? A state in, a spine of all its indicators out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from charts.spine import spine
from charts.style import as_json
from data.releases import Release
from regions import NATION, breakdown_of, region
from sentences.joining import in_a_row
from views.about import caution
from views.cards import Card, Verdict
from views.places import full_name
from views.profile_rows import Profiled, profiled, standings_of
from views.profile_spine import spine_row
from views.profile_table import profile_table
from views.sources import cite
from views.standings import MARKS, Standing
from views.state import State
from views.withheld import withheld_remark
from words import caveat, say

# What a class is called in the verdict and in the sentence: better, alike, worse, and different without being either.
CLASSES = {"better": "profile_better", "alike": "profile_alike", "worse": "profile_worse", "apart": "profile_apart"}
SIGNS = {"better": MARKS["above"], "alike": MARKS["alike"], "worse": MARKS["below"], "apart": "◆"}
MOST_ROWS = 8
Standings = dict[str, Standing]


def profile_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one region: every indicator of it beside its like, in classes against what the state asks for."""
    place, card = place_of(state), titled(release, state, "profile_title")
    if card.message:
        return card
    found = profiled(release, state, place)
    if not found:
        name = region(place).name[state.language]
        return replace(card, message=say("nothing_of_place", state.language, place=name))
    standings = standings_of(found, state.against)
    drawn = [one for one in found if not one.why_not]
    sentence = _sentence(found, standings, state)
    rows = [row for one in found for row in (one.row, *(held.row for held in one.others.values())) if row]
    return replace(
        card,
        sentence=sentence,
        verdict=_verdict(standings, state.language),
        finding=_finding(found, standings, state.language),
        figure=_figure(drawn, standings, state, theme) if drawn else None,
        alt=say("alt_profile", state.language, title=card.title, sentence=sentence) if drawn else "",
        table=profile_table(_of_first_rank(found), standings, state),
        sources=cite([row for row in rows if row["source"]], state.language),
        caution=next((text for one in found if (text := caution(one.indicator, state.language))), ""),
        caveats=_caveats(found, state.language),
        remarks=(*_several(state), *_remarks(found, drawn, standings, state)),
    )


def profile_further_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The counts of a region that are no headlines: a table alone."""
    card = titled(release, state, "profile_further")
    if card.message:
        return card
    found = profiled(release, state, place_of(state))
    further = [one for one in found if one not in _of_first_rank(found)]
    if not further:
        return replace(card, message=say("profile_no_further", state.language))
    rows = [one.row for one in further if one.row]
    return replace(
        card,
        sentence=say("profile_counts", state.language),
        table=profile_table(further, {}, state),
        sources=cite(rows, state.language),
    )


def place_of(state: State) -> str:
    """The one region that a profile is of: the first that is chosen; empty for none."""
    return state.regions[0] if state.regions else ""


def first_of(card: Card) -> str:
    """The indicator of the first row of a profile."""
    return card.table.records[0][card.table.record_columns.index("indicator")]


def titled(release: Release, state: State, title: str) -> Card:
    """A card of the place so far: its title, its question, and a message where no region is chosen."""
    place, language = place_of(state), state.language
    fits = place and breakdown_of(place) != "total"
    return Card(
        title=say(title, language, place=full_name(place, language)) if fits else say("page_profile", language),
        subtitle=say("profile_question", language),
        release=release.id,
        message="" if fits else say("profile_choose", language),
    )


def _of_first_rank(found: Iterable[Profiled]) -> list[Profiled]:
    """What a sheet of paper has room for: all that can be better or worse, and of the counts the first."""
    ordered = sorted(found, key=lambda one: not one.indicator.zooms)
    rates = sum(one.indicator.zooms for one in ordered)
    return ordered[: max(rates, MOST_ROWS)]


def _by_class(found: Iterable[Profiled], standings: Standings, language: str) -> dict[str, list[str]]:
    """The names of the indicators of each class."""
    named: dict[str, list[str]] = {one: [] for one in CLASSES}
    for one in found:
        if standing := standings.get(one.indicator.id):
            apart = "alike" if standing.side == "alike" else "apart"
            named[standing.judged or apart].append(one.indicator.texts(language).name)
    return named


def _verdict(standings: Standings, language: str) -> Verdict | None:
    """How many are better, alike and worse behind their marks; those that differ without being either, if any."""
    if not standings:
        return None
    counts = dict.fromkeys(CLASSES, 0)
    for standing in standings.values():
        counts[standing.judged or ("alike" if standing.side == "alike" else "apart")] += 1
    shown = [one for one in CLASSES if counts[one] or one != "apart"]
    return Verdict(
        "compared", " ".join(f"{SIGNS[one]} {say(CLASSES[one], language, count=counts[one])}" for one in shown)
    )


def _sentence(found: Sequence[Profiled], standings: Standings, state: State) -> str:
    """How many are better, alike and worse than what they are held against, which, and what cannot be held."""
    language, place = state.language, full_name(place_of(state), state.language)
    reference = held_name(standings, state)
    named, joint = _by_class(found, standings, language), say("list_joint", language)
    parts = []
    for one, names in named.items():
        counted = say(CLASSES[one], language, count=len(names))
        if names or one != "apart":
            which = joint.join(names)
            parts.append(say("profile_which", language, counted=counted, names=which) if names else counted)
    key = "profile_sentence" if standings else "profile_untested"
    said = say(key, language, place=place, reference=reference, parts=say("comma", language).join(parts))
    counts = sum(not one.indicator.zooms for one in found)
    rest = len(found) - counts - len(standings)
    said += say("profile_and_counts", language, count=counts) if counts else ""
    said += say("profile_and_rest", language, count=rest) if rest else ""
    return said + say("sentence_end", language)


def held_name(standings: Standings, state: State) -> str:
    """What most of the classes are against, as a sentence calls it."""
    names = [one.reference.name(state.language) for one in standings.values() if one.reference.row["region"] != NATION]
    asked = names if state.against else []
    return max(asked, key=asked.count) if asked else say("the_nation", state.language)


def _finding(found: Iterable[Profiled], standings: Standings, language: str) -> str:
    """What the classes do not prove: what was allowed for, and that risk-targeted checks speak of the batches drawn."""
    if not standings:
        return ""
    said = [say("profile_by_chance", language, count=len(standings))]
    if lost := sum(bool(one.lost) for one in standings.values()):
        said.append(say("profile_lost", language, count=lost))
    if any(one.indicator.mix and one.indicator.id in standings for one in found):
        said.append(say("standings_mix", language))
    return in_a_row(said, language)


def _figure(drawn: Sequence[Profiled], standings: Standings, state: State, theme: str) -> str:
    """The spine; where none of its rows can be better or worse, its ends are the lowest and the highest."""
    language = state.language
    neutral = all(one.indicator.better == "neither" for one in drawn)
    left, right = ("profile_lowest", "profile_highest") if neutral else ("profile_worst", "profile_best")
    rows = [spine_row(one, standings.get(one.indicator.id), state) for one in drawn]
    return as_json(spine(rows, (say(left, language), held_name(standings, state), say(right, language)), theme))


def _several(state: State) -> list[str]:
    """That the page is of the first of several regions."""
    language, place = state.language, full_name(place_of(state), state.language)
    return [say("remark_one_place", language, place=place)] if len(state.regions) > 1 else []


def _remarks(found: Sequence[Profiled], drawn: Sequence[Profiled], standings: Standings, state: State) -> list[str]:
    """How the spine is read, which of its rows have another middle, and which have no better side."""
    language = state.language
    said = [say("profile_scale", language)] if drawn else []
    for key, fitting in (
        ("profile_untold", [one for one in drawn if one.indicator.id not in standings]),
        ("profile_neither", [one for one in drawn if one.indicator.better == "neither"]),
        ("profile_nation", [one for one in drawn if _stands_in(one, state)]),
        ("profile_median", [one for one in drawn if one.reference(state.against) is None]),
    ):
        names = [one.indicator.texts(language).name for one in fitting]
        said += [say(key, language, names=say("list_joint", language).join(names))] if names else []
    if any(one.recent and not one.recent.trend.reason for one in found):
        said.append(say("profile_trends", language))
    return [*said, *withheld_remark(sum(one.row is None for one in found), language)]


def _stands_in(one: Profiled, state: State) -> bool:
    """Whether the nation stands in for what is asked for."""
    reference = one.reference(state.against)
    return bool(state.against and reference and reference is one.others.get(""))


def _caveats(found: Iterable[Profiled], language: str) -> tuple[str, ...]:
    """What must be known of what can be better or worse, each once."""
    keys = dict.fromkeys(key for one in found if one.indicator.zooms for key in one.indicator.caveats)
    return tuple(caveat(key, language) for key in keys)

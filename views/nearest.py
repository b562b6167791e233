"""What a link may have meant: the known values nearest to one that is not known, by their codes and their names."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from typing import Any, NamedTuple

from indicators import catalogue
from regions import regions
from views.state import JOINT, LONGEST_SHOWN, MOST_REGIONS, PARTS, Problem, State

MOST, FEWEST_LETTERS = 2, 2


class Meant(NamedTuple):
    """One thing that a link may have meant: its name, and the state of the link with it in place."""

    name: str
    state: State


class _Known(NamedTuple):
    """One value that a part of a link knows: its name in the language of the reader, and all it may be written as."""

    name: str
    spellings: Iterable[str]


def meant(problems: Iterable[Problem], state: State) -> list[Meant]:
    """What the unknown values of a link may have meant, nearest first; `state` is what of it can be read."""
    return [one for problem in problems if problem.rule == "link_unknown_value" for one in _mends(problem, state)]


def nearest(text: str, spellings: Mapping[str, str]) -> list[str]:
    """The values whose spellings a text begins or comes near to; of equally near ones those that stand first."""
    asked, known = text.casefold(), list(spellings)
    if len(asked) < FEWEST_LETTERS:
        return []
    begun = sorted((one for one in known if one.startswith(asked)), key=len)
    order = {one: n for n, one in enumerate(known)}
    near = sorted(
        get_close_matches(asked, known, n=len(known) or 1),
        key=lambda one: (-SequenceMatcher(None, one, asked).ratio(), order[one]),
    )
    # Links are cut more often than letters are changed.
    return list(dict.fromkeys(spellings[one] for one in (*begun, *near)))[:MOST]


def _mends(problem: Problem, state: State) -> list[Meant]:
    """The link with one unknown value exchanged; nothing where more than one is, for then it would be a guess."""
    known = _known(problem.part, state)
    # In a value that is shown in part, the last id is one only by chance.
    if not known or len(problem.value) >= LONGEST_SHOWN:
        return []
    field = PARTS[problem.part].field
    several = isinstance(getattr(state, field), tuple)
    ids = problem.value.replace(".", ":").split(JOINT) if several else [problem.value]
    unknown = [id for id in ids if id not in known]
    if len(unknown) != 1 or len(ids) > MOST_REGIONS:
        return []
    bearers: dict[str, set[str]] = {}
    for id, one in known.items():
        for spelling in (id, *one.spellings):
            bearers.setdefault(spelling.casefold(), set()).add(id)
    # A name that several bear, as 新华区, would be a guess, and what comes near to it a worse one.
    if len(bearers.get(unknown[0].casefold(), ())) > 1:
        return []
    spellings = {spelling: min(ids) for spelling, ids in bearers.items() if len(ids) == 1}
    mends = []
    for found in nearest(unknown[0], spellings):
        mended = tuple(dict.fromkeys(found if id == unknown[0] else id for id in ids))
        changed: dict[str, Any] = {field: mended if several else found}
        mends.append(Meant(known[found].name, replace(state, **changed)))
    return mends


def _known(part: str, state: State) -> dict[str, _Known]:
    """The values that a part knows, of those parts whose values have names."""
    language = state.language
    if part in ("i", "i2"):
        return {
            id: _Known(one.texts(language).name, (one.zh.name, one.en.name, *one.zh.aliases, *one.en.aliases))
            for id, one in catalogue().indicators.items()
        }
    if part in ("r", "pe", "in"):
        return {id: _Known(one.name[language], one.spellings) for id, one in regions().items()}
    if part == "d":
        return {id: _Known(one.text(language), (one.zh, one.en)) for id, one in catalogue().breakdowns.items()}
    return {}

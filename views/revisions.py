"""What a release says otherwise than an earlier one did: figures held against figures, each by what it is of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from views.cards import Card, Table
from views.state import State
from words import say

# What a figure is of; the other columns of a record say how large it is and where that stands.
KEYS = (
    "indicator",
    "fact",
    "status",
    "measure",
    "grain",
    "period",
    "until",
    "period_start",
    "period_end",
    "region",
    "dimension",
    "member",
)
MOST_TOLD = 5


class Shown(NamedTuple):
    """One figure as it was shown: what it is of, for machines and for readers, and its text."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Revised:
    """The figures that changed (label, before, after), those that are no longer there, and those that are new."""

    changed: tuple[tuple[str, str, str], ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]


def shown_by(card: Card, language: str) -> tuple[Shown, ...]:
    """The figures of a card's table. A row that machines do not read is known by its first cell."""
    table = card.table
    at = [n for n, name in enumerate(table.record_columns) if name in KEYS]
    value = say("column_value", language)
    place = table.columns.index(value) if value in table.columns else 1
    last = place + 1 if value in table.columns else len(table.columns)
    found = []
    for n, row in enumerate(table.rows):
        label = " ".join(row[:place])
        key = "|".join(table.records[n][one] for one in at) if at else label
        found.append(Shown(key, label, " · ".join(cell for cell in row[place:last] if cell)))
    return tuple(found)


def revised(then: Iterable[Shown], now: Iterable[Shown]) -> Revised:
    """What `now` says otherwise than `then`; of several figures of one thing each is held against its like in order."""
    before, after = _by_place(then), _by_place(now)
    both = [(one, after[at]) for at, one in before.items() if at in after]
    return Revised(
        tuple((one.label, one.text, new.text) for one, new in both if one.text != new.text),
        tuple(one.label for at, one in before.items() if at not in after),
        tuple(one.label for at, one in after.items() if at not in before),
    )


def revised_lines(found: Revised, language: str) -> list[str]:
    """What was found as lines: revised figures with both texts, then those that are gone and those that are new."""
    lines = [
        say("revised_from", language, label=label, before=before, after=after)
        for label, before, after in found.changed[:MOST_TOLD]
    ]
    if len(found.changed) > MOST_TOLD:
        lines.append(say("revised_more", language, count=len(found.changed) - MOST_TOLD))
    for rule, labels in (("revised_gone", found.gone), ("revised_added", found.added)):
        if labels:
            told = say("list_joint", language).join(labels[:MOST_TOLD])
            key = rule if len(labels) <= MOST_TOLD else f"{rule}_and_more"
            lines.append(say(key, language, labels=told, count=len(labels)))
    return lines


def asked_again(state: State, card: Card) -> State:
    """The state of a card for the newest release: where all its figures are of one period, that period is asked for."""
    periods = {_period(card.table, n) for n in range(len(card.table.records))}
    if state.until or len(periods) != 1:
        return state.but(release="")
    grain, until = periods.pop()
    return replace(state, release="", until=until, grain=state.grain or grain)


def _period(table: Table, row: int) -> tuple[str, date | None]:
    record = dict(zip(table.record_columns, table.records[row], strict=True))
    until = record.get("period_end") or record.get("until") or ""
    return record.get("grain", ""), date.fromisoformat(until) if until else None


def _by_place(figures: Iterable[Shown]) -> dict[tuple[str, int], Shown]:
    """Figures by what they are of, and by how many of the same stand before them."""
    seen: Counter[str] = Counter()
    placed = {}
    for one in figures:
        placed[one.key, seen[one.key]] = one
        seen[one.key] += 1
    return placed

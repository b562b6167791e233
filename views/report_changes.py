"""What another release says of the same list: figure by figure, the sentence then and now, and the figures revised."""

import re
from dataclasses import dataclass

from data.releases import Release
from views.cards import Card
from views.marking import marked_text
from views.named import card_named
from views.report import Item, Report
from views.revisions import asked_again, revised, revised_lines, shown_by
from words import say

SAME, CHANGED, GONE, APPEARED, NEVER = "unchanged", "changed", "gone", "appeared", "never"
ENDS = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Change:
    """One figure of a list in two releases: its number and title, what became of it, and lines that say so.

    `then` and `now` are its sentences whole, empty where it had or has nothing to show.
    """

    number: str
    title: str
    kind: str
    then: str
    now: str
    lines: tuple[str, ...] = ()


def changes_of(report: Report, then: Release, now: Release, language: str) -> tuple[Change, ...]:
    """What became of every figure of a list, in order."""
    numbered = zip(report.numbers, report.figures, strict=True)
    return tuple(_change(number, item, then, now, language) for number, item in numbered)


def change_lines(changes: tuple[Change, ...], language: str) -> list[str]:
    """All of it as lines of text: how many changed, then every figure with what is said of it."""
    changed = sum(one.kind not in (SAME, NEVER) for one in changes)
    lines = [say("report_changes_count", language, changed=changed, count=len(changes))]
    for one in changes:
        lines += ["", title_of(one, language), *(f"  {line}" for line in one.lines)]
    return lines


def title_of(change: Change, language: str) -> str:
    """A figure by its number and title, with what became of it."""
    name = say("report_figure_name", language, number=change.number, title=change.title)
    return say("report_change_of", language, figure=name, kind=say(f"report_change_{change.kind}", language))


def _change(number: str, item: Item, then: Release, now: Release, language: str) -> Change:
    state = item.state(language)
    before, after = (card_named(item.view, one, state) for one in (then, now))
    title = marked_text(item.title or after.title, now, language)
    if before.message or after.message:
        return _unanswered(number, title, before, after, language)
    # What was shown then is held against the same periods; the sentence is of what is shown now.
    again = card_named(item.view, now, asked_again(state, before))
    figures = revised(shown_by(before, language), shown_by(again, language))
    lines = [*_sentences(before.told, after.told, language), *revised_lines(figures, language)]
    return Change(number, title, CHANGED if lines else SAME, before.told, after.told, tuple(lines))


def _unanswered(number: str, title: str, before: Card, after: Card, language: str) -> Change:
    if before.message and after.message:
        return Change(number, title, NEVER, "", "", (after.message,))
    if after.message:
        said = (say("report_said_then", language, text=before.told), after.message)
        return Change(number, title, GONE, before.told, "", said)
    return Change(number, title, APPEARED, "", after.told, (say("report_said_now", language, text=after.told),))


def _sentences(then: str, now: str, language: str) -> list[str]:
    """Sentence by sentence where both have as many, else the whole of both."""
    if then == now:
        return []
    before, after = (_split(text) for text in (then, now))
    if len(before) != len(after):
        before, after = [then], [now]
    pairs = zip(before, after, strict=True)
    return [say("report_sentence", language, before=old, after=new) for old, new in pairs if old != new]


def _split(text: str) -> list[str]:
    return [part.strip() for part in ENDS.split(text) if part.strip()]

"""The latest figure of an indicator in a sentence: what, when, how much, and against the figure before it."""

from dataclasses import dataclass

from words import say


@dataclass(frozen=True, kw_only=True)
class Latest:
    """What the sentence says. `change` is the difference without its sign, empty when it cannot be said.

    `direction` is up or down (rates), more or less (counts), or same; `broken` says that the two are not comparable,
    `printed` that a source itself prints the change on the year, `skips` that figures in between are missing.
    """

    subject: str
    period: str
    text: str
    before: str = ""
    change: str = ""
    direction: str = ""
    broken: bool = False
    printed: bool = False
    skips: bool = False
    exact: bool = True


def latest_sentence(latest: Latest, language: str) -> str:
    """One sentence about the latest figure."""
    form = "sentence_latest" if latest.exact else "sentence_latest_bound"
    said = say(form, language, subject=latest.subject, period=latest.period, text=latest.text)
    clause = change_clause(latest, language)
    joint = say("comma", language) if clause else ""
    return said + joint + clause + say("sentence_end", language)


def change_clause(latest: Latest, language: str) -> str:
    """How the latest figure differs from the one before it; empty when that cannot be said."""
    if latest.broken:
        return say("change_broken", language, before=latest.before)
    if latest.printed:
        return say(f"change_printed_{latest.direction}", language, change=latest.change)
    if not latest.direction:
        return ""
    clause = say(f"change_{latest.direction}", language, before=latest.before, change=latest.change)
    return say("change_skipping", language, clause=clause) if latest.skips else clause


def several_sentence(period: str, subject: str, parts: list[str], more: str, language: str) -> str:
    """One sentence about the latest figures of several members, each part a name with its figure."""
    joined = say("comma", language).join(parts)
    return say("sentence_several", language, period=period, subject=subject, parts=joined + more)

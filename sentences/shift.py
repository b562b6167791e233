"""The member whose share of a whole changed most, in a sentence."""

from dataclasses import dataclass

from words import say


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What the sentence says. `direction` is up, down or same."""

    first: str
    last: str
    name: str
    whole: str
    before: str
    now: str
    direction: str


def shift_sentence(shift: Shift, language: str) -> str:
    """One sentence about the share that moved most between two periods, or that none moved."""
    return say(
        f"sentence_shift_{shift.direction}",
        language,
        first=shift.first,
        last=shift.last,
        name=shift.name,
        whole=shift.whole,
        before=shift.before,
        now=shift.now,
    )

"""The answer sheet of the demonstration data: what was planted, where it lies and what a reader should find."""

from dataclasses import dataclass

from intake.demo.inspections import everywhere
from intake.demo.places import Land
from intake.demo.settings import Scope, scope_of, signals


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One planted signal.

    `expected` is the pass rate of the records in `scope` less that of the records in `against` but not in `scope`, in
    percentage points, found within `tolerance` at scale 1; where `measure` is "batches" it is the number of records
    in `scope`. Where `within` names a column, each of its values alone shows no difference.
    `points`: what was added to the pass rate; 0 where the mix or the list makes the signal, or where none is there.
    """

    id: str
    zh: str
    en: str
    scope: Scope
    points: float
    against: Scope | None
    measure: str
    within: str
    expected: float
    tolerance: float


def answers(land: Land | None = None) -> tuple[Answer, ...]:
    """The planted signals as signals.toml has them, without those of regions that the land (all unless given) lacks."""
    units = (land or everywhere()).units
    return tuple(
        Answer(
            id=signal.id,
            zh=signal.entry["zh"],
            en=signal.entry["en"],
            scope=signal.scope,
            points=signal.points,
            against=scope_of(signal.entry | signal.entry["against"]) if "against" in signal.entry else None,
            measure=signal.entry.get("measure", "pass_rate"),
            within=signal.entry.get("within", ""),
            expected=signal.entry["expected"],
            tolerance=signal.entry["tolerance"],
        )
        for signal in signals()
        if units.keys() >= set(signal.scope.regions)
    )

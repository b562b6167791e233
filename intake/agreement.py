"""Several sources of one figure: entered once each, one of them shown, disagreement said. One rule, one function."""

from collections.abc import Iterator
from fractions import Fraction

from indicators import Catalogue
from intake.faults import Fault
from intake.figures import Key, Observation


def twice_faults(group: list[Observation]) -> list[Fault]:
    """A source says one thing once."""
    seen: dict[str, Observation] = {}
    faults = []
    for one in group:
        first = seen.setdefault(one.source, one)
        if first is not one:
            faults.append(one.line.fault("row_twice", "source", one.source, first.place))
    return faults


def chosen_faults(group: list[Observation]) -> list[Fault]:
    """Exactly one row of a figure is shown; choosing among several needs a reason, disagreement a note."""
    shown = [one for one in group if one.shown]
    reasons = [note for one in group for note in one.notes if note.startswith("shown_")]
    if not shown:
        return [group[0].line.fault("none_shown", "shown", "no")]
    if len(shown) > 1:
        return [shown[1].line.fault("several_shown", "shown", "yes", shown[0].place)]
    if len(group) == 1:
        return [shown[0].line.fault("reason_without_choice", "note", reason) for reason in reasons]
    faults = _disagreement(group, shown[0])
    if not reasons:
        faults.append(shown[0].line.fault("shown_without_reason", "note"))
    return faults


def _disagreement(group: list[Observation], shown: Observation) -> list[Fault]:
    if all(_agree(one, shown) for one in group):
        return []
    printed = ", ".join(str(one.printed) for one in group)
    unsaid = [one for one in group if "sources_disagree" not in one.notes]
    return [one.line.fault("disagreement_unsaid", "note", one.printed or "", printed) for one in unsaid[:1]]


def _agree(one: Observation, other: Observation) -> bool:
    """Two printed figures agree when their rounding intervals meet; a bound agrees with what lies on its side."""
    if one.value is None or other.value is None:
        return True
    apart = Fraction(other.value) - Fraction(one.value)
    if one.bound in ("at_least", "more_than"):
        return apart >= -one.slack
    if one.bound in ("at_most", "less_than"):
        return apart <= one.slack
    return one.bound == "about" or abs(apart) <= one.slack + other.slack


def both_sides_faults(by_key: dict[Key, list[Observation]], catalogue: Catalogue) -> Iterator[Fault]:
    """A figure stands once, under the side that was printed."""
    for key, group in by_key.items():
        other = catalogue.indicators[key[0]].complement
        if other < key[0]:
            continue
        for one in group:
            for twin in by_key.get((other, *key[1:]), []):
                if twin.source == one.source:
                    yield twin.line.fault("both_sides", "indicator", twin.indicator, one.place)

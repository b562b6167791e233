"""Rows against each other: what no single row can show."""

from collections import defaultdict

from indicators import Catalogue
from intake.agreement import both_sides_faults, chosen_faults, twice_faults
from intake.faults import Fault
from intake.figures import Key, Observation
from intake.movements import change_faults, cumulative_faults, scope_faults
from intake.sums import member_faults, region_faults


def crosscheck(observations: list[Observation], catalogue: Catalogue) -> list[Fault]:
    """Every fault that shows only when rows are read together."""
    by_key: dict[Key, list[Observation]] = defaultdict(list)
    for one in observations:
        by_key[one.key].append(one)
    faults: list[Fault] = []
    for group in by_key.values():
        faults += twice_faults(group) or chosen_faults(group)
    faults += both_sides_faults(by_key, catalogue)
    shown = {key: next((one for one in group if one.shown), group[0]) for key, group in by_key.items()}
    faults += change_faults(shown)
    faults += scope_faults(shown, catalogue)
    faults += cumulative_faults(list(shown.values()), catalogue)
    for indicator in catalogue.indicators.values():
        own = [one for one in shown.values() if one.indicator == indicator.id and one.measure == "level"]
        faults += member_faults(own, indicator, catalogue) + region_faults(own, indicator)
    return faults

"""What can be asked of regions: kinds, periods, and regions with a figure."""

from functools import lru_cache

from data.releases import Release
from queries import ask
from regions import NATION, children, region, schemes
from views.choices import WHOLE, Choices, choices_of
from views.period import Period, best_period
from views.places import BELOW, holders_of, units_of, within_of
from views.region_rows import region_rows
from views.state import State
from words import say

PROVINCE = "province"


def kind_text(kind: str, language: str, within: str = "") -> str:
    """How a kind of regions is called: provinces, the cities or counties of a place, or the name of a grouping."""
    if kind in schemes():
        return schemes()[kind].name[language]
    plain = say(f"kind_{kind}", language)
    return say("kind_within", language, kind=plain, place=region(within).short[language]) if within else plain


def compared(release: Release, state: State, choices: Choices) -> tuple[str, str, Period | None]:
    """What a state asks to compare: the kind of regions, the place they lie in (empty for the nation), the period.

    Without one asked for, provinces or else the first kind, and the newest period with a nation.
    """
    kinds = choices.kinds()
    kind = state.compare or (PROVINCE if PROVINCE in kinds and release.has_records else next(iter(kinds), ""))
    within = within_of(kind, state.within, state.regions, choices.regions(WHOLE))
    offered = periods(release, choices, kind, within) if kind else []
    fitting = [one for one in offered if state.until in (None, one.until) and state.grain in ("", one.grain)]
    return kind, within, best_period(fitting)


def periods(release: Release, choices: Choices, kind: str, within: str = "") -> list[Period]:
    """The periods in which regions of a kind have figures, newest first."""
    return list(_periods(release, choices.indicator.id, kind, within))


@lru_cache(maxsize=512)
def _periods(release: Release, indicator: str, kind: str, within: str) -> tuple[Period, ...]:
    level = choices_of(release, indicator).level
    answer = ask("periods", release, **level, regions=list(units_of(kind, within)), reference=NATION)
    return tuple(Period(**row) for row in answer.to_pylist())


def compared_regions(
    release: Release, choices: Choices, kind: str, period: Period | None, within: str = ""
) -> list[str]:
    """The regions of a kind that have a figure in a period, in the order of their codes."""
    return list(_found(release, choices.indicator.id, kind, period, within)) if period else []


@lru_cache(maxsize=512)
def _found(release: Release, indicator: str, kind: str, period: Period, within: str) -> tuple[str, ...]:
    found = {row["region"] for row in region_rows(release, choices_of(release, indicator), kind, period, within)}
    return tuple(id for id in units_of(kind, within) if id in found)


def below(state: State, choices: Choices, kind: str, id: str) -> list[State]:
    """The states that compare what lies within a region, one for each kind of unit that has figures there."""
    levels = BELOW if kind == PROVINCE else ("county",)
    found = [level for level in levels if level in choices.kinds() and any(one.level == level for one in children(id))]
    return [state.but(compare=level, within=id, regions=(), page=1) for level in found if kind != level]


@lru_cache(maxsize=512)
def holders(release: Release, indicator: str, kind: str) -> tuple[str, ...]:
    """The places within which cities or counties with figures can be compared; the nation for all cities.

    None where so few have figures that all are compared at once.
    """
    found = choices_of(release, indicator).regions(WHOLE)
    if not within_of(kind, "", (), found):
        return ()
    return (*([NATION] if kind == "city" else []), *holders_of(kind, found))

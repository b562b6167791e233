"""What is known of one region as a whole: each indicator in one period, beside the regions like it and others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from regions import NATION, breakdown_of, in_order, province_of, schemes
from views.choices import WHOLE, Choices, choices_of, matrix_rows, offered
from views.coverage import stated_coverage
from views.figures import is_unsure
from views.levels import key_of
from views.period import Period, best_period
from views.recent import Recent, recent_of
from views.references import Reference, references
from views.region_choices import periods
from views.region_rows import FEWEST_RANKED, region_rows
from views.standings import Standing, classes
from views.state import State
from views.withheld import withheld_cells

Row = Mapping[str, Any]
# What is stated of the regions of a source that lists some of them only.
CUT = ("copy_cut", "top_n")


@dataclass(frozen=True, kw_only=True)
class Profiled:
    """One indicator of a place in one period: its row (None where it is withheld), and the rows of regions like it.

    `others` are what it can be held against, by way; `coverage` is what is stated of how complete the regions are.
    """

    choices: Choices
    period: Period
    row: Row | None
    alike: tuple[Row, ...]
    others: Mapping[str, Reference]
    coverage: str
    recent: Recent | None

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.choices.indicator

    @property
    def ranked(self) -> list[Row]:
        """The regions like it whose figures are exact and rest on enough."""
        return [row for row in self.alike if row["bound"] == "exact" and not is_unsure(row)]

    @property
    def why_not(self) -> str:
        """Why it has no place among its like: withheld, counted, bound, unsure, cut, few; empty where it has one."""
        if self.row is None:
            return "withheld"
        if not self.indicator.zooms:
            return "counted"
        if self.row["bound"] != "exact":
            return "bound"
        if is_unsure(self.row):
            return "unsure"
        if self.coverage in CUT:
            return "cut"
        return "few" if len(self.ranked) < FEWEST_RANKED else ""

    def reference(self, against: str) -> Reference | None:
        """What it is held against in the way asked for, or the nation; None where neither has an exact figure."""
        found = (self.others.get(way) for way in (against, ""))
        return next((one for one in found if one and one.row["bound"] == "exact"), None)


def profiled(release: Release, state: State, place: str) -> list[Profiled]:
    """Every indicator of which a place as a whole has a figure, or one that is withheld; headlines first."""
    found = [_one(release, state, place, choices_of(release, id)) for id in one_side_of(offered(release))]
    return [one for one in found if one]


def one_side_of(ids: Iterable[str]) -> list[str]:
    """Indicators in the order of headlines, each two-sided one once: on the side that is better when higher."""
    known = catalogue().indicators
    found = set(ids)
    kept = [id for id in found if known[id].complement not in found or known[id].better == "higher"]
    return sorted(kept, key=lambda id: (_headline(known[id]), list(known).index(id)))


@lru_cache(maxsize=16)
def places_known(release: Release) -> tuple[str, ...]:
    """The regions of which anything is known as a whole; totals are none of them."""
    known = {id for one in one_side_of(offered(release)) for id in choices_of(release, one).regions(WHOLE)}
    return tuple(in_order(id for id in known if breakdown_of(id) != "total"))


def standings_of(found: Iterable[Profiled], against: str) -> dict[str, Standing]:
    """The class of each figure against its reference, by indicator; all of them tested together.

    How surely a rate differs is asked of counts alone, so one indicator stands for all; each judges its own side.
    """
    held = {
        one.indicator.id: (one.row, reference)
        for one in found
        if one.row and one.indicator.chance == "binomial" and (reference := one.reference(against))
    }
    known = catalogue().indicators
    made = classes(held, known[next(iter(held))]) if held else {}
    return {id: replace(one, judged=known[id].judged(_signs(one.side))) for id, one in made.items()}


def ways_of(kind: str) -> tuple[str, ...]:
    """What stands beside the nation for a kind of regions: what each lies in, and those like it."""
    if kind == "province":
        return "group", "neighbours"
    return ("alike",) if kind in schemes() else ("parent", "alike")


def within_of_place(place: str) -> str:
    """Where the regions like a place lie: counties in its province, all others in the nation."""
    province = province_of(place)
    return province.id if breakdown_of(place) == "county" and province else ""


def _one(release: Release, state: State, place: str, choices: Choices) -> Profiled | None:
    """One indicator of a place; None where it has neither a figure nor one that is withheld."""
    kind, within = breakdown_of(place), within_of_place(place)
    offered_here = periods(release, choices, kind, within) if kind in choices.kinds() else []
    period = _period(release, choices, place, offered_here)
    if period is None:
        return None
    rows = {row["region"]: row for row in region_rows(release, choices, kind, period, within)}
    cell = {"status": choices.status, "until": period.until, "grain": period.grain, "region": ""}
    return Profiled(
        choices=choices,
        period=period,
        row=rows.get(place),
        alike=tuple(row for id, row in rows.items() if id != NATION),
        others=_others(release, state, place, choices, period, rows.get(NATION)) if place in rows else {},
        coverage=stated_coverage(release, choices.indicator, kind, cell).get("coverage", ""),
        recent=_recent(release, place, choices, period, state.language) if place in rows else None,
    )


def _period(release: Release, choices: Choices, place: str, offered_here: Sequence[Period]) -> Period | None:
    """The newest period in which not most regions are missing, or where the place is, the newest one that it has."""
    best = best_period(offered_here)
    if best and _stands(release, choices, place, best):
        return best
    return best_period([one for one in offered_here if _stands(release, choices, place, one)])


def _stands(release: Release, choices: Choices, place: str, period: Period) -> bool:
    """Whether a place has a figure in a period, or one that is withheld."""
    hidden = withheld_cells(release, choices, period.grain, WHOLE, [place])
    known = _rows(release, choices.indicator.id, place, period.grain)
    return any(key_of(row) == (period.period, period.until) for row in (*known, *hidden))


def _recent(release: Release, place: str, choices: Choices, period: Period, language: str) -> Recent | None:
    """Where the figures up to a period have been going."""
    known = _rows(release, choices.indicator.id, place, period.grain)
    return recent_of([row for row in known if row["until"] <= period.until], choices.indicator, language)


@lru_cache(maxsize=512)
def _rows(release: Release, indicator: str, place: str, grain: str) -> tuple[dict[str, Any], ...]:
    """The figures of a place as a whole in the periods of a grain, oldest first."""
    return tuple(matrix_rows(release, choices_of(release, indicator), grain, WHOLE, [place]))


def _others(
    release: Release, state: State, place: str, choices: Choices, period: Period, nation: Row | None
) -> dict[str, Reference]:
    """What a place can be held against, by way: the nation, and for a rate its group or parent, its like, those asked.

    A count is larger where more is: it is held against nothing.
    """
    found = {"": {place: Reference(nation)}} if nation else {}
    if choices.indicator.zooms:
        for way in {*ways_of(breakdown_of(place)), state.against} - {""}:
            found[way] = references(release, choices, period, [place], replace(state, against=way))
    return {way: held[place] for way, held in found.items() if place in held}


def _headline(indicator: Indicator) -> int:
    """The place of an indicator, or of its other side, among the headlines; the others follow them."""
    other = catalogue().indicators.get(indicator.complement)
    return indicator.headline or (other.headline if other else 0) or len(catalogue().indicators)


def _signs(side: str) -> int:
    return {"above": 1, "below": -1}.get(side, 0)

"""Every observation that is shown stands on some page, in a table that a reader reaches by the controls alone.

The data page lists every observation of an indicator and would make this true of itself: it is not walked.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq
import pytest

from data.releases import Release
from indicators import catalogue
from regions import breakdown_of
from views.breakdowns import division_of, forms
from views.cards import Card
from views.certification import COUNTED, days, full_state, places_of
from views.choices import WHOLE, choices_of, filled
from views.division import Division
from views.named import card_named
from views.recalls import KINDS, breakdowns_of, with_breakdown
from views.records import RECORD
from views.region_choices import periods
from views.state import State
from views.targets import batches

# What tells one observation from another; a figure of either side is the same observation.
CELL = ("indicator", "status", "measure", "grain", "period_start", "period_end", "region", "dimension", "member")
Cell = tuple[str, ...]
INDICATORS = catalogue().indicators


def side(id: str) -> str:
    """One name for both sides of an indicator."""
    return min(id, INDICATORS[id].complement or id) if id in INDICATORS else id


# Each indicator once: the control of the other side keeps every other choice.
ONE_SIDE = [id for id in INDICATORS if side(id) == id]


def cells_of(card: Card) -> set[Cell]:
    """The observations that the table of a card holds."""
    named = (dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records)
    return {(side(one["indicator"]), *(one[name] for name in CELL[1:])) for one in named}


def cell_of(row: dict[str, Any]) -> Cell:
    start = row["period"].isoformat() if row["period"] else ""
    ends = {"period_start": start, "period_end": row["until"].isoformat()}
    return (side(row["indicator"]), *({**row, **ends}[name] for name in CELL[1:]))


def trends(release: Release, id: str) -> Iterator[Card]:
    """Breakdown, region, grain and members, each as its control offers it; what was seen is not chosen again."""
    choices = choices_of(release, id)
    seen: set[Cell] = set()
    for dimension in choices.dimensions():
        by = State(indicator=id).but(dimension="" if dimension == WHOLE else dimension)
        for place in choices.regions(dimension):
            there = by.but(regions=(place,), grain="")
            now = filled(there, choices)
            for grain in choices.grains(now.regions, now.dimension):
                over = there.but(grain=grain)
                for members in ((), *((one,) for one in choices.members((place,), dimension, grain))):
                    wanted = {(dimension, place, grain, member) for member in members or (WHOLE,)}
                    if wanted <= seen:
                        continue
                    card = card_named("trends", release, over if dimension == WHOLE else over.but(members=members))
                    cells = [dict(zip(RECORD, one, strict=True)) for one in card.table.records]
                    seen |= {(one["dimension"], one["region"], one["grain"], one["member"]) for one in cells}
                    yield card


def regions(release: Release, id: str) -> Iterator[Card]:
    """Kind of regions and period, each as its control offers it."""
    choices = choices_of(release, id)
    for kind in choices.kinds():
        for one in periods(release, choices, kind):
            yield card_named(
                "regions", release, State(indicator=id).but(compare=kind).but(until=one.until, grain=one.grain)
            )


def breakdowns(release: Release, id: str) -> Iterator[Card]:
    """Breakdown, place, level, form and period, each as its control offers it; what was seen is not chosen again."""
    choices = choices_of(release, id)
    for dimension in choices.dimensions():
        for place in choices.regions(dimension) if dimension != WHOLE else ():
            there = State(indicator=id, dimension=dimension).but(regions=(place,))
            whole = division(release, there)
            for state in (there, *(there.but(members=(group,)) for group in whole.asked.groups if group)):
                yield from _level(release, state)


def _level(release: Release, state: State) -> Iterator[Card]:
    of = division(release, state)
    seen: set[Cell] = set()
    for grain in of.levels if "multiples" in forms(of) else ():
        card = card_named("breakdowns", release, state.but(form="multiples", grain=grain))
        seen |= cells_of(card)
        yield card
    for one in of.periods():
        rows = of.levels[one.grain].at((one.period, one.until)).values()
        if not {cell_of({**row, "measure": "level", "status": "actual"}) for row in rows} <= seen:
            yield card_named("breakdowns", release, state.but(until=one.until, grain=one.grain))


def division(release: Release, state: State) -> Division:
    of = division_of(release, state)
    assert of is not None
    return of


def recalls(release: Release) -> Iterator[Card]:
    """Kind of recalls and breakdown, each as its control offers it."""
    for recalls, _ in KINDS.values():
        kind = State(indicator=recalls)
        yield card_named("recalls", release, kind)
        for breakdown in breakdowns_of(release, kind):
            for view in ("recall_parts", "recall_part_units"):
                yield card_named(view, release, with_breakdown(kind, breakdown))


def certification(release: Release) -> Iterator[Card]:
    """Place, what is counted and day, each as its control offers it."""
    for place in places_of(release):
        yield card_named("certification", release, full_state(State(regions=(place,))))
    for counted in COUNTED:
        state = full_state(State(indicator=counted))
        for day in days(release, state):
            for view in ("schemes", "certificates_by_province"):
                yield card_named(view, release, state.but(until=day))
        for view in ("compulsory", "certificates_issued"):
            yield card_named(view, release, state)


def targets(release: Release) -> Iterator[Card]:
    """Every batch that the control offers."""
    for batch in batches(release):
        yield card_named("targets", release, State(until=batch.until, regions=(batch.region,)))


@pytest.fixture(scope="module")
def shown(release: Release) -> set[Cell]:
    """Every observation that is shown, as the file of the release holds it."""
    [path] = release.paths("observations")
    return {cell_of(row) for row in pq.read_table(path).to_pylist() if row["shown"]}


def having(cells: set[Cell], **parts: str) -> set[Cell]:
    return {cell for cell in cells if all(cell[CELL.index(name)] == part for name, part in parts.items())}


def seen_on(cards: Iterator[Card]) -> set[Cell]:
    return {cell for card in cards for cell in cells_of(card)}


def said(cells: set[Cell]) -> str:
    return "\n".join(" ".join(cell) for cell in sorted(cells))


def test_every_shown_observation_is_reached_on_some_page(release, shown):
    """Figures on Trends, changes that a source prints under them, promises on Targets."""
    seen = {cell for id in ONE_SIDE for cell in seen_on(trends(release, id))}
    seen |= {cell for id in ONE_SIDE for cell in cells_of(card_named("stated_changes", release, State(indicator=id)))}
    seen |= seen_on(targets(release))
    assert not shown - seen, said(shown - seen)


def test_every_figure_of_a_region_is_reached_on_regions(release, shown):
    figures = having(shown, measure="level", dimension=WHOLE)
    wanted = {cell for cell in figures if breakdown_of(cell[CELL.index("region")]) != "total"}
    assert len(wanted) > 200
    seen = {cell for id in ONE_SIDE for cell in seen_on(regions(release, id))}
    assert not wanted - seen, said(wanted - seen)


def test_every_figure_of_a_member_is_reached_on_breakdowns(release, shown):
    wanted = having(shown, measure="level") - having(shown, dimension=WHOLE)
    assert len(wanted) > 500
    seen = {cell for id in ONE_SIDE for cell in seen_on(breakdowns(release, id))}
    assert not wanted - seen, said(wanted - seen)


def test_every_target_is_reached_on_targets(release, shown):
    wanted = having(shown, status="target")
    assert wanted
    assert not wanted - seen_on(targets(release)), said(wanted - seen_on(targets(release)))


def test_recalls_and_certification_show_figures_of_the_release_and_no_others(release, shown):
    """Their tables hold what the release holds; what is computed there of two counts is no observation."""
    for seen in (seen_on(recalls(release)), seen_on(certification(release))):
        observations = {cell for cell in seen if cell[0] in INDICATORS}
        assert observations
        assert observations <= shown, said(observations - shown)

"""What a state asks of regions: which of them, in which period, with their figures and what each is held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from data.releases import Release
from indicators import Indicator
from regions import NATION, region, schemes
from sentences.joining import in_a_row
from views.about import card_about
from views.cards import Card, Verdict
from views.choices import WHOLE, Choices, choices_of
from views.comparison import OF_REGIONS, Comparison, comparison_remarks
from views.coverage import stated_coverage
from views.figures import is_unsure
from views.kin import kin_then
from views.levels import key_of
from views.period import Period
from views.places import told_apart, units_of
from views.references import Reference, references
from views.region_choices import compared, kind_text, periods
from views.region_rows import region_rows
from views.standings import FEWEST, beyond_the_usual, standings, summary
from views.state import State
from views.withheld import withheld_cells, withheld_remark
from words import say
from words.numbers import write_count

Row = dict[str, Any]
# A list of so many rows is a page: with five periods, or a mark and a text each, no more than 500 are drawn.
MOST_ROWS = 100
# Forms whose page is shorter, and those that show every region at once.
ROWS_OF = {"multiples": 12, "heat": 90}
UNPAGED = ("map", "boundary", "funnel", "dots", "pairs")


@dataclass(frozen=True, kw_only=True)
class Regional:
    """Which regions are compared in which period, with their figures and how complete they are.

    `offered` are the periods that can be chosen, `coverage` and `listed` what is stated of the regions of this one,
    `chosen` those that the reader set off, `withheld` those whose figures count too few.
    """

    release: Release
    state: State
    choices: Choices
    kind: str
    within: str
    period: Period
    offered: list[Period]
    figures: Comparison
    coverage: str
    listed: int
    chosen: tuple[str, ...]
    withheld: frozenset[str]

    @property
    def language(self) -> str:
        """The language of the reader."""
        return self.state.language

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return self.choices.indicator

    @cached_property
    def rows(self) -> list[Row]:
        """The figures of the regions, highest first."""
        return [dict(row) for _, row in self.figures.parts]

    @cached_property
    def ranked(self) -> list[Row]:
        """The figures with counts that rest on enough: those that limits and ranks can be computed of."""
        return [row for row in self.rows if row["numerator"] is not None and row["denominator"] and not is_unsure(row)]

    @property
    def nation(self) -> Row | None:
        """The figure of the nation."""
        return dict(self.figures.whole[1]) if self.figures.whole else None

    @property
    def units(self) -> tuple[str, ...]:
        """Every region of the kind, with a figure or without."""
        return units_of(self.kind, self.within)

    @property
    def rows_of_page(self) -> int:
        """How many regions stand on a page."""
        return ROWS_OF.get(self.state.form, MOST_ROWS)

    @property
    def pages(self) -> int:
        """How many pages the regions fill, as they are drawn."""
        return pages_of(self.state.form, len(self.figures.parts))

    def name(self, id: str) -> str:
        """What a region is called here."""
        return told_apart(id, self.language)

    def title(self, when: str = "") -> str:
        """What is compared, and when."""
        language, name = self.language, self.indicator.texts(self.language).name
        kind = kind_text(self.kind, language, self.within)
        return say("regions_title", language, name=name, kind=kind, period=when or self.period.text(language))

    def on_page(self, ids: Sequence[str]) -> list[str]:
        """Of regions in some order those of the page that is shown, and those chosen wherever they stand."""
        first = (min(self.state.page, pages_of(self.state.form, len(ids))) - 1) * self.rows_of_page
        page = set(ids[first : first + self.rows_of_page]) | set(self.chosen)
        return [id for id in ids if id in page]

    def is_context(self, row: Mapping[str, Any]) -> bool:
        """Whether a region stands in grey: others were chosen, or it is too small to rank."""
        found = {row["region"] for row in self.rows}
        return is_unsure(row) or bool(found.intersection(self.chosen)) and row["region"] not in self.chosen

    def remarks(self, rows: Sequence[Mapping[str, Any]], *more: str) -> tuple[str, ...]:
        """What must be said of the figures and of the grouping."""
        grouping = [schemes()[self.kind].note[self.language]] if self.kind in schemes() else []
        said = comparison_remarks(rows, self.indicator, self.language)
        return (*self._without(rows), *said, *grouping, *self._page(), *more)

    def unranked_remark(self) -> tuple[str, ...]:
        """How many regions are not among the ranked, and why; nothing for none."""
        left_out = len(self.rows) - len(self.ranked)
        return (say("remark_funnel_without", self.language, count=write_count(left_out)),) if left_out else ()

    def withheld_remark(self) -> tuple[str, ...]:
        """How many figures of this period are withheld."""
        return withheld_remark(len(self.withheld), self.language)

    def _page(self) -> list[str]:
        if self.pages == 1:
            return []
        numbers = {"page": min(self.state.page, self.pages), "pages": self.pages, "rows": self.rows_of_page}
        return [say("remark_page", self.language, count=write_count(len(self.figures.parts)), **numbers)]

    def _without(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Which of the chosen have no figure, and of which it is withheld."""
        without = [id for id in self.chosen if id not in {row["region"] for row in rows}]
        joint = say("place_joint", self.language)
        said = [
            say(key, self.language, names=joint.join(region(id).short[self.language] for id in ids))
            for key, withheld in (("remark_none_then", False), ("remark_withheld_then", True))
            if (ids := [id for id in without if (id in self.withheld) == withheld])
        ]
        return said + kin_then(self.release, self.choices, self.period, without, self.language)


def regional(release: Release, state: State) -> Regional | None:
    """What a state asks of regions; None where no region, or none in the period asked for, has a figure."""
    choices = choices_of(release, state.indicator)
    kind, within, period = compared(release, state, choices)
    if period is None:
        return None
    cell = {"status": choices.status, "until": period.until, "grain": period.grain, "region": ""}
    cells = withheld_cells(release, choices, period.grain, WHOLE, units_of(kind, within))
    withheld = frozenset(row["region"] for row in cells if key_of(row) == (period.period, period.until))
    stated = {} if withheld else stated_coverage(release, choices.indicator, kind, cell)
    rows = region_rows(release, choices, kind, period, within)
    return Regional(
        release=release,
        state=state,
        choices=choices,
        kind=kind,
        within=within,
        period=period,
        offered=periods(release, choices, kind, within),
        figures=_comparison(release, state, choices, rows, period),
        coverage=stated.get("coverage", ""),
        listed=int(stated.get("members", 0)),
        chosen=tuple(id for id in state.regions if id in units_of(kind, within)),
        withheld=withheld,
    )


def card_of_regions(of: Regional) -> Card:
    """What every way of drawing regions says beside its figure: the classes, and how complete the regions are."""
    language = of.language
    return replace(
        card_about(of.indicator, of.release, language),
        title=of.title(),
        verdict=verdict(of.figures),
        finding=finding(of.figures),
        coverage=say(f"coverage_{of.coverage}", language, count=of.listed) if of.coverage else "",
    )


def pages_of(form: str, count: int) -> int:
    """How many pages so many regions fill in a form."""
    return 1 if form in UNPAGED else max(1, -(-count // ROWS_OF.get(form, MOST_ROWS)))


def verdict(of: Comparison) -> Verdict | None:
    """How many regions stand on either side of their reference: the first thing to read of a ranking."""
    text = summary(of.standings, of.language)
    return Verdict("compared", text) if text else None


def finding(of: Comparison) -> str:
    """What the classes do not prove: what was allowed for, and that what was checked differs from place to place."""
    if len(of.standings) < FEWEST:
        return ""
    said = [say("standings_by_chance", of.language, count=write_count(len(of.standings)))]
    if lost := sum(bool(one.lost) for one in of.standings.values()):
        said.append(say("standings_lost", of.language, count=write_count(lost)))
    beyond = beyond_the_usual([row for _, row in of.parts if row["region"] in of.standings], of.whole)
    if beyond is not None:
        said.append(say("standings_dispersed" if beyond else "standings_none", of.language, count=beyond))
    said += [say("standings_mix", of.language)] if of.indicator.mix else []
    return in_a_row(said, of.language)


def _comparison(release: Release, state: State, choices: Choices, rows: list[Row], period: Period) -> Comparison:
    """The regions with the nation, and the standing of each against what the state asks for."""
    language, indicator = state.language, choices.indicator
    nation = next((row for row in rows if row["region"] == NATION), None)
    parts = [(told_apart(row["region"], language), row) for row in rows if row["region"] != NATION]
    held = references(release, choices, period, [row["region"] for _, row in parts], state)
    whole = (region(NATION).short[language], nation) if nation else None
    return Comparison(
        parts=parts,
        whole=whole,
        reference=_shared(held, language) if held else whole,
        adds=indicator.regions == "sum",
        indicator=indicator,
        language=language,
        wording=OF_REGIONS,
        standings=standings([row for _, row in parts], held, indicator),
        references=held,
    )


def _shared(held: Mapping[str, Reference], language: str) -> tuple[str, Row] | None:
    """What all regions are held against, by its name, where that is one."""
    rows = {one.row["region"]: one.row for one in held.values()}
    found = next(iter(rows.values()))
    if len(rows) > 1 or not found["region"]:
        return None
    return region(found["region"]).short[language], dict(found)

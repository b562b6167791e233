"""Regions or members side by side in one period: what their sentence, table and remarks have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from charts.marks import Bar
from indicators import Indicator
from views.cards import Table, headings
from views.changes import change_between, signed
from views.choices import GRAINS
from views.figures import computed_share, exact_number, figure_of
from views.records import RECORD, record
from views.series import bar_of
from views.sources import citation
from words import say
from words.periods import write_period

Row = Mapping[str, Any]
MOST_LISTED = 4


@dataclass(frozen=True)
class Period:
    """A period in which regions or members can be compared."""

    period: date | None
    until: date
    grain: str
    figures: int
    with_reference: bool

    def text(self, language: str) -> str:
        """How it is written."""
        return write_period(self.period, self.until, self.grain, language)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The keys of what is said of regions or of members: headings of the table, and what sentences end in."""

    name: str
    share: str
    gap: str
    ending: str = ""


OF_REGIONS = Wording(name="column_region", share="column_share", gap="column_gap")
OF_MEMBERS = Wording(
    name="column_member", share="column_share_of_whole", gap="column_gap_to_whole", ending="_of_members"
)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What is compared, by name and row: `parts` in the order shown, and the `whole` where it is known.

    `adds` says that the parts may be held against the whole as shares of it.
    """

    parts: Sequence[tuple[str, Row]]
    whole: tuple[str, Row] | None
    adds: bool
    indicator: Indicator
    language: str
    wording: Wording

    @property
    def all(self) -> list[tuple[str, Row]]:
        """Every name with its row, the whole first."""
        return [*([self.whole] if self.whole else []), *self.parts]

    def bar(self, name: str, row: Row, highlighted: bool = True) -> Bar:
        """One of them as a bar or dot."""
        return bar_of(name, row, self.indicator, self.language, highlighted)


def best_period(offered: Sequence[Period]) -> Period | None:
    """The newest period with a reference, or without where none has one, in which not most of them are missing.

    Of several that end on one day the longest.
    """
    with_reference = [one for one in offered if one.with_reference] or offered
    most = max((one.figures for one in with_reference), default=0)
    full = [one for one in with_reference if 2 * one.figures >= most]
    newest = max((one.until for one in full), default=None)
    return min((one for one in full if one.until == newest), key=lambda one: GRAINS.index(one.grain), default=None)


def comparison_sentence(of: Comparison, period: Period, coverage: str, chosen: Sequence[str] = ()) -> str:
    """The highest, and the lowest where none is left out, with the whole; or those of the names `chosen`.

    Figures are only listed where an order would not be true: bounds, ties, one alone, or a copy that is cut.
    """
    language, ending = of.language, of.wording.ending
    ranked = sorted(of.parts, key=lambda part: exact_number(part[1]), reverse=True)
    bars = [of.bar(name, row) for name, row in ranked]
    when, most = period.text(language), "highest" if of.indicator.zooms else "most"
    values = {"period": when[:1].upper() + when[1:], "count": len(bars)}
    tied = len(bars) > 1 and bars[0].number == bars[1].number
    bounded = any(bar.bound != "exact" for bar in bars)
    if spoken := [part for part in ranked if part[0] in chosen]:
        said = _listed(
            [_held(name, row, of) for name, row in spoken], values | {"period": when, "count": len(spoken)}, of
        )
    elif tied or bounded or coverage == "copy_cut" or len(bars) == 1:
        listed = [say("member_figure", language, name=bar.name, text=bar.text) for bar in bars]
        said = _listed(listed, values | {"period": when}, of)
    else:
        said = say(f"sentence_{most}{ending}", language, **values, name=bars[0].name, text=bars[0].text)
        if coverage == "complete":
            said += say(f"sentence_{most}_lowest", language, name=bars[-1].name, text=bars[-1].text)
    if of.whole is None:
        return said + say("sentence_end", language)
    reference = of.bar(*of.whole)
    return said + say("sentence_nation", language, name=reference.name, text=reference.text)


def _listed(figures: list[str], values: dict[str, Any], of: Comparison) -> str:
    language = of.language
    more = say("and_more", language, count=len(figures)) if len(figures) > MOST_LISTED else ""
    parts = say("comma", language).join(figures[:MOST_LISTED]) + more
    return say("sentence_listed", language, **values, subject=of.indicator.texts(language).name, parts=parts)


def _held(name: str, row: Row, of: Comparison) -> str:
    """The figure of a part, with its share of the whole or its gap to it."""
    said = say("member_figure", of.language, name=name, text=of.bar(name, row).text)
    held = _against(row, of) if of.adds or of.indicator.zooms else ""
    return said + say("held_share" if of.adds else "held_gap", of.language, text=held) if held else said


def comparison_remarks(rows: Sequence[Row], indicator: Indicator, language: str) -> list[str]:
    """What must be said of the figures, each once, and of open markers."""
    remarks = dict.fromkeys(r for row in rows for r in figure_of(row, indicator, language).remarks)
    said = [say("remark_of_all", language, remark=say("remark_joint", language).join(remarks))] if remarks else []
    if any(row["bound"] != "exact" for row in rows):
        said.append(say("remark_bounds", language))
    return said


def comparison_table(of: Comparison) -> Table:
    """The figures with their base, their share of the whole or gap to it, what must be said of them, and the source."""
    wording, language = of.wording, of.language
    against = (wording.share if of.adds else wording.gap,) if of.whole and (of.adds or of.indicator.zooms) else ()
    keys = (wording.name, "column_value", "column_base", *against, "column_remarks", "column_source")
    joint = say("remark_joint", language)
    rows = []
    for name, row in of.all:
        figure = figure_of(row, of.indicator, language)
        held = (_against(row, of),) if against else ()
        rows.append((name, figure.text, figure.base, *held, joint.join(figure.remarks), citation(row, language)))
    records = tuple(record(row) for _, row in of.all)
    return Table(headings(keys, language), tuple(rows), RECORD, records).without_empty_columns()


def _against(row: Row, of: Comparison) -> str:
    """A part's share of the whole where parts add up, else its gap to the whole; empty for the whole."""
    whole = of.whole[1] if of.whole else row
    if row is whole or row["bound"] != "exact" or whole["bound"] != "exact":
        return ""
    return share_text(row, whole, of) if of.adds else signed(*change_between(whole, row, of.indicator, of.language))


def share_text(row: Row, whole: Row, of: Comparison) -> str:
    """A part in per cent of the whole; empty for a whole of nothing."""
    base = Fraction(100) if of.indicator.kind == "share" else exact_number(whole)
    return computed_share(exact_number(row) / base, of.language) if base else ""

"""Regions or members side by side in one period: what their sentence, table and remarks have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from charts.marks import Bar
from indicators import Indicator
from views.cards import Table, headings
from views.changes import change_between, signed
from views.figures import computed_share, exact_number, figure_of, is_unsure
from views.period import Period
from views.records import RECORD, record
from views.references import Reference
from views.series import bar_of
from views.sources import citation
from views.standings import Standing
from views.uncertainty import range_text
from words import capitalised, say
from words.numbers import write_count

Row = Mapping[str, Any]
MOST_LISTED = 4


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

    `adds` says that the parts may be held against the whole as shares of it; `references` are what each is held
    against, by region, and `reference` what all of them are, where that is one.
    """

    parts: Sequence[tuple[str, Row]]
    whole: tuple[str, Row] | None
    adds: bool
    indicator: Indicator
    language: str
    wording: Wording
    standings: Mapping[str, Standing] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    reference: tuple[str, Row] | None = None

    @property
    def all(self) -> list[tuple[str, Row]]:
        """Every name with its row, the whole first."""
        return [*([self.whole] if self.whole else []), *self.parts]

    def bar(self, name: str, row: Row, highlighted: bool = True) -> Bar:
        """One of them as a bar or dot, in its class against its reference."""
        bar = bar_of(name, row, self.indicator, self.language, highlighted)
        standing = self.standings.get(row["region"])
        if standing is None:
            return bar
        hover = (bar.hover[0], standing.text(self.language), *bar.hover[1:])
        own = None if self.reference else float(exact_number(standing.reference.row))
        return replace(bar, hover=hover, side=standing.side, judged=standing.judged, against=own)

    def reference_text(self, row: Row) -> str:
        """The figure that one of them is held against, where not all are held against one; empty where it has none."""
        if self.reference or row["region"] not in self.references:
            return ""
        return figure_of(self.references[row["region"]].row, self.indicator, self.language).text

    def standing_text(self, row: Row) -> str:
        """The class of one of them in words; empty where it has none."""
        standing = self.standings.get(row["region"])
        return standing.text(self.language) if standing else ""


def comparison_sentence(of: Comparison, period: Period, coverage: str, chosen: Sequence[str] = ()) -> str:
    """The highest, and the lowest where none is left out, with the whole; or those of the names `chosen`.

    Figures are only listed where an order would not be true: bounds, ties, one alone, or a copy that is cut. Those
    that rest on too few are in no order.
    """
    language, ending = of.language, of.wording.ending
    sure = [part for part in of.parts if not is_unsure(part[1])]
    ranked = sorted(sure or of.parts, key=lambda part: exact_number(part[1]), reverse=True)
    bars = [of.bar(name, row) for name, row in ranked]
    when, most = period.text(language), "highest" if of.indicator.zooms else "most"
    values = {"period": capitalised(when), "count": len(bars)}
    tied = len(bars) > 1 and bars[0].number == bars[1].number
    bounded = any(bar.bound != "exact" for bar in bars)
    if spoken := [part for part in sorted(of.parts, key=lambda part: -exact_number(part[1])) if part[0] in chosen]:
        said = _listed(
            [_held(name, row, of) for name, row in spoken], values | {"period": when, "count": len(spoken)}, of
        )
    elif not sure or tied or bounded or coverage == "copy_cut" or len(bars) == 1:
        listed = [say("member_figure", language, name=bar.name, text=bar.text) for bar in bars]
        said = _listed(listed, values | {"period": when}, of)
    else:
        said = say(f"sentence_{most}{ending}", language, **values, name=bars[0].name, text=bars[0].text)
        if coverage == "complete":
            said += say(f"sentence_{most}_lowest", language, name=bars[-1].name, text=bars[-1].text)
    if not spoken and (unranked := len(of.parts) - len(ranked)):
        said += say("sentence_unranked", language, count=unranked)
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
    texts = [text for text in (held, of.standing_text(row)) if text]
    held = say("comma", of.language).join(texts)
    return said + say("held_share" if of.adds else "held_gap", of.language, text=held) if held else said


def comparison_remarks(rows: Sequence[Row], indicator: Indicator, language: str) -> list[str]:
    """What must be said of the figures, each once, of those of low reliability, and of open markers."""
    sure = [row for row in rows if not is_unsure(row)]
    remarks = dict.fromkeys(r for row in sure for r in figure_of(row, indicator, language).remarks)
    said = [say("remark_of_all", language, remark=say("remark_joint", language).join(remarks))] if remarks else []
    if unsure := len(rows) - len(sure):
        said.append(say("remark_unsure", language, count=write_count(unsure)))
    if any(row["bound"] != "exact" for row in rows):
        said.append(say("remark_bounds", language))
    return said


def comparison_table(of: Comparison) -> Table:
    """The figures with their base, their share of the whole or gap to it, what must be said of them, and the source."""
    wording, language = of.wording, of.language
    against = (wording.share if of.adds else wording.gap,) if of.whole and (of.adds or of.indicator.zooms) else ()
    held_keys = (*against, "column_reference", "column_against")
    keys = (
        wording.name,
        "column_value",
        "column_interval",
        "column_base",
        *held_keys,
        "column_remarks",
        "column_source",
    )
    joint = say("remark_joint", language)
    rows = []
    for name, row in of.all:
        figure = figure_of(row, of.indicator, language)
        held: tuple[str, ...] = (_against(row, of),) if against else ()
        texts = (figure.text, range_text(row, of.indicator, language), figure.base)
        held += (of.reference_text(row), of.standing_text(row))
        rows.append((name, *texts, *held, joint.join(figure.remarks), citation(row, language)))
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

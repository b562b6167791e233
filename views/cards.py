"""The card: one figure with everything that must travel with it. Page, brief, picture and file show the same card."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from words import say

NOTHING: tuple[str, ...] = ()


def headings(keys: Iterable[str], language: str) -> tuple[str, ...]:
    """The columns of a table as a reader reads them, from their keys in words/interface.toml."""
    return tuple(say(key, language) for key in keys)


@dataclass(frozen=True)
class Table:
    """The figures of a card as texts: the very strings that its chart and sentence show.

    `records`, one for each row, say the same for machines under the names of `record_columns`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    record_columns: tuple[str, ...] = ()
    records: tuple[tuple[str, ...], ...] = ()

    def without_empty_columns(self) -> "Table":
        """The table without the columns in which no row says anything."""
        kept = [n for n in range(len(self.columns)) if any(row[n] for row in self.rows)]
        rows = tuple(tuple(row[n] for n in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[n] for n in kept), rows=rows)


@dataclass(frozen=True)
class Source:
    """A publication as a reader should cite it, and what of it was seen; `reference` is the form of GB/T 7714."""

    id: str
    citation: str
    seen: str
    remark: str = ""
    reference: str = ""

    @property
    def text(self) -> str:
        """The citation with what was seen of it and what must be known of it."""
        return f"{self.citation} [{self.seen}] {self.remark}".strip()


@dataclass(frozen=True)
class Verdict:
    """Whether a change is real, in a few words: its kind, its mark and words, and where the last figures go."""

    state: str
    text: str
    recent: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One answer, complete: what it shows, the figure, the words, the table, and where it all comes from.

    `headline` is the latest figure, `period` its period, `change` how it differs from the one before, `spark` its
    course as a small SVG; `caution` is the caveat that no reader may miss. `verdict` says whether the change is real,
    `finding` how that is known and what it does not prove, `evidence` what was computed. `figure` is Plotly JSON, or
    None when there is nothing to draw; then `message` says why.
    """

    title: str
    subtitle: str
    headline: str = ""
    period: str = ""
    sentence: str = ""
    change: str = ""
    verdict: Verdict | None = None
    finding: str = ""
    evidence: Table = field(default_factory=lambda: Table((), ()))
    spark: str = ""
    figure: str | None = None
    table_title: str = ""
    alt: str = ""
    table: Table = field(default_factory=lambda: Table((), ()))
    sources: tuple[Source, ...] = ()
    breaks: tuple[str, ...] = NOTHING
    caveats: tuple[str, ...] = NOTHING
    caution: str = ""
    remarks: tuple[str, ...] = NOTHING
    coverage: str = ""
    release: str = ""
    message: str = ""

    @property
    def told(self) -> str:
        """The sentence with what is found of the change: what is taken along where a text leaves the dashboard."""
        joint = "" if self.sentence.endswith("。") else " "
        return joint.join(part for part in (self.sentence, self.finding) if part)

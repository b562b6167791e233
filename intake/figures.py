"""The rows of a release while it is being made, and what they are judged against."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators import Catalogue, Indicator
from intake.entered import Line

NATION, WITH_ABROAD = "100000", "coverage:with_abroad"
Key = tuple[str, str, str, date | None, date, str, str, str, str]


@dataclass(frozen=True)
class Context:
    """What an entered row may refer to."""

    catalogue: Catalogue
    sources: frozenset[str]
    notes: frozenset[str]
    released: date


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What an observation and a single fact have in common, with the row it came from."""

    line: Line
    status: str
    measure: str
    period: date | None
    until: date
    grain: str
    region: str
    value: Decimal | None
    step: Decimal | None
    printed: str | None
    bound: str
    flags: str
    source: str
    notes: tuple[str, ...]
    transcript: str


@dataclass(frozen=True, kw_only=True)
class Fact(Figure):
    """A single fact: a figure that belongs to no series."""

    fact: str
    topic: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class Observation(Figure):
    """One observation of an indicator."""

    indicator: str
    dimension: str
    member: str
    shown: bool
    numerator: int | None = None
    denominator: int | None = None

    @property
    def key(self) -> Key:
        """What it says, whoever says it: rows with one key differ only in their source."""
        return (
            self.indicator,
            self.status,
            self.measure,
            self.period,
            self.until,
            self.grain,
            self.region,
            self.dimension,
            self.member,
        )

    @property
    def place(self) -> str:
        """Where it was entered, for a fault that points at another row."""
        return f"{self.line.file}:{self.line.row}"

    @property
    def exact(self) -> Fraction | None:
        """Its value when that is exact: from its counts where both stand; None for a bound or a missing value."""
        if self.bound != "exact":
            return None
        if self.numerator is not None and self.denominator:
            return Fraction(100 * self.numerator, self.denominator)
        return None if self.value is None else Fraction(self.value)

    @property
    def slack(self) -> Fraction:
        """Half a step: how far the true value may lie from the printed one."""
        return Fraction(self.step or 0) / 2


def as_text(value: Fraction) -> str:
    """A computed value as a fault shows it."""
    return f"{float(value):.10g}"


def unit_of(indicator: Indicator, measure: str) -> str:
    """The Chinese unit word a printed figure of this measure must carry."""
    if measure == "growth":
        return "%"
    if measure in ("change", "gap") and indicator.zh.unit == "%":
        return "个百分点"
    return indicator.zh.unit

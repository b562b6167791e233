"""The shapes of the catalogue: frozen, and complete in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Kind = Literal["rate", "share", "count", "amount", "stock", "index", "score"]
Extract = Literal["", "inspections", "recalls", "certifications"]
Chance = Literal["", "binomial", "poisson"]
RATIOS = ("rate", "share")
WHOLE_NUMBERS = ("count", "stock")


@dataclass(frozen=True, kw_only=True)
class Bilingual:
    """Something with one text in each language."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """Its text in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What an indicator is called and asks, in one language."""

    name: str
    question: str
    unit: str
    numerator: str
    denominator: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Break(Bilingual):
    """A change of definition: figures from `since` on are not comparable with those before."""

    since: date


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The indicators whose counts stand behind a rate.

    Exactly one of `numerator` and `numerator_complement` (the denominator less that count) is given;
    `numerator_of` is the breakdown cell ("dimension:member") the numerator is read from.
    With `makes_rows` the share itself is computed where no source printed it.
    """

    denominator: str
    numerator: str = ""
    numerator_complement: str = ""
    numerator_of: str = ""
    makes_rows: bool = False


@dataclass(frozen=True, kw_only=True)
class Joins:
    """What may be added up: over periods, over regions, and over the members of each breakdown."""

    periods: Literal["sum", "latest", "none"]
    regions: Literal["sum", "none"]
    members: dict[str, Literal["sum", "none", "of_which"]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Mix:
    """What the sample behind a rate is made of: while that is not known of two periods, neither is better.

    `breakdown` is the one whose parts must be known in both; the counts in `told_by` tell that it has changed.
    """

    breakdown: str
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: what it means and what may be done with its values.

    `composition` is the share that says what the sample behind a rate consists of, by the same breakdown;
    `extract` names the records it can be counted from, so that it may stand without a published figure;
    `chance` says how its values vary by chance alone: as parts of a sample (binomial), as independent events (poisson),
    or not in a way that its figures tell (empty).
    """

    id: str
    topic: str
    kind: Kind
    basis: str
    better: Literal["higher", "lower", "neither"]
    decimals: int
    no_row: Literal["zero", "missing"]
    zh: Texts
    en: Texts
    joins: Joins
    caveats: tuple[str, ...] = ()
    complement: str = ""
    composition: str = ""
    extract: Extract = ""
    chance: Chance = ""
    mix: Mix | None = None
    counts: Counts | None = None
    breaks: tuple[Break, ...] = ()
    headline: int = 0

    @property
    def sides(self) -> dict[str, str | None]:
        """What a question asks to get both sides of a rate: the indicator, and its complement where it has one."""
        return {"indicator": self.id, "complement": self.complement or None}

    @property
    def periods(self) -> str:
        """Whether its values add up over periods: sum, latest or none."""
        return self.joins.periods

    @property
    def regions(self) -> str:
        """Whether its values add up over regions: sum or none."""
        return self.joins.regions

    @property
    def members(self) -> Mapping[str, str]:
        """Whether its values add up over the members of each breakdown it has: sum, none or of_which."""
        return self.joins.members

    @property
    def is_ratio(self) -> bool:
        """Whether a value is a numerator over a denominator, in per cent."""
        return self.kind in RATIOS

    @property
    def zooms(self) -> bool:
        """Whether an axis may leave out zero: rates and scores would show no change; what is counted must not."""
        return self.is_ratio or self.kind in ("index", "score")

    def judged(self, change: float | Fraction) -> str:
        """Whether a change of that sign is better or worse; empty for none, and where neither side is better."""
        if not change or self.better == "neither":
            return ""
        return "better" if (change > 0) == (self.better == "higher") else "worse"

    def texts(self, language: str) -> Texts:
        """Its words in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Member(Bilingual):
    """One member of a breakdown.

    `of_which` marks one that is no part of the sum of its level; `first` and `last` are the days between which its
    sources list it: without `first`, a member that is added later would make every older breakdown incomplete.
    """

    id: str
    order: int
    parent: str = ""
    of_which: bool = False
    first: date | None = None
    last: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Breakdown(Bilingual):
    """A dimension and its members in the order a reader should meet them.

    `ordered` says that this order means something by itself, as that of sizes does: no chart sorts them anew.
    """

    id: str
    members: dict[str, Member]
    ordered: bool = False

    def level(self, parent: str, day: date) -> tuple[Member, ...]:
        """The members that on `day` together make up `parent` (the whole when empty)."""
        listed = (m for m in self.members.values() if m.parent == parent and not m.of_which)
        return tuple(m for m in listed if (m.first or date.min) <= day <= (m.last or date.max))


@dataclass(frozen=True, kw_only=True)
class Topic(Bilingual):
    """A topic, under which indicators and facts are listed."""

    id: str


@dataclass(frozen=True, kw_only=True)
class Basis(Bilingual):
    """How observations come about; two bases never share an axis."""

    id: str

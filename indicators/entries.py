"""The shapes of the catalogue: frozen, and complete in both languages."""

from dataclasses import dataclass, field
from datetime import date

KINDS = ("rate", "share", "count", "amount", "stock", "index", "score")
RATIOS = ("rate", "share")
WHOLE_NUMBERS = ("count", "stock")
BETTER = ("higher", "lower", "neither")
NO_ROW = ("zero", "missing")
PERIODS = ("sum", "latest", "none")
REGIONS = ("sum", "none")
MEMBERS = ("sum", "none", "of_which")


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
class Break:
    """A change of definition: figures from `since` on are not comparable with those before."""

    since: date
    zh: str
    en: str


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
class Indicator:
    """One indicator: what it means and what may be done with its values."""

    id: str
    topic: str
    kind: str
    basis: str
    better: str
    decimals: int
    no_row: str
    zh: Texts
    en: Texts
    periods: str
    regions: str
    members: dict[str, str] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    complement: str = ""
    counts: Counts | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Whether a value is a numerator over a denominator, in per cent."""
        return self.kind in RATIOS

    def texts(self, language: str) -> Texts:
        """Its words in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Member:
    """One member of a breakdown.

    `of_which` marks one that is no part of the sum of its level; `last` is the last day its sources list it.
    """

    id: str
    zh: str
    en: str
    order: int
    parent: str = ""
    of_which: bool = False
    last: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """A dimension and its members in the order a reader should meet them."""

    id: str
    zh: str
    en: str
    members: dict[str, Member]

    def level(self, parent: str, day: date) -> tuple[Member, ...]:
        """The members that on `day` together make up `parent` (the whole when empty)."""
        listed = (m for m in self.members.values() if m.parent == parent and not m.of_which)
        return tuple(m for m in listed if m.last is None or day <= m.last)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic, under which indicators and facts are listed."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Basis:
    """How observations come about; two bases never share an axis."""

    id: str
    zh: str
    en: str

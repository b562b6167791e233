"""What a chart draws: marks, each with the text that card, table and file show for it too."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ControlLimits:
    """The usual course of a series at one of its marks: its centre and the limits around it."""

    centre: float
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One figure on a chart. `number` places it; `text` is its one display text; `hover` says value, base, source.

    `id` is of the region or member that a click on it chooses; `low` and `high` are the ends of its interval; `signal`
    names the rule of a control chart that it breaks, whose `limits` may stand there.
    """

    at: date
    label: str
    number: float
    text: str
    hover: tuple[str, ...]
    bound: str = "exact"
    inferred: bool = False
    joined: bool = True
    id: str = ""
    low: float | None = None
    high: float | None = None
    signal: str = ""
    limits: ControlLimits | None = None


@dataclass(frozen=True, kw_only=True)
class Series:
    """Marks in order of time under one name. A mark that is not `joined` begins a new stretch of the line."""

    name: str
    marks: tuple[Mark, ...]
    highlighted: bool = True


@dataclass(frozen=True, kw_only=True)
class BreakLine:
    """A change of definition on the time axis, with the few words written at it."""

    since: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One region or member on a ranking; one that is not `highlighted` is context.

    `low` and `high` are the ends of its interval; `side` is above, alike or below its reference for certain, `judged`
    better or worse for it, each empty where nothing can be said; `against` is its reference where each has its own.
    """

    name: str
    number: float
    text: str
    hover: tuple[str, ...]
    bound: str = "exact"
    inferred: bool = False
    highlighted: bool = True
    id: str = ""
    low: float | None = None
    high: float | None = None
    side: str = ""
    judged: str = ""
    against: float | None = None


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One member in every row of a stack: each bar is named by its row, and its number is a share in per cent."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One member in two periods, with the text of the change; a pair that is not `joined` must not be compared."""

    before: Bar
    after: Bar
    change: str
    joined: bool = True


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One region on a map or in a period. `shade` (0 to 1) colours it; `look` says why it has none where it has none.

    unknown: not in the source; cut: in the source, but cut off in our copy; outside: not part of these statistics;
    withheld: it counts too few to be shown; bare: a figure without anything to measure it by. One that is
    `highlighted` has a frame.
    """

    name: str
    column: int
    row: int
    text: str = ""
    shade: float = 0.0
    look: str = "figure"
    hover: tuple[str, ...] = ()
    id: str = ""
    highlighted: bool = False


@dataclass(frozen=True, kw_only=True)
class Shade:
    """What the colours of a map measure, the texts of the palest and the darkest, and the words for each look."""

    name: str
    lowest: str
    highest: str
    looks: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How the axis of values is read: from zero or zoomed, and how its ticks are written."""

    from_zero: bool
    language: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One series in a frame of its own, with what it counts written over it and an axis of its own."""

    title: str
    series: Series
    scale: Scale


@dataclass(frozen=True, kw_only=True)
class Point:
    """One region placed by two numbers; where it is `named` its name is written beside it, if there is room."""

    name: str
    across: float
    up: float
    hover: tuple[str, ...]
    id: str = ""
    highlighted: bool = True
    named: bool = False
    side: str = ""
    judged: str = ""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A pair of lines of a funnel at the sizes `across`, under one name in the legend."""

    name: str
    across: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    dash: str


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """One row of dots: a province with its own figure and a dot for each of its units."""

    name: str
    whole: Bar | None
    dots: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class SpineRow:
    """One indicator on a scale of its own, from -1 (worst of all regions) over 0 (the comparator) to 1 (best).

    `number`, the quartiles `lower` and `upper`, and the ends `low` and `high` of the interval are places on that scale;
    `trend` is what is said of its course.
    """

    name: str
    text: str
    number: float
    hover: tuple[str, ...]
    worst: float
    lower: float
    upper: float
    best: float
    id: str = ""
    side: str = ""
    judged: str = ""
    low: float | None = None
    high: float | None = None
    trend: str = ""

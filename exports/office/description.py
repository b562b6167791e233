"""What a native chart shows, in no library's words."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a series; without a value it is a gap. `low` and `high` are the ends of its interval.

    `label` is the text written at it, `side` where: t, b, l, r, ctr or outEnd. A colour that is empty is the series'.
    """

    value: float | None = None
    label: str = ""
    side: str = "t"
    colour: str = ""
    symbol: str = ""
    hollow: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Series:
    """Points in the order of the categories: `joined` by a line, or not; `shown` in the legend, or not.

    `role` is value or reference; of the limits of a control chart, which have no names: centre, lower, upper.
    """

    name: str
    points: tuple[Point, ...]
    colour: str
    role: str = "value"
    dash: str = "solid"
    width: float = 2.0
    symbol: str = ""
    size: int = 6
    joined: bool = False
    shown: bool = False
    letters: str = ""

    @property
    def values(self) -> list[float | None]:
        """The values alone."""
        return [point.value for point in self.points]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The axis of values: its ends and steps, how a spreadsheet writes a number on it, and what it counts."""

    low: float
    high: float
    step: float
    format: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Native:
    """A chart as Office draws it: of kind line, markers, bars or stacked.

    `mark` is the word across the figure of synthetic data; `stand_in` says that diamonds stand for triangles that
    point down, which Office does not have. `title` names a panel among those that stand one under the other.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    mark: str = ""
    stand_in: bool = False
    title: str = ""

    @property
    def heading(self) -> str:
        """What stands over the chart: the name of a panel, the mark of synthetic data."""
        return "  ".join(one for one in (self.title, self.mark) if one)

    @property
    def is_across(self) -> bool:
        """Whether values run from left to right and categories from top to bottom."""
        return self.kind in ("bars", "stacked")

    @property
    def has_legend(self) -> bool:
        """Whether names must be told apart, or a line be named, as one among grey ones."""
        shown = [one for one in self.series if one.shown]
        among = any(one.name != shown[0].name and one.role == "value" for one in self.series) if shown else False
        return among or any(one.role == "reference" for one in shown)

    @property
    def spans(self) -> bool:
        """Whether a line runs on over periods that were never due, such as the months between two ends of years."""
        return any(_has_blanks(one.values) for one in self.series if one.joined)


def _has_blanks(values: list[float | None]) -> bool:
    known = [n for n, value in enumerate(values) if value is not None]
    return bool(known) and known[-1] - known[0] >= len(known)

"""The course of a series behind its latest figure: what is usual there, which rule it breaks, where the level moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indicators import Indicator
from views.control import Control, control_of
from views.figures import figure_of
from views.shift import Shift, shift_of
from views.uncertainty import interval_text
from words import say

Row = dict[str, Any]
# The one rule that says something of a figure where the level keeps moving: others only repeat that it does.
OUTSIDE = "outside"


@dataclass(frozen=True)
class Course:
    """A series against its limits, where it has some; the largest shift of what has no steady course.

    `limits` are those of the latest figure in words, `since` says since when it stands out, each empty for none: by the
    shift where there is one.
    """

    control: Control | None = None
    shift: Shift | None = None
    limits: str = ""
    since: str = ""

    @property
    def is_usual(self) -> bool:
        """Whether the latest figure is within the limits of a steady series, and breaks no rule."""
        watched = self.control if self.limits else None
        return watched is not None and watched.is_steady and not watched.rules[-1]


def course_of(rows: Sequence[Row], indicator: Indicator, language: str) -> Course:
    """The course of the rows of one series, oldest first."""
    control = control_of(rows, indicator)
    if control is None or not control.is_watched:
        return Course(control)
    ends = (float(control.limits.lower[-1]), float(control.limits.upper[-1]))
    limits = interval_text(*ends, rows[-1], indicator, language)
    signal = _signal_text(control, rows, limits, indicator, language)
    if control.is_steady:
        return Course(control, None, limits, signal)
    shift = shift_of(rows[control.starts[-1] :], indicator, language)
    if shift is None and control.rules[-1] != OUTSIDE:
        signal = ""
    return Course(control, shift, limits, shift.text if shift else signal)


def _signal_text(control: Control, rows: Sequence[Row], limits: str, indicator: Indicator, language: str) -> str:
    """The rule that the latest figure breaks, and since when; empty for none."""
    signal = control.last_signal
    if signal is None:
        return ""
    period = figure_of(rows[signal.first], indicator, language).period
    key = f"since_{signal.rule}_{'above' if signal.above else 'below'}"
    return say(key, language, period=period, count=signal.last - signal.first + 1, limits=limits)

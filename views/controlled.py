"""A series with its control limits: which marks stand out, and by which rule."""

from dataclasses import replace
from math import isfinite

from charts.marks import ControlLimits, Mark, Series
from methods.limits import FEWEST_POINTS
from views.control import Control
from words import say


def controlled(series: Series, control: Control, language: str) -> Series:
    """The series with limits at the marks that have them, and the rule at each mark that breaks one."""
    return replace(series, marks=tuple(_mark(mark, n, control, language) for n, mark in enumerate(series.marks)))


def _mark(mark: Mark, n: int, control: Control, language: str) -> Mark:
    limits = ControlLimits(
        *(float(part[n]) for part in (control.limits.centre, control.limits.lower, control.limits.upper))
    )
    if not isfinite(limits.centre):
        return mark
    if not control.is_steady:
        return mark
    if not control.rules[n]:
        return replace(mark, limits=limits)
    signal = say(f"rule_{control.rules[n]}", language)
    first, *rest = mark.hover
    return replace(mark, limits=limits, signal=signal, hover=(first, say("hover_signal", language, rule=signal), *rest))


def control_remarks(control: Control, language: str) -> list[str]:
    """What the limits are and how many figures stand out; or that there are too few figures for limits."""
    by = say(f"by_{control.method}", language)
    if not control.is_watched:
        return [say("remark_no_limits", language, points=control.points, needed=FEWEST_POINTS)]
    out = sum(bool(rule) for rule in control.rules)
    if not control.is_steady:
        return [say("remark_unsteady", language, count=out)]
    return [say("remark_limits", language, method=by), *([say("remark_signals", language, count=out)] if out else [])]

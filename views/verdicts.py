"""Whether the change to the latest figure is real: the tests behind the verdict over a trend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from methods.count_change import CountChange, compare_counts
from methods.difference import difference_of_intervals
from methods.kitagawa import AdjustedChange, adjusted_change
from methods.results import USUAL, Interval, fixed
from queries import ask
from sentences.finding import CERTAIN, Finding
from views.changes import change_between, ends_of_change, signed
from views.choices import TOTALS, WHOLE, Choices, choices_of
from views.control import last_stretch
from views.course import Course, course_of
from views.figures import display_text, exact_number, figure_of, step_of
from views.latest import NEVER_COMPARED
from views.same_mix import at_same_mix, mix_between
from views.series import follows
from views.uncertainty import Range, range_of, why_no_range
from words import say
from words.numbers import write_p, write_ratio

Row = dict[str, Any]
COUNTED = ("count", "stock", "amount", "share")
TARGETED = "risk_targeted_spot_check"


@dataclass(frozen=True)
class Judged:
    """What was computed of the change to the latest of some rows, and the finding that follows from it.

    `before` is the row that the latest is held against, where there is one.
    """

    finding: Finding
    before: Row | None = None
    difference: tuple[float, float] | None = None
    counts: CountChange | None = None
    adjusted: AdjustedChange | None = None
    course: Course | None = None


def judged(
    release: Release, choices: Choices, rows: Sequence[Row], language: str, printed: bool = False
) -> Judged | None:
    """What is found of the rows of one series, oldest first; None where a comparison makes no sense.

    Of months and quarters the latest is held against the same one a year before, where that stands. `printed` says
    that the sentence speaks of a change that a source prints.
    """
    now, on_year, indicator = rows[-1], a_year_before(rows), choices.indicator
    before = on_year or (rows[-2] if len(rows) > 1 else None)
    if choices.status != "actual" or now["grain"] in NEVER_COMPARED:
        return None
    if before is None:
        return Judged(_unknown("one_period"))
    if "b" in now["flags"]:
        return Judged(Finding(state="broken"), before)
    if reason := _untestable(before, now, indicator):
        return Judged(Finding(state="counted") if reason == "counted" else _unknown(reason), before)
    if printed and on_year is None and not follows(before, now):
        return Judged(_unknown("before_missing"), before)
    course = course_of(rows, indicator, language)
    found = (
        _of_events((before, now), course, language)
        if indicator.chance == "poisson"
        else _of_shares(release, choices, (before, now), course, language)
    )
    finding = _in_its_course(found.finding, course, language)
    if on_year is not None:
        figure = figure_of(on_year, indicator, language)
        change = signed(*change_between(on_year, now, indicator, language))
        finding = replace(finding, year_before=figure.period, year_before_text=figure.text, on_year=change)
    return replace(found, finding=finding, before=before)


def a_year_before(rows: Sequence[Row]) -> Row | None:
    """The figure of the same month or quarter a year before the latest, with no break in between; None for none."""
    now = rows[-1]
    if now["grain"] not in ("month", "quarter"):
        return None
    there = (now["until"].year - 1, now["until"].month)
    alike = [row for row in last_stretch(rows) if (row["until"].year, row["until"].month) == there]
    return dict(alike[0]) if alike else None


def _in_its_course(finding: Finding, course: Course, language: str) -> Finding:
    """What the course of the series adds: that the figure stands out of it, or that it is too short to tell."""
    control = course.control
    if control is None:
        return finding
    if not control.is_watched and finding.state in CERTAIN:
        return replace(finding, few=say("finding_few", language, points=control.points))
    signal = control.last_signal if control.is_watched and control.is_steady else None
    if signal is not None and finding.state == "steady":
        return replace(finding, state="signal_above" if signal.above else "signal_below")
    return finding


def _unknown(reason: str) -> Finding:
    return Finding(state="unknown", reason=reason)


def _untestable(before: Row, now: Row, indicator: Indicator) -> str:
    """Why a change cannot be tested; empty where it can."""
    if before["bound"] != "exact" or now["bound"] != "exact":
        return "bound"
    if not indicator.chance:
        if indicator.kind in COUNTED:
            return "counted"
        return "weighted" if indicator.is_ratio else "no_error"
    return why_no_range(before, indicator) or why_no_range(now, indicator)


def _of_events(pair: tuple[Row, Row], course: Course, language: str) -> Judged:
    before, now = pair
    counts = (int(exact_number(now)), int(exact_number(before)))
    if not any(counts):
        return Judged(_unknown("no_events"))
    tested = compare_counts(*counts)
    direction = _direction(before, now)
    usual = course.is_usual
    state = "steady" if not tested.certain else "usual" if usual else direction
    finding = Finding(
        state=state,
        sampled=False,
        direction=direction,
        low=write_ratio(tested.lower),
        high=write_ratio(tested.upper),
        p=write_p(tested.p_value, language),
        limits=course.limits if usual else "",
        since=course.since,
    )
    return Judged(finding, counts=tested, course=course)


def _of_shares(
    release: Release,
    choices: Choices,
    pair: tuple[Row, Row],
    course: Course,
    language: str,
) -> Judged:
    indicator, (before, now) = choices.indicator, pair
    ranges = range_of(before, indicator), range_of(now, indicator)
    low, high = _difference(pair, ranges)
    certain = low > 0 or high < 0
    direction = _direction(before, now)
    step = max(step_of(row, indicator) for row in pair)
    ends = ends_of_change(low, high, step, indicator, language)
    finding = Finding(
        state="steady",
        direction=direction,
        low=ends[0],
        high=ends[1],
        since=course.since,
    )
    mixed = mix_between(release, choices, before, now)
    adjusted = None
    if certain and course.is_usual:
        finding = replace(finding, state="usual", limits=course.limits)
    elif mixed and mixed.is_known:
        adjusted = adjusted_change(*mixed.counts)
        finding = at_same_mix(finding, adjusted, mixed, (low, high), step, indicator, language)
    elif certain and indicator.basis == TARGETED:
        changed = _what_changed(release, choices, before, now, language)
        finding = replace(finding, state="moved", changed=changed)
    elif certain:
        finding = replace(finding, state=indicator.judged(low) or direction)
    return Judged(finding, difference=(low, high), adjusted=adjusted, course=course)


def _difference(pair: tuple[Row, Row], ranges: tuple[Range | None, Range | None]) -> tuple[float, float]:
    """The 95 % interval of the change in points, from the intervals of the two figures."""
    of = [Interval(fixed(one.low / 100), fixed(one.high / 100), USUAL) for one in ranges if one]
    shares = [float(exact_number(row)) / 100 for row in pair]
    lower, upper = difference_of_intervals(shares[1], of[1], shares[0], of[0])
    return float(lower[0]) * 100, float(upper[0]) * 100


def _direction(before: Row, now: Row) -> str:
    """Where the figures themselves go: those shown may be alike, and nothing can grow by so many per cent."""
    difference = exact_number(now) - exact_number(before)
    return "up" if difference > 0 else "down" if difference < 0 else "same"


def _what_changed(release: Release, choices: Choices, before: Row, now: Row, language: str) -> str:
    """What may have changed beside a rate, and what is known of it: how many kinds were checked in either period."""
    mix = choices.indicator.mix
    if mix and now["dimension"] == mix.breakdown:
        members = catalogue().breakdowns[mix.breakdown].members
        divided = any(one.parent == now["member"] for one in members.values())
        return say("changed_unknown" if divided else "changed_firms", language)
    told_by = mix.told_by if mix and now["dimension"] == WHOLE and now["region"] in TOTALS else ()
    said = [text for id in told_by if (text := _count_change(release, id, before, now, language))]
    known = say("list_joint", language).join(said)
    return say("changed_mix", language, known=known) if known else say("changed_unknown", language)


def _count_change(release: Release, id: str, before: Row, now: Row, language: str) -> str:
    """How a count differs between the periods of two rows; empty where it does not or is not known."""
    told = choices_of(release, id)
    place = {"grain": now["grain"], "region": now["region"], "dimension": WHOLE, "member": WHOLE}
    by_day = {row["until"]: row for row in ask("trend", release, **told.level, **place).to_pylist()}
    first, last = by_day.get(before["until"]), by_day.get(now["until"])
    if first is None or last is None or exact_number(first) == exact_number(last):
        return ""
    texts = [display_text(row, told.indicator, language) for row in (first, last)]
    return say("changed_count", language, before=texts[0], now=texts[1])

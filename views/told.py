"""What a card says of whether a change is real: its verdict, the sentences after it, and what was computed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.releases import Release
from indicators import Indicator
from sentences.finding import finding_badge, finding_sentence
from views.cards import Table, Verdict, headings
from views.changes import ends_of_change
from views.choices import Choices
from views.control import Control
from views.figures import figure_of, step_of
from views.lasting import Seasons, seasons_of, slope_of, tendency_of
from views.recent import Recent, recent_of
from views.uncertainty import range_of
from views.verdicts import Judged, judged
from words import say
from words.numbers import write_p, write_ratio

Row = dict[str, Any]
COLUMNS = ("column_computed", "column_result", "column_method")


@dataclass(frozen=True)
class Told:
    """The verdict on a series, the sentences that explain it, what was computed, the control limits, and a remark."""

    verdict: Verdict | None = None
    finding: str = ""
    evidence: Table = Table((), ())
    control: Control | None = None
    remark: str = ""


def told_of(release: Release, choices: Choices, rows: Sequence[Row], language: str, printed: bool = False) -> Told:
    """What is told of one series, oldest first; nothing where a comparison makes no sense.

    `printed` says that the sentence before speaks of a change that a source prints.
    """
    found = judged(release, choices, rows, language, printed)
    if found is None:
        return Told()
    recent = recent_of(rows, choices.indicator, language)
    tendency, seasons = tendency_of(rows, choices.indicator, language), seasons_of(rows, language)
    slope = slope_of(rows, choices.indicator, language)
    badge = finding_badge(found.finding, language)
    lines = [*_lines(found, choices, rows, language), *_of_course(recent, slope, tendency, seasons, language)]
    going = recent.text if recent else say("tendency", language, text=tendency) if tendency else ""
    return Told(
        verdict=Verdict(found.finding.state, badge, going),
        finding=finding_sentence(found.finding, language),
        evidence=Table(headings(COLUMNS, language), tuple(lines)).without_empty_columns(),
        control=found.course.control if found.course else None,
        remark=say("remark_seasons", language, strength=seasons.text) if seasons and seasons.material else "",
    )


def _lines(found: Judged, choices: Choices, rows: Sequence[Row], language: str) -> Iterator[tuple[str, ...]]:
    """What was computed: of what, what came out, and by which method."""
    pair = [row for row in (found.before, rows[-1]) if row]
    yield from _of_figures(pair, choices.indicator, language)
    yield from _of_change(found, pair, choices.indicator, language)
    if found.course and found.course.control:
        yield _of_control(found.course.control, found.course.limits, language)
    if found.course and found.course.shift:
        p_value = write_p(found.course.shift.p_value, language)
        yield say("computed_shift", language), p_value, _by("change_point", language)


def _of_course(
    recent: Recent | None, slope: str, tendency: str, seasons: Seasons | None, language: str
) -> Iterator[tuple[str, ...]]:
    if recent:
        yield say("computed_recent", language), recent.text, _by("fingertips", language)
    if slope:
        yield say("computed_slope", language), slope, _by("slope", language)
    if tendency:
        yield say("computed_tendency", language), tendency, _by("monotone", language)
    if seasons:
        yield say("computed_seasons", language), seasons.text, _by("stl", language)


def _of_figures(pair: Sequence[Row], indicator: Indicator, language: str) -> Iterator[tuple[str, ...]]:
    for row in pair:
        if one := range_of(row, indicator):
            period = figure_of(row, indicator, language).period
            way = "byar" if indicator.chance == "poisson" else "wilson_widened" if one.derived else "wilson"
            yield say("computed_range", language, period=period), one.text(row, indicator, language), _by(way, language)


def _of_change(found: Judged, pair: Sequence[Row], indicator: Indicator, language: str) -> Iterator[tuple[str, ...]]:
    if found.difference:
        step = max(step_of(row, indicator) for row in pair)
        low, high = ends_of_change(*found.difference, step, indicator, language)
        yield say("computed_difference", language), _ends(low, high, language), _by("newcombe", language)
    if tested := found.counts:
        low, high = write_ratio(tested.lower), write_ratio(tested.upper)
        values = {"p": write_p(tested.p_value, language), "ratio": write_ratio(tested.ratio)}
        result = say("computed_ratio", language, low=low, high=high, **values)
        yield say("computed_counts", language), result, _by("exact", language)
    if found.adjusted:
        ends = _ends(found.finding.adjusted_low, found.finding.adjusted_high, language)
        yield say("computed_adjusted", language), ends, _by("kitagawa", language)


def _ends(low: str, high: str, language: str) -> str:
    return say("interval", language, low=low, high=high)


def _of_control(control: Control, limits: str, language: str) -> tuple[str, ...]:
    asked, by = say("computed_control", language), _by(control.method, language)
    if control.is_watched and not control.is_steady:
        return asked, say("control_unsteady", language), by
    if not control.is_watched:
        return asked, say("control_too_short", language, points=control.points), by
    return asked, limits, by


def _by(method: str, language: str) -> str:
    return say(f"by_{method}", language)

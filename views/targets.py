"""What was promised, and what is known of it? A state in, a card with every target beside its actual figure out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from regions import region
from views.cards import Card, Table, headings
from views.choices import WHOLE
from views.figures import Row, display_text, exact_number, flag_words, note_words
from views.records import RECORD, record
from views.sources import citation, cite
from views.state import State
from words import say
from words.numbers import write_number
from words.periods import write_period

COLUMNS = (
    "column_target_of",
    "column_period",
    "column_region",
    "column_target",
    "column_actual",
    "column_verdict",
    "column_printed",
    "column_remarks",
    "column_source",
    "column_source_actual",
    "column_latest",
    "column_source_latest",
)
VERDICTS = ("reached", "not_reached")
# What makes two figures one: all of these are the same, or they are not held against each other.
SAME_FACT = ("name_zh", "measure", "grain", "period", "until", "region", "unit_zh")
OF_NO_INDICATOR = {"indicator": None, "numerator": None, "denominator": None}
# A figure that is preliminary, unreliable or inferred decides nothing.
UNDECIDED_FLAGS = "epu"
CAVEATS = ("targets_how", "targets_bounds", "targets_silence", "targets_no_chart")


@dataclass(frozen=True)
class Batch:
    """The targets for one period's end in one region: what a reader chooses."""

    until: date
    region: str


def batches(release: Release) -> list[Batch]:
    """The batches that stand, newest first, the nation before a province."""
    found = {Batch(row["until"], row["region"]) for row in _targets(release)}
    return sorted(found, key=lambda one: (-one.until.toordinal(), one.region))


def targets_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every target, newest first: a figure as promised, the figure that came about, and a verdict."""
    rows = [row for row in _targets(release) if _asked(row, state)]
    return _card(release, rows, say("targets_title", state.language), (), state.language)


def certification_targets_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The same of the targets about certification."""
    language, topic = state.language, "certification"
    facts = {row["fact"] for row in ask("facts", release, topic=topic, text=None).to_pylist()}
    rows = [row for row in _targets(release) if row["fact"] in facts or _topic(row) == topic]
    title = say("targets_title_topic", language, topic=catalogue().topics[topic].text(language))
    return _card(release, rows, title, (say("targets_elsewhere", language),), language)


def _card(release: Release, rows: list[dict[str, Any]], title: str, remarks: tuple[str, ...], language: str) -> Card:
    facts = [row for row in ask("facts", release, topic=None, text=None).to_pylist() if row["status"] == "actual"]
    known = [(row, actual_of(release, row, facts)) for row in rows]
    verdicts = [verdict_of(row, actual) for row, actual in known]
    latest = [None if actual else latest_of(release, row) for row, actual in known]
    written = [
        (*_cells(row, actual, verdict, language), *_latest_cells(last, language))
        for (row, actual), verdict, last in zip(known, verdicts, latest, strict=True)
    ]
    return Card(
        title=title,
        subtitle=say("targets_question", language),
        sentence=_sentence(known, verdicts, language) if rows else "",
        table=Table(headings(COLUMNS, language), tuple(written), RECORD, tuple(_record(row) for row in rows)),
        sources=cite([*rows, *(actual for _, actual in known if actual), *(last for last in latest if last)], language),
        caveats=tuple(say(key, language) for key in CAVEATS) if rows else (),
        remarks=(say("targets_how", language), say("targets_silence", language), *remarks) if rows else (),
        release=release.id,
        message="" if rows else say("nothing_targets", language),
    )


def actual_of(release: Release, target: Row, facts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What came about of a target: the same indicator or fact, region, member, measure and period; else nothing."""
    if target["indicator"] is None:
        found = (fact for fact in facts if all(fact[name] == target[name] for name in SAME_FACT))
        fact = next(found, None)
        return None if fact is None else {**fact, **OF_NO_INDICATOR}
    period = (target["period"], target["until"])
    return next((row for row in _actual(release, target) if (row["period"], row["until"]) == period), None)


def latest_of(release: Release, target: Row) -> dict[str, Any] | None:
    """The newest actual figure of a target's indicator, region and member, of whatever period: it decides nothing."""
    return next(reversed(_actual(release, target)), None) if target["indicator"] else None


def _actual(release: Release, target: Row) -> list[dict[str, Any]]:
    indicator = catalogue().indicators[target["indicator"]]
    cell = {name: target[name] for name in ("measure", "grain", "region", "dimension", "member")}
    rows: list[dict[str, Any]] = ask("trend", release, **indicator.sides, status="actual", **cell).to_pylist()
    return rows


def verdict_of(target: Row, actual: Row | None) -> str:
    """`reached` or `not_reached`, else the reason why neither can be said."""
    if actual is None:
        return "no_figure"
    if actual["bound"] != "exact":
        return "actual_is_bound"
    if target["bound"] == "about":
        return "target_is_about"
    if set(actual["flags"]) & set(UNDECIDED_FLAGS):
        return "actual_is_inferred"
    return _compared(target, actual, _direction(target))


def _direction(target: Row) -> str:
    """Which side of a target is the promised one: as it is worded, else as the indicator is better."""
    if target["bound"] != "exact":
        return {"at_least": "higher", "more_than": "above", "at_most": "lower", "less_than": "below"}[target["bound"]]
    entry = catalogue().indicators.get(target["indicator"] or "")
    return entry.better if entry and target["measure"] in ("level", "change", "growth") else "neither"


def _compared(target: Row, actual: Row, direction: str) -> str:
    if direction == "neither":
        return "no_direction"
    over = exact_number(actual) - exact_number(target)
    if direction in ("lower", "below"):
        over = -over
    reached = over > 0 if direction in ("above", "below") else over >= 0
    coarser = Fraction(actual["step"] or 0) > Fraction(target["step"] or 0)
    if coarser and abs(over) < Fraction(actual["step"]) / 2:
        return "within_rounding"
    return "reached" if reached else "not_reached"


def _targets(release: Release) -> list[dict[str, Any]]:
    """Every target, newest first, the nation before a province, an indicator's before a single fact's."""
    rows: list[dict[str, Any]] = ask("targets", release, region=None, indicator=None).to_pylist()
    together = ("region", "source", "grain", "period")
    return sorted(
        rows, key=lambda row: (-row["until"].toordinal(), *(row[name] for name in together), not row["indicator"])
    )


def _topic(row: Row) -> str:
    indicator = _indicator(row)
    return indicator.topic if indicator else ""


def _asked(row: Row, state: State) -> bool:
    return state.until in (None, row["until"]) and row["region"] in (state.regions or (row["region"],))


def _sentence(known: list[tuple[Any, Any]], verdicts: list[str], language: str) -> str:
    """How many targets stand, of how many a figure stands, and what can be said of those."""
    found = sum(actual is not None for _, actual in known)
    if not found:
        return say("targets_sentence_none", language, count=len(known))
    counts = {verdict: verdicts.count(verdict) for verdict in VERDICTS}
    said = say("targets_sentence", language, count=len(known), found=found, without=len(known) - found)
    return said + say("targets_sentence_known", language, **counts)


def _cells(row: Row, actual: Row | None, verdict: str, language: str) -> tuple[str, ...]:
    said = [*flag_words(row, language), *note_words(row, language)]
    if actual is not None:
        said += [say("of_actual", language, said=one) for one in _said_of(actual, language)]
    return (
        _name(row, language),
        write_period(row["period"], row["until"], row["grain"], language),
        region(row["region"]).short[language],
        _text(row, language),
        _text(actual, language) if actual is not None else say("no_figure_found", language),
        say(f"verdict_{verdict}", language),
        row["printed"] or "",
        say("remark_joint", language).join(said),
        citation(row, language),
        citation(actual, language) if actual is not None else "",
    )


def _latest_cells(row: Row | None, language: str) -> tuple[str, str]:
    """The newest figure with its period, and its source."""
    if row is None:
        return "", ""
    period = write_period(row["period"], row["until"], row["grain"], language)
    return say("latest_figure", language, period=period, text=_text(row, language)), citation(row, language)


def _said_of(actual: Row, language: str) -> list[str]:
    return [*flag_words(actual, language), *note_words(actual, language)]


def _name(row: Row, language: str) -> str:
    """What a target is about, the member of a breakdown and a growth or change said with it."""
    indicator = _indicator(row)
    name = row[f"name_{language}"] if indicator is None else indicator.texts(language).name
    if indicator is not None and row["dimension"] != WHOLE:
        member = catalogue().member(row["dimension"], row["member"]).text(language)
        name = say("subject_member", language, name=name, place=member)
    if row["measure"] == "level":
        return str(name)
    return say("subject_member", language, name=name, place=say(f"measure_{row['measure']}", language))


def _text(row: Row, language: str) -> str:
    indicator = _indicator(row)
    if indicator is not None:
        return display_text(row, indicator, language)
    return write_number(row["value"], row["step"], row[f"unit_{language}"], language, row["bound"])


def _indicator(row: Mapping[str, Any]) -> Indicator | None:
    id = row.get("indicator")
    return catalogue().indicators[id] if id else None


def _record(row: Row) -> tuple[str, ...]:
    """A target for machines; a single fact under its own id, without a breakdown."""
    of_fact = {"indicator": row["fact"], "dimension": WHOLE, "member": WHOLE}
    return record({**row, "status": "target", **(of_fact if row["indicator"] is None else {})}, row["measure"])

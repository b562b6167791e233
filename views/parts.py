"""How does a figure divide by a breakdown in one period? A state in, a card with bars beside the whole out."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from charts.marks import Bar
from charts.named_bars import named_bars
from charts.style import as_json
from data.releases import Release
from indicators import Indicator, catalogue
from queries import ask
from views.about import card_about
from views.cards import Card, Table, headings
from views.choices import GRAINS, TOTALS, WHOLE, Choices, choices_of, matrix_rows, place_text
from views.comparison import comparison_remarks
from views.coverage import stated_coverage
from views.figures import computed_share, exact_number, figure_of
from views.latest import MOST_NAMED, NEVER_COMPARED
from views.records import RECORD, record
from views.series import bar_of, scale_of
from views.sources import citation, cite
from views.state import State
from words import capitalised, caveat, say, uncapitalised
from words.periods import write_period

Row = dict[str, Any]
DISTINCT = "distinct_count"
COLUMNS = ("column_member", "column_value", "column_share_of_all", "column_remarks", "column_source")


@dataclass(frozen=True)
class Divided:
    """Where a breakdown stands: region, grain and last day of the period."""

    region: str
    grain: str
    until: date


def parts_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the members of `state.dimension`, in the newest period or on the day that the state asks for."""
    choices = choices_of(release, state.indicator)
    language, indicator = state.language, choices.indicator
    card = card_about(indicator, release, language)
    at = next(iter(_fitting(release, state, choices)), None)
    if at is None:
        return replace(card, message=say("nothing_parts", language, name=card.title))
    whole, parts = _rows(release, choices, state.dimension, at)
    cell = {"status": choices.status, "until": at.until, "grain": at.grain, "region": at.region}
    coverage = stated_coverage(release, indicator, state.dimension, cell)
    listed = coverage.get("coverage", "complete")
    period = write_period(parts[0]["period"], at.until, at.grain, language)
    dimension = catalogue().breakdowns[state.dimension].text(language)
    in_title = uncapitalised(dimension)
    place = place_text(choices, at.region, language)
    title = say("parts_title", language, name=card.title, dimension=in_title, place=place, period=period)
    sentence = _sentence(whole, parts, indicator, period, language)
    bars = _bars(whole, parts, indicator, language)
    count = coverage.get("members", len(parts))
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=as_json(named_bars(bars, scale_of(indicator, language), theme)),
        alt=say("alt_parts", language, title=title, sentence=sentence),
        table=_table(whole, parts, indicator, _may_share(indicator, state.dimension, listed), language),
        sources=cite([*parts, *([whole] if whole else [])], language),
        remarks=_remarks(parts, indicator, state.dimension, language),
        coverage=say(f"coverage_members_{listed}", language, count=count) if listed != "complete" else "",
    )


def days_of(release: Release, indicator: str, dimension: str) -> list[date]:
    """The last days of the periods in which a breakdown has figures, newest first."""
    choices = choices_of(release, indicator)
    state = State(indicator=indicator, dimension=dimension)
    return list(dict.fromkeys(one.until for one in _fitting(release, state, choices)))


def _fitting(release: Release, state: State, choices: Choices) -> list[Divided]:
    """Where the breakdown of a state stands, newest first; spans and cumulatives only where nothing else does."""
    there = choices.having(state.dimension, TOTALS) if state.dimension not in ("", WHOLE) else []
    place = max(TOTALS, key=lambda region: sum(one.figures for one in there if one.region == region))
    found: set[Divided] = set()
    for grain in {one.grain for one in there if one.region == place}:
        rows = matrix_rows(release, choices, grain, state.dimension, [place])
        found |= {Divided(place, grain, row["until"]) for row in rows}
    regular = [one for one in found if one.grain not in NEVER_COMPARED] or list(found)
    asked = [one for one in regular if state.until in (None, one.until)]
    return sorted(asked, key=lambda one: (-one.until.toordinal(), GRAINS.index(one.grain)))


def _rows(release: Release, choices: Choices, dimension: str, at: Divided) -> tuple[Row | None, list[Row]]:
    """The whole, where it stands, and its parts in the order of the breakdown."""
    rows: list[Row] = ask(
        "breakdown",
        release,
        **choices.level,
        grain=at.grain,
        until=at.until,
        period=None,
        region=at.region,
        dimension=dimension,
    ).to_pylist()
    order = list(catalogue().breakdowns[dimension].members)
    parts = sorted((row for row in rows if row["member"] != WHOLE), key=lambda row: order.index(row["member"]))
    return next((row for row in rows if row["member"] == WHOLE), None), parts


def _name(row: Row, language: str) -> str:
    if row["member"] == WHOLE:
        return say("the_whole", language)
    return catalogue().member(row["dimension"], row["member"]).text(language)


def _parent(row: Row) -> str:
    return catalogue().member(row["dimension"], row["member"]).parent


def _bars(whole: Row | None, parts: list[Row], indicator: Indicator, language: str) -> list[Bar]:
    """The whole and every part that is divided further in grey, what is not divided further in colour."""
    divided = {_parent(row) for row in parts}
    bars = [bar_of(_name(row, language), row, indicator, language, row["member"] not in divided) for row in parts]
    return [*([bar_of(_name(whole, language), whole, indicator, language, False)] if whole else []), *bars]


def _sentence(whole: Row | None, parts: list[Row], indicator: Indicator, period: str, language: str) -> str:
    """The parts that are no part of a listed part, and the whole."""
    members = {row["member"] for row in parts}
    first = [row for row in parts if _parent(row) not in members]
    texts = [
        say("member_figure", language, name=_name(row, language), text=figure_of(row, indicator, language).text)
        for row in first[:MOST_NAMED]
    ]
    more = say("and_more", language, count=len(first)) if len(first) > MOST_NAMED else ""
    listed = say("comma", language).join(texts) + more
    when, subject = capitalised(period), indicator.texts(language).name
    said = say("sentence_listed", language, period=when, subject=subject, parts=listed)
    if whole is None:
        return said + say("sentence_end", language)
    return said + say("sentence_whole", language, text=figure_of(whole, indicator, language).text)


def _may_share(indicator: Indicator, dimension: str, listed: str) -> bool:
    """Whether parts may be held against the whole: they add up or lie within it, and none is left out."""
    return indicator.members.get(dimension) in ("sum", "of_which") and listed == "complete"


def _remarks(parts: list[Row], indicator: Indicator, dimension: str, language: str) -> tuple[str, ...]:
    """What must be said of all figures, of bounds, and of whether the parts may be added."""
    said = comparison_remarks(parts, indicator, language)
    join = indicator.members.get(dimension, "none")
    if join == "none" and DISTINCT in indicator.caveats:
        said.append(caveat(DISTINCT, language))
    return (*said, *([say(f"parts_{join}", language)] if join != "sum" else []))


def _table(whole: Row | None, parts: list[Row], indicator: Indicator, shares: bool, language: str) -> Table:
    joint = say("remark_joint", language)
    rows, records = [], []
    for row in [*([whole] if whole else []), *parts]:
        figure = figure_of(row, indicator, language)
        share = _share(row, whole, language) if shares and whole and row is not whole else ""
        rows.append((_name(row, language), figure.text, share, joint.join(figure.remarks), citation(row, language)))
        records.append(record(row))
    return Table(headings(COLUMNS, language), tuple(rows), RECORD, tuple(records)).without_empty_columns()


def _share(row: Row, whole: Row, language: str) -> str:
    """What part of the whole a part is, in per cent; empty where one of the two is a bound."""
    if row["bound"] != "exact" or whole["bound"] != "exact" or not exact_number(whole):
        return ""
    return computed_share(exact_number(row) / exact_number(whole), language)

"""How has this indicator moved over time? A state in, a card with a line out."""

from dataclasses import replace
from typing import Any

from charts.marks import BreakLine
from charts.ranking import ranking
from charts.spark_line import spark_line
from charts.style import as_json
from charts.trend_line import trend_line
from data.releases import Release
from indicators import Break, Indicator, catalogue
from queries import ask
from regions import region
from views.about import about, caution
from views.cards import Card, Table
from views.choices import TOTALS, WHOLE, Choices, choices_of, filled, place_text
from views.coverage import stated_coverage
from views.figures import figure_of
from views.latest import change_words, latest_rows, latest_words
from views.records import RECORD, record
from views.series import bar_of, crosses, missing_periods, scale_of, series_of
from views.sources import citation, cite
from views.state import State
from words import say

Row = dict[str, Any]
Named = list[tuple[str, list[Row]]]
MOST_HIGHLIGHTED = 6
COLUMNS = ("column_series", "column_period", "column_value", "column_base", "column_remarks", "column_source")


def trend_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator over time: one region, or the members of a breakdown in it."""
    card, named, indicator = _answered(release, state)
    if not named:
        return card
    return replace(card, figure=_figure(named, _breaks(named, indicator), indicator, state.language, theme))


def headline_card(release: Release, state: State, theme: str = "light") -> Card:
    """The same card for a tile: with a spark line in place of the figure."""
    card, named, indicator = _answered(release, state)
    if not named:
        return card
    name, rows = named[0]
    return replace(card, spark=spark_line(series_of(name, rows, indicator, state.language), theme))


def _answered(release: Release, state: State) -> tuple[Card, Named, Indicator]:
    """The card without a picture, the rows of each series, and the indicator."""
    choices = choices_of(release, state.indicator)
    state = filled(state, choices)
    named = _named_rows(release, state, choices)
    language, indicator = state.language, choices.indicator
    card = Card(
        title=_title(state, choices),
        subtitle=indicator.texts(language).question,
        caveats=about(indicator, language),
        caution=caution(indicator, language),
        release=release.id,
    )
    if not named:
        return replace(card, message=say("nothing_trend", language)), [], indicator
    rows = [row for _, series in named for row in series]
    latest = figure_of(named[0][1][-1], indicator, language)
    printed = _printed_change(release, named[0][1][-1], choices) if len(named) == 1 else None
    sentence = latest_words(named, _subject(state, choices, named), indicator, language, printed)
    told = replace(
        card,
        headline=latest.text,
        period=latest.period,
        sentence=sentence,
        change=change_words(named[0][1], indicator, language, printed),
        alt=say("alt_trend", language, title=card.title, sentence=sentence),
        table=_table(named, indicator, language),
        sources=cite([*latest_rows(named), *rows], language),
        breaks=tuple(b.text(language) for b in _breaks(named, indicator)),
        remarks=_remarks(named, indicator, language),
        coverage=_coverage(release, state, choices, latest_rows(named)[0]),
    )
    return told, named, indicator


def _breaks(named: Named, indicator: Indicator) -> list[Break]:
    """The breaks that lie between figures of the series."""
    rows = [row for _, series in named for row in series]
    return [b for b in catalogue().breaks(indicator.id) if crosses(b.since, rows)]


def drawn_members(state: State, choices: Choices) -> list[str]:
    """The members a reader chose; else those of the first level, each replaced by its own where only they go on."""
    found = choices.members(state.regions[0], state.dimension, state.grain)
    if state.dimension == WHOLE:
        return found
    if state.members:
        return [member for member in found if member in state.members]
    ends = choices.ends(state.regions[0], state.dimension, state.grain)
    parents = {id: catalogue().member(state.dimension, id).parent for id in found}
    first_level = [id for id in found if not parents[id]] or found
    drawn: list[str] = []
    for id in first_level:
        own = [one for one in found if parents[one] == id and ends[one] > ends[id]]
        drawn += own or [id]
    return drawn


def _named_rows(release: Release, state: State, choices: Choices) -> Named:
    """The rows of each series under its name: the whole, or each member that has figures."""
    entry, place = choices.indicator, state.regions[0]
    named = []
    for member in drawn_members(state, choices):
        answer = ask(
            "trend",
            release,
            indicator=entry.id,
            complement=entry.complement or None,
            status=choices.status,
            measure="level",
            grain=state.grain,
            region=place,
            dimension=state.dimension,
            member=member,
        )
        named.append((_name(state, member), answer.to_pylist()))
    return [(name, rows) for name, rows in named if rows]


def _name(state: State, member: str) -> str:
    if member == WHOLE:
        return region(state.regions[0]).short[state.language]
    return catalogue().member(state.dimension, member).text(state.language)


def _subject(state: State, choices: Choices, named: Named) -> str:
    """What the sentence speaks of: the indicator, with its place where that is not plainly the nation."""
    language, place = state.language, state.regions[0]
    name = choices.indicator.texts(language).name
    plain = place == TOTALS[0] and not choices.has_two_scopes
    subject = name if plain else say("subject_of", language, name=name, place=place_text(choices, place, language))
    if state.dimension != WHOLE and len(named) == 1:
        subject = say("subject_member", language, name=subject, place=named[0][0])
    return subject if choices.status == "actual" else say("target_subject", language, subject=subject)


def _printed_change(release: Release, row: Row, choices: Choices) -> Row | None:
    """The change on the year that a source prints for the latest figure, where one does."""
    entry, place = choices.indicator, ("grain", "region", "dimension", "member")
    for measure in ("change", "growth"):
        answer = ask(
            "trend",
            release,
            indicator=entry.id,
            complement=entry.complement or None,
            status=choices.status,
            measure=measure,
            **{name: row[name] for name in place},
        )
        for one in answer.to_pylist():
            if one["until"] == row["until"]:
                return {**one, "measure": measure}
    return None


def _coverage(release: Release, state: State, choices: Choices, row: Row) -> str:
    """For a breakdown, what is known of the members that the latest period leaves out; empty for none."""
    stated = stated_coverage(release, choices.indicator, state.dimension, row) if state.dimension != WHOLE else {}
    if stated.get("coverage", "complete") == "complete":
        return ""
    return say(f"coverage_members_{stated['coverage']}", state.language, count=stated["members"])


def _title(state: State, choices: Choices) -> str:
    language = state.language
    name = choices.indicator.texts(language).name
    if not state.regions[0]:
        return name
    place = place_text(choices, state.regions[0], language)
    if state.dimension == WHOLE:
        title = say("trend_title", language, name=name, place=place)
    else:
        dimension = catalogue().breakdowns[state.dimension].text(language)
        in_title = dimension[:1].lower() + dimension[1:]
        title = say("trend_title_by", language, name=name, dimension=in_title, place=place)
    return title if choices.status == "actual" else say("target_title", language, title=title)


def _figure(named: Named, breaks: list[Break], indicator: Indicator, language: str, theme: str) -> str:
    """Lines; but members known for one period only stand side by side, since a line of one point shows nothing."""
    scale = scale_of(indicator, language)
    if len(named) > 1 and len({row["until"] for _, rows in named for row in rows}) == 1:
        bars = [bar_of(name, rows[-1], indicator, language) for name, rows in named]
        return as_json(ranking(bars, None, scale, theme))
    series = [series_of(name, own, indicator, language, n < MOST_HIGHLIGHTED) for n, (name, own) in enumerate(named)]
    lines = [BreakLine(since=b.since, text=say("break_mark", language)) for b in breaks]
    return as_json(trend_line(series, lines, scale, theme))


def _remarks(named: Named, indicator: Indicator, language: str) -> tuple[str, ...]:
    """What must be said under the sentence: how its figures came about, open markers, and missing periods."""
    rows = [row for _, series in named for row in series]
    latest = [figure_of(row, indicator, language) for row in latest_rows(named)]
    said = []
    if remarks := list(dict.fromkeys(remark for figure in latest for remark in figure.remarks)):
        joined = say("remark_joint", language).join(remarks)
        said.append(say("remark_latest", language, period=latest[0].period, remark=joined))
    if any(row["bound"] != "exact" for row in rows):
        said.append(say("remark_bounds", language))
    if any("e" in row["flags"] for row in rows):
        said.append(say("remark_inferred", language))
    if len(named) == 1 and (missing := missing_periods(rows, language)):
        said.append(say("remark_missing", language, periods=say("list_joint", language).join(missing)))
    return tuple(said)


def _table(named: Named, indicator: Indicator, language: str) -> Table:
    joint = say("remark_joint", language)
    rows = []
    for name, series in named:
        for row in series:
            figure = figure_of(row, indicator, language)
            texts = (figure.period, figure.text, figure.base, joint.join(figure.remarks), citation(row, language))
            rows.append((name if len(named) > 1 else "", *texts))
    records = tuple(record(row) for _, series in named for row in series)
    return Table(tuple(say(key, language) for key in COLUMNS), tuple(rows), RECORD, records).without_empty_columns()

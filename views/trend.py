"""How has this indicator moved over time? A state in, a card with a line out."""

from dataclasses import replace

from charts.marks import BreakLine
from charts.ranking import ranking
from charts.spark_line import spark_line
from charts.style import as_json
from charts.trend_line import trend_line
from data.releases import Release
from indicators import Break, Indicator, catalogue
from queries import ask
from views.about import card_about
from views.cards import Card, Table
from views.choices import TOTALS, WHOLE, Choices, choices_of, filled, place_text
from views.controlled import control_remarks, controlled
from views.coverage import stated_coverage
from views.drawn import MOST_HIGHLIGHTED, Drawn, Row, drawn
from views.figures import figure_of
from views.kin import kin_over_time
from views.latest import change_words, latest_rows, latest_words
from views.records import RECORD, record
from views.series import bar_of, crosses, missing_periods, scale_of, series_of
from views.sources import citation, cite
from views.state import State
from views.told import Told, told_of
from views.uncertainty import range_text
from views.withheld import withheld_remark, without_gaps
from words import say, uncapitalised

COLUMNS = ("column_period", "column_value", "column_interval", "column_base", "column_remarks", "column_source")


def trend_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator over time: regions, or the members of a breakdown in one, with others like them."""
    card, drawn, indicator = _answered(release, state)
    if card.message:
        return card
    return replace(card, figure=_figure(drawn, _breaks(drawn, indicator), indicator, state.language, theme))


def headline_card(release: Release, state: State, theme: str = "light") -> Card:
    """The same card for a tile: with a spark line in place of the figure."""
    card, drawn, indicator = _answered(release, state)
    if card.message:
        return card
    name, rows = drawn.chosen[0]
    spark = spark_line(series_of(name, rows, indicator, state.language), theme)
    return replace(card, spark=spark, remarks=tuple(_latest_remarks(drawn, indicator, state.language)))


def _answered(release: Release, state: State) -> tuple[Card, Drawn, Indicator]:
    """The card without a picture, the rows of each series, and the indicator."""
    choices = choices_of(release, state.indicator)
    series = drawn(release, state, choices)
    asked, state = state, filled(state, choices)
    language, indicator, named = state.language, choices.indicator, series.chosen
    card = replace(card_about(indicator, release, language), title=_title(state, choices))
    if not choices.all:
        message = say("nothing_in_dataset", language, name=indicator.texts(language).name)
        return replace(card, title=indicator.texts(language).name, message=message), series, indicator
    if not named:
        why = "crowded" if series.crowded else "nothing_trend_withheld" if series.withheld else "nothing_trend"
        return replace(card, message=say(why, language)), series, indicator
    # A number without a name would be taken for the whole: several series have a sentence and no headline.
    alone = len(named) == 1
    latest = figure_of(named[0][1][-1], indicator, language)
    printed = _printed_change(release, named[0][1][-1], choices) if alone else None
    sentence = latest_words(named, _subject(state, choices, series), indicator, language, printed)
    alt = "alt_side_by_side" if series.side_by_side else "alt_trend"
    told = told_of(release, choices, named[0][1], language, printed is not None) if alone else Told()
    made = replace(
        card,
        headline=latest.text if alone else "",
        period=latest.period if alone else "",
        sentence=sentence,
        change=change_words(named[0][1], indicator, language, printed) if alone else "",
        verdict=told.verdict,
        finding=told.finding,
        evidence=told.evidence,
        alt=say(alt, language, title=card.title, sentence=sentence),
        table=series_table(series, indicator, language),
        sources=cite([*latest_rows(named), *series.rows], language),
        breaks=tuple(b.text(language) for b in _breaks(series, indicator)),
        remarks=(
            *_place_remark(asked, choices, language),
            *kin_over_time(choices, asked.regions, language),
            *_remarks(series, told, indicator, language),
        ),
        coverage=_coverage(release, state, choices, latest_rows(named)),
    )
    return made, replace(series, control=told.control), indicator


def _breaks(series: Drawn, indicator: Indicator) -> list[Break]:
    """The breaks that lie between figures of the series."""
    return [b for b in catalogue().breaks(indicator.id) if crosses(b.since, series.rows)]


def _subject(state: State, choices: Choices, series: Drawn) -> str:
    """What the sentence speaks of: the indicator, with its one place where that is not plainly the nation."""
    language, place = state.language, state.regions[0]
    subject = choices.indicator.texts(language).name
    plain = place == TOTALS[0] and not choices.has_two_scopes
    if len(state.regions) == 1 and not plain:
        subject = say("subject_of", language, name=subject, place=place_text(choices, place, language))
    if member := _one_member(state, series):
        subject = say("subject_member", language, name=subject, place=member)
    return subject if choices.status == "actual" else say("target_subject", language, subject=subject)


def _printed_change(release: Release, row: Row, choices: Choices) -> Row | None:
    """The change on the year that a source prints for the latest figure, where one does."""
    place = ("grain", "region", "dimension", "member")
    for measure in ("change", "growth"):
        answer = ask(
            "trend",
            release,
            **choices.indicator.sides,
            status=choices.status,
            measure=measure,
            **{name: row[name] for name in place},
        )
        for one in answer.to_pylist():
            if one["until"] == row["until"]:
                return {**one, "measure": measure}
    return None


def _one_member(state: State, series: Drawn) -> str:
    """The member that alone is spoken of; empty for the whole and for several."""
    members = {row["member"] for _, rows in series.chosen for row in rows} - {WHOLE}
    return catalogue().member(state.dimension, members.pop()).text(state.language) if len(members) == 1 else ""


def _coverage(release: Release, state: State, choices: Choices, latest: list[Row]) -> str:
    """For a breakdown, what is known of the members that the latest period leaves out; empty for none."""
    if state.dimension == WHOLE:
        return ""
    language, said = state.language, []
    for row in {row["region"]: row for row in reversed(latest)}.values():
        stated = stated_coverage(release, choices.indicator, state.dimension, row)
        if stated.get("coverage", "complete") != "complete":
            text = say(f"coverage_members_{stated['coverage']}", language, count=stated["members"])
            place = place_text(choices, row["region"], language)
            several = len(state.regions) > 1
            said.append(say("coverage_there", language, place=place, coverage=text) if several else text)
    return " ".join(said)


def _title(state: State, choices: Choices) -> str:
    language = state.language
    name = choices.indicator.texts(language).name
    if not state.regions[0]:
        return name
    place = say("place_joint", language).join(place_text(choices, id, language) for id in state.regions)
    if state.dimension == WHOLE:
        title = say("trend_title", language, name=name, place=place)
    else:
        dimension = catalogue().breakdowns[state.dimension].text(language)
        in_title = uncapitalised(dimension)
        title = say("trend_title_by", language, name=name, dimension=in_title, place=place)
    return title if choices.status == "actual" else say("target_title", language, title=title)


def _figure(drawn: Drawn, breaks: list[Break], indicator: Indicator, language: str, theme: str) -> str:
    """Lines over time, or bars of the one period that is known; the chosen series in colour before the grey ones."""
    scale = scale_of(indicator, language)
    spoken = len(drawn.chosen)
    named = list(enumerate((*drawn.chosen, *drawn.context)))
    if drawn.side_by_side:
        bars = [bar_of(name, rows[-1], indicator, language, n < spoken) for n, (name, rows) in named]
        return as_json(ranking(bars, None, scale, theme))
    coloured = min(spoken, MOST_HIGHLIGHTED)
    series = [series_of(name, rows, indicator, language, n < coloured) for n, (name, rows) in named]
    if drawn.control:
        series[0] = controlled(series[0], drawn.control, language)
    lines = [BreakLine(since=b.since, text=say("break_mark", language)) for b in breaks]
    return as_json(trend_line(series, lines, scale, theme))


def _remarks(drawn: Drawn, told: Told, indicator: Indicator, language: str) -> tuple[str, ...]:
    """What must be said under the sentence: how its figures came about, open markers, missing periods, grey lines."""
    joint = say("place_joint", language)
    said = _latest_remarks(drawn, indicator, language)
    if any(row["bound"] != "exact" for row in drawn.rows):
        said.append(say("remark_bounds", language))
    if any("e" in row["flags"] for row in drawn.rows):
        said.append(say("remark_inferred", language))
    said += withheld_remark(len(drawn.withheld), language)
    known = without_gaps(drawn.chosen[0][1], drawn.withheld)
    if len(drawn.chosen) == 1 and (missing := missing_periods(known, language)):
        said.append(say("remark_missing", language, periods=say("list_joint", language).join(missing)))
    if drawn.behind_time:
        said.append(say("remark_earlier", language, names=joint.join(drawn.behind_time)))
    if drawn.without:
        said.append(say("remark_without", language, names=joint.join(drawn.without)))
    if told.control:
        said += control_remarks(told.control, language)
    if told.remark:
        said.append(told.remark)
    return (*said, *_context_words(drawn, language))


def _latest_remarks(drawn: Drawn, indicator: Indicator, language: str) -> list[str]:
    """How the figures of the sentence came about."""
    latest = [figure_of(row, indicator, language) for row in latest_rows(drawn.chosen)]
    remarks = dict.fromkeys(remark for figure in latest for remark in figure.remarks)
    if not remarks:
        return []
    return [say("remark_latest", language, period=latest[0].period, remark=say("remark_joint", language).join(remarks))]


def _place_remark(asked: State, choices: Choices, language: str) -> list[str]:
    """That no national figure is known, where a region stands in for the nation because nobody chose one."""
    place, *others = choices.regions(asked.dimension or choices.dimensions()[0])
    if asked.regions or place in TOTALS:
        return []
    shown = filled(asked, choices).regions[0]
    return [say("remark_no_nation", language, place=place_text(choices, shown, language), count=len(others))]


def _context_words(drawn: Drawn, language: str) -> list[str]:
    """What the grey series are, or that there are too many of them."""
    of = "regions" if drawn.by_region else "members"
    if drawn.left_out:
        return [say(f"context_left_out_{of}", language, count=drawn.left_out)]
    return [say(f"context_{of}", language, count=len(drawn.context))] if drawn.context else []


def series_table(drawn: Drawn, indicator: Indicator, language: str) -> Table:
    """Every figure of every series that is drawn, the chosen series first."""
    joint = say("remark_joint", language)
    series = (*drawn.chosen, *drawn.context)
    rows = []
    for name, own in series:
        for row in own:
            figure = figure_of(row, indicator, language)
            interval = range_text(row, indicator, language)
            texts = (
                figure.period,
                figure.text,
                interval,
                figure.base,
                joint.join(figure.remarks),
                citation(row, language),
            )
            rows.append((name if len(series) > 1 else "", *texts))
    columns = tuple(say(key, language) for key in ("column_region" if drawn.by_region else "column_series", *COLUMNS))
    return Table(columns, tuple(rows), RECORD, tuple(record(row) for row in drawn.rows)).without_empty_columns()

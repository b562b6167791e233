"""Two counts of the same periods, kept apart, and how many of one come on each of the other."""

from dataclasses import dataclass, replace
from typing import Any

from charts.aligned import aligned
from charts.marks import BreakLine, Panel
from charts.style import as_json
from data.releases import Release
from indicators import Break, Indicator, catalogue
from queries import ask
from sentences.joining import in_a_row
from views.about import about
from views.cache import remembered
from views.cards import Card, Table, Verdict, headings
from views.choices import WHOLE, choices_of, place_text
from views.figures import display_text, figure_of
from views.ratios import ratio_of, ratio_rows
from views.records import RECORD, record
from views.series import crosses, missing_periods, scale_of, series_of
from views.sources import citation, cite
from views.state import State
from views.trend import trend_card
from words import capitalised, say

Row = dict[str, Any]
COLUMNS = (
    "column_series",
    "column_period",
    "column_value",
    "column_made_from",
    "column_remarks",
    "column_source",
)


@dataclass(frozen=True)
class Pair:
    """Two counts to be read beside each other, in one region and grain, and the first per each of the second.

    `key` begins the words of the ratio in words/interface.toml, `decimals` are those it shows at most.
    """

    upper: str
    lower: str
    region: str
    grain: str
    key: str
    decimals: int


def aligned_card(release: Release, state: State, theme: str, pair: Pair, title: str, subtitle: str) -> Card:
    """The card of a pair: a panel for the count below, one for the count above and one for the ratio of the two.

    What it says of each count is what Trends says of it: two sentences, never one verdict.
    """
    language = state.language
    cards = [_trend(release, state, theme, pair, one) for one in (pair.lower, pair.upper)]
    told = Card(title=title, subtitle=subtitle, caution=cards[0].caution, release=release.id)
    if not any(card.figure for card in cards):
        return replace(told, message=say("nothing_trend_here", language))
    entries = [catalogue().indicators[id] for id in (pair.lower, pair.upper)]
    counted = [_rows(release, id, pair) for id in (pair.lower, pair.upper)]
    ratio = ratio_of(entries[1], entries[0], pair.key, pair.decimals)
    made = ratio_rows(counted[1], counted[0], ratio)
    series = [(entry, rows) for entry, rows in zip((*entries, ratio), (*counted, made), strict=True) if rows]
    rows = [row for _, own in series for row in own]
    breaks = [b for entry in entries for b in catalogue().breaks(entry.id) if crosses(b.since, rows)]
    sentences = [card.sentence for card in cards] + ([_of_ratio(made, ratio, language)] if made else [])
    sentence = in_a_row(sentences, language)
    return replace(
        told,
        sentence=sentence,
        verdict=_verdict(cards, entries, language),
        finding=_findings(cards, entries, language),
        evidence=_evidence(cards),
        figure=_figure(series, breaks, language, theme),
        alt=say("alt_aligned", language, title=title, sentence=sentence),
        table=_table(series, counted, entries, language),
        sources=cite([*(own[-1] for own in counted if own), *rows], language),
        breaks=tuple(b.text(language) for b in breaks),
        caveats=(*_about(entries, language), *([say("ratio_rule", language)] if made else [])),
        remarks=_remarks(list(zip(entries, counted, strict=True)), bool(made), language),
    )


def _verdict(cards: list[Card], entries: list[Indicator], language: str) -> Verdict | None:
    """The verdict on the count below, under its name: units come in bunches and have none."""
    own = cards[0].verdict
    return (
        replace(own, text=say("verdict_of", language, name=entries[0].texts(language).name, text=own.text))
        if own
        else None
    )


def _findings(cards: list[Card], entries: list[Indicator], language: str) -> str:
    """What is found of each count that can be tested."""
    tested = [(entry, card) for entry, card in zip(entries, cards, strict=True) if card.evidence.rows]
    said = [say("verdict_of", language, name=entry.texts(language).name, text=card.finding) for entry, card in tested]
    return in_a_row(said, language)


def _evidence(cards: list[Card]) -> Table:
    return next((card.evidence for card in cards if card.evidence.rows), Table((), ()))


def place_of_pair(release: Release, pair: Pair, language: str) -> str:
    """How the region of a pair is called."""
    return place_text(choices_of(release, pair.upper), pair.region, language)


def _trend(release: Release, state: State, theme: str, pair: Pair, indicator: str) -> Card:
    """What Trends says of one count alone."""
    plain = state.plain(indicator=indicator)
    return remembered(trend_card, release, plain.but(regions=(pair.region,), grain=pair.grain, dimension=WHOLE), theme)


def _rows(release: Release, indicator: str, pair: Pair) -> list[Row]:
    rows: list[Row] = ask(
        "trend",
        release,
        indicator=indicator,
        complement=None,
        status="actual",
        measure="level",
        grain=pair.grain,
        region=pair.region,
        dimension=WHOLE,
        member=WHOLE,
    ).to_pylist()
    return rows


def _of_ratio(made: list[Row], ratio: Indicator, language: str) -> str:
    """The ratio of the latest period, and the highest one where that is another: said to be computed here."""
    now, highest = made[-1], max(made, key=lambda row: row["value"])
    figure = figure_of(now, ratio, language)
    period = capitalised(figure.period)
    said = say("sentence_ratio", language, period=period, name=ratio.texts(language).name, text=figure.text)
    if highest is not now:
        most = figure_of(highest, ratio, language)
        said += say("sentence_ratio_highest", language, period=most.period, text=most.text)
    return said + say("sentence_end", language)


def _about(entries: list[Indicator], language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for entry in entries for said in about(entry, language)))


def _remarks(counted: list[tuple[Indicator, list[Row]]], with_ratio: bool, language: str) -> tuple[str, ...]:
    """What must be said under the counts: with its name what holds for one, once what holds for both."""
    said = [(entry.texts(language).name, _remarks_of(rows, entry, language)) for entry, rows in counted if rows]
    every = [remark for _, own in said for remark in own]
    texts = [
        remark if every.count(remark) > 1 else say("said_of", language, name=name, said=remark)
        for name, own in said
        for remark in own
    ]
    return (*dict.fromkeys(texts), *([say("remark_ratio", language)] if with_ratio else []))


def _remarks_of(rows: list[Row], entry: Indicator, language: str) -> list[str]:
    """How the latest figure came about, bounds, inferred figures and missing periods of one count."""
    latest = figure_of(rows[-1], entry, language)
    remark = say("remark_joint", language).join(latest.remarks)
    said = [say("remark_latest", language, period=latest.period, remark=remark)] if remark else []
    if any(row["bound"] != "exact" for row in rows):
        said.append(say("remark_bounds", language))
    if any("e" in row["flags"] for row in rows):
        said.append(say("remark_inferred", language))
    if missing := missing_periods(rows, language):
        said.append(say("remark_missing", language, periods=say("list_joint", language).join(missing)))
    return said


def _figure(series: list[tuple[Indicator, list[Row]]], breaks: list[Break], language: str, theme: str) -> str:
    panels = [
        Panel(
            title=entry.texts(language).name,
            series=series_of(entry.texts(language).name, rows, entry, language),
            scale=scale_of(entry, language),
        )
        for entry, rows in series
    ]
    lines = [BreakLine(since=b.since, text=say("break_mark", language)) for b in breaks]
    return as_json(aligned(panels, lines, theme))


def _table(
    series: list[tuple[Indicator, list[Row]]], counted: list[list[Row]], entries: list[Indicator], language: str
) -> Table:
    """Every figure of every panel; beside a ratio stand the two counts that it is made from."""
    texts = [
        {row["until"]: display_text(row, e, language) for row in own} for e, own in zip(entries, counted, strict=True)
    ]
    joint = say("remark_joint", language)
    rows, records = [], []
    for entry, own in series:
        for row in own:
            figure = figure_of(row, entry, language)
            made_from = "" if entry in entries else f"{texts[1][row['until']]} / {texts[0][row['until']]}"
            name = entry.texts(language).name
            said = (name, figure.period, figure.text, made_from, joint.join(figure.remarks), citation(row, language))
            rows.append(said)
            records.append(record(row))
    return Table(headings(COLUMNS, language), tuple(rows), RECORD, tuple(records)).without_empty_columns()

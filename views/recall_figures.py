"""What the records of recalls show together: sizes, the largest, brands, completion. A state in, a card out."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from charts.log_strip import log_strip
from charts.marks import Bar
from charts.named_bars import named_bars
from charts.style import as_json
from data.releases import Release
from views.cards import Card, Table, headings
from views.recall_list import card_of_records, nothing_behind
from views.recall_records import Behind, Row, behind, brand_text, rows_of, share_text, years_of
from views.series import scale_of
from views.state import State
from words import say
from words.numbers import write_count

LARGEST, BRANDS, SMALL = 10, 12, 10_000
RECALLS, UNITS = ("recalls", "units")
BANDS = [(10**step, 10 ** (step + 1) - 1) for step in range(8)]


def recall_sizes_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of how large the recalls of a period are: a dot for each on a scale of tens."""
    of, language = behind(release, state), state.language
    if of is None:
        return nothing_behind(release, language)
    rows = rows_of(release, of)
    small = [row["units"] for row in rows if row["units"] < SMALL]
    total = sum(row["units"] for row in rows)
    sentence = say(
        "recall_sizes_sentence",
        language,
        middle=of.of_units(rows[len(rows) // 2]["units"]),
        size=of.of_units(SMALL),
        part=share_text(len(small), len(rows), language),
        small=write_count(len(rows)),
        share=share_text(sum(small), total, language),
    )
    dots = [_bar(of, row, n == 0) for n, row in enumerate(rows)]
    return replace(
        _card(of, release, "recall_sizes", sentence),
        figure=as_json(log_strip(dots, scale_of(of.counting[1], language), theme)),
        table=_bands(rows, of, total),
    )


def recall_largest_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the recalls that carry the number of units of a period, each with its share of it."""
    of, language = behind(release, state), state.language
    if of is None:
        return nothing_behind(release, language)
    rows = rows_of(release, of, rows=LARGEST)
    total, held = rows[0]["units_of_matches"], sum(row["units"] for row in rows)
    said = {"period": of.words["period"], "count": len(rows)}
    first, share = share_text(rows[0]["units"], total, language), share_text(held, total, language)
    sentence = say("recall_largest_sentence", language, first=first, share=share, **said)
    bars = [_bar(of, row, True) for row in rows]
    shares = [share_text(row["units"], total, language) for row in rows]
    cells = [(of.name(row), of.of_units(row["units"]), share) for row, share in zip(rows, shares, strict=True)]
    records = [(row["record"], str(row["units"]), str(total)) for row in rows]
    columns = headings(("column_recall", "column_units", "column_share_of_all"), language)
    return replace(
        _card(of, release, "recall_largest", sentence, count=len(rows)),
        figure=as_json(named_bars(bars, scale_of(of.counting[1], language), theme)),
        table=Table(columns, tuple(cells), ("record", "units", "units_of_period"), tuple(records)),
    )


def recall_brands_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the brands with the most units recalled in a period; every brand stands in the table."""
    of, language = behind(release, state), state.language
    if of is None:
        return nothing_behind(release, language)
    rows = rows_of(release, of)
    brands: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        brands[row["brand"]].append(row)
    ranked = sorted(brands.values(), key=lambda own: (-_units(own), own[0]["brand"]))
    total = _units(rows)
    first = {"brand": brand_text(ranked[0][0], language), "share": share_text(_units(ranked[0]), total, language)}
    counts = {"recalls": of.of_recalls(len(ranked[0])), "units": of.of_units(_units(ranked[0]))}
    said = {"period": of.words["period"], "brands": write_count(len(ranked)), **first, **counts}
    names = [brand_text(own[0], language) for own in ranked]
    texts = [of.of_units(_units(own)) for own in ranked]
    bars = [
        Bar(name=name, number=_units(own), text=text, hover=(name, text, of.of_recalls(len(own))))
        for name, own, text in zip(names, ranked, texts, strict=True)
    ]
    cells = [
        (name, of.of_recalls(len(own)), text, share_text(_units(own), total, language))
        for name, own, text in zip(names, ranked, texts, strict=True)
    ]
    columns = headings(("column_brand", "column_recalls", "column_units", "column_share_of_all"), language)
    records = tuple((own[0]["brand"], str(len(own)), str(_units(own))) for own in ranked)
    return replace(
        _card(of, release, "recall_brands", say("recall_brands_sentence", language, **said)),
        figure=as_json(named_bars(bars[:BRANDS], scale_of(of.counting[1], language), theme)),
        table=Table(columns, tuple(cells), ("brand", RECALLS, UNITS), records),
    )


def recall_completion_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of how much of the recalls of each year has been remedied, over those that reported it."""
    language, years = state.language, years_of(release, state)
    of = behind(release, state.but(grain="year", until=years[0])) if years else None
    if of is None:
        return nothing_behind(release, language)
    by_year: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(release, of, since=date(years[-1].year, 1, 1)):
        by_year[row["date"].year].append(row)
    done = [_done(of, year, by_year[year]) for year in sorted(by_year, reverse=True)]
    # The newest year has had little time: what is said is of the one before.
    told = done[min(1, len(done) - 1)]
    columns = ("column_year", "column_completed", "column_done", "column_of_units", "column_reported")
    bars = [Bar(name=one.year, number=one.percent, text=one.share, hover=(one.year, one.share)) for one in done]
    scale = replace(scale_of(of.counting[1], language), unit="%")
    sentence = say("recall_completion_sentence", language, year=told.year, share=told.share, reports=told.reports)
    return replace(
        _card(of, release, "recall_completion", sentence),
        figure=as_json(named_bars(bars, scale, theme)),
        table=Table(
            headings(columns, language),
            tuple((one.year, one.share, one.completed, one.units, one.reports) for one in done),
            ("year", "completed", "units_reported", "reported", RECALLS),
            tuple(one.record for one in done),
        ),
    )


class _Done(NamedTuple):
    """How far the recalls of a year have come, in texts and for machines."""

    year: str
    percent: float
    share: str
    completed: str
    units: str
    reports: str
    record: tuple[str, ...]


def _done(of: Behind, year: int, rows: list[Row]) -> _Done:
    told = [row for row in rows if row["completed"] is not None]
    completed, units = sum(row["completed"] for row in told), _units(told)
    counted = {"told": write_count(len(told)), "recalls": write_count(len(rows))}
    return _Done(
        str(year),
        100 * completed / units if units else 0.0,
        share_text(completed, units, of.language),
        of.of_units(completed),
        of.of_units(units),
        say("recall_completion_reported", of.language, **counted),
        (str(year), str(completed), str(units), str(len(told)), str(len(rows))),
    )


def _card(of: Behind, release: Release, key: str, sentence: str, **filled: object) -> Card:
    language = of.language
    card = card_of_records(release, of, f"{key}_title", {name: str(value) for name, value in filled.items()})
    alt = say("alt_recall_chart", language, title=card.title, sentence=sentence)
    return replace(card, subtitle=say(f"{key}_question", language), sentence=sentence, alt=alt)


def _units(rows: list[Row]) -> int:
    return sum(row["units"] for row in rows)


def _bar(of: Behind, row: Row, highlighted: bool) -> Bar:
    name, text = of.name(row), of.of_units(row["units"])
    share = share_text(row["units"], row["units_of_year"], of.language)
    return Bar(name=name, number=row["units"], text=text, hover=(name, text, share), highlighted=highlighted)


def _bands(rows: list[Row], of: Behind, total: int) -> Table:
    """How many recalls, and how many of the units, lie within each step of the scale."""
    language, cells, records = of.language, [], []
    for low, high in BANDS:
        inside = [row for row in rows if low <= row["units"] <= high]
        if inside:
            band = say("size_band", language, low=write_count(low), high=of.of_units(high))
            units = of.of_units(_units(inside))
            share = share_text(_units(inside), total, language)
            cells.append((band, of.of_recalls(len(inside)), units, share))
            records.append((str(low), str(high), str(len(inside)), str(_units(inside))))
    columns = headings(("column_size", "column_recalls", "column_units", "column_share_of_all"), language)
    return Table(columns, tuple(cells), ("from", "to", RECALLS, UNITS), tuple(records))

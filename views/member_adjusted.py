"""A rate as it was, beside what it would have been with one mix: the same parts in every period, as in the last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from charts.style import as_json
from charts.trend_line import trend_line
from indicators import catalogue
from methods.standardisation import Standardised, direct_proportion
from views.cards import Card, Table, headings
from views.changes import change_between, signed
from views.division import Division, period_of
from views.figures import figure_of, step_of, unit_of
from views.latest import NEVER_COMPARED
from views.levels import Key, Level, main_level
from views.mixing import REST, Count, count_of, with_rest
from views.records import exact
from views.series import scale_of, series_of
from views.sources import cite
from views.uncertainty import range_text
from words import say, uncapitalised
from words.numbers import write_number

Row = dict[str, Any]
FEWEST = 2
COLUMNS = ("column_period", "column_value", "column_interval", "column_adjusted", "column_interval_adjusted")
RECORD = ("period_start", "period_end", "numerator", "denominator", "adjusted", "adjusted_low", "adjusted_high")
# The digits that the adjusted rate keeps for drawing; its text is rounded like the rate's.
COMPUTED = Decimal("0.0001")


@dataclass(frozen=True)
class Adjusted:
    """The whole of every period beside its rate with the mix of the last one; `parts` are those held still.

    `has_rest` says that they do not reach the whole, and what is left of it is held still as one part more.
    """

    level: Level
    parts: tuple[str, ...]
    has_rest: bool
    wholes: dict[Key, Row]
    rates: dict[Key, Standardised]


def adjusted_of(of: Division) -> Adjusted | None:
    """The adjusted rates in the grain asked for, over the last periods that have counts of the same parts.

    None goes back over a break of the definition.
    """
    level = main_level(of.levels, of.state.grain, of.release.has_records)
    counted = _counted(level) if level and of.indicator.is_ratio and level.grain not in NEVER_COMPARED else {}
    parts: set[str] = set()
    kept: list[Key] = []
    since = max((one.since for one in of.breaks(level.whole if level else [])), default=date.min)
    for key in reversed([key for key in counted if key[1] >= since]):
        both = parts & counted[key].keys() if kept else set(counted[key])
        if not both:
            break
        parts, kept = both, [key, *kept]
    if level is None or len(kept) < FEWEST:
        return None
    wholes = {key: row for key in kept if (row := level.whole_at(key))}
    split = {key: _split(counted[key], parts, wholes[key]) for key in kept}
    rates = _rates({key: counts for key, counts in split.items() if counts}, kept[-1])
    ordered = tuple(id for id in of.asked.members if id in parts)
    if len(rates) < FEWEST:
        return None
    return Adjusted(level, ordered, REST in split[kept[-1]], {key: dict(wholes[key]) for key in rates}, rates)


def adjusted_card(of: Division, card: Card, theme: str) -> Card:
    """The card of the rate as it was and with the last mix; a message where counts are missing."""
    language, found = of.language, adjusted_of(of)
    if found is None:
        return replace(card, title=of.title(), message=say("nothing_effects", language))
    rows = list(found.wholes.values())
    sentence = _sentence(of, found)
    return replace(
        card,
        title=say("title_adjusted", language, title=of.title()),
        sentence=sentence,
        finding=say("adjusted_no_more", language, dimension=_dimension(of)),
        figure=_figure(of, found, theme),
        alt=say("alt_adjusted", language, title=of.title(), sentence=sentence),
        table=_table(of, found),
        sources=cite(rows[::-1], language),
        remarks=(*_remarks(of, found), *card.remarks),
    )


def _counted(level: Level) -> dict[Key, dict[str, Count]]:
    """The counts of the parts of each period whose whole has counts too, oldest first."""
    found = {}
    for key in level.keys:
        whole = level.whole_at(key)
        counts = {id: one for id, row in level.at(key).items() if (one := count_of(row))}
        if whole and count_of(whole) and counts:
            found[key] = counts
    return found


def _split(counts: Mapping[str, Count], parts: set[str], whole: Row) -> dict[str, Count]:
    """The parts and the rest of their whole; nothing where they do not fit it."""
    total = count_of(whole)
    if total is None:
        return {}
    split = with_rest({id: counts[id] for id in counts if id in parts}, total)
    x, n = split[REST]
    if n == 0:
        return {id: one for id, one in split.items() if id != REST}
    return split if 0 <= x <= n else {}


def _rates(split: Mapping[Key, dict[str, Count]], last: Key) -> dict[Key, Standardised]:
    """The rate of each period with the mix of the last, where it has all parts of the last."""
    mix = split.get(last, {})
    return {
        key: direct_proportion(
            [float(counts[id][0]) for id in mix],
            [float(counts[id][1]) for id in mix],
            [float(mix[id][1]) for id in mix],
        )
        for key, counts in split.items()
        if counts.keys() == mix.keys()
    }


def _adjusted_row(row: Row, rate: Standardised) -> Row:
    value = Decimal(rate.rate * 100).quantize(COMPUTED)
    made = {"value": value, "numerator": None, "denominator": None, "turned": False}
    return {**row, **made, "flags": "b" if "b" in row["flags"] else "", "note": "computed_by_us"}


def _dimension(of: Division) -> str:
    name = catalogue().breakdowns[of.asked.dimension].text(of.language)
    return uncapitalised(name)


def _names(of: Division, found: Adjusted) -> str:
    return say("place_joint", of.language).join(of.plain_name(id) for id in found.parts)


def _sentence(of: Division, found: Adjusted) -> str:
    first, *_, last = found.rates
    rows = [found.wholes[key] for key in (first, last)]
    then = _adjusted_row(rows[0], found.rates[first])
    raw, adjusted = (signed(*change_between(before, rows[1], of.indicator, of.language)) for before in (rows[0], then))
    texts = [figure_of(row, of.indicator, of.language).text for row in (rows[0], rows[1], then)]
    return say(
        "sentence_adjusted",
        of.language,
        subject=of.subject(),
        earlier=period_of(found.level, first).text(of.language),
        later=period_of(found.level, last).text(of.language),
        before=texts[0],
        now=texts[1],
        raw=raw,
        dimension=_dimension(of),
        then=texts[2],
        adjusted=adjusted,
    )


def _remarks(of: Division, found: Adjusted) -> list[str]:
    """What was held still, and that some counts follow from rounded rates."""
    said = [say("remark_adjusted_rest" if found.has_rest else "remark_adjusted", of.language, parts=_names(of, found))]
    rows = [row for key in found.rates for id, row in found.level.at(key).items() if id in found.parts]
    if any(row["numerator"] is None for row in rows):
        said.append(say("remark_effects_derived", of.language))
    return said


def _figure(of: Division, found: Adjusted, theme: str) -> str:
    raw = list(found.wholes.values())
    made = [_adjusted_row(row, rate) for row, rate in zip(raw, found.rates.values(), strict=True)]
    series = [
        series_of(say(f"series_{name}", of.language), rows, of.indicator, of.language)
        for name, rows in (("raw", raw), ("adjusted", made))
    ]
    return as_json(trend_line(series, [], scale_of(of.indicator, of.language), theme))


def _table(of: Division, found: Adjusted) -> Table:
    language, rows, records = of.language, [], []
    unit = unit_of("level", of.indicator, language)
    for key, row in found.wholes.items():
        rate, figure, step = found.rates[key], figure_of(row, of.indicator, language), step_of(row, of.indicator)
        parts = (rate.rate, rate.lower, rate.upper)
        texts = [write_number(Fraction(part) * 100, step, unit, language) for part in parts]
        interval = say("interval", language, low=texts[1], high=texts[2])
        rows.append((figure.period, figure.text, range_text(row, of.indicator, language), texts[0], interval))
        days = (str(row["period"]), str(row["until"]))
        counts = (str(row["numerator"] or ""), str(row["denominator"] or ""))
        records.append((*days, *counts, *(exact(part * 100) for part in parts)))
    return Table(headings(COLUMNS, language), tuple(rows), RECORD, tuple(records)).without_empty_columns()

"""Regions at one mix of products: the rate as it is beside what it would be had each place checked the nation's mix."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from charts.dumbbell import dumbbell
from charts.marks import Bar, Pair
from charts.style import as_json
from indicators import catalogue
from methods.standardisation import Standardised, indirect_proportion
from queries import ask
from regions import NATION, region
from sentences.joining import in_a_row
from views.cards import Card, Table, Verdict, headings
from views.choices import WHOLE
from views.comparison import MOST_LISTED
from views.figures import figure_of, step_of
from views.mixing import leaves
from views.records import RECORD, exact, record
from views.references import Reference
from views.regional import Regional
from views.series import bar_of, scale_of
from views.sources import citation, cite
from views.standings import Standing, classes, summary
from views.uncertainty import range_text
from words import capitalised, say, uncapitalised
from words.numbers import write_count, write_number

Row = Mapping[str, Any]
COLUMNS = (
    "column_region",
    "column_value",
    "column_interval",
    "column_expected",
    "column_adjusted_region",
    "column_interval_adjusted",
    "column_against",
    "column_source",
)
MORE = ("expected", "adjusted", "adjusted_low", "adjusted_high")


@dataclass(frozen=True)
class SameMix:
    """A region's rate, the one that the nation's products would give its mix, and the rate made comparable (0 to 100).

    `rate` is in the unit shown, so that a pass rate and its other side mirror each other.
    """

    row: Row
    expected: Fraction
    rate: Standardised


def same_mix_card(of: Regional, card: Card, theme: str) -> Card:
    """The card of raw and adjusted rates; a message where the mixes are not known."""
    made = same_mix(of)
    if not made or of.nation is None:
        return replace(card, message=say("nothing_same_mix", of.language), verdict=None, finding="")
    found = classes({one.row["region"]: (one.row, _expected(one)) for one in made}, of.indicator)
    language, text = of.language, summary(found, of.language)
    breakdown = catalogue().breakdowns[of.indicator.mix.breakdown if of.indicator.mix else ""].text(language)
    said = [say("standings_by_chance", language, count=write_count(len(found)))]
    said.append(say("same_mix_no_more", language, dimension=uncapitalised(breakdown)))
    sentence = _sentence(of, made, found)
    left_out = len(of.rows) - len(made)
    remarks = [say("remark_same_mix", language, dimension=uncapitalised(breakdown))]
    remarks += [say("remark_same_mix_without", language, count=write_count(left_out))] if left_out else []
    return replace(
        card,
        title=say("title_same_mix", language, title=card.title),
        sentence=sentence,
        verdict=Verdict("compared", text) if text else None,
        finding=in_a_row(said, language),
        figure=as_json(_figure(of, made, found, theme)),
        alt=say("alt_same_mix", language, title=card.title, sentence=sentence),
        table=_table(of, made, found),
        sources=cite([*(one.row for one in made), of.nation], language),
        remarks=of.remarks([one.row for one in made], *remarks, *of.withheld_remark()),
    )


def same_mix(of: Regional) -> list[SameMix]:
    """The regions whose mix is known, by their adjusted rate from the highest; none where that of the nation is not."""
    nation, mix = of.nation, of.indicator.mix
    if nation is None or mix is None or nation["numerator"] is None:
        return []
    parts = _parts(of, mix.breakdown)
    made = []
    for row in of.ranked:
        if own := parts.get(row["region"], {}):
            expected = _expected_share(row, own, nation, parts.get(NATION, {}))
            if expected is not None and 0 < expected < 1:
                made.append(SameMix(row, expected, _adjusted(row, expected, nation, of.indicator.better)))
    return sorted(made, key=lambda one: (-one.rate.rate, one.row["region"]))


def _parts(of: Regional, breakdown: str) -> dict[str, dict[str, Row]]:
    """The members of each region that are not divided further, and all of the nation, by region.

    Where a region shows a class and none of its products, the nation's rate of that class is taken.
    """
    place = {"grain": of.period.grain, "until": of.period.until, "period": of.period.period}
    regions = [NATION, *(row["region"] for row in of.rows)]
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ask("mixes", of.release, **of.choices.level, **place, regions=regions, dimension=breakdown).to_pylist():
        if row["member"] != WHOLE:
            rows[row["region"]].append(row)
    nation = {row["member"]: row for row in rows.pop(NATION, [])}
    return {NATION: nation, **{id: leaves(breakdown, found) for id, found in rows.items()}}


def _expected_share(row: Row, own: Mapping[str, Row], nation: Row, national: Mapping[str, Row]) -> Fraction | None:
    """The share that the nation's rates would give this region's mix; what is not known by member is one part more."""
    shared = [id for id in own if id in national and _has_counts(own[id]) and _has_counts(national[id])]
    rest = row["denominator"] - sum(own[id]["denominator"] for id in shared)
    left = {part: nation[part] - sum(national[id][part] for id in shared) for part in ("numerator", "denominator")}
    if not shared or rest < 0 or left["denominator"] < 0 or (rest and not left["denominator"]):
        return None
    hits = sum(
        (Fraction(own[id]["denominator"] * national[id]["numerator"], national[id]["denominator"]) for id in shared),
        Fraction(rest * left["numerator"], left["denominator"]) if rest else Fraction(0),
    )
    return Fraction(hits, row["denominator"])


def _has_counts(row: Row) -> bool:
    return row["numerator"] is not None and bool(row["denominator"])


def _adjusted(row: Row, expected: Fraction, nation: Row, better: str) -> Standardised:
    """In per cent of the side shown. What fails is scaled, whichever side is shown: passing is what is left."""
    x, n = row["numerator"], row["denominator"]
    whole = nation["numerator"] / nation["denominator"]
    if better == "higher":
        failed = indirect_proportion(n - x, n, float(1 - expected), 1 - whole)
        return Standardised((1 - failed.rate) * 100, (1 - failed.upper) * 100, (1 - failed.lower) * 100, failed.level)
    plain = indirect_proportion(x, n, float(expected), whole)
    return Standardised(plain.rate * 100, plain.lower * 100, plain.upper * 100, plain.level)


def _expected(one: SameMix) -> Reference:
    """What its own mix leads one to expect, as something to hold a region against."""
    counts = {"numerator": one.expected * one.row["denominator"], "denominator": one.row["denominator"]}
    return Reference({**one.row, **counts, "region": "", "flags": "", "note": ""}, "mix")


def _texts(of: Regional, one: SameMix) -> dict[str, str]:
    """The numbers of a region as they are written: all to the last digit of its own rate."""
    step = step_of(one.row, of.indicator)
    numbers = {"expected": one.expected * 100, "rate": Fraction(one.rate.rate)}
    numbers |= {"low": Fraction(one.rate.lower), "high": Fraction(one.rate.upper)}
    texts = {name: write_number(number, step, "%", of.language) for name, number in numbers.items()}
    return {**texts, "interval": say("interval", of.language, low=texts["low"], high=texts["high"])}


def _pair(of: Regional, one: SameMix, standing: Standing | None) -> Pair:
    """The raw rate as an open dot, the adjusted one as a full dot with its text."""
    name, texts = of.name(one.row["region"]), _texts(of, one)
    raw = bar_of(name, one.row, of.indicator, of.language, not of.is_context(one.row))
    told = say("hover_adjusted", of.language, text=texts["rate"], interval=texts["interval"])
    held = standing.text(of.language) if standing else ""
    hover = (raw.hover[0], told, held, *raw.hover[1:])
    adjusted = replace(raw, number=one.rate.rate, text=texts["rate"], hover=hover)
    mark = f" {standing.mark}" if standing and standing.mark else ""
    return Pair(before=replace(raw, hover=hover), after=adjusted, change=texts["rate"] + mark)


def _figure(of: Regional, made: Sequence[SameMix], found: Mapping[str, Standing], theme: str) -> Any:
    by_id = {one.row["region"]: one for one in made}
    pairs = [_pair(of, by_id[id], found.get(id)) for id in of.on_page(list(by_id))]
    names = (say("series_raw", of.language), say("series_same_mix", of.language))
    assert of.nation, "nothing is adjusted without the nation"
    whole: Bar = bar_of(region(NATION).short[of.language], of.nation, of.indicator, of.language, False)
    nation = Pair(before=whole, after=whole, change=whole.text)
    return dumbbell([nation, *pairs], names, scale_of(of.indicator, of.language), theme)


def _sentence(of: Regional, made: Sequence[SameMix], found: Mapping[str, Standing]) -> str:
    """Those chosen, else the highest and the lowest, raw and adjusted; and how many classes the mix makes or hides."""
    chosen = [one for one in made if one.row["region"] in of.chosen] or [made[0], made[-1]]
    parts = [
        say(
            "region_same_mix",
            of.language,
            name=of.name(one.row["region"]),
            raw=figure_of(one.row, of.indicator, of.language).text,
            adjusted=_texts(of, one)["rate"],
        )
        for one in chosen[:MOST_LISTED]
    ]
    raw = classes({one.row["region"]: (one.row, Reference(of.nation or {})) for one in made}, of.indicator)
    other = sum(raw[id].side != found[id].side for id in found if id in raw)
    period, joint = capitalised(of.period.text(of.language)), say("comma", of.language)
    return say("sentence_same_mix", of.language, period=period, parts=joint.join(parts), count=write_count(other))


def _row_of_nation(of: Regional) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The nation as it stands at the head of the table: it is what the others are adjusted to."""
    if of.nation is None:
        return [], []
    text, interval = (
        figure_of(of.nation, of.indicator, of.language).text,
        range_text(of.nation, of.indicator, of.language),
    )
    row = (region(NATION).short[of.language], text, interval, "", "", "", "", citation(of.nation, of.language))
    return [row], [(*record(of.nation), *([""] * len(MORE)))]


def _table(of: Regional, made: Sequence[SameMix], found: Mapping[str, Standing]) -> Table:
    language = of.language
    rows, records = _row_of_nation(of)
    for one in made:
        texts, raw = _texts(of, one), figure_of(one.row, of.indicator, language)
        held = found[one.row["region"]].text(language) if one.row["region"] in found else ""
        interval = range_text(one.row, of.indicator, language)
        told = (raw.text, interval, texts["expected"], texts["rate"], texts["interval"], held)
        rows.append((of.name(one.row["region"]), *told, citation(one.row, language)))
        numbers = (float(one.expected * 100), one.rate.rate, one.rate.lower, one.rate.upper)
        records.append((*record(one.row), *(exact(number) for number in numbers)))
    return Table(headings(COLUMNS, language), tuple(rows), (*RECORD, *MORE), tuple(records)).without_empty_columns()

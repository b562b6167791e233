"""Every city or county as a dot within its province: how far apart units lie that a province's own figure hides."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from charts.dot_rows import dot_rows
from charts.marks import Bar, DotRow
from charts.style import as_json
from regions import NATION, province_of, region
from views.cards import Card, Table, Verdict, headings
from views.figures import base_text, display_text, exact_number, is_unsure
from views.places import full_name, told_apart
from views.records import RECORD, record
from views.region_choices import PROVINCE, kind_text
from views.region_rows import region_rows
from views.regional import Regional, regional
from views.series import bar_of, scale_of
from views.sources import citation, cite
from views.standings import Standing, summary
from words import capitalised, say
from words.numbers import write_count

Row = dict[str, Any]
COLUMNS = ("column_region", "column_province", "column_value", "column_base", "column_against", "column_source")


def dots_card(of: Regional, card: Card, theme: str) -> Card:
    """The card with a row for each province and a dot for each of its units, whatever place was chosen to look into."""
    everywhere = regional(of.release, of.state.but(within=NATION, until=of.period.until, grain=of.period.grain)) or of
    units, nation, found = everywhere.rows, everywhere.nation, everywhere.figures.standings
    name, language = of.indicator.texts(of.language).name, of.language
    kind, period = kind_text(of.kind, language), of.period.text(language)
    title = say("regions_title", language, name=name, kind=kind, period=period)
    sentence = _sentence(of, units)
    wholes = region_rows(of.release, of.choices, PROVINCE, of.period)
    text = summary(found, language)
    return replace(
        card,
        title=title,
        sentence=sentence,
        verdict=Verdict("compared", text) if text else None,
        finding=say("standings_by_chance", language, count=write_count(len(found))) if found else "",
        figure=as_json(_figure(of, units, wholes, found, theme)),
        alt=say("alt_dots", language, title=title, sentence=sentence),
        table=_table(of, [*wholes, *units], found),
        sources=cite([*units[:1], *([nation] if nation else [])], language),
        coverage="",
        remarks=(
            *of.remarks([nation] if nation else []),
            say("remark_dots", language),
            *everywhere.withheld_remark(),
        ),
    )


def _figure(of: Regional, units: list[Row], wholes: list[Row], found: Mapping[str, Standing], theme: str) -> Any:
    above: dict[str, list[Row]] = defaultdict(list)
    for row in units:
        if province := province_of(row["region"]):
            above[province.id].append(row)
    provinces = {row["region"]: row for row in wholes}
    order = sorted(above, key=lambda id: (id in provinces, exact_number(provinces[id]) if id in provinces else 0))
    drawn = [
        DotRow(
            name=region(id).short[of.language],
            whole=_whole(of, provinces.get(id)),
            dots=tuple(_dot(of, row, found.get(row["region"])) for row in above[id]),
        )
        for id in reversed(order)
    ]
    nation = provinces.get(NATION)
    line = of.figures.bar(region(NATION).short[of.language], nation) if nation else None
    return dot_rows(drawn, line, scale_of(of.indicator, of.language), theme)


def _whole(of: Regional, row: Row | None) -> Bar | None:
    return bar_of(region(row["region"]).short[of.language], row, of.indicator, of.language) if row else None


def _dot(of: Regional, row: Row, standing: Standing | None) -> Bar:
    """A unit in as few words as there are thousands of: its name, figure and class."""
    text = display_text(row, of.indicator, of.language)
    name = told_apart(row["region"], of.language)
    told = (standing.text(of.language),) if standing and standing.mark else ()
    return Bar(
        name=name,
        number=float(exact_number(row)),
        text=text,
        hover=(f"{name}  {text}", *told),
        id=row["region"],
        highlighted=row["region"] in of.state.regions,
        side=standing.side if standing else "",
        judged=standing.judged if standing else "",
    )


def _sentence(of: Regional, units: list[Row]) -> str:
    """The lowest and the highest of those that count enough, and between what half of them lie."""
    language, period = of.language, capitalised(of.period.text(of.language))
    sure = sorted((row for row in units if not is_unsure(row)), key=exact_number)
    if not sure:
        return say("sentence_dots_few", language, period=period, count=write_count(len(units)))
    low, high = sure[len(sure) // 4], sure[-1 - len(sure) // 4]
    named = {
        end: full_name(row["region"], language) for end, row in (("lowest_name", sure[0]), ("highest_name", sure[-1]))
    }
    texts = {
        end: display_text(row, of.indicator, language)
        for end, row in (("lowest", sure[0]), ("low", low), ("high", high), ("highest", sure[-1]))
    }
    count = write_count(len(sure))
    return say("sentence_dots", language, period=period, count=count, **texts, **named)


def _table(of: Regional, units: list[Row], found: Mapping[str, Standing]) -> Table:
    language, rows = of.language, []
    for row in units:
        id, province = row["region"], province_of(row["region"])
        base = base_text(row, language)
        standing = found[id].text(language) if id in found else ""
        above = province.short[language] if province else ""
        text = display_text(row, of.indicator, language)
        rows.append((told_apart(id, language), above, text, base, standing, citation(row, language)))
    records = tuple(record(row) for row in units)
    return Table(headings(COLUMNS, language), tuple(rows), RECORD, records).without_empty_columns()

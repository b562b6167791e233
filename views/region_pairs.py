"""Two indicators of the same regions against each other, with the caution that goes with it."""

from dataclasses import dataclass, replace
from typing import Any

from charts.marks import Point
from charts.scatter import scatter
from charts.style import as_json
from indicators import Indicator
from methods.results import MethodError
from regions import NATION
from sentences.joining import in_a_row
from views.cards import Card, Table, headings
from views.choices import choices_of
from views.figures import base_text, exact_number, figure_of, is_unsure
from views.period import Period
from views.records import RECORD, record
from views.region_forms import others
from views.region_rows import region_rows
from views.regional import Regional
from views.series import bar_of, hover_lines, scale_of
from views.sources import citation, cite
from words import capitalised, say, uncapitalised
from words.numbers import write_count, write_p, write_ratio

Row = dict[str, Any]
COLUMNS = ("column_region", "column_base", "column_base", "column_source")
MOST_NAMED = 6


@dataclass(frozen=True)
class Pairs:
    """The figures of two indicators for each region that has both, and of the nation where it has them."""

    other: Indicator
    period: Period
    rows: dict[str, tuple[Row, Row]]
    nation: tuple[Row | None, Row | None]


def pairs_card(of: Regional, card: Card, theme: str) -> Card:
    """The card of the indicator along the bottom and the other one up the side."""
    language, card = of.language, replace(card, verdict=None, coverage="")
    made = pairs_of(of)
    if made is None:
        return replace(card, finding="", message=say("nothing_pairs", language))
    names = (of.indicator.texts(language).name, made.other.texts(language).name)
    title = say("pairs_title", language, first=names[0], second=names[1], place=of.title().partition(" · ")[2])
    sentence, finding = _sentence(of, made, names), _finding(of, made)
    cited = [row for pair in made.rows.values() for row in pair]
    return replace(
        card,
        title=title,
        sentence=sentence,
        finding=finding,
        figure=as_json(_figure(of, made, names, theme)),
        alt=say("alt_pairs", language, title=title, sentence=sentence),
        table=_table(of, made, names),
        sources=cite(cited, language),
        remarks=of.remarks(cited, *of.withheld_remark()),
    )


def pairs_of(of: Regional) -> Pairs | None:
    """The other indicator asked for, or the first that there is; None where there is none."""
    found = others(of.release, of.state.but(form="pairs"))
    asked = of.state.other or next(iter(found), "")
    if asked not in found:
        return None
    choices = choices_of(of.release, asked)
    period = found[asked]
    known = {row["region"]: row for row in region_rows(of.release, choices, of.kind, period, of.within)}
    rows = {row["region"]: (row, known[row["region"]]) for row in of.rows if row["region"] in known}
    return Pairs(choices.indicator, period, rows, (of.nation, known.get(NATION)))


def _figure(of: Regional, made: Pairs, names: tuple[str, str], theme: str) -> Any:
    scales = [scale_of(one, of.language) for one in (of.indicator, made.other)]
    first, second = (
        bar_of(say("the_nation", of.language), row, indicator, of.language) if row and indicator.zooms else None
        for row, indicator in zip(made.nation, (of.indicator, made.other), strict=True)
    )
    named = set(of.chosen) or set(_furthest(made))
    points = [_point(of, made, id, id in named) for id in made.rows]
    return scatter(points, scales[0], scales[1], names, theme, (first, second))


def _furthest(made: Pairs) -> list[str]:
    """The regions at the ends of either axis: those whose names a reader asks for first."""
    ends: list[str] = []
    for n in (0, 1):
        order = sorted(made.rows, key=lambda id: exact_number(made.rows[id][n]))
        ends += [order[0], order[-1]]
    return list(dict.fromkeys(ends))[:MOST_NAMED]


def _point(of: Regional, made: Pairs, id: str, named: bool) -> Point:
    name, (first, second) = of.name(id), made.rows[id]
    lines = [
        hover_lines(name, figure_of(row, indicator, of.language), row, of.language)
        for row, indicator in ((first, of.indicator), (second, made.other))
    ]
    return Point(
        name=name,
        across=float(exact_number(first)),
        up=float(exact_number(second)),
        hover=(lines[0][0], lines[1][0]),
        id=id,
        highlighted=not (of.is_context(first) or is_unsure(second)),
        named=named,
    )


def _sentence(of: Regional, made: Pairs, names: tuple[str, str]) -> str:
    """How strongly the two orders go together, with its interval; or that too few regions have both."""
    language, period = of.language, capitalised(of.period.text(of.language))
    values = {"period": period, "first": uncapitalised(names[0]), "second": uncapitalised(names[1])}
    sure = [pair for pair in made.rows.values() if not any(map(is_unsure, pair))]
    exact = [pair for pair in sure if all(row["bound"] == "exact" for row in pair)]
    numbers = [[float(exact_number(pair[n])) for pair in exact] for n in (0, 1)]
    # Its library is slow to import: web/ does so in a thread while the first readers come in.
    from methods.rank_correlation import rank_correlation

    try:
        found = rank_correlation(numbers[0], numbers[1])
    except MethodError:
        return say("sentence_pairs_few", language, **values, count=write_count(len(exact)))
    certain = found.lower > 0 or found.upper < 0
    way = ("together" if found.rho > 0 else "apart") if certain else "none"
    ends = {"rho": _signed(found.rho), "low": _signed(found.lower), "high": _signed(found.upper)}
    p = write_p(found.p_value, language)
    return say(f"sentence_pairs_{way}", language, **values, **ends, p=p, count=write_count(len(exact)))


def _signed(rho: float) -> str:
    text = write_ratio(abs(rho))
    return f"−{text}" if rho < 0 and float(text) else text


def _finding(of: Regional, made: Pairs) -> str:
    """What two figures side by side do not prove."""
    said = [say("pairs_no_cause", of.language)]
    bases = {one.basis for one in (of.indicator, made.other)}
    said += [say("pairs_two_bases", of.language)] if len(bases) > 1 else []
    return in_a_row(said, of.language)


def _table(of: Regional, made: Pairs, names: tuple[str, str]) -> Table:
    language, rows, records = of.language, [], []
    for id, (first, second) in made.rows.items():
        texts = [
            (figure_of(row, indicator, language).text, base_text(row, language))
            for row, indicator in ((first, of.indicator), (second, made.other))
        ]
        cited = dict.fromkeys(citation(row, language) for row in (first, second))
        rows.append((of.name(id), *texts[0], *texts[1], say("remark_joint", language).join(cited)))
        records.append((*record(first), *record(second)))
    heads = headings(COLUMNS, language)
    columns = (heads[0], names[0], heads[1], names[1], heads[2], heads[3])
    other = tuple(f"other_{name}" for name in RECORD)
    return Table(columns, tuple(rows), (*RECORD, *other), tuple(records)).without_empty_columns()

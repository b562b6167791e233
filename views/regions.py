"""How do regions compare on this indicator in one period? A state in, a card with a sorted chart out."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from charts.marks import Bar
from charts.ranking import ranking
from charts.style import as_json
from charts.tile_map import tile_map
from data.releases import Release
from indicators import Indicator
from queries import ask
from regions import breakdown_of, region, regions, schemes
from views.about import about, caution
from views.cards import Card, Table
from views.changes import change_between
from views.choices import WHOLE, Choices, choices_of
from views.coverage import stated_coverage
from views.figures import exact_number, figure_of
from views.records import RECORD, record
from views.series import bar_of, scale_of
from views.sources import citation, cite
from views.state import State
from views.tiles import tiles_of
from words import say
from words.numbers import write_number
from words.periods import write_period

Row = dict[str, Any]
NATION = "100000"
SHARE_STEP = Decimal("0.1")
MOST_LISTED = 4


@dataclass(frozen=True)
class Period:
    """A period in which regions can be compared."""

    period: date | None
    until: date
    grain: str
    figures: int
    with_reference: bool

    def text(self, language: str) -> str:
        """How it is written."""
        return write_period(self.period, self.until, self.grain, language)


def regions_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of one indicator by region in one period, with the nation as reference where it is known."""
    choices = choices_of(release, state.indicator)
    language, indicator = state.language, choices.indicator
    kind, period = compared(release, state, choices)
    name = indicator.texts(language).name
    card = Card(
        title=name,
        subtitle=indicator.texts(language).question,
        caveats=about(indicator, language),
        caution=caution(indicator, language),
        release=release.id,
    )
    if period is None:
        message = say("nothing_period", language) if kind else say("nothing_regions", language, name=name)
        return replace(card, message=message)
    rows = _rows(release, choices, kind, period)
    nation = next((row for row in rows if row["region"] == NATION), None)
    parts = [row for row in rows if row["region"] != NATION]
    cell = {"status": choices.status, "until": period.until, "grain": period.grain, "region": ""}
    coverage = stated_coverage(release, indicator, kind, cell)
    sentence = _sentence(parts, nation, period, indicator, language, coverage.get("coverage", ""))
    title = say("regions_title", language, name=name, kind=kind_text(kind, language), period=period.text(language))
    stated = coverage.get("coverage", "")
    as_map = state.form == "map" and kind == "province"
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=(
            as_json(tile_map(*tiles_of(parts, nation, indicator, stated, language), theme))
            if as_map
            else _ranking(parts, nation, indicator, language, theme)
        ),
        alt=say("alt_map" if as_map else "alt_regions", language, title=title, sentence=sentence),
        table=_table(parts, nation, indicator, language),
        sources=cite([*parts, *([nation] if nation else [])], language),
        remarks=(
            *_remarks(parts, kind, indicator, language),
            *([say("remark_tiles", language)] if as_map else []),
        ),
        coverage=say(f"coverage_{coverage['coverage']}", language, count=coverage["members"]) if coverage else "",
    )


def forms(kind: str) -> list[str]:
    """The ways in which regions of a kind can be drawn: as a ranking (empty), and provinces as a map of tiles."""
    return ["", "map"] if kind == "province" else [""]


def _ranking(parts: list[Row], nation: Row | None, indicator: Indicator, language: str, theme: str) -> str:
    line = _bar(nation, indicator, language) if nation and indicator.zooms else None
    bars = [_bar(row, indicator, language) for row in parts]
    return as_json(ranking(bars, line, scale_of(indicator, language), theme))


def kind_text(kind: str, language: str) -> str:
    """How a kind of regions is called: provinces, cities, or the name of a grouping."""
    return schemes()[kind].name[language] if kind in schemes() else say(f"kind_{kind}", language)


def compared(release: Release, state: State, choices: Choices) -> tuple[str, Period | None]:
    """The kind of regions and the period a state asks for, or the first kind and the newest period with a nation."""
    kinds = choices.kinds()
    kind = state.compare or (kinds[0] if kinds else "")
    offered = periods(release, choices, kind) if kind else []
    fitting = [one for one in offered if state.until in (None, one.until) and state.grain in ("", one.grain)]
    return kind, _best(fitting)


def _best(offered: list[Period]) -> Period | None:
    """The newest period with a nation, or without where none has one, in which not most regions are missing."""
    with_nation = [one for one in offered if one.with_reference] or offered
    most = max((one.figures for one in with_nation), default=0)
    return next((one for one in with_nation if 2 * one.figures >= most), None)


def periods(release: Release, choices: Choices, kind: str) -> list[Period]:
    """The periods in which regions of a kind have figures, newest first."""
    answer = ask(
        "periods",
        release,
        indicator=choices.indicator.id,
        complement=choices.indicator.complement or None,
        status=choices.status,
        measure="level",
        regions=_ids(kind),
        reference=NATION,
    )
    return [Period(**row) for row in answer.to_pylist()]


def _ids(kind: str) -> list[str]:
    return [id for id in regions() if breakdown_of(id) == kind]


def _rows(release: Release, choices: Choices, kind: str, period: Period) -> list[Row]:
    rows: list[Row] = ask(
        "regions",
        release,
        indicator=choices.indicator.id,
        complement=choices.indicator.complement or None,
        status=choices.status,
        measure="level",
        grain=period.grain,
        period=period.period,
        until=period.until,
        dimension=WHOLE,
        member=WHOLE,
        regions=[NATION, *_ids(kind)],
    ).to_pylist()
    return rows


def _bar(row: Row, indicator: Indicator, language: str) -> Bar:
    return bar_of(region(row["region"]).short[language], row, indicator, language)


def _remarks(parts: list[Row], kind: str, indicator: Indicator, language: str) -> tuple[str, ...]:
    """What must be said of the figures, each once, and of the grouping."""
    remarks = dict.fromkeys(r for row in parts for r in figure_of(row, indicator, language).remarks)
    said = [say("remark_of_all", language, remark=say("remark_joint", language).join(remarks))] if remarks else []
    if any(row["bound"] != "exact" for row in parts):
        said.append(say("remark_bounds", language))
    return (*said, *([schemes()[kind].note[language]] if kind in schemes() else []))


def _sentence(
    parts: list[Row], nation: Row | None, period: Period, indicator: Indicator, language: str, coverage: str
) -> str:
    """The highest, and the lowest where none is left out, with the nation.

    Figures are only listed where an order would not be true: bounds, ties, one region, or a copy that is cut.
    """
    bars = [_bar(row, indicator, language) for row in parts]
    when, most = period.text(language), "highest" if indicator.zooms else "most"
    values = {"period": when[:1].upper() + when[1:], "count": len(bars)}
    tied = len(bars) > 1 and bars[0].number == bars[1].number
    bounded = any(bar.bound != "exact" for bar in bars)
    if tied or bounded or coverage == "copy_cut" or len(bars) == 1:
        listed = [say("member_figure", language, name=bar.name, text=bar.text) for bar in bars[:MOST_LISTED]]
        more = say("and_more", language, count=len(bars)) if len(bars) > MOST_LISTED else ""
        subject = indicator.texts(language).name
        said = say(
            "sentence_listed",
            language,
            **(values | {"period": when}),
            subject=subject,
            parts=say("comma", language).join(listed) + more,
        )
    else:
        said = say(f"sentence_{most}", language, **values, name=bars[0].name, text=bars[0].text)
        if coverage == "complete":
            said += say(f"sentence_{most}_lowest", language, name=bars[-1].name, text=bars[-1].text)
    if nation is None:
        return said + say("sentence_end", language)
    reference = _bar(nation, indicator, language)
    return said + say("sentence_nation", language, name=reference.name, text=reference.text)


def _table(parts: list[Row], nation: Row | None, indicator: Indicator, language: str) -> Table:
    against = "column_share" if indicator.regions == "sum" else "column_gap"
    compared_key = (against,) if nation and (indicator.regions == "sum" or indicator.zooms) else ()
    keys = ("column_region", "column_value", "column_base", *compared_key, "column_remarks", "column_source")
    joint = say("remark_joint", language)
    rows = []
    for row in [nation, *parts] if nation else parts:
        figure = figure_of(row, indicator, language)
        name = region(row["region"]).short[language]
        compared_text = (_against(row, nation, indicator, language),) if nation and compared_key else ()
        texts = (figure.text, figure.base, *compared_text, joint.join(figure.remarks), citation(row, language))
        rows.append((name, *texts))
    records = tuple(record(row) for row in ([nation, *parts] if nation else parts))
    return Table(tuple(say(key, language) for key in keys), tuple(rows), RECORD, records).without_empty_columns()


def _against(row: Row, nation: Row, indicator: Indicator, language: str) -> str:
    """A region's share of the nation where regions add up, else its gap to the nation; empty for the nation."""
    if row["region"] == NATION or row["bound"] != "exact" or nation["bound"] != "exact":
        return ""
    if indicator.regions == "sum":
        whole = Fraction(100) if indicator.kind == "share" else exact_number(nation)
        return write_number(exact_number(row) / whole * 100, SHARE_STEP, "%", language) if whole else ""
    text, direction = change_between(nation, row, indicator, language)
    sign = {"up": "+", "more": "+", "down": "−", "less": "−"}.get(direction, "")
    return sign + text

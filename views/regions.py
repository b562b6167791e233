"""How do regions compare on this indicator in one period? A state in, a card with a sorted chart out."""

from dataclasses import replace
from typing import Any

from charts.ranking import ranking
from charts.style import as_json
from charts.tile_map import tile_map
from data.releases import Release
from indicators import Indicator
from queries import ask
from regions import breakdown_of, region, regions, schemes
from views.about import about, caution
from views.cards import Card
from views.choices import WHOLE, Choices, choices_of
from views.comparison import (
    OF_REGIONS,
    Comparison,
    Period,
    best_period,
    comparison_remarks,
    comparison_sentence,
    comparison_table,
)
from views.coverage import stated_coverage
from views.series import scale_of
from views.sources import cite
from views.state import State
from views.tiles import tiles_of
from words import say

Row = dict[str, Any]
NATION = "100000"


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
    stated = coverage.get("coverage", "")
    compared_rows = _comparison(parts, nation, indicator, language)
    sentence = comparison_sentence(compared_rows, period, stated)
    title = say("regions_title", language, name=name, kind=kind_text(kind, language), period=period.text(language))
    as_map = state.form == "map" and kind == "province"
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=(
            as_json(tile_map(*tiles_of(parts, nation, indicator, stated, language), theme))
            if as_map
            else _ranking(compared_rows, theme)
        ),
        alt=say("alt_map" if as_map else "alt_regions", language, title=title, sentence=sentence),
        table=comparison_table(compared_rows),
        sources=cite([*parts, *([nation] if nation else [])], language),
        remarks=(
            *comparison_remarks(parts, indicator, language),
            *([schemes()[kind].note[language]] if kind in schemes() else []),
            *([say("remark_tiles", language)] if as_map else []),
        ),
        coverage=say(f"coverage_{coverage['coverage']}", language, count=coverage["members"]) if coverage else "",
    )


def forms(kind: str) -> list[str]:
    """The ways in which regions of a kind can be drawn: as a ranking (empty), and provinces as a map of tiles."""
    return ["", "map"] if kind == "province" else [""]


def _ranking(of: Comparison, theme: str) -> str:
    line = of.bar(*of.whole) if of.whole and of.indicator.zooms else None
    bars = [of.bar(name, row) for name, row in of.parts]
    return as_json(ranking(bars, line, scale_of(of.indicator, of.language), theme))


def kind_text(kind: str, language: str) -> str:
    """How a kind of regions is called: provinces, cities, or the name of a grouping."""
    return schemes()[kind].name[language] if kind in schemes() else say(f"kind_{kind}", language)


def compared(release: Release, state: State, choices: Choices) -> tuple[str, Period | None]:
    """The kind of regions and the period a state asks for, or the first kind and the newest period with a nation."""
    kinds = choices.kinds()
    kind = state.compare or (kinds[0] if kinds else "")
    offered = periods(release, choices, kind) if kind else []
    fitting = [one for one in offered if state.until in (None, one.until) and state.grain in ("", one.grain)]
    return kind, best_period(fitting)


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


def _comparison(parts: list[Row], nation: Row | None, indicator: Indicator, language: str) -> Comparison:
    named: list[tuple[str, Row]] = [(region(row["region"]).short[language], row) for row in parts]
    return Comparison(
        parts=named,
        whole=(region(NATION).short[language], nation) if nation else None,
        adds=indicator.regions == "sum",
        indicator=indicator,
        language=language,
        wording=OF_REGIONS,
    )

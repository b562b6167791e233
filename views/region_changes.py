"""How each region changed between two periods, with the interval of the change, and which changes are certain."""

from dataclasses import dataclass, replace
from typing import Any

from charts.marks import Bar, Scale
from charts.ranking import ranking
from charts.style import as_json
from indicators import catalogue
from methods.difference import difference_of_proportions
from regions import NATION
from sentences.joining import in_a_row
from views.cards import Card, Table, Verdict, headings
from views.changes import change_between, ends_of_change, signed
from views.comparison import MOST_LISTED
from views.figures import exact_number, figure_of, is_unsure, step_of, unit_of
from views.period import Period, earlier_of
from views.records import EARLIER, RECORD, earlier_record, exact, record
from views.region_rows import region_rows
from views.regional import Regional
from views.series import crosses, hover_lines
from views.sources import citation, cite
from views.standings import FEWEST, RATE, tally
from views.verdicts import TARGETED
from words import say
from words.numbers import write_count

Row = dict[str, Any]
INTERVAL = ("change_low", "change_high")


@dataclass(frozen=True)
class RegionalChange:
    """One region in two periods: the text of its change, its ends in points where it has an interval, its side.

    `side` is above or below for a rise or a fall that is kept at a false discovery rate, else alike; empty where
    nothing was tested.
    """

    before: Row
    now: Row
    text: str
    number: float
    ends: tuple[float, float] | None = None
    ends_text: str = ""
    side: str = ""


def changes_of_regions_card(of: Regional, card: Card, theme: str) -> Card:
    """The card of the changes, largest rise first; a message where a break of the definition lies in between."""
    earlier = earlier_of(of.offered, of.period, of.state.earlier)
    card = replace(card, verdict=None, finding="")
    if earlier is None:
        return replace(card, message=say("nothing_period", of.language))
    periods = (earlier.text(of.language), of.period.text(of.language))
    title = of.title(say("between_periods", of.language, earlier=periods[0], later=periods[1]))
    changed = region_changes(of, earlier)
    rows = [row for one in changed for row in (one.now, one.before)]
    if not changed or _broken(of, rows):
        key = "sentence_changes_broken" if changed else "sentence_changes_none"
        return replace(card, title=title, message=say(key, of.language, earlier=periods[0], later=periods[1]))
    regions = [one for one in changed if one.now["region"] != NATION]
    sentence = _sentence(of, regions, periods)
    return replace(
        card,
        title=title,
        sentence=sentence,
        verdict=_verdict(of, regions, periods),
        finding=_finding(of, regions),
        figure=as_json(_figure(of, changed, theme)),
        alt=say("alt_region_changes", of.language, title=title, sentence=sentence),
        table=_table(of, changed, periods),
        sources=cite(rows, of.language),
        coverage="",
        remarks=of.remarks([one.now for one in regions], *_alone(of, earlier, regions), *of.withheld_remark()),
    )


def region_changes(of: Regional, earlier: Period) -> list[RegionalChange]:
    """The change of each region that both periods have and of the nation, largest rise first."""
    before = {row["region"]: row for row in region_rows(of.release, of.choices, of.kind, earlier, of.within)}
    rows = [*of.rows, *([of.nation] if of.nation else [])]
    pairs = [(before[row["region"]], row) for row in rows if row["region"] in before]
    changed = [_plain(of, *pair) for pair in pairs]
    fit = [one for one in changed if one.text]
    return sorted(_tested(of, fit), key=lambda one: (-one.number, one.now["region"]))


def _plain(of: Regional, before: Row, now: Row) -> RegionalChange:
    """A change as it is written, with the number that places it: points of a rate, per cent of a count."""
    text = signed(*change_between(before, now, of.indicator, of.language))
    difference = exact_number(now) - exact_number(before)
    if not of.indicator.zooms and text:
        difference = difference / exact_number(before) * 100
    return RegionalChange(before, now, text, float(difference))


def _tested(of: Regional, changed: list[RegionalChange]) -> list[RegionalChange]:
    """The changes with intervals and sides, where both figures are rates with counts."""
    fit = [n for n, one in enumerate(changed) if of.indicator.chance == "binomial" and _counted(one)]
    if not fit:
        return changed
    from methods.discoveries import discoveries

    pairs = [changed[n] for n in fit]
    later, earlier = ([one.now for one in pairs], [one.before for one in pairs])
    found = difference_of_proportions(
        _all(later, "numerator"), _all(later, "denominator"), _all(earlier, "numerator"), _all(earlier, "denominator")
    )
    sure = [not (is_unsure(one.before) or is_unsure(one.now) or one.now["region"] == NATION) for one in pairs]
    p = [float(value) if fits else float("nan") for value, fits in zip(found.p_value, sure, strict=True)]
    kept = discoveries(p, RATE).found
    made = list(changed)
    for place, n in enumerate(fit):
        ends = (float(found.lower[place]) * 100, float(found.upper[place]) * 100)
        step = max(step_of(row, of.indicator) for row in (changed[n].before, changed[n].now))
        texts = ends_of_change(*ends, step, of.indicator, of.language)
        certain = bool(kept[place]) and bool(found.certain[place])
        way = "above" if ends[0] > 0 else "below"
        side = (way if certain else "alike") if sure[place] else ""
        ends_text = say("interval", of.language, low=texts[0], high=texts[1])
        made[n] = replace(changed[n], ends=ends, ends_text=ends_text, side=side)
    return made


def _all(rows: list[Row], part: str) -> list[int]:
    return [row[part] for row in rows]


def _counted(one: RegionalChange) -> bool:
    return all(row["numerator"] is not None and row["denominator"] for row in (one.before, one.now))


def _broken(of: Regional, rows: list[Row]) -> bool:
    return any(crosses(one.since, rows) for one in catalogue().breaks(of.indicator.id))


def _bar(of: Regional, one: RegionalChange) -> Bar:
    """A change as a dot. A rate of risk-targeted checks is never said to be better or worse by itself."""
    name, figure = of.name(one.now["region"]), figure_of(one.now, of.indicator, of.language)
    hover = hover_lines(name, figure, one.now, of.language)
    then = figure_of(one.before, of.indicator, of.language)
    told = say("hover_change", of.language, change=one.text)
    interval = say("hover_interval", of.language, interval=one.ends_text) if one.ends_text else ""
    judged = of.indicator.judged(one.number) if one.side in ("above", "below") else ""
    return Bar(
        name=name,
        number=one.number,
        text=one.text,
        hover=(f"{name}  {then.text} → {figure.text}", told, interval, *hover[1:]),
        id=one.now["region"],
        low=one.ends[0] if one.ends else None,
        high=one.ends[1] if one.ends else None,
        side=one.side,
        judged="" if of.indicator.basis == TARGETED else judged,
        highlighted=one.now["region"] != NATION and not of.is_context(one.now),
    )


def _figure(of: Regional, changed: list[RegionalChange], theme: str) -> Any:
    by_id = {one.now["region"]: one for one in changed}
    bars = [_bar(of, by_id[id]) for id in of.on_page(list(by_id))]
    unit = unit_of("change", of.indicator, of.language) if of.indicator.zooms else "%"
    line = Bar(name=say("no_change", of.language), number=0.0, text="", hover=())
    scale = Scale(from_zero=False, language=of.language, unit="%" if unit == "%" else "")
    return ranking(bars, line, scale, theme)


def _verdict(of: Regional, changed: list[RegionalChange], periods: tuple[str, str]) -> Verdict | None:
    tested = [one for one in changed if one.side]
    if len(tested) < FEWEST:
        return None
    parts = tally([one.side for one in tested], of.language, "changes")
    return Verdict("compared", say("changes_verdict", of.language, earlier=periods[0], parts=parts))


def _finding(of: Regional, changed: list[RegionalChange]) -> str:
    tested = [one for one in changed if one.side]
    if len(tested) < FEWEST:
        return ""
    said = [say("changes_by_chance", of.language, count=write_count(len(tested)))]
    said += [say("changes_mix", of.language)] if of.indicator.basis == TARGETED or of.indicator.mix else []
    return in_a_row(said, of.language)


def _sentence(of: Regional, changed: list[RegionalChange], periods: tuple[str, str]) -> str:
    """The changes of those chosen; else the largest rise and the largest fall."""
    chosen = [one for one in changed if one.now["region"] in of.chosen]
    ends = [changed[0], changed[-1]] if len(changed) > 1 else changed
    parts = [
        say("member_figure", of.language, name=of.name(one.now["region"]), text=one.text)
        for one in (chosen or ends)[:MOST_LISTED]
    ]
    more = say("and_more", of.language, count=len(changed)) if not chosen and len(changed) > len(ends) else ""
    said = say("comma", of.language).join(parts) + more
    subject = of.indicator.texts(of.language).name
    return say("sentence_changes", of.language, earlier=periods[0], later=periods[1], subject=subject, parts=said)


def _alone(of: Regional, earlier: Period, changed: list[RegionalChange]) -> list[str]:
    """How many regions have a figure in only one of the periods, or none that a change can be taken of."""
    alone = max(earlier.figures, of.period.figures) - len(changed)
    return [say("remark_in_one_period", of.language, count=alone)] if alone > 0 else []


def _table(of: Regional, changed: list[RegionalChange], periods: tuple[str, str]) -> Table:
    language, joint = of.language, say("remark_joint", of.language)
    rows, records = [], []
    for one in changed:
        figures = [figure_of(row, of.indicator, language) for row in (one.before, one.now)]
        remarks = joint.join(dict.fromkeys(remark for figure in figures for remark in figure.remarks))
        cited = joint.join(dict.fromkeys(citation(row, language) for row in (one.now, one.before)))
        told = say(f"change_{one.side}", language) if one.side else ""
        texts = (figures[0].text, figures[1].text, one.text, one.ends_text, told, remarks, cited)
        rows.append((of.name(one.now["region"]), *texts))
        records.append(_record(one))
    first, *rest = headings(
        (
            "column_region",
            "column_change",
            "column_change_interval",
            "column_verdict",
            "column_remarks",
            "column_source",
        ),
        language,
    )
    columns = (first, *periods, *rest)
    return Table(columns, tuple(rows), (*RECORD, *EARLIER, *INTERVAL), tuple(records)).without_empty_columns()


def _record(one: RegionalChange) -> tuple[str, ...]:
    ends = (exact(end) for end in one.ends) if one.ends else ("", "")
    return (*record(one.now), *earlier_record(one.before), *ends)

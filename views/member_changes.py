"""The members of one level in two periods of one grain: how each changed, unless a break lies between."""

from dataclasses import dataclass, replace

from charts.dumbbell import dumbbell
from charts.marks import Pair
from charts.style import as_json
from views.cards import Card, Table, headings
from views.changes import change_between, signed
from views.division import Division, period_of
from views.figures import exact_number, figure_of
from views.latest import NEVER_COMPARED
from views.levels import Key, Row
from views.period import Period, best_period
from views.records import EARLIER, RECORD, earlier_record, record
from views.series import bar_of, scale_of
from views.sources import citation, cite
from words import say

MOST_SAID = 4


@dataclass(frozen=True)
class Changed:
    """One member, or the whole, in two periods, and the text of its change; empty where none can be said."""

    name: str
    before: Row
    now: Row
    change: str
    highlighted: bool = True


def later_periods(of: Division) -> list[Period]:
    """The periods that can be held against an earlier one, newest first."""
    return [one for one in of.periods() if _earlier_keys(of, one)]


def earlier_periods(of: Division, later: Period) -> list[Period]:
    """The periods of the same grain before `later` that have a member in common with it, newest first."""
    return [period_of(of.levels[later.grain], key) for key in reversed(_earlier_keys(of, later))]


def _earlier_keys(of: Division, later: Period) -> list[Key]:
    if later.grain in NEVER_COMPARED:
        return []
    level = of.levels[later.grain]
    members = level.at((later.period, later.until)).keys()
    return [key for key in level.keys if key[1] < later.until and not members.isdisjoint(level.at(key))]


def shown_periods(of: Division) -> tuple[Period, Period] | None:
    """The earlier and the later period asked for, or the newest two in which not most members are missing."""
    later = newest_full(of.fitting(later_periods(of)))
    if later is None:
        return None
    offered = [one for one in earlier_periods(of, later) if of.state.earlier in (None, one.until)]
    earlier = newest_full(offered)
    return (earlier, later) if earlier else None


def newest_full(offered: list[Period]) -> Period | None:
    """The newest in which not most members are missing; members are held against themselves, not against the whole."""
    newest = best_period([replace(one, with_reference=False) for one in offered])
    return next((one for one in offered if newest and replace(one, with_reference=False) == newest), None)


def changes_card(of: Division, card: Card, theme: str) -> Card:
    """The card of the change between two periods; a message where one that is asked for has no figures."""
    language, shown = of.language, shown_periods(of)
    if shown is None:
        return replace(card, title=of.title(), message=say("nothing_period_members", language))
    earlier, later = shown
    changed, whole = _changed(of, earlier, later)
    rows = [row for one in (*changed, *whole) for row in (one.now, one.before)]
    breaks = of.breaks(rows)
    periods = (earlier.text(language), later.text(language))
    title = of.title(say("between_periods", language, earlier=periods[0], later=periods[1]))
    sentence = _sentence(of, changed, periods, bool(breaks))
    drawn = [*changed, *(whole if of.indicator.zooms else [])]
    pairs = [_pair(of, one, not breaks) for one in drawn]
    return replace(
        card,
        title=title,
        sentence=sentence,
        figure=as_json(dumbbell(pairs, periods, scale_of(of.indicator, language), theme)),
        alt=say("alt_changes", language, title=title, sentence=sentence),
        table=_table(of, [*whole, *changed], periods),
        sources=cite(rows, language),
        breaks=tuple(b.text(language) for b in breaks),
        remarks=(
            *_remarks(of, changed, earlier, later),
            *of.withheld(later.grain, _keys(earlier, later)),
            *card.remarks,
        ),
        coverage=of.coverage(later.grain, (later.period, later.until)),
    )


def _changed(of: Division, earlier: Period, later: Period) -> tuple[list[Changed], list[Changed]]:
    """The members that both periods have, by their later figure or in their own order, and the whole."""
    level = of.levels[later.grain]
    keys = (earlier.period, earlier.until), (later.period, later.until)
    before, now = level.at(keys[0]), level.at(keys[1])
    members = [id for id in of.asked.members if id in before and id in now]
    if not of.ordered:
        members.sort(key=lambda id: (of.asked.members[id].of_which, -exact_number(now[id])))
    changed = [_change(of, of.name(id), before[id], now[id], of.is_chosen(id)) for id in members]
    wholes = level.whole_at(keys[0]), level.whole_at(keys[1])
    whole = [_change(of, of.whole_name, wholes[0], wholes[1], False)] if wholes[0] and wholes[1] else []
    return changed, whole


def _keys(earlier: Period, later: Period) -> list[Key]:
    return [(earlier.period, earlier.until), (later.period, later.until)]


def _change(of: Division, name: str, before: Row, now: Row, highlighted: bool) -> Changed:
    """A member with its change, which is left empty over a break of the definition."""
    broken = of.breaks([before, now])
    change = "" if broken else signed(*change_between(before, now, of.indicator, of.language))
    return Changed(name, before, now, change, highlighted)


def _pair(of: Division, one: Changed, joined: bool) -> Pair:
    before, now = (bar_of(one.name, row, of.indicator, of.language, one.highlighted) for row in (one.before, one.now))
    exact = before.bound == now.bound == "exact"
    hover = (say("hover_change", of.language, change=one.change),) if one.change else ()
    after = replace(now, hover=(*now.hover[:1], *hover, *now.hover[1:]))
    return Pair(before=before, after=after, change=one.change, joined=joined and exact)


def _sentence(of: Division, changed: list[Changed], periods: tuple[str, str], broken: bool) -> str:
    """How the members changed, those spoken of first; over a break only that they cannot be compared."""
    language = of.language
    if broken:
        return say("sentence_changes_broken", language, earlier=periods[0], later=periods[1])
    spoken = [one for one in changed if one.change and one.highlighted]
    if not spoken:
        return say("sentence_changes_none", language, earlier=periods[0], later=periods[1])
    parts = [
        say("member_figure", language, name=of.plain_name(one.now["member"]), text=one.change)
        for one in spoken[:MOST_SAID]
    ]
    more = say("and_more", language, count=len(spoken)) if len(spoken) > MOST_SAID else ""
    said = say("comma", language).join(parts) + more
    return say("sentence_changes", language, earlier=periods[0], later=periods[1], subject=of.subject(), parts=said)


def _remarks(of: Division, changed: list[Changed], earlier: Period, later: Period) -> list[str]:
    rows = [row for one in changed for row in (one.now, one.before)]
    said = of.remarks(rows)
    if alone := max(earlier.figures, later.figures) - len(changed):
        said.append(say("remark_in_one_period", of.language, count=alone))
    return said


def _table(of: Division, changed: list[Changed], periods: tuple[str, str]) -> Table:
    language, joint = of.language, say("remark_joint", of.language)
    rows, records = [], []
    for one in changed:
        figures = [figure_of(row, of.indicator, language) for row in (one.before, one.now)]
        remarks = dict.fromkeys(remark for figure in figures for remark in figure.remarks)
        cited = dict.fromkeys(citation(row, language) for row in (one.now, one.before))
        texts = (figures[0].text, figures[1].text, one.change, joint.join(remarks), joint.join(cited))
        rows.append((one.name, *texts))
        records.append((*record(one.now), *earlier_record(one.before)))
    first, *rest = headings(("column_member", "column_change", "column_remarks", "column_source"), language)
    columns = (first, *periods, *rest)
    return Table(columns, tuple(rows), (*RECORD, *EARLIER), tuple(records)).without_empty_columns()

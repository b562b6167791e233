"""What a figure consists of over time: bars of 100 %, only where the members add up to it."""

from dataclasses import dataclass, replace
from fractions import Fraction

from charts.marks import Bar, Layer
from charts.stacked_bars import stacked_bars
from charts.style import as_json
from sentences.shift import Shift, shift_sentence
from views.cards import Card, Table, headings
from views.division import Division, period_of
from views.figures import SHARE_STEP, computed_share, exact_number, figure_of
from views.levels import GRAINS, Key, Level, Row, parts_of_whole
from views.records import RECORD, record
from views.series import hover_lines
from views.sources import citation, cite
from words import say
from words.numbers import round_half_up
from words.ticks import write_tick

FEWEST = 2


@dataclass(frozen=True)
class Composed:
    """The periods of a grain in which the members add up to their whole: the rows by member, and the whole."""

    level: Level
    periods: dict[Key, tuple[dict[str, Row], Fraction]]

    @property
    def rows(self) -> list[Row]:
        """Every row, period by period."""
        return [row for parts, _ in self.periods.values() for row in parts.values()]


def compositions(of: Division) -> dict[str, Composed]:
    """The compositions that can be drawn, by grain: those of two periods or more."""
    found = {}
    for grain, level in of.levels.items():
        parts = {key: parts_of_whole(of.indicator, of.asked, level, key) for key in level.keys}
        whole = {key: made for key, made in parts.items() if made}
        if len(whole) >= FEWEST:
            found[grain] = Composed(level, whole)
    return found


def main_composition(of: Division) -> Composed | None:
    """The composition in the grain that was chosen; while none was, in the one with most periods."""
    found = compositions(of)
    if of.state.grain:
        return found.get(of.state.grain)
    order = sorted(found, key=lambda grain: (-len(found[grain].periods), GRAINS.index(grain)))
    return found[order[0]] if order else None


def shares_card(of: Division, card: Card, theme: str) -> Card:
    """The card of what the figure consists of, period by period; a message where the grain asked for has none."""
    language, composed = of.language, main_composition(of)
    if composed is None:
        return replace(card, title=of.title(), message=say("nothing_trend", language))
    breaks = of.breaks(composed.rows)
    sentence = _sentence(of, composed)
    return replace(
        card,
        title=of.title(),
        sentence=sentence,
        figure=_figure(of, composed, theme),
        alt=say("alt_shares", language, title=of.title(), sentence=sentence),
        table=_table(of, composed),
        sources=cite(composed.rows[::-1], language),
        breaks=tuple(b.text(language) for b in breaks),
        remarks=(*_remarks(of, composed), *of.withheld(composed.level.grain, composed.level.periods), *card.remarks),
        coverage=say("coverage_level_complete", language),
    )


def share_words(of: Division, row: Row, total: Fraction) -> str:
    """The share of a member: as printed where the indicator is a share itself, else computed to a tenth."""
    if of.indicator.kind == "share" and not of.asked.parent:
        return figure_of(row, of.indicator, of.language).text
    return computed_share(exact_number(row) / total, of.language)


def _label(row: Row, language: str) -> str:
    return write_tick(row["until"], row["grain"], language)


def _figure(of: Division, composed: Composed, theme: str) -> str:
    members = [id for id in of.asked.members if any(id in parts for parts, _ in composed.periods.values())]
    layers = [Layer(name=of.name(id), bars=_bars(of, composed, id)) for id in members]
    rows = [_label(next(iter(parts.values())), of.language) for parts, _ in composed.periods.values()]
    return as_json(stacked_bars(layers, rows, theme))


def _bars(of: Division, composed: Composed, member: str) -> tuple[Bar, ...]:
    """The shares of one member, in the periods that have it."""
    bars = []
    for parts, total in composed.periods.values():
        if (row := parts.get(member)) is None:
            continue
        text = share_words(of, row, total)
        first, *rest = hover_lines(of.name(member), figure_of(row, of.indicator, of.language), row, of.language)
        share = [] if of.indicator.kind == "share" else [say("hover_share", of.language, share=text)]
        number = float(exact_number(row) / total * 100)
        bars.append(Bar(name=_label(row, of.language), number=number, text=text, hover=(first, *share, *rest)))
    return tuple(bars)


def _sentence(of: Division, composed: Composed) -> str:
    """The member whose share moved most between the first and the last period that may be compared."""
    language = of.language
    keys = list(composed.periods)
    since = max((b.since for b in of.breaks(composed.rows)), default=keys[0][1])
    first, last = next(key for key in keys if key[1] >= since), keys[-1]
    (before, total_before), (now, total_now) = composed.periods[first], composed.periods[last]

    def moved(id: str) -> Fraction:
        ends = (exact_number(now[id]) / total_now, exact_number(before[id]) / total_before)
        shown = [Fraction(round_half_up(end * 100, SHARE_STEP)) for end in ends]
        return shown[0] - shown[1]

    most = max((id for id in now if id in before), key=lambda id: abs(moved(id)))
    way = "up" if moved(most) > 0 else "down" if moved(most) < 0 else "same"
    texts = of.indicator.texts(language)
    return shift_sentence(
        Shift(
            first=period_of(composed.level, first).text(language),
            last=period_of(composed.level, last).text(language),
            name=of.plain_name(most),
            whole=texts.denominator if of.indicator.kind == "share" else of.subject(),
            before=share_words(of, before[most], total_before),
            now=share_words(of, now[most], total_now),
            direction=way,
        ),
        language,
    )


def _remarks(of: Division, composed: Composed) -> list[str]:
    """What must be said of the figures, and that periods are left out in which the members do not add up."""
    last = list(composed.periods.values())[-1][0]
    said = of.remarks(list(last.values()))
    left_out = len(composed.level.keys) - len(composed.periods)
    if left_out:
        said.append(say("remark_shares_left_out", of.language, count=left_out))
    return said


def _table(of: Division, composed: Composed) -> Table:
    language, joint = of.language, say("remark_joint", of.language)
    itself = of.indicator.kind == "share"
    rows = []
    for parts, total in composed.periods.values():
        for id, row in parts.items():
            figure = figure_of(row, of.indicator, language)
            share = "" if itself else share_words(of, row, total)
            remarks = joint.join(figure.remarks)
            rows.append((figure.period, of.name(id), figure.text, share, figure.base, remarks, citation(row, language)))
    keys = ("column_period", "column_member", "column_value", "column_share_of_whole", "column_base")
    columns = headings((*keys, "column_remarks", "column_source"), language)
    return Table(columns, tuple(rows), RECORD, tuple(record(row) for row in composed.rows)).without_empty_columns()

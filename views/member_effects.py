"""What made a rate change between two periods: rates, mix, what came and what went; the parts add up exactly."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from charts.marks import Bar
from charts.style import as_json
from charts.waterfall import waterfall
from indicators import catalogue
from methods.kitagawa import MemberEffect, adjusted_change
from sentences.joining import in_a_row
from views.cards import Card, Table, Verdict
from views.changes import change_between, ends_of_change, signed, write_change
from views.division import Division
from views.explained import EFFECTS, Explained, explained
from views.figures import computed_share, figure_of, unit_of
from views.levels import Row
from views.mixing import REST
from views.period import Period
from views.records import exact
from views.series import bar_of, scale_of
from views.sources import cite
from words import say
from words.numbers import write_number

# What one member adds is smaller than the last digit of the whole.
FINE = Decimal("0.01")
RECORD = ("member", "rate_before", "rate_after", "share_before", "share_after", *EFFECTS)


def effects_card(of: Division, card: Card, theme: str) -> Card:
    """The card of what made the change; a message where the batches of one of the two periods are not known."""
    language, found = of.language, explained(of)
    if found is None:
        return replace(card, title=of.title(), message=say("nothing_effects", language))
    earlier, later = (period.text(language) for period in found.periods)
    title = of.title(say("between_periods", language, earlier=earlier, later=later))
    sentence = _sentence(of, found)
    breaks = of.breaks(list(found.wholes))
    return replace(
        card,
        title=title,
        sentence=sentence,
        verdict=Verdict("compared", _verdict(of, found)),
        finding=_finding(of, found),
        figure=_figure(of, found, theme),
        alt=say("alt_effects", language, title=title, sentence=sentence),
        table=_table(of, found),
        sources=cite([*found.wholes[::-1], *_rows(of, found.periods)], language),
        breaks=tuple(b.text(language) for b in breaks),
        remarks=(*_remarks(of, found), *card.remarks),
    )


def _rows(of: Division, periods: tuple[Period, Period]) -> list[Row]:
    levels = [of.levels[one.grain].at((one.period, one.until)) for one in periods[::-1]]
    return [row for rows in levels for row in rows.values()]


def _text(of: Division, found: Explained, part: Fraction, step: Decimal | None = None) -> str:
    """A part of the change with its sign, in points."""
    unit = unit_of("change", of.indicator, of.language)
    return write_change(part * 100, step or found.step, unit, of.language)


def _shown(found: Explained) -> list[str]:
    """The effects that there are: what came or went only where something did."""
    came = any(n == 0 for _, n in found.mixed.before.values())
    went = any(n == 0 for _, n in found.mixed.now.values())
    return ["rate", "mix", *(["entered"] if came else []), *(["left"] if went else [])]


def _total(of: Division, found: Explained) -> str:
    return signed(*change_between(*found.wholes, of.indicator, of.language))


def _sentence(of: Division, found: Explained) -> str:
    language = of.language
    parts = [
        say(f"effect_{name}", language, text=_text(of, found, getattr(found.effects, name))) for name in _shown(found)
    ]
    earlier, later = (period.text(language) for period in found.periods)
    said = {"subject": of.subject(), "earlier": earlier, "later": later, "change": _total(of, found)}
    return say("sentence_effects", language, parts=say("comma", language).join(parts), **said)


def _verdict(of: Division, found: Explained) -> str:
    """The parts of the change in a few words."""
    bare = {
        name: write_change(getattr(found.effects, name) * 100, found.step, "", of.language) for name in _shown(found)
    }
    parts = [f"{say(f'name_of_{name}', of.language)} {text}" for name, text in bare.items()]
    return say(
        "verdict_effects", of.language, change=_total(of, found), parts=say("list_joint", of.language).join(parts)
    )


def _finding(of: Division, found: Explained) -> str:
    """How sure the change of rates is, of what it is, and what the split does not prove."""
    language = of.language
    change = adjusted_change(*found.mixed.counts)
    low, high = ends_of_change(change.lower * 100, change.upper * 100, found.step, of.indicator, language)
    key = "effects_certain" if change.certain else "effects_steady"
    share = write_number(found.mixed.common_share * 100, Decimal(1), "%", language)
    said = [say(key, language, low=low, high=high, share=share), say("effects_no_cause", language)]
    if of.indicator.mix and of.indicator.mix.breakdown != of.asked.dimension:
        said.append(say("effects_not_quality", language))
    return in_a_row(said, language)


def _remarks(of: Division, found: Explained) -> list[str]:
    said = [say("remark_effects", of.language)]
    if found.mixed.derived:
        said.append(say("remark_effects_derived", of.language))
    if REST in found.mixed.before:
        said.append(say("remark_effects_rest", of.language, name=_name(of, found, REST)))
    return said


def _name(of: Division, found: Explained, id: str) -> str:
    if id != REST:
        return catalogue().member(of.asked.dimension, id).text(of.language)
    named = [one for one in found.mixed.before if one != REST]
    joint = say("place_joint", of.language)
    return say("all_others", of.language, names=joint.join(_name(of, found, one) for one in named[:2]))


def _figure(of: Division, found: Explained, theme: str) -> str:
    language = of.language
    ends = []
    for period, row in zip(found.periods, found.wholes, strict=True):
        name = period.text(language)
        ends.append(replace(bar_of(name, row, of.indicator, language), name=name, low=None, high=None))
    steps = []
    for effect in _shown(found):
        part = getattr(found.effects, effect)
        name, text = say(f"name_of_{effect}", language), _text(of, found, part)
        judged = of.indicator.judged(part)
        steps.append(Bar(name=name, number=float(part * 100), text=text, hover=(f"{name}  {text}",), judged=judged))
    return as_json(waterfall(ends[0], steps, ends[1], scale_of(of.indicator, language), theme))


def _table(of: Division, found: Explained) -> Table:
    """A row for each part, and one for the whole: rates, shares of the batches, and what each adds to each effect."""
    language = of.language
    effects = _shown(found)
    periods = [period.text(language) for period in found.periods]
    rate, share = (say(key, language) for key in ("column_rate_in", "column_share_in"))
    columns = [
        say("column_member", language),
        *(rate.format(period=period) for period in periods),
        *(share.format(period=period) for period in periods),
        *(say(f"name_of_{effect}", language) for effect in effects),
    ]
    whole = [figure_of(row, of.indicator, language).text for row in found.wholes]
    totals = [_text(of, found, getattr(found.effects, effect)) for effect in effects]
    rows = [(of.whole_name, *whole, "", "", *totals)]
    rows += [_row(of, found, id, effect, effects) for id, effect in found.members.items()]
    records = [("all", "", "", "", "", *(exact(getattr(found.effects, name) * 100) for name in EFFECTS))]
    records += [_record(found, id, effect) for id, effect in found.members.items()]
    return Table(tuple(columns), tuple(rows), RECORD, tuple(records))


def _row(of: Division, found: Explained, id: str, effect: MemberEffect, shown: list[str]) -> tuple[str, ...]:
    sides = (found.mixed.before[id], found.mixed.now[id])
    rates = [write_number(x / n * 100, found.step, "%", of.language) if n else "—" for x, n in sides]
    shares = [computed_share(found.mixed.share(id, bool(now)), of.language) if sides[now][1] else "—" for now in (0, 1)]
    own = ("rate", "mix") if all(n for _, n in sides) else ("entered",) if sides[1][1] else ("left",)
    parts = [_text(of, found, getattr(effect, name), FINE) if name in own else "—" for name in shown]
    return (_name(of, found, id), *rates, *shares, *parts)


def _record(found: Explained, id: str, effect: MemberEffect) -> tuple[str, ...]:
    sides = (found.mixed.before[id], found.mixed.now[id])
    rates = [exact(x / n * 100) if n else "" for x, n in sides]
    shares = [exact(found.mixed.share(id, now) * 100) for now in (False, True)]
    return (id or "rest", *rates, *shares, *(exact(getattr(effect, name) * 100) for name in EFFECTS))

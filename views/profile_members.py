"""Which products and channels carry a region's rate? A state in, the best and the worst of them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from charts.marks import Bar
from charts.ranking import ranking
from charts.style import as_json
from data.releases import Release
from indicators import catalogue
from regions import region
from sentences.joining import in_a_row
from views.about import about, caution
from views.breakdowns import division_of
from views.cards import Card
from views.choices import choices_of, offered
from views.comparison import OF_MEMBERS, Comparison, comparison_table
from views.division import Division
from views.figures import display_text, exact_number, is_unsure
from views.levels import Key, Row
from views.member_bars import shown_period
from views.period import Period
from views.places import full_name
from views.profile import place_of, titled
from views.profile_rows import one_side_of
from views.references import Reference
from views.series import bar_of, scale_of
from views.sources import cite
from views.standings import FEWEST, Standing, classes
from views.state import State
from words import say

CHANNEL = "channel"
# So many of the best and of the worst are drawn.
EACH_END = 3


@dataclass(frozen=True)
class Ends:
    """The members of a place's rate at both ends, best first, with the rate of the whole place and their classes.

    `count` says of how many, `unsure` how many more rest on too few.
    """

    of: Division
    period: Period
    rows: Sequence[Row]
    whole: Row
    standings: Mapping[str, Standing]
    count: int
    unsure: int

    @property
    def key(self) -> Key:
        """The period among those of its grain."""
        return self.period.period, self.period.until


def profile_products_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the products with the best and the worst rates of a region."""
    return _card(release, state, theme, "")


def profile_channels_card(release: Release, state: State, theme: str = "light") -> Card:
    """The card of the channels with the best and the worst rates of a region."""
    return _card(release, state, theme, CHANNEL)


def _card(release: Release, state: State, theme: str, dimension: str) -> Card:
    card, language = titled(release, state, "profile_title"), state.language
    if card.message:
        return card
    found = _found(release, state, dimension)
    if found is None:
        what = "profile_no_channels" if dimension else "profile_no_products"
        return replace(card, message=say(what, language, place=full_name(place_of(state), language)))
    of, indicator = found.of, found.of.indicator
    title, sentence = of.title(found.period.text(language)), _sentence(found)
    bars = [_bar(row, found) for row in found.rows]
    line = bar_of(region(place_of(state)).short[language], found.whole, indicator, language)
    return replace(
        card,
        title=title,
        subtitle=say("profile_members_question", language),
        sentence=sentence,
        finding=_finding(found),
        figure=as_json(ranking(bars, line, scale_of(indicator, language), theme)),
        alt=say("alt_members", language, title=title, sentence=sentence),
        table=comparison_table(_compared(found)),
        sources=cite([*found.rows, found.whole], language),
        caveats=about(indicator, language),
        caution=caution(indicator, language),
        remarks=_remarks(found),
        coverage=of.coverage(found.period.grain, found.key),
    )


def _found(release: Release, state: State, dimension: str) -> Ends | None:
    """The ends of the first rate that the place divides by products (empty) or another breakdown; None for none."""
    known, place = catalogue().indicators, place_of(state)
    for id in one_side_of(offered(release)):
        mix = known[id].mix
        by = dimension or (mix.breakdown if mix else "")
        if mix and choices_of(release, id).having(by, place):
            of = division_of(release, state.plain(indicator=id, dimension=by, regions=(place,)))
            if found := _ends(of):
                return found
    return None


def _ends(of: Division | None) -> Ends | None:
    """The ends of one level in its period; None where it has no whole, or no two members that rest on enough."""
    period = shown_period(of) if of else None
    if of is None or period is None:
        return None
    level, key = of.levels[period.grain], (period.period, period.until)
    members = [row for id, row in level.at(key).items() if not of.asked.members[id].of_which]
    sure = [row for row in members if row["bound"] == "exact" and not is_unsure(row)]
    sign = 1 if of.indicator.better == "lower" else -1
    ordered = sorted(sure, key=lambda row: sign * exact_number(row))
    whole = level.whole_at(key)
    if whole is None or len(ordered) < FEWEST:
        return None
    # The place itself is what its members are held against: a class never holds a region against itself.
    reference = Reference({**whole, "region": ""})
    standings = classes({str(row["member"]): (row, reference) for row in ordered}, of.indicator)
    both = ordered if len(ordered) <= 2 * EACH_END else [*ordered[:EACH_END], *ordered[-EACH_END:]]
    return Ends(of, period, both, whole, standings, len(ordered), len(members) - len(sure))


def _remarks(found: Ends) -> tuple[str, ...]:
    """What must be said of the figures, and of those that are not drawn."""
    of = found.of
    unsure = [say("profile_members_unsure", of.language, count=found.unsure)] if found.unsure else []
    return (*of.remarks(found.rows), *unsure, *of.withheld(found.period.grain, [found.key]))


def _bar(row: Row, found: Ends) -> Bar:
    """A member as a dot in its class."""
    of, standing = found.of, found.standings.get(row["member"])
    bar = bar_of(of.name(row["member"]), row, of.indicator, of.language)
    return replace(bar, side=standing.side, judged=standing.judged) if standing else bar


def _compared(found: Ends) -> Comparison:
    """The members and the place as the table of a comparison takes them."""
    of = found.of
    return Comparison(
        parts=[(of.name(row["member"]), row) for row in found.rows],
        whole=(of.whole_name, found.whole),
        adds=False,
        indicator=of.indicator,
        language=of.language,
        wording=OF_MEMBERS,
    )


def _sentence(found: Ends) -> str:
    """The members that surely do better and those that surely do worse than the place as a whole; or that none does."""
    of, language = found.of, found.of.language
    place, text = of.whole_name, display_text(found.whole, of.indicator, language)
    parts = []
    for judged, key in (("better", "profile_members_better"), ("worse", "profile_members_worse")):
        rows = [row for row in found.rows if _judged(row, found) == judged]
        names = [_named(row, found) for row in (rows if judged == "better" else rows[::-1])]
        parts += [say(key, language, names=say("list_joint", language).join(names))] if names else []
    said = say("comma", language).join(parts) if parts else say("profile_members_none", language)
    return say(
        "profile_members", language, subject=of.indicator.texts(language).name, place=place, text=text, said=said
    )


def _judged(row: Row, found: Ends) -> str:
    standing = found.standings.get(row["member"])
    return standing.judged if standing else ""


def _named(row: Row, found: Ends) -> str:
    of = found.of
    name, text = of.plain_name(row["member"]), display_text(row, of.indicator, of.language)
    return say("member_figure", of.language, name=name, text=text)


def _finding(found: Ends) -> str:
    """What was allowed for, and how many of all are drawn."""
    language = found.of.language
    shown = say("profile_members_shown", language, shown=len(found.rows), count=found.count)
    tested = say("profile_by_chance", language, count=len(found.standings)) if found.standings else ""
    return in_a_row([tested, shown if found.count > len(found.rows) else ""], language)

"""What matters now: five figures, what changed since the last release, what cannot be compared, what was promised."""

from collections.abc import Iterable
from dataclasses import replace

from data.releases import Release, ReleaseRefusedError
from indicators import catalogue
from views.cache import card_of
from views.cards import Card
from views.current import shown_release
from views.gathered import Entry, Gathered, Note
from views.overview import headline_states
from views.revisions import revised, revised_lines, shown_by
from views.state import State
from views.targets import batches, targets_card
from views.trend import headline_card
from words import say

MOST_FIGURES = 5
# What a leader must hear of first; what is not named here is no news.
URGENT = (
    ("worse", "signal_below", "signal_above", "broken"),
    ("better", "up", "down"),
    ("likely_worse", "likely_better", "moved"),
)
NOT_COMPARABLE = ("moved", "broken", "mix", "hidden", "opposed")


def of_month(release: Release, state: State) -> Gathered:
    """Five figures that matter, the first headline ahead, and what must be known with them."""
    language = state.language
    made = [(one, card_of(headline_card, release, one)) for one in headline_states(release, state)]
    first, *others = [(one, card) for one, card in made if not card.message]
    chosen = [first, *sorted(others, key=lambda one: _urgency(one[1]))][:MOST_FIGURES]
    notes = (
        Note(say("month_changed", language), _changed(release, state)),
        Note(
            say("month_not_comparable", language),
            _not_comparable(card for _, card in made) or (say("month_all_comparable", language),),
        ),
        Note(say("month_promised", language), _promised(release, state)),
    )
    entries = tuple(Entry("trends", one) for one, _ in chosen)
    title, question = say("month_title", language), say("gathered_month", language, release=release.id)
    return Gathered(title, question, "", entries=entries, short=True, notes=notes)


def _urgency(card: Card) -> int:
    state = card.verdict.state if card.verdict else ""
    return next((n for n, states in enumerate(URGENT) if state in states), len(URGENT))


def _changed(release: Release, state: State) -> tuple[str, ...]:
    """What the headlines say otherwise than in the release before this one."""
    language, root = state.language, release.folder.parents[1]
    older = release.manifest["before"]
    if older is None:
        return (say("release_is_first", language),)
    try:
        before, _ = shown_release(older, root, release.dataset)
    except ReleaseRefusedError:
        return (say("month_before_refused", language, release=older),)
    lines: list[str] = []
    for one in headline_states(release, state):
        then = shown_by(card_of(headline_card, before, one), language)
        found = revised(then, shown_by(card_of(headline_card, release, one), language))
        name = catalogue().indicators[one.indicator].texts(language).name
        lines += [say("of_named", language, name=name, said=line) for line in revised_lines(found, language)]
    return tuple(lines) or (say("month_unchanged", language, release=older),)


def _not_comparable(cards: Iterable[Card]) -> tuple[str, ...]:
    told = [(card, card.verdict.text) for card in cards if card.verdict and card.verdict.state in NOT_COMPARABLE]
    return tuple(" ".join(part for part in (f"{card.title}: {said}", card.finding) if part) for card, said in told)


def _promised(release: Release, state: State) -> tuple[str, ...]:
    """The targets of the newest year that has any, each with what came of it."""
    language = state.language
    newest = batches(release)[:1]
    if not newest:
        return (say("month_no_targets", language),)
    card = targets_card(release, replace(state.plain(), until=newest[0].until, regions=(newest[0].region,)))
    names = ("target_of", "period", "target", "actual", "verdict")
    rows = [dict(zip(card.table.columns, row, strict=True)) for row in card.table.rows]
    told = [{name: row.get(say(f"column_{name}", language), "") for name in names} for row in rows]
    return tuple(say("month_target", language, **one) for one in told)

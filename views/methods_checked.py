"""Do our methods give the answers that others published? A state in, a card with every such answer out."""

from collections import Counter

from data.releases import Release
from views.cards import Card, Table, headings
from views.state import State
from words import say

COLUMNS = ("column_method", "column_case", "column_publication", "column_published", "column_ours", "column_outcome")
RECORD = ("method", "case", "source", "mark", "published", "ours", "outcome")
MOST_SHOWN = 5


def methods_checked_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every published answer beside ours, to the last digit printed; of no release in particular."""
    # Every method is imported, some slowly: web/ does so in a thread while the first readers come in.
    from methods.selftest import checks

    language, found = state.language, checks()
    counts = Counter(check.state for check in found)
    values = {"same": counts["same"], "missed": counts["missed"], "absent": counts["no_input"], "count": len(found)}
    rows = [
        (
            say(f"method_{check.method}", language),
            check.case,
            check.source,
            _shown(check.published, language),
            _shown(check.ours, language),
            say(f"outcome_{check.state}", language),
        )
        for check in found
    ]
    records = [
        (
            check.method,
            check.case,
            check.source,
            check.mark,
            " ".join(check.published),
            " ".join(check.ours),
            check.state,
        )
        for check in found
    ]
    return Card(
        title=say("methods_title", language, **values),
        subtitle=say("methods_subtitle", language),
        sentence=say("methods_sentence", language, **values),
        table=Table(headings(COLUMNS, language), tuple(rows), RECORD, tuple(records)),
        release=release.id,
    )


def _shown(texts: tuple[str, ...], language: str) -> str:
    """The first few of many answers, and how many more there are; the file holds all."""
    more = len(texts) - MOST_SHOWN
    shown = say("list_joint", language).join(texts[:MOST_SHOWN])
    return shown + say("and_more", language, count=len(texts)) if more > 0 else shown

"""Which batches stand behind this figure of spot checks? A state in, a card with their list out."""

from dataclasses import replace

from data.releases import Release
from views.about import card_about
from views.batches import Cell, batch_table, cell_of, is_withheld_there
from views.cards import Card, Table
from views.choices import choices_of
from views.figures import base_text, display_text
from views.sources import cite
from views.state import State
from words import say
from words.numbers import write_count

ROWS, MOST_ROWS = 50, 100_000


def behind_page_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of one page of the batches behind a figure, which are exactly what it counts, or it says that not."""
    return _card(release, state, ROWS, ROWS * (state.page - 1))


def behind_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of all batches behind a figure, for a file: of very many the first, and it says so."""
    return _card(release, state, MOST_ROWS, 0)


def _card(release: Release, state: State, rows: int, skip: int) -> Card:
    cell, language = cell_of(release, state), state.language
    about = card_about(choices_of(release, state.indicator).indicator, release, language)
    if cell is None:
        return _refused(replace(about, title=say("behind_heading", language)), release, state)
    title = say("behind_title", language, cell=cell.text)
    card = replace(about, title=title, subtitle="", sources=cite([cell.row], language))
    if not cell.agrees:
        return _differing(card, cell)
    batches = cell.counts["batches"]
    if skip and skip >= batches:
        return replace(card, message=say("behind_no_page", language, page=state.page, pages=pages_of(cell)))
    return replace(
        card,
        sentence=_sentence(cell),
        remarks=_remarks(batches, rows, skip, language),
        table=batch_table(cell.batches(rows, skip), language),
    )


def _refused(card: Card, release: Release, state: State) -> Card:
    """In place of a list that there is none of, or that would tell a figure that is withheld: in the file too."""
    if not is_withheld_there(release, state):
        return replace(card, message=say("behind_nothing", state.language))
    message = say("behind_withheld", state.language)
    return replace(card, message=message, table=Table((card.title,), ((message,),)))


def pages_of(cell: Cell) -> int:
    """How many pages the batches behind a figure take."""
    return -(-int(cell.counts["batches"]) // ROWS)


def _differing(card: Card, cell: Cell) -> Card:
    """In place of a list that is not what the figure counts: both, in the file too."""
    found = say("behind_found", cell.language, **_texts(cell))
    shown = " ".join(part for part in (_figure(cell), base_text(cell.row, cell.language)) if part)
    message = say("behind_differs", cell.language, found=found, shown=shown, release=card.release)
    return replace(card, message=message, table=Table((card.title,), ((message,),)))


def _sentence(cell: Cell) -> str:
    return say(f"behind_{cell.counting.of}", cell.language, figure=_figure(cell), **_texts(cell))


def _figure(cell: Cell) -> str:
    return display_text(cell.row, cell.indicator, cell.language)


def _texts(cell: Cell) -> dict[str, str]:
    counts, base = cell.counts, cell.row["denominator"]
    return {
        "batches": write_count(counts["batches"]),
        "conforming": write_count(counts["conforming"]),
        "failing": write_count(counts["batches"] - counts["conforming"]),
        "enterprises": write_count(counts["enterprises"]),
        "base": write_count(base) if base is not None else "",
    }


def _remarks(batches: int, rows: int, skip: int, language: str) -> tuple[str, ...]:
    """Which of the batches these are, where they are not all."""
    if batches <= rows:
        return ()
    said = "behind_first_rows" if rows == MOST_ROWS else "behind_rows"
    last = min(skip + rows, batches)
    first, last_text, count = (write_count(number) for number in (skip + 1, last, batches))
    return (say(said, language, first=first, last=last_text, count=count),)

"""What tests read off a card."""

import json

from views.cards import Card


def drawn_texts(card: Card) -> list[str]:
    """Every text at a mark of a card's figure, markup undone."""
    traces = json.loads(card.figure or '{"data": []}')["data"]
    texts = [text for trace in traces for text in trace.get("text", []) if text]
    return [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in texts]


def column(card: Card, *names: str) -> list[str]:
    place = next(n for n, name in enumerate(card.table.columns) if name in names)
    return [row[place] for row in card.table.rows]

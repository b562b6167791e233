"""Sentences one after the other, as each language sets them."""

from collections.abc import Iterable
from functools import reduce

from words import say


def in_a_row(sentences: Iterable[str], language: str) -> str:
    """The sentences that say something, one after the other."""
    said = [sentence for sentence in sentences if sentence]
    return reduce(lambda before, after: say("sentence_after", language, said=before, then=after), said) if said else ""

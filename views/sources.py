"""Where the figures of an answer come from, as citations."""

from collections.abc import Iterable, Mapping
from typing import Any

from views.cards import Source
from words import say


def cite(rows: Iterable[Mapping[str, Any]], language: str) -> tuple[Source, ...]:
    """The publications behind rows of an answer, each once, in the order in which they first appear."""
    cited: dict[str, Source] = {}
    for row in rows:
        if row["source"] not in cited:
            cited[row["source"]] = Source(row["source"], citation(row, language), say(f"seen_{row['seen']}", language))
    return tuple(cited.values())


def citation(row: Mapping[str, Any], language: str) -> str:
    """Publisher, title, number and date of a publication; in English with the Chinese title in brackets."""
    undated = say("undated", language)
    if language == "zh":
        number = f"（{row['number']}）" if row["number"] else ""
        return f"{row['publisher']}：《{_unquoted(row['title'])}》{number}，{row['date'] or undated}"
    number = f", {row['number']}" if row["number"] else ""
    return f"{row['publisher_en']}: {row['title_en']} ({row['title']}{number}), {row['date'] or undated}"


def _unquoted(title: str) -> str:
    """A title inside 《》 keeps its own quotation marks, but not a second pair of the same."""
    return title.replace("《", "〈").replace("》", "〉")

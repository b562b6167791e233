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
            remark = row["remark"] if language == "zh" else row["remark_en"]
            seen = say(f"seen_{row['seen']}", language)
            cited[row["source"]] = Source(row["source"], citation(row, language), seen, remark, reference(row))
    return tuple(cited.values())


def citation(row: Mapping[str, Any], language: str) -> str:
    """Publisher, title, number and date of a publication; in English with the Chinese title in brackets."""
    undated = say("undated", language)
    if language == "zh":
        number = f"（{row['number']}）" if row["number"] else ""
        title = row["title"] if row["described"] else f"《{_unquoted(row['title'])}》"
        return f"{row['publisher']}：{title}{number}，{row['date'] or undated}"
    number = f", {row['number']}" if row["number"] else ""
    return f"{row['publisher_en']}: {row['title_en']} ({row['title']}{number}), {row['date'] or undated}"


def reference(row: Mapping[str, Any]) -> str:
    """A publication as GB/T 7714-2015 (8.8, electronic resources) wants it in a list of references, in Chinese.

    A title that is only our description of the content stands in square brackets, as a missing date does.
    """
    number = f"：{row['number']}" if row["number"] else ""
    title = f"[{row['title']}]" if row["described"] else f"{row['title']}"
    date = f"({row['date']})" if row["date"] else f"[{say('undated', 'zh')}]"
    return f"{row['publisher']}. {title}{number}[EB/OL]. {date}."


def short_citation(row: Mapping[str, Any], language: str) -> str:
    """Publisher and date, where little room is."""
    publisher = row["publisher"] if language == "zh" else row["publisher_en"]
    return f"{publisher}，{row['date']}" if language == "zh" and row["date"] else f"{publisher} {row['date']}".strip()


def _unquoted(title: str) -> str:
    """A title inside 《》 keeps its own quotation marks, but not a second pair of the same."""
    return title.replace("《", "〈").replace("》", "〉")

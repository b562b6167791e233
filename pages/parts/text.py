"""Texts as a reader should see them: letter for letter, where Streamlit would take them for Markdown."""

import re

MARKDOWN = "\\`*_{}[]()<>#+!|:$~"


def as_plain(text: str) -> str:
    """A text of our own or of a source, with nothing in it taken for markup."""
    return "".join(f"\\{letter}" if letter in MARKDOWN else letter for letter in text)


def as_code(text: str) -> str:
    """A text from outside, as code: nothing in it becomes markup, an emoji or a link, an address included."""
    one_line = " ".join(text.split()) or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", one_line)), default=0) + 1)
    return f"{fence} {one_line} {fence}" if "`" in one_line else f"{fence}{one_line}{fence}"

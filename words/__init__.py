"""Every word of the interface, in Chinese and English, and how a number and a period are written.

`interface.toml` holds what pages and charts say; `notes.toml`, `caveats.toml` and `left_out.toml` hold what may be
said about a figure, an indicator and a figure that was not entered, each by key.
"""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")


@cache
def texts(list_name: str) -> dict[str, dict[str, str]]:
    """One list of texts, key to {"zh": ..., "en": ...}, such as `texts("notes")`."""
    return tomllib.loads((FOLDER / f"{list_name}.toml").read_text(encoding="utf-8"))


def say(key: str, language: str, **values: object) -> str:
    """What the interface says under `key`, with its {placeholders} filled."""
    return texts("interface")[key][language].format(**values)


def capitalised(text: str) -> str:
    """A text at the start of a sentence; what follows its first letter stays as it is, and Chinese is not changed."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """A text that stood alone, inside a sentence; what follows its first letter stays as it is."""
    return text[:1].lower() + text[1:]


def note(key: str, language: str) -> str:
    """The sentence of one note of an observation."""
    return texts("notes")[key][language]


def caveat(key: str, language: str) -> str:
    """The sentence of one caveat of an indicator."""
    return texts("caveats")[key][language]

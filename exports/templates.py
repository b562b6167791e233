"""The pages of HTML that lie in this room, filled with texts that are escaped."""

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from words import say

FOLDER = Path(__file__).parent


def filled(name: str, **values: Any) -> Markup:
    """A template with its values; a value that is missing raises, a text is never taken for markup."""
    return Markup(_template(name).render(**values))


def page(name: str, language: str, standalone: bool = False, **values: Any) -> Markup:
    """A template that extends `page.html`, in a language, with the style sheet of briefs.

    A `standalone` one asks no server for anything: it opens from a disk.
    """
    return filled(name, say=partial(_say, language), styles=_styles(), standalone=standalone, **values)


def _say(language: str, key: str, **values: object) -> str:
    return say(key, language, **values)


@cache
def _styles() -> Markup:
    return Markup((FOLDER / "brief.css").read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    folder = FileSystemLoader(FOLDER)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)

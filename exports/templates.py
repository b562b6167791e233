"""The pages of HTML that lie in this room, filled with texts that are escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

FOLDER = Path(__file__).parent


def filled(name: str, **values: Any) -> Markup:
    """A template with its values; a value that is missing raises, a text is never taken for markup."""
    return Markup(_template(name).render(**values))


@cache
def styles() -> Markup:
    """The style sheet of briefs."""
    return Markup((FOLDER / "brief.css").read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    folder = FileSystemLoader(FOLDER)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)

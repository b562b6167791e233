"""What a reader hands over for a report, kept in this process under its hash: lists as text, templates as bytes.

Both are bounded; what has not been asked for the longest goes first, and everything with the process.
"""

import hashlib
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache

MOST_BYTES_OF_LISTS, MOST_BYTES_OF_TEMPLATES = 16 * 1024 * 1024, 64 * 1024 * 1024
LETTERS = 20


class NotKeptError(KeyError):
    """A token under which nothing is kept, or no more."""


@dataclass(frozen=True)
class Template:
    """A template of the author's house: its file name, the format it is for (docx, pptx), and its bytes."""

    name: str
    format: str
    content: bytes


_guard = Lock()
_lists: LRUCache[str, str] = LRUCache(MOST_BYTES_OF_LISTS, getsizeof=lambda text: 2 * len(text) + 64)
_templates: LRUCache[str, Template] = LRUCache(
    MOST_BYTES_OF_TEMPLATES, getsizeof=lambda template: len(template.content) + 256
)


def keep(text: str) -> str:
    """Keeps the text of a list and gives its token."""
    token = hashlib.sha256(text.encode()).hexdigest()[:LETTERS]
    with _guard:
        _lists[token] = text
    return token


def kept(token: str) -> str:
    """The text of a list. Raises NotKeptError."""
    with _guard:
        text = _lists.get(token)
    if text is None:
        raise NotKeptError(token)
    return str(text)


def keep_template(name: str, content: bytes) -> str:
    """Keeps a template and gives its token."""
    digest = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()[:LETTERS]
    with _guard:
        _templates[digest] = Template(name, name.rpartition(".")[2].lower(), content)
    return digest


def template_kept(token: str) -> Template:
    """A template. Raises NotKeptError."""
    with _guard:
        template = _templates.get(token)
    if template is None:
        raise NotKeptError(token)
    found: Template = template
    return found

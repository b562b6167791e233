"""A bureau's own template: opened with care, and refused in one clear sentence."""

import io
import zipfile

MOST_PARTS, MOST_BYTES = 2000, 100_000_000
MAIN = {"word/document.xml": "wordprocessingml.document.main+xml", "ppt/presentation.xml": "presentation.main+xml"}


class TemplateError(Exception):
    """A template that cannot be used; `rule` is a key of words/interface.toml."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def checked(template: bytes, main: str, rule: str) -> io.BytesIO:
    """The template to be opened, whose main part is `main`. Raises TemplateError(rule) where it is no such file."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            entries = parts.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise TemplateError("template_too_large")
            kinds = parts.read("[Content_Types].xml").decode("utf-8")
            parts.getinfo(main)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise TemplateError(rule) from error
    if MAIN[main] not in kinds:
        raise TemplateError(rule)
    return io.BytesIO(template)

"""A report on its way to a file: what is asked for, how far it is, and who makes it.

Files are made by `exports`, which no page may know: the door names the runner, and pages ask it here.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from words import say

FORMATS = ("docx", "pptx", "xlsx", "zip")
# The formats that a template of the author's house can be given for.
WITH_TEMPLATE = ("docx", "pptx")


@dataclass(frozen=True)
class Spec:
    """A file that is asked for: the text of the list, the format, the release, its seal, and perhaps a template.

    `made` is the day it is asked for, `base` the address of the dashboard, before the links in it.
    """

    text: str
    format: str
    release: str
    seal: str = ""
    template: bytes | None = None
    made: date | None = None
    base: str = ""


@dataclass(frozen=True)
class Waiting:
    """Others are made first: so many stand before it."""

    before: int

    def text(self, language: str) -> str:
        """One sentence."""
        return say("report_waiting", language, before=self.before)


@dataclass(frozen=True)
class Running:
    """It is being made: `done` of `of` figures are ready; when all are, the file is being written."""

    done: int
    of: int

    def text(self, language: str) -> str:
        """One sentence: which of its phases it is in."""
        if not self.of:
            return say("report_beginning", language)
        rule = "report_running" if self.done < self.of else "report_writing"
        return say(rule, language, done=self.done, of=self.of)


@dataclass(frozen=True)
class Done:
    """The file and the name a reader shall have it under."""

    path: Path
    name: str


@dataclass(frozen=True)
class Failed:
    """Why there is no file: a key of words/interface.toml and what fills it."""

    rule: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """One sentence."""
        return say(self.rule, language, **dict(self.values))


@dataclass(frozen=True)
class Cancelled:
    """The reader did not want it any more."""


Course = Waiting | Running | Done | Failed | Cancelled


class FullError(Exception):
    """So many files are being made that this one cannot even wait."""


class UnknownJobError(KeyError):
    """A job that never was, or is no longer kept."""


class Runner(Protocol):
    """Who makes the files."""

    def start(self, spec: Spec) -> str:
        """The id of the job that makes a file; the same for what is being made or kept already. Raises FullError."""

    def state(self, id: str) -> Course:
        """How far a job is. Raises UnknownJobError."""

    def cancel(self, id: str) -> None:
        """Ends a job that is not done yet. Raises UnknownJobError."""


_runners: list[Runner] = []


def set_runner(runner: Runner) -> None:
    """Names who makes the files of this process."""
    _runners[:] = [runner]


def runner() -> Runner | None:
    """Who makes files here; None where nobody does, as in a dashboard without its door."""
    return _runners[-1] if _runners else None

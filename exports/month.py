"""`make brief`: what matters now, in each language, as an HTML file that needs no server and as PDF."""

import shutil
import subprocess
import sys
from pathlib import Path

from data import FOLDER
from data.releases import Release, ReleaseRefusedError
from exports.brief import document
from exports.whole_file import write_whole
from views.current import refusal_words, shown_release
from views.gatherings import gathered
from views.state import State
from words import LANGUAGES, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
PRINTING = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer")
LONGEST_S = 120
BASE = "http://127.0.0.1:8501"


class UnprintedError(Exception):
    """A PDF that could not be made; `rule` is a key of words/interface.toml."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def write_month(release: Release, folder: Path, base: str = BASE) -> list[Path]:
    """Writes the HTML file of the month in each language; each is whole or absent."""
    written = []
    for language in LANGUAGES:
        state = State(language=language, dataset=release.dataset)
        html = document(release, gathered("month", release, state), state, base, standalone=True)
        written.append(write_whole(folder / f"{release.id}_{language}.html", html.encode()))
    return written


def print_pdf(html: Path, browser: str | None = None) -> Path:
    """Prints an HTML file as PDF beside it, whole or not at all, by a browser found here. Raises UnprintedError."""
    program = browser or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise UnprintedError("no_browser")
    path, unfinished = html.with_suffix(".pdf"), html.with_suffix(".part")
    command = [program, *PRINTING, f"--print-to-pdf={unfinished}", html.resolve().as_uri()]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S)
        return unfinished.replace(path)
    except (OSError, subprocess.SubprocessError) as error:
        unfinished.unlink(missing_ok=True)
        raise UnprintedError("not_printed") from error


def main(base: str = BASE, folder: str = "") -> int:
    """Writes the brief of the month of the newest release and prints where it lies; 1 where something is missing."""
    try:
        release, refused = shown_release()
    except ReleaseRefusedError as error:
        print(refusal_words(error, "en"), file=sys.stderr)
        return 1
    if refused:
        print(refusal_words(refused, "en"), file=sys.stderr)
    for html in write_month(release, Path(folder) if folder else FOLDER / "briefs", base):
        print(html)
        try:
            print(print_pdf(html))
        except UnprintedError as error:
            print("\n".join(say(error.rule, lang, file=html.name) for lang in LANGUAGES), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

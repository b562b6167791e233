"""A list to begin with, so that nobody starts from an empty page: ten figures that were published, in chapters."""

import tomllib
from dataclasses import replace
from pathlib import Path

import tomli_w

from data.releases import Release
from views.report import Report
from views.report_file import read_report

FILE = Path(__file__).with_suffix(".toml")


def example(release: Release, language: str) -> Report:
    """The list in a language, for a release."""
    entry = tomllib.loads(FILE.read_text(encoding="utf-8"))
    chapters = [{"title": one[language], "figures": one["figures"]} for one in entry["chapters"]]
    text = tomli_w.dumps(
        {"title": entry["title"][language], "language": language, "dataset": release.dataset, "chapters": chapters}
    )
    return replace(read_report(text), release=release.id)

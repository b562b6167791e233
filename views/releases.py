"""Which releases are there, and what changed from one to the next? A state in, a card with all of them out."""

from typing import Any

from data.releases import Release, ReleaseRefusedError, named_release, release_ids
from indicators import catalogue
from views.cards import Card, Table, headings
from views.current import refusal_words, shown_release
from views.state import State
from words import say
from words.numbers import write_count

COLUMNS = (
    "column_release",
    "column_date",
    "column_standing",
    "column_says",
    "column_rows",
    "column_changes",
)
RECORD = ("release", "released", "current", "observations", "facts", "sources", "against", "says_zh", "says_en")
COUNTED = ("observations", "facts", "sources")


def releases_card(release: Release, state: State, _theme: str = "light") -> Card:
    """The card of every release of the dataset, newest first; one that is not whole says why.

    What stands beside a release changes while it does not: this card must not be remembered under one.
    """
    language, root = state.language, release.folder.parents[1]
    current = named_release(release.dataset, root)
    rows: list[tuple[str, ...]] = []
    records: list[tuple[str, ...]] = []
    for id in reversed(release_ids(release.dataset, root)):
        standing = _standing(id, release, current, language)
        try:
            one, _ = shown_release(id, root, release.dataset)
            report = one.report
        except ReleaseRefusedError as error:
            rows.append((id, "", standing, refusal_words(error, language), "", ""))
            records.append((id, *[""] * (len(RECORD) - 1)))
            continue
        rows.append(_cells(one, report, standing, language))
        records.append(_record(one, report, current))
    return Card(
        title=say("releases_title", language, count=len(rows)),
        subtitle=say("releases_subtitle", language),
        table=Table(headings(COLUMNS, language), tuple(rows), RECORD, tuple(records)),
        release=release.id,
    )


def _standing(id: str, release: Release, current: str, language: str) -> str:
    """Whether the page shows this release, and whether a page shows it unless a link pins another."""
    said = [say("release_is_shown", language)] if id == release.id else []
    said += [say("release_is_current", language)] if id == current else []
    return say("list_joint", language).join(said)


def _cells(one: Release, report: dict[str, Any], standing: str, language: str) -> tuple[str, ...]:
    manifest = one.manifest
    counts = {name: write_count(report["rows"][name]) for name in COUNTED}
    return (
        one.id,
        manifest["released"],
        standing,
        manifest["words"][language],
        say("release_rows", language, **counts),
        _changes(report, language),
    )


def _changes(report: dict[str, Any], language: str) -> str:
    """What changed against the release before, counted for each table, and the indicators concerned."""
    if "changes" not in report:
        return say("release_is_first", language)
    said = []
    for table in COUNTED:
        counts = {name: write_count(len(found)) for name, found in report["changes"][table].items()}
        if any(report["changes"][table].values()):
            said.append(say("release_changes", language, table=say(f"count_{table}", language), **counts))
    if names := _concerned(report["changes"]["observations"], language):
        said.append(say("release_concerns", language, names=say("list_joint", language).join(names)))
    return " ".join(said) or say("release_unchanged", language)


def _concerned(changes: dict[str, Any], language: str) -> list[str]:
    """The indicators whose figures changed: the key of an observation starts with its id."""
    ids = {key.split(" | ")[0] for keys in changes.values() for key in keys}
    return [entry.texts(language).name for id, entry in catalogue().indicators.items() if id in ids]


def _record(one: Release, report: dict[str, Any], current: str) -> tuple[str, ...]:
    manifest = one.manifest
    counts = (str(report["rows"][name]) for name in COUNTED)
    standing = "true" if one.id == current else "false"
    against = report.get("against", "")
    return (one.id, manifest["released"], standing, *counts, against, manifest["words"]["zh"], manifest["words"]["en"])

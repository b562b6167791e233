"""From the entered text of a release to its four tables, or to every fault that stands in the way."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import contract
from data.tables import table_of
from indicators import Catalogue, CatalogueError
from intake.accounts import check_ids, check_left_out, check_sources, check_transcripts, check_use_of_sources
from intake.catalogue import check_catalogue, check_use, problems_as_faults
from intake.choices import choices_among
from intake.coverage import Coverage, cover
from intake.crosschecks import crosscheck
from intake.derived import with_breaks, with_counts
from intake.entered import Entered, Line, read_entered
from intake.faults import EntryRefusedError, Fault
from intake.figures import Context, Fact, Figure, Observation
from intake.judging import judge_fact, judge_observation
from words import texts

Judged = list[tuple[Line, Observation | None]]


LEFT_OUT_FILE = "left_out.csv"
# What an older entry cannot fulfil once indicators were added and figures were left out after it.
OF_TODAY = ("too_few_observations", "dimension_unused", "transcript_gap", "transcript_twice", "source_unused")


@dataclass(frozen=True)
class Built:
    """The tables of a release, its id, the day it is dated and what it says of itself.

    What can be asked is counted here from the observations, whoever made them.
    """

    id: str
    released: date
    words: dict[str, str]
    tables: dict[str, pa.Table]

    def __post_init__(self) -> None:
        self.tables["choices"] = choices_among(self.tables["observations"])


def build(entered_folder: Path, indicators_folder: Path, newest: bool = True) -> Built:
    """The tables made from the text in `entered_folder`. Raises EntryRefusedError with every fault found.

    One slip is reported once: rules that read files or rows together are asked only when those are sound. An entry
    that is no longer the newest is not held against what was described or left out after it.
    """
    form: list[Fault] = []
    catalogue = _catalogue(indicators_folder, form)
    entered = read_entered(entered_folder, form)
    if catalogue is None:
        raise EntryRefusedError(form)
    context = _context(entered, catalogue, form)
    found: list[Fault] = []
    facts, judged = _judge(entered, context, found)
    full: list[Observation] = []
    coverage: list[Coverage] = []
    if not form:
        found += check_ids(entered.sources, "id") + check_ids(entered.facts, "fact")
        found += check_use_of_sources(entered) + check_transcripts(entered)
        full, coverage = _together(judged, entered, context, found)
    if not newest:
        found = [fault for fault in found if fault.rule not in OF_TODAY and fault.file != LEFT_OUT_FILE]
    if form or found:
        raise EntryRefusedError(form + found)
    tables = {
        "observations": table_of("observations", [_row(one) for one in full]),
        "facts": table_of("facts", [_row(fact) for fact in facts]),
        "sources": table_of("sources", [_source_row(line) for line in entered.sources]),
        "coverage": table_of("coverage", [_coverage_row(one) for one in coverage]),
    }
    return Built(_release_id(entered.released, entered_folder), entered.released, entered.words, tables)


def _release_id(released: date, entered_folder: Path) -> str:
    """The date of the release and the first eight hex digits of the sha256 of its entered text."""
    digest = hashlib.sha256()
    for path in sorted(p for p in entered_folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(entered_folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{released.isoformat()}-{digest.hexdigest()[:8]}"


def _catalogue(folder: Path, faults: list[Fault]) -> Catalogue | None:
    try:
        catalogue = Catalogue(folder)
    except CatalogueError as error:
        faults += problems_as_faults(error)
        return None
    faults += check_catalogue(catalogue)
    return catalogue


def _context(entered: Entered, catalogue: Catalogue, form: list[Fault]) -> Context:
    """What rows may refer to. A source is taken as known when the list of sources could not be read whole."""
    sources = {line["id"] for line in entered.sources}
    if any(fault.file == "sources.csv" for fault in form):
        sources |= {line["source"] for line in (*entered.observations, *entered.facts, *entered.left_out)}
    return Context(catalogue, frozenset(sources), frozenset(texts("notes")), entered.released)


def _judge(entered: Entered, context: Context, faults: list[Fault]) -> tuple[list[Fact], Judged]:
    """Every row on its own; the rows of an indicator whose entry has a fault wait until that is mended."""
    unsound = {fault.file for fault in check_catalogue(context.catalogue)}
    faults += check_sources(entered.sources) + check_left_out(entered.left_out, context.sources)
    facts = [fact for line in entered.facts if (fact := judge_fact(line, context, faults))]
    judged = [
        (line, judge_observation(line, context, faults))
        for line in entered.observations
        if f"indicators/{line['indicator']}.toml" not in unsound
    ]
    return facts, judged


def _together(
    judged: Judged, entered: Entered, context: Context, faults: list[Fault]
) -> tuple[list[Observation], list[Coverage]]:
    """Every row beside the others: the observations with all the build adds, and how complete they are.

    Each step leaves alone the indicators in which a fault is found already; where it is not known whose row was
    refused, nothing can be said of rows together.
    """
    catalogue = context.catalogue
    refused = {line["indicator"] for line, one in judged if one is None}
    if refused - catalogue.indicators.keys():
        return [], []
    sound = [one for _, one in judged if one is not None and one.indicator not in refused]
    crossed = crosscheck(sound, catalogue)
    refused |= _blamed(crossed, entered)
    differing: list[Fault] = []
    full = with_counts([one for one in sound if one.indicator not in refused], catalogue, differing)
    refused |= _blamed(differing, entered)
    full = with_breaks([one for one in full if one.indicator not in refused], catalogue)
    faults += crossed + differing
    said = [line for line in entered.coverage if line["indicator"] not in refused]
    coverage = cover(full, said, catalogue, faults)
    if not refused:
        faults += check_use(catalogue, full)
    return full, coverage


def _blamed(faults: list[Fault], entered: Entered) -> set[str]:
    places = {(fault.file, fault.row) for fault in faults}
    return {line["indicator"] for line in entered.observations if (line.file, line.row) in places}


def _row(figure: Figure) -> dict[str, Any]:
    row = {field.name: getattr(figure, field.name) for field in fields(figure) if field.name != "line"}
    row["note"] = ";".join(row.pop("notes"))
    return row


def _source_row(line: Line) -> dict[str, Any]:
    return {**line.cells, "source": line["id"], "described": line["described"] == "yes"}


def _coverage_row(one: Coverage) -> dict[str, Any]:
    names = [column.name for column in contract("coverage").columns][: len(one.cell)]
    return dict(zip(names, one.cell, strict=True)) | {"coverage": one.coverage, "members": one.members}

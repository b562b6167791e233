"""From the entered text of a release to its four tables, or to every fault that stands in the way."""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import contract
from data.tables import table_of
from indicators import Catalogue, CatalogueError
from intake.accounts import check_left_out, check_sources, check_transcripts
from intake.catalogue import check_catalogue, check_use, problems_as_faults
from intake.coverage import Coverage, cover
from intake.crosschecks import crosscheck
from intake.derived import with_breaks, with_counts
from intake.entered import Entered, read_entered
from intake.faults import EntryRefused, Fault
from intake.figures import Context, Figure, Observation
from intake.judging import judge_fact, judge_observation
from words import texts


@dataclass(frozen=True)
class Built:
    """The tables of a release, the day it is dated and what it says of itself."""

    released: date
    words: dict[str, str]
    tables: dict[str, pa.Table]


def build(entered_folder: Path, indicators_folder: Path) -> Built:
    """The tables made from the text in `entered_folder`. Raises EntryRefused with every fault found.

    Rows are judged one by one first; rules that read rows together leave alone the indicators of which a row
    was refused, so that one slip is reported once.
    """
    faults: list[Fault] = []
    try:
        catalogue = Catalogue(indicators_folder)
    except CatalogueError as error:
        raise EntryRefused(problems_as_faults(error)) from error
    faults += check_catalogue(catalogue)
    entered = read_entered(entered_folder, faults)
    if faults:
        raise EntryRefused(faults)
    context = Context(
        catalogue, frozenset(line["id"] for line in entered.sources), frozenset(texts("notes")), entered.released
    )
    faults += check_sources(entered) + check_left_out(entered) + check_transcripts(entered)
    facts = [fact for line in entered.facts if (fact := judge_fact(line, context, faults))]
    observations, coverage = _observations(entered, context, faults)
    if faults:
        raise EntryRefused(faults)
    tables = {
        "observations": table_of("observations", [_row(one) for one in observations]),
        "facts": table_of("facts", [_row(fact) for fact in facts]),
        "sources": table_of("sources", [{**line.cells, "source": line["id"]} for line in entered.sources]),
        "coverage": table_of("coverage", [_coverage_row(one) for one in coverage]),
    }
    return Built(entered.released, entered.words, tables)


def _observations(entered: Entered, context: Context, faults: list[Fault]) -> tuple[list[Observation], list[Coverage]]:
    judged = [(line, judge_observation(line, context, faults)) for line in entered.observations]
    refused = {line["indicator"] for line, one in judged if one is None}
    sound = [one for _, one in judged if one is not None and one.indicator not in refused]
    crossed = crosscheck(sound, context.catalogue)
    faults += crossed
    if crossed:
        return [], []
    full = with_breaks(with_counts(sound, context.catalogue, faults), context.catalogue)
    said = [line for line in entered.coverage if line["indicator"] not in refused]
    coverage = cover(full, said, context.catalogue, faults)
    if not refused:
        faults += check_use(context.catalogue, full)
    return full, coverage


def _row(figure: Figure) -> dict[str, Any]:
    row = {field.name: getattr(figure, field.name) for field in fields(figure) if field.name != "line"}
    row["note"] = ";".join(row.pop("notes"))
    return row


def _coverage_row(one: Coverage) -> dict[str, Any]:
    names = [column.name for column in contract("coverage").columns][:8]
    return dict(zip(names, one.cell, strict=True)) | {"coverage": one.coverage, "members": one.members}

"""What a staged release says of itself: its report and its manifest, the last files to be written."""

from datetime import date
from pathlib import Path
from typing import Any

from data import SCHEMA_VERSION
from data.releases import MANIFEST, REPORT, as_text, sealed_text, sha256
from intake.placing import sync, write

Entry = dict[str, Any]


def seal(
    stage: Path,
    dataset: str,
    files: dict[str, Entry],
    report: dict[str, Any],
    *,
    released: date,
    words: dict[str, str],
    before: str | None,
    imported_by: str,
    **more: Any,
) -> None:
    """Writes the report and the sealed manifest of a staged release; then everything of it is on disk.

    `files` says table, sha256 and rows of each Parquet file by its name below the stage; `more` is what only some
    releases say of themselves.
    """
    write(stage / REPORT, as_text(report))
    manifest = {
        "release": stage.name,
        "dataset": dataset,
        "schema": SCHEMA_VERSION,
        "synthetic": False,
        "released": released.isoformat(),
        "words": words,
        "before": before,
        "files": files,
        "report": sha256(stage / REPORT),
        "imported_by": imported_by,
        "approved_by": None,
        "show_from": None,
        **more,
    }
    write(stage / MANIFEST, sealed_text(manifest))
    for folder in (*(path for path in stage.rglob("*") if path.is_dir()), stage, stage.parent):
        sync(folder)

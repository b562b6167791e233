"""`make report`: a list of figures as Word, PowerPoint, Excel or a package of files, for the author of a report."""

import gc
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from data import FOLDER
from data.releases import Release, ReleaseRefusedError
from exports.office.template import TemplateError
from exports.plates import Volume
from exports.volume import day_of, silent, volume_of
from exports.whole_file import write_whole
from views.current import shown_release
from views.report import Report
from views.report_changes import change_lines, changes_of
from views.report_file import ReportError, read_report
from views.report_jobs import FORMATS, WITH_TEMPLATE, Failed
from words import LANGUAGES, say, texts

# What a file's name may not hold, and how much of a title it takes: a name of 255 bytes holds 80 Chinese letters.
UNFIT, LONGEST_NAME = re.compile(r"[^\w.-]+"), 60


class Writer(NamedTuple):
    """Where the function lies that lays a volume out as one format."""

    room: str
    name: str


WRITERS = {
    "docx": Writer("exports.office.word", "word"),
    "pptx": Writer("exports.office.slides", "slides"),
    "xlsx": Writer("exports.office.workbook", "workbook"),
    "zip": Writer("exports.package", "package"),
}
assert set(WRITERS) == set(FORMATS)


def file_of(volume: Volume, kind: str, template: bytes | None = None) -> bytes:
    """A volume as the bytes of one format; imported when it is asked for, since each brings a large library."""
    writer = WRITERS[kind]
    make: Callable[..., bytes] = getattr(import_module(writer.room), writer.name)
    looks = template if kind in WITH_TEMPLATE else None
    try:
        return make(volume) if looks is None else make(volume, looks)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if looks is None:
            raise
        # Templates are of anybody's making: the one who gave it hears of it in one sentence.
        raise TemplateError("template_unusable") from error
    finally:
        # The trees of a document hold each other: left to themselves they pile up, a hundred megabytes in 1,000 files.
        gc.collect()


def file_name(volume: Volume, kind: str) -> str:
    """What a file is called: its title and its release."""
    return f"{UNFIT.sub('_', volume.title)[:LONGEST_NAME]}_{volume.release.id}.{kind}"


def failure_of(error: Exception) -> Failed:
    """Why a file could not be made, as far as a reader can be told; the rest belongs into the log."""
    rule = str(getattr(error, "rule", ""))
    if isinstance(error, ReleaseRefusedError):
        return Failed(rule, (("release", error.release), ("what", error.what)))
    if isinstance(error, MemoryError):
        return Failed("report_job_memory")
    if rule in texts("interface"):
        values = getattr(error, "values", {})
        return Failed(rule, tuple((str(name), str(value)) for name, value in dict(values).items()))
    return Failed("report_job_failed")


def write_report_files(
    report: Report,
    release: Release,
    kinds: list[str],
    folder: Path,
    template: tuple[str, bytes] | None = None,
    base: str = "",
) -> list[Path]:
    """Writes the files of a list, each whole or not at all, and beside them what changed since another release."""
    volume = volume_of(replace(report, release=release.id), release, day_of(release), base=base)
    written = []
    for kind in kinds:
        of_kind = template[1] if template and template[0] == kind else None
        written.append(write_whole(folder / file_name(volume, kind), file_of(volume, kind, of_kind)))
    for plate in silent(volume):
        print(say("report_silent", report.language, number=plate.number, why=plate.card.message), file=sys.stderr)
    if report.release and report.release != release.id:
        path = folder / f"{Path(file_name(volume, 'txt')).stem}.changes.txt"
        written.append(write_whole(path, _changes(report, release).encode()))
    return written


def _changes(report: Report, release: Release) -> str:
    """What changed since the release that the list names, as text; why that cannot be told where it cannot."""
    language = report.language
    head = say("report_changes_since", language, then=report.release, now=release.id)
    try:
        then, _ = shown_release(report.release, dataset=report.dataset)
    except ReleaseRefusedError:
        return f"{head}\n{say('report_then_gone', language, release=report.release)}\n"
    return "\n".join([head, *change_lines(changes_of(report, then, release, language), language)]) + "\n"


def main(
    file: str = "", release: str = "", formats: str = "docx", template: str = "", out: str = "", base: str = ""
) -> int:
    """Writes the files of the list in `file` and prints where they lie; 1 with a sentence where one cannot be made."""
    kinds = [kind.strip() for kind in formats.split(",") if kind.strip()]
    try:
        if not file:
            return _refused("report_no_file")
        if not kinds or set(kinds) - set(FORMATS):
            return _refused("report_unknown_format", known=", ".join(FORMATS))
        report = read_report(Path(file).read_bytes())
        shown, _ = shown_release(release, dataset=report.dataset)
        given = (Path(template).suffix[1:].lower(), Path(template).read_bytes()) if template else None
        if given and given[0] not in WITH_TEMPLATE:
            return _refused("report_template_kind")
        for path in write_report_files(report, shown, kinds, Path(out) if out else FOLDER / "reports", given, base):
            print(path)
    except ReportError as error:
        print("\n".join(line for lang in LANGUAGES for line in error.lines(lang)), file=sys.stderr)
        return 1
    except OSError as error:
        return _refused("report_file_fault", file=error.filename or file, why=error.strerror or error)
    except Exception as error:  # noqa: BLE001  # a writer may fail for any reason: it is told in words, not in a trace
        failure = failure_of(error)
        print(
            "\n".join(failure.text(lang) for lang in LANGUAGES), f"({type(error).__name__}: {error})", file=sys.stderr
        )
        return 1
    return 0


def _refused(rule: str, **values: object) -> int:
    print("\n".join(say(rule, lang, **values) for lang in LANGUAGES), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

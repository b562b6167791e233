"""`python -m intake`: builds every release from its entered text, or lists every fault and changes nothing.

`python -m intake demo [scale]` makes the synthetic records of the demonstration and rolls them up;
`python -m intake records <dataset>` rolls up what lies in data/<dataset>/extracts/.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from data import DEMO, FOLDER, PUBLISHED
from data.progress import tell_progress
from data.releases import Release
from indicators import FOLDER as INDICATORS
from intake.building import Built, build
from intake.extracts import own_extracts
from intake.faults import EntryRefusedError, Fault
from intake.placing import ImportRunningError
from intake.release import write_releases
from intake.rolled import Progress, write_rolled

SAID = {
    "zh": {
        "built": "已建成 {dataset} 版本 {id}：观测值 {observations} 行，单项事实 {facts} 行，来源 {sources} 个。",
        "refused": "{folder} 有 {n} 处问题，未作任何改动：",
        "running": "数据集 {dataset} 正由另一进程导入，请稍后再试。",
    },
    "en": {
        "built": "Built {dataset} release {id}: {observations} observations, {facts} facts, {sources} sources.",
        "refused": "{folder} has {n} faults; nothing was changed:",
        "running": "Dataset {dataset} is being imported by another process; try again later.",
    },
}
REFUSED, TEMPORARY_FAILURE = 1, 75
NAME, EXTRACTS = re.compile(r"[a-z][a-z0-9_]*"), "extracts"


def main(root: Path = FOLDER, indicators: Path = INDICATORS) -> int:
    """Builds the releases of every dataset under `root`, oldest first. Returns the exit status.

    Nothing is written until the text of every release of every dataset was found sound.
    """
    said = SAID[_language()]
    datasets: dict[str, list[Built]] = {}
    refused = False
    for entered in sorted(root.glob("*/entered/*/")):
        newest = entered == max(entered.parent.iterdir())
        try:
            built = build(entered, indicators, newest)
            datasets.setdefault(entered.parent.parent.name, []).append(built)
        except EntryRefusedError as error:
            refused = True
            _tell(error, str(entered.relative_to(root)))
    return REFUSED if refused else _write(datasets, root, said)


def _write(datasets: dict[str, list[Built]], root: Path, said: dict[str, str]) -> int:
    for dataset, releases in datasets.items():
        try:
            write_releases(releases, dataset, root)
        except ImportRunningError:
            print(said["running"].format(dataset=dataset), file=sys.stderr)
            return TEMPORARY_FAILURE
        for built in releases:
            rows = {table: len(content) for table, content in built.tables.items()}
            print(said["built"].format(dataset=dataset, id=built.id, **rows))
    return 0


def demo(scale: float = 1.0, root: Path = FOLDER) -> int:
    """Makes the demonstration dataset unless it is there; says how far it is. Returns the exit status."""
    # The synthetic records draw on numpy, which everything else can do without.
    from intake.demo.dataset import build_demo

    return _rolled(DEMO, lambda told: build_demo(root, scale, told), root)


def records(dataset: str, root: Path = FOLDER) -> int:
    """Rolls up the records of a bureau, or lists every fault and changes nothing. Returns the exit status."""
    try:
        if not NAME.fullmatch(dataset) or dataset in (DEMO, PUBLISHED):
            raise EntryRefusedError([Fault(dataset, 0, "", "records_dataset", dataset)])
        extracts, described = own_extracts(root / dataset / EXTRACTS)
    except EntryRefusedError as error:
        _tell(error, f"{dataset}/{EXTRACTS}")
        return REFUSED
    return _rolled(dataset, lambda told: write_rolled(extracts, described, dataset, root, told), root)


def _rolled(dataset: str, build_it: Callable[[Progress], Release], root: Path) -> int:
    """Builds a release of records with its progress on the page and in the terminal."""
    said = SAID[_language()]

    def told(done: int, of: int) -> None:
        tell_progress(dataset, done, of, root)
        print(f"\r[{'#' * done}{'.' * (of - done)}] {done}/{of}", end="\n" if done == of else "", file=sys.stderr)

    try:
        release = build_it(told)
    except ImportRunningError:
        print(said["running"].format(dataset=dataset), file=sys.stderr)
        return TEMPORARY_FAILURE
    rows = {"facts": 0, **release.report["rows"]}
    print(said["built"].format(dataset=dataset, id=release.id, **rows))
    return 0


def _tell(refused: EntryRefusedError, folder: str) -> None:
    """Lists every fault of a folder, none of which was changed."""
    language = _language()
    print(SAID[language]["refused"].format(folder=folder, n=len(refused.faults)), file=sys.stderr)
    for fault in refused.faults:
        print("  " + fault.write(language), file=sys.stderr)


def _language() -> str:
    return "en" if os.environ.get("DASHBOARD_LANGUAGE") == "en" else "zh"


def _asked(words: list[str]) -> int:
    """What the command line asks for."""
    if words[:1] == [DEMO]:
        return demo(float(words[1]) if words[1:] else 1.0)
    return records(words[1]) if words[:1] == ["records"] and words[1:] else main()


if __name__ == "__main__":
    sys.exit(_asked(sys.argv[1:]))

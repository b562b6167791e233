"""`python -m intake`: builds every release from its entered text, or lists every fault and changes nothing."""

import os
import sys
from pathlib import Path

from data import FOLDER
from indicators import FOLDER as INDICATORS
from intake.building import build
from intake.faults import EntryRefused
from intake.release import ImportRunningError, release_id, write_release

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
TEMPORARY_FAILURE = 75


def main(root: Path = FOLDER, language: str = os.environ.get("DASHBOARD_LANGUAGE", "zh")) -> int:
    """Builds the releases of every dataset under `root`, oldest first. Returns the exit status."""
    said = SAID["en" if language == "en" else "zh"]
    for entered in sorted(root.glob("*/entered/*/")):
        dataset = entered.parent.parent.name
        try:
            built = build(entered, INDICATORS)
            release = write_release(built, release_id(built, entered), dataset, root)
        except EntryRefused as error:
            print(said["refused"].format(folder=entered.relative_to(root), n=len(error.faults)), file=sys.stderr)
            for fault in error.faults:
                print("  " + fault.write("en" if language == "en" else "zh"), file=sys.stderr)
            return 1
        except ImportRunningError:
            print(said["running"].format(dataset=dataset), file=sys.stderr)
            return TEMPORARY_FAILURE
        rows = {table: len(content) for table, content in built.tables.items()}
        print(said["built"].format(dataset=dataset, id=release.id, **rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())

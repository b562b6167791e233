"""A worker in the place of exports.job: what it does is told by the title of the list that it is given."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from views.report_file import read_report


def tell(**what: object) -> None:
    """One line, as the real worker tells it."""
    print(json.dumps(what), flush=True)


asked = json.loads(sys.stdin.readline())
report = read_report(asked["text"])
path = Path(asked["folder"]) / f"{report.title}.{asked['format']}"
print("a library says something", flush=True)
tell(done=1, of=2)
if "slow" in report.title:
    path.write_text("half")
    child = subprocess.Popen(["sleep", "3600"])
    (path.parent / "pids").write_text(f"{os.getpid()} {child.pid}")
    time.sleep(3600)
if "dies" in report.title:
    path.write_text("half")
    os._exit(9)
if "refused" in report.title:
    tell(failed={"rule": "report_template_kind", "values": []})
    sys.exit(1)
if "lies" in report.title:
    tell(file=str(path))
    sys.exit(0)
path.write_bytes(f"{asked['format']} of {len(report.figures)} with {len(asked['template'])}".encode())
tell(done=2, of=2)
tell(file=str(path))

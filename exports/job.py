"""One report made in a process of its own: what is asked for on a line of input, how far it is on lines of output.

It ends when its input does, so that it never outlives the server.
"""

import base64
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from exports.report import failure_of, file_name, file_of
from exports.volume import day_of, volume_of
from exports.whole_file import write_whole
from views.current import shown_release
from views.report_file import read_report

# What the process may write to; each that it begins may as much. Ten figures take half a gigabyte of it.
MOST_MEMORY = 1536 * 1024**2
Tell = Callable[[dict[str, Any]], None]
log = logging.getLogger("dashboard")


def make(asked: dict[str, Any], tell: Tell) -> Path:
    """Makes the file that is asked for and gives its path; tells how many figures are ready."""
    report = read_report(asked["text"])
    release, _ = shown_release(asked["release"], dataset=report.dataset)
    of = len(report.figures)
    made = date.fromisoformat(asked["made"]) if asked["made"] else day_of(release)
    volume = volume_of(report, release, made, lambda done: tell({"done": done, "of": of}), asked["base"])
    template = base64.b64decode(asked["template"]) if asked["template"] else None
    content = file_of(volume, asked["format"], template)
    return write_whole(Path(asked["folder"]) / file_name(volume, asked["format"]), content)


def main() -> int:
    """Reads what is asked for, makes it, and tells its path or why there is none."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    # What a library prints must not be taken for what we tell.
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(what: dict[str, Any]) -> None:
        print(json.dumps(what), file=told, flush=True)

    asked = json.loads(sys.stdin.readline())
    Thread(target=_end_with_the_server, daemon=True).start()
    try:
        tell({"file": str(make(asked, tell))})
    except Exception as error:  # noqa: BLE001  # whatever it is, the one who waits is told and the log has the rest
        log.error("a report cannot be made", exc_info=error)
        tell({"failed": asdict(failure_of(error))})
        return 1
    return 0


def _end_with_the_server() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())

"""Reports made outside the reader's session: two at once, the others in a queue, each in a process of its own."""

import atexit
import base64
import hashlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread, Timer
from typing import Any

from exports.job_folder import JobFolder
from views.report_jobs import Cancelled, Course, Done, Failed, FullError, Running, Spec, UnknownJobError, Waiting

HOUSE = Path(__file__).parents[1]
WORKER = (sys.executable, "-m", "exports.job")
# Arrow's own allocator would reserve a gigabyte beforehand, most of what the process may have.
SETTINGS = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
AT_ONCE, MOST_WAITING, MOST_KEPT, MOST_BYTES = 2, 8, 20, 512 * 1024 * 1024
PATIENCE_S = 180.0
ID_LETTERS = 20
log = logging.getLogger("dashboard")


@dataclass
class Job:
    """One file on its way, in a folder of its own; `process` while it is being made, `late` when its time is up."""

    id: str
    asked: dict[str, Any]
    course: Course
    folder: Path | None = None
    process: subprocess.Popen[str] | None = None
    late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being made."""
        return isinstance(self.course, Waiting | Running)


class Jobs:
    """The queue. Every job ends as done, failed or cancelled; what is done is kept until later ones crowd it out."""

    def __init__(self, worker: Sequence[str] = WORKER, patience_s: float = PATIENCE_S) -> None:
        self.worker, self.patience_s = tuple(worker), patience_s
        self.changed = Condition()
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.folder = JobFolder()
        atexit.register(self.end)

    def start(self, spec: Spec) -> str:
        """The id of the job that makes a file; the same for what is being made or kept already. Raises FullError."""
        asked = {"text": spec.text, "format": spec.format, "release": spec.release, "seal": spec.seal}
        asked |= {"made": spec.made.isoformat() if spec.made else "", "base": spec.base}
        asked["template"] = base64.b64encode(spec.template).decode() if spec.template else ""
        id = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:ID_LETTERS]
        with self.changed:
            known = self.jobs.get(id)
            if known and (known.is_open or (isinstance(known.course, Done) and known.course.path.is_file())):
                self.jobs.move_to_end(id)
                return id
            if len(self._waiting()) >= MOST_WAITING:
                raise FullError
            self.jobs.pop(id, None)
            self.jobs[id] = Job(id, asked, Waiting(0))
            self._advance()
        return id

    def state(self, id: str) -> Course:
        """How far a job is. Raises UnknownJobError."""
        with self.changed:
            job = self._job(id)
            return Waiting(self._waiting().index(job)) if isinstance(job.course, Waiting) else job.course

    def cancel(self, id: str) -> None:
        """Ends a job that is not done yet, with everything it began. Raises UnknownJobError."""
        with self.changed:
            job = self._job(id)
            if job.is_open:
                self._settle(job, Cancelled())

    def end(self) -> None:
        """Ends every job and removes every file."""
        with self.changed:
            for job in self.jobs.values():
                job.course = Cancelled()
                _kill(job.process)
            self.jobs.clear()
            self.folder.remove()

    def _job(self, id: str) -> Job:
        if id not in self.jobs:
            raise UnknownJobError(id)
        return self.jobs[id]

    def _waiting(self) -> list[Job]:
        return [job for job in self.jobs.values() if isinstance(job.course, Waiting)]

    def _advance(self) -> None:
        """Begins as many of those that wait as may be made at once."""
        running = sum(isinstance(job.course, Running) for job in self.jobs.values())
        for job in self._waiting()[: AT_ONCE - running]:
            job.course = Running(0, 0)
            Thread(target=self._run, args=(job,), daemon=True).start()

    def _run(self, job: Job) -> None:
        """One job from its process to its end."""
        try:
            end = self._watched(job)
        except OSError as error:
            log.error("the process of a report cannot be begun", exc_info=error)
            end = Failed("report_job_failed")
        with self.changed:
            self._settle(job, end)

    def _watched(self, job: Job) -> Course:
        """Begins the process of a job, listens to it, and gives how it ended."""
        pipe = subprocess.PIPE
        with self.changed:
            if not job.is_open:
                return job.course
            job.folder = self.folder.new()
            # A session of its own: what it begins ends with it.
            job.process = subprocess.Popen(
                self.worker,
                cwd=HOUSE,
                env={**os.environ, **SETTINGS},
                stdin=pipe,
                stdout=pipe,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        timer = Timer(self.patience_s, self._too_late, (job,))
        timer.daemon = True
        timer.start()
        try:
            end = self._heard(job, job.process, job.folder)
        finally:
            timer.cancel()
            with self.changed:
                _kill(job.process)
                job.process.wait()
            _close(job.process)
        if end:
            return end
        return Failed("report_job_late" if job.late else "report_job_died")

    def _heard(self, job: Job, process: subprocess.Popen[str], folder: Path) -> Course | None:
        """What the process tells, until it tells how it ended; None when it ends without a word."""
        assert process.stdin, "opened with pipes"
        assert process.stdout, "opened with pipes"
        with suppress(OSError):
            process.stdin.write(json.dumps({**job.asked, "folder": str(folder)}) + "\n")
            process.stdin.flush()
        for line in process.stdout:
            told = _read(line)
            if "file" in told:
                path = Path(told["file"])
                return Done(path, path.name) if path.is_file() else None
            if "failed" in told:
                failed = told["failed"]
                return Failed(failed["rule"], tuple((name, value) for name, value in failed["values"]))
            with self.changed:
                if "done" in told and job.is_open:
                    job.course = Running(int(told["done"]), int(told["of"]))
        return None

    def _too_late(self, job: Job) -> None:
        with self.changed:
            job.late = True
            _kill(job.process)

    def _settle(self, job: Job, end: Course) -> None:
        """The end of a job, once: its process is over, nothing of it is left but a file that is done."""
        if job.is_open:
            job.course = end
        job.asked = {}
        _kill(job.process)
        if job.folder and not isinstance(job.course, Done):
            shutil.rmtree(job.folder, ignore_errors=True)
        self._forget()
        self._advance()
        self.changed.notify_all()

    def _forget(self) -> None:
        """Drops the oldest of what has ended where there are too many, or their files too large."""
        ended = [job for job in self.jobs.values() if not job.is_open]
        while len(ended) > MOST_KEPT or (len(ended) > 1 and sum(map(_size, ended)) > MOST_BYTES):
            gone = ended.pop(0)
            del self.jobs[gone.id]
            if gone.folder:
                shutil.rmtree(gone.folder, ignore_errors=True)


def _size(job: Job) -> int:
    with suppress(OSError):
        return job.course.path.stat().st_size if isinstance(job.course, Done) else 0
    return 0


def _read(line: str) -> dict[str, Any]:
    """What a line tells; nothing where it is not ours."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _kill(process: subprocess.Popen[str] | None) -> None:
    """Ends a process with all that it began; one that was taken leave of may have lent its number to another."""
    if process and process.returncode is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


def _close(process: subprocess.Popen[str]) -> None:
    for one in (process.stdin, process.stdout):
        if one:
            with suppress(OSError):
                one.close()

"""Reports in processes of their own: two at once, a queue, and every way in which one can end."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exports import jobs as queue
from exports.jobs import Jobs
from tests.browser import PATIENCE_S
from views.current import shown_release
from views.report import Report
from views.report_example import example
from views.report_file import write_report
from views.report_jobs import Cancelled, Done, Failed, FullError, Running, Spec, UnknownJobError, Waiting
from words import LANGUAGES

FAKE = (sys.executable, "-m", "tests.report_worker")


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    one = Jobs(FAKE)
    yield one
    one.end()


def spec(title: str, format: str = "docx", template: bytes | None = None) -> Spec:
    return Spec(write_report(Report(title=title)), format, "2026-01-01-00000000", template=template)


def until(holds: Callable[[], object]) -> None:
    """Waits for something; how long it takes is no matter of these tests."""
    last = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < last, "it never came about"
        time.sleep(0.02)


def ended(jobs: Jobs, id: str):
    until(lambda: not isinstance(jobs.state(id), Waiting | Running))
    return jobs.state(id)


def begun(jobs: Jobs, id: str) -> list[int]:
    """The processes of a slow job once they run."""
    until(lambda: jobs.state(id) == Running(1, 2))
    folder = jobs.jobs[id].folder
    assert folder
    until(lambda: (folder / "pids").exists() and (folder / "pids").read_text())
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def left(jobs: Jobs) -> list[str]:
    return [path.name for path in jobs.folder.path.glob("[!.]*")] if jobs.folder.path else []


def test_a_file_is_made_whole_under_its_name(jobs):
    course = ended(jobs, jobs.start(spec("plain", "xlsx", b"abc")))
    assert isinstance(course, Done)
    assert course.name == "plain.xlsx"
    assert course.path.read_text() == "xlsx of 0 with 4"


def test_the_same_is_made_once_and_something_else_anew(jobs):
    slow = jobs.start(spec("slow"))
    assert jobs.start(spec("slow")) == slow
    others = {jobs.start(spec("slow", "pptx")), jobs.start(spec("slow", template=b"PK"))}
    assert len({slow, *others}) == 3
    plain = jobs.start(spec("plain"))
    for id in (slow, *others):
        jobs.cancel(id)
    first = ended(jobs, plain)
    assert jobs.start(spec("plain")) == plain
    assert jobs.state(plain) is first, "it is kept and not made again"


def test_two_are_made_at_once_others_wait_in_order_and_a_full_queue_says_so(jobs, monkeypatch):
    monkeypatch.setattr(queue, "MOST_WAITING", 2)
    ids = [jobs.start(spec(f"slow {n}")) for n in range(4)]
    begun(jobs, ids[0])
    begun(jobs, ids[1])
    assert [jobs.state(id) for id in ids[2:]] == [Waiting(0), Waiting(1)]
    with pytest.raises(FullError):
        jobs.start(spec("one too many"))
    assert jobs.start(spec("slow 3")) == ids[3], "who asks for what waits already is not turned away"
    jobs.cancel(ids[2])
    assert jobs.state(ids[2]) == Cancelled()
    assert jobs.state(ids[3]) == Waiting(0)
    jobs.cancel(ids[0])
    begun(jobs, ids[3])


def test_cancelling_ends_the_process_with_all_it_began_and_leaves_nothing(jobs):
    id = jobs.start(spec("slow"))
    pids = begun(jobs, id)
    assert all(map(lives, pids))
    jobs.cancel(id)
    assert jobs.state(id) == Cancelled()
    until(lambda: not any(map(lives, pids)))
    until(lambda: not left(jobs))
    assert jobs.state(id) == Cancelled(), "that its process died is no other end"
    jobs.cancel(id)
    again = jobs.start(spec("slow"))
    assert again == id
    begun(jobs, again)


def test_what_takes_too_long_is_ended_and_says_so():
    jobs = Jobs(FAKE, patience_s=3)
    id = jobs.start(spec("slow"))
    course = ended(jobs, id)
    assert course == Failed("report_job_late")
    until(lambda: not left(jobs))
    jobs.end()


@pytest.mark.parametrize("title", ["dies", "lies"])
def test_a_process_that_ends_without_a_file_is_told_and_leaves_nothing(jobs, title):
    course = ended(jobs, jobs.start(spec(title)))
    assert course == Failed("report_job_died")
    assert not left(jobs)
    assert len({course.text(language) for language in LANGUAGES}) == 2


def test_why_it_was_refused_is_handed_on_and_it_can_be_tried_again(jobs):
    id = jobs.start(spec("refused"))
    assert ended(jobs, id) == Failed("report_template_kind")
    assert jobs.start(spec("refused")) == id
    assert isinstance(jobs.state(id), Running | Waiting)


def test_a_worker_that_cannot_be_begun_is_a_failure_and_no_fault():
    jobs = Jobs(("/nowhere/python",))
    assert ended(jobs, jobs.start(spec("plain"))) == Failed("report_job_failed")
    assert not left(jobs)
    jobs.end()


def test_only_the_last_are_kept(jobs, monkeypatch):
    monkeypatch.setattr(queue, "MOST_KEPT", 2)
    ids, paths = [], []
    for n in range(3):
        ids.append(jobs.start(spec(f"plain {n}")))
        paths.append(ended(jobs, ids[-1]).path)
    assert [path.exists() for path in paths] == [False, True, True]
    with pytest.raises(UnknownJobError):
        jobs.state(ids[0])


def test_files_that_are_too_large_together_crowd_out_the_oldest(jobs, monkeypatch):
    monkeypatch.setattr(queue, "MOST_BYTES", 20)
    first, second = (ended(jobs, jobs.start(spec(f"plain {n}"))).path for n in range(2))
    assert (first.exists(), second.exists()) == (False, True)


def test_at_the_end_nothing_runs_and_nothing_lies_about():
    jobs = Jobs(FAKE)
    pids = begun(jobs, jobs.start(spec("slow")))
    folder = jobs.folder.path
    assert folder
    jobs.end()
    until(lambda: not any(map(lives, pids)))
    until(lambda: not folder.exists())


def test_what_a_killed_server_left_is_swept_away_and_nothing_of_one_that_lives(jobs, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    leave = "from exports.job_folder import JobFolder; print(JobFolder().new().parent)"
    command = [sys.executable, "-c", leave]
    left = Path(
        subprocess.run(
            command,
            cwd=queue.HOUSE,
            env={**os.environ, "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    held = Jobs(FAKE)
    assert left.parent == tmp_path
    assert left.exists()
    course = ended(held, held.start(spec("plain")))
    assert not left.exists()
    ended(jobs, jobs.start(spec("plain")))
    assert course.path.exists()
    held.end()


def test_a_worker_ends_when_its_server_does(tmp_path):
    """The real one: its input is its lifeline, and no more of it comes after the line that says what is wanted."""
    text = write_report(example(shown_release()[0], "zh"))
    asked = {"text": text, "format": "xlsx", "release": "", "template": "", "folder": str(tmp_path)}
    worker = subprocess.run(
        queue.WORKER,
        cwd=queue.HOUSE,
        input=json.dumps(asked) + "\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert worker.returncode == 1
    assert "file" not in worker.stdout
    assert "failed" not in worker.stdout
    assert not list(tmp_path.iterdir())


def test_what_was_never_asked_for_is_unknown(jobs):
    for ask in (jobs.state, jobs.cancel):
        with pytest.raises(UnknownJobError):
            ask("0" * 20)


def test_a_tidied_folder_is_made_anew_and_a_file_that_is_gone_is_made_again(jobs):
    first = jobs.start(spec("plain"))
    done = ended(jobs, first)
    shutil.rmtree(jobs.folder.path)
    assert isinstance(ended(jobs, jobs.start(spec("other"))), Done)
    assert jobs.start(spec("plain")) == first
    again = ended(jobs, first)
    assert isinstance(again, Done)
    assert again.path.is_file()
    assert again.path != done.path

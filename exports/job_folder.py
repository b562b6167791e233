"""Where files that were made wait to be taken: a folder of this process, of which nothing is left when it is gone."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX, HELD = "dashboard-reports-", ".held"


class JobFolder:
    """A temporary folder that is held by a lock: one that nobody holds was left by a process that was killed."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.lock = -1

    def new(self) -> Path:
        """A new folder in it. Raises OSError."""
        if self.path and not (self.path / HELD).exists():
            # Somebody tidied the folder for temporary files.
            self.remove()
        if self.path is None:
            _sweep()
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            self.lock = os.open(self.path / HELD, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        return Path(tempfile.mkdtemp(dir=self.path))

    def remove(self) -> None:
        """Removes it with everything in it."""
        if self.path:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self.lock)
            self.path = None


def _sweep() -> None:
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{HELD}"):
        with suppress(OSError), left.open("r+") as lock:
            # Refused while its process lives.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent, ignore_errors=True)

"""A file that is whole or absent: written beside its place, then moved there in one step."""

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes) -> Path:
    """Writes a file and gives its path. Raises OSError, and then leaves nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise

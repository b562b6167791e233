"""The link file: long links under their hashes, in one small SQLite database named by a setting."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

SETTING = "DASHBOARD_LINKS"
MOST_LINKS, PATIENCE_S = 1_000_000, 5.0
TABLE = "create table if not exists links (hash text primary key, text text not null) without rowid"


def link_file() -> Path | None:
    """The file that the setting DASHBOARD_LINKS names; None where it is not set."""
    name = os.environ.get(SETTING, "").strip()
    return Path(name) if name else None


def keeper() -> Callable[[str, str], None] | None:
    """What keeps a hash and its text, or raises sqlite3.Error; None without a link file."""
    path = link_file()
    return None if path is None else lambda hashed, text: _keep(path, hashed, text)


def kept(hashed: str) -> str | None:
    """The text of a hash; None where there is no link file or it holds none."""
    path = link_file()
    if path is None or not path.exists():
        return None
    with closing(_opened(path)) as links:
        found = links.execute("select text from links where hash = ?", (hashed,)).fetchone()
    return str(found[0]) if found else None


def _keep(path: Path, hashed: str, text: str) -> None:
    with closing(_opened(path)) as links, links:
        [(count,)] = links.execute("select count(*) from links")
        if count >= MOST_LINKS:
            raise sqlite3.OperationalError("the link file is full")
        links.execute("insert or ignore into links values (?, ?)", (hashed, text))


def _opened(path: Path) -> sqlite3.Connection:
    links = sqlite3.connect(path, timeout=PATIENCE_S)
    links.execute(TABLE)
    return links

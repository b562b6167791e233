"""Streamlit's scripts and styles, compressed once and kept: it sends them as they are, three times as heavy."""

import gzip
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path

import brotli
import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = (Path(streamlit.__file__).parent / "static").resolve()
COMPRESSED = (".js", ".css", ".svg", ".json")
QUALITY = 9
NOT_ACCEPTED = re.compile(r";\s*q=0(\.0*)?\s*$")
A_YEAR = "public, immutable, max-age=31536000"


class Precompressed:
    """Answers for the files under /static/ that shrink; leaves everything else to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        path = _file(scope)
        accepted = coding(scope) if path else ""
        if path is None or not accepted:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(compressed, path, accepted)
        headers = {"content-encoding": accepted, "cache-control": A_YEAR, "vary": "accept-encoding"}
        await Response(body, media_type=guess_type(path.name)[0], headers=headers)(scope, receive, send)


@cache
def compressed(path: Path, accepted: str) -> bytes:
    """A file as `br` or `gzip`, kept for good: Streamlit's files carry their version in their names."""
    return packed(path.read_bytes(), accepted, QUALITY)


def packed(raw: bytes, accepted: str, quality: int) -> bytes:
    """Bytes as `br` or `gzip`; a higher quality is smaller and slower."""
    return brotli.compress(raw, quality=quality) if accepted == "br" else gzip.compress(raw, quality)


def named(*stems: str) -> list[Path]:
    """Streamlit's scripts whose names begin with these stems; a stem that names no script is left out."""
    folder = STATIC / "static" / "js"
    return [path for stem in stems for path in sorted(folder.glob(f"{stem}.*.js"))]


def _file(scope: Scope) -> Path | None:
    """The file of Streamlit that a request asks for, when it is one that shrinks."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
        return None
    try:
        path = (STATIC / scope["path"].lstrip("/")).resolve()
        fits = path.suffix in COMPRESSED and STATIC in path.parents and path.is_file()
    except (OSError, ValueError):
        return None
    return path if fits else None


def coding(scope: Scope) -> str:
    """The coding to send: the smaller one of those that the browser accepts; empty for none."""
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1").lower()
    offered = {part.split(";")[0].strip() for part in accepted.split(",") if not NOT_ACCEPTED.search(part)}
    return next((one for one in ("br", "gzip") if one in offered), "")

"""Briefs as they were sent, kept compressed: the same address is answered at once, and made once when many ask."""

import asyncio
import time
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import FOLDER
from data.releases import CURRENT, MANIFEST
from web.assets import coding, packed

BRIEFS = ("/brief/", "/briefs/")
MOST_BYTES, OVERHEAD = 32 * 1024 * 1024, 1024
# A page of words and SVG: the next quality halves the speed for 3 % less.
QUALITY = 6
LOOKED_EVERY_S = 1.0
Key = tuple[str, bytes, bytes, str, str]
Header = tuple[bytes, bytes]


@dataclass(frozen=True)
class Sent:
    """One answer: its status, its headers, and its body as it goes over the wire."""

    status: int
    headers: tuple[Header, ...]
    body: bytes

    @property
    def tag(self) -> bytes:
        """Its ETag; empty for an answer that has none."""
        return dict(self.headers).get(b"etag", b"")


class Kept:
    """Answers for briefs that were sent before, while no release changes; leaves everything else alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sent: LRUCache[Key, Sent] = LRUCache(MOST_BYTES, getsizeof=lambda one: len(one.body) + OVERHEAD)
        self.making: dict[Key, asyncio.Future[Sent]] = {}
        self.releases: tuple[tuple[str, int], ...] = ()
        self.looked_at = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(BRIEFS):
            await self.app(scope, receive, send)
            return
        self._forget_what_changed()
        headers = dict(scope["headers"])
        key = scope["path"], scope["query_string"], headers.get(b"host", b""), scope["scheme"], coding(scope)
        one = self.sent.get(key) or await self._made(key, scope, receive)
        if one.tag and one.tag in headers.get(b"if-none-match", b""):
            kept = [(name, value) for name, value in one.headers if name not in (b"content-length", b"content-type")]
            await _send(send, 304, kept, b"")
        else:
            await _send(send, one.status, list(one.headers), one.body)

    async def _made(self, key: Key, scope: Scope, receive: Receive) -> Sent:
        """The answer of the dashboard; whoever asks for the same meanwhile waits for it."""
        if key in self.making:
            return await asyncio.shield(self.making[key])
        making = self.making[key] = asyncio.get_running_loop().create_future()
        # A fault is raised to the one who asked first even when nobody else waits for it.
        making.add_done_callback(lambda done: done.exception())
        releases = self.releases
        try:
            one = await _collected(self.app, scope, receive, key[-1])
        except BaseException as error:
            making.set_exception(error if isinstance(error, Exception) else ConnectionError("broken off"))
            raise
        finally:
            del self.making[key]
        making.set_result(one)
        if one.status == 200 and releases == self.releases:
            self.sent[key] = one
        return one

    def _forget_what_changed(self) -> None:
        """Looks once a second whether a release came, went or became current; then nothing that was sent is kept."""
        now = time.monotonic()
        if now - self.looked_at < LOOKED_EVERY_S:
            return
        self.looked_at = now
        found = _releases()
        if found != self.releases:
            self.releases = found
            self.sent.clear()


def _releases() -> tuple[tuple[str, int], ...]:
    """What tells the releases, and the map of a bureau, as they lie on disk from how they lay before."""
    paths = [*FOLDER.glob(f"*/{CURRENT}"), *FOLDER.glob(f"*/*/{MANIFEST}"), *FOLDER.glob("maps/*")]
    found = []
    for path in sorted(paths):
        try:
            found.append((str(path), path.stat().st_mtime_ns))
        except OSError:
            continue
    return tuple(found)


async def _collected(app: ASGIApp, scope: Scope, receive: Receive, accepted: str) -> Sent:
    """What the application answers to a reader who accepts nothing compressed and knows no tag; compressed here."""
    status, headers, body = 500, list[Header](), b""

    async def collect(message: Message) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status, headers = message["status"], [(name.lower(), value) for name, value in message["headers"]]
        elif message["type"] == "http.response.body":
            body += message.get("body", b"")

    plain = [(name, value) for name, value in scope["headers"] if name not in (b"accept-encoding", b"if-none-match")]
    await app({**scope, "headers": plain}, receive, collect)
    kept = [(name, value) for name, value in headers if name not in (b"content-length", b"vary")]
    if accepted and body:
        body = packed(body, accepted, QUALITY)
        kept.append((b"content-encoding", accepted.encode()))
    length = str(len(body)).encode()
    return Sent(status, (*kept, (b"content-length", length), (b"vary", b"Accept-Encoding")), body)


async def _send(send: Send, status: int, headers: list[Header], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

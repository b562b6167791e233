"""Briefs that were sent are sent again without being made again, and never after a release changed."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import pytest

from web import kept
from web.kept import Kept

PAGE = "简报 ".encode() * 200


class Dashboard:
    """An application that counts what it is asked, and answers with the number."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.asked, self.accepted = status, 0, set[bytes]()
        self.fault: Exception | None = None

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        self.asked += 1
        asked = self.asked
        self.accepted |= {name for name, _ in scope["headers"]}
        await asyncio.sleep(0.01)
        if self.fault:
            raise self.fault
        headers = [(b"Content-Type", b"text/html"), (b"etag", b'"t%d"' % asked), (b"content-length", b"1")]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE + b"%d" % asked})


@pytest.fixture
def dashboard(monkeypatch):
    monkeypatch.setattr(kept, "_releases", lambda: ())
    return Dashboard()


def run(of: Callable[[], Awaitable[Any]]) -> Any:
    """In a thread of its own: a browser may hold the loop of this one."""

    async def whole() -> Any:
        return await of()

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, whole()).result()


async def ask(app: Any, path: str = "/brief/trends", query: bytes = b"", **headers: str) -> tuple[int, dict, bytes]:
    sent: list[Any] = []

    async def collect(message: Any) -> None:
        sent.append(message)

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Any = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "query_string": query,
        "headers": [(b"host", b"here"), *given],
    }
    await app(scope, None, collect)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_the_same_address_is_made_once_and_another_one_by_itself(dashboard):
    app = Kept(dashboard)

    async def asked():
        first, again = await ask(app), await ask(app)
        assert first == again == (200, first[1], PAGE + b"1")
        assert first[1][b"content-length"] == str(len(first[2])).encode()
        assert (await ask(app, query=b"v=1"))[2] == PAGE + b"2"
        assert (await ask(app, "/briefs/month"))[2] == PAGE + b"3"
        assert (await ask(app, host="elsewhere"))[2] == PAGE + b"4", "its address stands in the page"

    run(asked)


def test_a_rush_is_one_computation(dashboard):
    app = Kept(dashboard)

    async def rush():
        return await asyncio.gather(*(ask(app) for _ in range(100)))

    assert {body for _, _, body in run(rush)} == {PAGE + b"1"}
    assert dashboard.asked == 1


def test_it_is_sent_as_the_reader_accepts_it(dashboard):
    app = Kept(dashboard)

    async def asked():
        return await ask(app, accept_encoding="gzip, br"), await ask(app, accept_encoding="gzip"), await ask(app)

    smallest, older, plain = run(asked)
    assert (smallest[1][b"content-encoding"], older[1][b"content-encoding"]) == (b"br", b"gzip")
    assert brotli.decompress(smallest[2]) == PAGE + b"1"
    assert gzip.decompress(older[2]) == PAGE + b"2"
    assert b"content-encoding" not in plain[1]
    assert all(one[1][b"vary"] == b"Accept-Encoding" for one in (smallest, older, plain))
    assert b"accept-encoding" not in dashboard.accepted, "nothing is compressed twice"


def test_who_has_it_already_is_told_so(dashboard):
    app = Kept(dashboard)

    async def asked():
        _, headers, _ = await ask(app)
        status, kept_headers, body = await ask(app, if_none_match=headers[b"etag"].decode())
        assert (status, body, kept_headers[b"etag"]) == (304, b"", headers[b"etag"])
        assert (await ask(app, if_none_match='"other"'))[0] == 200

    run(asked)
    assert dashboard.asked == 1


def test_nothing_is_kept_once_a_release_changed(dashboard, monkeypatch):
    app = Kept(dashboard)
    monkeypatch.setattr(kept, "LOOKED_EVERY_S", 0.0)

    async def asked():
        assert (await ask(app))[2].endswith(b"1")
        monkeypatch.setattr(kept, "_releases", lambda: (("data/published/CURRENT", 1),))
        assert (await ask(app))[2].endswith(b"2")
        assert (await ask(app))[2].endswith(b"2")

    run(asked)


def test_what_was_begun_under_an_old_release_is_not_kept(dashboard, monkeypatch):
    app = Kept(dashboard)
    monkeypatch.setattr(kept, "LOOKED_EVERY_S", 0.0)

    async def asked():
        begun = asyncio.create_task(ask(app))
        await asyncio.sleep(0.001)
        monkeypatch.setattr(kept, "_releases", lambda: (("data/published/CURRENT", 1),))
        await ask(app, "/brief/regions")
        await begun
        assert (await ask(app))[2].endswith(b"3")

    run(asked)


@pytest.mark.parametrize("status", [400, 404, 503, 307])
def test_a_refusal_is_never_kept(dashboard, status):
    dashboard.status = status
    app = Kept(dashboard)

    async def asked():
        return [(await ask(app))[0] for _ in range(2)]

    assert run(asked) == [status, status]
    assert dashboard.asked == 2


def test_a_fault_reaches_all_who_wait_and_the_next_one_tries_again(dashboard):
    app = Kept(dashboard)
    dashboard.fault = RuntimeError("drawn wrongly")

    async def asked():
        waiting = await asyncio.gather(ask(app), ask(app), return_exceptions=True)
        dashboard.fault = None
        return waiting, await ask(app)

    waiting, after = run(asked)
    assert [str(one) for one in waiting] == ["drawn wrongly"] * 2
    assert after[0] == 200
    assert dashboard.asked == 2


def test_other_addresses_and_methods_pass(dashboard):
    app = Kept(dashboard)

    async def asked():
        return [(await ask(app, path))[2] for path in ("/trends", "/trends", "/image/trends.png")]

    assert run(asked) == [PAGE + b"1", PAGE + b"2", PAGE + b"3"]


def test_the_releases_on_disk_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    folder = tmp_path / "published" / "2026-01-01-00000000"
    folder.mkdir(parents=True)
    seen = [kept._releases()]
    for name in ("published/2026-01-01-00000000/manifest.json", "published/CURRENT"):
        (tmp_path / name).write_text("x")
        seen.append(kept._releases())
    (folder / "manifest.json").unlink()
    seen.append(kept._releases())
    assert len(set(seen)) == len(seen)

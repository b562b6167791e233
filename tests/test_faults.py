"""When the door cannot answer: too many at once, no release, a fault nobody foresaw, and what is told of it."""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.testing.v1 import AppTest

from data.releases import ReleaseRefusedError
from web import answering
from web.answering import answered, state_of
from web.faults import on_fault
from words import LANGUAGES, say

CANARY = "canary-4711"


def request_of(query: str = "") -> Request:
    """A request as the server hands it on."""
    headers = [(b"host", b"localhost")]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/x", "headers": headers}
    return Request({**scope, "query_string": query.encode(), "server": ("localhost", 80), "scheme": "http"})


def run(coroutine: Any) -> Any:
    """Runs a coroutine to its end, in a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_when_too_many_wait_the_next_is_asked_to_come_back_and_nobody_else(monkeypatch):
    monkeypatch.setattr(answering, "MOST_WAITING", 2)
    open_up = threading.Event()

    def slow(_request: Request) -> Response:
        assert open_up.wait(10)
        return PlainTextResponse("ok")

    async def crowd() -> list[Response]:
        endpoint = answered(slow)
        waiting = [asyncio.ensure_future(endpoint(request_of())) for _ in range(answering.AT_ONCE + 2)]
        await asyncio.sleep(0.2)
        refused = await endpoint(request_of("lang=en"))
        assert not any(task.done() for task in waiting)
        open_up.set()
        return [refused, *await asyncio.gather(*waiting)]

    refused, *served = run(crowd())
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert refused.body.decode() == say("busy", "en")
    assert "etag" not in refused.headers
    assert {answer.status_code for answer in served} == {200}


def test_when_no_release_can_be_shown_the_reason_is_told(monkeypatch):
    def none(*_: str, **__: str) -> None:
        raise ReleaseRefusedError("release_altered", "2026-01-01-0a0b0c0d", "observations/year.parquet")

    monkeypatch.setattr(answering, "shown_release", none)

    def asks(request: Request) -> Response:
        return PlainTextResponse(state_of(request)[1].id)

    for language in LANGUAGES:
        answer = run(answered(asks)(request_of(f"lang={language}")))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        why = say("release_altered", language, release="2026-01-01-0a0b0c0d", what="observations/year.parquet")
        assert answer.body.decode() == say("no_release", language, why=why)
    as_html = run(answered(asks, lambda words, language, _rest: f"<p lang={language}>{words}")(request_of("lang=en")))
    assert as_html.media_type == "text/html"
    assert as_html.body.startswith(b"<p lang=en>")


def test_a_fault_is_a_number_for_the_reader_and_the_story_for_the_log(caplog):
    with caplog.at_level(logging.ERROR, "dashboard"):
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            answer = run(on_fault(request_of("i=secret"), error))
    said = answer.body.decode()
    assert (answer.status_code, CANARY in said, "KeyError" in said) == (500, False, False)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    (record,) = caplog.records
    id = record.args[0]
    assert said == "\n".join(say("fault", language, id=id) for language in LANGUAGES)
    assert len(id) == 8
    assert record.exc_info[1].args == (CANARY,)
    again = run(on_fault(request_of(), KeyError(CANARY))).body.decode()
    assert id not in again, "each fault has a number of its own"


def faulty_page(canary: str, language: str) -> None:
    """A page that breaks, as AppTest runs it."""
    import streamlit as st

    from pages.parts.faults import faults_told
    from pages.parts.link import read_state

    if language:
        st.query_params["lang"] = language
        read_state()
    with faults_told():
        st.write("before")
        raise RuntimeError(canary)


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_a_fault_on_a_page_is_told_in_its_language_without_its_text(language, caplog):
    with caplog.at_level(logging.ERROR, "dashboard"):
        page = AppTest.from_function(faulty_page, args=(CANARY, language), default_timeout=30).run()
    assert not page.exception
    (record,) = [one for one in caplog.records if one.name == "dashboard"]
    assert record.exc_info[1].args == (CANARY,)
    assert [one.value for one in page.error] == [say("fault", language or "zh", id=record.args[0])]
    assert [one.value for one in page.markdown] == ["before"]
    assert CANARY not in str(page.main)


def test_ends_of_a_page_are_no_faults(caplog):
    def ends() -> None:
        import streamlit as st

        from pages.parts.faults import faults_told

        with faults_told():
            st.stop()

    page = AppTest.from_function(ends, default_timeout=30).run()
    assert not page.error
    assert not page.exception
    assert not [one for one in caplog.records if one.name == "dashboard"]

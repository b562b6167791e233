"""What a watcher asks: whether the process lives, and whether it can answer from a release that was checked."""

import logging
import time
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from data.releases import ReleaseRefusedError
from views.current import refusal_words, shown_release
from views.state import State
from views.trend import headline_card

KEPT_S = 5
log = logging.getLogger("dashboard")


async def healthz(_: Request) -> PlainTextResponse:
    """The process lives."""
    return PlainTextResponse("ok")


async def readyz(_: Request) -> JSONResponse:
    """The release is checked and answers; else 503 with the reason. Looked at every few seconds at most."""
    ready, said = await run_in_threadpool(_looked, int(time.monotonic() / KEPT_S))
    return JSONResponse(said, status_code=200 if ready else 503)


@lru_cache(maxsize=1)
def _looked(_moment: int) -> tuple[bool, dict[str, str]]:
    try:
        release, refused = shown_release()
    except ReleaseRefusedError as error:
        return False, {"refused": refusal_words(error, "en")}
    try:
        # Asked of the release itself, not of what is remembered: its files may have gone.
        card = headline_card(release, State(language="en"))
    except Exception as error:  # noqa: BLE001  # whatever it is, this process cannot answer
        log.error("the release %s does not answer", release.id, exc_info=error)
        return False, {"release": release.id, "refused": type(error).__name__}
    said = {"release": release.id, "answer": card.headline}
    return bool(card.headline), said | ({"refused": refusal_words(refused, "en")} if refused else {})


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]

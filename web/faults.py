"""A fault that nobody foresaw: an id for the reader, the whole story for the log."""

import logging
import secrets

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from web.guard import headers_for
from words import LANGUAGES, say

log = logging.getLogger("dashboard")


async def on_fault(request: Request, error: Exception) -> Response:
    """One sentence with an id in both languages; where and why goes to the log under the same id."""
    id = secrets.token_hex(4)
    log.error("fault %s at %r", id, request.url.path, exc_info=error)
    said = "\n".join(say("fault", language, id=id) for language in LANGUAGES)
    # This answer is made outside the guard, which therefore cannot add to it.
    return PlainTextResponse(said, status_code=500, headers=headers_for(request.headers.get("host", "")))

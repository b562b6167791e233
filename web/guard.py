"""What every request must pass and every answer carries: known hosts, own origin, headers, one policy."""

import os
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from web.shell import inline_hashes
from words import LANGUAGES, say

SETTING = "DASHBOARD_HOSTS"
NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\*")
HEADERS = {
    "x-content-type-options": "nosniff",
    # Nothing for others; with "no-referrer" a browser would hide even from us that a form is our own.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; worker-src 'self' blob:; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


# A name or a bracketed address, perhaps with a port; anything else would be carried into the policy.
HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.IGNORECASE)


# Watchers ask by address and not by name; what they are told is no secret.
WATCHED = ("/healthz", "/readyz")


class Guard:
    """Refuses a foreign host or origin, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one socket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        known = known_host(host)
        if not (known or scope["path"] in WATCHED) or not own_origin(origin, host):
            await _refuse(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = MutableHeaders(scope=message)
                for name, value in (headers_for(host) if known else HEADERS).items():
                    said[name] = value
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def take_hosts() -> None:
    """Lets the setting DASHBOARD_HOSTS (names, joined by commas) replace the hosts of the configuration.

    Streamlit asks the same list about its socket. Raises SystemExit with one sentence for what is no host name.
    """
    names = [name.strip().lower() for name in os.environ.get(SETTING, "").split(",") if name.strip()]
    for name in names:
        if not NAME.fullmatch(name):
            raise SystemExit("\n".join(say("setting_refused", lang, setting=SETTING, value=name) for lang in LANGUAGES))
    if names:
        config.set_option("server.allowedHosts", names)


def known_host(host: str) -> bool:
    """Whether a Host header names a host that is allowed; ports do not matter."""
    found = HOST.fullmatch(host)
    allowed = config.get_option("server.allowedHosts") or []
    return found is not None and ("*" in allowed or found[1].strip("[]").lower() in {one.lower() for one in allowed})


def own_origin(origin: str | None, host: str) -> bool:
    """Whether a request comes from a page of this very address, or from no page."""
    return origin is None or origin in (f"http://{host}", f"https://{host}")


def headers_for(host: str) -> dict[str, str]:
    """The headers that every answer to a known host carries."""
    return {**HEADERS, "content-security-policy": policy(host)}


def policy(host: str) -> str:
    """What a browser may load and run here; sockets are named for those that do not count them as 'self'."""
    return POLICY.format(hashes=" ".join(inline_hashes()), host=host)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    said = "\n".join(say("host_refused", language) for language in LANGUAGES)
    await PlainTextResponse(said, status_code=403, headers=HEADERS)(scope, receive, send)

"""A plain question over HTTP, byte for byte as a hostile or ancient client may put it, and the tags of an answer."""

import socket
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPResponse
from urllib.parse import urlsplit

PATIENCE_S = 30


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by their names in lower case, the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


def get(address: str, target: str | bytes = "/", method: str = "GET", **headers: str) -> Answer:
    """What a server answers to one request. A header is given as `if_none_match=...`; nothing is sent but these."""
    host = urlsplit(address)
    given = {"host": host.netloc, "connection": "close"} | {name.replace("_", "-"): v for name, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    wanted = target if isinstance(target, bytes) else target.encode()
    with socket.create_connection((host.hostname or "", host.port or 0), PATIENCE_S) as line:
        line.sendall(method.encode() + b" " + wanted + b" HTTP/1.1\r\n" + lines.encode("latin-1") + b"\r\n")
        answer = HTTPResponse(line, method=method)
        answer.begin()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


class Tags(HTMLParser):
    """Every element of a page in order, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str, **having: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of that name that have these attributes."""
        return [attrs for name, attrs in self.found if name == tag and having.items() <= attrs.items()]

"""The page that carries Streamlit: its own, with our script, our fonts, the language, and a way on without script."""

import base64
import hashlib
import re
from functools import cache
from html import escape

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from views.named import PAGES
from web.assets import STATIC, named
from words import LANGUAGES, say

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What a first visit asks for anyway, named ahead so that a browser need not find it step by step.
EVERYWHERE = ("Html", "PageLink", "Button")
WITH_A_CHART = ("Selectbox", "PlotlyChart", "withFullScreenWrapper", "printWidthCap", "resolveDefaultExport")
WITH_A_TABLE = ("DataFrame", "arrowFormatUtils", "Quiver", "moment")
HEAD = '<script src="/assets/own.js"></script>\n<link rel="stylesheet" href="/assets/fonts/fonts.css">\n'


class Shell:
    """Answers for the address of every page; leaves everything else to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        page = scope.get("path", "").strip("/")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or page not in PAGES:
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        answer = HTMLResponse(page_of(page, query), headers={"cache-control": "no-cache"})
        await answer(scope, receive, send)


def page_of(page: str, query: str) -> str:
    """The HTML of one page of the dashboard at one query."""
    language = "en" if "lang=en" in query.split("&") else LANGUAGES[0]
    return _template(page, language).replace("QUERY", escape(f"?{query}" if query else ""))


@cache
def _template(page: str, language: str) -> str:
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<noscript>.*?</noscript>", lambda _: _without_script(page, language), html, flags=re.DOTALL)
    html = re.sub(r"<title>.*?</title>", f"<title>{escape(say('title', language))}</title>", html)
    # Neither is used here: the program interface is off, and the fonts are the reader's own.
    html = re.sub(r'<link[^>]*rel="(?:service-desc|preload)"[^>]*>\s*', "", html)
    # A relative address would mean another file where the page's own address ends in a slash.
    html = html.replace('"./', '"/').replace('<html lang="en">', f'<html lang="{say("html_language", language)}">')
    return html.replace("<script", HEAD + "<script", 1).replace("</head>", _preloads(page) + "</head>", 1)


@cache
def inline_hashes() -> tuple[str, ...]:
    """The hashes of Streamlit's inline scripts, for the policy: they and no others may run."""
    found = INLINE.findall(_template("", LANGUAGES[0]))
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in found)


def preloaded(page: str) -> list[str]:
    """The names of the scripts that a page's HTML names ahead."""
    stems = EVERYWHERE + (WITH_A_CHART + WITH_A_TABLE if page else ())
    return [path.name for path in named(*stems)]


def _preloads(page: str) -> str:
    return "".join(f'<link rel="modulepreload" crossorigin href="/static/js/{name}">\n' for name in preloaded(page))


def _without_script(page: str, language: str) -> str:
    """What a reader without JavaScript is offered: the brief of the same view."""
    words = escape(say("without_script", language))
    return f'<noscript><p><a href="/brief/{PAGES[page]}QUERY">{words}</a></p></noscript>'

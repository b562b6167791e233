"""The page that carries Streamlit: its own, with our script, our fonts, the language, and a way on without script."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from exports.brief import refused_brief
from exports.preview import preview
from views.named import PAGES
from views.nearest import nearest
from views.state import write_link
from web.answering import RefusalError, base_of, language_of, state_of, unknown_name
from web.assets import STATIC, named
from words import LANGUAGES, say

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What a first visit asks for anyway, named ahead so that a browser need not find it step by step.
EVERYWHERE = ("Html", "PageLink", "Button")
WITH_A_CHART = ("Selectbox", "PlotlyChart", "withFullScreenWrapper", "printWidthCap", "resolveDefaultExport")
WITH_A_TABLE = ("DataFrame", "arrowFormatUtils", "Quiver", "moment")
# What is not a page: Streamlit's own addresses, and ours beside the dashboard.
OTHERS = ("_stcore", "static", "media", "component", "app", "assets", "healthz", "readyz", "favicon.png")
# Ours that have names below them, and how many: Streamlit would answer every other address there with its own page.
OURS = {
    "brief": (0, 1),
    "briefs": (1,),
    "freeze": (2,),
    "frozen": (1,),
    "image": (1,),
    "figure": (1,),
    "data": (1,),
    "s": (1,),
    "short": (1,),
    "report": (1, 2),
}
HEAD = '<script src="/assets/own.js"></script>\n<link rel="stylesheet" href="/assets/fonts/fonts.css">\n'


class Shell:
    """Answers for the address of every page; leaves everything else to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        page = scope.get("path", "").strip("/")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _is_other(page):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if page not in PAGES:
            language = language_of(request)
            words = unknown_name(page, [f"/{path}" for path in PAGES]).words(language)
            answer = HTMLResponse(refused_brief(words, language, _near_pages(page, request)), status_code=404)
        else:
            html = page_of(page, request.url.query, await run_in_threadpool(_preview, request, page))
            answer = HTMLResponse(html, headers={"cache-control": "no-cache"})
        await answer(scope, receive, send)


def _near_pages(name: str, request: Request) -> list[tuple[str, str]]:
    """The ways to the pages whose paths or names a name comes near to."""
    language, query = language_of(request), request.url.query
    titles = {path: f"page_{path or PAGES[path]}" for path in PAGES}
    spellings = {path: path for path in PAGES if path}
    spellings |= {say(title, lang).casefold(): path for path, title in titles.items() for lang in LANGUAGES}
    return [
        (say("link_meant", language, name=say(titles[path], language)), f"/{path}" + (f"?{query}" if query else ""))
        for path in nearest(name, spellings)
    ]


def _is_other(path: str) -> bool:
    """Whether an address is answered elsewhere: /data is a page, /data/trends.csv a file, /data/a/b is neither."""
    folder, *names = path.split("/")
    if path in PAGES:
        return False
    return len(names) in OURS[folder] if folder in OURS else folder in OTHERS


def page_of(page: str, query: str, shown: str = "") -> str:
    """The HTML of one page of the dashboard at one query; `shown` is what a chat application shows of the link."""
    language = "en" if "lang=en" in query.split("&") else LANGUAGES[0]
    title = shown or f"<title>{escape(say('title', language))}</title>"
    return _template(page, language).replace("QUERY", escape(f"?{query}" if query else "")).replace("TITLE", title)


def _preview(request: Request, page: str) -> str:
    """The tags for a chat application; none for a link that cannot be read, which the page itself will say."""
    try:
        state, release = state_of(request)
    except RefusalError:
        return ""
    query = urlencode(write_link(state))
    address = f"/{page}" + (f"?{query}" if query else "")
    return preview(release, PAGES[page], state, base_of(request), address)


@cache
def _template(page: str, language: str) -> str:
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<noscript>.*?</noscript>", lambda _: _without_script(page, language), html, flags=re.DOTALL)
    html = re.sub(r"<title>.*?</title>", "TITLE", html)
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

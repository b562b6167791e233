"""Short links: /s/<letters> leads to what they stand for, /short/<view> makes them with their QR codes."""

import logging
import sqlite3
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from exports.brief import refused_brief
from exports.short_page import ShortLink, short_page
from views.link_file import keeper, kept
from views.named import VIEWS, card_named, page_of
from views.short_links import KINDS, ShortLinkError, Target, code_of, opened, target_of
from web.answering import RefusalError, answered, base_of, state_of, unknown_name, visible
from words import say

log = logging.getLogger("dashboard")


def short_way(request: Request) -> Response:
    """The way from a short link to the page or the brief that it stands for."""
    code = request.path_params["code"]
    try:
        target = opened(code, kept)
    except ShortLinkError as error:
        raise RefusalError(404, _why(error.rule, code)) from error
    except sqlite3.Error as error:
        log.error("the link file cannot be read", exc_info=error)
        raise RefusalError(503, lambda lang: say("short_unread", lang)) from error
    if target.view not in VIEWS:
        raise RefusalError(404, _why("damaged", code))
    return RedirectResponse(_address(target), status_code=307)


def short_links(request: Request) -> Response:
    """The short links of a view with their QR codes."""
    view = request.path_params["view"]
    if view not in VIEWS:
        raise unknown_name(view, VIEWS)
    state, release = state_of(request)
    base = base_of(request)
    links = [_link(target_of(kind, view, state), name, base, state.language) for kind, name in KINDS.items()]
    title = card_named(view, release, state).title
    return Response(short_page(title, links, state.language), media_type="text/html")


def _link(target: Target, name: str, base: str, language: str) -> ShortLink:
    said, long = say(f"short_{name}", language), base + _address(target)
    try:
        return ShortLink(said, f"{base}/s/{code_of(target, keeper())}", "", long)
    except ShortLinkError as error:
        return ShortLink(said, "", say(f"short_{error.rule}", language), long)
    except sqlite3.Error as error:
        log.error("the link file cannot be written", exc_info=error)
        return ShortLink(said, "", say("short_unwritten", language), long)


def _address(target: Target) -> str:
    path = f"/brief/{target.view}" if target.kind == "b" else f"/{page_of(target.view)}"
    return f"{path}?{target.query}"


def _why(rule: str, code: str) -> Callable[[str], str]:
    return lambda lang: say(f"short_{rule}", lang, code=visible(code))


ROUTES = [
    Route("/s/{code}", answered(short_way, refused_brief)),
    Route("/short/{view}", answered(short_links, refused_brief)),
]

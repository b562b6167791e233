"""Briefs by address: of a view, of several cards, as a file of their own, and frozen once for all."""

import logging
import sqlite3
from collections.abc import Callable, Collection
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.releases import Release
from exports.brief import document, refused_brief
from exports.frozen import FrozenError, freeze, frozen, opened_page
from views.gathered import ONE, SEVERAL, Gathered
from views.gatherings import NAMES, cards_of, is_list
from views.named import VIEWS
from views.short_links import ShortLinkError
from views.state import State
from web.answering import DRAWING, RefusalError, answered, base_of, named_file, state_of, unknown_name, visible
from words import say

log = logging.getLogger("dashboard")
FILE = ".html"
# A page of the dashboard on which there is nothing but what a reader puts there.
REPORT = "report"
FOR_GOOD = {"cache-control": "public, immutable, max-age=31536000"}


def brief_page(request: Request, kind: str) -> Response:
    """The brief of a view or of several, as a page or as a file that needs no server."""
    name = request.path_params["name"]
    of, state, release = _asked(request, kind, name.removesuffix(FILE))
    as_file = name.endswith(FILE)
    html = document(release, of, state, base_of(request), standalone=as_file)
    headers = named_file(f"{of.title}_{release.id}{FILE}", "attachment") if as_file else {}
    return Response(html, media_type="text/html", headers=headers)


def freeze_page(request: Request, kind: str) -> Response:
    """Keeps a brief as it is now, and leads to it."""
    of, state, release = _asked(request, kind, request.path_params["name"])
    try:
        name = freeze(release, of, state, base_of(request))
    except FrozenError as error:
        log.error("a frozen page cannot be kept: %s", error.rule, exc_info=error)
        raise RefusalError(503, _why(error.rule)) from error
    return RedirectResponse(f"/frozen/{name}", status_code=303)


def frozen_page(request: Request) -> Response:
    """A frozen page under what was revised since, or, as a file, itself."""
    name = request.path_params["name"]
    try:
        one = frozen(name.removesuffix(FILE))
    except FrozenError as error:
        raise RefusalError(404 if error.rule == "unknown" else 503, _why(error.rule)) from error
    if name.endswith(FILE):
        return Response(one.content, media_type="text/html", headers=FOR_GOOD)
    return Response(opened_page(name, one), media_type="text/html")


async def brief_home(request: Request) -> Response:
    """The way from /brief to the first brief, in the language asked."""
    query = request.url.query
    return RedirectResponse("/brief/overview" + (f"?{query}" if query else ""), status_code=307)


def _asked(request: Request, kind: str, name: str) -> tuple[Gathered, State, Release]:
    """The cards of one view (`brief`) or of several (`briefs`), with the state and the release that are asked for."""
    known: Collection[str] = VIEWS if kind == ONE else NAMES
    if name == REPORT:
        raise RefusalError(404, lambda lang: say("report_no_brief", lang))
    if name not in known and not (kind == SEVERAL and is_list(name)):
        raise unknown_name(name, known)
    state, release = state_of(request)
    try:
        return cards_of(kind, name, release, state), state, release
    except ShortLinkError as error:
        rule = error.rule
        raise RefusalError(404, lambda lang: say(f"short_{rule}", lang, code=visible(name))) from error
    except sqlite3.Error as error:
        log.error("the link file cannot be read", exc_info=error)
        raise RefusalError(503, lambda lang: say("short_unread", lang)) from error


def _why(rule: str) -> Callable[[str], str]:
    return lambda lang: say(f"frozen_{rule}", lang)


ROUTES = [
    Route("/brief", brief_home),
    Route("/brief/", brief_home),
    *(
        Route(f"{folder}/{kind}/{{name}}", answered(partial(page, kind=kind), refused_brief, DRAWING))
        for folder, page in (("", brief_page), ("/freeze", freeze_page))
        for kind in (ONE, SEVERAL)
    ),
    Route("/frozen/{name}", answered(frozen_page, refused_brief, DRAWING)),
]

"""Pictures and data files by address: /image/<view>.svg|png, /data/<view>.csv."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.releases import Release
from exports.brief import THEMES
from exports.picture import CHAT_SIZES, NARROWEST, WIDEST, WIDTH, picture, picture_png, share_png
from exports.table_file import csv_file
from views.named import TABLES, VIEWS, card_named
from views.state import State
from web.answering import DRAWING, RefusalError, answered, named_file, state_of, unknown_name, visible
from words import say

FORMS = ("figure", *CHAT_SIZES)
KINDS_OF_PICTURE = ("svg", "png")


class Options(NamedTuple):
    """How a picture is wanted: its theme, its width in pixels, and whether it is the one of a chat application."""

    theme: str
    width: int
    form: str


def image(request: Request) -> Response:
    """A view as a picture; its own options are theme, width and form."""
    view, kind = _view_and_kind(request, VIEWS, KINDS_OF_PICTURE)
    options = _options(request, kind)
    state, release = state_of(request, leaving=("theme", "width", "form"))
    content, media_type = _drawn(release, view, state, kind, options)
    headers = named_file(f"{card_named(view, release, state, options.theme).title}_{release.id}.{kind}", "inline")
    return Response(content, media_type=media_type, headers=headers)


def data(request: Request) -> Response:
    """The table of a view as a file."""
    view, _ = _view_and_kind(request, VIEWS | TABLES, ("csv",))
    state, release = state_of(request)
    card = card_named(view, release, state)
    headers = named_file(f"{card.title}_{release.id}.csv", "attachment")
    return Response(csv_file(card), media_type="text/csv; charset=utf-8", headers=headers)


def _drawn(release: Release, view: str, state: State, kind: str, options: Options) -> tuple[str | bytes, str]:
    if options.form in CHAT_SIZES:
        return share_png(release, view, state, options.form), "image/png"
    if kind == "png":
        return picture_png(release, view, state, options.theme, options.width), "image/png"
    return picture(release, view, state, options.theme, options.width), "image/svg+xml"


def _view(name: str, known: Collection[str]) -> str:
    if name not in known:
        raise unknown_name(name, known)
    return name


def _view_and_kind(request: Request, views: Collection[str], kinds: tuple[str, ...]) -> tuple[str, str]:
    """The view and the kind of file that `trends.svg` names."""
    name = request.path_params["name"]
    view, _, kind = name.partition(".")
    if kind not in kinds:
        raise unknown_name(name, [f"{_view(view, views)}.{one}" for one in kinds])
    return _view(view, views), kind


def _options(request: Request, kind: str) -> Options:
    asked = request.query_params
    # The picture of a chat application is never asked for as SVG.
    forms = FORMS if kind == "png" else FORMS[:1]
    widths = f"{NARROWEST}–{WIDEST}"
    width = asked.get("width", str(WIDTH))
    fits = re.fullmatch(r"[0-9]{1,5}", width) is not None and NARROWEST <= int(width) <= WIDEST
    for part, value, known, fine in (
        ("theme", asked.get("theme", "light"), ", ".join(THEMES), asked.get("theme", "light") in THEMES),
        ("form", asked.get("form", "figure"), ", ".join(forms), asked.get("form", "figure") in forms),
        ("width", width, widths, fits),
    ):
        if not fine:
            raise RefusalError(400, _option_refused(part, value, known))
    return Options(asked.get("theme", "light"), int(width), asked.get("form", "figure"))


def _option_refused(part: str, value: str, known: str) -> Callable[[str], str]:
    return lambda lang: say("option_refused", lang, part=part, value=visible(value), known=known)


ROUTES = [
    Route("/image/{name}", answered(image, limiter=DRAWING)),
    Route("/data/{name}", answered(data)),
]

"""Figures for print by address: /figure/<view>?kind=png&size=full, with every option of a format."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.releases import Release
from exports.brief import refused_brief
from exports.engine import DrawingError
from exports.figure import SizeError, figure
from exports.formats import DOCUMENTS, DPIS, HEIGHTS_CM, INKS, KINDS, POINTS, SIZES, WIDTHS_CM, Format
from exports.report import file_of
from exports.volume import volume_of_one
from views.named import VIEWS, card_named, page_of
from views.state import State, read_link, write_link
from web.answering import (
    DRAWING,
    RefusalError,
    Ways,
    answered,
    base_of,
    language_of,
    named_file,
    state_of,
    unknown_name,
    visible,
)
from words import say

OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "pptx": f"{OFFICE}presentationml.presentation",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "zip": "application/zip",
}
NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
LONGEST_TEXT = 200
DEFAULT_SIZE = "full"


class Option(NamedTuple):
    """One option of an address: the field of a format that it sets, how it is read, and what it may be."""

    field: str
    read: Callable[[str], Any]
    known: str


def _number(least: float, most: float) -> tuple[Callable[[str], float | None], str]:
    def read(text: str) -> float | None:
        return float(text) if NUMBER.fullmatch(text) and least <= float(text) <= most else None

    return read, f"{least:g}–{most:g}"


def _text(text: str) -> str | None:
    return text.strip() if len(text) <= LONGEST_TEXT and text.isprintable() else None


def _one_of(known: Mapping[str, Any]) -> tuple[Callable[[str], Any], str]:
    return known.get, ", ".join(known)


OPTIONS = {
    "width": Option("width_cm", *_number(*WIDTHS_CM)),
    "height": Option("height_cm", *_number(*HEIGHTS_CM)),
    "dpi": Option("dpi", *_number(*DPIS)),
    "pt": Option("points", *_number(*POINTS)),
    "ink": Option("ink", *_one_of({ink: ink for ink in INKS})),
    "heading": Option("title", *_one_of({"1": True, "0": False})),
    "no": Option("number", _text, f"≤ {LONGEST_TEXT}"),
    "caption": Option("caption", _text, f"≤ {LONGEST_TEXT}"),
}
PARTS = ("kind", "size", *OPTIONS)


def figure_file(request: Request) -> Response:
    """A view as a picture for print, as a document with a chart that can be edited, or as a package of all."""
    view = request.path_params["name"]
    if view not in VIEWS:
        raise unknown_name(view, VIEWS)
    kind = _chosen(request, "kind", {kind: kind for kind in MEDIA}, KINDS[0])
    wanted = replace(format_of(request), accessed=date.today())
    state, release = state_of(request, leaving=PARTS)
    if kind in DOCUMENTS:
        content = file_of(
            volume_of_one(view, release, state, date.today(), wanted.number, wanted.caption, base_of(request)), kind
        )
    else:
        content = _made(release, view, state, kind, wanted)
    name = " ".join(filter(None, (wanted.number, card_named(view, release, state).title)))
    return Response(content, media_type=MEDIA[kind], headers=named_file(f"{name}_{release.id}.{kind}", "attachment"))


def format_of(request: Request) -> Format:
    """The format that an address asks for: a size by its name, and what is said otherwise. Raises RefusalError."""
    wanted: Format = _chosen(request, "size", SIZES, DEFAULT_SIZE)
    given = {}
    for part, option in OPTIONS.items():
        # A form sends what was left empty too.
        if text := request.query_params.get(part, ""):
            value = option.read(text)
            if value is None:
                raise _refused(part, text, option.known)
            given[option.field] = value
    if "points" in given:
        given["fixed_points"] = True
    if "dpi" in given:
        given["dpi"] = int(given["dpi"])
    return replace(wanted, **given)


def _chosen(request: Request, part: str, known: Mapping[str, Any], usual: str) -> Any:
    text = request.query_params.get(part, "") or usual
    if text not in known:
        raise _refused(part, text, ", ".join(known))
    return known[text]


def _refused(part: str, text: str, known: str) -> RefusalError:
    said = {"part": part, "value": visible(text), "known": known}
    return RefusalError(400, lambda lang: say("option_refused", lang, **said), _back)


def _made(release: Release, view: str, state: State, kind: str, wanted: Format) -> bytes:
    try:
        return figure(release, view, state, kind, wanted)
    except SizeError as error:
        rule, values = error.rule, error.values
        raise RefusalError(400, lambda lang: say(rule, lang, **values), _back) from error
    except DrawingError as error:
        why = str(error)
        raise RefusalError(503, lambda lang: say("figure_not_drawn", lang, why=visible(why)), _back) from error


def _back(request: Request) -> Ways:
    """The way back to the figure in the dashboard, where its form stands."""
    query = parse_qs(request.scope["query_string"].decode("latin-1"))
    state, _ = read_link({part: texts for part, texts in query.items() if part not in PARTS})
    link = urlencode(write_link(state))
    page = "/" + page_of(request.path_params["name"]) + (f"?{link}" if link else "")
    return [(say("figure_back", language_of(request)), page)]


async def figure_asked(request: Request) -> Response:
    """The way from a form, whose fields are the options, to the address of the figure: it says what is not empty."""
    form = await request.form(max_files=0, max_fields=len(PARTS))
    chosen = {part: str(form[part]) for part in PARTS if form.get(part)}
    query = "&".join(filter(None, (request.url.query, urlencode(chosen))))
    return RedirectResponse(f"{request.url.path}?{query}", status_code=303)


REFUSED = partial(refused_brief, heading="figure_refused")
ROUTES = [
    Route("/figure/{name}", answered(figure_file, REFUSED, DRAWING), methods=["GET"]),
    Route("/figure/{name}", figure_asked, methods=["POST"]),
]

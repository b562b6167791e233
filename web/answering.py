"""How a plain address is answered: in a few threads of its own, with an ETag, and with a sentence when it cannot be."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from urllib.parse import parse_qs, quote, urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data import DEMO
from data.releases import Release, ReleaseRefusedError, release_ids
from views.current import refusal_words, shown_release
from views.nearest import meant, nearest
from views.state import Problem, State, read_link, write_link
from words import LANGUAGES, say

# Drawing takes a second and is done one at a time; files and what is remembered must not wait for it.
AT_ONCE, DRAWN_AT_ONCE, MOST_WAITING = 4, 2, 60
LONGEST_QUERY, LONGEST_REPEATED = 8000, 80
# What a file's name may not hold.
UNFIT = re.compile(r"[^\w.-]+")
Words = Callable[[str], str]
# Ways on from a refusal: what each is called, and its address.
Ways = Sequence[tuple[str, str]]
# Words a refusal as HTML: the words, their language, and the ways on.
Refused = Callable[[str, str, Ways], str]
LIMITER, DRAWING = CapacityLimiter(AT_ONCE), CapacityLimiter(DRAWN_AT_ONCE)


class RefusalError(Exception):
    """An address that cannot be answered: the status, the words for it in a language, and the ways on from there."""

    def __init__(self, status: int, words: Words, ways: Callable[[Request], Ways] = lambda _: ()) -> None:
        super().__init__(status)
        self.status, self.words, self.ways = status, words, ways


def answered(
    answer: Callable[[Request], Response],
    refused: Refused | None = None,
    limiter: CapacityLimiter = LIMITER,
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that runs `answer` in one of a few threads. `refused` words a refusal as HTML, else it is text."""

    async def endpoint(request: Request) -> Response:
        try:
            if limiter.statistics().tasks_waiting >= MOST_WAITING:
                raise RefusalError(503, lambda lang: say("busy", lang))
            response = await to_thread.run_sync(answer, request, limiter=limiter)
        except RefusalError as refusal:
            return _refused(request, refusal, refused)
        except ReleaseRefusedError as error:
            # Records are checked when they are first asked for: long after the release was opened.
            return _refused(request, _no_release(error), refused)
        return _tagged(request, response)

    return endpoint


def state_of(request: Request, leaving: tuple[str, ...] = ()) -> tuple[State, Release]:
    """The state and the release that an address asks for, without the parts named in `leaving`.

    Raises RefusalError naming everything in it that cannot be read, or why no release can be shown.
    """
    text = request.scope["query_string"].decode("latin-1")
    if len(text) > LONGEST_QUERY:
        raise RefusalError(414, lambda lang: say("link_too_long", lang))
    query = parse_qs(text, keep_blank_values=True)
    state, problems = read_link({part: texts for part, texts in query.items() if part not in leaving})
    problems += [Problem("link_repeated", part) for part in leaving if len(query.get(part, ())) > 1]
    if problems:
        raise RefusalError(
            400,
            lambda lang: "\n".join(
                [
                    say("link_refused", lang),
                    *(say(one.rule, lang, part=visible(one.part), value=visible(one.value)) for one in problems),
                ]
            ),
            lambda asked: _mended(asked, state, problems),
        )
    if state.dataset == DEMO and not release_ids(DEMO):
        raise RefusalError(404, lambda lang: say("building_needed", lang))
    try:
        return state, shown_release(state.release, dataset=state.dataset)[0]
    except ReleaseRefusedError as error:
        raise _no_release(error) from error


def _no_release(error: ReleaseRefusedError) -> RefusalError:
    return RefusalError(503, lambda lang: say("no_release", lang, why=refusal_words(error, lang)))


def visible(text: str) -> str:
    """A text of an address as it may be repeated: short, in one line, with nothing in it that cannot be seen."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:LONGEST_REPEATED])


def unknown_name(name: str, known: Collection[str]) -> RefusalError:
    """The refusal of an address that is none, with those that there are and the way to the nearest of them."""
    near = nearest(name, {one.casefold(): one for one in known})
    return RefusalError(
        404,
        lambda lang: say("nothing_here", lang, name=visible(name), known=", ".join(known)),
        # Relative to the address that was asked for, of which the name is the end.
        lambda request: [_way_to(request, one, quote(one), request.url.query) for one in near],
    )


def base_of(request: Request) -> str:
    """The address of the dashboard, as the reader reached it."""
    return str(request.base_url).rstrip("/")


def language_of(request: Request) -> str:
    """The language an address asks for, Chinese where it asks for none that is known."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def named_file(name: str, how: str) -> dict[str, str]:
    """The header that names a file, in Chinese too; `how` is inline or attachment."""
    plain = UNFIT.sub("_", name)
    return {"content-disposition": f"{how}; filename*=UTF-8''{quote(plain)}"}


def _refused(request: Request, refusal: RefusalError, refused: Refused | None) -> Response:
    language = language_of(request)
    words = refusal.words(language)
    headers = {"retry-after": "5"} if refusal.status == 503 else {}
    if refused is None:
        return PlainTextResponse(words, status_code=refusal.status, headers=headers)
    return Response(refused(words, language, refusal.ways(request)), refusal.status, headers, "text/html")


def _mended(request: Request, state: State, problems: Sequence[Problem]) -> Ways:
    """The ways to what a link may have meant, and to what of it can be read."""
    path = request.url.path
    ways = [_way_to(request, one.name, path, urlencode(write_link(one.state))) for one in meant(problems, state)]
    # As on a page: what is left of a link that says nothing else is no part of it.
    if state != State(language=state.language):
        ways.append((say("link_open_rest", language_of(request)), _at(path, urlencode(write_link(state)))))
    return ways


def _way_to(request: Request, name: str, path: str, query: str) -> tuple[str, str]:
    return say("link_meant", language_of(request), name=name), _at(path, query)


def _at(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _tagged(request: Request, response: Response) -> Response:
    """The answer with its ETag, or 304 when the reader has it already. A newer release makes another answer."""
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": response.headers.get("cache-control", "no-cache")}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response

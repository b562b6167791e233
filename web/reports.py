"""What the Report page links to: lists to save and to open, templates to hand over, files that were made."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from pathlib import PurePath
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import App

from exports.brief import refused_brief
from exports.jobs import Jobs
from views.report_file import MOST_BYTES, ReportError, read_report
from views.report_jobs import WITH_TEMPLATE, Cancelled, Done, Failed, UnknownJobError, set_runner
from views.report_kept import NotKeptError, keep, keep_template, kept
from views.state import LONGEST_SHOWN, State, read_link, write_link
from web.answering import RefusalError, Refused, Ways, answered, language_of, named_file, unknown_name, visible
from web.warming import warming
from words import say

# What a form may say beside its file: the lines between its parts.
AROUND, MOST_OF_TEMPLATE = 20_000, 10_000_000
# How every file of Office begins: they are ZIP archives.
ZIPPED = b"PK\x03\x04"
LIST, FILE = ".toml", "file"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
NAMES = ("open", "template", f"list/…{LIST}", "job/…", "file/…")
JOBS = Jobs()
set_runner(JOBS)
Take = Callable[[Request, str, bytes], Response]


def saved_list(request: Request) -> Response:
    """A list as a file to keep."""
    name = request.path_params["name"]
    try:
        text = kept(name.removesuffix(LIST)) if name.endswith(LIST) else ""
    except NotKeptError as error:
        raise RefusalError(404, lambda lang: say("report_list_gone", lang)) from error
    if not text:
        raise unknown_name(name, [f"…{LIST}"])
    report = read_report(text)
    title = report.title or say("report_untitled", report.language)
    headers = named_file(f"{title}{LIST}", "attachment")
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


def open_list(request: Request, _name: str, content: bytes) -> Response:
    """Takes in a list that was saved, and leads to the page with it; names every fault of one that cannot be read."""
    try:
        report = read_report(content)
    except ReportError as error:
        lines = error.lines
        raise RefusalError(400, lambda lang: "\n".join(lines(lang))) from error
    state = _asked(request)
    token = keep(content.decode("utf-8-sig"))
    release = state.release if state.dataset == report.dataset else ""
    return _to_page(replace(state, dataset=report.dataset, release=release, report_list=token, page=1))


def take_template(request: Request, name: str, content: bytes) -> Response:
    """Takes in a template, and leads back to the page with it."""
    plain = PurePath(name.replace("\\", "/")).name[-LONGEST_SHOWN:]
    if PurePath(plain).suffix[1:].lower() not in WITH_TEMPLATE or not content.startswith(ZIPPED):
        raise RefusalError(400, lambda lang: say("report_template_kind", lang))
    return _to_page(replace(_asked(request), report_template=keep_template(visible(plain), content)))


def job_state(request: Request) -> Response:
    """How far a job is, for machines, with the sentence that says so."""
    id, language = request.path_params["id"], language_of(request)
    try:
        course = JOBS.state(id)
    except UnknownJobError as error:
        raise RefusalError(404, lambda lang: say("report_job_gone", lang)) from error
    said = {"state": type(course).__name__.lower()}
    if isinstance(course, Done):
        told = {"name": course.name, "file": f"/report/file/{id}"}
    elif isinstance(course, Failed):
        told = {"why": course.text(language)}
    elif isinstance(course, Cancelled):
        told = {"told": say("report_job_cancelled", language)}
    else:
        told = {**asdict(course), "told": course.text(language)}
    return JSONResponse({**said, **told}, headers={"cache-control": "no-store"})


def finished_file(request: Request) -> Response:
    """The file that a job made."""
    try:
        course = JOBS.state(request.path_params["id"])
        if isinstance(course, Done):
            headers = {**named_file(course.name, "attachment"), "cache-control": "no-store"}
            return Response(course.path.read_bytes(), media_type=TYPES[course.path.suffix[1:]], headers=headers)
    except (UnknownJobError, OSError) as error:
        raise RefusalError(404, lambda lang: say("report_job_gone", lang)) from error
    if isinstance(course, Failed):
        failed = course
        raise RefusalError(409, failed.text)
    rule = "report_job_cancelled" if isinstance(course, Cancelled) else "report_job_not_ready"
    raise RefusalError(409, lambda lang: say(rule, lang))


def nothing_else(request: Request) -> Response:
    """Every other address below the page."""
    name = request.url.path.removeprefix("/report/")
    raise RefusalError(404, lambda lang: say("nothing_here", lang, name=visible(name), known=", ".join(NAMES)))


@asynccontextmanager
async def tidied(app: App) -> AsyncIterator[None]:
    """Warms the server up, and ends all jobs with it: a signal ends the process before it tidies up by itself."""
    async with warming(app):
        try:
            yield
        finally:
            JOBS.end()


def _asked(request: Request) -> State:
    """What of the page's own link came along with a form: it stood there already, so nothing in it is new."""
    state, _ = read_link(parse_qs(request.scope["query_string"].decode("latin-1")))
    return state


def _to_page(state: State) -> Response:
    return RedirectResponse(_page(state), status_code=303)


def _page(state: State) -> str:
    return f"/report?{urlencode(write_link(state))}".removesuffix("?")


def _handed_over(take: Take, most: int, heading: str) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that takes the one file of a form, no larger than `most`.

    A refusal stands under a heading of its own and leads back to the page.
    """

    async def endpoint(request: Request) -> Response:
        back = _back(heading, _asked(request))
        try:
            name, content = await _file_of(request, most)
        except RefusalError as refusal:
            refused = refusal

            def refuse(_: Request) -> Response:
                raise refused

            return await answered(refuse, back)(request)
        return await answered(lambda asked: take(asked, name, content), back)(request)

    return endpoint


def _back(heading: str, state: State | None = None) -> Refused:
    """Words a refusal under a heading, with the way back to the page; an address may say nothing of its state."""

    def refused(words: str, language: str, _: Ways) -> str:
        page = _page(state or State(language=language))
        return refused_brief(words, language, [(say("report_back", language), page)], heading)

    return refused


async def _file_of(request: Request, most: int) -> tuple[str, bytes]:
    """The name and the bytes of the file in a form. Raises RefusalError for none, and for what is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most + AROUND:
            raise RefusalError(413, lambda lang: say("report_upload_large", lang, most=most // 1000))
    try:
        form = await MultiPartParser(request.headers, _once(bytes(body)), max_files=1, max_fields=1).parse()
        found = form.get(FILE)
    except (MultiPartException, KeyError) as error:
        raise RefusalError(400, lambda lang: say("report_upload_none", lang)) from error
    if not isinstance(found, UploadFile) or not found.filename:
        raise RefusalError(400, lambda lang: say("report_upload_none", lang))
    content = await found.read()
    await form.close()
    if len(content) > most:
        raise RefusalError(413, lambda lang: say("report_upload_large", lang, most=most // 1000))
    return found.filename, content


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


ROUTES = [
    Route("/report/list/{name}", answered(saved_list, _back("list_refused"))),
    Route("/report/open", _handed_over(open_list, MOST_BYTES, "list_refused"), methods=["POST"]),
    Route("/report/template", _handed_over(take_template, MOST_OF_TEMPLATE, "template_refused"), methods=["POST"]),
    Route("/report/job/{id}", answered(job_state)),
    Route("/report/file/{id}", answered(finished_file, _back("file_refused"))),
    Route("/report/{rest:path}", answered(nothing_else, refused_brief)),
]

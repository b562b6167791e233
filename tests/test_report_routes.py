"""What the Report page links to: lists out and in, templates, jobs and files; and every way a request can be wrong."""

import json
import secrets
import socket
from http.client import HTTPResponse
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.requests import Request

from exports.jobs import Jobs
from tests.asking import Answer, Tags, get
from tests.test_report_jobs import FAKE, begun, ended, spec
from views.report import MOST_FIGURES, Chapter, Report, item_of
from views.report_file import MOST_BYTES, ReportError, read_report, write_report
from views.report_jobs import Done
from views.state import State, read_link
from web import reports as routes
from web.answering import RefusalError
from words import LANGUAGES, say

LIST = Report("年报", (Chapter("一", (item_of("trends", State()),)),), release="2026-01-01-0123abcd")
BAD = 'language = "fr"\n[[chapters]]\n[[chapters.figures]]\nlink = "/nowhere<script>"\n'


def posted(address: str, target: str, body: bytes, kind: str, **headers: str) -> Answer:
    """What a server answers to a form; redirections are not followed."""
    host = urlsplit(address)
    given = {"host": host.netloc, "connection": "close", "content-type": kind, "content-length": str(len(body))}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in {**given, **headers}.items())
    with socket.create_connection((host.hostname or "", host.port or 0), 30) as line:
        line.sendall(f"POST {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + body)
        answer = HTTPResponse(line, method="POST")
        answer.begin()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def handed_over(address: str, target: str, content: bytes, name: str = "list.toml", field: str = "file") -> Answer:
    """A file in a form, as a browser sends it."""
    edge = secrets.token_hex(8)
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
    body = head + content + f"\r\n--{edge}--\r\n".encode()
    return posted(address, target, body, f"multipart/form-data; boundary={edge}", origin=address)


def led_to(answer: Answer) -> State:
    """The state of the page that a form leads to."""
    assert answer.status == 303
    assert answer.headers["location"].startswith("/report?v=1&")
    state, problems = read_link(parse_qs(urlsplit(answer.headers["location"]).query))
    assert not problems
    return state


def test_a_list_that_is_opened_is_the_one_that_can_be_saved(address):
    text = write_report(LIST)
    state = led_to(handed_over(address, "/report/open?v=1&lang=en&i=vehicle_recalls", text.encode()))
    assert (state.language, state.indicator) == ("en", "vehicle_recalls")
    saved = get(address, f"/report/list/{state.report_list}.toml")
    assert saved.status == 200
    assert saved.text == text
    assert unquote(saved.headers["content-disposition"]) == "attachment; filename*=UTF-8''年报.toml"
    assert saved.headers["content-type"].startswith("application/toml")
    assert saved.headers["x-content-type-options"] == "nosniff"


def test_a_list_of_notepad_is_taken_without_its_mark(address):
    state = led_to(handed_over(address, "/report/open", b"\xef\xbb\xbf" + write_report(LIST).encode()))
    assert get(address, f"/report/list/{state.report_list}.toml").text == write_report(LIST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_a_list_is_told_at_once_with_the_way_back(address, language):
    answer = handed_over(address, f"/report/open?v=1&lang={language}&li={'0' * 20}", BAD.encode())
    assert answer.status == 400
    with pytest.raises(ReportError) as refused:
        read_report(BAD)
    tags = Tags(answer.text)
    for line in refused.value.lines(language):
        assert line.replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert "<script>" not in answer.text
    way = f"/report?v=1{'&lang=en' if language == 'en' else ''}&li={'0' * 20}"
    assert way in [link["href"] for link in tags.of("a")]
    assert say("report_back", language) in answer.text
    assert f"<h1>{say('list_refused', language)}</h1>" in answer.text
    assert tags.of("html") == [{"lang": say("html_language", language)}]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"#" * (MOST_BYTES + 1), 413), (b"#" * (MOST_BYTES + 30_000), 413), (b"\xff\xfe", 400), (b"\0", 400)],
)
def test_what_is_no_list_is_refused(address, content, status):
    assert handed_over(address, "/report/open", content).status == status


def test_a_list_with_nothing_in_it_is_a_list(address):
    assert led_to(handed_over(address, "/report/open", b"")).report_list


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x--\r\n", "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b"--x\r\nno header\r\n\r\ntext\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"title = 'x'", "multipart/form-data"),
        (b"title = 'x'", "text/plain"),
        (b"file=x", "application/x-www-form-urlencoded"),
    ],
)
def test_a_form_without_a_file_is_told_so(address, body, kind):
    answer = posted(address, "/report/open?lang=en", body, kind)
    assert answer.status == 400
    assert say("report_upload_none", "en") in answer.text


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_form_of_another_site_is_refused(address, origin):
    assert posted(address, "/report/open", b"", "multipart/form-data; boundary=x", origin=origin).status == 403


def test_a_foreign_host_is_refused(address):
    assert posted(address, "/report/open", b"", "text/plain", host="elsewhere.example").status == 403


def test_a_template_is_kept_for_its_format_and_anything_else_is_refused(address):
    state = led_to(handed_over(address, f"/report/template?v=1&li={'1' * 20}", b"PK\x03\x04rest", "本局模板.docx"))
    assert state.report_list == "1" * 20
    assert state.report_template
    for name, content in (("a.docx", b"text"), ("a.zip", b"PK\x03\x04"), ("docx", b"PK\x03\x04")):
        refused = handed_over(address, "/report/template", content, name)
        assert refused.status == 400
        assert say("report_template_kind", "zh") in refused.text
        assert f"<h1>{say('template_refused', 'zh')}</h1>" in refused.text
    assert handed_over(address, "/report/template", b"PK\x03\x04" + b"0" * 10_000_001, "a.docx").status == 413


@pytest.mark.parametrize("target", ["/report/open", "/report/template"])
def test_what_takes_forms_shows_nothing(address, target):
    assert get(address, target).status in (404, 405)


@pytest.mark.parametrize(
    "target",
    [
        "/report/list/00000000000000000000.toml",
        "/report/list/00000000000000000000",
        "/report/list/..%2f..%2fetc%2fpasswd.toml",
        "/report/job/00000000000000000000",
        "/report/file/00000000000000000000",
        "/report/nothing",
        "/report/a/b",
        "/report/a/b/c",
    ],
)
def test_what_is_not_there_is_said_in_words(address, target):
    for language in LANGUAGES:
        answer = get(address, f"{target}?lang={language}")
        assert answer.status == 404, target
        assert "Traceback" not in answer.text
        assert (say("html_language", language) in answer.text) or answer.headers["content-type"].startswith(
            "text/plain"
        )


@pytest.mark.parametrize(("target", "heading"), [("list/0.toml", "list_refused"), ("file/0", "file_refused")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_gone_says_what_it_was_and_leads_back(address, target, heading, language):
    answer = get(address, f"/report/{target}?v=1&lang={language}")
    assert f"<h1>{say(heading, language)}</h1>" in answer.text
    ways = [link["href"] for link in Tags(answer.text).of("a")]
    assert "/report" + ("?v=1&lang=en" if language == "en" else "") in ways


@pytest.mark.parametrize("path", ["/brief/report", "/briefs/report", "/freeze/brief/report", "/brief/report.html"])
def test_the_page_has_no_brief_and_its_address_says_what_it_is(address, path):
    for language in LANGUAGES:
        answer = get(address, f"{path}?lang={language}")
        assert answer.status == 404
        assert say("report_no_brief", language) in answer.text


def test_a_full_list_of_the_longest_links_can_be_opened(address):
    item = item_of("trends", State(indicator="vehicle_recalls", regions=("100000", "430000", "440000")))
    report = Report("x", (Chapter("", (item,) * MOST_FIGURES),))
    assert led_to(handed_over(address, "/report/open", write_report(report).encode())).report_list


@pytest.fixture
def jobs(monkeypatch):
    one = Jobs(FAKE)
    monkeypatch.setattr(routes, "JOBS", one)
    yield one
    one.end()


def asked(id: str, language: str = "zh") -> Request:
    return Request(
        {"type": "http", "path_params": {"id": id}, "query_string": f"lang={language}".encode(), "headers": []}
    )


def test_a_finished_file_comes_under_its_own_name(jobs):
    id = jobs.start(spec("年报 plain"))
    ended(jobs, id)
    answer = routes.finished_file(asked(id))
    assert answer.body == b"docx of 0 with 0"
    assert unquote(answer.headers["content-disposition"]) == "attachment; filename*=UTF-8''年报_plain.docx"
    assert answer.headers["content-type"] == routes.TYPES["docx"]
    told = json.loads(routes.job_state(asked(id)).body)
    assert told == {"state": "done", "name": "年报 plain.docx", "file": f"/report/file/{id}"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_not_there_says_why(jobs, language):
    slow = jobs.start(spec("slow"))
    begun(jobs, slow)
    told = json.loads(routes.job_state(asked(slow, language)).body)
    assert told == {
        "state": "running",
        "done": 1,
        "of": 2,
        "told": say("report_running", language, done=1, of=2),
    }
    failed = jobs.start(spec("refused"))
    ended(jobs, failed)
    assert json.loads(routes.job_state(asked(failed, language)).body) == {
        "state": "failed",
        "why": say("report_template_kind", language),
    }
    for id, rule in ((slow, "report_job_not_ready"), (failed, "report_template_kind")):
        with pytest.raises(RefusalError) as refused:
            routes.finished_file(asked(id))
        assert (refused.value.status, refused.value.words(language)) == (409, say(rule, language))
    jobs.cancel(slow)
    told = json.loads(routes.job_state(asked(slow, language)).body)
    assert told == {"state": "cancelled", "told": say("report_job_cancelled", language)}
    with pytest.raises(RefusalError) as refused:
        routes.finished_file(asked(slow))
    assert refused.value.words(language) == say("report_job_cancelled", language)


def test_a_file_that_was_swept_away_is_gone_and_no_fault(jobs):
    id = jobs.start(spec("plain"))
    course = ended(jobs, id)
    assert isinstance(course, Done)
    course.path.unlink()
    with pytest.raises(RefusalError) as refused:
        routes.finished_file(asked(id))
    assert refused.value.status == 404

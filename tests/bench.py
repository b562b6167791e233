"""`make bench`: how heavy and how quick the dashboard is beside a bare Streamlit page, in one run on this machine.

Medians of seven, then how long the script of each page runs (tests/server_time.py). Nothing is asserted: on another
machine, or beside other work, the figures differ.
"""

import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from exports.brief import brief
from tests.browser import ROOT, chromium, running, served
from tests.server_time import print_form_times, print_server_times
from tests.sessions import seconds_of
from views import cache
from views.current import shown_release
from views.state import State

TIMES = 7
SESSIONS = 50
# A phone on the road, in bytes a second and milliseconds.
SLOW: dict[str, float] = {"latency": 60, "downloadThroughput": 625_000, "uploadThroughput": 625_000}
CHART = ".js-plotly-plot .main-svg"


class Subject(NamedTuple):
    """What is measured: its address, what is there once it is drawn, and a choice with what it draws."""

    name: str
    address: str
    drawn: str
    combobox: str = ""
    option: str = ""
    redrawn: str = ""


def measure() -> None:
    """Prints one line for each figure: ours, the bare page's."""
    with ExitStack() as stack:
        dashboard = stack.enter_context(served())
        bare = stack.enter_context(running(["streamlit", "run", "tests/bare_page.py"], "/_stcore/health"))
        ours = Subject("Trends", f"{dashboard}/trends", CHART, "分组", "企业规模", "h1:has-text('企业规模')")
        theirs = Subject("bare page", bare, CHART, "Years", "10", ".gtitle:has-text('10 years')")
        page = Subject("brief", f"{dashboard}/brief/trends", "figure svg")
        for one in (ours, theirs):
            waits = [median(seconds_of(one.address, SESSIONS)) for _ in range(TIMES)]
            _say(one, f"{SESSIONS} sessions at once, median wait, s", waits)
        browser = chromium(stack.enter_context(sync_playwright()).chromium)
        for one in (ours, theirs, page):
            first = [_first_visit(browser, one) for _ in range(TIMES)]
            _say(one, "first visit, kB", [weight / 1000 for weight, _ in first])
            _say(one, "first visit until the chart is drawn, s", [seconds for _, seconds in first])
        for one in (ours, theirs):
            _say(one, "choice until redrawn, s", [_choice(browser, one) for _ in range(TIMES)])
        for one in (ours, page):
            _say(one, "5 Mbit/s, 60 ms: until drawn, s", [_first_visit(browser, one, SLOW)[1] for _ in range(TIMES)])
        _say(page, "opens a second, sent before", [_opens(page.address) for _ in range(TIMES)])
    _say(page, "made anew, s of CPU", [_cold_brief() for _ in range(TIMES)])


def _say(subject: Subject, what: str, figures: list[float]) -> None:
    print(
        f"{subject.name:10} {what:42} {median(figures):10.3f}  ({min(figures):.3f} to {max(figures):.3f})", flush=True
    )


def _opens(address: str) -> float:
    """Answers a second over loopback as wrk counts them: one thread of it, so that the server has a core of its own."""
    if not shutil.which("wrk"):
        return float("nan")
    command = ["wrk", "-t1", "-c8", "-d3s", "-H", "accept-encoding: gzip", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    return float(found[1]) if found else float("nan")


def _cold_brief() -> float:
    """Seconds of CPU for a brief with its chart of which nothing is remembered; the libraries are there."""
    release, _ = shown_release()
    brief(release, "trends", State(), "")
    cache._kept.clear()
    started = time.process_time()
    brief(release, "trends", State(), "")
    return time.process_time() - started


def _first_visit(browser: Browser, subject: Subject, line: dict[str, float] | None = None) -> tuple[float, float]:
    """Bytes over the wire, sockets included, and seconds until the chart stands, in a browser that knows nothing."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if line:
        wire.send("Network.emulateNetworkConditions", {"offline": False, **line})
    weights: list[float] = []
    wire.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    wire.on(
        "Network.webSocketFrameReceived", lambda event: weights.append(len(event["response"]["payloadData"]) * 0.75)
    )
    started = time.perf_counter()
    page.goto(subject.address, wait_until="commit")
    page.wait_for_selector(subject.drawn)
    seconds = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(weights), seconds


def _choice(browser: Browser, subject: Subject) -> float:
    """Seconds from the click on an option until what it asks for is drawn."""
    context = browser.new_context(locale="zh-CN")
    page: Page = context.new_page()
    page.goto(subject.address)
    page.wait_for_selector(subject.drawn)
    page.get_by_role("combobox", name=subject.combobox).first.click()
    option = page.get_by_role("option", name=subject.option)
    option.wait_for()
    started = time.perf_counter()
    option.click()
    page.wait_for_selector(subject.redrawn)
    seconds = time.perf_counter() - started
    context.close()
    return seconds


if __name__ == "__main__":
    print(f"Medians of {TIMES}, least and most, Python {sys.version.split()[0]}, {ROOT.name}")
    measure()
    print_server_times()
    print_form_times()

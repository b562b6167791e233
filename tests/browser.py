"""A server of our own and a real browser: what page tests share."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserType, Page, ViewportSize, expect

ROOT = Path(__file__).parents[1]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE_S = 60
DRAWN = ".js-plotly-plot .main-svg, [data-testid=stAlert], .first .number, dl.parts, .promises"
# Between two runs that follow each other nothing runs either: quiet is what stays so for a while.
QUIET = """() => {
    const quiet = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true]');
    window.quietSince = quiet ? window.quietSince || performance.now() : 0;
    return quiet && performance.now() - window.quietSince > 300;
}"""
AT_MARKS = (".textpoint text", ".bartext", ".annotation-text")
CUT_OFF = """() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
    ...[...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
        const frame = plot.getBoundingClientRect();
        return [...plot.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            return text.textContent && box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
        }).map(text => text.textContent);
    }),
]"""
SIZES = {"desktop": ViewportSize(width=1440, height=900), "phone": ViewportSize(width=390, height=844)}


def chromium(kind: BrowserType, **environment: str) -> Browser:
    """Debian's Chromium, perhaps with something added to its environment."""
    env: dict[str, str | float | bool] = {**os.environ, **environment}
    return kind.launch(executable_path="/usr/bin/chromium", args=FLAGS, env=env)


def served() -> AbstractContextManager[str]:
    """The dashboard on a free port of this machine; yields its address."""
    return running(["uvicorn", "web:app", "--host", "127.0.0.1"], "/healthz")


@contextmanager
def running(module: list[str], health: str) -> Iterator[str]:
    """A server (a Python module with its arguments) on a free port; yields its address once `health` says ok."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    option = "--server.port" if module[0] == "streamlit" else "--port"
    command = [sys.executable, "-m", *module, option, str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}{health}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            # An open page would keep a server that is asked politely; a test has nothing to lose.
            server.kill()


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            if server.poll() is not None:
                raise RuntimeError("the dashboard did not start; run it by hand to see why") from None
            time.sleep(0.05)
    raise TimeoutError(address)


class Visit:
    """One page opened by its address, with everything it asked for and complained about."""

    def __init__(
        self,
        browser: Browser,
        size: str = "desktop",
        scheme: Literal["light", "dark"] = "light",
        java_script_enabled: bool = True,
    ) -> None:
        self.context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, locale="zh-CN", java_script_enabled=java_script_enabled
        )
        self.page: Page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, f"{said.text} ({said.location['url']})"))

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(url)
        # What Streamlit keeps for a session is swept between two runs, and a slow page then misses it.
        if parts.path.startswith("/media/"):
            self.errors.append(f"asked for {url}, which Streamlit may have swept away")

    def _hear(self, kind: str, text: str) -> None:
        """Faults and warnings of the console; a breach of the policy is among them."""
        if kind in ("error", "warning"):
            self.errors.append(f"{kind}: {text}")

    def assert_quiet(self) -> None:
        """Asserts that nothing was asked of another host and that nothing went wrong."""
        assert not self.outside, f"asked for {self.outside}"
        assert not self.errors, "\n".join(self.errors)

    def open(self, address: str) -> "Visit":
        """Opens an address and waits until a figure, a definition, or a message in its place, is drawn."""
        self.page.goto(address)
        self.page.wait_for_selector(DRAWN, timeout=PATIENCE_S * 1000)
        self.settle()
        return self

    def settle(self) -> None:
        """Waits until the run is over, none has followed it at once, and what was drawn before is gone."""
        self.page.evaluate("window.quietSince = 0")
        self.page.wait_for_function(QUIET, timeout=PATIENCE_S * 1000)

    def drawn(self) -> list[str]:
        """The figures at the marks and at the ends of their whiskers, as the browser drew them."""
        texts = self.page.locator(", ".join(f".js-plotly-plot {one}" for one in AT_MARKS)).all_text_contents()
        return [text for text in texts if any(map(str.isdigit, text))]

    def said(self) -> str:
        """Everything written on the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    def expect_link(self, *parts: str) -> None:
        """Waits until the address holds all parts: it may follow what is drawn."""
        for part in parts:
            expect(self.page).to_have_url(re.compile(re.escape(part)))

    def cut_off(self) -> list[str]:
        """The texts of figures that stand beyond their figure, and the page itself where it scrolls sideways."""
        cut: list[str] = self.page.evaluate(CUT_OFF)
        return cut

    def close(self) -> None:
        """Ends the visit."""
        self.context.close()

"""`make screenshots`: every page and its brief, in both languages, on a desk and on a phone, light and dark."""

from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import ROOT, SIZES, chromium, served
from views.named import PAGES
from views.state import State, write_link
from words import LANGUAGES

FOLDER = ROOT / "tests" / "output" / "screenshots"
DRAWN = ".js-plotly-plot .main-svg, .first .number, [data-testid=stDataFrame], main h1, .promises"
TALLEST = 4000
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def shoot() -> list[Path]:
    """Writes the pictures and gives their paths."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    addresses = {page or "overview": f"/{page}" for page in PAGES} | {
        f"brief-{v}": f"/brief/{v}" for v in PAGES.values()
    }
    with served() as dashboard, sync_playwright() as playwright:
        browser = chromium(playwright.chromium)
        return [
            _shot(browser, dashboard + path, name, language, size, scheme)
            for (name, path), language, size, scheme in product(addresses.items(), LANGUAGES, SIZES, SCHEMES)
        ]


def _shot(browser: Browser, address: str, name: str, language: str, size: str, scheme: Scheme) -> Path:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}?{urlencode(write_link(State(language=language)))}")
    page.wait_for_selector(DRAWN)
    page.wait_for_load_state("networkidle")
    shown = "(document.querySelector('[data-testid=stMain]') || document.documentElement).scrollHeight"
    height = min(TALLEST, page.evaluate(shown))
    page.set_viewport_size(ViewportSize(width=SIZES[size]["width"], height=height))
    page.wait_for_timeout(500)
    path = FOLDER / f"{name}.{language}.{size}.{scheme}.png"
    page.screenshot(path=path)
    context.close()
    return path


if __name__ == "__main__":
    for path in shoot():
        print(path.relative_to(ROOT))

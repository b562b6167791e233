"""What is paid before the port opens, so that no reader pays it: imports, the release, the first scripts compressed."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from streamlit import App

from data.releases import ReleaseRefusedError
from exports.picture import picture
from views.cache import card_of
from views.current import refusal_words, shown_release
from views.named import VIEWS
from views.slow import import_slow
from views.state import State
from web.assets import STATIC, compressed
from web.shell import page_of
from words import LANGUAGES

log = logging.getLogger("dashboard")
# The port opens right after the start of the application.
AFTER_S = 0.5
SCRIPT = re.compile(r"/static/(?:js|css)/[^\"]+\.(?:js|css)")


@asynccontextmanager
async def warming(_app: App) -> AsyncIterator[None]:
    """Imports what is slow once the port is open, in a thread, so that no reader's page pays for it."""
    thread = Thread(target=import_slow, daemon=True)
    begun = asyncio.get_running_loop().call_later(AFTER_S, thread.start)
    yield
    begun.cancel()


def warm() -> None:
    """Compresses what a first visit asks for, makes each view once; logs what fails, which is told when asked for."""
    # Plotly asks a pandas that another thread has half imported for its types, and fails: it is whole beforehand.
    import_module("pandas")
    for path in sorted(set(SCRIPT.findall(page_of("trends", "")))):
        compressed(STATIC / path.lstrip("/"), "br")
    try:
        release, _ = shown_release()
        for language in LANGUAGES:
            for view in VIEWS.values():
                card_of(view, release, State(language=language))
        picture(release, "trends", State())
    except ReleaseRefusedError as refused:
        log.error(refusal_words(refused, "en"))
    except Exception as fault:  # noqa: BLE001  # one view that fails must not keep all others from being read
        log.error("not everything is warm", exc_info=fault)

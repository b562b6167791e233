"""What is paid before the port opens, so that no reader pays it: imports, the release, the first scripts compressed."""

import logging
import re

from data.releases import ReleaseRefusedError
from exports.picture import picture
from views.cache import card_of
from views.current import refusal_words, shown_release
from views.named import VIEWS
from views.state import State
from web.assets import STATIC, compressed
from web.shell import page_of
from words import LANGUAGES

log = logging.getLogger("dashboard")
SCRIPT = re.compile(r"/static/(?:js|css)/[^\"]+\.(?:js|css)")


def warm() -> None:
    """Compresses what a first visit asks for, makes each view once; logs what fails, which is told when asked for."""
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

"""What is paid before the port opens, so that no reader pays it: imports, the release, the first scripts compressed."""

import re

from data.releases import ReleaseRefusedError
from exports.picture import picture
from views.cache import card_of
from views.current import shown_release
from views.named import VIEWS
from views.state import State
from web.assets import STATIC, compressed
from web.shell import page_of
from words import LANGUAGES

SCRIPT = re.compile(r"/static/(?:js|css)/[^\"]+\.(?:js|css)")


def warm() -> None:
    """Compresses what a first visit asks for and draws each view once; a missing release is told when a page asks."""
    for path in sorted(set(SCRIPT.findall(page_of("trends", "")))):
        compressed(STATIC / path.lstrip("/"), "br")
    try:
        release, _ = shown_release()
    except ReleaseRefusedError:
        return
    for language in LANGUAGES:
        for view in VIEWS.values():
            card_of(view, release, State(language=language))
    picture(release, "trends", State())

"""What a chat application shows of a link before anyone opens it: title, sentence and picture, as meta tags."""

from urllib.parse import urlencode

from markupsafe import Markup

from data.releases import Release
from exports.picture import CHAT_SIZES
from exports.templates import filled
from views.named import card_named
from views.state import State, write_shared_link
from words import say


def preview(release: Release, view: str, state: State, base: str, address: str, name: str = "") -> Markup:
    """The title and the meta tags of a page at `address` that shows a view; `base` is the address of the dashboard.

    `name` is the title of a page that shows more than this view.
    """
    card = card_named(view, release, state)
    pinned = urlencode(write_shared_link(state.but(release=release.id)))
    return filled(
        "preview.html",
        shown=name or card.title,
        said=card.told or card.message,
        title=say("title", state.language),
        base=base,
        address=address,
        pictures=[(f"{base}/image/{view}.png?{pinned}&form={form}", *size) for form, size in CHAT_SIZES.items()],
    )

"""What a chat application shows of a link before anyone opens it: title, sentence and picture, as meta tags."""

from urllib.parse import urlencode

from markupsafe import Markup

from data.releases import Release
from exports.picture import SHARE_HEIGHT, SHARE_WIDTH
from exports.templates import filled
from views.named import card_named
from views.state import State, write_shared_link
from words import say


def preview(release: Release, view: str, state: State, base: str, address: str) -> Markup:
    """The title and the meta tags of a page at `address` that shows a view; `base` is the address of the dashboard."""
    card = card_named(view, release, state)
    pinned = urlencode(write_shared_link(state.but(release=release.id)))
    return filled(
        "preview.html",
        card=card,
        said=card.sentence or card.message,
        title=say("title", state.language),
        base=base,
        address=address,
        picture=f"/image/{view}.png?{pinned}&form=share",
        width=SHARE_WIDTH,
        height=SHARE_HEIGHT,
    )

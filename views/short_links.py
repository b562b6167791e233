"""A link in a few letters: a view and its state, packed by what they say, so that the same view has one short link.

A short link opens on every machine without anything kept. Only one that would be longer than sixty letters is kept
under the hash of its text, in the link file.
"""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from views.state import GLUED, State, write_shared_link

MOST_LETTERS, LONGEST_TEXT = 60, 4000
HASH_LETTERS = 12
HASHED = "h"
# What a short link opens: the page of the dashboard, or the brief.
KINDS = {"p": "page", "b": "brief"}
# Never changed: links that were packed with it are passed on. Another one begins with another digit.
WORDS_1 = (
    b"&g=month&g=quarter&g=moment&f=multiples&f=stack&f=change&f=effects&f=adjusted&f=heat&f=map&by=county"
    b"&by=city&by=province&vs=parent&d=enterprise_size&d=product_class&d=channel&d=scheme&d=cause"
    b"&m=small~medium~large&r=440000~320000~330000&i=manufacturing_pass_rate&i=food_nonconforming_rate"
    b"&i=certified_organisations&i=valid_certificates&i=consumer_recall_units&i=consumer_recalls"
    b"&i=vehicle_recall_units&i=vehicle_recalls&i=all_levels_nonconforming_rate&i=all_levels_pass_rate&i=s"
    b"pot_check_nonconforming_rate&i=spot_check_pass_rate&t0=2023-12-31&t=2024-12-31&t=2025-12-31"
    b"bcertification?bbreakdowns?brecalls?bregions?boverview?btrends?ptargets?pdata?pcertification?p"
    b"breakdowns?precalls?pregions?poverview?ptrends?v=1&lang=en&ds=demo&ptrends?v=1&lang=zh&ds=published"
    b"&i=spot_check_pass_rate&g=year&r=100000"
)


class ShortLinkError(ValueError):
    """A short link that cannot be opened; `rule` says why: damaged, unknown or not_kept."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Target:
    """What a short link opens: `kind` is p for the page or b for the brief; the view, and the query of its state."""

    kind: str
    view: str
    query: str


def target_of(kind: str, view: str, state: State) -> Target:
    """The target of a view as it is now: every part is written but the release, so it shows the newest."""
    return Target(kind, view, urlencode(write_shared_link(state.but(release=""))))


def code_of(target: Target, keep: Callable[[str, str], None] | None) -> str:
    """The letters of a target; `keep` takes hash and text of one that is too long, and without it that one has none.

    Raises ShortLinkError `not_kept`.
    """
    text = _text(target)
    packed = PACKERS[NEWEST][0](text)
    if len(packed) <= MOST_LETTERS:
        return packed
    if keep is None or len(text) > LONGEST_TEXT:
        raise ShortLinkError("not_kept")
    hashed = HASHED + hashlib.sha256(text.encode()).hexdigest()[:HASH_LETTERS]
    keep(hashed, text)
    return hashed


def opened(code: str, kept: Callable[[str], str | None]) -> Target:
    """The target of letters, and of what passing them on glues to their end; `kept` gives the text of a hash.

    Raises ShortLinkError.
    """
    code = code.rstrip(GLUED)
    if code.startswith(HASHED):
        text = kept(code)
        if text is None:
            raise ShortLinkError("unknown")
        return _target(text)
    if code[:1] not in PACKERS:
        raise ShortLinkError("damaged")
    return _target(PACKERS[code[0]][1](code))


def _text(target: Target) -> str:
    return f"{target.kind}{target.view}?{target.query}"


def _target(text: str) -> Target:
    start, mark, query = text.partition("?")
    if not mark or start[:1] not in KINDS or not start[1:].replace("_", "").isalnum() or not parse_qs(query):
        raise ShortLinkError("damaged")
    return Target(start[0], start[1:], query)


def _packed_1(text: str) -> str:
    packer = zlib.compressobj(level=9, wbits=-15, zdict=WORDS_1)
    data = packer.compress(text.encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(_check(text) + data).decode().rstrip("=")


def _unpacked_1(code: str) -> str:
    try:
        data = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_", validate=True)
        text = zlib.decompressobj(wbits=-15, zdict=WORDS_1).decompress(data[2:], LONGEST_TEXT).decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ShortLinkError("damaged") from error
    if data[:2] != _check(text):
        raise ShortLinkError("damaged")
    return text


def _check(text: str) -> bytes:
    """Two bytes by which a letter that was lost or changed on the way is told from another view."""
    return zlib.crc32(text.encode()).to_bytes(4, "big")[:2]


# Each codec by the digit its links begin with; an old one only unpacks what was passed on long ago.
PACKERS: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {"1": (_packed_1, _unpacked_1)}
NEWEST = "1"

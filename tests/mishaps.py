"""What befalls a link that is passed on: letters lost, doubled, widened, glued on, encoded twice; parts mixed up."""

import random
from collections.abc import Callable
from urllib.parse import quote, unquote

from views.state import GLUED

# Letters that passing on changes, loses or adds, and some that nobody would.
ODD = "&=~.%#;+:/?-_ 0aZ９é召回。，）\u3000\ufffd\u202e\u200b\x00\x1f\n\r\t\"'<>\\{}[]|"
TAILS = (
    *GLUED,
    "。。",
    "&from=singlemessage",
    "&utm_source=x",
    "&fbclid=abc&x",
    " 看看这个",
    "%20",
    "%",
    "&",
    "&amp;",
    "#top",
)
Mutation = Callable[[random.Random, str], str]


def dropped(by: random.Random, text: str) -> str:
    at = by.randrange(len(text))
    return text[:at] + text[at + 1 :]


def doubled(by: random.Random, text: str) -> str:
    at = by.randrange(len(text))
    return text[: at + 1] + text[at:]


def swapped(by: random.Random, text: str) -> str:
    at = by.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def replaced(by: random.Random, text: str) -> str:
    at = by.randrange(len(text))
    return text[:at] + by.choice(ODD) + text[at + 1 :]


def injected(by: random.Random, text: str) -> str:
    at = by.randrange(len(text) + 1)
    return text[:at] + by.choice((by.choice(ODD), quote(by.choice(ODD)), "%FF%FE", "%E5%8F", "amp;")) + text[at:]


def widened(by: random.Random, text: str) -> str:
    """A letter as a Chinese keyboard types it."""
    at = by.randrange(len(text))
    wide = chr(ord(text[at]) + 0xFEE0) if "!" <= text[at] <= "~" else "\u3000"
    return text[:at] + wide + text[at + 1 :]


def cut(by: random.Random, text: str) -> str:
    return text[: by.randrange(1, len(text))]


def glued(by: random.Random, text: str) -> str:
    tails: list[str] = [*TAILS, *(quote(one) for one in GLUED)]
    return text + by.choice(tails)


def encoded_twice(by: random.Random, text: str) -> str:
    ways: tuple[str, ...] = (quote(text), quote(text, safe="&="), quote(text, safe="&=%"), unquote(text))
    return by.choice(ways)


def lengthened(by: random.Random, text: str) -> str:
    at = by.randrange(len(text) + 1)
    return text[:at] + by.choice("aZ0~%召") * by.choice((100, 100, 2001)) + text[at:]


def exchanged(by: random.Random, text: str) -> str:
    """Two parts with each other's values."""
    pairs = [pair.partition("=") for pair in text.split("&")]
    one, other = by.randrange(len(pairs)), by.randrange(len(pairs))
    values = [value for _, _, value in pairs]
    values[one], values[other] = values[other], values[one]
    return "&".join(f"{name}={value}" for (name, _, _), value in zip(pairs, values, strict=True))


def repeated(by: random.Random, text: str) -> str:
    """A part twice, as it is or with what another part says."""
    pairs = text.split("&")
    name, _, value = by.choice(pairs).partition("=")
    return "&".join([*pairs, f"{name}={by.choice((value, '', by.choice(pairs).partition('=')[2]))}"])


def rearranged(by: random.Random, text: str) -> str:
    """Parts in another order, and perhaps one less."""
    pairs = text.split("&")
    by.shuffle(pairs)
    return "&".join(pairs[by.randrange(2) :])


LETTERWISE: tuple[Mutation, ...] = (
    dropped,
    doubled,
    swapped,
    replaced,
    injected,
    cut,
    glued,
    encoded_twice,
    lengthened,
)
PARTWISE: tuple[Mutation, ...] = (exchanged, repeated, rearranged)


def mutated(by: random.Random, text: str, ways: tuple[Mutation, ...]) -> str:
    """A text after one to three mishaps."""
    for _ in range(by.choice((1, 1, 2, 3))):
        text = by.choice(ways)(by, text) if len(text) > 1 else text
    return text

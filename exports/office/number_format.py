"""The number format with which a spreadsheet writes figures exactly as the dashboard does, where there is one."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

WRITTEN = re.compile(r"(?P<before>[^\d]*)(?P<whole>\d[\d,]*)(?:\.(?P<part>\d+))?(?P<after>[^\d]*)")
PLAIN = "#,##0"
SCALED = re.compile(r"^(?:万|亿|\s*(?:million|billion)\b)")
# Without a mark between thousands, numbers are no longer than this.
SHORT = 3


class Way(NamedTuple):
    """How a number is written: what stands before and after it, its decimals, and whether thousands are set apart."""

    before: str
    after: str
    decimals: int
    grouped: bool

    def writes(self, value: float) -> str:
        """The text of a number, as a spreadsheet rounds it."""
        rounded = abs(Decimal(repr(value))).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{self.before}{rounded:{',' if self.grouped else ''}.{self.decimals}f}{self.after}"

    @property
    def section(self) -> str:
        """This way as a section of a number format."""
        number = (PLAIN if self.grouped else "0") + ("." + "0" * self.decimals if self.decimals else "")
        return _quoted(self.before) + number + _quoted(self.after)


def format_of(values: Sequence[float], texts: Sequence[str]) -> str:
    """The number format that writes each value as its text; empty where there is none."""
    if not texts or any('"' in text for text in texts):
        return ""
    pairs = list(zip(values, texts, strict=True))
    signs = [[pair for pair in pairs if _sign(pair[0]) == sign] for sign in (1, -1, 0)]
    large = [one["whole"] for _, text in pairs if (one := WRITTEN.fullmatch(text)) and len(one["whole"]) > SHORT]
    grouped = any("," in whole for whole in large)
    ways = [_way(group, grouped) if group else None for group in signs]
    if any(group and way is None for group, way in zip(signs, ways, strict=True)):
        return ""
    positive, negative, zero = ways
    first = positive or zero or negative
    if first is None:
        return ""
    if negative is None and (zero is None or zero == first):
        return first.section
    return ";".join(one.section for one in (first, negative or first, zero or first))


def unit_of(texts: Iterable[str]) -> str:
    """What figures count, where all their texts say the same: 2,004.8万辆 and 251辆 count 辆."""
    ends = {SCALED.sub("", found["after"]).strip() for text in texts if (found := WRITTEN.fullmatch(text))}
    # A text that was broken into lines may have lost its unit.
    ends.discard("")
    return ends.pop() if len(ends) == 1 else ""


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _way(pairs: Sequence[tuple[float, str]], grouped: bool) -> Way | None:
    found = [WRITTEN.fullmatch(text) for _, text in pairs]
    ways = {Way(one["before"], one["after"], len(one["part"] or ""), grouped) for one in found if one}
    if None in found or len(ways) != 1:
        return None
    way = ways.pop()
    return way if all(way.writes(value) == text for value, text in pairs) else None


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""

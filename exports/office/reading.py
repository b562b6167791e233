"""What the parts of a Plotly figure say, whatever form it has."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import unescape
from typing import Any

from exports.office.description import Axis
from exports.office.number_format import PLAIN, format_of, unit_of

Trace = dict[str, Any]
Layout = dict[str, Any]
BETWEEN = " {2}|<br>"
TAGS = re.compile(r"</?[a-z]+>")
LINES_IN_ASCII = re.compile(r"(?<=[!-~])<br>(?=[!-~])")
# Office has no triangle that points down: a diamond stands for it.
SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "triangle-down": "diamond",
    "cross": "plus",
    "x": "x",
    "line-ns": "dash",
}
DOWN = "triangle-down"
SIDES = {"top": "t", "bottom": "b"}
UNSEEN = "\u200b"
MOST_STEPS, FEW_STEPS, THOUSAND = 100, 4, 1000


def plain(text: str) -> str:
    """A text of a figure without its lines and its markup."""
    joined = LINES_IN_ASCII.sub(" ", text).replace("<br>", "")
    return unescape(TAGS.sub("", joined)).replace(UNSEEN, "").strip()


def period_of(hover: str) -> str:
    """The period that the text at a mark begins with."""
    return unescape(re.split(BETWEEN, hover, maxsplit=1)[0]).strip()


def value_text(hover: str) -> str:
    """The value in the text at a mark: the last part of its first line, empty where that is broken."""
    parts = unescape(hover.split("<br>", 1)[0]).split("  ")
    return parts[2].strip() if len(parts) == 3 else ""


def each(given: Any, n: int) -> Any:
    """What a property says of the point at a place: one for all, or one for each."""
    return given[n] if isinstance(given, list) else given


def symbol_of(trace: Trace, n: int) -> tuple[str, bool]:
    """The marker of a point as Office calls it, and whether it is hollow."""
    name = str(each(trace.get("marker", {}).get("symbol", "circle"), n) or "circle")
    solid = name.replace("-open", "").replace("-dot", "")
    return SYMBOLS.get(solid, "circle"), "-open" in name


def points_down(traces: Sequence[Trace]) -> bool:
    """Whether a marker is a triangle that points down."""
    return any(DOWN in str(trace.get("marker", {}).get("symbol", "")) for trace in traces)


def side_of(trace: Trace, n: int) -> str:
    """On which side of its mark a text stands."""
    vertical, along = str(each(trace.get("textposition", "top center"), n)).split()
    return SIDES.get(vertical) or {"left": "l", "right": "r"}.get(along, "ctr")


def ends_of(error: Layout, n: int, value: float) -> tuple[float | None, float | None]:
    """The ends of the interval of a value; none where it has no interval."""
    up, down = error.get("array", []), error.get("arrayminus", [])
    if n >= len(up) or up[n] is None or down[n] is None:
        return None, None
    return value - down[n], value + up[n]


def watermark_of(layout: Layout) -> str:
    """The word across the figure of synthetic data; empty for a real one."""
    across = [one for one in layout.get("annotations", []) if one.get("textangle") and one.get("yref") == "paper"]
    return plain(across[0]["text"]) if across else ""


def axis_of(axis: Layout, numbers: Sequence[float], texts: Sequence[str]) -> Axis | None:
    """The axis of values with its ticks on round numbers, wide enough for every number; None without ticks."""
    ticks = axis.get("tickvals") or []
    if len(ticks) < 2 or not numbers:
        return None
    written = [unescape(text) for text in axis["ticktext"]]
    step = Decimal(str(ticks[1])) - Decimal(str(ticks[0]))
    format = _format(ticks, written, step)
    # The ticks of a figure are as few as fit on a phone.
    if max(numbers) - min(numbers) < FEW_STEPS * step and _decimals(step / 2) <= _decimals(step) + format.count(".0"):
        step = step / 2
    low = high = Decimal(str(ticks[0]))
    # Where the figure says where its axis begins, as that of counts at zero, it begins there in Office too.
    begins = min(numbers) if "range" not in axis else min(min(numbers), axis["range"][0])
    while float(low + step) <= begins:
        low += step
    while float(low) > min(numbers):
        low -= step
    while float(high) < max(numbers):
        high += step
    if (high - low) / step > MOST_STEPS:
        return None
    share = all(text.endswith("%") for text in written) and max(numbers) <= 100
    # The last number on the axis says what it counts; the texts at marks may be broken into lines within it.
    unit = unit_of(written[-1:]) or unit_of(texts)
    title = "" if unit in format else unit
    return Axis(
        low=float(low),
        high=min(float(high), 100.0) if share else float(high),
        step=float(step),
        format=format,
        title=title,
    )


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _format(ticks: list[float], texts: list[str], step: Decimal) -> str:
    """The format of the numbers on an axis; only the last of them may say what they count."""
    counted = PLAIN + ("." + "0" * _decimals(step) if _decimals(step) else "")
    format = format_of(ticks, texts) or (format_of(ticks[:-1], texts[:-1]) if len(ticks) > 2 else "") or counted
    return counted if step >= THOUSAND and PLAIN not in format else format

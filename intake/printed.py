"""What a source printed, read exactly: "2004.8万辆" is 20,048,000 vehicles to the nearest 1,000."""

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
BEFORE = {
    "": "exact",
    "约": "about",
    "近": "less_than",
    "不足": "less_than",
    "超过": "more_than",
    "突破": "more_than",
    "至少": "at_least",
    "不少于": "at_least",
    "不超过": "at_most",
}
AFTER = {"以上": "at_least", "左右": "about", "以下": "at_most", "以内": "at_most"}
FIGURE = re.compile(
    rf"(?P<before>{'|'.join(sorted(BEFORE, key=len, reverse=True))})"
    r"(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)"
    r"(?P<more>[余多]?)(?P<scale>[万亿]?)(?P<more_after>[余多]?)"
    r"(?P<unit>%|[^\W\d_]*?)"
    rf"(?P<after>{'|'.join(AFTER)}|)"
)
NUMBER_WORDS = re.compile(r"^[一二三四五六七八九十百千几数两]+")


class PrintedError(ValueError):
    """A printed figure that cannot be read; `rule` says why, `value` is the text."""

    def __init__(self, rule: str, value: str) -> None:
        super().__init__(f"{rule}: {value}")
        self.rule = rule
        self.value = value


@dataclass(frozen=True)
class Printed:
    """A printed figure: its value and step in the base unit, its bound, and the unit word that was printed."""

    value: Decimal
    step: Decimal
    bound: str
    unit: str


def read_printed(text: str) -> Printed:
    """The figure that `text` prints.

    Raises PrintedError with one of the rules printed_empty, printed_wide, printed_no_number,
    printed_two_qualifiers, printed_unreadable.
    """
    if not text:
        raise PrintedError("printed_empty", text)
    if re.search(r"[\uFF01-\uFF5E]", text):
        raise PrintedError("printed_wide", text)
    if NUMBER_WORDS.match(text):
        raise PrintedError("printed_no_number", text)
    match = FIGURE.fullmatch(text)
    if match is None:
        raise PrintedError("printed_unreadable", text)
    qualifiers = [
        BEFORE[match["before"]],
        "more_than" if match["more"] else "exact",
        "more_than" if match["more_after"] else "exact",
        AFTER.get(match["after"], "exact"),
    ]
    said = [qualifier for qualifier in qualifiers if qualifier != "exact"]
    if len(said) > 1:
        raise PrintedError("printed_two_qualifiers", text)
    number, scale = Decimal(match["number"]), SCALES[match["scale"]]
    step = Decimal((0, (1,), int(number.as_tuple().exponent))) * scale
    return Printed(number * scale, step, said[0] if said else "exact", match["unit"])

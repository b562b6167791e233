"""One count for each of another, computed here: units a recall, certificates an organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators import Indicator
from indicators.entries import Texts
from views.figures import exact_number
from views.records import COMPUTED
from words import LANGUAGES, say

Row = Mapping[str, Any]
NOTE = "computed_by_us"


def ratio_of(upper: Indicator, lower: Indicator, key: str, decimals: int) -> Indicator:
    """How such a ratio is called, written and drawn; `key` begins its name and its unit in words/interface.toml."""
    texts = {
        language: Texts(
            name=say(f"{key}_name", language),
            question="",
            unit=say(f"{key}_unit", language),
            numerator=upper.texts(language).name,
        )
        for language in LANGUAGES
    }
    id = f"{upper.id}/{lower.id}"
    return replace(
        upper, id=id, kind="amount", decimals=decimals, complement="", counts=None, zh=texts["zh"], en=texts["en"]
    )


def ratio_rows(upper: Sequence[Row], lower: Sequence[Row], ratio: Indicator) -> list[dict[str, Any]]:
    """A row for each period in which both counts stand exactly; it takes its source from the upper one."""
    below = {(row["period"], row["until"]): row for row in lower}
    pairs = [(row, below.get((row["period"], row["until"]))) for row in upper]
    return [_row(row, under, ratio) for row, under in pairs if under is not None and _fit(row, under)]


def _fit(upper: Row, lower: Row) -> bool:
    return upper["bound"] == lower["bound"] == "exact" and exact_number(lower) > 0


def _row(upper: Row, lower: Row, ratio: Indicator) -> dict[str, Any]:
    above, under = exact_number(upper), exact_number(lower)
    value = above / under
    # No half is crossed by ten decimals: the counts below are whole numbers under a hundred million.
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(COMPUTED)
    made = {"indicator": ratio.id, "value": exact, "step": _step(upper, lower, ratio), "printed": None}
    return {**upper, **made, "numerator": None, "denominator": None, "flags": "e", "note": NOTE}


def _step(upper: Row, lower: Row, ratio: Indicator) -> Decimal:
    """The last digit that the two counts bear, as they were rounded when printed: a power of ten."""
    above, under = exact_number(upper), exact_number(lower)
    slack = _slack(upper) / under + above * _slack(lower) / under**2
    step = Decimal((0, (1,), -ratio.decimals))
    while Fraction(step) < slack:
        step *= 10
    return step


def _slack(row: Row) -> Fraction:
    """How far a count may be from its figure: half the last digit, nothing where it is printed to the last one."""
    step = Fraction(row["step"] or 1)
    return step / 2 if step > 1 else Fraction(0)

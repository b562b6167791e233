"""A row of an answer as machines read it: ids, ISO dates and plain numbers beside the texts for readers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators import catalogue
from views.figures import exact_number, is_withheld
from views.uncertainty import range_of

# The names of the columns, which no language changes; `value` is as printed, or computed to ten decimals as the ends of
# its 95 % interval are.
RECORD = (
    "indicator",
    "status",
    "measure",
    "grain",
    "period_start",
    "period_end",
    "region",
    "dimension",
    "member",
    "value",
    "step",
    "numerator",
    "denominator",
    "interval_low",
    "interval_high",
    "bound",
    "flags",
    "printed",
    "source_id",
)
# Beside a later figure, which RECORD describes: what machines read of the earlier one.
EARLIER = ("earlier_period_start", "earlier_period_end", "earlier_value", "earlier_source_id")
COMPUTED = Decimal("1e-10")
RENAMED = {"period_start": "period", "period_end": "until", "source_id": "source"}


def record(row: Mapping[str, Any], measure: str = "level") -> tuple[str, ...]:
    """The texts of RECORD for one row; what a row does not know is empty, and no figure is rounded to be shown."""
    low, high = _interval(row) if measure == "level" else ("", "")
    known = {"measure": measure, **row, "value": _value(row), "interval_low": low, "interval_high": high}
    return tuple(plain(known[RENAMED.get(name, name)]) for name in RECORD)


def record_of(row: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    """Some columns of a row as machines read them."""
    return tuple(plain(row[name]) for name in names)


def earlier_record(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts of EARLIER for one row."""
    known = dict(zip(RECORD, record(row), strict=True))
    return record_of(known, ("period_start", "period_end", "value", "source_id"))


def exact(number: Fraction | float) -> str:
    """A number computed here, to ten decimals."""
    of = Fraction(number)
    return plain((Decimal(of.numerator) / Decimal(of.denominator)).quantize(COMPUTED))


def _interval(row: Mapping[str, Any]) -> tuple[str, str]:
    """The ends of the 95 % interval of a level; empty texts where it has none."""
    indicator = catalogue().indicators.get(row["indicator"])
    if indicator is None or row.get("measure", "level") != "level" or is_withheld(row):
        return "", ""
    one = range_of(row, indicator)
    return (exact(one.low), exact(one.high)) if one else ("", "")


def _value(row: Mapping[str, Any]) -> Decimal | None:
    if is_withheld(row):
        return None
    if row["value"] is not None:
        return Decimal(row["value"])
    ratio = exact_number(row)
    return (Decimal(ratio.numerator) / Decimal(ratio.denominator)).quantize(COMPUTED)


def plain(part: Any) -> str:
    """One part as machines read it: nothing as an empty text, a decimal without idle zeros, true or false."""
    if part is None:
        return ""
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, Decimal):
        text = f"{part:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(part)

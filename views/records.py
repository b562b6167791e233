"""A row of an answer as machines read it: ids, ISO dates and plain numbers beside the texts for readers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from views.figures import exact_number

# The names of the columns, which no language changes; `value` is as printed, or computed to ten decimals.
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
    "bound",
    "flags",
    "printed",
    "source_id",
)
COMPUTED = Decimal("1e-10")
RENAMED = {"period_start": "period", "period_end": "until", "source_id": "source"}


def record(row: Mapping[str, Any], measure: str = "level") -> tuple[str, ...]:
    """The texts of RECORD for one row; what a row does not know is empty, and no figure is rounded to be shown."""
    known = {"measure": measure, **row, "value": _value(row)}
    return tuple(plain(known[RENAMED.get(name, name)]) for name in RECORD)


def record_of(row: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    """Some columns of a row as machines read them."""
    return tuple(plain(row[name]) for name in names)


def _value(row: Mapping[str, Any]) -> Decimal:
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

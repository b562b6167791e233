"""A row of an answer as a figure: its exact number, its one display text, and what must be said with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators import Indicator, catalogue
from words import note, say, texts
from words.numbers import write_number
from words.periods import write_period

Row = Mapping[str, Any]
NOTES_ABOUT_SOURCES = "shown_"


@dataclass(frozen=True)
class Figure:
    """One figure ready to show: the exact number for placing, the text for reading."""

    number: Fraction
    text: str
    period: str
    base: str
    bound: str
    flags: str
    remarks: tuple[str, ...]


def exact_number(row: Row) -> Fraction:
    """100 x numerator / denominator where both stand, else the value as printed."""
    if row["numerator"] is not None and row["denominator"]:
        return Fraction(100 * row["numerator"], row["denominator"])
    return Fraction(row["value"])


def step_of(row: Row, indicator: Indicator) -> Decimal:
    """The unit of the last digit shown: as printed, or the decimals of the indicator for a computed figure."""
    printed: Decimal | None = row["step"]
    return printed if printed is not None else Decimal((0, (1,), -indicator.decimals))


def display_text(row: Row, indicator: Indicator, language: str) -> str:
    """The one text of a figure, which card, chart, table, file and sentence share."""
    unit = indicator.texts(language).unit
    if row.get("measure", "level") in ("change", "gap") and indicator.is_ratio:
        unit = texts("interface")["percentage_points"][language]
    return write_number(exact_number(row), step_of(row, indicator), unit, language, row["bound"])


def figure_of(row: Row, indicator: Indicator, language: str) -> Figure:
    """A row of an answer as a figure."""
    return Figure(
        number=exact_number(row),
        text=display_text(row, indicator, language),
        period=write_period(row["period"], row["until"], row["grain"], language),
        base=base_text(row, language),
        bound=row["bound"],
        flags=row["flags"],
        remarks=remarks(row, indicator, language),
    )


def base_text(row: Row, language: str) -> str:
    """The counts behind a ratio: 3,601 / 25,250, or the denominator alone; empty where none is known."""
    if row["denominator"] is None:
        return ""
    if row["numerator"] is None:
        return say("of_base", language, base=f"{row['denominator']:,}")
    return f"{row['numerator']:,} / {row['denominator']:,}"


def remarks(row: Row, indicator: Indicator, language: str) -> tuple[str, ...]:
    """What must be said with a figure: its flags, its notes, and that it was turned from the other side."""
    said = [texts("flags")[letter][language] for letter in row["flags"]]
    keys = [key for key in row["note"].split(";") if key and not key.startswith(NOTES_ABOUT_SOURCES)]
    said += [note(key, language).rstrip("。.") for key in keys]
    if row.get("turned"):
        other = catalogue().indicators[indicator.complement].texts(language).name
        said.append(say("turned", language, other=other, printed=row["printed"] or ""))
    return tuple(said)

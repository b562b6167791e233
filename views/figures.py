"""A row of an answer as a figure: its exact number, its one display text, and what must be said with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators import Indicator, catalogue
from words import note, say, texts
from words.numbers import write_count, write_number
from words.periods import write_period

Row = Mapping[str, Any]
NOTES_ABOUT_SOURCES = "shown_"
WITHHELD, UNSURE = "c", "u"
SHARE_STEP = Decimal("0.1")


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


def is_unsure(row: Row) -> bool:
    """Whether a figure rests on so few cases that it is not ranked."""
    return UNSURE in row["flags"]


def is_withheld(row: Row) -> bool:
    """Whether the number of a figure is withheld because it counts too few."""
    return WITHHELD in row["flags"] and row["numerator"] is None and row["value"] is None


def display_text(row: Row, indicator: Indicator, language: str) -> str:
    """The one text of a figure, which card, chart, table, file and sentence share."""
    if is_withheld(row):
        return say("look_withheld", language)
    unit = unit_of(row.get("measure", "level"), indicator, language)
    return write_number(exact_number(row), step_of(row, indicator), unit, language, row["bound"])


def bare_text(row: Row, indicator: Indicator, language: str) -> str:
    """The same text without its unit, where the unit is said once for all: 743,616 for 743,616张, 91.5% as it is."""
    unit = unit_of(row.get("measure", "level"), indicator, language)
    kept = unit if unit == "%" else ""
    return write_number(exact_number(row), step_of(row, indicator), kept, language, row["bound"])


def computed_share(part: Fraction, language: str) -> str:
    """A part of a whole (0 to 1) that is computed here, in per cent to a tenth; a little is not nothing, nor all."""
    share, half = part * 100, Fraction(SHARE_STEP) / 2
    if 0 < share < half:
        return write_number(SHARE_STEP, SHARE_STEP, "%", language, "less_than")
    if 100 - half <= share < 100:
        return write_number(100 - SHARE_STEP, SHARE_STEP, "%", language, "more_than")
    return write_number(share, SHARE_STEP, "%", language)


def unit_of(measure: str, indicator: Indicator, language: str) -> str:
    """The unit of a level, a change or gap (points for a ratio) or a growth (per cent) of an indicator."""
    if measure == "growth":
        return "%"
    if measure in ("change", "gap") and indicator.is_ratio:
        return say("percentage_points", language)
    return indicator.texts(language).unit


def kind_of_figure(row: Row, language: str) -> str:
    """What a figure is: a level, a change, a growth or a gap, and whether it came about or is a target."""
    measure = say(f"measure_{row['measure']}", language)
    if row["status"] == "actual":
        return measure
    return say("target", language) if row["measure"] == "level" else say("target_of", language, measure=measure)


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
        return say("of_base", language, base=write_count(row["denominator"]))
    return f"{write_count(row['numerator'])} / {write_count(row['denominator'])}"


def remarks(row: Row, indicator: Indicator, language: str) -> tuple[str, ...]:
    """What must be said with a figure: its flags, its notes, and that it was turned from the other side."""
    said = [*flag_words(row, language), *note_words(row, language)]
    if row.get("turned") and row["printed"]:
        other = catalogue().indicators[indicator.complement].texts(language).name
        said.append(say("turned", language, other=other, printed=row["printed"]))
    return tuple(said)


def flag_words(row: Row, language: str) -> tuple[str, ...]:
    """What the flags of a figure say."""
    return tuple(texts("flags")[letter][language] for letter in row["flags"])


def note_words(row: Row, language: str) -> tuple[str, ...]:
    """What is noted of a figure, without the reason why one of its sources is shown."""
    keys = [key for key in row["note"].split(";") if key and not key.startswith(NOTES_ABOUT_SOURCES)]
    return tuple(note(key, language).rstrip("。.") for key in keys)


def reason_shown(row: Row, language: str) -> str:
    """Why the source of this row is shown of several; empty where none is given."""
    keys = [key for key in row["note"].split(";") if key.startswith(NOTES_ABOUT_SOURCES)]
    return " ".join(note(key, language) for key in keys)

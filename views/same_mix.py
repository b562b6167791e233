"""The change of a rate among the same things: whether it is better or worse, or only made of other things."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data.releases import Release
from indicators import Indicator
from methods.kitagawa import AdjustedChange, adjusted_change
from methods.results import STRICT
from sentences.finding import Finding
from views.changes import ends_of_change
from views.choices import WHOLE, Choices
from views.figures import unit_of
from views.mixing import Mixed, mix_of_state
from words.numbers import write_count, write_number

Row = dict[str, Any]


def mix_between(release: Release, choices: Choices, before: Row, now: Row) -> Mixed | None:
    """The mixes of the two periods of a whole; those of a part of it are not known."""
    if now["dimension"] != WHOLE:
        return None
    days: tuple[date, date] = (before["until"], now["until"])
    return mix_of_state(release, choices, now["region"], now["grain"], days)


def at_same_mix(
    finding: Finding,
    adjusted: AdjustedChange,
    mixed: Mixed,
    plain: tuple[float, float],
    step: Decimal,
    indicator: Indicator,
    language: str,
) -> Finding:
    """The finding with the change at the same mix beside the `plain` one (an interval, in points), and what follows."""
    way = "up" if adjusted.estimate > 0 else "down"
    unit = unit_of("change", indicator, language)
    ends = ends_of_change(adjusted.lower * 100, adjusted.upper * 100, step, indicator, language)
    return replace(
        finding,
        state=state_at_same_mix(adjusted, adjusted_change(*mixed.counts, level=STRICT), plain, indicator),
        adjusted=write_number(abs(Fraction(adjusted.estimate)) * 100, step, unit, language),
        adjusted_direction=way,
        adjusted_low=ends[0],
        adjusted_high=ends[1],
        members=write_count(len(mixed.common)),
        share=write_number(mixed.common_share * 100, Decimal(1), "%", language),
    )


def state_at_same_mix(
    adjusted: AdjustedChange, strict: AdjustedChange, plain: tuple[float, float], indicator: Indicator
) -> str:
    """Better or worse only where the same things changed for certain, and all things together did so too."""
    way = "up" if adjusted.estimate > 0 else "down"
    certain = plain[0] > 0 or plain[1] < 0
    if certain and adjusted.certain and (plain[0] > 0) == (adjusted.lower > 0):
        judgement = indicator.judged(adjusted.estimate) or way
        return judgement if strict.certain else f"likely_{judgement}"
    if adjusted.certain:
        return "opposed" if certain else "hidden"
    if not certain:
        return "steady"
    return "mix" if abs(adjusted.estimate) * 100 < abs(sum(plain) / 2) / 2 else "unclear"

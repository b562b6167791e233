"""Judges one entered row: either an observation or fact as the contract has it, or its faults."""

import re
from datetime import date
from typing import Any

from data import contract
from data.tables import fits_decimal
from indicators import Indicator
from indicators.entries import WHOLE_NUMBERS
from intake.entered import Line
from intake.faults import Fault
from intake.figures import Context, Fact, Observation, unit_of
from intake.periods import PeriodError, read_period
from intake.printed import Printed, PrintedError, read_printed
from regions import regions

FLAGS = re.compile(r"[bcepru]*")
TRANSCRIPT = re.compile(r"[SP][1-9][0-9]*(;[SP][1-9][0-9]*)*")
FACT_ID = re.compile(r"[a-z][a-z0-9_]*")
CHOICES = {c.name: c.values for c in contract("observations").columns if c.type == "enum"}
NOTES_OF_BUILD = ("made_from_counts", "numerator_by_subtraction")


def judge_observation(line: Line, context: Context, faults: list[Fault]) -> Observation | None:
    """The observation of an entered row, or None with its faults noted."""
    found: list[Fault] = []
    indicator = context.catalogue.indicators.get(line["indicator"])
    if indicator is None:
        found.append(line.fault("unknown_indicator", "indicator", line["indicator"]))
    printed = _printed(line, found)
    common = _common(line, printed, context, found)
    _breakdown(line, context, found)
    if line["shown"] not in ("yes", "no"):
        found.append(line.fault("unknown_choice", "shown", line["shown"], "yes, no"))
    if indicator is not None and printed is not None and line["measure"] in CHOICES["measure"]:
        _value(line, printed, indicator, found)
    if indicator is not None:
        _grain(line, indicator, found)
    faults += found
    if found or indicator is None:
        return None
    own: dict[str, Any] = {"indicator": indicator.id, "dimension": line["dimension"], "member": line["member"]}
    return Observation(**common, **own, shown=line["shown"] == "yes")


def judge_fact(line: Line, context: Context, faults: list[Fault]) -> Fact | None:
    """The single fact of an entered row, or None with its faults noted."""
    found: list[Fault] = []
    printed = _printed(line, found)
    common = _common(line, printed, context, found)
    if not FACT_ID.fullmatch(line["fact"]):
        found.append(line.fault("fact_id_malformed", "fact", line["fact"]))
    if line["topic"] not in context.catalogue.topics:
        found.append(line.fault("unknown_topic", "topic", line["topic"]))
    found += [line.fault("text_missing", name) for name in ("name_zh", "name_en") if not line[name]]
    if printed is not None and printed.unit not in context.catalogue.units:
        found.append(line.fault("unknown_unit", "printed", printed.unit))
    faults += found
    if found or printed is None:
        return None
    own: dict[str, Any] = {name: line[name] for name in ("fact", "topic", "name_zh", "name_en", "quote")}
    return Fact(**common, **own, unit_zh=printed.unit, unit_en=context.catalogue.units[printed.unit])


def _common(line: Line, printed: Printed | None, context: Context, found: list[Fault]) -> dict[str, Any]:
    """The columns that observations and facts share."""
    found += choice_faults(line)
    period, until = _period(line, context, found)
    _region(line, until, found)
    _flags(line, found)
    if line["source"] not in context.sources:
        found.append(line.fault("unknown_source", "source", line["source"]))
    if not TRANSCRIPT.fullmatch(line["transcript"]):
        found.append(line.fault("transcript_malformed", "transcript", line["transcript"]))
    as_entered = ("status", "measure", "grain", "region", "printed", "flags", "source", "transcript")
    return {name: line[name] for name in as_entered} | {
        "line": line,
        "period": period,
        "until": until,
        "value": printed and printed.value,
        "step": printed and printed.step,
        "bound": printed.bound if printed else "exact",
        "notes": _notes(line, context, found),
    }


def choice_faults(line: Line) -> list[Fault]:
    """Faults of the columns that an observation, a fact and a row of coverage choose from closed lists."""
    return [
        line.fault("unknown_choice", column, line[column], ", ".join(CHOICES[column]))
        for column in ("status", "measure", "grain")
        if line[column] not in CHOICES[column]
    ]


def _printed(line: Line, found: list[Fault]) -> Printed | None:
    try:
        printed = read_printed(line["printed"])
    except PrintedError as error:
        found.append(line.fault(error.rule, "printed", error.value))
        return None
    if not (fits_decimal(printed.value) and fits_decimal(printed.step)):
        found.append(line.fault("printed_too_long", "printed", line["printed"]))
        return None
    return printed


def _notes(line: Line, context: Context, found: list[Fault]) -> tuple[str, ...]:
    notes = tuple(filter(None, line["note"].split(";")))
    found += [line.fault("unknown_note", "note", note) for note in notes if note not in context.notes]
    found += [line.fault("note_of_build", "note", note) for note in notes if note in NOTES_OF_BUILD]
    if "e" in line["flags"] and not notes:
        found.append(line.fault("flag_without_note", "note", line["flags"]))
    return notes


def _period(line: Line, context: Context, found: list[Fault]) -> tuple[date | None, date]:
    if line["grain"] not in CHOICES["grain"]:
        return None, date.min
    try:
        period, until = read_period(line["period"], line["grain"])
    except PeriodError as error:
        found.append(line.fault(error.rule, "period", error.value, line["grain"]))
        return None, date.min
    if line["status"] == "actual" and until > context.released:
        found.append(line.fault("period_in_future", "period", line["period"], context.released))
    return period, until


def _region(line: Line, until: date, found: list[Fault]) -> None:
    region = regions().get(line["region"])
    if region is None:
        found.append(line.fault("unknown_region", "region", line["region"]))
        return
    too_early = region.valid_from and until < region.valid_from
    too_late = region.valid_to and until > region.valid_to
    if until > date.min and (too_early or too_late):
        dates = f"{region.valid_from or ''}–{region.valid_to or ''}"
        found.append(line.fault("region_not_valid", "region", line["region"], dates))


def _flags(line: Line, found: list[Fault]) -> None:
    flags = line["flags"]
    if not FLAGS.fullmatch(flags):
        found.append(line.fault("unknown_flag", "flags", flags))
    elif list(flags) != sorted(set(flags)):
        found.append(line.fault("flags_unordered", "flags", flags))
    elif "b" in flags:
        found.append(line.fault("break_entered", "flags", flags))


def _breakdown(line: Line, context: Context, found: list[Fault]) -> None:
    dimension, member = line["dimension"], line["member"]
    if (dimension == "all") != (member == "all"):
        found.append(line.fault("half_breakdown", "member", f"{dimension}, {member}"))
        return
    if dimension == "all":
        return
    breakdown = context.catalogue.breakdowns.get(dimension)
    if breakdown is None:
        found.append(line.fault("unknown_dimension", "dimension", dimension))
        return
    if member not in breakdown.members:
        found.append(line.fault("unknown_member", "member", member, dimension))
    indicator = context.catalogue.indicators.get(line["indicator"])
    if indicator is not None and dimension not in indicator.members:
        found.append(line.fault("dimension_not_declared", "dimension", dimension, indicator.id))


def _grain(line: Line, indicator: Indicator, found: list[Fault]) -> None:
    if line["grain"] not in CHOICES["grain"] or indicator.kind not in ("stock", "count", "amount"):
        return
    if (line["grain"] == "moment") != (indicator.kind == "stock"):
        found.append(line.fault("grain_not_of_kind", "grain", line["grain"], indicator.id))


def _value(line: Line, printed: Printed, indicator: Indicator, found: list[Fault]) -> None:
    text, unit = line["printed"], unit_of(indicator, line["measure"])
    if printed.unit != unit:
        found.append(line.fault("unit_differs", "printed", text, unit))
    elif line["measure"] != "level":
        return
    elif indicator.is_ratio and not 0 <= printed.value <= 100:
        found.append(line.fault("rate_out_of_range", "printed", text))
    elif printed.value < 0:
        found.append(line.fault("count_negative", "printed", text))
    elif indicator.kind in WHOLE_NUMBERS and printed.value != printed.value.to_integral_value():
        found.append(line.fault("count_not_whole", "printed", text))

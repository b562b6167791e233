"""`make ask Q=trend INDICATOR=spot_check_pass_rate`: one question put to the current release, answered as a table.

Inputs are name=value; lists are separated by commas; an input not given takes the plain choice (the nation, no
breakdown, actual levels, the grain with most figures, the latest period). SIDE=<other side> answers for both sides
of a two-sided indicator on the side named, turned exactly.
"""

import sys
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from data.releases import Release, current_release
from queries import MissingInputError, UnknownQuestionError, ask, inputs, questions

PLAIN = {"status": "actual", "measure": "level", "region": "100000", "dimension": "all", "member": "all"}
WIDE = ("title_en", "publisher_en", "remark", "remark_en", "described", "step", "transcript", "status", "measure")


def main(arguments: list[str]) -> int:
    """Prints the answer. Returns 0, or 2 with one sentence that says what to ask instead."""
    if not arguments:
        print(f"make ask Q=<{'|'.join(questions())}> INDICATOR=… REGION=… GRAIN=… UNTIL=…")
        return 2
    question, *given = arguments
    release, refused = current_release("published")
    if refused:
        print(refused, file=sys.stderr)
    try:
        wanted = inputs(question)
        values = _given(given)
        side = values.pop("side", None)
        if side:
            values |= {"indicator": side, "complement": values.get("indicator")}
        answer = ask(question, release, **_filled(wanted, values, release))
    except (UnknownQuestionError, MissingInputError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    table = answer.drop_columns([name for name in WIDE if name in answer.column_names]).to_pandas()
    with pd.option_context("display.unicode.east_asian_width", True, "display.width", None):
        print(table.dropna(axis="columns", how="all").to_string(index=False, max_colwidth=48, na_rep=""))
    print(f"{answer.num_rows} rows from release {release.id}")
    return 0


def _given(arguments: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not equals:
            raise ValueError(f"“{argument}” is not name=value.")
        values[name] = text.split(",") if name == "regions" else text
    if "until" in values:
        values["until"] = date.fromisoformat(values["until"])
    return values


def _filled(wanted: set[str], values: dict[str, Any], release: Release) -> dict[str, Any]:
    """The inputs with the plain choice for each that was not given; surplus ones are kept for `ask` to refuse."""
    filled = {name: PLAIN.get(name) for name in wanted} | values
    needs = {"grain", "until", "regions"} & (wanted - set(values))
    if not needs:
        return filled
    rows = ask("choices", release, indicator=filled.get("indicator")).to_pylist()
    fitting = [row for row in rows if all(row[n] == filled[n] for n in PLAIN.keys() & wanted)]
    if "regions" in needs:
        filled["regions"] = sorted({row["region"] for row in rows})
    if "grain" in needs:
        filled["grain"] = _commonest(fitting)
    if "until" in needs and question_has_period(wanted):
        ends = [row["last_until"] for row in fitting if row["grain"] == filled.get("grain", row["grain"])]
        filled["until"] = max(ends, default=None)
    return filled


def question_has_period(wanted: set[str]) -> bool:
    """Whether a question asks about one period, of one grain; coverage takes a period only to narrow its answer."""
    return "grain" in wanted


def _commonest(rows: list[dict[str, Any]]) -> str | None:
    figures: Counter[str] = Counter()
    for row in rows:
        figures[row["grain"]] += row["figures"]
    return figures.most_common(1)[0][0] if figures else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

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

from data.releases import Release, ReleaseRefusedError, current_release
from indicators import catalogue
from queries import MissingInputError, UnknownQuestionError, ask, inputs, questions
from regions import regions
from views.choices import WHOLE, everywhere

PLAIN = {"status": "actual", "measure": "level", "region": "100000", "dimension": "all", "member": "all"}
WIDE = (
    "indicator",
    "shown",
    "title_en",
    "publisher_en",
    "remark",
    "remark_en",
    "described",
    "step",
    "transcript",
    "status",
    "measure",
)
ASKED_OF_A_PERIOD = {"grain", "until"}


def main(arguments: list[str]) -> int:
    """Prints the answer. Returns 0, or 2 with one sentence that says what to ask instead."""
    if not arguments:
        print(f"make ask Q=<{'|'.join(questions())}> INDICATOR=… REGION=… GRAIN=… UNTIL=…")
        return 2
    question, *given = arguments
    try:
        wanted = inputs(question)
        values = _sided(_given(given))
        release, _ = current_release("published")
        answer = ask(question, release, **_filled(wanted, values, release))
    except (UnknownQuestionError, MissingInputError, ReleaseRefusedError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    table = answer.drop_columns([name for name in WIDE if name in answer.column_names]).to_pandas()
    if answer.num_rows:
        with pd.option_context("display.unicode.east_asian_width", True, "display.width", None):
            print(table.dropna(axis="columns", how="all").to_string(index=False, max_colwidth=48, na_rep=""))
    print(f"{answer.num_rows} rows from release {release.id}")
    return 0


def _given(arguments: list[str]) -> dict[str, Any]:
    """The inputs as typed, checked. Raises ValueError with what is wrong and what is known."""
    values: dict[str, Any] = {}
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not equals:
            raise ValueError(f"“{argument}” is not name=value.")
        values[name] = [one.strip() for one in text.split(",")] if name == "regions" else text.strip()
    for name in {"until", "period"} & values.keys():
        values[name] = _day(name, values[name])
    for name in {"indicator", "side"} & values.keys():
        _known(name, values[name], catalogue().indicators)
    for id in (*values.get("regions", []), *([values["region"]] if "region" in values else [])):
        _known("region", id, regions())
    return values


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name.upper()}={text} is no day; write it as 2024-12-31.") from None


def _known(name: str, id: str, known: Any) -> None:
    if id not in known:
        near = [one for one in known if id and (id in one or one in id)] or list(known)
        raise ValueError(f"There is no {name} “{id}”. Known: {', '.join(near[:12])}.")


def _sided(values: dict[str, Any]) -> dict[str, Any]:
    """The inputs with SIDE turned into the indicator to answer for and its complement."""
    side = values.pop("side", None)
    if side is None:
        return values
    if catalogue().indicators[side].complement != values.get("indicator"):
        raise ValueError(f"“{side}” is not the other side of “{values.get('indicator')}”.")
    return values | {"indicator": side, "complement": values["indicator"]}


def _filled(wanted: set[str], values: dict[str, Any], release: Release) -> dict[str, Any]:
    """The inputs with the plain choice for each that was not given; surplus ones are kept for `ask` to refuse."""
    filled = {name: PLAIN.get(name) for name in wanted} | values
    needs = {"grain", "until", "regions"} & (wanted - set(values))
    if "indicator" in wanted and "grain" in wanted and not filled["indicator"]:
        raise ValueError("This question needs INDICATOR=….")
    if not needs:
        return filled
    rows = _askable(release, filled.get("indicator"))
    fitting = [row for row in rows if all(row[name] == filled[name] for name in PLAIN.keys() & wanted)]
    if "regions" in needs:
        filled["regions"] = sorted({row["region"] for row in rows} - {"coverage:with_abroad"})
    if "grain" in needs:
        filled["grain"] = _commonest(fitting)
    if needs >= {"until"} and wanted >= ASKED_OF_A_PERIOD:
        ends = [row["last_until"] for row in fitting if row["grain"] == filled["grain"]]
        filled["until"] = max(ends, default=None)
    return filled


def _askable(release: Release, indicator: str | None) -> list[dict[str, Any]]:
    """Every cell that can be asked of an indicator, the whole first."""
    wholes = ask("choices", release, indicator=indicator).to_pylist()
    members = ask(
        "members", release, indicator=indicator, dimension=None, regions=everywhere(release), members=None
    ).to_pylist()
    return [*({**row, "member": WHOLE} for row in wholes if row["dimension"] == WHOLE), *members]


def _commonest(rows: list[dict[str, Any]]) -> str | None:
    figures: Counter[str] = Counter()
    for row in rows:
        figures[row["grain"]] += row["figures"]
    return figures.most_common(1)[0][0] if figures else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every answer that others published, computed again: `python -m methods.selftest` lists them and fails on a miss."""

import math
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path
from typing import Any, Literal

from methods.published_cases import CALLS, Value
from methods.published_files import FILES
from methods.published_time import CALLS_OVER_TIME, FILES_OVER_TIME

TYPED, READ = CALLS | CALLS_OVER_TIME, FILES | FILES_OVER_TIME
CASES = Path(__file__).parent / "published"
FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
State = Literal["same", "missed", "no_input"]
SAID: Mapping[State, str] = {"same": "ok", "missed": "miss", "no_input": "skipped (input file not here)"}
# Two machines' arithmetic agrees in 13 digits of a double's 15 or 16; a file of others that prints 17 is read to these.
CARRIED = Context(prec=13, rounding=ROUND_HALF_EVEN)
NUMBER = re.compile(r"-?\d+(\.\d+)?(E-?\d+)?")
PRINTED_AT_MOST = 5


@dataclass(frozen=True)
class Check:
    """One published case beside what the method gives, written to the same digits.

    `method` is the method's file name; `mark` is V for a source that was opened, R for a value known by heart.
    """

    method: str
    case: str
    source: str
    mark: str
    published: tuple[str, ...]
    ours: tuple[str, ...]
    state: State


def checks(folder: Path | None = None, cases: Path = CASES) -> tuple[Check, ...]:
    """Every case of the TOML files in `cases`, in order; files of others are looked for in `folder`.

    Without a folder, in shared/fixtures beside the repository. A case whose file is not there has the state `no_input`.
    """
    found = []
    for path in sorted(cases.glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [_check(path.stem, entry, folder or FIXTURES) for entry in entries]
    return tuple(found)


def main(folder: Path | None = None, cases: Path = CASES) -> int:
    """Print a line for each check and a last one of counts; 1 where an answer was missed, else 0."""
    found = checks(folder, cases)
    for check in found:
        published, ours = _short(check.published), _short(check.ours)
        print(f"{check.method}: {check.case} [{check.mark}, {check.source}] {published} | {ours} {SAID[check.state]}")
    counts = {state: sum(check.state == state for check in found) for state in SAID}
    print(", ".join(f"{count} {SAID[state]}" for state, count in counts.items()))
    return 1 if counts["missed"] else 0


def _check(method: str, entry: Mapping[str, Any], folder: Path) -> Check:
    published, values = _computed(entry, folder)
    if not values:
        return Check(method, entry["id"], entry["source"], entry["mark"], published, (), "no_input")
    ours = tuple(_as_printed(value, text) for value, text in zip(values, published, strict=True))
    same = all(
        _same(value, own, text, entry.get("within", 0.0))
        for value, own, text in zip(values, ours, published, strict=True)
    )
    state: State = "same" if same else "missed"
    return Check(method, entry["id"], entry["source"], entry["mark"], published, ours, state)


def _computed(entry: Mapping[str, Any], folder: Path) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """The published texts and our values; no values where the file of the case is not here."""
    typed, inputs = tuple(entry.get("published", ())), entry.get("inputs", {})
    if "file" not in entry:
        return typed, tuple(TYPED[entry["call"]](**inputs))
    if not (folder / entry["file"]).exists():
        return typed, ()
    texts, values = READ[entry["call"]](folder / entry["file"], **inputs)
    return typed or texts, values


def _as_printed(value: Value, text: str) -> str:
    """Our value to the digits of the published text."""
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NA"
    if not _is_number(text):
        return repr(value)
    return f"{Decimal(value).quantize(_carried(text), ROUND_HALF_EVEN, Context(prec=50)):f}"


def _same(value: Value, ours: str, text: str, within: float) -> bool:
    """Whether the last printed digit is ours, or we are `within` the source's own tolerance: a share of it above 1."""
    if not _is_number(text) or not _is_number(ours):
        return ours == text
    return Decimal(ours) == _carried(text) or abs(float(value) - float(text)) <= within * max(1.0, abs(float(text)))


def _carried(text: str) -> Decimal:
    number = Decimal(text)
    return CARRIED.plus(number) if len(number.as_tuple().digits) > CARRIED.prec else number


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text))


def _short(texts: Iterable[str]) -> str:
    all_of_them = tuple(texts)
    more = f" … ({len(all_of_them)})" if len(all_of_them) > PRINTED_AT_MOST else ""
    return " ".join(all_of_them[:PRINTED_AT_MOST]) + more


if __name__ == "__main__":
    sys.exit(main())

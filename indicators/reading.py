"""Reads the TOML entries strictly and reports every problem at once."""

import tomllib
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from indicators.entries import (
    BETTER,
    KINDS,
    MEMBERS,
    NO_ROW,
    PERIODS,
    REGIONS,
    Basis,
    Break,
    Breakdown,
    Counts,
    Indicator,
    Member,
    Texts,
    Topic,
)

LISTS = ("topics", "bases", "units")
CHOICES = {"kind": KINDS, "better": BETTER, "no_row": NO_ROW, "periods": PERIODS, "regions": REGIONS}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an entry: which rule, in which file and field, and the value found."""

    rule: str
    file: str
    field: str
    value: str = ""


class CatalogueError(Exception):
    """Entries that cannot be used as written; `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        lines = (f"indicators/{p.file}: {p.field}: {p.rule} {p.value}".rstrip() for p in problems)
        super().__init__("\n".join(lines))
        self.problems = problems


@dataclass
class Read:
    """Everything read from a folder of indicators."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    bases: dict[str, Basis] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


def read_catalogue(folder: Path) -> Read:
    """Everything in `folder`. Raises CatalogueError with every problem of every file."""
    problems: list[Problem] = []
    read = Read()
    lists = {name: _toml(folder / f"{name}.toml", name, problems) for name in LISTS}
    read.units = {str(zh): str(en) for zh, en in lists["units"].items()}
    read.topics = _named(Topic, lists["topics"], "topics.toml", problems)
    read.bases = _named(Basis, lists["bases"], "bases.toml", problems)
    for path in sorted((folder / "breakdowns").glob("*.toml")):
        entry = _toml(path, path.stem, problems)
        if (breakdown := _breakdown(path.stem, entry, problems)) is not None:
            read.breakdowns[path.stem] = breakdown
    for path in sorted(folder.glob("*.toml")):
        if path.stem in LISTS:
            continue
        entry = _toml(path, path.stem, problems)
        if entry and (indicator := _indicator(path.stem, entry, problems)) is not None:
            read.indicators[path.stem] = indicator
    if problems:
        raise CatalogueError(problems)
    return read


def _toml(path: Path, name: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem("entry_file_missing", f"{name}.toml", "", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem("entry_not_toml", path.name, "", str(error)))
    return {}


def _make(shape: Callable[..., Any], entry: dict[str, Any], file: str, at: str, problems: list[Problem]) -> Any:
    """An object of `shape` from a table of TOML, or None with the problems noted."""
    before = len(problems)
    known = {f.name: f for f in fields(shape)}  # type: ignore[arg-type]  # every shape is a dataclass
    for name in entry:
        if name not in known:
            problems.append(Problem("field_unknown", file, f"{at}{name}", ""))
    for name, part in known.items():
        needed = part.default is MISSING and part.default_factory is MISSING
        if needed and name not in entry:
            problems.append(Problem("field_missing", file, f"{at}{name}", ""))
        elif name in entry and isinstance(part.type, type) and not isinstance(entry[name], part.type):
            problems.append(Problem("field_wrong_type", file, f"{at}{name}", repr(entry[name])))
        elif name in CHOICES and entry.get(name) not in CHOICES[name]:
            problems.append(Problem("field_not_a_choice", file, f"{at}{name}", str(entry[name])))
    return shape(**entry) if len(problems) == before else None


def _named(shape: Callable[..., Any], entry: dict[str, Any], file: str, problems: list[Problem]) -> dict[str, Any]:
    made = {id: _make(shape, {"id": id, **table}, file, f"{id}.", problems) for id, table in entry.items()}
    return {id: thing for id, thing in made.items() if thing is not None}


def _tupled(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**entry, **{name: tuple(entry[name]) for name in names if isinstance(entry.get(name), list)}}


def _indicator(id: str, entry: dict[str, Any], problems: list[Problem]) -> Indicator | None:
    file, flat = f"{id}.toml", _tupled(dict(entry), "caveats")
    joins = dict(flat.pop("joins", {}))
    flat["members"] = dict(joins.pop("members", {}))
    for dimension, how in flat["members"].items():
        if how not in MEMBERS:
            problems.append(Problem("field_not_a_choice", file, f"joins.members.{dimension}", str(how)))
    flat |= joins
    for language in ("zh", "en"):
        if language in flat:
            flat[language] = _make(Texts, _tupled(flat[language], "aliases"), file, f"{language}.", problems)
    if "counts" in flat:
        flat["counts"] = _make(Counts, flat["counts"], file, "counts.", problems)
    flat["breaks"] = tuple(
        _make(Break, one, file, f"breaks[{n}].", problems) for n, one in enumerate(flat.get("breaks", []))
    )
    bare = {name: thing for name, thing in flat.items() if thing is not None}
    return _make(Indicator, {"id": id, **bare}, file, "", problems)


def _breakdown(id: str, entry: dict[str, Any], problems: list[Problem]) -> Breakdown | None:
    file = f"breakdowns/{id}.toml"
    members: dict[str, Member] = {}
    for order, table in enumerate(entry.get("members", [])):
        member = _make(Member, {**_tupled(table, "aliases"), "order": order}, file, f"members[{order}].", problems)
        if member is None:
            continue
        if member.id in members:
            problems.append(Problem("member_twice", file, f"members[{order}].id", member.id))
        if member.parent and member.parent not in members:
            problems.append(Problem("parent_unknown", file, f"members[{order}].parent", member.parent))
        members[member.id] = member
    if not entry:
        return None
    return _make(Breakdown, {"id": id, **entry, "members": members}, file, "", problems)

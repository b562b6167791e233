"""Reads the TOML entries strictly and reports every problem at once."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indicators.entries import Basis, Break, Breakdown, Counts, Indicator, Joins, Member, Mix, Texts, Topic
from indicators.shaping import Made, Problem, made, made_each

LISTS = ("topics", "bases", "units")


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
    read.topics = _list(Topic, folder / "topics.toml", problems)
    read.bases = _list(Basis, folder / "bases.toml", problems)
    read.units = _units(folder / "units.toml", problems)
    for path in sorted((folder / "breakdowns").glob("*.toml")):
        if (breakdown := _breakdown(path, problems)) is not None:
            read.breakdowns[path.stem] = breakdown
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in LISTS and (indicator := _indicator(path, problems)) is not None:
            read.indicators[path.stem] = indicator
    if problems:
        raise CatalogueError(problems)
    return read


def _toml(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem("entry_file_missing", file, ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem("entry_not_toml", file, "", str(error)))
    return None


def _list(shape: type[Made], path: Path, problems: list[Problem]) -> dict[str, Made]:
    entries = _toml(path, path.name, problems) or {}
    things = {id: made(shape, entry, path.name, f"{id}.", problems, id=id) for id, entry in entries.items()}
    return {id: thing for id, thing in things.items() if thing is not None}


def _units(path: Path, problems: list[Problem]) -> dict[str, str]:
    entries = _toml(path, path.name, problems) or {}
    wrong = [unit for unit, english in entries.items() if not isinstance(english, str)]
    problems += [Problem("field_wrong_type", path.name, unit, repr(entries[unit])) for unit in wrong]
    return entries


def _indicator(path: Path, problems: list[Problem]) -> Indicator | None:
    """One indicator, from the tables of its file."""
    file, entry = path.name, _toml(path, path.name, problems)
    if entry is None:
        return None
    before = len(problems)
    parts: dict[str, Any] = {}
    for name, shape in (("zh", Texts), ("en", Texts), ("joins", Joins), ("counts", Counts), ("mix", Mix)):
        if name in entry:
            parts[name] = made(shape, entry.pop(name), file, f"{name}.", problems)
    if "breaks" in entry:
        parts["breaks"] = tuple(made_each(Break, entry.pop("breaks"), file, "breaks", problems))
    indicator = made(Indicator, entry, file, "", problems, id=path.stem, **parts)
    return indicator if len(problems) == before else None


def _breakdown(path: Path, problems: list[Problem]) -> Breakdown | None:
    file = f"breakdowns/{path.name}"
    entry = _toml(path, file, problems)
    if entry is None:
        return None
    before = len(problems)
    members: dict[str, Member] = {}
    parts = {"members": members} if "members" in entry else {}
    for order, member in enumerate(made_each(Member, entry.pop("members", []), file, "members", problems)):
        if member is None:
            continue
        if member.id in members:
            problems.append(Problem("member_twice", file, f"members[{order}].id", member.id))
        if member.parent and member.parent not in members:
            problems.append(Problem("parent_unknown", file, f"members[{order}].parent", member.parent))
        members[member.id] = member
    breakdown = made(Breakdown, entry, file, "", problems, id=path.stem, **parts)
    return breakdown if len(problems) == before else None

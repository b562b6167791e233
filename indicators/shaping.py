"""Makes the shapes of the catalogue from tables of TOML, by the types their fields state."""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, ClassVar, Literal, Protocol, TypeVar, get_args, get_origin


class Shape(Protocol):
    """A dataclass, whose fields say what a table may hold."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Made = TypeVar("Made", bound=Shape)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an entry: which rule, in which file and field, and the value found."""

    rule: str
    file: str
    field: str
    value: str = ""


def made(shape: type[Made], table: object, file: str, at: str, problems: list[Problem], **given: object) -> Made | None:
    """A `shape` from a table and what is `given` beside it, or None with its problems noted.

    A field that is given must not stand in the table; `at` is where the table stands in its file.
    """
    if not isinstance(table, dict):
        problems.append(Problem("field_wrong_type", file, at.rstrip("."), repr(table)))
        return None
    allowed = {part.name: part for part in fields(shape) if part.name not in given}
    found = [Problem("field_unknown", file, f"{at}{name}") for name in table if name not in allowed]
    for name, part in allowed.items():
        if name in table:
            found += _misfit(table[name], part.type, file, f"{at}{name}")
        elif part.default is MISSING and part.default_factory is MISSING:
            found.append(Problem("field_missing", file, f"{at}{name}"))
    problems += found
    if found or None in given.values():
        return None
    make: Callable[..., Made] = shape
    return make(**given, **{name: _frozen(value) for name, value in table.items()})


def made_each(shape: type[Made], tables: object, file: str, at: str, problems: list[Problem]) -> list[Made | None]:
    """A `shape` from each table of a list, with its place in the list as its `order` where the shape has one."""
    if not isinstance(tables, list):
        problems.append(Problem("field_wrong_type", file, at, repr(tables)))
        return []
    ordered = any(part.name == "order" for part in fields(shape))
    return [
        made(shape, table, file, f"{at}[{place}].", problems, **({"order": place} if ordered else {}))
        for place, table in enumerate(tables)
    ]


def _misfit(value: object, expected: Any, file: str, at: str) -> list[Problem]:
    """Why a value does not fit the type of its field: none, or the problem of it or of a part of it."""
    if get_origin(expected) is Literal:
        allowed = get_args(expected)
        return [] if value in allowed else [Problem("field_not_a_choice", file, at, str(value))]
    if get_origin(expected) is tuple and isinstance(value, list):
        return [problem for n, one in enumerate(value) for problem in _misfit(one, str, file, f"{at}[{n}]")]
    if get_origin(expected) is dict and isinstance(value, dict):
        of = get_args(expected)[1]
        return [problem for name, one in value.items() for problem in _misfit(one, of, file, f"{at}.{name}")]
    # A datetime is a date and true is a whole number to isinstance, but not to a reader.
    if type(value) in (get_args(expected) or (expected,)) and get_origin(expected) is not tuple:
        return []
    return [Problem("field_wrong_type", file, at, repr(value))]


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value

"""What an entry of each table must hold and may hold. A key means the same in every table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

Rule = tuple[str, Callable[[object], bool]]


@dataclass(frozen=True)
class Form:
    """The keys of one kind of entry."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """What each key of an entry must be."""
        keys = self.required + self.optional
        return {key: _one_of(*self.levels) if key == "level" else RULES[key] for key in keys}


_NAMES = ("name_zh", "name_en")
_TYPED = ("pinyin", "initials", "aliases")

PROVINCE = Form(("code", *_NAMES, "short_zh", "short_en", "iso", "abbreviation_zh", *_TYPED, "tile", "in_statistics"))
BORDERS = Form(("code", "neighbours"), ("note_zh", "note_en"))
TOTAL = Form(("code", "level", *_NAMES, "short_zh", "short_en", *_TYPED), levels=("nation", "coverage"))
UNIT = Form(
    ("code", "level", "parent", "name_zh", "short_zh", "name_en", "pinyin", "initials"),
    ("aliases", "valid_from", "valid_to", "change", "successors"),
    levels=("city", "county"),
)
UNIT_COLUMNS = UNIT.required + UNIT.optional
SCHEME = Form((*_NAMES, "note_zh", "note_en", "members_published", "publication", "group"))
PUBLICATION = Form(("title", "publisher"), ("date", "url"))
GROUP = Form(("id", *_NAMES, "order", *_TYPED), ("members",))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: object) -> bool:
    return type(value) is date


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_tile(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _matches(pattern: str) -> Callable[[object], bool]:
    whole = re.compile(pattern).fullmatch
    return lambda value: isinstance(value, str) and whole(value) is not None


def _one_of(*words: str) -> Rule:
    return " or ".join(words), lambda value: value in words


_TEXT = ("a text that is not empty", _is_text)
_DATE = ("a date such as 2011-06-13", _is_date)
_TEXTS = ("a list of texts", _is_texts)
_SWITCH = ("true or false", _is_switch)
_LETTERS = ("lower-case letters without spaces", _matches("[a-z]+"))

RULES: dict[str, Rule] = {
    **dict.fromkeys(("name_zh", "name_en", "short_zh", "short_en", "note_zh", "note_en"), _TEXT),
    **dict.fromkeys(("abbreviation_zh", "parent", "title", "publisher", "url"), _TEXT),
    **dict.fromkeys(("pinyin", "initials"), _LETTERS),
    **dict.fromkeys(("aliases", "successors", "members", "neighbours"), _TEXTS),
    **dict.fromkeys(("in_statistics", "members_published"), _SWITCH),
    **dict.fromkeys(("date", "valid_from", "valid_to"), _DATE),
    "code": ("six digits, or coverage:name", _matches(r"[0-9]{6}|coverage:[a-z_]+")),
    "id": ("lower-case letters, digits and _", _matches("[a-z][a-z0-9_]*")),
    "iso": ("CN- and two capital letters", _matches("CN-[A-Z]{2}")),
    "change": _one_of("rename", "merge", "split", "end"),
    "order": ("a whole number", _is_whole),
    "tile": ("[column, row] in whole numbers from 0", _is_tile),
    "publication": ("a table", lambda value: isinstance(value, dict)),
    "group": ("a list of [[group]]", lambda value: isinstance(value, list) and bool(value)),
}


def sound_values(entry: dict, form: Form) -> tuple[dict, list[str]]:
    """The values of an entry that keep their rule, and what is wrong with the others."""
    faults = [f"key '{key}' is missing" for key in form.required if key not in entry]
    sound = {}
    for key, value in entry.items():
        if key not in form.rules:
            faults.append(f"key '{key}' is not known (known: {', '.join(form.rules)})")
            continue
        sentence, holds = form.rules[key]
        if holds(value):
            sound[key] = value
        else:
            faults.append(f"key '{key}' must be {sentence}, not {value!r}")
    return sound, faults

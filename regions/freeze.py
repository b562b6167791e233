"""Writes units.csv, every city and county since 2010, from dated lists of codes and what was entered by hand.

Run `python -m regions.freeze` after a change in by_hand/; the packages it needs are in tests/requirements.txt.
"""

import csv
import io
from pathlib import Path

from regions.forms import UNIT_COLUMNS
from regions.history import MUNICIPALITIES, Life, lives
from regions.naming import aliases_of, english_of, short_of, typed_of

UNITS = Path(__file__).parent / "units.csv"
# A code with 90 in the middle belongs to a county that the province runs itself.
RUN_BY_PROVINCE = "90"


def frozen() -> str:
    """The text of units.csv, in the order of codes."""
    found = lives()
    text = io.StringIO()
    writer = csv.DictWriter(text, UNIT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(found[code], found) for code in sorted(found))
    return text.getvalue()


def _row(life: Life, found: dict[str, Life]) -> dict[str, object]:
    pinyin, initials = typed_of(life)
    return {
        "code": life.code,
        "level": "city" if life.is_city else "county",
        "parent": _parent(life, found),
        "name_zh": life.name,
        "short_zh": short_of(life),
        "name_en": english_of(life),
        "pinyin": pinyin,
        "initials": initials,
        "aliases": ";".join(aliases_of(life)),
        "valid_from": life.begun or "",
        "valid_to": life.ended or "",
        "change": life.change,
        "successors": ";".join(life.successors),
    }


def _parent(life: Life, found: dict[str, Life]) -> str:
    """The nesting of the codes, read here once: whoever reads units.csv takes the parent that it states."""
    province, city = f"{life.code[:2]}0000", f"{life.code[:4]}00"
    if life.is_city or life.code.startswith(MUNICIPALITIES) or life.code[2:4] == RUN_BY_PROVINCE:
        return province
    return found[city].code


if __name__ == "__main__":
    UNITS.write_text(frozen(), encoding="utf-8")
    print(f"{UNITS.name}: {len(frozen().splitlines()) - 1} cities and counties")

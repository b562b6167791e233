"""Reads the reference tables of a folder, or says everything that is wrong with them at once."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from regions.checks import NATION, NEIGHBOURS, faults_between, faults_of_neighbours
from regions.forms import BORDERS, GROUP, PROVINCE, PUBLICATION, SCHEME, TOTAL, UNIT, UNIT_COLUMNS, Form, sound_values
from regions.shapes import Publication, Region, RegionsError, Scheme

UNITS = "units.csv"


class _Tables:
    """What has been read so far: regions with the place they came from, schemes, faults."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.placed: list[tuple[str, Region]] = []
        self.schemes: dict[str, Scheme] = {}
        self.faults: list[str] = []

    def document(self, name: str) -> dict | None:
        """One TOML file; a file that cannot be read is a fault, and None."""
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.faults.append(f"{name}: the file is missing")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.faults.append(f"{name}: not readable as TOML: {error}")
        return None

    def entries(self, name: str, key: str, form: Form) -> list[tuple[str, dict]]:
        """The entries of a file that holds one list, each with its place and its sound values."""
        document = self.document(name)
        if document is None:
            return []
        self.faults += [f"{name}: [[{other}]] is not known (known: {key})" for other in document if other != key]
        return self.sound(name, key, document.get(key), form)

    def sound(self, name: str, key: str, listed: object, form: Form) -> list[tuple[str, dict]]:
        """The entries of one list, each with its place and its sound values."""
        if not (isinstance(listed, list) and all(isinstance(entry, dict) for entry in listed)):
            self.faults.append(f"{name}: '{key}' must be written as [[{key}]]")
            return []
        found = []
        for number, entry in enumerate(listed, 1):
            title = entry.get("code") or entry.get("id") or entry.get("name_zh") or "without code"
            place = f"{name}, {key} {number} ({title})"
            found.append((place, self.checked(place, entry, form)))
        return found

    def checked(self, place: str, entry: dict, form: Form) -> dict:
        """The sound values of an entry; its faults are noted under its place."""
        values, faults = sound_values(entry, form)
        self.faults += [f"{place}: {fault}" for fault in faults]
        return values


def read(folder: Path) -> tuple[dict[str, Region], dict[str, Scheme]]:
    """All regions and schemes of a folder by id; raises RegionsError with every fault found."""
    tables = _Tables(folder)
    for order, (place, values) in enumerate(tables.entries("totals.toml", "total", TOTAL)):
        tables.placed.append((place, _region(values, order, level=values.get("level", "nation"))))
    _read_provinces(tables)
    _read_units(tables)
    files = sorted((folder / "groups").glob("*.toml"))
    if not files:
        tables.faults.append("groups/: no grouping scheme is there")
    for file in files:
        _read_scheme(tables, file.stem)
    faults = tables.faults + faults_between(tables.placed, tables.schemes)
    if faults:
        raise RegionsError(faults)
    return {region.id: region for _, region in tables.placed}, tables.schemes


def _read_provinces(tables: _Tables) -> None:
    """Provinces with their neighbours, which are a table of their own: a border belongs to two of them."""
    entered = tables.entries("provinces.toml", "province", PROVINCE)
    borders = tables.entries(NEIGHBOURS, "province", BORDERS)
    tables.faults += faults_of_neighbours(borders, {values["code"] for _, values in entered if "code" in values})
    named = {values.get("code"): sorted(values.get("neighbours", ())) for _, values in borders}
    for order, (place, values) in enumerate(entered, 1):
        values["neighbours"] = named.get(values.get("code"), ())
        tables.placed.append((place, _region(values, order, level="province", parent=NATION)))


def _read_units(tables: _Tables) -> None:
    """Cities and counties count in statistics where their parent does, so cities are placed before counties."""
    in_statistics = {region.id: region.in_statistics for _, region in tables.placed}
    entered = sorted(_unit_rows(tables), key=lambda found: found[1].get("level") == "county")
    for order, (place, values) in enumerate(entered, 1):
        values["in_statistics"] = in_statistics.get(values.get("parent", ""), True)
        in_statistics[values.get("code", "")] = values["in_statistics"]
        tables.placed.append((place, _region(values, order, level=values.get("level", "city"))))


def _unit_rows(tables: _Tables) -> Iterator[tuple[str, dict]]:
    """The rows of units.csv, each with its place and its sound values; a file of another shape is a fault, and none."""
    try:
        text = (tables.folder / UNITS).read_text(encoding="utf-8")
    except FileNotFoundError:
        tables.faults.append(f"{UNITS}: the file is missing")
        return
    except UnicodeDecodeError as error:
        tables.faults.append(f"{UNITS}: not readable as UTF-8: {error}")
        return
    heading, *rows = csv.reader(text.splitlines()) if text else [[]]
    if tuple(heading) != UNIT_COLUMNS:
        tables.faults.append(f"{UNITS}: the columns must be {', '.join(UNIT_COLUMNS)}, not {', '.join(heading)}")
        return
    for number, row in enumerate(rows, 2):
        place = f"{UNITS}, row {number} ({row[0] if row else 'empty'})"
        if len(row) == len(heading):
            yield place, tables.checked(place, _entry(dict(zip(heading, row, strict=True))), UNIT)
        else:
            tables.faults.append(f"{place}: {len(row)} cells where {len(heading)} columns are")


def _entry(cells: dict[str, str]) -> dict:
    """The cells that hold something, as values: lists parted at semicolons, days as dates where they are days."""
    entry: dict[str, object] = {key: text for key, text in cells.items() if text}
    for key, value in {"aliases": _list, "successors": _list, "valid_from": _day, "valid_to": _day}.items():
        if key in entry:
            entry[key] = value(cells[key])
    return entry


def _list(text: str) -> list[str]:
    return text.split(";")


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _read_scheme(tables: _Tables, scheme: str) -> None:
    file = f"groups/{scheme}.toml"
    document = tables.document(file)
    if document is None:
        return
    values = tables.checked(file, document, SCHEME)
    publication = tables.checked(f"{file}, [publication]", values.get("publication", {}), PUBLICATION)
    groups = []
    for place, group in tables.sound(file, "group", values.get("group", []), GROUP):
        groups.append(_group(scheme, _words(values, "name"), group))
        tables.placed.append((place, groups[-1]))
    tables.schemes[scheme] = Scheme(
        id=scheme,
        name=_words(values, "name"),
        note=_words(values, "note"),
        publication=Publication(**{"title": "", "publisher": "", **publication}),
        members_published=values.get("members_published", False),
        groups=tuple(group.id for group in sorted(groups, key=lambda group: group.order)),
    )


def _group(scheme: str, scheme_name: dict[str, str], values: dict) -> Region:
    """A group's long name shows its scheme: 东部 alone means something else in every publication."""
    short = _words(values, "name")
    values = values | {
        "code": f"{scheme}:{values.get('id', '')}",
        "short_zh": short["zh"],
        "short_en": short["en"],
        "name_zh": f"{short['zh']}（{scheme_name['zh']}）",
        "name_en": f"{short['en']} ({scheme_name['en']})",
    }
    return _region(values, values.get("order", 0), level="group", parent=NATION, scheme=scheme)


def _region(values: dict, order: int, level: str, parent: str | None = None, scheme: str | None = None) -> Region:
    """A region from sound values. What a fault took away stays empty: a reading with faults is never handed out."""
    name = _words(values, "name")
    tile = values.get("tile")
    return Region(
        id=values.get("code", ""),
        level=level,
        name=name,
        short={language: values.get(f"short_{language}", name[language]) for language in name},
        order=order,
        in_statistics=values.get("in_statistics", True),
        parent=values.get("parent", parent),
        iso=values.get("iso"),
        abbreviation=values.get("abbreviation_zh"),
        tile=(tile[0], tile[1]) if tile else None,
        pinyin=values.get("pinyin", ""),
        initials=values.get("initials", ""),
        aliases=tuple(values.get("aliases", ())),
        scheme=scheme,
        members=tuple(values.get("members", ())),
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
        change=values.get("change"),
        successors=tuple(values.get("successors", ())),
        neighbours=tuple(values.get("neighbours", ())),
    )


def _words(values: dict, key: str) -> dict[str, str]:
    return {language: values.get(f"{key}_{language}", "") for language in ("zh", "en")}

"""What a package says of its figures: how to cite them, what they mean, how they were made."""

from collections.abc import Iterator
from typing import Any

from exports.plates import Plate, Volume
from views.named import card_named
from words import say


def citation(plate: Plate, volume: Volume) -> str:
    """How to cite a figure in a text."""
    taken = say("cite_taken", volume.language, day=volume.taken.isoformat()) if volume.taken else ""
    return say("cite_plain", volume.language, taken=taken, **_cited(plate, volume))


def reference(plate: Plate, volume: Volume) -> str:
    """A figure in a list of references, as GB/T 7714-2015 wants a data set from a network."""
    taken = f"[{volume.taken.isoformat()}]" if volume.taken else ""
    return say("cite_reference", volume.language, taken=taken, **_cited(plate, volume))


def _cited(plate: Plate, volume: Volume) -> dict[str, str]:
    release = volume.release.id
    return {
        "house": say("title", volume.language),
        "title": plate.card.title,
        "release": release,
        "day": release[:10],
        "link": f"{volume.base}{plate.link}&rel={release}",
    }


def metadata(plate: Plate, volume: Volume) -> dict[str, Any]:
    """Everything that is known of a figure, for machines."""
    card = plate.card
    return {
        "number": plate.number,
        "title": plate.heading,
        "caption": plate.caption,
        "card_title": card.title,
        "question": card.subtitle,
        "view": plate.view,
        "link": f"{volume.base}{plate.link}",
        "language": volume.language,
        "dataset": volume.release.dataset,
        "release": volume.release.id,
        "release_seal": volume.release.seal,
        "synthetic": volume.release.synthetic,
        "accessed": volume.taken.isoformat() if volume.taken else "",
        "headline": card.headline,
        "period": card.period,
        "sentence": card.told,
        "message": card.message,
        "alternative_text": card.alt,
        "caution": card.caution,
        "coverage": card.coverage,
        "breaks": list(card.breaks),
        "remarks": list(card.remarks),
        "caveats": list(card.caveats),
        "definition": dict(definition(plate, volume)),
        "computed": [list(row) for row in card.evidence.rows],
        "columns": list(card.table.columns),
        "record_columns": list(card.table.record_columns),
        "rows": len(card.table.rows),
        "citation": citation(plate, volume),
        "reference": reference(plate, volume),
        "sources": [
            {"id": one.id, "citation": one.citation, "reference": one.reference, "seen": one.seen, "remark": one.remark}
            for one in card.sources
        ],
    }


def definition(plate: Plate, volume: Volume) -> Iterator[tuple[str, str]]:
    """What the indicator of a figure means, part by part; parts of one name are joined."""
    parts: dict[str, list[str]] = {}
    for name, text in card_named("definition", volume.release, plate.state).table.rows:
        parts.setdefault(name, []).append(text)
    yield from ((name, " ".join(texts)) for name, texts in parts.items())


def readme(volume: Volume) -> str:
    """The first file that a reader opens: what is here, each figure with its sentence, its meaning and its citation."""
    language = volume.language
    synthetic = [say("synthetic_warning", language)] if volume.release.synthetic else []
    lines = [
        f"# {volume.title}",
        *synthetic,
        say("package_about", language, house=say("title", language), release=volume.release.id),
        say("office_made", language, made=volume.taken.isoformat()) if volume.taken else "",
        f"## {say('package_files', language)}",
        say("package_files_of", language),
        f"## {say('package_version', language)}",
        say("package_version_of", language, release=volume.release.id, seal=volume.release.seal),
    ]
    for plate in volume.plates:
        lines += _of(plate, volume)
    return "\n\n".join(line for line in lines if line) + "\n"


def _of(plate: Plate, volume: Volume) -> list[str]:
    card, language = plate.card, volume.language
    known = [said for said in (card.caution, card.coverage, *card.breaks, *card.remarks, *card.caveats) if said]
    computed = [" · ".join(part for part in row if part) for row in card.evidence.rows]
    return [
        f"## {plate.label(language)} {plate.heading}".replace("  ", " "),
        card.told or card.message,
        plate.caption,
        _list(say("package_citation", language), [citation(plate, volume), reference(plate, volume)]),
        _list(say("sources", language), [f"{one.text}\n  {one.reference}" for one in card.sources]),
        _list(say("package_known", language), list(dict.fromkeys(known))),
        _list(say("package_definition", language), [f"{name}: {text}" for name, text in definition(plate, volume)]),
        _list(say("package_computed", language), computed),
    ]


def _list(title: str, lines: list[str]) -> str:
    return f"### {title}\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""

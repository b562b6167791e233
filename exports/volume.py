"""A list of figures and a release -> the volume that every writer lays out."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from data.releases import Release
from exports.plates import Plate, Section, Volume
from views.named import card_named, page_of
from views.report import Report
from views.state import State, write_shared_link
from words import say

NUMBER = re.compile(r"[0-9]+(?:[-.–][0-9]+)*$")


def volume_of(
    report: Report, release: Release, made: date, told: Callable[[int], None] | None = None, base: str = ""
) -> Volume:
    """The volume of a list in a release. `told` hears how many figures are ready; chapters without any are left out.

    A figure that has nothing to show in this release stays, with the message of its card.
    """
    numbers = iter(report.numbers)
    sections, ready = [], 0
    for chapter in report.chapters:
        plates = []
        for item in chapter.figures:
            state = item.state(report.language)
            plates.append(_plate(next(numbers), item.view, state, release, item.title, item.caption))
            ready += 1
            if told:
                told(ready)
        if plates:
            sections.append(Section(chapter.title, tuple(plates)))
    title = report.title or say("report_untitled", report.language)
    return Volume(title, report.language, release, made, tuple(sections), base)


def silent(volume: Volume) -> tuple[Plate, ...]:
    """The figures that have nothing to show now; their cards' messages say why."""
    return tuple(plate for plate in volume.plates if plate.card.message)


def day_of(release: Release) -> date:
    """The day of a release: a report that bears it is the same byte for byte whenever it is made."""
    return date.fromisoformat(release.id[:10])


def _plate(number: str, view: str, state: State, release: Release, title: str, caption: str) -> Plate:
    link = f"/{page_of(view)}?{urlencode(write_shared_link(state.without_report().but(release='')))}"
    return Plate(number, view, state, card_named(view, release, state), title, caption, link)


def volume_of_one(
    view: str, release: Release, state: State, made: date, number: str = "", caption: str = "", base: str = ""
) -> Volume:
    """A volume of a single figure. Of a number as it is written (图 2-3) only the digits are taken."""
    found = NUMBER.search(number)
    plate = _plate(found[0] if found else "1", view, state, release, "", caption)
    return Volume(plate.card.title, state.language, release, made, (Section("", (plate,)),), base)

"""Which figure a row is, in words: its period, breakdown, member and region."""

from collections.abc import Mapping
from typing import Any

from data.releases import Release
from indicators import catalogue
from views.choices import WHOLE, choices_of, place_text
from words.periods import write_period

COLUMNS = ("column_period", "column_breakdown", "column_member", "column_region")


def whereabouts(row: Mapping[str, Any], release: Release, language: str) -> tuple[str, str, str, str]:
    """The texts of COLUMNS for a row; breakdown and member are empty for the whole."""
    place = place_text(choices_of(release, row["indicator"]), row["region"], language)
    period = write_period(row["period"], row["until"], row["grain"], language)
    dimension = row["dimension"]
    if dimension == WHOLE:
        return period, "", "", place
    member = catalogue().member(dimension, row["member"]).text(language)
    return period, catalogue().breakdowns[dimension].text(language), member, place

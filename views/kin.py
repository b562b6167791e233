"""Figures under the codes that a region had before or has had since: said beside it, never carried over."""

from collections.abc import Iterable

from data.releases import Release
from regions import kin_of, region
from views.choices import WHOLE, Choices
from views.figures import display_text
from views.period import Period
from views.region_rows import rows_of_regions
from words import say


def kin_then(release: Release, choices: Choices, period: Period, ids: Iterable[str], language: str) -> list[str]:
    """What has a figure of the period in place of some regions that have none: what each was, or became."""
    kin = {one: id for id in ids for one in kin_of(id)}
    return [
        say(
            "remark_kin",
            language,
            name=region(kin[row["region"]]).short[language],
            other=region(row["region"]).name[language],
            code=row["region"],
            text=display_text(row, choices.indicator, language),
        )
        for row in (rows_of_regions(release, choices, period, kin) if kin else [])
    ]


def kin_over_time(choices: Choices, ids: Iterable[str], language: str) -> list[str]:
    """Under which codes further figures stand of what some regions were, or became."""
    return [
        say(
            "remark_kin_series",
            language,
            name=region(id).short[language],
            other=region(one).name[language],
            code=one,
        )
        for id in ids
        for one in kin_of(id)
        if choices.having(WHOLE, one)
    ]

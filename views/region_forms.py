"""The ways in which the regions of a state can be drawn, and the indicators that can be set beside the one shown."""

from functools import lru_cache

from data.releases import Release
from regions import NATION
from views.boundary import BOUNDARY, shown_map
from views.choices import Choices, choices_of, offered
from views.period import Period, earlier_than, heat_periods
from views.places import BELOW
from views.region_choices import PROVINCE, compared, compared_regions, periods
from views.region_rows import FEWEST_RANKED, region_rows
from views.state import State

# Of fewer pairs no correlation is computed.
FEWEST_PAIRED = 10
ONE_DAY = ("year", "moment")


def forms(release: Release, state: State) -> list[str]:
    """The ways in which the regions of a state can be drawn, the plain one (empty) first."""
    choices = choices_of(release, state.indicator)
    kind, within, period = compared(release, state, choices)
    if period is None:
        return [""]
    found = list(_forms(release, state.indicator, kind, within, period))
    # A bureau may supply its map at any moment.
    if "map" in found and shown_map():
        found.insert(found.index("map") + 1, BOUNDARY)
    return found


def shown_form(release: Release, state: State) -> str:
    """The way that a state asks for, where its regions can be drawn so; else the plain one."""
    return state.form if state.form in forms(release, state) else ""


@lru_cache(maxsize=512)
def _forms(release: Release, indicator: str, kind: str, within: str, period: Period) -> tuple[str, ...]:
    choices = choices_of(release, indicator)
    known = periods(release, choices, kind, within)
    found = [
        row["region"] for row in region_rows(release, choices, kind, period, within) if row["numerator"] is not None
    ]
    ranked = choices.indicator.chance == "binomial" and len({*found} - {NATION}) >= FEWEST_RANKED
    several = bool(heat_periods(known, period))
    can = {
        "map": kind == PROVINCE,
        "funnel": ranked,
        "ranks": ranked,
        "change": bool(earlier_than(known, period)),
        "heat": several,
        "multiples": several,
        "adjusted": ranked and _has_mix(choices, found, period),
        "dots": kind in BELOW and choices.indicator.zooms and release.has_records,
        "pairs": bool(_others(release, indicator, kind, within, period)),
    }
    return ("", *(form for form, possible in can.items() if possible))


def others(release: Release, state: State) -> dict[str, Period]:
    """The indicators that enough of the same regions have in the same period, each with its own period of that end."""
    choices = choices_of(release, state.indicator)
    kind, within, period = compared(release, state, choices)
    return dict(_others(release, state.indicator, kind, within, period)) if period else {}


@lru_cache(maxsize=512)
def _others(release: Release, indicator: str, kind: str, within: str, period: Period) -> tuple[tuple[str, Period], ...]:
    own = choices_of(release, indicator)
    if len(compared_regions(release, own, kind, period, within)) < FEWEST_PAIRED:
        return ()
    found = []
    for id in sorted(offered(release) - {indicator, own.indicator.complement}):
        choices = choices_of(release, id)
        if kind in choices.kinds() and (fitting := _alike(periods(release, choices, kind, within), period)):
            found.append((id, fitting))
    return tuple(found)


def _alike(known: list[Period], period: Period) -> Period | None:
    """The period that ends with another one and is as long, or a stock at the end of a year."""
    grains = ONE_DAY if period.grain in ONE_DAY else (period.grain,)
    fitting = [one for one in known if one.until == period.until and one.grain in grains]
    enough = [one for one in fitting if one.figures >= FEWEST_PAIRED]
    return next((one for one in enough if one.grain == period.grain), next(iter(enough), None))


def _has_mix(choices: Choices, found: list[str], period: Period) -> bool:
    mix = choices.indicator.mix
    return mix is not None and any(one.grain == period.grain for one in choices.having(mix.breakdown, tuple(found[:1])))

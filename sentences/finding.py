"""Whether a change is real, in words: certain or not, since when, better or worse, and what it does not prove."""

from dataclasses import dataclass

from sentences.joining import in_a_row
from words import say, uncapitalised

# What a verdict looks like beside its words: by the way of the change it speaks of, else by its kind.
ARROWS = {"up": "▲", "down": "▼"}
MARKS = {"steady": "●", "usual": "●", "moved": "◆", "mix": "◆", "unclear": "◆", "hidden": "◆", "opposed": "◆"}
MARKS |= {"signal_above": "▲", "signal_below": "▼", "broken": "◇", "unknown": "○", "counted": "■"}
OF_THE_COURSE = ("usual", "signal_above", "signal_below")
CERTAIN = ("better", "worse", "up", "down")
OF_THE_MIX = ("better", "worse", "likely_better", "likely_worse", "hidden", "opposed", "mix", "unclear", "steady")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found of the change to the latest figure.

    `state` is better or worse (for certain, of the same kind of things), likely_better or likely_worse (at 95 but not
    at 99.8 %), hidden (for certain among the same things only), opposed (these and all together went opposite ways),
    up or down (for certain, neither good nor bad), steady (within chance), signal_above or signal_below (within chance,
    but out of the usual course), usual (within what the series always does), moved (for certain, but of other things),
    mix (made by other things), unclear (these and those cannot be told apart), broken, unknown (`reason`: bound,
    no_base, rounded, weighted, no_error, one_period, before_missing, no_events) or counted (nothing was drawn by
    chance).

    `direction` is that of the change; `low` and `high` are the ends of its interval, `p` its p-value; `changed` says
    what changed beside it; `adjusted`, `adjusted_low`, `adjusted_high` are the change at the same mix of the `members`
    in both periods, which are `share` of the later one; `limits` are those of the control chart; `since` says since
    when it goes one way, `few` that there are too few periods to know what is usual. Where the change is on the same
    period a year before, `year_before`, `year_before_text` and `on_year` name that period, its figure and the change.
    """

    state: str
    sampled: bool = True
    direction: str = ""
    low: str = ""
    high: str = ""
    p: str = ""
    changed: str = ""
    adjusted: str = ""
    adjusted_low: str = ""
    adjusted_high: str = ""
    adjusted_direction: str = ""
    members: str = ""
    share: str = ""
    limits: str = ""
    reason: str = ""
    since: str = ""
    few: str = ""
    year_before: str = ""
    year_before_text: str = ""
    on_year: str = ""


def finding_badge(finding: Finding, language: str) -> str:
    """The verdict in a few words behind its mark."""
    # Better or worse is said of the change at the same mix, which may go the other way.
    mark = MARKS.get(finding.state) or ARROWS[finding.adjusted_direction or finding.direction]
    text = say(f"verdict_{finding.state}", language)
    # What is usual is not a matter of the year before.
    if finding.year_before and finding.state not in OF_THE_COURSE:
        text = say("verdict_on_year", language, text=uncapitalised(text))
    return f"{mark} {text}"


def finding_sentence(finding: Finding, language: str) -> str:
    """The sentences after the one that names figure and change; empty where nothing was computed or is to be said."""
    said = _main(finding, language)
    if finding.year_before and said:
        of = {"period": finding.year_before, "text": finding.year_before_text, "change": finding.on_year}
        said = say("finding_on_year", language, said=uncapitalised(said), **of)
    return in_a_row((said, finding.few, finding.since), language)


def _main(finding: Finding, language: str) -> str:
    values = {name: getattr(finding, name) for name in ("low", "high", "p", "members", "share", "limits")}
    state = finding.state
    if state == "broken":
        return ""
    if state == "unknown":
        return say(f"finding_unknown_{finding.reason}", language)
    if state == "counted":
        return say("finding_counted", language)
    if not finding.sampled:
        return say(f"finding_events_{_plain(state)}", language, **values)
    if finding.adjusted and state in OF_THE_MIX:
        return _adjusted(finding, values, language)
    return say(f"finding_{_plain(state)}", language, changed=finding.changed, **values)


def _plain(state: str) -> str:
    """What is said of the change itself: certain, or within chance though the figure stands out."""
    return "certain" if state in CERTAIN else "steady" if state.startswith("signal") else state


def _adjusted(finding: Finding, values: dict[str, str], language: str) -> str:
    """The change at the same mix, and what follows: better, worse, or nothing beyond the mix."""
    ends = {"adjusted_low": finding.adjusted_low, "adjusted_high": finding.adjusted_high}
    way = say(f"adjusted_{finding.adjusted_direction}", language, change=finding.adjusted)
    basis = say("finding_same_mix", language, way=way, **ends, **values)
    return basis + say(f"finding_then_{finding.state}", language, **values)

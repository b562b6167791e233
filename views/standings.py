"""Which regions differ from what they are held against for certain, with the many comparisons allowed for."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from indicators import Indicator
from methods.benchmark import benchmark_p_values
from methods.dispersion import p_values, proportion_scores
from methods.results import STRICT, USUAL
from views.figures import exact_number, is_unsure, step_of
from views.references import Reference
from views.uncertainty import why_no_range
from words import say

Row = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)
MARKS = {"above": "▲", "alike": "●", "below": "▼"}
FEWEST = 2
# How much regions differ among themselves can be told from so many.
FEWEST_DISPERSED = 10
# The share of false ones among those called above or below, on average at most.
RATE = 0.05


@dataclass(frozen=True)
class Standing:
    """One region against its reference: above, alike or below, at which level for certain, better or worse by it.

    `lost` is the side of one whose own interval leaves the reference out, which among so many may be chance.
    """

    side: str
    strict: bool
    judged: str
    reference: Reference
    lost: str = ""

    @property
    def mark(self) -> str:
        """The mark of its side beside a number; nothing for what is alike."""
        return "" if self.side == "alike" else MARKS[self.side]

    def text(self, language: str) -> str:
        """The class in words, with its level: above the nation (99.8%)."""
        key = f"lost_{self.lost}" if self.lost else self.side
        key = key if self.side == "alike" else f"{key}_{'strict' if self.strict else 'usual'}"
        return say(f"standing_{key}", language, reference=self.reference.name(language))


def standings(rows: Sequence[Row], references: Mapping[str, Reference], indicator: Indicator) -> dict[str, Standing]:
    """The standing of each region that can be held against its reference, which is never itself."""
    held = {row["region"]: (row, references[row["region"]]) for row in rows if row["region"] in references}
    return classes(held, indicator)


def classes(held: Mapping[Key, tuple[Row, Reference]], indicator: Indicator) -> dict[Key, Standing]:
    """The class of each figure against its reference, where it has an interval and enough batches.

    The score test that Wilson's interval turns round; of all of them together, at a false discovery rate of 5 %.
    """
    fit = {key: pair for key, pair in held.items() if _can_be_held(*pair, indicator)}
    if not fit:
        return {}
    # Its library is slow to import: web/ does so in a thread while the first readers come in.
    from methods.discoveries import discoveries

    shares = [Fraction(exact_number(reference.row)) / 100 for _, reference in fit.values()]
    near = [_nearest(row, share, indicator) for (row, _), share in zip(fit.values(), shares, strict=True)]
    bases = [float(row["denominator"]) for row, _ in fit.values()]
    p = benchmark_p_values(
        [float(one) * n for one, n in zip(near, bases, strict=True)], bases, [float(one) for one in shares]
    )
    kept = discoveries(p, RATE).found
    found = {}
    for n, (key, (_, reference)) in enumerate(fit.items()):
        beyond = near[n] - shares[n] if p[n] < 1 - USUAL else Fraction(0)
        side = "above" if beyond > 0 else "below" if beyond < 0 else "alike"
        if kept[n]:
            found[key] = Standing(side, bool(p[n] < 1 - STRICT), indicator.judged(beyond), reference)
        else:
            found[key] = Standing("alike", False, "", reference, "" if side == "alike" else side)
    return found


def summary(found: Mapping[str, Standing], language: str) -> str:
    """How many stand above, alike and below, behind their marks; empty for fewer than two."""
    if len(found) < FEWEST:
        return ""
    parts = tally([one.side for one in found.values()], language)
    return say("standings", language, parts=parts, reference=_name_of(found, language))


def tally(sides: Sequence[str], language: str, words: str = "standings") -> str:
    """How many of each side there are behind their marks, in the words of a family of keys."""
    counts = Counter(sides)
    return " ".join(f"{mark} {say(f'{words}_{side}', language, count=counts[side])}" for side, mark in MARKS.items())


def beyond_the_usual(rows: Sequence[Row], whole: tuple[str, Row] | None) -> int | None:
    """How many regions differ from the nation by more than regions do among themselves; None for too few of them.

    With over-dispersion allowed for (τ²), at a false discovery rate of 5 %.
    """
    counted = [row for row in rows if row["numerator"] is not None]
    if len(counted) < FEWEST_DISPERSED or whole is None or whole[1]["numerator"] is None:
        return None
    from methods.discoveries import discoveries

    centre = whole[1]["numerator"] / whole[1]["denominator"]
    x, n = ([float(row[part]) for row in counted] for part in ("numerator", "denominator"))
    return int(discoveries(p_values(proportion_scores(x, n, centre)), RATE).found.sum())


def _name_of(found: Mapping[str, Standing], language: str) -> str:
    names = {one.reference.name(language) for one in found.values()}
    if len(names) == 1:
        return names.pop()
    against = next(iter(found.values())).reference.against
    return say(f"those_{against}" if against else "what_it_lies_in", language)


def _can_be_held(row: Row, reference: Reference, indicator: Indicator) -> bool:
    if indicator.chance != "binomial" or reference.row["region"] == row["region"] or is_unsure(row):
        return False
    return reference.row["bound"] == "exact" and not why_no_range(row, indicator)


def _nearest(row: Row, share: Fraction, indicator: Indicator) -> Fraction:
    """The share (0 to 1) of a figure; of one known rounded, the nearest to another that its last digit allows."""
    own = Fraction(exact_number(row)) / 100
    if row["numerator"] is not None:
        return own
    half = Fraction(step_of(row, indicator)) / 200
    return min(max(share, own - half, Fraction(0)), own + half, Fraction(1))

"""Regions by rate and by how much was checked: a funnel plot, with limits for chance and for how regions differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from charts.funnel import funnel
from charts.marks import Limit, Point
from charts.style import as_json
from methods.dispersion import additive_proportion_limits, p_values, proportion_scores, tau_squared
from methods.funnel import funnel_classes, funnel_limits
from methods.results import STRICT, USUAL, Interval
from regions import region
from sentences.joining import in_a_row
from views.cards import Card, Table, headings
from views.figures import figure_of
from views.records import RECORD, exact, record
from views.references import added_up
from views.region_rows import FEWEST_RANKED
from views.regional import Regional
from views.series import hover_lines, scale_of
from views.sources import citation, cite
from views.standings import RATE, tally
from words import capitalised, say
from words.numbers import write_count

Row = dict[str, Any]
COLUMNS = ("column_region", "column_value", "column_base", "column_by_chance", "column_by_dispersion")
MORE = ("column_remarks", "column_source")
LIMITS = ("limit_by_chance", "limit_by_dispersion")
# Below so many expected on either side the exact limits are taken.
FEW_EXPECTED = 10
MOST_NAMED, STEPS = 12, 40


@dataclass(frozen=True)
class Funnel:
    """Regions with counts around the rate of a `whole`: their classes −2 to 2, and which differ from the others.

    `z` is how many standard errors each lies from it by chance alone; `by_chance` are the classes by the limits of
    chance, `by_dispersion` by those that allow for `between`, the variance of regions on the scale of arcsin √p;
    `found` are kept at a false discovery rate with that allowed for.
    """

    rows: list[Row]
    whole: Mapping[str, Any]
    z: tuple[float, ...]
    between: float
    by_chance: tuple[int, ...]
    by_dispersion: tuple[int, ...]
    found: tuple[bool, ...]

    @property
    def centre(self) -> float:
        """The rate of the whole, from 0 to 1."""
        return _share(self.whole)

    @property
    def sides(self) -> list[str]:
        """Above or below for those that differ, and alike."""
        return [
            ("above" if z > 0 else "below") if found else "alike" for z, found in zip(self.z, self.found, strict=True)
        ]


def funnel_card(of: Regional, card: Card, theme: str) -> Card:
    """The card of the funnel; a message where too few regions have counts."""
    made = funnel_of(of)
    if made is None:
        return replace(card, message=say("nothing_funnel", of.language, count=FEWEST_RANKED), verdict=None, finding="")
    sentence = _sentence(of, made)
    return replace(
        card,
        sentence=sentence,
        verdict=replace(card.verdict, text=_verdict(of, made)) if card.verdict else None,
        finding=_finding(of, made),
        figure=as_json(_figure(of, made, theme)),
        alt=say("alt_funnel", of.language, title=card.title, sentence=sentence),
        table=_table(of, made),
        sources=cite([*made.rows, *([of.nation] if of.nation else [])], of.language),
        remarks=of.remarks(of.rows, *of.unranked_remark(), *of.withheld_remark()),
    )


def funnel_of(of: Regional) -> Funnel | None:
    """The regions that have counts and enough of them, around the nation's rate or their own together."""
    rows = of.ranked
    whole = of.nation if of.nation and of.nation["numerator"] is not None else added_up(rows)
    if len(rows) < FEWEST_RANKED or whole is None:
        return None
    from methods.discoveries import discoveries

    x, n = ([int(row[part]) for row in rows] for part in ("numerator", "denominator"))
    centre = _share(whole)
    scores = proportion_scores(x, n, centre)
    between = tau_squared(scores.z, scores.error)
    return Funnel(
        rows=rows,
        whole=whole,
        z=tuple(scores.z.tolist()),
        between=between,
        by_chance=_by_chance(x, n, centre),
        by_dispersion=_by_limits(x, n, centre, between),
        found=tuple(bool(one) for one in discoveries(p_values(scores), RATE).found),
    )


def _share(row: Mapping[str, Any]) -> float:
    return float(row["numerator"] / row["denominator"])


def _by_chance(x: Sequence[int], n: Sequence[int], centre: float) -> tuple[int, ...]:
    """The class of each by the limits of chance: exact ones where few are expected on a side."""
    normal, strict = funnel_classes(x, n, centre), funnel_classes(x, n, centre, exact=True)
    few = [min(centre, 1 - centre) * size < FEW_EXPECTED for size in n]
    return tuple(one if is_few else other for one, other, is_few in zip(strict, normal, few, strict=True))


def _by_limits(x: Sequence[int], n: Sequence[int], centre: float, between: float) -> tuple[int, ...]:
    shares, classes = np.array(x) / np.array(n), np.zeros(len(x), dtype=int)
    for level in (USUAL, STRICT):
        limits = additive_proportion_limits(centre, n, between, level)
        classes += (shares > limits.upper).astype(int) - (shares < limits.lower).astype(int)
    return tuple(classes.tolist())


def _lines(of: Regional, made: Funnel) -> list[Limit]:
    """The limits over the sizes that occur: those of chance alone, and those that allow for how regions differ."""
    sizes = [row["denominator"] for row in made.rows]
    at = np.unique(np.rint(np.geomspace(min(sizes), max(sizes), STEPS)))
    few = min(made.centre, 1 - made.centre) * at < FEW_EXPECTED
    normal, exact_ends = (funnel_limits(made.centre, at, STRICT, one) for one in (False, True))
    chance = [np.where(few, one, other) for one, other in _pairs(exact_ends, normal)]
    drawn = [(_named(of, "limit_chance", STRICT), chance, "dot")]
    for level, dash in ((USUAL, "dash"), (STRICT, "solid")):
        ends = additive_proportion_limits(made.centre, at, made.between, level)
        drawn.append((_named(of, "limit_dispersed", level), [ends.lower, ends.upper], dash))
    return [
        Limit(
            name=name,
            across=tuple(at.tolist()),
            lower=tuple((low * 100).tolist()),
            upper=tuple((high * 100).tolist()),
            dash=dash,
        )
        for name, (low, high), dash in drawn
    ]


def _pairs(one: Interval, other: Interval) -> list[tuple[Any, Any]]:
    return [(one.lower, other.lower), (one.upper, other.upper)]


def _named(of: Regional, key: str, level: float) -> str:
    return say(key, of.language, level=f"{level * 100:g}%")


def _figure(of: Regional, made: Funnel, theme: str) -> Any:
    chosen = {row["region"] for row in made.rows}.intersection(of.chosen)
    found = [n for n, one in enumerate(made.found) if one]
    furthest = sorted(found, key=lambda n: -abs(made.z[n]))[:MOST_NAMED]
    sides, judged = made.sides, of.indicator.judged
    points = []
    for n, row in enumerate(made.rows):
        figure, name = figure_of(row, of.indicator, of.language), of.name(row["region"])
        hover = hover_lines(name, figure, row, of.language)
        points.append(
            Point(
                name=name,
                across=row["denominator"],
                up=float(figure.number),
                hover=(hover[0], *_class_texts(of, made, n), *hover[1:]),
                id=row["region"],
                highlighted=not of.is_context(row),
                named=row["region"] in chosen or (not chosen and n in furthest),
                side=sides[n],
                judged=judged(1 if sides[n] == "above" else -1) if made.found[n] else "",
            )
        )
    id = made.whole["region"]
    name = region(id).short[of.language] if id else say("all_together", of.language)
    centre, across = of.figures.bar(name, made.whole), say("funnel_across", of.language)
    return funnel(points, _lines(of, made), centre, scale_of(of.indicator, of.language), across, theme)


def _class_texts(of: Regional, made: Funnel, n: int) -> tuple[str, str]:
    """The two classes of a region in words."""
    classes = (made.by_chance[n], made.by_dispersion[n])
    return tuple(  # type: ignore[return-value]
        say(key, of.language, text=_class_text(of, one)) for key, one in zip(LIMITS, classes, strict=True)
    )


def _class_text(of: Regional, place: int) -> str:
    side = "above" if place > 0 else "below" if place < 0 else "within"
    return say(f"limit_{side}", of.language, level="99.8%" if abs(place) > 1 else "95%")


def _verdict(of: Regional, made: Funnel) -> str:
    return say("funnel_verdict", of.language, parts=tally(made.sides, of.language))


def _sentence(of: Regional, made: Funnel) -> str:
    """How many stand out of the limits of chance, and how many of those that allow for how regions differ."""
    language = of.language
    out = [sum(one != 0 for one in classes) for classes in (made.by_chance, made.by_dispersion)]
    values = {"period": capitalised(of.period.text(language)), "count": write_count(len(made.rows))}
    return say("sentence_funnel", language, **values, chance=write_count(out[0]), dispersed=write_count(out[1]))


def _finding(of: Regional, made: Funnel) -> str:
    """Which differ when many are looked at together, and what the limits do not prove."""
    language, joint = of.language, say("place_joint", of.language)
    said = []
    for side in ("above", "below"):
        names = [of.name(row["region"]) for row, one in zip(made.rows, made.sides, strict=True) if one == side]
        if names:
            more = say("and_more", language, count=len(names)) if len(names) > MOST_NAMED else ""
            said.append(say(f"funnel_{side}", language, names=joint.join(names[:MOST_NAMED]) + more))
    said = said or [say("standings_none", language)]
    said += [say("standings_mix", language)] if of.indicator.mix else []
    return in_a_row(said, language)


def _table(of: Regional, made: Funnel) -> Table:
    language, joint = of.language, say("remark_joint", of.language)
    rows, records = [], []
    for n, row in enumerate(made.rows):
        figure = figure_of(row, of.indicator, language)
        classes = [_class_text(of, one) for one in (made.by_chance[n], made.by_dispersion[n])]
        texts = (of.name(row["region"]), figure.text, figure.base, *classes)
        rows.append((*texts, joint.join(figure.remarks), citation(row, language)))
        records.append((*record(row), str(made.by_chance[n]), str(made.by_dispersion[n]), exact(made.between)))
    columns = headings((*COLUMNS, *MORE), language)
    names = (*RECORD, "class_by_chance", "class_by_dispersion", "between")
    return Table(columns, tuple(rows), names, tuple(records)).without_empty_columns()

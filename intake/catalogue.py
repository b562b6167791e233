"""Reads catalogue and observations together, both ways: nothing undescribed, nothing described in vain."""

from collections import Counter

from indicators import Catalogue, CatalogueError, Indicator
from indicators.entries import WHOLE_NUMBERS, Kind
from intake.faults import Fault
from intake.figures import Observation
from words import texts

ENOUGH = 3
OPPOSITE = {"higher": "lower", "lower": "higher", "neither": "neither"}
VARIES: dict[str, tuple[Kind, ...]] = {"binomial": ("rate", "share"), "poisson": ("count",)}
TARGETED = "risk_targeted_spot_check"


def problems_as_faults(error: CatalogueError) -> list[Fault]:
    """The problems of entries that could not be read, as faults."""
    return [Fault(f"indicators/{p.file}", 0, p.field, p.rule, p.value) for p in error.problems]


def check_catalogue(catalogue: Catalogue) -> list[Fault]:
    """Faults among the entries themselves."""
    faults = []
    for indicator in catalogue.indicators.values():
        faults += _references(indicator, catalogue) + _words(indicator, catalogue) + _partners(indicator, catalogue)
        faults += _chances(indicator, catalogue) + _mixes(indicator, catalogue)
    for breakdown in catalogue.breakdowns.values():
        spellings = [(word, m.id) for m in breakdown.members.values() for word in (m.zh, m.en, *m.aliases)]
        file = f"indicators/breakdowns/{breakdown.id}.toml"
        faults += [Fault(file, 0, f"members.{one}", "alias_twice", word, two) for one, two, word in _shared(spellings)]
    names = [(word, i.id) for i in catalogue.indicators.values() for word in (i.zh.name, i.en.name)]
    return faults + [_fault(one, "name", "alias_twice", word, two) for one, two, word in _shared(names)]


def check_use(catalogue: Catalogue, observations: list[Observation]) -> list[Fault]:
    """Faults between the entries and the observations: too few of them, or a breakdown that none uses.

    What can be counted from records may have no published figure yet.
    """
    counted = Counter(one.indicator for one in observations)
    used = {(one.indicator, one.dimension) for one in observations}
    faults = []
    for indicator in catalogue.indicators.values():
        if indicator.extract:
            continue
        if counted[indicator.id] < ENOUGH:
            faults.append(_fault(indicator.id, "", "too_few_observations", counted[indicator.id]))
        unused = [dimension for dimension in indicator.members if (indicator.id, dimension) not in used]
        faults += [_fault(indicator.id, f"joins.members.{one}", "dimension_unused", one) for one in unused]
    return faults


def _fault(id: str, field: str, rule: str, value: object, detail: str = "") -> Fault:
    return Fault(f"indicators/{id}.toml", 0, field, rule, str(value), detail)


def _references(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """What the entry names and nobody describes."""
    id, faults = indicator.id, []
    if indicator.topic not in catalogue.topics:
        faults.append(_fault(id, "topic", "unknown_topic", indicator.topic))
    if indicator.basis not in catalogue.bases:
        faults.append(_fault(id, "basis", "unknown_basis", indicator.basis))
    caveats = [key for key in indicator.caveats if key not in texts("caveats")]
    faults += [_fault(id, "caveats", "unknown_caveat", key) for key in caveats]
    dimensions = [dimension for dimension in indicator.members if dimension not in catalogue.breakdowns]
    return faults + [_fault(id, f"joins.members.{one}", "unknown_dimension", one) for one in dimensions]


def _words(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    faults = []
    if indicator.zh.unit and indicator.zh.unit not in catalogue.units:
        faults.append(_fault(indicator.id, "zh.unit", "unit_not_listed", indicator.zh.unit))
    for language, mark in (("zh", "？"), ("en", "?")):
        question = indicator.texts(language).question
        if not question.endswith(mark):
            faults.append(_fault(indicator.id, f"{language}.question", "question_mark", question, mark))
    return faults


def _partners(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """The other side of a pair, the composition of the sample, and the counts behind a rate."""
    faults = []
    if indicator.composition and not _composes(indicator, catalogue):
        faults.append(_fault(indicator.id, "composition", "composition_unknown", indicator.composition))
    if indicator.complement and not _mutual(indicator, catalogue):
        faults.append(_fault(indicator.id, "complement", "complement_not_mutual", indicator.complement))
    return faults + [
        _fault(indicator.id, "counts", "counts_unknown", one) for one in _wrong_counts(indicator, catalogue)
    ]


def _mutual(indicator: Indicator, catalogue: Catalogue) -> bool:
    other = catalogue.indicators.get(indicator.complement)
    return other is not None and other.complement == indicator.id and other.better == OPPOSITE[indicator.better]


def _composes(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether the composition is a share whose members add up over a breakdown that the rate has too."""
    of = catalogue.indicators.get(indicator.composition)
    if of is None or of.kind != "share":
        return False
    return any(join == "sum" and dimension in indicator.members for dimension, join in of.members.items())


def _chances(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """How its figures vary by chance: what its kind allows, and both sides of a pair alike."""
    id, chance, faults = indicator.id, indicator.chance, []
    if chance and indicator.kind not in VARIES[chance]:
        faults.append(_fault(id, "chance", "chance_not_of_kind", chance, indicator.kind))
    other = catalogue.indicators.get(indicator.complement)
    if other is None:
        return faults
    for field, own, its in (("chance", chance, other.chance), ("mix", indicator.mix, other.mix)):
        if own != its:
            faults.append(_fault(id, field, "sides_differ", field, other.id))
    return faults


def _mixes(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    """What the sample is made of: told where things are chosen by risk, by what is known and what is counted."""
    id, mix, faults = indicator.id, indicator.mix, []
    if mix is None:
        needed = indicator.basis == TARGETED and indicator.chance == "binomial"
        return [_fault(id, "mix", "mix_missing", indicator.basis)] if needed else []
    if mix.breakdown not in catalogue.breakdowns:
        faults.append(_fault(id, "mix.breakdown", "unknown_dimension", mix.breakdown))
    known = catalogue.indicators
    uncounted = [one for one in mix.told_by if one not in known or known[one].kind not in WHOLE_NUMBERS]
    return faults + [_fault(id, "mix.told_by", "mix_told_by_unknown", one) for one in uncounted]


def _wrong_counts(indicator: Indicator, catalogue: Catalogue) -> list[str]:
    counts = indicator.counts
    if counts is None:
        return []
    parts = [part for part in (counts.numerator, counts.numerator_complement) if part] or [""]
    wrong = [
        name
        for name in (*parts, counts.denominator)
        if name not in catalogue.indicators or catalogue.indicators[name].kind not in WHOLE_NUMBERS
    ]
    wrong += parts[1:]
    dimension, _, member = counts.numerator_of.partition(":")
    if dimension and (dimension not in catalogue.breakdowns or member not in catalogue.breakdowns[dimension].members):
        wrong.append(counts.numerator_of)
    return wrong


def _shared(words: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Spellings that belong to two entries and so find neither: the later owner, the earlier, the word."""
    owners: dict[str, str] = {}
    return [
        (owner, owners[folded], word)
        for word, owner in words
        if owners.setdefault(folded := word.casefold(), owner) != owner
    ]

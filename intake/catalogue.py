"""Reads catalogue, contract and observations together, both ways: nothing undescribed, nothing described in vain."""

from collections import Counter
from dataclasses import fields
from itertools import chain

from data import contract
from indicators import Catalogue, CatalogueError, Indicator
from indicators.entries import WHOLE_NUMBERS
from intake.faults import Fault
from intake.figures import Fact, Observation
from words import texts

ENOUGH = 3
OPPOSITE = {"higher": "lower", "lower": "higher", "neither": "neither"}
# Columns that the table takes from elsewhere than a field of the same name.
RENAMED = {"note": "notes"}


def problems_as_faults(error: CatalogueError) -> list[Fault]:
    """The problems of entries that could not be read, as faults."""
    return [Fault(f"indicators/{p.file}", 0, "", p.rule, p.value, p.field) for p in error.problems]


def check_catalogue(catalogue: Catalogue) -> list[Fault]:
    """Faults among the entries themselves."""
    faults = list(_contract_faults())
    for indicator in catalogue.indicators.values():
        faults += _entry(indicator, catalogue)
    for breakdown in catalogue.breakdowns.values():
        spellings = ((m, word) for m in breakdown.members.values() for word in {m.zh, m.en, *m.aliases})
        faults += _aliases(f"breakdowns/{breakdown.id}.toml", [(word, m.id) for m, word in spellings])
    names = ((i, word) for i in catalogue.indicators.values() for word in {i.zh.name, i.en.name})
    return faults + _aliases("", [(word, i.id) for i, word in names])


def check_use(catalogue: Catalogue, observations: list[Observation]) -> list[Fault]:
    """Faults between the entries and the observations: too few of them, or a breakdown that none uses."""
    counted = Counter(one.indicator for one in observations)
    used = {(one.indicator, one.dimension) for one in observations}
    faults = []
    for indicator in catalogue.indicators.values():
        if counted[indicator.id] < ENOUGH:
            faults.append(_fault(indicator.id, "too_few_observations", counted[indicator.id]))
        unused = [dimension for dimension in indicator.members if (indicator.id, dimension) not in used]
        faults += [_fault(indicator.id, "dimension_unused", dimension) for dimension in unused]
    return faults


def _fault(id: str, rule: str, value: object, detail: str = "") -> Fault:
    return Fault(f"indicators/{id}.toml", 0, "", rule, str(value), detail)


def _entry(indicator: Indicator, catalogue: Catalogue) -> list[Fault]:
    id, faults = indicator.id, []
    if indicator.topic not in catalogue.topics:
        faults.append(_fault(id, "unknown_topic", indicator.topic))
    if indicator.basis not in catalogue.bases:
        faults.append(_fault(id, "unknown_basis", indicator.basis))
    faults += [_fault(id, "unknown_caveat", key) for key in indicator.caveats if key not in texts("caveats")]
    faults += [_fault(id, "unknown_dimension", d) for d in indicator.members if d not in catalogue.breakdowns]
    if indicator.zh.unit and indicator.zh.unit not in catalogue.units:
        faults.append(_fault(id, "unit_not_listed", indicator.zh.unit))
    for question in (indicator.zh.question, indicator.en.question):
        if not question.endswith(("？", "?")):
            faults.append(_fault(id, "question_mark", question))
    if indicator.complement and not _mutual(indicator, catalogue):
        faults.append(_fault(id, "complement_not_mutual", indicator.complement))
    return faults + [_fault(id, "counts_unknown", name) for name in _wrong_counts(indicator, catalogue)]


def _mutual(indicator: Indicator, catalogue: Catalogue) -> bool:
    other = catalogue.indicators.get(indicator.complement)
    return other is not None and other.complement == indicator.id and other.better == OPPOSITE[indicator.better]


def _wrong_counts(indicator: Indicator, catalogue: Catalogue) -> list[str]:
    counts = indicator.counts
    if counts is None:
        return []
    part = counts.numerator or counts.numerator_complement
    wrong = [
        name
        for name in (part, counts.denominator)
        if name not in catalogue.indicators or catalogue.indicators[name].kind not in WHOLE_NUMBERS
    ]
    dimension, _, member = counts.numerator_of.partition(":")
    if dimension and (dimension not in catalogue.breakdowns or member not in catalogue.breakdowns[dimension].members):
        wrong.append(counts.numerator_of)
    return wrong


def _aliases(file: str, words: list[tuple[str, str]]) -> list[Fault]:
    """A spelling that belongs to two entries finds neither."""
    owners: dict[str, str] = {}
    faults = []
    for word, owner in words:
        folded = word.casefold()
        if owners.setdefault(folded, owner) != owner:
            at = file or f"{owner}.toml"
            faults.append(Fault(f"indicators/{at}", 0, "", "alias_twice", word, owners[folded]))
    return faults


def _contract_faults() -> list[Fault]:
    """The contract names exactly the columns that the build writes."""
    faults = []
    for table, shape in (("observations", Observation), ("facts", Fact)):
        written = {field.name for field in fields(shape)} - {"line"}
        named = {RENAMED.get(column.name, column.name) for column in contract(table).columns}
        differ = sorted(chain(written - named, named - written))
        if differ:
            faults.append(Fault(f"data/contracts/{table}.toml", 0, "", "columns_differ", ", ".join(differ)))
    return faults

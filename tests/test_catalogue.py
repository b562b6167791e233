"""The real catalogue, its words and the release: sound both ways, and saying what the sources printed."""

from collections import Counter
from dataclasses import fields
from datetime import date
from typing import Any, get_args

import pytest

from data import TABLES, contract
from data.tables import TYPES, schema_of
from indicators import Catalogue, CatalogueError, catalogue
from indicators.entries import Joins, Kind
from intake.catalogue import check_catalogue, check_use
from intake.coverage import CHOICES as INCOMPLETE
from intake.entered import FACTS, OBSERVATIONS, SOURCES
from intake.figures import Fact, Observation
from intake.judging import CHOICES
from intake.periods import CODES
from intake.printed import AFTER, BEFORE
from regions import regions
from tests.entries import ONLY_COUNTED, copy_of_the_real_entry, text
from tests.slips_of_entries import CHANNEL, FAIL_RATE, PASS_RATE
from words import texts

Row = dict[str, Any]


# The catalogue and the words


def test_the_catalogue_is_sound():
    assert check_catalogue(catalogue()) == []
    assert len(catalogue().indicators) == 49
    assert len(catalogue().breakdowns) == 26


def test_every_entry_is_observed_and_every_observation_described(observations):
    counted = Counter(row["indicator"] for row in observations)
    assert set(counted) == set(catalogue().indicators) - ONLY_COUNTED
    assert min(counted.values()) >= 3
    assert {name for entry in catalogue().indicators.values() for name in entry.members} == set(catalogue().breakdowns)
    for row in observations:
        if row["dimension"] != "all":
            assert row["dimension"] in catalogue().indicators[row["indicator"]].members
            assert catalogue().member(row["dimension"], row["member"]).id == row["member"]


def test_every_topic_basis_and_unit_is_used(facts):
    entries = catalogue().indicators.values()
    assert {entry.topic for entry in entries} | {fact["topic"] for fact in facts} == set(catalogue().topics)
    assert {entry.basis for entry in entries} == set(catalogue().bases)
    used = {entry.zh.unit for entry in entries} | {fact["unit_zh"] for fact in facts}
    assert used - {""} <= set(catalogue().units)


def test_every_note_is_worded_and_used_or_offered(observations, facts):
    used = {key for row in (*observations, *facts) for key in row["note"].split(";") if key}
    # What the checks ask a later entry for, and reasons to choose a source that it may need.
    offered = {"counts_disagree", "change_disagrees", "shown_printed", "shown_first_listed"}
    assert set(texts("notes")) == used | offered
    assert not used & offered


def test_every_caveat_is_used_and_worded():
    used = {key for entry in catalogue().indicators.values() for key in entry.caveats}
    assert used == set(texts("caveats"))


def test_every_reason_to_leave_out_is_used_and_worded(left_out):
    assert {row[-1] for row in left_out} == set(texts("left_out"))


@pytest.mark.parametrize("list_name", ["notes", "caveats", "left_out"])
def test_every_sentence_stands_in_both_languages(list_name):
    for key, words in texts(list_name).items():
        assert set(words) == {"zh", "en"}, key
        assert words["zh"].endswith("。"), key
        assert words["en"].endswith("."), key


PAIRS = [(entry.id, entry.complement) for entry in catalogue().indicators.values() if entry.complement]


def test_the_two_sides_of_the_spot_check_are_a_pair():
    assert ("spot_check_pass_rate", "spot_check_nonconforming_rate") in PAIRS


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_sides_of_a_pair_differ_only_in_what_is_better(one, other):
    sides = catalogue().indicators[one], catalogue().indicators[other]
    assert sides[1].complement == one
    assert {side.better for side in sides} == {"higher", "lower"}
    for name in ("kind", "basis", "topic", "decimals", "caveats", "no_row", "periods", "regions"):
        assert getattr(sides[0], name) == getattr(sides[1], name), name
    assert sides[0].zh.denominator == sides[1].zh.denominator
    assert catalogue().breaks(one) == catalogue().breaks(other)


# The contract


def test_the_contract_names_what_the_build_writes():
    renamed = {"note": "notes"}
    for table, shape in (("observations", Observation), ("facts", Fact)):
        named = {renamed.get(column.name, column.name) for column in contract(table).columns}
        assert named == {field.name for field in fields(shape)} - {"line"}
    assert [column.name for column in contract("sources").columns] == ["source", *SOURCES[1:]]


def test_what_is_entered_is_in_the_contract():
    made_of_period = {"period", "until"}
    for table, entered in (("observations", OBSERVATIONS), ("facts", FACTS)):
        assert set(entered) - {column.name for column in contract(table).columns} <= made_of_period


def test_every_contract_is_whole():
    for table in TABLES:
        said = contract(table)
        assert said.zh
        assert said.en
        assert {said.column(name).required for name in said.key} <= {True, False}
        assert schema_of(table).names == [column.name for column in said.columns]
        for column in said.columns:
            assert column.type in TYPES
            assert (column.type == "enum") == bool(column.values), column.name
            assert column.zh
            assert column.en
    with pytest.raises(KeyError, match="facts has no column colour"):
        contract("facts").column("colour")


def test_the_closed_lists_are_the_same_everywhere():
    for table in ("facts", "coverage"):
        for column in contract(table).columns:
            if column.name in CHOICES:
                assert column.values == CHOICES[column.name]
    assert set(contract("coverage").column("coverage").values) == {"complete", *INCOMPLETE}
    assert set(CHOICES["bound"]) == {*BEFORE.values(), *AFTER.values()}
    assert set(CHOICES["grain"]) == {*CODES, "moment", "span", "cumulative"} - {"day"}


def test_the_release_holds_only_what_the_contract_allows(built):
    for table in TABLES:
        rows = built.tables[table].to_pylist()
        assert built.tables[table].schema == schema_of(table)
        keys = [tuple(row[name] for name in contract(table).key) for row in rows]
        assert len(set(keys)) == len(keys)
        for column in contract(table).columns:
            values = {row[column.name] for row in rows}
            assert None not in values or not column.required
            assert values <= {*column.values, None} or not column.values


def test_every_reference_of_the_release_is_kept(built, observations, facts):
    sources = {row["source"] for row in built.tables["sources"].to_pylist()}
    assert {row["source"] for row in (*observations, *facts)} <= sources
    assert {row["region"] for row in (*observations, *facts)} <= set(regions())


# Bad entries


def test_every_problem_of_a_catalogue_is_found_at_once(tmp_path):
    entry = copy_of_the_real_entry(tmp_path)
    for slip in (
        text(PASS_RATE, 'kind = "rate"', 'kind = "ratio"\ncolour = 2'),
        text(PASS_RATE, 'name = "National', 'nam = "National'),
        text(FAIL_RATE, "2018-01-01", '"2018"'),
        text(CHANNEL, 'parent = "retail"', 'parent = "shops"'),
        text("indicators/bases.toml", 'en = "Composite index"', ""),
    ):
        slip(entry)
    with pytest.raises(CatalogueError) as refused:
        Catalogue(entry.indicators)
    assert {(p.file, p.field, p.rule) for p in refused.value.problems} == {
        ("bases.toml", "composite_index.en", "field_missing"),
        ("breakdowns/channel.toml", "members[2].parent", "parent_unknown"),
        ("spot_check_nonconforming_rate.toml", "breaks[0].since", "field_wrong_type"),
        ("spot_check_pass_rate.toml", "colour", "field_unknown"),
        ("spot_check_pass_rate.toml", "en.nam", "field_unknown"),
        ("spot_check_pass_rate.toml", "en.name", "field_missing"),
        ("spot_check_pass_rate.toml", "kind", "field_not_a_choice"),
    }
    assert len(str(refused.value).splitlines()) == 7


def test_an_empty_entry_is_not_passed_over(tmp_path):
    entry = copy_of_the_real_entry(tmp_path)
    for name in ("indicators/new.toml", "indicators/breakdowns/new.toml"):
        entry.file(name).write_text("", encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        Catalogue(entry.indicators)
    assert {p.rule for p in refused.value.problems} == {"field_missing"}
    assert {p.file for p in refused.value.problems} == {"new.toml", "breakdowns/new.toml"}


def test_an_entry_is_read_whole():
    entry = catalogue().indicators["spot_check_nonconforming_rate"]
    assert entry.is_ratio
    assert entry.texts("en").aliases == ("non-conformity rate", "failure rate")
    assert entry.breaks[0].since == date(2018, 1, 1)
    assert entry.joins == Joins(
        periods="none",
        regions="none",
        members=dict.fromkeys(
            ("channel", "enterprise_size", "notice", "product", "product_class", "product_group"), "none"
        ),
    )
    assert entry.counts is not None
    assert entry.counts.denominator == "spot_check_batches"
    assert {one.kind for one in catalogue().indicators.values()} <= set(get_args(Kind))


def test_a_level_of_a_breakdown_is_what_its_sources_listed_on_the_day():
    scheme = catalogue().breakdowns["channel"]
    assert [member.id for member in scheme.level("", date(2024, 1, 1))] == ["production", "retail"]
    assert [member.id for member in scheme.level("retail", date(2024, 1, 1))] == ["shop", "e_commerce"]
    with pytest.raises(KeyError):
        catalogue().member("channel", "factory")


def test_nothing_observed_is_too_few():
    faults = check_use(catalogue(), [])
    assert {fault.rule for fault in faults} == {"too_few_observations", "dimension_unused"}
    counted = {id for id, entry in catalogue().indicators.items() if entry.extract}
    unseen = [fault for fault in faults if fault.rule == "too_few_observations"]
    assert len(unseen) == len(catalogue().indicators) - len(counted)
    assert counted >= ONLY_COUNTED

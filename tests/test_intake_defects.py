"""Each slip an entry can hold is reported as exactly what it is, once, at its place, with what to do next."""

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from intake import judging
from intake.faults import Fault, texts
from regions import region, regions
from tests.entries import Entry, cell, copy_of_the_real_entry, more, row_number, text, without
from tests.slips import DEFECTS as IN_TABLES
from tests.slips import FACTS, FOOD, LEFT_OUT, QUALITY, RECALLS, SOURCES, SPOT
from tests.slips_of_entries import CHANNEL, PASS_RATE, TOPICS
from tests.slips_of_entries import ENTRIES as IN_ENTRIES

DEFECTS = [*IN_TABLES, *IN_ENTRIES]


@pytest.fixture
def entry(tmp_path) -> Entry:
    return copy_of_the_real_entry(tmp_path)


def test_the_real_entry_is_sound(entry):
    assert entry.faults() == []


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_a_slip_is_reported_as_what_it_is_where_it_is_and_with_what_next(entry, defect):
    row = row_number(entry, defect.file, defect.row) if isinstance(defect.row, str) else defect.row
    defect.slip(entry)
    faults = entry.faults()
    assert {fault.rule for fault in faults} == {defect.rule}
    assert len(faults) == defect.times
    assert (defect.file, row, defect.column) in {(fault.file, fault.row, fault.column) for fault in faults}
    for fault in faults:
        assert_worded(fault)


def assert_worded(fault: Fault) -> None:
    """File, row, column, what is wrong and what next, with every placeholder filled."""
    for language in ("zh", "en"):
        what, then = texts()[fault.rule][language]
        written = fault.write(language)
        assert written.startswith(fault.file)
        assert str(fault.row) in written or not fault.row
        assert fault.column in written
        assert written.endswith(then.rsplit("}")[-1])
        for placeholder, filled in (("{value}", fault.value), ("{detail}", fault.detail)):
            assert placeholder not in written
            assert (filled and filled in written) or placeholder not in what + then


def test_every_rule_has_a_slip_that_breaks_it():
    """Those of records are broken in test_extracts.py."""
    entered = {rule for rule in texts() if not rule.startswith("records_")}
    assert {defect.rule for defect in DEFECTS} | {"region_not_valid"} == entered


def test_every_rule_is_worded_in_both_languages():
    for rule, words in texts().items():
        assert set(words) == {"zh", "en"}, rule
        for what, then in words.values():
            assert what[-1] in "。.”）" or "{detail}" in what[-8:], rule
            assert then[-1] in "。.", rule
        zh, en = ("".join(words[language]) for language in ("zh", "en"))
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)), rule


def test_a_region_is_refused_outside_its_time(entry, monkeypatch):
    ended = replace(region("310000"), valid_to=date(2020, 12, 31))
    monkeypatch.setattr(judging, "regions", lambda: MappingProxyType({**regions(), "310000": ended}))
    faults = entry.faults()
    assert {(fault.rule, fault.column, fault.value) for fault in faults} == {("region_not_valid", "region", "310000")}
    assert (SPOT, row_number(entry, SPOT, "P119")) in {(fault.file, fault.row) for fault in faults}
    assert all("2020-12-31" in fault.write(language) for fault in faults for language in ("zh", "en"))
    assert not [f for f in faults if f.file == QUALITY and f.row == row_number(entry, QUALITY, "P216")]  # 2006


def test_slips_in_different_files_are_reported_together_and_in_order(entry):
    for slip in (
        cell(SPOT, "S83", "printed", "915%"),
        cell(FACTS, "P182", "topic", "checks"),
        cell(FOOD, "P209", "region", "1"),
        cell(SOURCES, "aqsiq_plan_undated", "seen", "copy"),
        cell(LEFT_OUT, "S53", "reason", "x"),
        cell(RECALLS, "P299", "printed", "3065次"),
    ):
        slip(entry)
    faults = entry.faults()
    assert [(fault.file, fault.rule) for fault in faults] == [
        (FACTS, "unknown_topic"),
        (LEFT_OUT, "unknown_reason"),
        (FOOD, "unknown_region"),
        (RECALLS, "cumulative_falls"),
        (SPOT, "rate_out_of_range"),
        (SOURCES, "unknown_choice"),
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_slips_of_the_others(entry):
    without(SOURCES)(entry)
    text(PASS_RATE, "占多大比例？", "占多大比例。")(entry)
    cell(RECALLS, "S55", "printed", "2004.8万张")(entry)
    text(FOOD, "P209,", "P209,,")(entry)
    assert [(fault.file, fault.rule) for fault in entry.faults()] == [
        (PASS_RATE, "question_mark"),
        (FOOD, "row_length"),
        (RECALLS, "unit_differs"),
        (SOURCES, "file_missing"),
    ]


def test_every_slip_of_a_row_is_reported_at_once(entry):
    for column, typed in (("region", "x"), ("flags", "x"), ("printed", "x"), ("note", "x"), ("period", "x")):
        cell(SPOT, "S83", column, typed)(entry)
    assert {fault.column for fault in entry.faults()} == {"region", "flags", "printed", "note", "period"}


def test_every_slip_of_the_catalogue_is_reported_at_once(entry):
    text(PASS_RATE, 'kind = "rate"', 'kind = "ratio"\ncolour = 1')(entry)
    text(CHANNEL, 'id = "shop"', 'id = "retail"')(entry)
    text(TOPICS, 'en = "Recalls"\n', "")(entry)
    assert [(fault.file, fault.column, fault.rule) for fault in entry.faults()] == [
        (CHANNEL, "members[2].id", "member_twice"),
        (PASS_RATE, "colour", "field_unknown"),
        (PASS_RATE, "kind", "field_not_a_choice"),
        (TOPICS, "recalls.en", "field_missing"),
    ]


def test_a_change_in_a_leap_february_is_held_against_the_february_before(entry):
    source = "reply_npc_5844"
    start = ("spot_check_pass_rate", "actual")
    for row in (
        ("P1112", *start, "level", "month", "2023-02", "100000", "all", "all", "90.0%", "", source, "yes", ""),
        ("P1113", *start, "level", "month", "2024-02", "100000", "all", "all", "91.0%", "", source, "yes", ""),
        ("P1114", *start, "change", "month", "2024-02", "100000", "all", "all", "3.0个百分点", "", source, "yes", ""),
    ):
        more(SPOT, *row)(entry)
    assert [(fault.rule, fault.row) for fault in entry.faults()] == [("change_differs", 226)]


def test_cumulatives_with_different_starts_are_not_compared(entry):
    cell(RECALLS, "P299", "period", "2020/2025")(entry)
    cell(RECALLS, "P299", "printed", "1300次")(entry)
    cell(RECALLS, "P295", "period", "2004-10/2024")(entry)
    assert entry.faults() == []


def test_a_figure_that_is_not_shown_is_no_whole_for_its_parts(entry):
    source = "reply_npc_5844"
    start = ("vehicle_recalls", "actual", "level", "year", "2023", "100000", "origin")
    more(RECALLS, "P1112", *start, "imported", "100次", "", "chinanews_recall_2023", "yes", "shown_first_listed")(entry)
    more(RECALLS, "P1113", *start, "imported", "100次", "", source, "no", "")(entry)
    more(RECALLS, "P1114", *start, "domestic", "114次", "", source, "yes", "")(entry)
    assert entry.faults() == []

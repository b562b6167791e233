"""Fifty views in every channel: the number in picture, table, Word, PowerPoint, Excel, CSV and brief is one text."""

import pytest

from tests import parity
from tests.parity import faults_of
from views.region_forms import forms
from views.state import State

PUBLISHED: tuple[str, ...] = (
    "trends",
    "regions",
    "breakdowns",
    "composition",
    "recalls",
    "recall_parts",
    "recall_part_units",
)
PUBLISHED += ("certification", "schemes", "certificates_by_province", "compulsory", "certificates_issued", "targets")
INDICATORS = ("vehicle_recalls", "valid_certificates", "manufacturing_pass_rate", "certified_organisations")
SYNTHETIC = ("trends", "breakdowns", "composition", "recalls", "recall_largest", "recall_brands", "profile")
FORMS = ("", "map", "funnel", "ranks", "change", "heat", "multiples", "adjusted", "pairs")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", PUBLISHED)
def test_a_published_view_says_the_same_everywhere(release, view, language):
    assert not faults_of(release, view, State(language=language))


@pytest.mark.parametrize("indicator", INDICATORS)
def test_an_indicator_over_time_says_the_same_everywhere(release, indicator):
    assert not faults_of(release, "trends", State(indicator=indicator))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_a_regional_form_says_the_same_everywhere(demo, form, language):
    state = State(dataset="demo", compare="province", form=form, language=language)
    assert form in forms(demo, state)
    assert not faults_of(demo, "regions", state)


@pytest.mark.parametrize("view", SYNTHETIC)
def test_a_synthetic_view_says_the_same_everywhere(demo, view):
    assert not faults_of(demo, view, State(dataset="demo", regions=("430000",)))


@pytest.mark.parametrize("channel", ["csv", "word", "powerpoint", "excel", "brief", "picture", "parquet"])
def test_a_channel_that_said_otherwise_would_be_noticed(release, monkeypatch, channel):
    """Each channel is handed the file of another view in the place of its own."""
    other = parity.card_named("schemes", release, State())
    volume = parity.volume_of_one("schemes", release, State(), parity.DAY, "1-1")
    for name, made in {
        "csv_file": parity.csv_file(other),
        "parquet_file": parity.parquet_file(other),
        "drawn": parity.drawn(other, "zh", parity.Format()),
        "brief": parity.brief(release, "schemes", State(), ""),
    }.items():
        monkeypatch.setattr(parity, name, lambda *_, made=made: made)
    make = parity.file_of
    monkeypatch.setattr(parity, "file_of", lambda _, kind: make(volume, kind))
    assert any(fault.startswith(f"{channel}:") for fault in faults_of(release, "trends", State()))

"""The boundary map as a form of the Regions page: there while a sound one is supplied, with its number everywhere."""

import pytest

from exports.brief import document
from exports.picture import picture
from tests.boundary_maps import NUMBER, supply, without
from tests.test_region_forms import PROVINCES
from views import boundary
from views.cache import card_of
from views.gathered import alone
from views.region_forms import forms
from views.regions import regions_card

ON_MAP = PROVINCES.but(form="boundary")


@pytest.fixture
def slot(tmp_path, monkeypatch):
    """A slot of the test's own, empty."""
    monkeypatch.setattr(boundary, "SLOT", tmp_path)
    return tmp_path


def test_without_a_map_there_are_tiles_only(demo, slot):
    assert not list(slot.iterdir())
    assert "boundary" not in forms(demo, ON_MAP)
    assert regions_card(demo, ON_MAP).figure == regions_card(demo, PROVINCES).figure, "the plain form stands in"
    assert "审图号" in boundary.boundary_state("zh").text, "how to supply one is said"


def test_a_map_that_is_refused_is_not_drawn_and_every_fault_is_named(demo, slot):
    supply(slot, without("710000", "south_china_sea"), review_number=None)
    assert "boundary" not in forms(demo, ON_MAP)
    found = boundary.boundary_state("zh")
    assert found.state == "refused"
    told = "\n".join(found.faults)
    assert all(word in told for word in ("审图号", "710000", "南海"))


def test_a_sound_map_is_drawn_with_its_number_on_screen_in_the_picture_and_in_the_brief(demo, slot):
    supply(slot)
    assert forms(demo, ON_MAP)[1:3] == ["map", "boundary"]
    card = card_of(regions_card, demo, ON_MAP)
    assert NUMBER in str(card.figure)
    assert any(NUMBER in remark and "测试用示意图" in remark for remark in card.remarks)
    assert card.table == regions_card(demo, PROVINCES).table
    assert NUMBER in picture(demo, "regions", ON_MAP)
    assert NUMBER in document(demo, alone("regions", demo, ON_MAP), ON_MAP, "http://host")


def test_a_map_that_is_exchanged_or_taken_away_is_shown_no_longer(demo, slot):
    supply(slot)
    first = card_of(regions_card, demo, ON_MAP)
    supply(slot, review_number="GS京(2024)0001号")
    again = card_of(regions_card, demo, ON_MAP)
    assert "GS京(2024)0001号" in str(again.remarks)
    assert NUMBER in str(first.remarks)
    (slot / "map.toml").unlink()
    assert card_of(regions_card, demo, ON_MAP).figure == card_of(regions_card, demo, PROVINCES).figure

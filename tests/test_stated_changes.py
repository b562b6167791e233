"""Changes that sources themselves print stand under the trend, as printed, and nowhere else."""

import pytest
from playwright.sync_api import expect

from tests.cards import column
from views.records import RECORD
from views.state import State
from views.stated_changes import stated_changes_card
from words import LANGUAGES


@pytest.mark.parametrize("id", ["spot_check_pass_rate", "spot_check_nonconforming_rate"])
def test_either_side_lists_what_is_printed_of_both_and_turns_nothing(release, id):
    card = stated_changes_card(release, State(indicator=id))
    named = [dict(zip(RECORD, one, strict=False)) for one in card.table.records]
    assert {one["indicator"] for one in named} == {"spot_check_pass_rate", "spot_check_nonconforming_rate"}
    assert {one["measure"] for one in named} == {"change"}
    assert column(card, "数值")[0] == "1.8个百分点"
    assert column(card, "原文字样")[0] == "1.8个百分点"
    assert column(card, "分项")[0] == "电商"


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_to_the_nation_are_among_them(release, language):
    card = stated_changes_card(release, State(indicator="manufacturing_pass_rate", language=language))
    kinds = column(card, "性质", "What it is")
    assert len(kinds) == 5
    assert len(set(kinds)) == 2


def test_where_no_source_prints_one_there_is_no_part(release, visit, address):
    assert stated_changes_card(release, State(indicator="testing_staff")).message
    visit.open(address + "/trends?v=1&i=testing_staff")
    assert "来源自己给出的变化" not in visit.said()
    visit.open(address + "/trends?v=1&i=vehicle_recalls&lang=en")
    visit.page.get_by_text("Changes that sources themselves give: Vehicle recalls (2)").click()
    cells = visit.page.locator("[data-testid=stDataFrame]").last.locator("[role=gridcell]")
    expect(cells.filter(has_text="−18.5%").first).to_be_attached()

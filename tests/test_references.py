"""What regions are held against: the nation, what they lie in, and others whose counts are added up."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from regions import groups_of, region
from tests.cards import column
from tests.test_standings import NATION, row
from views.places import units_of
from views.references import added_up, peers_of, reference_of
from views.regions import regions_card
from views.state import State
from words.numbers import write_number

END = date(2025, 12, 31)
DEMO = State(dataset="demo", indicator="all_levels_pass_rate")


def test_what_each_is_held_against():
    assert {reference_of(id, "") for id in ("440000", "350500", "350583", "nbs4:east")} == {NATION}
    assert reference_of("350500", "parent") == "350000", "a city, its province"
    assert reference_of("350583", "parent") == "350500", "a county, its city"
    assert reference_of("440000", "parent") == "nbs4:east"
    assert reference_of("nbs4:east", "parent") == NATION
    grouped = [id for id in units_of("province") if groups_of(id)]
    assert len(grouped) == 31
    for id in grouped:
        group = reference_of(id, "parent")
        assert group in groups_of(id)
        assert id in region(group).members


def test_several_regions_together_are_their_counts_added_up():
    rows = [row("110000", 90, 100), row("120000", 30, 60)]
    together = added_up(rows)
    assert (together["numerator"], together["denominator"], together["value"]) == (120, 160, None)
    assert added_up([]) is None
    assert added_up([rows[0], row("130000", None, 100, value=90, step=1)]) is None, "no sum without every count"


@pytest.mark.parametrize(
    ("id", "against", "peers"),
    [
        ("460000", "neighbours", set()),
        ("110000", "neighbours", {"120000", "130000"}),
        ("210000", "alike", {"220000", "230000"}),
        ("nbs4:east", "alike", {"nbs4:central", "nbs4:west", "nbs4:northeast"}),
        ("110000", "chosen", {"310000", "440000"}),
        ("310000", "chosen", {"440000"}),
    ],
)
def test_the_others_that_a_region_is_held_against(id, against, peers):
    state = State(against=against, peers=("310000", "440000"))
    assert set(peers_of(id, state)) == peers


def test_cities_and_counties_are_held_against_those_of_the_same_place():
    state = State(against="alike")
    assert set(peers_of("430100", state)) == set(units_of("city", "430000")) - {"430100"}
    assert set(peers_of("430102", state)) == set(units_of("county", "430100")) - {"430102"}


@pytest.mark.parametrize("against", ["neighbours", "alike", "chosen"])
def test_provinces_against_others_together_on_the_card(demo, against):
    """The reference of every province in the table is what the counts of its peers, in the same table, add up to."""
    state = DEMO.but(compare="province", against=against, peers=("310000", "440000"), grain="year", until=END)
    card = regions_card(demo, state)
    bases = dict(zip(column(card, "地区"), column(card, "分子 / 分母"), strict=True))
    told = dict(zip(column(card, "地区"), column(card, "对照值"), strict=True))
    for id in units_of("province"):
        name, peers = region(id).short["zh"], [region(one).short["zh"] for one in peers_of(id, state)]
        if name not in told:
            continue
        counts = [
            tuple(int(part.replace(",", "")) for part in bases[peer].split("/")) for peer in peers if peer in bases
        ]
        x, n = (sum(part) for part in zip(*counts, strict=True)) if counts else (0, 0)
        assert told[name] == (write_number(Fraction(100 * x, n), Decimal("0.1"), "%", "zh") if n else "")
    name, peers = region("440000").short["zh"], len([one for one in peers_of("440000", state) if one in known_of(card)])
    words = {"neighbours": f"相邻{peers}地合计", "alike": f"同组其他{peers}地合计", "chosen": f"自选{peers}地合计"}
    assert words[against] in dict(zip(column(card, "地区"), column(card, "与对照相比"), strict=True))[name]


def known_of(card) -> set[str]:
    """The provinces in a table."""
    return {id for id in units_of("province") if region(id).short["zh"] in column(card, "地区")}


def test_without_a_choice_nothing_is_held_against_the_chosen(demo):
    card = regions_card(demo, DEMO.but(compare="province", against="chosen", grain="year", until=END))
    assert card.verdict is None
    assert card.figure
    assert "与对照相比" not in card.table.columns

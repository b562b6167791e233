"""The tile map: every provincial unit once, three looks for what has no figure, colours that can be read."""

import json
from fractions import Fraction

import pytest

from charts.marks import Shade, Tile
from charts.style import as_json, readable_on, sequence
from charts.tile_map import tile_map
from indicators import catalogue
from queries import ask
from regions import provinces
from views.regions import regions_card
from views.state import State
from views.tiles import tiles_of

LOOKS = {"unknown": "未载", "cut": "截断", "outside": "不在"}
SHADE = Shade(name="占全国的比重", lowest="0.0%", highest="18.3%", looks=LOOKS)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_number_on_any_colour_can_be_read(theme):
    for place in range(101):
        ground = sequence(place / 100, theme)
        light, dark = sorted((luminance(ground), luminance(readable_on(ground))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, ground


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_scale_goes_one_way_in_grey(theme):
    greys = [luminance(sequence(place / 20, theme)) for place in range(21)]
    assert greys == sorted(greys, reverse=theme == "light")


@pytest.fixture
def certificates(release):
    import datetime

    day = datetime.date(2024, 12, 31)
    regions = ["100000", *(unit.id for unit in provinces())]
    values = {"indicator": "valid_certificates", "complement": None, "status": "actual", "measure": "level"}
    place = {"grain": "moment", "period": day, "until": day, "dimension": "all", "member": "all", "regions": regions}
    rows = ask("regions", release, **values, **place).to_pylist()
    nation = next(one for one in rows if one["region"] == "100000")
    return [one for one in rows if one is not nation], nation


def test_each_unit_has_one_tile_and_its_own_look(certificates):
    rows, nation = certificates
    tiles, shade = tiles_of(rows, nation, catalogue().indicators["valid_certificates"], "copy_cut", "zh")
    looks = {tile.name: tile.look for tile in tiles}
    assert len(tiles) == len({(tile.column, tile.row) for tile in tiles}) == 34
    assert {name for name, look in looks.items() if look == "outside"} == {"台湾", "香港", "澳门"}
    assert sum(look == "figure" for look in looks.values()) == len(rows) == 13
    assert looks["云南"] == "cut"
    assert (shade.name, shade.lowest, shade.highest) == ("占全国的比重", "0.0%", "18.3%")
    darkest = next(tile for tile in tiles if tile.name == "广东")
    assert (darkest.shade, darkest.text) == (1.0, "743,616")
    assert "743,616张" in darkest.hover[0]


def test_what_a_source_does_not_give_is_not_called_cut(certificates):
    rows, nation = certificates
    tiles, _ = tiles_of(rows, nation, catalogue().indicators["valid_certificates"], "top_n", "en")
    assert {tile.look for tile in tiles if tile.name == "YN"} == {"unknown"}
    assert next(tile for tile in tiles if tile.name == "GD").hover[0].startswith("end of 2024  Guangdong Province")


def test_what_does_not_add_up_is_coloured_by_value(certificates):
    rows, nation = certificates
    indicator = catalogue().indicators["certified_organisations"]
    tiles, shade = tiles_of(rows, nation, indicator, "", "zh")
    least = min(rows, key=lambda one: one["value"])
    tile = next(tile for tile in tiles if tile.text == f"{int(least['value']):,}")
    most = max(one["value"] for one in rows)
    assert tile.shade == pytest.approx(float(Fraction(least["value"]) / Fraction(most)))
    assert (shade.lowest, shade.name) == ("0", "获证组织数")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_is_drawn_as_on_file(theme, matches_snapshot):
    tiles = [
        Tile(name="广东", column=0, row=0, text="743,616", shade=1.0, hover=("广东  743,616张",)),
        Tile(name="浙江", column=1, row=0, text="3", shade=0.0, hover=("浙江",)),
        Tile(name="云南", column=0, row=1, look="cut", hover=("云南",)),
        Tile(name="西藏", column=1, row=1, look="unknown", hover=("西藏",)),
        Tile(name="香港", column=2, row=1, look="outside", hover=("香港",)),
    ]
    matches_snapshot(f"tile_map.{theme}", as_json(tile_map(tiles, SHADE, theme)))


def test_the_card_as_a_map_says_the_same_and_says_that_it_is_no_map_of_boundaries(release):
    plain = regions_card(release, State(indicator="valid_certificates"))
    card = regions_card(release, State(indicator="valid_certificates", form="map"))
    assert (card.sentence, card.table, card.sources, card.coverage) == (
        plain.sentence,
        plain.table,
        plain.sources,
        plain.coverage,
    )
    assert card.alt.startswith("方格地图")
    assert any("不是行政区划地图" in remark for remark in card.remarks)
    assert len(json.loads(card.figure)["layout"]["shapes"]) == 34


def test_groups_have_no_map(release):
    state = State(indicator="spot_check_pass_rate", compare="notice3")
    assert regions_card(release, state.but(form="map")) == regions_card(release, state)

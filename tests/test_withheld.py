"""What readers see of small numbers: that they are withheld, why, and nothing else in any channel."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from data.releases import Release
from exports.report import file_of
from exports.table_file import csv_file
from exports.volume import volume_of_one
from intake.small_numbers import DEFAULT
from queries import ask
from regions import NATION
from tests.planted import FAILED
from tests.recorded import batches, release_of
from views.batches import cell_of
from views.behind import behind_card
from views.breakdowns import breakdowns_card
from views.gaps import gaps_card
from views.holdings import holdings_card
from views.named import VIEWS, card_named
from views.places import units_of
from views.regions import FORMS, regions_card
from views.state import AGAINST, State
from views.trend import trend_card
from words import say

YEAR, RATE, FAILING, COUNT = 2018, "all_levels_pass_rate", "all_levels_nonconforming_batches", "all_levels_batches"
END = date(YEAR, 12, 31)
HUNAN, YUELU, FURONG, JIYUAN, HENAN = "430000", "430104", "430102", "419001", "410000"
Row = dict[str, Any]

MANY, FEW, UNSURE_PLACE = 60, 4, 15


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Release:
    """Six provinces: one of very few batches, two of few, three of many; in one of them a county of very few."""
    counted = {YUELU: MANY, FURONG: FEW, "430105": MANY + 5, JIYUAN: UNSURE_PLACE}
    counted |= {"310115": FEW, "370102": UNSURE_PLACE - 1, "330103": MANY, "320102": MANY}
    years = {
        year: batches(
            [
                {"date": date(year, n % 12 + 1, 10), "region": region, **(FAILED if n % 3 == 0 else {})}
                for region, count in counted.items()
                for n in range(count + (50 if year < YEAR and region == "310115" else 0))
            ]
        )
        for year in (YEAR - 1, YEAR)
    }
    return release_of("inspections", years, tmp_path_factory.mktemp("small"), policy=DEFAULT)


def state(**parts: Any) -> State:
    return State(**{"dataset": "demo", "indicator": RATE, "grain": "year", **parts})


def test_a_withheld_region_is_called_so_and_an_unsure_one_is_not_ranked(small):
    for language, withheld in (("zh", "个数字不予显示"), ("en", "Figures withheld: 2")):
        card = regions_card(small, state(compare="province", until=END, language=language))
        assert any(withheld in remark for remark in card.remarks)
        assert say("sentence_unranked", language, count=1) in card.sentence
        assert say("remark_unsure", language, count=1) in card.remarks
        names = [row[0] for row in card.table.rows]
        assert names[-1] in ("河南", "Henan")
        assert not {"上海", "Shanghai"} & set(names)
        tiles = regions_card(small, state(compare="province", until=END, form="map", language=language))
        heat = regions_card(small, state(compare="province", until=END, form="heat", language=language))
        for one in (tiles, heat):
            assert say("look_withheld", language) in str(json.loads(str(one.figure)))
    chosen = regions_card(small, state(compare="province", until=END, regions=("310000",), language="en"))
    assert any("Shanghai for this period is withheld" in remark for remark in chosen.remarks)
    assert not any("No figure of" in remark for remark in chosen.remarks)


def test_a_trend_says_which_are_withheld_and_not_that_they_were_not_published(small):
    card = trend_card(small, state(regions=("430105",), grain="quarter", language="en"))
    assert not card.message
    few = trend_card(small, state(regions=("310000",), language="en"))
    assert "Figures withheld: 1" in " ".join(few.remarks)
    assert {row[1] for row in few.table.rows if row[0] == "Shanghai"} == {"2017"}
    months = trend_card(small, state(regions=(HUNAN,), grain="month", language="zh"))
    assert "未见公布" not in " ".join(months.remarks)
    none = trend_card(small, state(regions=(FURONG,), language="en"))
    assert none.message == say("nothing_trend_withheld", "en")


def test_breakdowns_and_gaps_speak_of_what_is_withheld(small):
    bars = breakdowns_card(small, state(regions=(HUNAN,), dimension="enterprise_size", language="zh"))
    assert bars.table.rows
    assert not gaps_card(small, state()).message


def test_withheld_says_the_threshold_of_the_policy():
    for language in ("zh", "en"):
        assert str(DEFAULT.hidden_below) in say("remark_withheld", language, count="1")
        assert str(DEFAULT.unsure_below) in say("sentence_unranked", language, count=1)


def test_the_question_of_what_is_withheld(small):
    asked = {"indicator": RATE, "complement": None, "status": "actual", "measure": "level", "grain": "year"}
    rows = ask("withheld", small, **asked, dimension="all", regions=["310000", HENAN, HUNAN]).to_pylist()
    assert [(row["region"], row["until"]) for row in rows] == [("310000", END)]
    every = ask("withheld", small, **asked, dimension="all", regions=None).to_pylist()
    assert {FURONG, "310115"} <= {row["region"] for row in every}
    other = {**asked, "indicator": "all_levels_nonconforming_rate", "complement": RATE}
    assert ask("withheld", small, **other, dimension="all", regions=None).to_pylist() == every


def test_choices_offer_nothing_of_which_everything_is_withheld(small):
    rows = ask("choices", small, indicator=RATE).to_pylist()
    assert FURONG not in {row["region"] for row in rows if row["dimension"] == "all"}
    counts = ask("choices", small, indicator=COUNT).to_pylist()
    assert FURONG in {row["region"] for row in counts}


def test_the_list_behind_a_withheld_figure_and_beside_it_is_refused(small):
    for id in (RATE, "all_levels_nonconforming_rate", FAILING, COUNT):
        for language in ("zh", "en"):
            asked = state(indicator=id, regions=("310000",), until=END, language=language)
            assert cell_of(small, asked) is None
            card = behind_card(small, asked)
            assert card.message == say("behind_withheld", language)
            assert card.message in csv_file(card).decode()
            assert not card.table.records
    assert behind_card(small, state(regions=(HUNAN,), until=END)).table.records


def numbers(release: Release) -> Iterable[Row]:
    for path in release.folder.rglob("observations/*.parquet"):
        yield from pq.read_table(path).to_pylist()


def test_nothing_withheld_stands_in_any_file_or_listing(small):
    hidden = [row for row in numbers(small) if "c" in row["flags"]]
    assert hidden
    for row in hidden:
        assert not row["shown"]
        assert [row[name] for name in ("numerator", "denominator", "value", "step", "printed")] == [None] * 5
    unnumbered = [row for row in numbers(small) if row["denominator"] is None and row["value"] is None]
    assert len(unnumbered) == len(hidden)


@pytest.mark.parametrize("place", ["310000", FURONG, HUNAN])
@pytest.mark.parametrize("indicator", [RATE, FAILING])
def test_no_card_and_no_file_shows_a_withheld_figure(small, indicator, place):
    """Whatever view is asked: of all records for machines none is of a withheld cell, unless without its number."""
    hidden = {
        (row["grain"], str(row["until"]), row["region"], row["dimension"], row["member"])
        for row in numbers(small)
        if "c" in row["flags"] and row["indicator"] == RATE
    }
    for view in (*VIEWS, "holdings"):
        for parts in ({}, {"until": END}, {"form": "heat"}, {"form": "map"}, {"dimension": "product_class"}):
            asked = state(indicator=indicator, regions=(place,), language="en", **parts)
            card = holdings_card(small, asked) if view == "holdings" else card_named(view, small, asked)
            columns = card.table.record_columns
            if "value" not in columns or "period_end" not in columns:
                continue
            for one in card.table.records:
                found = dict(zip(columns, one, strict=True))
                if found["indicator"] in (RATE, FAILING, "all_levels_nonconforming_rate"):
                    cell = tuple(found[name] for name in ("grain", "period_end", "region", "dimension", "member"))
                    assert cell not in hidden or not (found["value"] or found["numerator"] or found["denominator"])


@pytest.mark.parametrize("against", ["", *AGAINST])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_form_of_regions_draws_lists_or_adds_up_what_is_withheld(small, form, against):
    """Whatever is drawn and held against: no mark and no record of a withheld figure, in no kind of region."""
    level = {"indicator": RATE, "complement": None, "status": "actual", "measure": "level", "grain": "year"}
    for kind, within in (("province", ""), ("city", NATION), ("county", HUNAN)):
        units = units_of(kind, within)
        hidden = {
            row["region"]
            for row in ask("withheld", small, **level, dimension="all", regions=list(units)).to_pylist()
            if row["until"] == END
        }
        assert hidden or kind == "city"
        asked = state(compare=kind, within=within, until=END, against=against, form=form)
        card = regions_card(small, asked.but(peers=("310000", "320000") if kind == "province" else units[:2]))
        for one in card.table.records:
            found = dict(zip(card.table.record_columns, one, strict=True))
            numbers_of = [found[name] for name in ("value", "numerator", "denominator")]
            assert not (found["region"] in hidden and found["period_end"] == str(END) and any(numbers_of))
        # Cells and panels of other periods may be of the same places.
        if card.figure and form not in ("heat", "multiples"):
            ids = [id for trace in json.loads(card.figure)["data"] for id in trace.get("ids") or []]
            assert not {id.split("@")[0] for id in ids} & hidden


def test_holdings_name_a_withheld_national_figure_without_a_number(tmp_path):
    rows = batches([{"date": date(YEAR, 1, 10)} for _ in range(3)])
    release = release_of("inspections", {YEAR: rows}, tmp_path, policy=DEFAULT)
    card = holdings_card(release, state(language="en"))
    assert card.table.rows
    for row in card.table.rows:
        assert say("look_withheld", "en") in row
        assert "confidential" in row


def inside(content: bytes) -> Iterable[str]:
    """The texts of a file and of every file packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", errors="ignore")
        return
    packed = zipfile.ZipFile(io.BytesIO(content))
    for name in packed.namelist():
        yield from inside(packed.read(name))


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "zip"])
@pytest.mark.parametrize("form", ["", "ranks", "change"])
def test_what_is_withheld_is_in_no_exported_file(small, form, kind):
    asked = state(compare="province", until=END, form=form)
    assert not {"上海", "310000"} & {cell for row in regions_card(small, asked).table.rows for cell in row}
    content = file_of(volume_of_one("regions", small, asked, END), kind)
    said = "".join(inside(content))
    assert "河南" in said, "what is shown can be found"
    assert "上海" not in said
    assert not re.search(r"(?<![0-9.])310000(?![0-9])", said)

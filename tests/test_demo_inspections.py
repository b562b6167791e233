"""Synthetic inspections: what the contract asks, what is published, what was planted, in streams that stay small."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from data import contract
from data.tables import schema_of
from indicators import catalogue
from intake.demo.answers import Answer, answers
from intake.demo.drawing import batches, failed
from intake.demo.goods import goods, listed
from intake.demo.inspections import everywhere, inspections_of, years
from intake.demo.places import Land
from intake.demo.settings import LEVELS, Scope, settings, signals
from regions import Region, provinces

SAMPLE = 0.02
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
RENAMED = datetime.date(2017, 6, 1)
COLUMNS = {"levels": "level", "products": "product", "classes": "product_class", "channels": "channel"}


def unit(code: str, level: str, parent: str, **more) -> Region:
    name = {"zh": code, "en": code}
    return Region(code, level, name, name, 0, True, parent, **more)


def invented() -> Iterator[Region]:
    """Some 330 cities and 2,800 counties: municipalities without cities, a city without counties, a county renamed."""
    for province in (one for one in provinces() if one.in_statistics):
        head = province.id[:2]
        yield province
        if province.id in MUNICIPALITIES:
            yield from (unit(f"{head}01{n:02}", "county", province.id) for n in range(1, 21))
            continue
        for city in range(1, 13):
            above = f"{head}{city:02}00"
            yield unit(above, "city", province.id)
            counties = range(81, 89) if city < 12 else ()
            yield from (unit(f"{head}{city:02}{n}", "county", above) for n in counties)
    yield unit(
        "330120", "county", "330100", valid_to=RENAMED - datetime.timedelta(1), change="rename", successors=("330121",)
    )
    yield unit("330121", "county", "330100", valid_from=RENAMED)


@pytest.fixture(scope="module")
def land() -> Land:
    return Land({one.id: one for one in invented()}, len(goods().ids))


@pytest.fixture(scope="module")
def drawn(land) -> dict[int, pa.Table]:
    """Every year at scale 1, with strings as dictionaries so that they are compared quickly."""
    return {year: encoded(pa.concat_tables(inspections_of(year, 1.0, land))) for year in years()}


@pytest.fixture(scope="module")
def everything(drawn) -> pa.Table:
    return pa.concat_tables(drawn.values()).unify_dictionaries().combine_chunks()


def encoded(table: pa.Table) -> pa.Table:
    strings = [field.name for field in table.schema if field.type == pa.string()]
    for name in strings:
        table = table.set_column(table.schema.get_field_index(name), name, table[name].dictionary_encode())
    return table


def met(table: pa.Table, scope: Scope, land: Land) -> np.ndarray:
    """[row]: whether a record states that it lies in the scope."""
    dates = table["date"]
    mask = np.ones(len(table), dtype=bool)
    for name, column in COLUMNS.items():
        if values := getattr(scope, name):
            mask &= pc.is_in(table[column], pa.array(values)).to_numpy()
    if scope.regions:
        below = [id for id in land.units if {id, land.units[id].parent, land.province(id)} & set(scope.regions)]
        mask &= pc.is_in(table["region"], pa.array(below)).to_numpy()
    if scope.months:
        mask &= np.isin(pc.month(dates).to_numpy(), scope.months)
    if scope.start:
        mask &= pc.greater_equal(dates, scope.start).to_numpy()
    return mask & pc.less_equal(dates, scope.end).to_numpy() if scope.end else mask


def rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def pass_rate(table: pa.Table, mask: np.ndarray) -> float:
    return 100 * float(table["passed"].to_numpy()[mask].mean())


def difference(table: pa.Table, answer: Answer, land: Land, within: np.ndarray | None = None) -> float:
    assert answer.against is not None
    inside = met(table, answer.scope, land)
    outside = met(table, answer.against, land) & ~inside
    narrowed = np.ones(len(table), dtype=bool) if within is None else within
    return pass_rate(table, inside & narrowed) - pass_rate(table, outside & narrowed)


@pytest.mark.parametrize("year", [2013, 2017, 2025])
def test_rows_fit_the_contract(year):
    for table in inspections_of(year, SAMPLE):
        assert table.schema == schema_of("inspections")
        for column in contract("inspections").columns:
            assert table[column.name].null_count == 0
            if column.values:
                assert set(pc.unique(table[column.name]).to_pylist()) <= set(column.values)
        judged = zip(*(table[name].to_pylist() for name in ("passed", "failed_item", "follow_up")), strict=True)
        assert all(passed == (item == "") == (after == "") for passed, item, after in judged)
        assert set(pc.unique(pc.year(table["date"])).to_pylist()) == {year}


def test_products_are_of_the_list_and_stand_below_their_class():
    members = catalogue().breakdowns["product_class"].members
    for year in years():
        on_list = {id for id, chosen in zip(goods().ids, listed(year), strict=True) if chosen}
        assert 110 <= len(on_list) <= 190
        if year > 2013:
            assert on_list != {id for id, chosen in zip(goods().ids, listed(year - 1), strict=True) if chosen}
        for table in inspections_of(year, SAMPLE / 4):
            pairs = table.group_by(["product", "product_class"]).aggregate([]).to_pylist()
            assert {one["product"] for one in pairs} <= on_list
            assert all(members[one["product"]].parent == one["product_class"] for one in pairs)


@pytest.mark.parametrize("somewhere", ["everywhere", "invented"])
def test_a_record_states_a_unit_that_exists_on_its_day(somewhere, land):
    known = everywhere() if somewhere == "everywhere" else land
    for year in (2014, 2017):
        for table in inspections_of(year, SAMPLE, known):
            for row in table.group_by(["region", "date"]).aggregate([]).to_pylist():
                one = known.units[row["region"]]
                assert one.valid_from is None or one.valid_from <= row["date"]
                assert one.valid_to is None or row["date"] <= one.valid_to


def test_a_renamed_county_keeps_its_products_and_its_enterprises(everything):
    old, new = (everything.filter(pc.equal(everything["region"], code)) for code in ("330120", "330121"))
    assert pc.max(old["date"]).as_py() < RENAMED <= pc.min(new["date"]).as_py()
    before, after = (set(pc.unique(one["product"]).to_pylist()) for one in (old, new))
    assert len(before & after) >= len(after) / 2
    assert set(old["enterprise"].to_pylist()) & set(new["enterprise"].to_pylist())


def test_the_same_again_whatever_was_drawn_before(land):
    alone = pa.concat_tables(inspections_of(2019, SAMPLE, Land(land.units, len(goods().ids))))
    list(inspections_of(2018, SAMPLE, land))
    assert alone.equals(pa.concat_tables(inspections_of(2019, SAMPLE, land)))


def test_streams_are_sorted_bounded_and_add_up(land, monkeypatch):
    whole = list(inspections_of(2020, 0.1, land))
    assert len(whole) == 12
    monkeypatch.setitem(settings()["volume"], "rows", 300)
    streams = list(inspections_of(2020, 0.1, land))
    assert len(streams) > 20
    assert max(map(len, streams)) <= 300
    assert sum(map(len, streams)) == sum(map(len, whole)) == sum(batches(2020, level, 0.1) for level in LEVELS)
    for table in [*whole, *streams]:
        order = list(zip(*(table[name].to_pylist() for name in ("region", "product", "date")), strict=True))
        assert order == sorted(order)
    records = pa.concat_tables(streams)["record"].to_pylist()
    assert records == list(range(2020 * 10**10 + 1, 2020 * 10**10 + 1 + len(records)))


def test_national_checks_reproduce_what_is_published(release, drawn):
    rows = pa.concat_tables([pq.read_table(path) for path in release.paths("observations")]).to_pylist()
    plain = {
        "status": "actual",
        "measure": "level",
        "grain": "year",
        "region": "100000",
        "dimension": "all",
        "shown": True,
    }
    published = {
        (one["indicator"], one["period"].year): one
        for one in rows
        if one["period"] and all(one[name] == value for name, value in plain.items())
    }
    checked = set()
    for year, table in drawn.items():
        national = table.filter(pc.equal(table["level"], "national"))
        failing = len(national) - pc.sum(national["passed"]).as_py()
        rates = {"spot_check_pass_rate": len(national) - failing, "spot_check_nonconforming_rate": failing}
        counts = {"spot_check_batches": len(national), "spot_check_nonconforming_batches": failing}
        for indicator, part in rates.items():
            if one := published.get((indicator, year)):
                assert rounded(Decimal(100 * part) / len(national), one["step"]) == one["value"], year
                checked.add((indicator, year))
        for indicator, count in counts.items():
            if one := published.get((indicator, year)):
                assert one["value"] == count, (indicator, year)
                checked.add((indicator, year))
    assert len(checked) == 24


@pytest.mark.parametrize("scale", [0.001, 0.1, 3, 100])
def test_the_rate_is_kept_at_every_scale(scale):
    for year in years():
        exact = 100 * failed(year, 1) / batches(year, "national", 1)
        taken = batches(year, "national", scale)
        assert 100 * failed(year, scale) / taken == pytest.approx(exact, abs=0.01 + 51 / taken)


def test_what_is_made_up_is_marked(everything):
    for year, entry in settings()["years"].items():
        assert set(entry["assumed"]) <= entry.keys(), year
    assert 950_000 < len(everything) < 1_050_000


def test_shares_come_near_what_is_published(drawn):
    for year, enterprises in {2015: 24505, 2017: 19124, 2021: 24759, 2022: 18397, 2023: 26472}.items():
        national = drawn[year].filter(pc.equal(drawn[year]["level"], "national"))
        assert pc.count_distinct(national["enterprise"]).as_py() == pytest.approx(enterprises, rel=0.03)
    for year, retail in {2021: 36.2, 2022: 34.5, 2023: 43.3}.items():
        taken = 100 * pc.mean(pc.not_equal(drawn[year]["channel"], "production")).as_py()
        assert taken == pytest.approx(retail, abs=0.7)
    national = drawn[2017].filter(pc.equal(drawn[2017]["level"], "national"))
    for size, rate in {"large": 96.7, "medium": 93.8, "small": 90.0}.items():
        assert pass_rate(national, pc.equal(national["enterprise_size"], size).to_numpy()) == pytest.approx(
            rate, abs=1.0
        )


def test_few_counties_hold_most_and_make_few_products(drawn):
    for year, table in drawn.items():
        county = ~pc.match_substring_regex(table["region"].cast(pa.string()), "00$").to_numpy()
        stated = table.filter(pa.array(county))
        stated = stated.append_column("month", pc.month(stated["date"]))
        assert len(stated.group_by(["region", "month"]).aggregate([])) <= 13_000, year
        assert len(stated.group_by(["region", "product"]).aggregate([])) <= 15_000, year


def test_the_answer_sheet_names_every_signal(land):
    assert len(signals()) >= 8
    regional = {one.id for one in answers(land)}
    assert regional >= {one.id for one in signals() if not one.scope.regions}
    assert all(one.zh and one.en for one in answers(land))


@pytest.mark.parametrize("id", [one.id for one in signals()])
def test_a_planted_signal_is_visible(id, everything, land):
    answer = {one.id: one for one in answers(land)}[id]
    if answer.measure == "batches":
        assert met(everything, answer.scope, land).sum() == answer.expected
        assert met(everything, Scope(products=answer.scope.products), land).any()
        return
    assert difference(everything, answer, land) == pytest.approx(answer.expected, abs=answer.tolerance)


def test_a_change_by_mix_alone_is_none_within_each_size(everything, land):
    [answer] = [one for one in answers(land) if one.within]
    for value in pc.unique(everything[answer.within]).to_pylist():
        within = pc.equal(everything[answer.within], value).to_numpy()
        assert difference(everything, answer, land, within) == pytest.approx(0, abs=0.8), value

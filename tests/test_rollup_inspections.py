"""Spot checks counted: planted rows in, observations out, at every level of place and time, adding up."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import contract
from data.tables import schema_of, table_of
from queries.rolling import Rolled, roll_up
from tests.planted import BATCH, FAILED

NATION, EAST, HUNAN, CHANGSHA, YUELU, JIYUAN = "100000", "nbs4:east", "430000", "430100", "430104", "419001"
HENAN = "410000"
ABOVE = {
    HUNAN: [(HUNAN, "province")],
    CHANGSHA: [(CHANGSHA, "city"), (HUNAN, "province")],
    YUELU: [(YUELU, "county"), (CHANGSHA, "city"), (HUNAN, "province")],
    # Run by its province: no city lies between, whatever its digits look like.
    JIYUAN: [(JIYUAN, "county"), (HENAN, "province")],
    HENAN: [(HENAN, "province")],
}
PLACES = [
    {"region": unit, "ancestor": id, "level": level}
    for unit, above in ABOVE.items()
    for id, level in [*above, ("nbs4:central", "group"), (NATION, "nation")]
]
KINDS = [
    (HUNAN, "province"),
    (HENAN, "province"),
    (CHANGSHA, "city"),
    (YUELU, "county"),
    (JIYUAN, "county"),
    ("nbs4:central", "nbs4"),
]
TABLES = {
    "places": pa.Table.from_pylist(PLACES),
    "kinds": pa.Table.from_pylist([{"region": region, "kind": kind} for region, kind in KINDS]),
    "breaks": pa.Table.from_pylist([{"indicator": "spot_check_pass_rate", "since": date(2018, 1, 1)}]),
}
# One batch a month in Henan; the others are counted by hand below.
EVERY_MONTH = [{"date": date(2018, month, 15), "region": HENAN, "level": "city"} for month in range(1, 13)]
PLANTED: list[dict[str, Any]] = [
    {"date": date(2018, 1, 1)},
    {"date": date(2018, 1, 31), "channel": "e_commerce", "enterprise": 2, **FAILED},
    {"date": date(2018, 2, 1), "region": CHANGSHA, "enterprise_size": "large", "enterprise": 3},
    {"date": date(2018, 12, 31), "region": HUNAN, "channel": "production", "enterprise": 3, "level": "provincial"},
    {"date": date(2018, 6, 30), "region": JIYUAN, "product": "led_lamp", "enterprise": 4, **FAILED},
]


def rolled(rows: Iterable[dict[str, Any]], folder: Path, year: int = 2018, until: date = date.max) -> Rolled:
    path = folder / "inspections.parquet"
    full = [{**BATCH, "record": number, **row} for number, row in enumerate(rows)]
    pq.write_table(table_of("inspections", full), path)
    return roll_up({"inspections": [str(path)]}, year, TABLES, until)


@pytest.fixture(scope="module")
def counted(tmp_path_factory) -> list[dict[str, Any]]:
    made = rolled([*PLANTED, *EVERY_MONTH], tmp_path_factory.mktemp("records"))
    return [row for table in made.observations.values() for row in table.to_pylist()]


def rate(rows: list[dict[str, Any]], indicator: str, region: str, grain: str, **where: Any) -> dict[Any, Any]:
    """Counts by last day and member."""
    asked = {"indicator": indicator, "region": region, "grain": grain, "dimension": "all", **where}
    return {
        (row["until"], row["member"]): (row["numerator"], row["denominator"])
        for row in rows
        if all(row[name] == value for name, value in asked.items())
    }


def value(rows: list[dict[str, Any]], indicator: str, region: str, **where: Any) -> int:
    asked = {"indicator": indicator, "region": region, "grain": "year", "dimension": "all", "member": "all", **where}
    [found] = [row["value"] for row in rows if all(row[name] == value for name, value in asked.items())]
    return int(found)


def test_planted_batches_are_read_back_at_every_level(counted):
    def year(region: str) -> tuple[int, int]:
        [(conforming, checked)] = rate(counted, "all_levels_pass_rate", region, "year").values()
        return conforming, checked

    assert year(YUELU) == (1, 2)
    assert year(CHANGSHA) == (2, 3)
    assert year(HUNAN) == (3, 4)
    assert year(JIYUAN) == (0, 1)
    assert year(HENAN) == (12, 13)
    assert year("nbs4:central") == year(NATION) == (15, 17)


def test_levels_agree_with_what_is_stated_below_them(counted):
    batches = {id: value(counted, "all_levels_batches", id) for id in (NATION, HUNAN, HENAN, CHANGSHA, YUELU, JIYUAN)}
    assert batches[NATION] == batches[HUNAN] + batches[HENAN]
    only_the_province, only_the_city = 1, 1
    assert batches[HUNAN] == batches[CHANGSHA] + only_the_province
    assert batches[CHANGSHA] == batches[YUELU] + only_the_city


def test_months_and_quarters_add_up_to_the_year(counted):
    for region in (NATION, HUNAN, YUELU):
        totals = [
            [sum(side) for side in zip(*rate(counted, "all_levels_pass_rate", region, grain).values(), strict=True)]
            for grain in ("month", "quarter", "year")
        ]
        assert totals[0] == totals[1] == totals[2]
    january = rate(counted, "all_levels_pass_rate", YUELU, "month")
    assert january == {(date(2018, 1, 31), "all"): (1, 2)}


def test_national_checks_are_counted_apart(counted):
    assert list(rate(counted, "spot_check_pass_rate", NATION, "year").values()) == [(2, 4)]
    assert value(counted, "spot_check_batches", NATION) == 4
    assert value(counted, "spot_check_nonconforming_batches", NATION) == 2
    assert not rate(counted, "spot_check_pass_rate", YUELU, "year")


def test_breakdowns_by_level_channel_size_and_product(counted):
    last = date(2018, 12, 31)

    def by(dimension: str, region: str = NATION) -> dict[str, Any]:
        found = rate(counted, "all_levels_pass_rate", region, "year", dimension=dimension)
        return {member: counts for (until, member), counts in found.items() if until == last}

    assert by("check_level") == {"national": (2, 4), "provincial": (1, 1), "city": (12, 12)}
    assert by("channel") == {"shop": (14, 15), "e_commerce": (0, 1), "retail": (14, 16), "production": (1, 1)}
    assert by("enterprise_size") == {"small": (14, 16), "large": (1, 1)}
    assert by("product_class") == {"electronics": (15, 17), "power_bank": (15, 16), "led_lamp": (0, 1)}
    assert by("product_class", YUELU) == {"power_bank": (1, 2)}
    assert by("product_class", CHANGSHA) == {"electronics": (2, 3)}
    assert by("channel*enterprise_size", HUNAN) == {
        "shop*small": (1, 1),
        "e_commerce*small": (0, 1),
        "shop*large": (1, 1),
        "production*small": (1, 1),
    }


def test_an_enterprise_is_counted_once_and_only_in_national_checks(counted):
    assert value(counted, "spot_check_enterprises", NATION) == 4
    assert value(counted, "spot_check_enterprises", HUNAN) == 3
    shares = rate(counted, "spot_check_enterprise_share", NATION, "year", dimension="enterprise_size")
    assert {member: counts for (_, member), counts in shares.items()} == {"large": (1, 4), "small": (3, 4)}


def test_a_period_that_the_records_do_not_reach_the_end_of_is_not_there_yet(tmp_path):
    made = rolled([*PLANTED, *EVERY_MONTH], tmp_path, until=date(2018, 5, 30))
    assert set(made.observations) == {"month", "quarter"}
    assert {row["until"] for row in made.observations["quarter"].to_pylist()} == {date(2018, 3, 31)}
    assert {row["until"].month for row in made.observations["month"].to_pylist()} == {1, 2, 3, 4}


def test_a_month_without_any_sample_leaves_its_year_whole(tmp_path):
    made = rolled([*EVERY_MONTH[:1], *EVERY_MONTH[2:]], tmp_path)
    rows = [row for table in made.observations.values() for row in table.to_pylist()]
    assert list(rate(rows, "all_levels_pass_rate", NATION, "year").values()) == [(11, 11)]
    months = {until.month for until, _ in rate(rows, "all_levels_pass_rate", NATION, "month")}
    assert months == set(range(1, 13)) - {2}


def test_the_first_figure_after_a_break_says_so(counted):
    flagged = {(row["indicator"], row["until"]) for row in counted if row["flags"] == "b"}
    assert flagged == {
        ("spot_check_pass_rate", date(2018, 1, 31)),
        ("spot_check_pass_rate", date(2018, 3, 31)),
        ("spot_check_pass_rate", date(2018, 12, 31)),
    }


def test_every_observation_keeps_the_contract_and_stands_once(counted):
    key = contract("observations").key
    assert len({tuple(row[name] for name in key) for row in counted}) == len(counted)
    for column in contract("observations").columns:
        found = {row[column.name] for row in counted}
        assert None not in found or not column.required
        assert found <= {*column.values, None} or not column.values


def test_coverage_says_that_breakdowns_are_complete(tmp_path):
    coverage = rolled([*PLANTED, *EVERY_MONTH], tmp_path).coverage
    assert coverage.schema == schema_of("coverage")
    said = {
        (row["breakdown"], row["region"]): (row["coverage"], row["members"])
        for row in coverage.to_pylist()
        if row["indicator"] == "all_levels_pass_rate" and row["grain"] == "year"
    }
    assert said["province", ""] == ("complete", 2)
    assert said["county", ""] == ("complete", 2)
    assert said["enterprise_size", NATION] == ("complete", 2)
    assert not [breakdown for breakdown, _ in said if "*" in breakdown]


def test_no_records_come_to_no_figures():
    made = roll_up({}, 2018, TABLES)
    assert made.observations == {}
    assert made.coverage.num_rows == 0

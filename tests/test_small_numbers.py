"""Small numbers: what is withheld when a release is written, and that no sum gives it away."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.releases import Release
from data.tables import schema_of
from indicators import catalogue
from intake import rolled, small_numbers
from intake.families import SAME, families_of
from intake.small_numbers import DEFAULT, SmallNumbers, spread
from queries import rolling
from regions import regions, schemes
from tests.conftest import PLAIN_ROWS
from tests.extracts import DATASET, DESCRIBED, OLD, Planted, released
from tests.planted import FAILED
from tests.recorded import batches, release_of

YEAR, RATE, FAILING, COUNT = 2018, "all_levels_pass_rate", "all_levels_nonconforming_batches", "all_levels_batches"
END = date(YEAR, 12, 31)
HUNAN, CHANGSHA, YUELU, FURONG, JIYUAN, HENAN = "430000", "430100", "430104", "430102", "419001", "410000"
PLACES = (YUELU, FURONG, "430105", "430111", CHANGSHA, "430203", "430204", HUNAN, JIYUAN, "310115", "330103", "330106")
KEY = ("indicator", "grain", "period", "region", "dimension", "member")
Row = dict[str, Any]


def table(rows: Iterable[Row]) -> pa.Table:
    """Rows as observations; what one does not say is plain: Hunan in a year, without breakdown."""
    plain = {**PLAIN_ROWS["observations"], "indicator": RATE, "region": HUNAN, "period": date(YEAR, 1, 1), "until": END}
    return pa.Table.from_pylist([{**plain, **row} for row in rows], schema_of("observations"))


def kept(rows: list[Row], policy: SmallNumbers = DEFAULT) -> list[str]:
    """The flags of each row after the policy; `shown` and the numbers agree with them."""
    made = policy.applied(table(rows)).to_pylist()
    for row in made:
        hidden = "c" in row["flags"]
        assert row["shown"] is not hidden
        assert hidden == (row["numerator"] is None and row["denominator"] is None and row["value"] is None)
    return [row["flags"] for row in made]


def rate(denominator: int, **other: Any) -> Row:
    return {"numerator": denominator // 2, "denominator": denominator, **other}


@pytest.mark.parametrize(("cases", "flags"), [(1, "c"), (9, "c"), (10, "u"), (29, "u"), (30, ""), (1000, "")])
def test_below_ten_withheld_below_thirty_unsure(cases, flags):
    assert kept([rate(cases)]) == [flags]
    assert kept([rate(cases, flags="be")]) == ["".join(sorted("be" + flags))]


def test_without_a_policy_everything_stays():
    rows = table([rate(1), rate(5, region=CHANGSHA)])
    assert SmallNumbers(0, 0).applied(rows) is rows
    assert (DEFAULT.hidden_below, DEFAULT.unsure_below) == (10, 30)


def test_what_stands_beside_one_that_is_withheld_is_withheld_the_smallest_first():
    places = [rate(110), rate(5, region=CHANGSHA), rate(60, region="430200"), rate(45, region="430300")]
    assert kept(places) == ["", "c", "", "c"]
    # Two of 5 together are still too few to be told.
    assert kept([rate(109), rate(4, region=CHANGSHA), rate(5, region="430200"), rate(100, region="430300")])[3] == "c"
    # Where five batches are of no city that is known, four and they are too few, six and they are enough.
    assert kept([rate(69), rate(4, region=CHANGSHA), rate(60, region="430200")]) == ["", "c", "c"]
    assert kept([rate(70), rate(4, region=CHANGSHA), rate(60, region="430200")]) == ["", "c", ""]


def test_it_holds_for_groups_members_pairs_and_periods_too():
    east, names = "nbs4:east", schemes()["nbs4"].groups
    assert east in names
    provinces = [
        rate(500, region="100000"),
        rate(300, region=east),
        rate(5, region="310000"),
        rate(295, region="320000"),
    ]
    assert kept([*provinces, rate(200, region=HUNAN)])[2:4] == ["c", "c"]
    sizes = [rate(100), *(rate(n, dimension="enterprise_size", member=one) for n, one in ((7, "large"), (93, "small")))]
    assert kept(sizes) == ["", "c", "c"]
    months = [rate(20, grain="month", period=date(YEAR, n, 1), until=date(YEAR, n, 28)) for n in (1, 2)]
    few = rate(3, grain="month", period=date(YEAR, 3, 1), until=date(YEAR, 3, 31))
    quarter = rate(43, grain="quarter", until=date(YEAR, 3, 31))
    assert kept([quarter, *months, few]) == ["", "c", "u", "c"]
    products = [rate(80, dimension="product_class", member="electronics")] + [
        rate(n, dimension="product_class", member=one) for n, one in ((8, "power_bank"), (72, "hair_dryer"))
    ]
    assert kept(products)[1:] == ["c", "c"] or catalogue().member("product_class", "hair_dryer").parent != "electronics"
    pair = "channel*enterprise_size"
    pairs = [rate(40, dimension="channel", member="shop")] + [
        rate(n, dimension=pair, member=f"shop*{one}") for n, one in ((6, "large"), (34, "small"))
    ]
    assert kept(pairs) == ["", "c", "c"]


def test_the_same_batches_under_another_name_are_withheld_with_them():
    [(here, there)] = SAME.items()
    national = rate(12, indicator=there[0], dimension=there[1], member=there[2])
    rows = [rate(15), national, rate(3, dimension="check_level", member="city"), rate(12, indicator=here[0])]
    assert kept(rows) == ["u", "c", "c", "c"]


def test_the_count_of_what_a_withheld_rate_counts_goes_with_it_and_the_number_of_batches_stays():
    counts = [{"indicator": id, "value": n, "step": None} for id, n in ((FAILING, 4), (COUNT, 8))]
    assert kept([rate(8), *counts]) == ["c", "c", ""]
    assert kept([rate(80), *counts]) == ["", "", ""]
    assert kept([rate(8), {**counts[0], "region": CHANGSHA}]) == ["c", ""]
    spot = [rate(8, indicator="spot_check_pass_rate"), {"indicator": "spot_check_nonconforming_batches", "value": 4}]
    assert kept(spot) == ["c", "c"]


def test_recalls_are_public_and_published_figures_are_no_business_of_it(release):
    share = {"indicator": "vehicle_recalls_investigated_share", "region": "100000"}
    assert kept([rate(3, **share), {"indicator": "vehicle_recalls", "value": 3}]) == ["", ""]
    published = pa.concat_tables(pq.read_table(path) for path in release.paths("observations"))
    assert not [flags for flags in published["flags"].to_pylist() if "c" in flags or "u" in flags]


# What a reader can solve: every sum there is, with everything that is shown put in.


def world(seed: int) -> list[Row]:
    """Batches of a year in a few places, some crowded and some nearly empty."""
    chance = random.Random(seed)
    weights = [chance.choice((1, 3, 10, 40)) for _ in PLACES]
    goods = (("power_bank", "electronics"), ("hair_dryer", "electronics"), ("school_uniform", "daily_textile"))
    rows = []
    for _ in range(chance.choice((60, 250, 900))):
        product, product_class = chance.choice(goods)
        rows.append(
            {
                "date": date(YEAR, chance.choice((1, 2, 3, 4, 7, 8, 12)), 10),
                "level": chance.choices(("national", "provincial", "city"), (1, 3, 9))[0],
                "region": chance.choices(PLACES, weights)[0],
                "product": product,
                "product_class": product_class,
                "enterprise_size": chance.choices(("large", "medium", "small"), (1, 4, 20))[0],
                "channel": chance.choices(("production", "shop", "e_commerce"), (9, 3, 1))[0],
                **(FAILED if chance.random() < 0.3 else {}),
            }
        )
    return rows


def cells(release: Release) -> dict[tuple[Any, ...], Row]:
    rows = pa.concat_tables(pq.read_table(path) for path in release.paths("observations")).to_pylist()
    return {tuple(row[name] for name in KEY): row for row in rows}


def longer(grain: str, period: date) -> list[tuple[str, date]]:
    """The quarter and the year that a period lies in, without itself."""
    quarter = date(YEAR, (period.month - 1) // 3 * 3 + 1, 1)
    return [("quarter", quarter), ("year", date(YEAR, 1, 1))][{"month": 0, "quarter": 1, "year": 2}[grain] :]


def above_in_time(key: tuple[Any, ...], known: dict[tuple[Any, ...], Row]) -> Iterable[tuple[Any, ...]]:
    indicator, grain, period, *rest = key
    found = [(indicator, *one, *rest) for one in longer(grain, period)]
    yield from [(one, "time") for one in found if one in known][:1]


def above_in_parts(key: tuple[Any, ...], known: dict[tuple[Any, ...], Row]) -> Iterable[tuple[Any, ...]]:
    *rest, dimension, member = key
    if "*" in dimension:
        for one, other in zip(dimension.split("*"), member.split("*"), strict=True):
            yield (*rest, one, other), f"pair {dimension}"
    elif dimension != "all":
        inner = (*rest, dimension, catalogue().member(dimension, member).parent)
        yield inner if inner in known else (*rest, "all", "all"), f"part {dimension}"


def above(key: tuple[Any, ...], known: dict[tuple[Any, ...], Row]) -> Iterable[tuple[Any, ...]]:
    """The cells that a cell is a part of, each with the name of the sum, written down a second time and plainly."""
    indicator, grain, period, region, dimension, member = key
    up = regions()[region].parent if regions()[region].level != "group" else "100000"
    while up and (indicator, grain, period, up, dimension, member) not in known:
        up = regions()[up].parent
    if up:
        of = "groups" if regions()[region].level == "group" else "places"
        yield (indicator, grain, period, up, dimension, member), of
    for group in schemes()["nbs4"].groups:
        if region in regions()[group].members:
            yield (indicator, grain, period, group, dimension, member), "group"
    yield from above_in_time(key, known)
    yield from above_in_parts(key, known)


def equations(known: dict[tuple[Any, ...], Row]) -> list[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Each cell with the cells that add up to it, one way."""
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for key in known:
        for whole, way in above(key, known):
            if whole in known:
                found[whole, way].append(key)
    return [(whole, parts) for (whole, _), parts in found.items()]


@pytest.mark.parametrize("seed", range(12))
def test_no_sum_gives_away_what_is_withheld(seed, tmp_path):
    rows = batches(world(seed))
    every = {
        key: row
        for key, row in cells(release_of("inspections", {YEAR: rows}, tmp_path / "all")).items()
        if row["denominator"]
    }
    held = cells(release_of("inspections", {YEAR: rows}, tmp_path / "held", policy=DEFAULT))
    hidden = {key for key in every if "c" in held[key]["flags"]}
    assert hidden
    assert {key for key, row in every.items() if row["denominator"] < 10} <= hidden
    assert len(hidden) < len(every)
    told = 0
    for whole, parts in equations({key: row for key, row in every.items() if key[0] in (RATE, "spot_check_pass_rate")}):
        unknown = [key for key in (whole, *parts) if key in hidden]
        untold = every[whole]["denominator"] - sum(every[key]["denominator"] for key in parts)
        assert untold >= 0
        assert len(unknown) + (untold > 0) != 1 or not unknown, (whole, unknown)
        lacking = [key for key in parts if key in hidden]
        if lacking and whole not in hidden:
            told += 1
            assert sum(every[key]["denominator"] for key in lacking) + untold >= 10, (whole, lacking)
    assert told
    for key, row in held.items():
        if key[0] in (FAILING, "spot_check_nonconforming_batches"):
            [of] = [RATE if key[0] == FAILING else "spot_check_pass_rate"]
            assert (row["value"] is None) == ((of, *key[1:]) in hidden)
        elif key not in hidden and "u" not in row["flags"]:
            assert row["flags"] in ("", "b")


def test_it_is_repeated_until_nothing_changes():
    """A second round takes what the first has made necessary; every sum is complete at the end."""
    rows = table(
        rate(n, region=id, grain="year") for n, id in ((200, HUNAN), (9, CHANGSHA), (12, "430200"), (179, "430300"))
    )
    base = rows["denominator"].to_numpy()
    sums = families_of(rows)
    once = spread(base < 10, base, sums, 10)
    assert np.array_equal(spread(once, base, sums, 10), once)
    assert once.tolist() == [False, True, True, False]


def test_another_policy_and_another_way_to_find_it_are_another_release(tmp_path, monkeypatch):
    def with_policy(policy: SmallNumbers) -> Release:
        return rolled.write_rolled(Planted(OLD.batches), DESCRIBED, DATASET, tmp_path, policy=policy)

    first = released(OLD, tmp_path)
    assert with_policy(SmallNumbers(10, 40)).id != with_policy(DEFAULT).id != first.id
    again = tmp_path / "small_numbers.py"
    again.write_text("other")
    monkeypatch.setattr(small_numbers, "__file__", str(again))
    assert with_policy(SmallNumbers(0, 0)).id != first.id


def test_the_fingerprint_notices_another_way_to_roll_up(monkeypatch):
    before = rolling.rollup_text()
    other = Path(rolling.FOLDER.parent / "macros.sql")
    monkeypatch.setattr(rolling, "__file__", str(other))
    assert rolling.rollup_text() != before
    assert replace(DEFAULT, hidden_below=11).text != DEFAULT.text

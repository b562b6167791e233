"""The release says what the sources printed: every row accounted for, and the figures that everybody will look up."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from data import contract
from tests.entries import DAY, ENTERED, rows_of

Row = dict[str, Any]


def the(rows: list[Row], **cells: object) -> Row:
    """The one row with these cells; what is not named is the nation, whole, actual, a level and shown."""
    plain = {"status": "actual", "measure": "level", "region": "100000", "dimension": "all", "shown": True}
    asked = {**{name: value for name, value in plain.items() if name in rows[0]}, **cells}
    found = [row for row in rows if all(row[name] == value for name, value in asked.items())]
    assert len(found) == 1, f"{len(found)} rows say {asked}"
    return found[0]


def year(number: int) -> dict[str, object]:
    return {"grain": "year", "period": date(number, 1, 1), "until": date(number, 12, 31)}


def test_each_of_the_1266_transcript_rows_goes_to_one_place(observations, facts, left_out):
    def rows(transcripts: list[str]) -> set[str]:
        return {row for transcript in transcripts for row in transcript.split(";") if row}

    places = [
        rows([row["transcript"] for row in observations]),
        rows([row["transcript"] for row in facts]),
        rows([row[0] for row in left_out]),
    ]
    everything = [*(f"S{n}" for n in range(1, 156)), *(f"P{n}" for n in range(1, 1112))]
    assert len(everything) == 1266
    assert Counter(row for place in places for row in place) == Counter(everything)


def test_a_transcript_row_that_became_several_observations_is_one_statement_of_several_years(observations):
    levels = [one for one in observations if one["measure"] == "level"]
    used = Counter(row for one in levels for row in one["transcript"].split(";") if row)
    assert {row: times for row, times in used.items() if times > 1} == {"P190": 6, "S54": 3}


def test_of_the_rows_that_differ_only_in_source_one_is_shown(observations):
    key = [name for name in contract("observations").key if name != "source"]
    shown = Counter(tuple(row[name] for name in key) for row in observations if row["shown"])
    assert set(shown.values()) == {1}
    assert set(shown) == {tuple(row[name] for name in key) for row in observations}


def test_the_pass_rate_of_2017(observations):
    row = the(observations, indicator="spot_check_pass_rate", **year(2017))
    assert (row["value"], row["printed"]) == (Decimal("91.5"), "91.5%")
    assert (row["numerator"], row["denominator"]) == (None, 20192)
    east = the(observations, indicator="spot_check_pass_rate", region="notice3:east", **year(2017))
    assert east["value"] == Decimal("90.9")


def test_the_nonconforming_rate_of_2024_stands_on_its_counts(observations):
    row = the(observations, indicator="spot_check_nonconforming_rate", **year(2024))
    assert (row["numerator"], row["denominator"], row["printed"]) == (3601, 25250, "14.3%")
    assert row["step"] == Decimal("0.1")


def test_the_break_of_2018_is_flagged_where_something_stands_before_it(observations):
    broken = [row for row in observations if "b" in row["flags"]]
    pair = ("spot_check_pass_rate", "spot_check_nonconforming_rate")
    national = [row for row in broken if (row["region"], row["dimension"], row["grain"]) == ("100000", "all", "year")]
    assert [(row["indicator"], row["period"]) for row in national] == [(pair[1], date(2018, 1, 1))]
    for row in broken:
        assert row["indicator"] in pair
        assert row["period"] >= date(2018, 1, 1)
        before = [
            one
            for one in observations
            if one["indicator"] in pair
            and one["period"] < date(2018, 1, 1)
            and all(one[name] == row[name] for name in ("grain", "region", "dimension", "member"))
        ]
        assert before


def test_the_vehicle_recalls_since_2004(observations):
    since = {"grain": "cumulative", "period": date(2004, 10, 1), "until": date(2018, 5, 6)}
    assert the(observations, indicator="vehicle_recalls", **since)["value"] == 1615
    units = the(observations, indicator="vehicle_recall_units", **since)
    assert (units["value"], units["step"], units["printed"]) == (60_623_000, 1000, "6062.3万辆")
    share = the(observations, indicator="vehicle_recalls_investigated_share", **since)
    assert (share["value"], share["bound"]) == (56, "at_least")


def test_the_certificates_of_2024_in_both_scopes(observations):
    asked = {"indicator": "valid_certificates", "grain": "moment", "until": date(2024, 12, 31)}
    assert the(observations, **asked)["value"] == 4_067_752
    assert the(observations, **asked, region="coverage:with_abroad")["value"] == 4_158_266


def test_a_lower_bound_that_was_promised_is_a_fact(facts):
    promised = [
        fact
        for fact in facts
        if (fact["region"], fact["status"], fact["unit_zh"], fact["value"]) == ("430000", "target", "批次", 8000)
    ]
    assert [(fact["bound"], fact["until"]) for fact in promised] == [("at_least", date(2018, 12, 31))]


def test_shares_that_nobody_printed_are_made_from_counts_and_say_so(observations):
    made = [row for row in observations if "made_from_counts" in row["note"]]
    assert {row["indicator"] for row in made} == {
        f"{kind}_investigated_share"
        for kind in ("vehicle_recalls", "vehicle_recall_units", "consumer_recalls", "consumer_recall_units")
    }
    for row in made:
        assert row["flags"] == "e"
        assert (row["value"], row["printed"], row["transcript"]) == (None, None, "")
        assert 0 <= row["numerator"] <= row["denominator"]
    share = the(observations, indicator="vehicle_recalls_investigated_share", **year(2024))
    assert (share["numerator"], share["denominator"]) == (26, 233)


def test_coverage_is_said_of_every_breakdown(built, observations):
    said = built.tables["coverage"].to_pylist()
    assert Counter(row["coverage"] for row in said)["complete"] == 195 - len(rows_of(ENTERED / "coverage.csv")[1:])
    sizes = [
        row["coverage"]
        for row in said
        if (row["indicator"], row["until"], row["breakdown"])
        == ("spot_check_nonconforming_rate", date(2023, 12, 31), "enterprise_size")
    ]
    assert sizes == ["complete"]
    place = ("indicator", "status", "measure", "period", "until", "grain", "region")
    shown = Counter((*(row[name] for name in place), row["dimension"]) for row in observations if row["shown"])
    for row in said:
        if row["region"]:
            assert row["members"] == shown[*(row[name] for name in place), row["breakdown"]]
    broken_down = {(row["indicator"], row["dimension"]) for row in observations if row["dimension"] != "all"}
    assert broken_down <= {(row["indicator"], row["breakdown"]) for row in said}


def test_the_release_is_dated_and_described(built):
    entered = tomllib.loads((ENTERED / "release.toml").read_text(encoding="utf-8"))
    assert built.released.isoformat() == DAY == entered["date"].isoformat()
    assert built.words == {"zh": entered["zh"], "en": entered["en"]}

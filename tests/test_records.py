"""What machines read of a card: ids, ISO dates and plain numbers that agree with the texts beside them."""

from decimal import Decimal

import pytest
from statsmodels.stats.proportion import proportion_confint

from views.records import RECORD
from views.regions import regions_card
from views.state import State
from views.trend import trend_card


def records_of(card) -> list[dict[str, str]]:
    assert card.table.record_columns == RECORD
    assert len(card.table.records) == len(card.table.rows)
    return [dict(zip(RECORD, one, strict=True)) for one in card.table.records]


def test_a_printed_rate_keeps_its_digits_and_its_words(release):
    first, *_ = records_of(trend_card(release, State(indicator="spot_check_nonconforming_rate", grain="year")))
    assert first["indicator"] == "spot_check_nonconforming_rate"
    assert (first["period_start"], first["period_end"]) == ("2012-01-01", "2012-12-31")
    assert (first["region"], first["dimension"], first["member"]) == ("100000", "all", "all")
    last = records_of(trend_card(release, State(indicator="spot_check_nonconforming_rate")))[-1]
    assert (last["value"], last["step"], last["printed"], last["bound"]) == ("14.3", "0.1", "14.3%", "exact")


def test_a_turned_rate_says_the_value_of_the_side_asked_for(release):
    last = records_of(trend_card(release, State()))[-1]
    assert (last["indicator"], last["value"]) == ("spot_check_pass_rate", "85.7")


def test_a_rate_made_of_counts_is_computed_to_ten_decimals(release):
    card = trend_card(release, State(indicator="vehicle_recalls_investigated_share"))
    made = [one for one in records_of(card) if "e" in one["flags"]]
    assert made
    for one in made:
        exact = Decimal(100 * int(one["numerator"])) / Decimal(one["denominator"])
        assert abs(Decimal(one["value"]) - exact) <= Decimal("5e-11")


def test_the_interval_stands_in_columns_of_its_own(release):
    """Wilson of 3,601 in 25,250 by statsmodels; none where no base was published."""
    first, *_, last = records_of(trend_card(release, State(indicator="spot_check_nonconforming_rate")))
    ends = [float(last[name]) / 100 for name in ("interval_low", "interval_high")]
    assert ends == pytest.approx(proportion_confint(3601, 25250, method="wilson"), abs=1e-9)
    assert (first["interval_low"], first["interval_high"]) == ("", "")


def test_counts_are_plain_integers(release):
    ranked = records_of(regions_card(release, State(indicator="valid_certificates")))
    assert [one["value"] for one in ranked[:2]] == ["4067752", "743616"]
    assert {one["period_start"] for one in ranked} == {one["period_end"] for one in ranked}

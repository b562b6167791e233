"""Seasons in a series: against what a series was made of, exactly and with chance; no published numbers were found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.results import MethodError
from methods.seasonality import seasonal

MONTHS = np.arange(60)
# A busy machine is no fault of a method.
UNHURRIED = settings(deadline=None)
PATTERN = np.tile([3.0, -5, 1, 0, 2, -1, 0, 1, -2, 0, -1, 2], 5)


def test_a_line_with_a_pattern_comes_apart_exactly():
    """Known truth: local lines are exact for a line, so nothing is left over."""
    parts = seasonal(90 + 0.1 * MONTHS + PATTERN, 12)
    assert parts.seasonal == pytest.approx(PATTERN, abs=1e-6)
    assert parts.trend == pytest.approx(90 + 0.1 * MONTHS, abs=1e-6)
    assert parts.adjusted == pytest.approx(90 + 0.1 * MONTHS, abs=1e-6)
    assert parts.strength == pytest.approx(1)


def test_a_pattern_is_found_through_chance_and_beside_a_wild_month():
    """Simulation with a fixed seed: noise of 0.5 around a pattern of 2, and one month 40 too high."""
    made = 90 + 0.1 * MONTHS + PATTERN + np.random.default_rng(2).normal(0, 0.5, 60)
    made[30] += 40
    parts = seasonal(made, 12)
    assert np.sqrt(np.mean((parts.seasonal - PATTERN) ** 2)) < 0.5
    assert parts.remainder[30] == pytest.approx(40, abs=2)
    calm = seasonal(np.delete(made, np.s_[24:36]), 12)
    assert calm.strength > 0.9


def test_chance_alone_has_the_strength_that_the_docstring_tells():
    """Simulation with a fixed seed: 0.5 in three years of months, 0.2 in eight."""
    chance = np.random.default_rng(4)
    for years, middle, highest in ((3, 0.5, 0.73), (8, 0.2, 0.41)):
        strengths = [seasonal(chance.normal(size=12 * years), 12).strength for _ in range(60)]
        assert np.median(strengths) == pytest.approx(middle, abs=0.07)
        assert np.quantile(strengths, 0.95) == pytest.approx(highest, abs=0.1)


@UNHURRIED
@given(st.lists(st.floats(-100, 100), min_size=12, max_size=20), st.floats(-100, 100))
def test_the_parts_add_up_and_another_zero_moves_the_trend_only(values, shift):
    parts, moved = seasonal(values, 4), seasonal(np.array(values) + shift, 4)
    assert parts.trend + parts.seasonal + parts.remainder == pytest.approx(np.array(values), abs=1e-9)
    assert parts.adjusted + parts.seasonal == pytest.approx(np.array(values), abs=1e-9)
    assert 0 <= parts.strength <= 1
    assert moved.trend - shift + moved.seasonal + moved.remainder == pytest.approx(np.array(values), abs=1e-9)


@pytest.mark.parametrize("value", [0.0, 5.0, 97.3])
def test_what_never_moves_has_no_seasons(value):
    parts = seasonal([value] * 36, 12)
    assert parts.strength == 0
    assert parts.adjusted == pytest.approx(np.full(36, value))


@pytest.mark.parametrize(
    ("values", "period", "rule"),
    [
        (MONTHS[:35], 12, "short_series"),
        ([*MONTHS[:20], float("nan"), *MONTHS[21:]], 12, "gaps"),
        (MONTHS, 1, "period_short"),
    ],
)
def test_seasons_are_refused_by_name(values, period, rule):
    with pytest.raises(MethodError, match=rule):
        seasonal(values, period)

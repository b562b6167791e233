"""Intervals and differences of shares and counts: against other libraries, brute force, simulation and their laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, poisson
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as compared

from methods.count_change import compare_counts
from methods.counts import byar_interval, count_interval, exact_interval
from methods.difference import difference_of_proportions
from methods.results import MethodError
from methods.wilson import widened_wilson, wilson_interval

PARTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def refused(rule):
    return pytest.raises(MethodError, match=f"^{rule}")


def test_wilson_is_statsmodels_and_covers_as_a_simulation_says():
    """Another library on a grid; then 20 000 samples of n = 50 with p = 0.9, drawn by a fixed seed."""
    for x, n in ((0, 20), (1, 29), (81, 263), (263, 263), (9856, 12345)):
        for level in (0.95, 0.998):
            ours = wilson_interval(x, n, level)
            assert (ours.lower[0], ours.upper[0]) == pytest.approx(
                proportion_confint(x, n, 1 - level, "wilson"), abs=1e-12
            )
    drawn = np.random.default_rng(1927).binomial(50, 0.9, 20_000)
    interval = wilson_interval(drawn, np.full(drawn.shape, 50))
    assert 0.93 < ((interval.lower <= 0.9) & (interval.upper >= 0.9)).mean() < 0.98


@settings(deadline=None)
@given(PARTS)
def test_an_interval_of_a_share_holds_it_shrinks_with_more_and_mirrors_what_did_not_pass(parts):
    x, n = parts
    one, ten, other = wilson_interval(x, n), wilson_interval(10 * x, 10 * n), wilson_interval(n - x, n)
    assert one.lower[0] <= x / n <= one.upper[0]
    assert ten.upper[0] - ten.lower[0] < one.upper[0] - one.lower[0]
    assert (other.lower[0], other.upper[0]) == pytest.approx((1 - one.upper[0], 1 - one.lower[0]), abs=1e-12)


@settings(deadline=None)
@given(PARTS)
def test_a_rounded_share_is_less_sure_than_the_count_behind_it(parts):
    x, n = parts
    wide, known = widened_wilson(round(x / n, 3), 0.001, n), wilson_interval(x, n)
    assert wide.lower[0] <= known.lower[0] + 1e-12
    assert wide.upper[0] >= known.upper[0] - 1e-12


def test_a_difference_of_shares_is_statsmodels():
    """Newcombe's interval and the score test of another library, on five pairs."""
    for x1, n1, x0, n0 in ((56, 70, 48, 80), (1073, 16021, 841, 12734), (0, 20, 5, 30), (30, 30, 20, 30), (1, 9, 2, 9)):
        ours = difference_of_proportions(x1, n1, x0, n0)
        theirs = confint_proportions_2indep(x1, n1, x0, n0, method="newcomb")
        assert (ours.lower[0], ours.upper[0]) == pytest.approx(theirs, abs=1e-10)
        assert ours.p_value[0] == pytest.approx(proportions_ztest([x1, x0], [n1, n0])[1], abs=1e-12)


@settings(deadline=None)
@given(PARTS, PARTS)
def test_a_difference_holds_its_estimate_and_turns_round_with_the_periods_and_with_what_did_not_pass(later, earlier):
    one = difference_of_proportions(*later, *earlier)
    back = difference_of_proportions(*earlier, *later)
    failed = difference_of_proportions(later[1] - later[0], later[1], earlier[1] - earlier[0], earlier[1])
    assert one.lower[0] - 1e-12 <= one.estimate[0] <= one.upper[0] + 1e-12
    for other in (back, failed):
        assert (other.lower[0], other.upper[0]) == pytest.approx((-one.upper[0], -one.lower[0]), abs=1e-9)


def test_the_score_behind_newcombes_interval_finds_as_often_as_it_says():
    """Brute force over both binomials: two equal shares of 60 and 80 are told apart in about 5 % of samples."""
    x1, x0 = np.meshgrid(np.arange(61), np.arange(81), indexing="ij")
    apart = difference_of_proportions(x1.ravel(), np.full(x1.size, 60), x0.ravel(), np.full(x0.size, 80)).certain
    chance = binom.pmf(x1.ravel(), 60, 0.8) * binom.pmf(x0.ravel(), 80, 0.8)
    assert 0.03 < chance[apart].sum() < 0.06


def test_counts_are_statsmodels_exactly_and_byar_comes_near():
    """Garwood's limits of another library; Byar within 1 % of them from ten events on."""
    for count in (0, 1, 5, 9, 10, 65, 1045):
        exact = exact_interval(count)
        theirs = confint_poisson(count, 1, method="exact-c")
        assert (exact.lower[0], exact.upper[0]) == pytest.approx(theirs, abs=1e-9)
        if count >= 10:
            byar = count_interval(count)
            assert (byar.lower[0], byar.upper[0]) == pytest.approx(theirs, rel=0.01)
        else:
            assert count_interval(count).lower[0] == exact.lower[0]
    assert np.isnan(byar_interval(1, 0.998).lower[0])


def test_an_exact_interval_of_a_count_covers_at_least_as_often_as_it_says():
    """Brute force: the probability of every count whose interval holds the truth."""
    counts = np.arange(200)
    interval = exact_interval(counts)
    for truth in (0.3, 3, 12.5, 60):
        assert poisson.pmf(counts[(interval.lower <= truth) & (truth <= interval.upper)], truth).sum() >= 0.95


def test_two_counts_are_statsmodels_scipys_and_those_of_the_recall_notices():
    """The conditional test of two libraries; 214 to 233 and 771 to 1100 recalls as the published counts give them."""
    for x1, x0, t1, t0 in ((60, 30, 51477.5, 54308.7), (233, 214, 1, 1), (1100, 771, 1, 1), (4, 50, 1, 1)):
        ours = compare_counts(x1, x0, t1, t0)
        exact = binomtest(x1, x1 + x0, t1 / (t1 + t0))
        assert ours.p_value == pytest.approx(compared(x1, t1, x0, t0, method="exact-cond").pvalue, rel=1e-6, abs=0)
        assert ours.p_value == pytest.approx(exact.pvalue, rel=1e-6, abs=0)
        share = ours.lower * t1 / (t0 + ours.lower * t1)
        assert share == pytest.approx(exact.proportion_ci(method="exact").low, rel=1e-6)
        score = confint_poisson_2indep(x1, t1, x0, t0, method="score", compare="ratio")
        assert ours.lower < score[0] < score[1] < ours.upper
    cars, goods = compare_counts(233, 214), compare_counts(1100, 771)
    assert (round(cars.p_value, 3), cars.certain) == (0.395, False)
    assert (f"{goods.p_value:.1e}", goods.certain) == ("2.9e-14", True)


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(1, 400))
def test_two_counts_turn_round_with_the_periods(later, earlier):
    one, back = compare_counts(later, earlier), compare_counts(earlier, later)
    assert one.lower <= one.ratio <= one.upper
    assert one.p_value == pytest.approx(back.p_value, rel=1e-6, abs=0)
    assert one.upper == pytest.approx(1 / back.lower if back.lower else np.inf, rel=1e-9)


def test_parts_above_wholes_and_wholes_of_nothing_are_refused_by_name():
    for rule, x, n in (("part_above_whole", 11, 10), ("nothing_counted", 0, 0), ("negative_count", -1, 10)):
        with refused(rule):
            wilson_interval(x, n)
        with refused(rule):
            difference_of_proportions(1, 2, x, n)
    with refused("nothing_counted"):
        compare_counts(0, 0)
    with refused("level_outside"):
        count_interval(3, 1)

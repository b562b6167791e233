"""Regions against a value, in order and beside another measure: others' answers, simulations and their own laws."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, spearmanr
from statsmodels.stats.proportion import proportions_ztest

from methods.benchmark import against_benchmark, benchmark_p_values
from methods.rank_correlation import rank_correlation
from methods.ranks import rank_intervals
from methods.results import MethodError
from methods.wilson import wilson_interval

# Parts of a whole; a printed rate times its base gives parts that are not whole.
WHOLES = st.integers(1, 5000)
PARTS = WHOLES.flatmap(lambda n: st.tuples(st.integers(0, n) | st.sampled_from([0, n]) | st.floats(0, n), st.just(n)))
SHARES = st.floats(0, 1) | st.sampled_from([0.0, 1.0, 0.5])
PAIRS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=10, max_size=40).filter(
    lambda pairs: all(len(set(values)) > 1 for values in zip(*pairs, strict=True))
)
# As many provinces as mainland statistics cover.
PROVINCES = 31


def refused(rule):
    return pytest.raises(MethodError, match=f"^{rule}")


@settings(deadline=None)
@given(st.lists(st.tuples(PARTS, SHARES), min_size=1, max_size=10), st.sampled_from([0.5, 0.95, 0.998]))
def test_a_p_value_is_small_exactly_where_wilsons_interval_leaves_the_benchmark_out(units, level):
    """At any level; an end within rounding of the benchmark says nothing."""
    (x, n), benchmarks = zip(*(parts for parts, _ in units), strict=True), [share for _, share in units]
    interval, found = wilson_interval(x, n, level), benchmark_p_values(x, n, benchmarks)
    for low, high, p, benchmark in zip(interval.lower, interval.upper, found, benchmarks, strict=True):
        if min(abs(low - benchmark), abs(high - benchmark)) > 1e-9:
            assert (p < 1 - level) == (benchmark < low or benchmark > high)


def test_p_values_against_a_benchmark_are_statsmodels():
    """Another library's z-test with the variance of the benchmark; one for all is one for each."""
    x, n, benchmarks = [0, 1, 40, 263, 9856, 40.5], [20, 29, 40, 300, 12345, 100], [0.1, 0.2, 0.9, 0.93, 0.8, 0.5]
    theirs = [proportions_ztest(*parts, p0, prop_var=p0)[1] for *parts, p0 in zip(x, n, benchmarks, strict=True)]
    assert benchmark_p_values(x, n, benchmarks) == pytest.approx(theirs, rel=1e-9, abs=0)
    assert (benchmark_p_values(x, n, 0.9) == benchmark_p_values(x, n, [0.9] * 6)).all()


def test_a_p_value_against_a_benchmark_is_as_published():
    """SAS, PROC FREQ, Output 28.3.1: z = −2.8981 and 0.0038 for 341 of 762 against a half."""
    assert f"{benchmark_p_values(341, 762, 0.5)[0]:.4f}" == "0.0038"


def test_a_benchmark_of_nothing_or_all_is_met_or_not():
    """By hand: without any variance only the very share agrees, as its interval says."""
    x, n = [0, 1, 19, 20], [20, 20, 20, 20]
    assert benchmark_p_values(x, n, 0).tolist() == [1, 0, 0, 0]
    assert benchmark_p_values(x, n, 1).tolist() == [0, 0, 0, 1]
    assert against_benchmark(wilson_interval(x, n), 0) == (0, 1, 1, 1)
    assert against_benchmark(wilson_interval(x, n), 1) == (-1, -1, -1, 0)


def test_what_is_missing_has_no_p_value_and_what_cannot_be_is_refused_by_name():
    found = benchmark_p_values([5, np.nan, 5, 5, np.nan], [10, 10, np.nan, 10, 10], [0.5, 0.5, 0.5, np.nan, 0])
    assert found[0] == 1
    assert np.isnan(found[1:]).all()
    for rule, given_ in {
        "part_above_whole": (11, 10, 0.5),
        "negative_count": (-1, 10, 0.5),
        "nothing_counted": (0, 0, 0.5),
        "benchmark_outside": ([1, 2], [10, 10], [0.5, 1.1]),
    }.items():
        with refused(rule):
            benchmark_p_values(*given_)
    with refused("benchmark_outside"):
        benchmark_p_values(1, 10, -0.01)


def test_rho_is_that_of_ranks_by_hand():
    """Three swaps of next to each other among ten: 1 − 6 · 6 / 990; then equal values, which share their mean rank."""
    rising, swapped = list(range(10)), [10, 30, 20, 40, 60, 50, 70, 90, 80, 100]
    assert rank_correlation(rising, [1000.0**one for one in rising]).rho == pytest.approx(1)
    assert rank_correlation(rising, swapped).rho == pytest.approx(1 - 6 * 6 / 990)
    tied, ranks = [0, 0, 2, 3, 4, 5, 6, 7, 8, 8], [1.5, 1.5, 3, 4, 5, 6, 7, 8, 9.5, 9.5]
    assert rank_correlation(tied, swapped).rho == pytest.approx(
        np.corrcoef(ranks, [1, 3, 2, 4, 6, 5, 7, 9, 8, 10])[0, 1]
    )


def test_rho_and_its_interval_are_as_published():
    """statpsych's ci.spear (Bonett), 15 pairs with ties; and IQ beside hours of television, known from textbooks."""
    one = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    found = rank_correlation(one, [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51])
    assert [f"{value:.7f}" for value in (found.rho, found.lower, found.upper)] == [
        "0.8699639",
        "0.5840951",
        "0.9638297",
    ]
    iq = rank_correlation([106, 86, 100, 101, 99, 103, 97, 113, 112, 110], [7, 0, 27, 50, 28, 29, 20, 12, 6, 17])
    assert (round(iq.rho, 9), round(1 - iq.p_value / 2, 7), iq.pairs) == (-0.175757576, 0.6864058, 10)


@settings(deadline=None)
@given(PAIRS)
def test_rho_and_p_are_scipys_and_the_interval_holds_rho(pairs):
    one, other = zip(*pairs, strict=True)
    found, theirs = rank_correlation(one, other), spearmanr(one, other)
    assert (found.rho, found.pairs) == (pytest.approx(theirs.statistic, abs=1e-12), len(pairs))
    assert found.p_value == pytest.approx(theirs.pvalue)
    assert -1 <= found.lower <= found.rho <= found.upper <= 1
    assert found.lower < found.upper
    strict = rank_correlation(one, other, 0.998)
    assert strict.upper - strict.lower > found.upper - found.lower


def test_ranks_that_agree_wholly_are_not_for_certain():
    """Their lower end is that of two neighbours in the order changed about; it rises with the number of pairs."""
    ten, many = (rank_correlation(list(range(n)), list(range(n))) for n in (10, 31))
    swapped = rank_correlation(list(range(10)), [1, 0, *range(2, 10)])
    opposite = rank_correlation(list(range(10)), list(range(10, 0, -1)))
    assert (ten.rho, ten.upper) == (pytest.approx(1), pytest.approx(1))
    assert (opposite.lower, opposite.rho) == (pytest.approx(-1), pytest.approx(-1))
    assert ten.lower == pytest.approx(swapped.lower)
    assert 0.9 < ten.lower < many.lower < 0.9999


@settings(deadline=None)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_units_and_any_rising_scale_change_no_rho_and_the_other_side_turns_it(pairs, random):
    one, other = np.array(pairs, dtype=float).T
    found = rank_correlation(one, other)
    shuffled = np.array(random.sample(pairs, len(pairs)), dtype=float).T
    opposite = rank_correlation(one, -other)
    for same in (rank_correlation(*shuffled), rank_correlation(other, one), rank_correlation(one**3, 2 * other + 7)):
        ends = (same.rho, same.lower, same.upper, same.p_value)
        assert ends == pytest.approx((found.rho, found.lower, found.upper, found.p_value), abs=1e-9)
    turned = (-opposite.rho, -opposite.upper, -opposite.lower)
    assert turned == pytest.approx((found.rho, found.lower, found.upper), abs=1e-9)


@pytest.mark.parametrize("rho", [0, 0.5, 0.8])
def test_the_interval_of_rho_holds_the_true_one_as_often_as_it_says(rho):
    """2000 samples of 31 bivariate normal pairs by a fixed seed, whose Pearson correlation is 2 sin(π rho / 6)."""
    draw, pearson = np.random.default_rng(2000), 2 * np.sin(np.pi * rho / 6)
    held = []
    for _ in range(2000):
        one, noise = draw.standard_normal((2, PROVINCES))
        found = rank_correlation(one, pearson * one + np.sqrt(1 - pearson**2) * noise)
        held.append(found.lower <= rho <= found.upper)
    assert abs(np.mean(held) - 0.95) <= 0.015 + 2 * np.sqrt(0.95 * 0.05 / 2000)


def test_p_values_of_measures_that_do_not_go_together_are_spread_evenly():
    """1000 samples of ten pairs, the fewest there may be: by Kolmogorov and Smirnov no other than even."""
    draw = np.random.default_rng(1904)
    found = [rank_correlation(*draw.standard_normal((2, 10))).p_value for _ in range(1000)]
    assert kstest(found, "uniform").pvalue > 0.01


def test_gaps_are_left_out_with_their_pair_and_too_little_is_refused_by_name():
    rising, wild = [*range(11), np.nan], [3, 1, 4, 1, 5, 9, 2, 6, 5, np.nan, 3, 5]
    found = rank_correlation(rising, wild)
    assert (found.pairs, found.rho) == (10, pytest.approx(spearmanr([*range(9), 10], [*wild[:9], 3]).statistic))
    for rule, given_ in {
        "too_few: 9, 10": (rising, [np.nan, *wild[1:]]),
        "no_variation: 7": (range(10), [7] * 10),
        "lengths_differ: 10, 11": (range(10), range(11)),
    }.items():
        with refused(rule):
            rank_correlation(*given_)
    with refused("no_variation"):
        rank_correlation([0.1] * 10, range(10))
    with refused("level_outside"):
        rank_correlation(range(10), range(10), 1)


def test_the_library_behind_rho_waits_until_it_is_asked_for():
    code = "import sys, methods.rank_correlation, methods.benchmark; print('scipy.stats' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False"]


SPREAD = np.random.default_rng(31).uniform(0.75, 0.99, PROVINCES)
IN_STEPS = np.repeat([0.85, 0.9, 0.95, 0.98], [8, 8, 8, 7])


@pytest.mark.parametrize(
    "shares", [SPREAD, IN_STEPS, np.full(PROVINCES, 0.98)], ids=["all differ", "four steps", "all alike"]
)
def test_ranks_of_all_provinces_hold_the_true_ones_at_once(shares):
    """200 seeded samples of 31 provinces of 200 to 5000 batches: not fewer than 95 % less two standard errors."""
    draw, true = np.random.default_rng(2024), 1 + (shares > shares[:, None]).sum(axis=1)
    held = []
    for _ in range(200):
        n = draw.integers(200, 5001, PROVINCES)
        ranks = rank_intervals(draw.binomial(n, shares), n)
        held.append(bool(((ranks.lower <= true) & (true <= ranks.upper)).all()))
    assert np.mean(held) >= 0.95 - 2 * np.sqrt(0.95 * 0.05 / 200)

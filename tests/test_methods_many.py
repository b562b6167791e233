"""Many units at once: funnels, over-dispersion, discoveries and ranks, against others' answers and simulations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from methods.difference import difference_of_proportions
from methods.discoveries import discoveries
from methods.dispersion import (
    additive_limits,
    additive_proportion_limits,
    dispersion,
    log_ratio_scores,
    p_values,
    proportion_scores,
    ratio_scores,
    tau_squared,
    widened,
)
from methods.funnel import funnel_classes, funnel_limits, observed_ratio_limits, poisson_funnel_limits
from methods.ranks import rank_intervals
from methods.results import MethodError
from tests.fixtures_of_others import columns_of, fixture

PARTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
UNITS = st.lists(PARTS, min_size=2, max_size=12)
# FunnelPlotR's test vector: what was counted, and what was expected.
COUNTED, EXPECTED = [100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220]


def refused(rule):
    return pytest.raises(MethodError, match=f"^{rule}")


def test_the_303_areas_are_classed_as_published():
    """PHEindicatormethods' data: 168 and 10 high, 92 and 1 low, 32 not significant; nearly all, which is the lesson."""
    numerator, denominator = columns_of("testdata_funnel_prop_inputs.csv", "numerator", "denominator")
    found = funnel_classes(numerator, denominator)
    lines = fixture("testdata_funnel_prop_inputs.csv").read_text("utf-8-sig").splitlines()[1:]
    names = ["Low (0.001)", "Low (0.025)", "Not significant", "High (0.025)", "High (0.001)"]
    assert [names[one + 2] for one in found] == [line.rsplit(",", 1)[1] for line in lines]
    assert [found.count(one) for one in (2, 1, -2, -1, 0)] == [168, 10, 92, 1, 32]
    allowed = funnel_classes(numerator, denominator, dispersion=dispersion(proportion_scores(numerator, denominator).z))
    assert allowed.count(0) > 250


def test_the_limits_of_ratios_are_those_of_statsmodels():
    """Garwood's limits of another library, turned either way; without an event there is no upper limit."""
    for count in (1, 10, 64):
        theirs = confint_poisson(count, 1, method="exact-c")
        limits, observed = poisson_funnel_limits(count), observed_ratio_limits(count)
        assert (limits.lower[0], limits.upper[0]) == pytest.approx([end / count for end in theirs], rel=1e-9)
        assert (observed.lower[0], observed.upper[0]) == pytest.approx([count / end for end in theirs[::-1]], rel=1e-9)
    nothing = observed_ratio_limits(0)
    assert (nothing.lower[0], nothing.upper[0]) == (0, np.inf)
    with refused("nothing_expected"):
        poisson_funnel_limits([3, 0])


def test_exact_limits_are_spiegelhalters_and_are_crossed_no_more_often_than_said():
    """Brute force with scipy's binomial: his lower limit; what lies beyond either has at most half of what is left."""
    for centre, size in ((0.1, 7), (0.9, 7), (0.93, 40), (0.5, 101), (0.99, 350), (0.02, 12)):
        limits = funnel_limits(centre, size, 0.95, exact=True)
        r = binom.ppf(0.025, size, centre)
        inside = binom.cdf(r, size, centre) - binom.cdf(r - 1, size, centre)
        his = (r - (binom.cdf(r, size, centre) - 0.025) / inside) / size
        assert limits.lower[0] == pytest.approx(max(0, his), abs=1e-9)
        shares = np.arange(size + 1) / size
        chance = binom.pmf(np.arange(size + 1), size, centre)
        assert chance[shares < limits.lower[0]].sum() <= 0.025
        assert chance[shares > limits.upper[0]].sum() <= 0.025


@settings(deadline=None)
@given(st.floats(0.01, 0.99), st.integers(1, 3000), st.booleans())
def test_limits_hold_the_centre_close_in_and_mirror_what_did_not_pass(centre, size, exact):
    one, other = funnel_limits(centre, size, 0.95, exact), funnel_limits(1 - centre, size, 0.95, exact)
    strict, larger = funnel_limits(centre, size, 0.998, exact), funnel_limits(centre, 16 * size, 0.95, exact)
    assert one.lower[0] <= centre <= one.upper[0]
    assert strict.lower[0] <= one.lower[0] <= one.upper[0] <= strict.upper[0]
    assert (other.lower[0], other.upper[0]) == pytest.approx((1 - one.upper[0], 1 - one.lower[0]), abs=1e-9)
    assert larger.upper[0] - larger.lower[0] <= one.upper[0] - one.lower[0] + 1e-12


@settings(deadline=None)
@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_no_class_and_no_rank(units, random):
    order = random.sample(range(len(units)), len(units))
    x, n = np.array(units).T
    assert [funnel_classes(x, n)[one] for one in order] == list(funnel_classes(x[order], n[order]))
    ranks, other = rank_intervals(x, n), rank_intervals(x[order], n[order])
    assert (ranks.lower[order].tolist(), ranks.upper[order].tolist()) == (other.lower.tolist(), other.upper.tolist())


def test_winsorised_dispersion_is_what_funnelplotr_makes_of_its_test_vector():
    """Regression values of its data: scores, φ and τ² at a tenth."""
    scores = ratio_scores(COUNTED, EXPECTED)
    assert [f"{z:.4f}" for z in scores.z] == ["-0.7846", "3.3289", "1.1424", "-1.6050", "1.9089", "0.3352"]
    found = dispersion(scores.z)
    assert (f"{found.phi:.4f}", f"{tau_squared(scores.z, scores.error):.7f}") == ("2.3272", "0.0034398")
    assert found.over
    assert found.factor == pytest.approx(np.sqrt(2.3272), rel=1e-4)


def test_scores_of_units_alike_have_no_dispersion_but_chances():
    """2000 units drawn alike by a fixed seed: plain φ is 1, winsorised 0.68, on every scale; limits stay."""
    draw = np.random.default_rng(2005)
    n = draw.integers(500, 3000, 2000)
    shares = proportion_scores(draw.binomial(n, 0.9), n)
    events = draw.poisson(n * 0.1)
    for scores in (shares, ratio_scores(events, n * 0.1), log_ratio_scores(events, n * 0.1)):
        assert dispersion(scores.z, winsorised=0).phi == pytest.approx(1, abs=0.1)
        assert dispersion(scores.z).phi == pytest.approx(0.679, abs=0.05)
        assert tau_squared(scores.z, scores.error) == 0
    limits = funnel_limits(0.9, n)
    assert (widened(limits, 0.9, dispersion(shares.z)).lower == limits.lower).all()


def test_limits_widen_by_the_root_of_phi_or_by_the_variance_between():
    """By hand, and by brute force: τ is found again in units that truly vary by it."""
    limits, measured = funnel_limits(0.9, [10, 1000]), dispersion([-4, 4, 4, -4, 4])
    wide = widened(limits, 0.9, measured, within=(0, 1))
    assert wide.lower == pytest.approx(np.maximum(0, 0.9 - 4 * 1.959964 * np.sqrt(0.09 / np.array([10, 1000]))))
    assert wide.upper[0] == 1
    plain = additive_limits(0, [3, 0.1], 16)
    assert plain.upper == pytest.approx([1.959964 * 5, 1.959964 * np.sqrt(16.01)])
    draw = np.random.default_rng(1202)
    n = draw.integers(300, 2000, 3000)
    x = draw.binomial(n, np.sin(np.arcsin(np.sqrt(0.8)) + draw.normal(0, 0.04, 3000)) ** 2)
    scores = proportion_scores(x, n)
    between = tau_squared(scores.z, scores.error, winsorised=0)
    assert np.sqrt(between) == pytest.approx(0.04, abs=0.003)
    ends = additive_proportion_limits(x.sum() / n.sum(), n, between)
    assert ((x / n < ends.lower) | (x / n > ends.upper)).mean() == pytest.approx(0.05, abs=0.015)


def test_p_values_of_units_are_those_of_a_normal_and_grow_where_all_units_vary():
    scores = ratio_scores(COUNTED, EXPECTED)
    assert p_values(scores, dispersed=False) == pytest.approx(2 * norm.sf(np.abs(scores.z)))
    assert (p_values(scores) > p_values(scores, dispersed=False)).all()


def test_discoveries_are_those_of_statsmodels():
    """Another library's adjusted values on 200 seeded tests; a missing one does not count as a test."""
    p = np.random.default_rng(1995).beta(0.3, 1, 200)
    found = discoveries(p, 0.1)
    theirs = multipletests(p, 0.1, method="fdr_bh")
    assert found.adjusted == pytest.approx(theirs[1])
    assert (found.found == theirs[0]).all()
    some = discoveries([0.01, np.nan, 0.04], 0.05)
    assert (some.found.tolist(), some.adjusted[[0, 2]].tolist()) == ([True, False, True], [0.02, 0.04])
    assert np.isnan(some.adjusted[1])
    assert not discoveries([np.nan], 0.05).found.any()
    for rule, given_ in {"p_value_outside": ([1.2], 0.05), "rate_outside": ([0.2], 0)}.items():
        with refused(rule):
            discoveries(*given_)


@pytest.mark.parametrize("rate", [0.05, 0.2])
@pytest.mark.parametrize("differing", [0, 3, 8])
@pytest.mark.parametrize(("between", "dispersed"), [(0.0, False), (0.0, True), (0.02, True), (0.05, True)])
def test_no_more_discoveries_are_false_than_the_rate_says(rate, differing, between, dispersed):
    """200 seeded data sets of 31 regions; all vary by `between`, some differ truly: the mean false share of what is
    found is at most the rate and two standard errors."""
    draw, false = np.random.default_rng(31), []
    truly = np.arange(31) < differing
    for _ in range(200):
        n = draw.integers(200, 3000, 31)
        angle = np.arcsin(np.sqrt(0.9)) + draw.normal(0, between, 31) + truly * np.where(np.arange(31) % 2, 0.2, -0.2)
        x = draw.binomial(n, np.sin(np.clip(angle, 0, np.pi / 2)) ** 2)
        found = discoveries(p_values(proportion_scores(x, n, 0.9), dispersed), rate).found
        false.append((found & ~truly).sum() / max(1, found.sum()))
    assert np.mean(false) <= rate + 2 * np.std(false, ddof=1) / np.sqrt(200)


def test_variation_of_all_units_left_out_makes_most_discoveries_false():
    """Why over-dispersion is handled: the same regions without it."""
    draw = np.random.default_rng(31)
    n = draw.integers(200, 3000, (200, 31))
    x = draw.binomial(n, np.sin(np.arcsin(np.sqrt(0.9)) + draw.normal(0, 0.05, n.shape)) ** 2)
    counts = [
        discoveries(p_values(proportion_scores(x[i], n[i], 0.9), dispersed=False)).found.sum() for i in range(200)
    ]
    assert np.mean(np.array(counts) > 0) > 0.95


@pytest.mark.parametrize(
    "shares",
    [[0.5, 0.6, 0.7, 0.8, 0.9, 0.95], [0.9] * 8, [0.98, 0.98, 0.97, 0.9, 0.9, 0.8]],
    ids=["apart", "alike", "mixed"],
)
def test_ranks_hold_the_true_ones_of_all_units_as_often_as_they_say(shares):
    """300 seeded samples of units of 30 to 300 batches each."""
    draw, true = np.random.default_rng(2024), [1 + sum(other > share for other in shares) for share in shares]
    held = []
    for _ in range(300):
        n = draw.integers(30, 300, len(shares))
        ranks = rank_intervals(draw.binomial(n, shares), n)
        held.append(bool(((ranks.lower <= true) & (true <= ranks.upper)).all()))
    assert np.mean(held) >= 0.95


def test_ranks_are_told_apart_by_pairs_as_statsmodels_sorts_them():
    """Holm's first step by hand: each pair's interval at 1 − 2 · 0.05 / 6 one-sided comparisons, here 6."""
    ranks = rank_intervals([990, 900, 880], [1000, 1000, 1000])
    assert (ranks.lower.tolist(), ranks.upper.tolist(), ranks.ordered) == ([1, 2, 2], [1, 3, 3], True)
    apart = difference_of_proportions(900, 1000, 880, 1000, 1 - 0.1 / 4)
    assert not apart.certain[0]
    lower = [proportion_confint(x, 1000, 0.1 / 6, "wilson")[0] for x in (990, 900, 880)]
    assert lower[0] > 0.9 > lower[1]
    alike = rank_intervals([9, 8], [10, 10])
    assert (alike.lower.tolist(), alike.upper.tolist(), alike.ordered) == ([1, 1], [2, 2], False)
    assert not rank_intervals([3], [10]).ordered


@settings(deadline=None)
@given(UNITS)
def test_ranks_hold_the_order_that_is_seen_and_mirror_what_did_not_pass(units):
    x, n = np.array(units).T
    ranks, failed = rank_intervals(x, n), rank_intervals(n - x, n)
    seen = [1 + sum(x / n > share) for share in x / n]
    assert (ranks.lower <= seen).all()
    assert (seen <= ranks.upper).all()
    assert (len(units) + 1 - failed.upper).tolist() == ranks.lower.tolist()


def test_what_has_no_funnel_is_refused_by_name():
    for rule, x, n in (("part_above_whole", 11, 10), ("nothing_counted", 0, 0), ("negative_count", -1, 10)):
        for method in (funnel_classes, rank_intervals, proportion_scores):
            with refused(rule):
                method([1, x], [10, n])
    with refused("centre_outside"):
        funnel_limits(1.1, 10)
    with refused("nothing_counted"):
        funnel_limits(0.5, [10, 0])
    with refused("not_whole"):
        funnel_limits(0.5, 10.5, exact=True)
    with refused("nothing_counted"):
        log_ratio_scores([0, 1], [2, 2])
    with refused("no_units"):
        dispersion([])
    with refused("share_outside"):
        dispersion([1, 2], 0.5)
    with refused("one_unit"):
        tau_squared([1], [1])
    assert funnel_classes([10, 10], [10, 10], exact=True) == (0, 0)

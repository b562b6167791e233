"""Trends and shifts: against published answers, other libraries, brute force and simulations of known truth."""

import tomllib
from itertools import combinations, permutations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.datasets import nile
from statsmodels.stats.contingency_tables import Table

from methods.change_point import SHUFFLES, change_point
from methods.monotone import mann_kendall, theil_sen
from methods.proportion_trend import proportion_trend
from methods.recent_trend import recent_trend
from methods.results import MethodError
from tests.fixtures_of_others import fixture

NAN = float("nan")
# A busy machine is no fault of a method.
UNHURRIED = settings(deadline=None)
# FingertipsNext, IndicatorTestData.cs: values with the ends of their intervals, oldest first
MMR = (
    [92.6254, 92.3221, 90.8708, 90.017, 90.1013],
    [92.4168, 92.1072, 90.6358, 89.7694, 89.8578],
    [92.8288, 92.5315, 91.1004, 90.2594, 90.3396],
)
EYE = (
    [2.935, 1.93028, 2.7567, 2.8701, 3.0121],
    [2.7841, 1.8085, 2.6113, 2.7225, 2.8616],
    [3.0919, 2.058, 2.9082, 3.0237, 3.1683],
)
OVER_65 = [17.5144, 17.3646, 17.6087, 17.6782, 17.7872]
# WhenUsingTrendMarkerCalculator: five years, and the same with one and two earlier years
OLD = ([5455, 5645, 5405, 5500, 5435, 5480, 5315], [18590, 18285, 18095, 18170, 18005, 17890, 17860])
SHARES = st.lists(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=4)


def fingertips(name: str) -> tuple[list[float], list[float], list[float]]:
    case = tomllib.loads(fixture("small_inputs.toml").read_text("utf-8"))[f"fingertips_{name}"]
    return case["value"], case["lower"], case["upper"]


def assert_trend(case, direction: str, chi_squared: float) -> None:
    trend = recent_trend(*case)
    assert (trend.direction, trend.reason, trend.points, trend.needed) == (direction, "", 5, 5)
    assert trend.chi_squared == pytest.approx(chi_squared, rel=2e-3)


def test_recent_trend_gives_the_published_answers_of_fingertips():
    assert_trend(fingertips("diabetes"), "up", 9740.1)
    assert_trend(fingertips("cancer"), "down", 97.1)
    assert_trend(MMR, "down", 418.5)
    assert_trend(EYE, "up", 33.49)
    assert recent_trend(*MMR).slope == pytest.approx(-0.7405, abs=5e-5)
    assert recent_trend(*EYE).slope == pytest.approx(0.1398, abs=5e-5)


def test_recent_trend_fits_the_line_of_statsmodels():
    y, low, high = (np.array(part) for part in MMR)
    weights = (2 * stats.norm.ppf(0.975) / (high - low)) ** 2
    fit = sm.WLS(y, sm.add_constant(np.arange(5)), weights=weights).fit(cov_type="fixed scale")
    trend = recent_trend(*MMR)
    assert (trend.slope, trend.chi_squared) == pytest.approx((fit.params[1], fit.tvalues[1] ** 2))


def test_recent_trend_is_none_where_one_value_makes_it():
    """Known by hand: without one value the line falls, or is level but for rounding; χ² alone says otherwise."""
    y = np.array([5.0, 4.9, 4.8, 4.7, 9])
    trend = recent_trend(y, y - 0.5, y + 0.5)
    assert trend.chi_squared > 9.55
    assert trend.direction == "none"
    level = np.array([1.0, 0.9296875, 0.0, 0.0, 0.9296875])
    for y in (level, 1 - level):
        assert recent_trend(y, y - 0.01, y + 0.01).direction == "none"
    still = recent_trend([5.0] * 5, [4.0] * 5, [6.0] * 5)
    assert (still.direction, still.slope) == ("none", 0)


def test_recent_trend_says_why_there_is_none():
    few = recent_trend(*(part[1:] for part in MMR))
    assert (few.direction, few.reason, few.points) == ("", "few_points", 4)
    bare = recent_trend(OVER_65, [NAN] * 5, [NAN] * 5)
    assert (bare.direction, bare.reason, bare.points) == ("", "no_interval", 0)
    assert np.isnan(bare.chi_squared)
    assert recent_trend(OVER_65, OVER_65, OVER_65).reason == "no_interval"


@UNHURRIED
@given(st.lists(st.floats(0, 1), min_size=5, max_size=9))
def test_recent_trend_mirrors_and_reads_the_last_five_values_only(shares):
    y = np.array(shares)
    trend, other = recent_trend(y, y - 0.1, y + 0.2), recent_trend(1 - y, 0.8 - y, 1.1 - y)
    assert other.slope == pytest.approx(-trend.slope, abs=1e-9)
    assert {trend.direction, other.direction} in ({"up", "down"}, {"none"})
    gap = [NAN, *y[:-5], *y[-5:-2], NAN, *y[-2:]]
    assert recent_trend(gap, np.array(gap) - 0.1, np.array(gap) + 0.2) == trend


def test_recent_trend_refuses_crossed_ends_and_uneven_lengths():
    for case, rule in (((MMR[0], MMR[2], MMR[1]), "ends_crossed"), ((MMR[0], MMR[1], MMR[2][1:]), "lengths_differ")):
        with pytest.raises(MethodError, match=rule):
            recent_trend(*case)


@pytest.mark.parametrize(
    ("x", "n", "scores", "chi_squared", "p_value"),
    [
        ([83, 90, 129, 70], [86, 93, 136, 82], None, 8.2249, 0.004132),
        ([83, 90, 129, 70], [86, 93, 136, 82], [0, 0, 0, 1], 12.1731, 0.000485),
        ([320, 1206, 1011, 463, 220], [1742, 5638, 3904, 1555, 626], None, 129.01, 6.7e-30),
        ([621, 599, 556, 535, 447], [3454, 3195, 3256, 3227, 3121], None, 20.115, 7.3e-6),
        (OLD[0][2:], OLD[1][2:], None, 0.018, 0.893),
        (OLD[0][1:], OLD[1][1:], None, 1.399, 0.237),
        (*OLD, None, 0.392, 0.531),
    ],
    ids=["R smokers", "R scores", "Rosner", "Fingertips down", "Fingertips 5", "Fingertips 6", "Fingertips 7"],
)
def test_the_plain_trend_of_proportions_gives_published_answers(x, n, scores, chi_squared, p_value):
    trend = proportion_trend(x, n, scores, corrected=False)
    assert trend.chi_squared == pytest.approx(chi_squared, rel=1e-4, abs=5e-4)
    assert trend.p_value == pytest.approx(p_value, rel=0.02)
    assert trend.dispersion == 1


def test_the_plain_trend_of_proportions_is_that_of_statsmodels():
    """Its variance divides by N − 1 where Cochran's divides by N."""
    x, n = np.array([83, 90, 129, 70]), np.array([86, 93, 136, 82])
    other = Table(np.column_stack((x, n - x)), shift_zeros=False).test_ordinal_association()
    assert proportion_trend(x, n, corrected=False).chi_squared == pytest.approx(
        other.zscore**2 * n.sum() / (n.sum() - 1)
    )


def test_the_dispersion_is_what_scipys_test_of_homogeneity_has_beside_the_line():
    x, n = np.array(OLD[0]), np.array(OLD[1])
    whole = stats.chi2_contingency(np.array([x, n - x])).statistic
    plain, corrected = proportion_trend(x, n, corrected=False), proportion_trend(x, n)
    assert corrected.dispersion == pytest.approx((whole - plain.chi_squared) / 5)
    assert corrected.chi_squared == pytest.approx(plain.chi_squared / corrected.dispersion)
    assert corrected.p_value == pytest.approx(stats.f.sf(corrected.chi_squared, 1, 5))


def test_the_corrected_trend_is_false_in_five_of_a_hundred_cases_and_the_plain_in_most():
    """Simulation without trend, fixed seed: ten years of 10 000 whose shares also drift by 1 point either way."""
    chance, n = np.random.default_rng(3), np.full(10, 10_000)
    drawn = [chance.binomial(n, chance.normal(0.9, 0.01, 10)) for _ in range(1000)]
    assert 0.03 < np.mean([proportion_trend(x, n).certain for x in drawn]) < 0.07
    assert np.mean([proportion_trend(x, n, corrected=False).certain for x in drawn]) > 0.5


def test_the_slope_is_the_share_a_step_that_was_put_in():
    """Truth: half a point a year, batches of any size, a year missing."""
    years, n = np.array([2019.0, 2020, 2021, 2023, 2024]), np.array([1000, 3000, 2000, 500, 9000])
    trend = proportion_trend((0.9 + 0.005 * (years - 2019)) * n, n, years)
    assert trend.slope == pytest.approx(0.005)
    assert trend.dispersion == 1
    gap = proportion_trend([900, 2715, 1820, NAN, 460, 8325], [*n[:3], NAN, *n[3:]])
    assert gap.slope == pytest.approx(0.005)


@UNHURRIED
@given(SHARES, st.randoms())
def test_failing_mirrors_passing_and_the_order_of_rows_does_not_matter(counts, random):
    fail, n = (np.array(each) for each in zip(*counts, strict=True))
    order, years = random.sample(range(len(n)), len(n)), np.arange(len(n))
    trend = proportion_trend(fail, n)
    mirrored, mixed = proportion_trend(n - fail, n), proportion_trend(fail[order], n[order], years[order])
    assert mirrored.slope == pytest.approx(-trend.slope, abs=1e-12)
    assert mixed.slope == pytest.approx(trend.slope, abs=1e-12)
    for other in (mirrored, mixed):
        assert (other.p_value, other.dispersion) == pytest.approx((trend.p_value, trend.dispersion), nan_ok=True)


def test_a_trend_of_proportions_at_its_ends():
    everything = proportion_trend([20] * 5, [20] * 5)
    assert everything.slope == 0
    assert np.isnan(everything.p_value)
    assert not everything.certain
    for case, rule in (
        (([1, 2, 0], [2, 3, 0]), "nothing_counted"),
        (([1, 2], [2, 3]), "too_few_points"),
        (([1, 2, 1], [2, 3, 2], [0.1] * 3), "scores_equal"),
        (([1, 2, 1], [2, 3, 2], [4, 4]), "lengths_differ"),
    ):
        with pytest.raises(MethodError, match=rule):
            proportion_trend(*case)


def test_mann_kendall_gives_the_example_by_hand_of_holy_cross_college():
    """mathcs.holycross.edu/~little/Montserrat/MannKendallByHand.txt: S = 54 with one tie, Z = 2.9058."""
    values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    found = mann_kendall(values)
    assert (found.s, found.direction) == (54, "up")
    assert found.tau == pytest.approx(54 / 91)
    assert found.p_value == pytest.approx(2 * stats.norm.sf(2.9058), rel=1e-3)
    assert mann_kendall([NAN, *values[:5], NAN, *values[5:]]) == found
    assert mann_kendall(values[::-1]).direction == "down"
    assert mann_kendall(values, level=0.998).direction == "none"


@UNHURRIED
@given(st.lists(st.integers(-5, 5), min_size=4, max_size=25))
def test_mann_kendall_counts_pairs_as_brute_force_does(values):
    rises = sum(int(np.sign(later - earlier)) for earlier, later in combinations(values, 2))
    found = mann_kendall(values)
    assert found.s == rises
    assert found.tau == pytest.approx(rises / (len(values) * (len(values) - 1) / 2))


def test_mann_kendalls_p_value_is_near_the_exact_one_of_scipy():
    values = [3.1, 6.2, 4.0, 3.9, 7.5, 2.7, 6.1, 5.9, 5.2, 7.3, 6.6]
    exact = stats.kendalltau(range(11), values, method="exact")
    assert mann_kendall(values).tau == pytest.approx(exact.statistic)
    assert mann_kendall(values).p_value == pytest.approx(exact.pvalue, abs=0.01)


def test_theil_sen_gives_the_published_example_of_sen():
    """Sen 1968, as scipy's own tests quote it: the slope 4 with 3.71 to 4.38 at 93 %."""
    found = theil_sen([9, 15, 19, 20, 45, 55, 78], [1, 2, 3, 4, 10, 12, 18], level=0.93)
    assert (found.slope, found.lower, found.upper) == pytest.approx((4, 3.71, 4.38), abs=0.005)


@UNHURRIED
@given(st.lists(st.integers(-50, 50), min_size=4, max_size=15), st.randoms())
def test_theil_sen_is_the_median_of_all_slopes_in_any_order_of_rows(values, random):
    slopes = [(values[b] - values[a]) / (b - a) for a, b in combinations(range(len(values)), 2)]
    order = random.sample(range(len(values)), len(values))
    found = theil_sen(values)
    assert found.slope == pytest.approx(float(np.median(slopes)))
    assert found.lower <= found.slope <= found.upper
    assert theil_sen(np.array(values)[order], order).slope == pytest.approx(found.slope)


def test_monotone_trends_at_their_ends():
    constant = [7.0] * 6
    assert (mann_kendall(constant).direction, mann_kendall(constant).p_value) == ("none", 1)
    assert theil_sen(constant).slope == 0
    assert theil_sen([1, NAN, 5, 7, 9], [0, 1, 2, 3, 4]).slope == 2
    for method in (mann_kendall, theil_sen):
        with pytest.raises(MethodError, match="too_few_points"):
            method([1, 2, NAN, 3])
    with pytest.raises(MethodError, match="times_equal"):
        theil_sen([1, 2, 3, 4], [5] * 4)


def test_the_nile_falls_after_1898_as_published():
    flow = nile.load_pandas().data
    found = change_point(flow["volume"].to_numpy())
    assert flow["year"][found.index] == 1899
    assert found.index == 28
    assert (found.before, found.after) == pytest.approx((1097.75, 849.97), abs=0.005)
    assert found.p_value == 1 / (SHUFFLES + 1)


@UNHURRIED
@given(st.lists(st.integers(-20, 20), min_size=8, max_size=20).filter(lambda values: len(set(values)) > 1))
def test_a_shift_lies_where_brute_force_has_the_least_squares(values):
    x = np.array(values, dtype=float)
    squares = {at: np.var(x[:at]) * at + np.var(x[at:]) * (len(x) - at) for at in range(3, len(x) - 2)}
    found = change_point(values)
    assert squares[found.index] == pytest.approx(min(squares.values()))
    assert (found.before, found.after) == pytest.approx((x[: found.index].mean(), x[found.index :].mean()))


def test_the_p_value_of_a_shift_is_near_that_of_all_orders():
    """Brute force over the 40 320 orders of eight values."""
    values = np.array([1.0, 2.5, 1.7, 4.1, 3.0, 4.4, 2.9, 5.0])

    def farthest(orders):
        return np.max(
            [abs(orders[:, :at].mean(1) - orders[:, at:].mean(1)) * (at * (8 - at)) ** 0.5 for at in (3, 4, 5)], 0
        )

    orders = farthest(np.array(list(permutations(values))))
    exact = np.mean(orders >= farthest(values[None]) * (1 - 1e-9))
    assert change_point(values).p_value == pytest.approx(exact, abs=0.02)
    assert change_point(values) == change_point(values)


def test_noise_shifts_in_five_of_a_hundred_cases_and_a_true_shift_is_found():
    """Simulation with a fixed seed: 20 values, and a step of three standard deviations after the twelfth."""
    chance = np.random.default_rng(5)
    noise = [chance.normal(size=20) for _ in range(400)]
    assert 0.025 < np.mean([change_point(x).certain for x in noise]) < 0.075
    stepped = [change_point(x + 3 * (np.arange(20) >= 12)) for x in noise[:100]]
    assert np.mean([found.certain for found in stepped]) > 0.98
    assert np.mean([abs(found.index - 12) <= 1 for found in stepped]) > 0.9


def test_a_shift_counts_gaps_and_refuses_what_cannot_shift():
    assert change_point([NAN, 1, 2, NAN, 1, 2, 11, 12, NAN, 11, 12]).index == 6
    for values, rule in (([1, 2, 3, 4, 5, 6, 7, NAN], "too_few_points"), ([3.3] * 9, "nothing_varies")):
        with pytest.raises(MethodError, match=rule):
            change_point(values)

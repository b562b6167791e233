"""Control charts and their signals: against published answers, a naive program, known truth and what must mirror."""

import tomllib
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.attribute_charts import laney_p_limits, laney_u_limits, overdispersed, p_limits, u_limits
from methods.limits import FEWEST_POINTS, Limits, segments
from methods.results import MethodError
from methods.signals import Signal, signals
from methods.xmr import xmr, xmr_of_segments
from tests.fixtures_of_others import columns_of, fixture

NAN = float("nan")
# A busy machine is no fault of a method.
UNHURRIED = settings(deadline=None)
# R: set.seed(123); rnorm(20)
NORMAL = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285),
    *(-0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716),
    *(0.70135590, -0.47279141),
]
OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
COUNTS = st.lists(st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n + 1), st.just(n + 1))), min_size=12)
WHOLE = st.lists(st.integers(-1000, 1000), min_size=2, max_size=30)
ROOMY = st.lists(st.sampled_from([-4.0, -2.5, -1.0, 0.0, 1.0, 2.5, 4.0, NAN]), max_size=40)


def lines(limits: Limits) -> np.ndarray:
    return np.array([getattr(limits, field.name) for field in fields(Limits)])


def outside(values, limits: Limits) -> int:
    return int(np.sum((np.array(values) > limits.upper) | (np.array(values) < limits.lower)))


def level_limits(points: int) -> Limits:
    return Limits(*(np.full(points, line) for line in (0.0, -3.0, 3.0, -2.0, 2.0)))


@pytest.mark.parametrize(
    ("values", "screened", "lower", "mean", "upper"),
    [
        (OUTLIER, True, -0.72, 1.94, 4.60),
        (OUTLIER, False, -3.06, 1.94, 6.95),
        (NORMAL, True, -3.01138, 0.1416238, 3.294627),
        ([*NORMAL[:14], 10, *NORMAL[15:]], True, -2.383666, 0.6694159, 3.722497),
        ([*NORMAL[:14], 10, *NORMAL[15:]], False, -4.596625, 0.6694159, 5.935457),
    ],
)
def test_xmr_gives_the_limits_published_by_nhsrplotthedots(values, screened, lower, mean, upper):
    limits, near = xmr(values, screened), 0.005 if values is OUTLIER else 1e-5
    for line, published in ((limits.lower, lower), (limits.centre, mean), (limits.upper, upper)):
        assert line == pytest.approx(np.full(len(values), published), abs=near)
    assert limits.near_upper - limits.centre == pytest.approx((limits.upper - limits.centre) * 2 / 3)


def test_xmr_of_shares_gives_the_regression_value_of_the_accident_data():
    r, n = columns_of("nhs_accidents.csv", "r", "n")
    limits = xmr(np.array(r) / np.array(n), screened=False)
    assert (limits.centre[0], limits.lower[0], limits.upper[0]) == pytest.approx(
        (0.952970, 0.940123, 0.965817), abs=1e-6
    )


@UNHURRIED
@given(WHOLE, st.integers(-1000, 1000))
def test_xmr_moves_with_the_values_and_knows_no_direction_of_time(values, shift):
    moved, turned = xmr(np.array(values) + shift), xmr(values[::-1])
    assert lines(moved) == pytest.approx(lines(xmr(values)) + shift, abs=1e-9)
    assert lines(turned) == pytest.approx(lines(xmr(values)), abs=1e-9)
    assert lines(xmr(-np.array(values))) == pytest.approx(-lines(xmr(values))[[0, 2, 1, 4, 3]], abs=1e-9)


def test_a_moving_range_spans_neither_a_gap_nor_a_break():
    """Known by hand: the ranges are 1, 1 and 2; the step of 100 is none of them."""
    gap = xmr([1, 2, 1, NAN, 101, 103], screened=False)
    assert gap.upper - gap.centre == pytest.approx(np.full(6, 2.66 * 4 / 3))
    parts = xmr_of_segments([1, 2, 1, 101, 103], starts=[3])
    assert parts.centre.tolist() == pytest.approx([4 / 3] * 3 + [102] * 2)
    assert parts.upper.tolist() == pytest.approx([4 / 3 + 2.66] * 3 + [102 + 2 * 2.66] * 2)


def test_a_chart_that_cannot_have_limits_has_none_and_a_constant_one_has_no_width():
    assert np.isnan(xmr([1.0]).upper).all()
    assert np.isnan(xmr([1.0, NAN, 2.0]).upper).all()
    assert xmr([]).upper.size == 0
    constant = [0.1] * 12
    assert lines(xmr(constant)) == pytest.approx(np.full((5, 12), 0.1))
    assert signals(constant, xmr(constant)).found == ()


def test_a_break_that_is_no_point_is_refused():
    assert segments([3, 3, 0], 5) == (slice(0, 3), slice(3, 5))
    for start in (-1, 5):
        with pytest.raises(MethodError, match="start_outside"):
            xmr_of_segments([1, 2, 3, 4, 5], starts=[start])


def test_p_gives_montgomerys_limits_of_orange_juice_cans():
    x = tomllib.loads(fixture("small_inputs.toml").read_text("utf-8"))["orange_juice_cans"]["x"]
    limits = p_limits(x, np.full(30, 50))
    assert (limits.centre[0], limits.lower[0], limits.upper[0]) == pytest.approx((0.2313, 0.0524, 0.4102), abs=5e-5)
    share = np.array(x) / 50
    assert np.flatnonzero((share > limits.upper) | (share < limits.lower)).tolist() == [14, 22]
    assert limits.sigma_z == 1.0


def test_p_calls_16_of_20_weeks_of_accidents_outside_and_p_prime_none_as_published():
    """Mohammed et al. 2013: the p chart is out of control everywhere, the p′ chart shows common cause only."""
    r, n = columns_of("nhs_accidents.csv", "r", "n")
    share, plain, laney = np.array(r) / np.array(n), p_limits(r, n), laney_p_limits(r, n)
    assert (outside(share, plain), outside(share, laney)) == (16, 0)
    assert (laney.centre[0], laney.sigma_z) == pytest.approx((0.9528997, 10.6404), abs=5e-5)
    assert (plain.lower[0], plain.upper[0]) == pytest.approx((0.951700, 0.954100), abs=1e-6)
    assert (laney.lower[0], laney.upper[0]) == pytest.approx((0.940130, 0.965670), abs=1e-6)
    assert overdispersed(r, n)
    assert len([found for found in signals(share, plain).found if found.rule == "outside"]) == 16
    assert signals(share, laney).found == ()


def test_u_calls_13_of_20_months_of_complaints_outside_and_u_prime_none():
    count, sales = columns_of("complaints.csv", "complaints", "sales")
    rate, plain, laney = np.array(count) / np.array(sales), u_limits(count, sales), laney_u_limits(count, sales)
    assert (outside(rate, plain), outside(rate, laney)) == (13, 0)
    assert (laney.centre[0] * 1e4, laney.sigma_z) == pytest.approx((49.9725, 5.3174), abs=5e-5)


def test_sigma_z_finds_the_spread_that_a_simulation_was_given():
    """Shares that truly move by 1 point around 95 %, 10 000 counted each: σ_z² = 1 + 0.01² · 10 000 / (0.95 · 0.05)."""
    chance = np.random.default_rng(7)
    n = np.full(20, 10_000)
    still = [laney_p_limits(chance.binomial(n, 0.95), n).sigma_z for _ in range(300)]
    moving = [laney_p_limits(chance.binomial(n, chance.normal(0.95, 0.01, 20)), n).sigma_z for _ in range(300)]
    assert np.mean(still) == pytest.approx(1, rel=0.03)
    assert np.mean(moving) == pytest.approx(np.sqrt(1 + 1 / 0.0475), rel=0.03)
    assert np.mean(np.array(still) > 1.5) < 0.03
    assert np.min(moving) > 1.5


@UNHURRIED
@given(COUNTS)
def test_passing_and_failing_give_mirrored_charts_and_the_same_signals(counts):
    fail, n = (np.array(each) for each in zip(*counts, strict=True))
    for chart in (p_limits, laney_p_limits):
        failing, passing = chart(fail, n), chart(n - fail, n)
        assert lines(passing) == pytest.approx(1 - lines(failing)[[0, 2, 1, 4, 3]], abs=1e-9, nan_ok=True)
        down, up = signals(fail / n, failing), signals((n - fail) / n, passing)
        assert up.rule_at == down.rule_at
        flipped = {Signal(each.rule, each.first, each.last, not each.above) for each in down.found}
        assert set(up.found) == flipped


@UNHURRIED
@given(COUNTS, st.randoms())
def test_the_p_chart_of_rows_in_another_order_is_the_same_rows_in_that_order(counts, random):
    order = random.sample(range(len(counts)), len(counts))
    fail, n = (np.array(each) for each in zip(*counts, strict=True))
    assert lines(p_limits(fail[order], n[order])) == pytest.approx(lines(p_limits(fail, n))[:, order], abs=1e-12)


def test_attribute_charts_at_their_ends():
    everything = laney_p_limits([20] * 12, [20] * 12)
    assert lines(everything) == pytest.approx(np.ones((5, 12)))
    assert np.isnan(everything.sigma_z)
    assert not overdispersed([20] * 12, [20] * 12)
    assert signals([1.0] * 12, everything).found == ()
    assert lines(laney_u_limits([0] * 3, [5] * 3)) == pytest.approx(np.zeros((5, 3)))
    assert p_limits([1, 19], [20, 20]).lower.min() >= 0
    gap = p_limits([1, NAN, 3], [10, NAN, 10])
    assert gap.centre == pytest.approx(np.full(3, 0.2))
    assert np.isnan(gap.upper).tolist() == [False, True, False]
    broken = p_limits([1, 3, 8, 6], [10] * 4, starts=[2])
    assert broken.centre == pytest.approx(np.array([0.2, 0.2, 0.7, 0.7]))
    alone = laney_p_limits([1, 3, 8], [10] * 3, starts=[2])
    assert np.isnan(alone.upper).tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("chart", "x", "n", "rule"),
    [
        (p_limits, [1, 0], [2, 0], "nothing_counted"),
        (laney_p_limits, [3], [2], "part_above_whole"),
        (u_limits, [1, 0], [2, 0], "no_exposure"),
        (laney_u_limits, [-1], [2], "negative_count"),
    ],
)
def test_attribute_charts_refuse_the_impossible_by_name(chart, x, n, rule):
    with pytest.raises(MethodError, match=rule):
        chart(x, n)


def named(values) -> list[tuple[str, int, int, bool]]:
    found = signals(values, level_limits(len(values)), fewest=1).found
    return [(each.rule, each.first, each.last, each.above) for each in found]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1] * 6 + [-1], []),
        ([1] * 8 + [-1], [("side", 0, 7, True)]),
        ([-1] * 8 + [1], [("side", 0, 7, False)]),
        ([-1] + [1] * 8 + [-1], [("side", 1, 8, True)]),
        ([-0.3, -0.2, -0.1, -0.1, 0.1, 0.2, 0.3], []),
        (np.array([2, 1, 2, 3, 4, 5, 6, 7, 3]) / 10 - 0.4, [("run", 1, 7, True)]),
        (np.array([2, 7, 6, 5, 4, 3, 2, 1, 3]) / 10 - 0.4, [("run", 1, 7, False)]),
        ([0, 0, 2.5, 0, 2.5, 0, 0], [("near", 2, 4, True)]),
        ([0, 0, -2.5, -2.5, 0, 0, 0], [("near", 2, 3, False)]),
        ([2.5, 0, 0, 2.5], []),
        ([2.5, 0, 0, 2.5, 2.5], [("near", 3, 4, True)]),
        ([2.5, 0, -2.5], []),
    ],
)
def test_signals_name_the_points_of_nhsrplotthedots_own_tests(values, found):
    assert named(values) == found


def naive(x: list[float], at: int) -> str:
    """The rules once more, as windows around one point."""

    def windows(length: int) -> list[list[float]]:
        starts = range(max(0, at - length + 1), min(at, len(x) - length) + 1)
        return [x[start : start + length] for start in starts]

    if abs(x[at]) > 3:
        return "outside"
    if any(all(step > 0 for step in np.diff(w)) or all(step < 0 for step in np.diff(w)) for w in windows(7)):
        return "run"
    pairs = [(at, other) for other in range(max(0, at - 2), min(len(x), at + 3)) if other != at]
    for one, other in pairs:
        between = x[min(one, other) : max(one, other) + 1]
        if not np.isnan(between).any() and min(abs(x[one]), abs(x[other])) > 2 and x[one] * x[other] > 0:
            return "near"
    return "side" if any(all(v > 0 for v in w) or all(v < 0 for v in w) for w in windows(7)) else ""


@UNHURRIED
@given(ROOMY)
def test_every_point_has_the_first_rule_that_a_naive_program_finds(values):
    at = signals(values, level_limits(len(values)), fewest=1).rule_at
    assert list(at) == [naive(values, point) for point in range(len(values))]


def test_walks_have_every_rule_and_each_where_a_naive_program_finds_it():
    """Values drawn alone hardly ever run; walks with fixed seeds do."""
    found = set()
    for seed in range(40):
        walk = np.round(np.cumsum(np.random.default_rng(seed).choice([-0.4, 0.1, 0.2, 0.3], 40)), 1)
        at = signals(walk, level_limits(40)).rule_at
        assert list(at) == [naive(walk.tolist(), point) for point in range(40)]
        found |= set(at)
    assert found == {"outside", "run", "near", "side", ""}


def test_no_segment_below_twelve_values_names_a_signal():
    values = [*[0.0] * 11, 9, *[0.0] * 10, 9]
    found = signals(values, level_limits(23), starts=[12])
    assert found.enough == (True, False)
    assert found.found == (Signal("outside", 11, 11, True),)
    assert found.rule_at[11] == "outside"
    assert set(found.rule_at[12:]) == {""}
    gap = [*[0.0] * 10, NAN, 9]
    assert signals(gap, level_limits(12)).enough == (False,)
    assert FEWEST_POINTS == 12


def test_runs_do_not_cross_a_break_and_a_point_keeps_its_first_rule():
    assert [each.rule for each in signals([1] * 13, level_limits(13), starts=[6], fewest=1).found] == ["side"]
    rising = signals([*range(-6, 8)], level_limits(14))
    assert rising.rule_at[0] == "outside"
    assert rising.rule_at[6] == "run"
    assert ("side", 7, 13) in {(each.rule, each.first, each.last) for each in rising.found}


def test_limits_of_another_chart_are_refused():
    with pytest.raises(MethodError, match="lengths_differ"):
        signals([1, 2, 3], level_limits(4))


def test_one_chart_of_twenty_steady_points_in_about_six_shows_a_signal():
    """Simulation with a fixed seed: what the docstring says of chance."""
    chance = np.random.default_rng(11)
    drawn = [chance.normal(size=20) for _ in range(600)]
    assert 0.12 < np.mean([bool(signals(x, xmr(x)).found) for x in drawn]) < 0.20

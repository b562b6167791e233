"""What a rate consists of in two periods: the parts with their rest, exact sums, and what cannot be told."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import catalogue
from methods.kitagawa import kitagawa
from tests.conftest import PLAIN_ROWS, exact
from views.mixing import REST, Mixed, leaves, mixed, with_rest

Counts = dict[str, tuple[int, int]]


def row(x: int | None, n: int | None, **given: Any) -> dict[str, Any]:
    return {**PLAIN_ROWS["observations"], "numerator": x, "denominator": n, **given}


def rate(printed: str, n: int | None, step: str = "0.1", **given: Any) -> dict[str, Any]:
    """A rate of which only the figure and the base were printed."""
    return row(None, n, value=exact(printed), step=exact(step), **given)


def rows(**counts: tuple[int, int]) -> dict[str, dict[str, Any]]:
    return {id: row(x, n) for id, (x, n) in counts.items()}


WHOLES = (row(30, 100), row(40, 200))
COMPLETE = (rows(a=(10, 60), b=(20, 40)), rows(a=(25, 150), b=(15, 50)))


def test_complete_parts_stand_as_they_are():
    found = mixed(*COMPLETE, WHOLES)
    assert found == Mixed({"a": (10, 60), "b": (20, 40)}, {"a": (25, 150), "b": (15, 50)}, derived=False)
    assert found.common == ["a", "b"]
    assert [found.share("a", now=False), found.share("a")] == [Fraction(60, 100), Fraction(150, 200)]
    assert found.is_known


def test_a_part_of_one_period_is_zero_of_zero_in_the_other():
    found = mixed(rows(a=(10, 60), gone=(20, 40)), rows(new=(15, 50), a=(25, 150)), WHOLES)
    assert found is not None
    assert (found.before["new"], found.now["gone"]) == ((0, 0), (0, 0))
    assert found.common == ["a"]
    assert found.share("gone") == 0
    assert not found.is_known, "one common part is no mix"


def test_what_is_missing_is_the_rest():
    found = mixed(rows(a=(10, 60), b=(10, 20)), rows(a=(25, 150), b=(10, 20)), WHOLES)
    assert found is not None
    assert (found.before[REST], found.now[REST]) == ((10, 20), (5, 30))


def test_where_parts_do_not_reach_the_whole_one_that_stands_once_is_of_the_rest():
    found = mixed(rows(a=(10, 60), gone=(10, 20)), rows(a=(25, 150), new=(10, 20)), WHOLES)
    assert found is not None
    assert list(found.before) == ["a", REST]
    assert (found.before[REST], found.now[REST]) == ((20, 40), (15, 50))


@pytest.mark.parametrize(
    ("unknown_before", "unknown_now", "known"),
    [(10, 5, True), (10, 11, False), (11, 10, False), (10, 10, True)],
)
def test_a_mix_is_known_while_no_more_than_a_twentieth_is_of_unknown_products(unknown_before, unknown_now, known):
    def parts(unknown: int) -> dict[str, dict[str, Any]]:
        return rows(a=(10, 100), b=(10, 100 - unknown))

    found = mixed(parts(unknown_before), parts(unknown_now), (row(22, 200), row(22, 200)))
    assert found is not None
    assert found.is_known == known


def test_a_twentieth_is_that_of_either_period():
    found = mixed(rows(a=(1, 48), b=(1, 48)), rows(a=(1, 47), b=(1, 47)), (row(3, 100), row(3, 100)))
    assert found is not None
    assert (found.share(REST, now=False), found.share(REST)) == (Fraction(4, 100), Fraction(6, 100))
    assert not found.is_known


@pytest.mark.parametrize(
    "before",
    [
        rows(a=(10, 60), b=(20, 50)),  # the parts are more than the whole
        rows(a=(29, 60), b=(2, 20)),  # more failed in the parts than in the whole
        rows(a=(1, 60), b=(1, 30)),  # more failed in the rest than were checked
    ],
)
def test_a_rest_that_cannot_be_gives_nothing(before):
    assert mixed(before, rows(a=(25, 150), b=(10, 20)), WHOLES) is None


def test_a_rest_in_one_period_alone_gives_nothing():
    """Its parts there would be compared with nothing."""
    assert mixed(COMPLETE[0], rows(a=(25, 150), b=(10, 20)), WHOLES) is None


@pytest.mark.parametrize(
    ("before", "now", "wholes"),
    [
        ({}, COMPLETE[1], WHOLES),
        (COMPLETE[0], {}, WHOLES),
        (rows(a=(10, 60)), rows(b=(25, 150)), WHOLES),
        (*COMPLETE, (rate("30", None), WHOLES[1])),
        (*COMPLETE, (WHOLES[0], rate("20", 200, bound="at_least"))),
        ({"a": rate("16.7", None)}, COMPLETE[1], WHOLES),
        ({"a": rate("16.7", 60, bound="about")}, COMPLETE[1], WHOLES),
    ],
)
def test_without_counts_on_both_sides_there_is_nothing(before, now, wholes):
    assert mixed(before, now, wholes) is None


def test_counts_from_rounded_rates_are_raked_to_the_whole_and_said_to_be_derived():
    before = {"a": rate("16.7", 60), "b": rate("50.1", 40)}
    found = mixed(before, COMPLETE[1], WHOLES)
    assert found is not None
    assert found.derived
    assert not found.is_known
    own = [Fraction("10.02"), Fraction("20.04")]
    assert [x for x, _ in found.before.values()] == [30 * one / sum(own) for one in own]
    assert [n for _, n in found.before.values()] == [60, 40]


def test_where_too_few_are_counted_what_is_not_counted_shrinks():
    """A part that is full stays full, and where nothing was counted at all every part takes its share."""
    full = {"a": rate("100.0", 60), "b": rate("25.0", 40)}
    found = mixed(full, COMPLETE[1], (row(71, 100), WHOLES[1]))
    assert found is not None
    assert list(found.before.values()) == [(60, 60), (11, 40)]
    none = {"a": rate("0.0", 60), "b": rate("0.0", 40)}
    found = mixed(none, COMPLETE[1], (row(1, 100), WHOLES[1]))
    assert found is not None
    assert list(found.before.values()) == [(Fraction(60, 100), 60), (Fraction(40, 100), 40)]


def test_rates_of_zero_are_raked_to_zero():
    none = {"a": rate("0.0", 60), "b": rate("0.0", 40)}
    found = mixed(none, COMPLETE[1], (row(0, 100), WHOLES[1]))
    assert found is not None
    assert list(found.before.values()) == [(0, 60), (0, 40)]


def test_the_rest_of_counts_has_an_empty_name():
    whole = (Fraction(30), Fraction(100))
    assert with_rest({"a": (Fraction(10), Fraction(60))}, whole)[REST] == (20, 40)


def test_leaves_are_what_is_not_divided_further_there():
    def of(*members: str) -> Any:
        return leaves("channel", [{"member": member} for member in members])

    assert list(of("production", "retail", "shop", "e_commerce")) == ["production", "shop", "e_commerce"]
    assert list(of("production", "retail")) == ["production", "retail"]
    assert of() == {}


def test_what_overlaps_is_no_leaf():
    scheme = catalogue().breakdowns["energy"]
    own = [id for id, member in scheme.members.items() if not member.of_which]
    assert len(own) < len(scheme.members)
    assert set(leaves("energy", [{"member": id} for id in scheme.members])) <= set(own)


@st.composite
def divided(draw: st.DrawFn) -> tuple[Counts, tuple[int, int]]:
    """Parts of some of four products, and the whole that they are all or most of."""
    ids = draw(st.lists(st.sampled_from("abcd"), min_size=2, max_size=4, unique=True))
    parts = {}
    for id in ids:
        n = draw(st.integers(1, 400))
        parts[id] = (draw(st.integers(0, n)), n)
    rest = draw(st.sampled_from([0, 0, 1, 30]))
    failed = draw(st.integers(0, rest))
    total = [sum(one) for one in zip(*parts.values(), strict=True)]
    return parts, (total[0] + failed, total[1] + rest)


@settings(deadline=None, max_examples=300)
@given(divided(), divided())
def test_both_sides_add_up_to_their_wholes_and_kitagawa_to_their_change(first, last):
    (before, whole_before), (now, whole_now) = first, last
    found = mixed(rows(**before), rows(**now), (row(*whole_before), row(*whole_now)))
    if found is None or not found.common:
        return
    for counts, whole in ((found.before, whole_before), (found.now, whole_now)):
        assert tuple(sum(one) for one in zip(*counts.values(), strict=True)) == whole
        assert all(0 <= x <= n for x, n in counts.values())
    ids = list(found.before)
    sides = [[side[id][part] for id in ids] for side in (found.before, found.now) for part in (0, 1)]
    assert kitagawa(*sides).total == Fraction(*whole_now) - Fraction(*whole_before)


@settings(deadline=None, max_examples=300)
@given(divided(), divided(), st.sampled_from([0, 1]))
def test_so_do_counts_that_follow_from_rounded_rates_and_passing_mirrors_not_passing(first, last, digits):
    """Of what both sides print, each part is that of the whole on either side."""
    parts = [{id: (round(100 * x / n, digits), n) for id, (x, n) in one.items()} for one, _ in (first, last)]
    wholes = [tuple(sum(one) for one in zip(*own.values(), strict=True)) for own, _ in (first, last)]
    step = ("1", "0.1")[digits]

    def side(failed: bool) -> Mixed | None:
        rates = [
            {id: rate(str(printed if failed else 100 - printed), n, step) for id, (printed, n) in one.items()}
            for one in parts
        ]
        counts = [row(x if failed else n - x, n) for x, n in wholes]
        return mixed(rates[0], rates[1], (counts[0], counts[1]))

    found, mirrored = side(True), side(False)
    assert found is not None
    assert mirrored is not None
    assert found.derived
    for counts, others, whole in (
        (found.before, mirrored.before, wholes[0]),
        (found.now, mirrored.now, wholes[1]),
    ):
        assert tuple(sum(one) for one in zip(*counts.values(), strict=True)) == whole
        assert all(0 <= x <= n for x, n in counts.values())
        assert {id: n - x for id, (x, n) in counts.items()} == {id: x for id, (x, _) in others.items()}

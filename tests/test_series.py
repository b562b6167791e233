"""Lines and bars: where a line stops, what a gap is called, which members are drawn, and what is drawn until asked."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from charts.marks import Bar, Mark, Scale, Series
from charts.ranking import ranking
from charts.style import as_json
from charts.trend_line import trend_line
from indicators import catalogue
from tests.conftest import PLAIN_ROWS, exact
from views.cards import Card
from views.choices import choices_of, filled
from views.series import bar_of, crosses, missing_periods, series_of
from views.state import State
from views.trend import trend_card

RATE = catalogue().indicators["spot_check_pass_rate"]
SCALE = Scale(from_zero=False, language="zh", unit="%")


def row(period: date | None, until: date, grain: str = "year", **given: Any) -> dict[str, Any]:
    plain = {**PLAIN_ROWS["observations"], **PLAIN_ROWS["sources"], "value": exact(90), "step": Decimal("0.1")}
    return {**plain, "period": period, "until": until, "grain": grain, **given}


def year(number: int, **given: Any) -> dict[str, Any]:
    return row(date(number, 1, 1), date(number, 12, 31), **given)


def day(*parts: int, grain: str = "moment") -> dict[str, Any]:
    return row(date(*parts) if grain == "moment" else None, date(*parts), grain)


def joined(*rows: dict[str, Any]) -> list[bool]:
    return [mark.joined for mark in series_of("全国", rows, RATE, "zh").marks]


def traces(card: Card) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(card.figure or "{}")["data"]
    return told


def lines(card: Card) -> list[list[str]]:
    return [trace["x"] for trace in traces(card) if "lines" in trace["mode"]]


def test_the_line_of_the_spot_check_stops_at_the_break_and_at_the_missing_year(release):
    for indicator in ("spot_check_pass_rate", "spot_check_nonconforming_rate"):
        stretches = [[one[:4] for one in line] for line in lines(trend_card(release, State(indicator=indicator)))]
        assert stretches == [
            ["2012", "2013", "2014", "2015", "2016", "2017"],
            ["2018"],
            ["2020", "2021", "2022", "2023", "2024"],
        ]


def test_a_line_joins_years_that_follow_each_other_and_no_others():
    assert joined(year(2016), year(2017), year(2019), year(2020, flags="b"), year(2021, flags="e")) == [
        *(False, True, False, False, True)
    ]


def test_halves_are_joined_over_the_new_year_and_not_over_a_missing_half():
    first, second = (date(2015, 1, 1), date(2015, 6, 30)), (date(2015, 7, 1), date(2015, 12, 31))
    later = (date(2016, 7, 1), date(2016, 12, 31))
    assert joined(row(*first, "half"), row(*second, "half"), row(*later, "half")) == [False, True, False]


def test_a_stock_is_joined_to_one_of_at_most_a_leap_year_before():
    assert joined(day(2023, 12, 31), day(2024, 12, 31), day(2026, 1, 1), day(2027, 1, 3)) == [False, True, True, False]


def test_cumulatives_are_joined_and_spans_never():
    assert joined(day(2018, 5, 6, grain="cumulative"), day(2025, 12, 31, grain="cumulative")) == [False, True]
    spans = [row(date(n, 1, 1), date(n, 12, 31), "span") for n in (2015, 2016)]
    assert joined(*spans) == [False, False]


def test_the_cumulative_recalls_are_one_line(release):
    [line] = lines(trend_card(release, State(indicator="vehicle_recalls", grain="cumulative")))
    assert line[0] == "2018-05-06"
    assert len(line) > 2


def test_a_figure_stands_in_the_middle_of_its_period_and_a_stock_or_cumulative_at_its_day():
    rows = [year(2017), day(2018, 12, 31), row(date(2004, 10, 1), date(2019, 5, 6), "cumulative")]
    places = [mark.at for mark in series_of("全国", rows, RATE, "zh").marks]
    assert places == [date(2017, 7, 2), date(2018, 12, 31), date(2019, 5, 6)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([year(2016), year(2017)], []),
        ([year(2018), year(2020)], ["2019年"]),
        ([year(2009), year(2020)], ["2010至2019年"]),
        ([year(2012), year(2014), year(2017)], ["2013年", "2015至2016年"]),
        ([day(2020, 12, 31), day(2022, 12, 31), day(2025, 12, 31)], ["2021年末", "2023年末", "2024年末"]),
        ([day(2020, 12, 31), day(2023, 6, 30)], []),
        ([day(2018, 5, 6, grain="cumulative"), day(2025, 12, 31, grain="cumulative")], []),
    ],
)
def test_what_is_missing_is_named(rows, words):
    assert missing_periods(rows, "zh") == words


def test_a_missing_half_quarter_or_month_is_named_as_such():
    halves = [row(date(n, 1, 1), date(n, 6, 30), "half") for n in (2015, 2016)]
    assert missing_periods(halves, "zh") == ["2015年下半年"]
    quarters = [
        row(date(2016, 1, 1), date(2016, 3, 31), "quarter"),
        row(date(2016, 7, 1), date(2016, 9, 30), "quarter"),
    ]
    assert missing_periods(quarters, "en") == ["Q2 2016"]
    months = [row(date(2023, 11, 1), date(2023, 11, 30), "month"), row(date(2024, 2, 1), date(2024, 2, 29), "month")]
    assert missing_periods(months, "zh") == ["2023年12月至2024年1月"]


def test_a_break_lies_between_figures_when_one_ends_before_it_and_one_not():
    rows = [year(2017), year(2018)]
    assert crosses(date(2018, 1, 1), rows)
    assert crosses(date(2018, 12, 31), rows)
    assert not crosses(date(2017, 12, 31), rows)
    assert not crosses(date(2019, 1, 1), rows)


def test_the_break_is_drawn_where_figures_stand_on_both_sides_only(release):
    both = State(indicator="spot_check_nonconforming_rate")
    assert len(trend_card(release, both).breaks) == 1
    assert trend_card(release, both.but(dimension="channel", grain="year")).breaks == ()


def test_bars_and_marks_say_when_a_figure_is_a_bound_or_inferred():
    bar = bar_of("全国", year(2017, flags="e", bound="at_most"), RATE, "zh")
    assert (bar.name, bar.number, bar.text, bar.bound, bar.inferred) == ("全国", 90.0, "≤90.0%", "at_most", True)
    assert not bar_of("全国", year(2017, flags="b"), RATE, "zh").inferred
    [mark] = series_of("全国", [year(2017, flags="e", bound="about")], RATE, "zh").marks
    assert (mark.bound, mark.inferred, mark.text) == ("about", True, "约90.0%")


@pytest.mark.parametrize(("bound", "symbol"), [("at_most", "triangle-down-open"), ("about", "circle-open")])
def test_upper_bounds_and_approximations_have_markers_of_their_own(bound, symbol):
    bar = Bar(name="全国", number=90, text="90%", hover=(), bound=bound)
    mark = Mark(at=date(2017, 7, 2), label="2017", number=90, text="90%", hover=(), bound=bound)
    figures = [ranking([bar], None, SCALE, "light"), trend_line([Series(name="", marks=(mark,))], [], SCALE, "light")]
    assert [json.loads(as_json(one))["data"][-1]["marker"]["symbol"] for one in figures] == [[symbol]] * 2


@pytest.mark.parametrize("reference", [70.0, 99.0])
def test_the_axis_reaches_a_reference_that_lies_outside_the_bars(reference):
    bars = [Bar(name=name, number=number, text="", hover=()) for name, number in (("甲", 90.0), ("乙", 91.0))]
    nation = Bar(name="全国", number=reference, text="", hover=())
    low, high = json.loads(as_json(ranking(bars, nation, SCALE, "light")))["layout"]["xaxis"]["range"]
    assert low <= reference <= high


@pytest.fixture
def members(small_release):
    """A release with the pass rate of members of one breakdown: years by member."""

    def make(dimension: str, years: dict[str, tuple[int, ...]]) -> Any:
        plain = {"indicator": "spot_check_pass_rate", "dimension": dimension, "value": 90, "step": 0.1}
        rows = [{**plain, "member": member, "year": n} for member, of in years.items() for n in of]
        return small_release({"observations": rows})

    return make


CHANNEL = State(dimension="channel")


def names(card: Card) -> list[str]:
    return [trace["name"] for trace in traces(card)]


def chosen(card: Card) -> list[str]:
    return [trace["name"] for trace in traces(card) if trace["showlegend"]]


def test_the_members_of_the_first_level_are_drawn_until_others_are_chosen(members):
    release = members("channel", {"production": (2020, 2021), "retail": (2020, 2021), "shop": (2020, 2021)})
    assert names(trend_card(release, CHANNEL)) == ["生产领域", "流通领域"]
    assert chosen(trend_card(release, CHANNEL.but(members=("shop",)))) == ["实体店"]
    assert chosen(trend_card(release, CHANNEL.but(members=("shop", "production")))) == ["生产领域", "实体店"]


def test_parts_stand_for_a_member_that_ended_before_them(members):
    release = members("channel", {"production": (2020, 2021), "retail": (2020,), "shop": (2020, 2021)})
    assert names(trend_card(release, CHANNEL)) == ["生产领域", "实体店"]


def test_members_alone_on_the_second_level_are_drawn(members):
    release = members("channel", {"e_commerce": (2020, 2021), "shop": (2020, 2021)})
    assert names(trend_card(release, CHANNEL)) == ["实体店", "电商"]


def test_beyond_six_members_the_others_are_grey_context(members):
    eight = [id for id, member in catalogue().breakdowns["product_class"].members.items() if not member.parent]
    card = trend_card(members("product_class", dict.fromkeys(eight, (2020, 2021))), State(dimension="product_class"))
    in_legend = {trace["name"]: trace["showlegend"] for trace in traces(card)}
    assert [in_legend[catalogue().member("product_class", id).zh] for id in eight] == [*[True] * 6, *[False] * 2]


def test_members_known_for_one_period_are_bars_and_otherwise_lines(members):
    once = trend_card(members("channel", {"production": (2020,), "retail": (2020,)}), CHANNEL)
    assert [trace["y"] for trace in traces(once)] == [["生产领域", "流通领域"]]
    alone = trend_card(members("channel", {"production": (2020,)}), CHANNEL)
    twice = trend_card(members("channel", {"production": (2020, 2021), "retail": (2021,)}), CHANNEL)
    assert lines(alone) == [["2020-07-01"]]
    assert len(lines(twice)) == 2


def test_the_first_source_is_that_of_the_sentence(small_release):
    plain = {"indicator": "spot_check_pass_rate", "value": 90, "step": 0.1}
    rows = [{**plain, "year": 2020, "source": "older"}, {**plain, "year": 2021, "source": "newer"}]
    release = small_release({"observations": rows, "sources": [{"source": "newer"}, {"source": "older"}]})
    assert [source.id for source in trend_card(release, State()).sources] == ["newer", "older"]


def test_what_is_drawn_until_asked_is_what_has_most_figures(small_release):
    plain = {"indicator": "valid_certificates", "value": 1, "step": 1}
    ends = [date(n, 12, 31) for n in (2020, 2021, 2022)]
    abroad = [{**plain, "grain": "moment", "region": "coverage:with_abroad", "period": d, "until": d} for d in ends]
    years = [{**plain, "year": n, "region": "coverage:with_abroad"} for n in (2020, 2021)]
    nation = [{**plain, "year": n} for n in (2019, 2020, 2021, 2022)]
    province = [{**plain, "year": 2010 + n, "region": "440000"} for n in range(8)]
    targets = [{**plain, "year": 2030 + n, "status": "target"} for n in range(5)]
    changes = [{**plain, "year": 2010 + n, "measure": "change"} for n in range(5)]
    release = small_release({"observations": [*abroad, *years, *nation, *province, *targets, *changes]})
    choices = choices_of(release, "valid_certificates")
    assert sum(one.figures for one in choices.having()) == 17, "a change is no choice, and a target none beside figures"
    assert choices.regions("all") == ["100000", "coverage:with_abroad", "440000"]
    plainly = filled(State(indicator="valid_certificates"), choices)
    assert (plainly.dimension, plainly.regions, plainly.grain) == ("all", ("coverage:with_abroad",), "moment")
    assert filled(State(indicator="valid_certificates", regions=("440000",)), choices).grain == "year"


def test_of_equally_many_figures_the_nation_and_the_year_come_first(small_release):
    plain = {"indicator": "valid_certificates", "value": 1, "step": 1}
    end = {"grain": "moment", "period": date(2020, 12, 31), "until": date(2020, 12, 31)}
    rows = [
        {**plain, **when, "region": place}
        for when in (end, {"year": 2020})
        for place in ("coverage:with_abroad", "100000")
    ]
    choices = choices_of(small_release({"observations": rows}), "valid_certificates")
    plainly = filled(State(indicator="valid_certificates"), choices)
    assert (plainly.regions, plainly.grain) == (("100000",), "year")

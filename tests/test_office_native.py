"""A card's figure as a chart that Office draws: the same figures, gaps that stay gaps, and nothing unfaithful."""

import json

import pytest

from exports.office.native import natives_of
from exports.office.number_format import format_of, unit_of
from views.named import card_named
from views.state import State

MANY = State(regions=("440000", "330000", "110000"), dataset="demo")


def native(release, view, state=None):
    found = natives_of(card_named(view, release, state or State(dataset=release.dataset)).figure)
    return found[0] if len(found) == 1 else found


def traces(release, view, state=None):
    figure = card_named(view, release, state or State(dataset=release.dataset)).figure
    return json.loads(figure)["data"]


def known(series):
    return [value for value in series.values if value is not None]


def test_a_line_is_a_series_for_each_unbroken_stretch(release):
    chart = native(release, "trends")
    assert chart.kind == "line"
    assert chart.categories == tuple(str(year) for year in range(2012, 2025))
    assert [known(one) for one in chart.series] == [trace["y"] for trace in traces(release, "trends")]
    assert {one.name for one in chart.series} == {"全国"}
    assert all(one.values[chart.categories.index("2019")] is None for one in chart.series)


def test_intervals_texts_and_hollow_marks_come_along(release):
    points = [point for one in native(release, "trends").series for point in one.points if point.value is not None]
    assert [point.label for point in points if point.label] == ["92.3%", "85.7%"]
    of_2024 = points[-1]
    assert of_2024.low < 85.7386138613862 < of_2024.high
    assert points[0].low is None
    assert any(point.hollow for point in points)


def test_months_stand_as_far_apart_as_they_are(release):
    chart = native(release, "compulsory")
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == ("2019-03", "2025-01", 71)
    assert chart.spans
    assert chart.axis.title == "张"
    context = [one for one in chart.series if one.colour == "#b5bec9"]
    assert context
    assert not any(one.shown for one in context)


def test_a_missing_quarter_is_called_as_the_quarters_of_other_years(demo):
    """The figure of quarters with all figures of a period taken out, as of one that was never published."""
    figure = json.loads(card_named("trends", demo, State(dataset="demo", grain="quarter")).figure)
    (drawn,) = natives_of(json.dumps(figure))
    whole = drawn.categories
    gone = figure["data"][0]["x"][5]
    for trace in figure["data"]:
        kept = [n for n, at in enumerate(trace["x"]) if at != gone]
        for name, values in trace.items():
            if isinstance(values, list) and len(values) == len(trace["x"]) and name != "x":
                trace[name] = [values[n] for n in kept]
        trace["x"] = [trace["x"][n] for n in kept]
    (cut,) = natives_of(json.dumps(figure))
    assert cut.categories == whole
    assert all(whole)
    assert cut.series[0].values[5] is None


def test_context_is_grey_and_only_the_first_stretch_is_named(demo):
    chart = native(demo, "trends", MANY)
    assert [one.name for one in chart.series if one.shown] == ["广东", "浙江", "北京"]
    assert len({one.dash for one in chart.series if one.shown}) == 3
    assert sum(one.colour == "#b5bec9" for one in chart.series) > 50


@pytest.mark.parametrize("view", ["recall_parts", "schemes", "certificates_by_province"])
def test_bars_stand_from_zero_in_the_order_of_the_chart(release, view):
    chart, (trace,) = native(release, view), traces(release, view)
    assert (chart.kind, chart.axis.low) == ("bars", 0)
    assert known(chart.series[0]) == trace["x"]
    assert [point.label for point in chart.series[0].points] == trace["text"]


def test_names_over_bars_are_the_categories(release):
    assert native(release, "recall_parts").categories == ("全部", "设计", "制造", "标识等其他")
    english = native(release, "schemes", State(language="en")).categories
    assert "Management system certification" in english


def test_rates_side_by_side_are_marks_with_their_intervals_and_a_reference(demo):
    few = State(dataset="demo", compare="city", within="420000")
    chart, (dots, _) = native(demo, "regions", few), traces(demo, "regions", few)
    assert chart.kind == "markers"
    assert chart.categories == tuple(dots["y"])
    assert known(chart.series[0]) == dots["x"]
    assert chart.axis.low > 0
    point = chart.series[0].points[0]
    assert point.high - point.value == pytest.approx(dots["error_x"]["array"][0])
    assert point.value - point.low == pytest.approx(dots["error_x"]["arrayminus"][0])
    reference = chart.series[-1]
    assert (reference.role, reference.name, set(reference.values)) == ("reference", "全国 86.0%", {86.0})
    assert chart.mark == "演示数据"


def test_parts_of_a_whole_are_stacked(release):
    chart = native(release, "composition")
    assert chart.kind == "stacked"
    assert [one.name for one in chart.series] == ["大型", "中型", "小型"]
    assert [known(one) for one in chart.series] == [trace["x"] for trace in traces(release, "composition")]


@pytest.mark.parametrize("form", ["map", "funnel", "heat", "multiples", "adjusted", "pairs"])
def test_forms_that_office_does_not_have_are_none(demo, form):
    assert not native(demo, "regions", State(dataset="demo", form=form))


def test_several_dots_in_a_row_are_no_native_chart(demo):
    state = State(
        dataset="demo", indicator="all_levels_pass_rate", compare="county", within="510000", grain="year", form="dots"
    )
    assert max(len(trace["y"]) for trace in traces(demo, "regions", state)) > 40
    assert not native(demo, "regions", state)


@pytest.mark.parametrize("form", ["change", "effects", "multiples"])
def test_forms_of_members_that_office_does_not_have_are_none(demo, form):
    assert not native(demo, "breakdowns", State(dataset="demo", form=form))


def test_panels_are_charts_of_the_same_periods_with_their_latest_figure_above(release):
    charts = native(release, "recalls")
    told = [chart.title for chart in charts]
    assert told == [
        "汽车召回次数 2025: 190次",
        "汽车召回涉及数量 2025: 684.6万辆",
        "平均每次汽车召回涉及数量 2025: 3.60万辆/次",
    ]
    assert len({chart.categories for chart in charts}) == 1
    assert [chart.axis.title for chart in charts] == ["次", "辆", "辆/次"], "titles may count in 万"
    assert all(chart.axis.low == 0 for chart in charts), "counts begin at zero on the page as well"
    assert [value for chart in charts for one in chart.series for value in known(one)] == [
        value for trace in traces(release, "recalls") for value in trace["y"]
    ]


def test_what_holds_more_lines_than_office_keeps_is_none(demo):
    state = State(dataset="demo", regions=("440000",), grain="month")
    assert len(traces(demo, "trends", state)) > 255
    assert not native(demo, "trends", state)


def test_a_line_among_grey_ones_is_named_as_on_the_page(release):
    assert native(release, "compulsory").has_legend
    assert not native(release, "trends").has_legend


def test_ranks_are_not_counted_in_per_cent(demo):
    chart = native(demo, "regions", State(dataset="demo", compare="city", within="420000", form="ranks"))
    assert chart.axis.title == ""
    assert chart.series[0].points[0].label.startswith("第")


def test_nothing_gives_nothing():
    assert not natives_of(None)
    assert not natives_of(json.dumps({"data": [], "layout": {}}))


def test_figures_known_by_a_bound_are_never_joined():
    hover = ["2013年  召回  ＞5辆", "2014年  召回  ≤9辆"]
    bound = {"symbol": ["triangle-up-open", "triangle-down-open"], "size": 12, "color": "#1f5fa8"}
    trace = {"type": "scatter", "mode": "markers+text", "x": ["2013-07-02", "2014-07-02"], "y": [5, 9], "marker": bound}
    axes = {"xaxis": {"ticktext": ["2013"]}, "yaxis": {"tickvals": [0, 5, 10], "ticktext": ["0", "5", "10辆"]}}
    figure = {"data": [{**trace, "text": ["", ""], "customdata": hover, "name": "召回"}], "layout": axes}
    (chart,) = natives_of(json.dumps(figure))
    assert not chart.series[0].joined
    assert [(point.symbol, point.hollow) for point in chart.series[0].points] == [("triangle", True), ("diamond", True)]
    assert chart.stand_in


@pytest.mark.parametrize(
    ("values", "texts", "format"),
    [
        ([92.27799227799228, 73.6842105], ["92.3%", "73.7%"], '0.0"%"'),
        ([4190049.0, 583.0], ["4,190,049张", "583张"], '#,##0"张"'),
        ([12.495, -16.6, 0.0], ["+12.5点", "−16.6点", "0.0点"], '"+"0.0"点";"−"0.0"点";0.0"点"'),
        ([0.25], ["0.3"], "0.0"),
        ([6846000.0], ["684.6万辆"], ""),
        ([92.27], ["92.4%"], ""),
        ([0.04], ["0.0点"], '0.0"点"'),
        ([12.5, 0.04], ["+12.5点", "0.0点"], ""),
        ([1.0, 2.0], ["1次", "2.0次"], ""),
        ([1.0], ['1"'], ""),
    ],
)
def test_a_number_format_writes_just_the_text_or_there_is_none(values, texts, format):
    assert format_of(values, texts) == format


def test_a_unit_is_what_all_texts_count():
    assert unit_of(["684.6万辆", "251辆", "5,000"]) == "辆"
    assert unit_of(["1.5 million vehicles", "3 vehicles"]) == "vehicles"
    assert unit_of(["3辆", "4次"]) == ""

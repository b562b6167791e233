"""Intervals, control limits and steps: drawn as on file, and their ends where the numbers say."""

import json
from dataclasses import replace
from datetime import date

import pytest

from charts.control_lines import MOST_WHISKERS
from charts.marks import Bar, ControlLimits, Mark, Scale, Series
from charts.ranking import ranking
from charts.style import COLOURS, THEMES, as_json
from charts.trend_line import trend_line
from charts.waterfall import waterfall

RATE = Scale(from_zero=False, language="zh", unit="%")
COUNT = Scale(from_zero=True, language="zh", unit="次")
RULE = "超出控制限"
USUAL = ControlLimits(90.0, 88.0, 92.0)
LATER = ControlLimits(94.0, 93.0, 95.0)


def mark(year: int, number: float, **given) -> Mark:
    text = f"{number}%"
    plain = {"at": date(year, 7, 2), "label": str(year), "text": text, "hover": (f"{year}年 {text}", "区间")}
    return Mark(**{**plain, "number": number, "joined": year > 2001, **given})


def drawn(figure) -> dict:
    told: dict = json.loads(as_json(figure))
    return told


WATCHED = Series(
    name="全国",
    marks=(
        mark(2001, 90.0, low=89.0, high=91.5, limits=USUAL),
        mark(2002, 96.0, low=95.0, high=96.5, limits=USUAL, signal=RULE, hover=("2002年 96.0%", f"信号：{RULE}")),
        mark(2003, 90.5, limits=USUAL),
        mark(2004, 91.0, bound="at_least", low=None, high=None),
        mark(2005, 94.0, low=92.5, high=94.5, limits=LATER, joined=False),
        mark(2006, 94.2, low=84.0, high=98.0, limits=LATER, inferred=True),
    ),
)
CLASSES = [
    Bar(name="甲", number=95.0, text="95.0%", hover=("95.0%",), low=94.0, high=96.2, side="above", judged="better"),
    Bar(name="乙", number=91.0, text="91.0%", hover=("91.0%",), low=89.0, high=92.8, side="alike"),
    Bar(name="丙", number=85.0, text="85.0%", hover=("85.0%",), low=80.0, high=88.0, side="below", judged="worse"),
    Bar(name="丁", number=84.0, text="≥84.0%", hover=("84.0%",), bound="at_least"),
    Bar(name="戊", number=83.0, text="83.0%", hover=("83.0%",), low=60.0, high=96.0, highlighted=False),
]
NATION = Bar(name="全国", number=91.5, text="91.5%", hover=())
ENDS = [
    Bar(name="2022年", number=9.4, text="9.4%", hover=("9.4%",)),
    Bar(name="2023年", number=12.0, text="12.0%", hover=("12.0%",)),
]
STEPS = [
    Bar(name=name, number=number, text=f"{number:+}", hover=(name,))
    for name, number in (("率变动", 2.0), ("构成变动", 0.9), ("新列入", -0.5), ("退出", 0.2))
]
STEPS = [replace(step, judged="worse" if step.number > 0 else "better") for step in STEPS]
FORMS = {
    "waterfall": lambda theme: waterfall(ENDS[0], STEPS, ENDS[1], RATE, theme),
    "trend_line.watched": lambda theme: trend_line([WATCHED], [], RATE, theme),
    "ranking.classes": lambda theme: ranking(CLASSES, NATION, RATE, theme),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("form", FORMS)
def test_form_is_drawn_as_on_file(form, theme, matches_snapshot):
    matches_snapshot(f"{form}.{theme}", as_json(FORMS[form](theme)))


def ends_of(trace: dict, along: str) -> list[tuple[float, float] | None]:
    """Where the whiskers of a trace begin and end; None where there is none."""
    bars, places = trace[f"error_{along}"], trace[along]
    pairs = zip(places, bars["arrayminus"], bars["array"], strict=True)
    return [None if plus is None else (place - minus, place + plus) for place, minus, plus in pairs]


def line_of(figure: dict, year: int) -> tuple[dict, int]:
    """The trace that draws the mark of a year, and the mark's place in it."""
    marked = [trace for trace in figure["data"] if "markers" in trace["mode"]]
    found = [(trace, trace["x"].index(f"{year}-07-02")) for trace in marked if f"{year}-07-02" in trace["x"]]
    assert len(found) == 1
    return found[0]


def test_whiskers_of_a_line_end_where_the_intervals_do():
    figure = drawn(trend_line([WATCHED], [], RATE, "light"))
    for one in WATCHED.marks:
        trace, n = line_of(figure, one.at.year)
        if one.bound != "exact":
            assert "error_y" not in trace, "a bound has no interval"
            continue
        wanted = None if one.low is None else pytest.approx((one.low, one.high))
        assert ends_of(trace, "y")[n] == wanted, "a whisker of no length would say that a figure is certain"


def test_whiskers_of_dots_end_where_the_intervals_do():
    dots, texts = drawn(ranking(CLASSES, NATION, RATE, "light"))["data"]
    wanted = [None if bar.low is None else pytest.approx((bar.low, bar.high)) for bar in CLASSES]
    assert ends_of(dots, "x") == wanted
    assert dots["error_x"]["array"][3] is dots["error_x"]["arrayminus"][3] is None, "a bound has no interval"
    assert texts["x"] == [96.2, 92.8, 80.0, 84.0, 96.0], "beside its whisker, away from the line of the nation"
    assert texts["textposition"] == [f"middle {side}" for side in ("right", "right", "left", "left", "right")]
    assert texts["marker"] == {"size": dots["marker"]["size"], "opacity": 0}, "as far from it as from a dot"


def test_dots_without_intervals_draw_no_whiskers():
    plain = [replace(bar, low=None, high=None) for bar in CLASSES]
    [dots] = drawn(ranking(plain, None, RATE, "light"))["data"]
    assert "error_x" not in dots
    assert dots["text"] == [bar.text for bar in plain]


def many(count: int) -> Series:
    marks = [mark(1900 + n, 50.0 + n % 5, low=20.0, high=99.0, joined=n > 0) for n in range(count)]
    return Series(name="全国", marks=tuple(replace(one, hover=("50%", "95%区间：20%至99%")) for one in marks))


def test_whiskers_that_would_hide_the_line_stay_in_the_hover():
    for count, has_whiskers in ((MOST_WHISKERS, True), (MOST_WHISKERS + 1, False)):
        figure = drawn(trend_line([many(count)], [], RATE, "light"))
        [line] = [trace for trace in figure["data"] if "markers" in trace["mode"]]
        assert ("error_y" in line) == has_whiskers
        assert all("95%区间：20%至99%" in hover for hover in line["customdata"])
        assert (figure["layout"]["yaxis"]["range"][0] < 20) == has_whiskers, "an axis holds what is drawn, no more"


def test_of_several_lines_and_of_grey_ones_no_interval_is_drawn():
    other = replace(WATCHED, name="中部")
    for series in ([WATCHED, other], [replace(WATCHED, highlighted=False), replace(other, highlighted=False)]):
        figure = drawn(trend_line(series, [], RATE, "light"))
        assert not [trace for trace in figure["data"] if "error_y" in trace or trace["mode"] == "lines"]
        assert not [symbol for trace in figure["data"] for symbol in trace["marker"]["symbol"] if symbol == "diamond"]


def test_limits_run_in_steps_and_stop_where_there_are_none():
    lines = [trace for trace in drawn(trend_line([WATCHED], [], RATE, "light"))["data"] if trace["mode"] == "lines"]
    assert [line["y"] for line in lines] == [
        [part, part, part, None, later, later] for part, later in ((90.0, 94.0), (88.0, 93.0), (92.0, 95.0))
    ]
    assert {line["line"]["shape"] for line in lines} == {"hvh"}
    assert [line["line"]["dash"] for line in lines] == ["solid", "dash", "dash"], "the mean is told from its limits"
    assert not any(line.get("connectgaps") for line in lines)
    bare = replace(WATCHED, marks=tuple(replace(one, limits=None) for one in WATCHED.marks))
    assert not [trace for trace in drawn(trend_line([bare], [], RATE, "light"))["data"] if trace["mode"] == "lines"]


def test_the_texts_of_a_watched_line_stand_clear_of_its_limits():
    def side(upper: float) -> str:
        limits = ControlLimits(90.0, 89.0, upper)
        marks = tuple(mark(2001 + n, 91.0 if n == 12 else 90.0, limits=limits) for n in range(13))
        last = drawn(trend_line([replace(WATCHED, marks=marks)], [], RATE, "light"))["data"][-1]
        assert last["text"][-1] == "91.0%"
        return str(last["textposition"][-1])

    assert side(upper=92.0) == "top center"
    assert side(upper=91.1) != "top center", "there a dashed line would run through it"


def test_an_axis_holds_every_limit_and_every_whisker():
    wide = replace(WATCHED, marks=(*WATCHED.marks, mark(2007, 94.0, limits=ControlLimits(94, 70, 99.5))))
    low, high = drawn(trend_line([wide], [], RATE, "light"))["layout"]["yaxis"]["range"]
    assert low <= 70
    assert high >= 99.5
    left, right = drawn(ranking(CLASSES, NATION, RATE, "light"))["layout"]["xaxis"]["range"]
    assert left <= 60
    assert right >= 96.2
    events = replace(WATCHED, marks=tuple(replace(one, low=0.0, high=130.0) for one in WATCHED.marks))
    low, high = drawn(trend_line([events], [], COUNT, "light"))["layout"]["yaxis"]["range"]
    assert low == 0
    assert high >= 130


def test_a_diamond_stands_only_where_a_rule_is_broken_and_its_hover_names_it():
    figure = drawn(trend_line([WATCHED], [], RATE, "light"))
    for one in WATCHED.marks:
        trace, n = line_of(figure, one.at.year)
        symbol, colour = trace["marker"]["symbol"][n], trace["marker"]["color"]
        assert (symbol == "diamond") == bool(one.signal)
        own = colour if isinstance(colour, str) else colour[n]
        assert own == COLOURS["light"][bool(one.signal)]
        assert (RULE in trace["customdata"][n]) == bool(one.signal)
    assert line_of(figure, 2006)[0]["marker"]["symbol"][1] == "circle-open-dot", "inferred stays open"


@pytest.mark.parametrize("theme", THEMES)
def test_classes_are_told_by_symbol_and_by_colour(theme):
    dots = drawn(ranking(CLASSES, NATION, RATE, theme))["data"][0]
    above, alike, below, bound, context = zip(dots["marker"]["symbol"], dots["marker"]["color"], strict=True)
    assert [symbol for symbol, _ in (above, alike, below, bound)] == [
        "triangle-up",
        "circle",
        "triangle-down",
        "triangle-up-open",
    ]
    assert len({symbol for symbol, _ in (above, alike, below)}) == 3, "told apart in grey"
    blue, orange = COLOURS[theme][:2]
    assert [colour for _, colour in (above, alike, below)] == [blue, THEMES[theme]["muted"], orange]
    assert context == ("circle", THEMES[theme]["context"])


def test_what_is_worse_is_orange_on_either_side():
    turned = [replace(CLASSES[0], judged="worse"), replace(CLASSES[2], judged="better")]
    marker = drawn(ranking(turned, NATION, RATE, "light"))["data"][0]["marker"]
    assert marker["symbol"] == ["triangle-up", "triangle-down"]
    assert marker["color"] == [COLOURS["light"][1], COLOURS["light"][0]]


def test_each_step_begins_where_the_one_before_ends_and_the_last_ends_at_the_last_figure():
    steps, dots, texts = drawn(waterfall(ENDS[0], STEPS, ENDS[1], RATE, "light"))["data"]
    ends = [base + x for base, x in zip(steps["base"], steps["x"], strict=True)]
    assert steps["base"] == pytest.approx([ENDS[0].number, *ends[:-1]])
    assert ends[-1] == pytest.approx(ENDS[1].number)
    assert dots["x"] == [ENDS[0].number, ENDS[1].number]
    assert dots["marker"]["symbol"] == ["circle-open", "circle"], "before and after are told apart in grey"
    assert steps["marker"]["color"] == [COLOURS["light"][n] for n in (1, 1, 0, 1)], "orange is worse, as everywhere"
    assert texts["text"] == ["+2.0", "+0.9", "-0.5", "+0.2"], "the sign says the same in grey"
    for at, *pair in zip(texts["x"], steps["base"], ends, strict=True):
        assert at > max(pair), "no text lies on its step"


def test_a_waterfall_holds_every_step_and_names_each_row_once_from_the_top():
    falls = [replace(STEPS[0], number=-9.0), replace(STEPS[1], number=11.6)]
    layout = drawn(waterfall(ENDS[0], falls, ENDS[1], RATE, "dark"))["layout"]
    left, right = layout["xaxis"]["range"]
    assert left <= 0.4
    assert right >= 12.0
    assert layout["yaxis"]["tickvals"] == ["2022年", "率变动", "构成变动", "2023年"]
    assert layout["yaxis"]["autorange"] == "reversed"

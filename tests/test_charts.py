"""Chart forms: drawn as on file, and true to their marks whatever these are."""

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from charts.dumbbell import dumbbell
from charts.hover import hover_text
from charts.log_strip import log_strip
from charts.marks import Bar, BreakLine, Layer, Mark, Pair, Scale, Series
from charts.named_bars import named_bars
from charts.ranking import ranking
from charts.small_multiples import small_multiples
from charts.spark_line import spark_line
from charts.stacked_bars import stacked_bars
from charts.style import COLOURS, THEMES, as_json
from charts.ticks import period_ticks, value_ticks
from charts.trend_line import trend_line

RATE = Scale(from_zero=False, language="zh", unit="%")
COUNT = Scale(from_zero=True, language="zh", unit="辆")
HOSTILE = '<b>甲</b> & <a href="x">乙</a>'


def mark(year: int, number: float, text: str = "", **given) -> Mark:
    plain = {"hover": (f"{year}年 {text}",), "label": str(year), "at": date(year, 7, 2)}
    return Mark(**{**plain, "number": number, "text": text or f"{number}%", **given})


def drawn(figure) -> dict:
    told: dict = json.loads(as_json(figure))
    return told


LINE = Series(
    name="全国",
    marks=(
        mark(2016, 91.6, joined=False),
        mark(2017, 91.5),
        mark(2018, 89.7, joined=False),
        mark(2020, 90.0, joined=False, inferred=True),
        mark(2021, 87.8),
    ),
)
UNITS = Series(
    name="全国",
    marks=(
        mark(2012, 3203000, "320.3万辆", joined=False),
        mark(2013, 5000000, "＞500万辆", bound="more_than"),
        mark(2014, 6000000, "600万辆"),
        mark(2015, 7000000, "700万辆"),
    ),
)
SEVERAL = [
    Series(name="大型", marks=(mark(2022, 1.6, joined=False), mark(2023, 0.8))),
    Series(name="小型", marks=(mark(2022, 10.1, joined=False), mark(2023, 13.2))),
    Series(name="其他", marks=(mark(2022, 5, joined=False), mark(2023, 6)), highlighted=False),
]
BREAK = BreakLine(since=date(2018, 1, 1), text="口径变化")
BARS = [
    Bar(name="中部", number=93.0, text="93.0%", hover=("93.0%",)),
    Bar(name="东部", number=90.9, text="90.9%", hover=()),
]
NATION = Bar(name="全国", number=91.5, text="91.5%", hover=())

SHARES = [
    Layer(name=name, bars=tuple(Bar(name=year, number=n, text=f"{n}%", hover=(f"{year}年",)) for year, n in shares))
    for name, shares in (("大型", (("2017", 10.1), ("2018", 5.2))), ("小型", (("2017", 89.9), ("2018", 94.8))))
]
PAIRS = [
    Pair(before=replace(BARS[0], number=92.0), after=BARS[0], change="+1.0个百分点"),
    Pair(before=replace(BARS[1], bound="at_least"), after=BARS[1], change="", joined=False),
]

DOTS = [
    Bar(name=HOSTILE, number=number, text=f"{number}辆", hover=(HOSTILE, f"{number}辆"), highlighted=number > 10**6)
    for number in (2_016_384, 45_000, 44_000, 900, 905, 1, 0)
]

FORMS = {
    "small_multiples": lambda theme: small_multiples([*SEVERAL[:2], LINE], SEVERAL[2], [BREAK], RATE, theme),
    "stacked_bars": lambda theme: stacked_bars(SHARES, ["2017", "2018"], theme),
    "dumbbell": lambda theme: dumbbell(PAIRS, ("2016年", "2017年"), RATE, theme),
    "trend_line.break": lambda theme: trend_line([LINE], [BREAK], RATE, theme),
    "trend_line.bounds": lambda theme: trend_line([UNITS], [], COUNT, theme),
    "trend_line.several": lambda theme: trend_line(SEVERAL, [], RATE, theme),
    "trend_line.one_point": lambda theme: trend_line([Series(name="全国", marks=LINE.marks[:1])], [], RATE, theme),
    "ranking.dots": lambda theme: ranking(BARS, NATION, RATE, theme),
    "named_bars": lambda theme: named_bars(BARS, COUNT, theme),
    "log_strip": lambda theme: log_strip(DOTS, COUNT, theme),
    "ranking.bars": lambda theme: ranking(BARS, None, COUNT, theme),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("form", FORMS)
def test_form_is_drawn_as_on_file(form, theme, matches_snapshot):
    matches_snapshot(f"{form}.{theme}", as_json(FORMS[form](theme)))


def test_a_line_never_runs_over_a_gap_a_break_or_a_bound():
    stretches = [trace["y"] for trace in drawn(trend_line([LINE], [BREAK], RATE, "light"))["data"]]
    assert stretches == [[91.6, 91.5], [89.7], [90.0, 87.8]]
    lines = [trace["y"] for trace in drawn(trend_line([UNITS], [], COUNT, "light"))["data"] if "lines" in trace["mode"]]
    assert lines == [[3203000], [6000000, 7000000]], "a line must not join the years on both sides of a bound"


def test_a_bound_is_an_open_marker_on_its_side_and_an_inferred_figure_an_open_one():
    bound = drawn(trend_line([UNITS], [], COUNT, "light"))["data"][-1]
    assert bound["marker"]["symbol"] == ["triangle-up-open"]
    assert bound["text"] == ["＞500万辆"]
    line = drawn(trend_line([LINE], [], RATE, "light"))["data"]
    assert [trace["marker"]["symbol"] for trace in line] == [
        ["circle", "circle"],
        ["circle"],
        ["circle-open-dot", "circle"],
    ]


def test_the_texts_at_marks_are_the_display_texts():
    texts = [text for trace in drawn(trend_line([LINE], [], RATE, "light"))["data"] for text in trace["text"]]
    assert texts == ["91.6%", "91.5%", "89.7%", "90.0%", "87.8%"]


def test_many_long_texts_leave_only_the_extremes_and_the_last():
    long = tuple(mark(2010 + n, n * 1000.0, f"{n},000.0万辆", joined=n > 0) for n in (1, 9, 2, 3, 5))
    texts = [
        text
        for trace in drawn(trend_line([Series(name="x", marks=long)], [], COUNT, "light"))["data"]
        for text in trace["text"]
    ]
    assert texts == ["1,000.0万辆", "9,000.0万辆", "", "", "5,000.0万辆"]


def test_dots_lie_by_the_logarithm_and_those_alike_in_one_pile():
    figure = drawn(log_strip(DOTS, COUNT, "light"))
    [trace] = figure["data"]
    assert [int(at) for at in trace["x"]] == [6, 4, 4, 2, 2, 0, 0]
    assert trace["y"] == [1, 2, 1, 1, 2, 2, 1]
    assert trace["text"] == ["2016384辆", "", "", "", "", "", ""]
    assert figure["layout"]["xaxis"]["ticktext"] == ["1", "10", "100", "1,000", "1万", "10万", "100万", "1,000万"]
    assert drawn(log_strip([], COUNT, "light"))["data"][0].get("x", []) == []


def test_the_break_is_marked_where_it_lies():
    layout = drawn(trend_line([LINE], [BREAK], RATE, "light"))["layout"]
    assert [(shape["x0"], shape["x1"]) for shape in layout["shapes"]] == [("2018-01-01", "2018-01-01")]
    assert [note["text"] for note in layout["annotations"]] == ["口径变化"]


def test_counts_start_at_zero_and_rates_do_not():
    assert drawn(trend_line([UNITS], [], COUNT, "light"))["layout"]["yaxis"]["range"][0] == 0
    assert drawn(trend_line([LINE], [], RATE, "light"))["layout"]["yaxis"]["range"][0] > 80
    assert drawn(ranking(BARS, None, COUNT, "light"))["layout"]["xaxis"]["range"][0] == 0


def test_series_are_told_apart_in_grey_and_context_stays_out_of_the_legend():
    traces = drawn(trend_line(SEVERAL, [], RATE, "light"))["data"]
    told = {trace["name"]: (trace["line"]["dash"], trace["marker"]["symbol"][0]) for trace in traces}
    assert told["大型"] != told["小型"]
    assert {trace["name"]: trace["showlegend"] for trace in traces} == {"大型": True, "小型": True, "其他": False}


def test_one_series_before_its_context_carries_its_texts_and_its_name():
    context = Series(name="其他", marks=(mark(2016, 80, joined=False), mark(2017, 99)), highlighted=False)
    figure = drawn(trend_line([LINE, context], [], RATE, "light"))
    texts = {trace["name"]: [text for text in trace["text"] if text] for trace in figure["data"]}
    assert texts["其他"] == []
    assert texts["全国"]
    assert figure["layout"]["showlegend"]
    assert figure["data"][0]["name"] == "其他", "the context lies behind"
    low, high = figure["layout"]["yaxis"]["range"]
    assert low <= 80 < 99 <= high


def test_a_long_name_takes_two_lines_of_the_legend():
    long = Series(name="National total (sum of provinces, holders abroad not counted)", marks=LINE.marks)
    assert "<br>" in drawn(trend_line([long, LINE], [], RATE, "light"))["data"][0]["name"]


@pytest.mark.parametrize("scale", [RATE, COUNT])
def test_context_among_bars_is_grey(scale):
    grey = Bar(name="其他", number=92.0, text="92.0%", hover=(), highlighted=False)
    colours = drawn(ranking([BARS[0], grey], None, scale, "light"))["data"][0]["marker"]["color"]
    assert colours == [COLOURS["light"][0], THEMES["light"]["context"]]


def test_a_spark_line_joins_only_what_the_line_joins_and_names_its_ends():
    picture = ElementTree.fromstring(spark_line(LINE, "light"))
    lines = [len(line.attrib["points"].split()) for line in picture.iter("{http://www.w3.org/2000/svg}polyline")]
    assert lines == [2, 2]
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}circle"))) == 2
    assert picture.attrib["aria-label"] == "全国: 2016 91.6% – 2021 87.8%"


def test_a_spark_line_of_one_or_no_exact_figure():
    assert "<circle" in spark_line(Series(name="甲", marks=LINE.marks[:1]), "dark")
    assert spark_line(Series(name="甲", marks=UNITS.marks[1:2]), "light") == ""
    assert "<b>" not in spark_line(Series(name=HOSTILE, marks=(mark(2020, 1.0, HOSTILE),)), "light")


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


def test_names_are_drawn_letter_for_letter():
    nasty = Series(name=HOSTILE, marks=(mark(2020, 1.0, HOSTILE, hover=(HOSTILE,), label=HOSTILE, joined=False),))
    bar = Bar(name=HOSTILE, number=1, text=HOSTILE, hover=(HOSTILE,))
    figures = [
        trend_line([nasty, nasty], [BreakLine(since=date(2020, 1, 1), text=HOSTILE)], RATE, "light"),
        ranking([bar], bar, COUNT, "light"),
    ]
    told = [text for figure in figures for text in strings(drawn(figure)) if "甲" in text]
    assert len(told) >= 10
    assert not [text for text in told if "<b>" in text or "<a " in text]
    assert any("&lt;b&gt;甲&lt;/b&gt; &amp;" in text for text in told)


def test_nothing_to_draw_is_an_empty_figure_and_no_error():
    assert drawn(trend_line([], [], RATE, "light"))["data"] == []
    assert drawn(ranking([], None, RATE, "light"))["data"][0].get("x", []) == []


@pytest.mark.parametrize(
    ("low", "high", "scale", "texts"),
    [
        (84.2, 94.0, RATE, ["84%", "86%", "88%", "90%", "92%", "94%"]),
        (0, 20048000, COUNT, ["0", "500万", "1,000万", "1,500万", "2,000万", "2,500万辆"]),
        (5, 5, RATE, ["4.0%", "4.5%", "5.0%", "5.5%", "6.0%"]),
    ],
)
def test_ticks_are_round_and_carry_their_unit(low, high, scale, texts):
    values, written = value_ticks(low, high, scale)
    assert written == texts
    assert values[0] <= low
    assert values[-1] >= high


def test_periods_on_the_axis_keep_apart_and_end_with_the_last():
    marks = [mark(2000 + n, n) for n in range(25)]
    ticks = period_ticks(marks, 7)
    assert ticks[-1] == marks[-1]
    assert len(ticks) <= 8
    clustered = [mark(2019, 1), *(Mark(**{**mark(2022, 1).__dict__, "at": date(2022, m, 28)}) for m in range(1, 13))]
    assert len(period_ticks(clustered, 5)) <= 6


def test_hover_lines_wrap_for_a_phone():
    wrapped = hover_text(("来源：" + "国家市场监督管理总局" * 5, "", "Numerator / denominator: 3,601 / 25,250"))
    assert max(len(line) for line in wrapped.split("<br>")) <= 44
    assert "Numerator / denominator: 3,601 / 25,250" in wrapped.split("<br>")[-1]


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear: list[float] = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


@pytest.mark.parametrize("theme", THEMES)
def test_colours_keep_the_contrast_that_wcag_asks(theme):
    """3:1 for marks and lines, 4.5:1 for text (WCAG 2.2, 1.4.11 and 1.4.3)."""
    paper = luminance(THEMES[theme]["paper"])

    def contrast(colour: str) -> float:
        brighter, darker = sorted((luminance(colour), paper), reverse=True)
        return float((brighter + 0.05) / (darker + 0.05))

    assert all(contrast(colour) >= 3 for colour in COLOURS[theme])
    assert all(contrast(THEMES[theme][name]) >= 4.5 for name in ("ink", "muted"))

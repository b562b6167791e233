"""Regions beside each other as points, dots and spines: drawn as on file, and readable on a phone and on a desk."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from math import sqrt

import pytest

from charts.dot_rows import dot_rows
from charts.funnel import funnel
from charts.marks import Bar, DotRow, Limit, Point, Scale, SpineRow
from charts.picking import chosen_id
from charts.scatter import scatter
from charts.spine import spine
from charts.style import COLOURS, THEMES, WORSE, as_json
from exports.engine import chart_svg
from regions import provinces
from tests.drawn import Drawn, marks, texts
from tests.test_charts import HOSTILE, RATE, drawn, strings

COUNT = Scale(from_zero=True, language="zh", unit="张")
PHONE, DESK, HIGH, ASIDE = 358, 1100, 10, 5
BETTER, ALIKE, POORER = {"side": "above", "judged": "better"}, {"side": "alike"}, {"side": "below", "judged": "worse"}
NATIONS = {"zh": "全国", "en": "National total (sum of provinces)"}


def point(id: str, across: float, up: float, **given) -> Point:
    return Point(**{"name": f"区{id}", "across": across, "up": up, "hover": (f"{up}%",), "id": id, **given})


def bar(name: str, number: float, **given) -> Bar:
    return Bar(**{"name": name, "number": number, "text": f"{number}%", "hover": (name,), "id": name, **given})


def limit(name: str, away: float, dash: str) -> Limit:
    sizes = (60, 600, 6000)
    lower, upper = (tuple(91.5 + sign * away / sqrt(size) for size in sizes) for sign in (-1, 1))
    return Limit(name=name, across=sizes, lower=lower, upper=upper, dash=dash)


def dot_row(name: str, whole: Bar | None, *dots: Bar) -> DotRow:
    return DotRow(name=name, whole=whole, dots=dots)


def spine_row(name: str, at: float, **given) -> SpineRow:
    plain = {"text": f"{at}%", "hover": (name,), "worst": -1, "lower": -0.3, "upper": 0.4, "best": 0.8, "id": name}
    return SpineRow(**{**plain, "name": name, "number": at, **given})


NATION = bar("全国", 91.5)
POINTS = [
    point("甲", 60, 80.0, named=True, **POORER),
    point("乙", 500, 92.0, **ALIKE),
    point("丙", 6000, 94.0, named=True, **BETTER),
    point("丁", 900, 90.0, highlighted=False),
]
LIMITS = [limit("95%控制限", 55, "dash"), limit("99.8%控制限", 86, "dot")]
CROSS, NAMES = (bar("全国", 700, text="700张"), NATION), ("有效认证证书", "合格率")
ROWS = [
    dot_row("乙省", bar("乙省", 93.1, **BETTER), bar("三", 98, **BETTER), bar("一", 93, **ALIKE), bar("二", 93)),
    dot_row("甲省", None, bar("四", 85.0, **POORER)),
    dot_row("丙省", bar("丙省", 91.0, text="20.05 million vehicles", **ALIKE)),
]
CHOSEN = [replace(row, dots=tuple(replace(dot, highlighted=dot.id == "二") for dot in row.dots)) for row in ROWS]
LONG = "Share of consumer-product units recalled after an investigation"
SPINE = [
    spine_row("合格率", 0.5, **BETTER, low=0.3, high=0.6, trend="↑ 好转"),
    spine_row("认证证书", -1.0, **ALIKE),
    spine_row(LONG, 0.1, hover=("低",), text="20.05 million vehicles", **POORER),
]
WORDS = ("最差", "全国", "最好")
FORMS = {
    "funnel.log": lambda theme: funnel(POINTS, LIMITS, NATION, RATE, "批次数", theme),
    "funnel.linear": lambda theme: funnel(POINTS[1:2], LIMITS[:1], NATION, RATE, "批次数", theme),
    "dot_rows": lambda theme: dot_rows(ROWS, NATION, RATE, theme),
    "dot_rows.chosen": lambda theme: dot_rows(CHOSEN, None, RATE, theme),
    "scatter": lambda theme: scatter(POINTS, COUNT, RATE, NAMES, theme, CROSS),
    "spine": lambda theme: spine(SPINE, WORDS, theme),
}


def seen(form: str) -> dict:
    return drawn(FORMS[form]("light"))


def marked(figure: dict) -> dict[str, dict]:
    """What is drawn of the marks that a click chooses, in their order, by what it chooses."""
    found = {}
    for trace in figure["data"]:
        for n, name in enumerate(trace.get("ids", [])):
            parts = {**trace["marker"], "x": trace["x"], "y": trace["y"], "hover": trace["customdata"]}
            found[chosen_id(name)] = {key: part[n] if isinstance(part, list) else part for key, part in parts.items()}
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("form", FORMS)
def test_form_is_drawn_as_on_file(form, theme, matches_snapshot):
    matches_snapshot(f"{form}.{theme}", as_json(FORMS[form](theme)))


def test_each_mark_lies_where_its_numbers_say_and_a_click_chooses_what_it_stands_for():
    for form in ("funnel.log", "scatter"):
        found = {id: (look["x"], look["y"], look["hover"]) for id, look in marked(seen(form)).items()}
        assert found == {one.id: (one.across, one.up, one.hover[0]) for one in POINTS}
    found = {id: (look["x"], look["hover"]) for id, look in marked(seen("dot_rows")).items()}
    assert found == {one.id: (one.number, one.hover[0]) for row in ROWS for one in (*row.dots, row.whole) if one}
    found = {id: (look["x"], look["hover"]) for id, look in marked(seen("spine")).items()}
    assert found == {row.id: (row.number, row.hover[0]) for row in SPINE}


def test_classes_differ_in_colour_and_in_shape():
    better, worse = (COLOURS["light"][0], "triangle-up"), (COLOURS["light"][WORSE], "triangle-down")
    alike, context = ((THEMES["light"][grey], "circle") for grey in ("muted", "context"))
    looks = {form: {id: (look["color"], look["symbol"]) for id, look in marked(seen(form)).items()} for form in FORMS}
    for form in ("funnel.log", "scatter"):
        assert looks[form] == {"甲": worse, "乙": alike, "丙": better, "丁": context}
    assert [looks["dot_rows"][id] for id in "四三一二"] == [worse, better, alike, alike]
    assert [looks["dot_rows"][id][0] for id in ("乙省", "丙省")] == [better[0], alike[0]]
    assert looks["dot_rows.chosen"]["一"] == context
    assert list(looks["spine"].values()) == [better, alike, worse]
    assert seen("dot_rows")["layout"]["yaxis2"]["ticktext"] == ["93.1% ▲", "", "20.05 million<br>vehicles •"]
    bound = dot_row("甲省", None, bar("一", 90.0, bound="at_least", **BETTER))
    assert marked(drawn(dot_rows([bound], None, RATE, "light")))["一"]["symbol"] == "triangle-up-open"


def test_thousands_of_points_are_one_trace_in_which_those_that_differ_stand_out():
    many = [point(str(n), 10 + n, 90 + n % 7, **(POORER if n == 7 else ALIKE)) for n in range(3000)]
    row = dot_row("甲省", None, *(bar(str(n), 90 + n % 7) for n in range(3000)))
    for figure in (
        funnel(many, LIMITS, NATION, RATE, "批次数", "light"),
        scatter(many, COUNT, RATE, NAMES, "light", (None, None)),
        dot_rows([row], None, RATE, "light"),
    ):
        assert [len(trace["ids"]) for trace in drawn(figure)["data"] if "ids" in trace] == [3000]
    looks, few = (marked(drawn(funnel(some, [], NATION, RATE, "批次数", "light"))) for some in (many, many[:20]))
    assert looks["7"]["size"] > looks["8"]["size"]
    assert looks["7"]["opacity"] == 1 > looks["8"]["opacity"]
    assert few["7"]["size"] == few["8"]["size"] > looks["7"]["size"]


def test_the_context_lies_under_the_rest_and_what_was_chosen_on_top_and_larger():
    assert list(marked(seen("funnel.log"))) == ["丁", "乙", "甲", "丙"]
    assert list(marked(seen("dot_rows")))[:4] == ["一", "二", "三", "四"]
    chosen = marked(seen("dot_rows.chosen"))
    assert list(chosen)[3] == "二"
    assert chosen["二"]["size"] > chosen["一"]["size"] == chosen["四"]["size"]
    assert {marked(seen("dot_rows"))[id]["size"] for id in "一二三四"} == {chosen["一"]["size"]}, "all: none is chosen"


def test_equal_dots_do_not_hide_each_other_and_stay_in_their_row():
    rows = [dot_row(name, None, *(bar(f"{name}{n}", 90.0) for n in range(60))) for name in "甲乙"]
    figure = drawn(dot_rows(rows, None, RATE, "light"))
    places = [[look["y"] for id, look in marked(figure).items() if id.startswith(name)] for name in "甲乙"]
    assert len({int(place * 100) for place in places[0]}) == 60
    assert max(places[0]) < min(places[1])
    assert [sum(row) / 60 for row in places] == pytest.approx(figure["layout"]["yaxis"]["tickvals"], abs=1)


@pytest.mark.parametrize(("form", "rows"), [("dot_rows", ROWS), ("spine", SPINE)])
def test_rows_stand_in_the_order_given_each_at_its_name(form, rows):
    figure = seen(form)
    names = figure["layout"]["yaxis"]
    assert [name.replace("<br>", " ") for name in names["ticktext"]] == [row.name for row in rows]
    assert names["tickvals"] == sorted(names["tickvals"]) == figure["layout"]["yaxis2"]["tickvals"]
    assert names["range"][0] > names["range"][1] == 0
    told = zip(names["ticktext"], figure["layout"]["yaxis2"]["ticktext"], strict=True)
    lines = pairwise(max(text.count("<br>") for text in texts) + 1 for texts in told)
    for (one, other), (upper, lower) in zip(lines, pairwise(names["tickvals"]), strict=True):
        assert lower - upper > 17 * (one + other) / 2, "a text stands clear of the next"
    places, looks = {row.name: place for row, place in zip(rows, names["tickvals"], strict=True)}, marked(figure)
    assert len(looks.keys() & places.keys()) >= 2
    assert all(looks[id]["y"] == places[id] for id in looks.keys() & places.keys())


@pytest.mark.parametrize(("at", "anchor"), [(85.5, "left"), (91.5, "center"), (97.5, "right")])
def test_the_words_of_the_reference_lean_inwards_near_an_edge(at, anchor):
    [words] = drawn(dot_rows(ROWS, bar("全国", at), RATE, "light"))["layout"]["annotations"]
    assert (words["x"], words["xanchor"], words["text"]) == (at, anchor, f"全国 {at}%")


def test_sizes_of_very_different_length_take_a_scale_of_steps_of_ten():
    def bottom(smallest: float, largest: float) -> tuple[str, list[str], list[float]]:
        points = [point("甲", smallest, 90.0), point("乙", largest, 91.0)]
        axis = drawn(funnel(points, [], NATION, RATE, "批次数", "light"))["layout"]["xaxis"]
        return axis["type"], axis["ticktext"], axis["range"]

    assert bottom(100, 2999)[0] == bottom(0, 3000)[0] == "linear"
    kind, written, (low, high) = bottom(100, 3000)
    assert (kind, written) == ("log", ["100", "300", "1,000", "3,000"])
    assert 1.5 < low < 2 < 3.477 < high < 4, "powers of ten"
    assert bottom(100, 1_000_000)[1] == ["100", "1,000", "1万", "10万", "100万"]


def test_each_pair_of_limits_and_the_centre_is_one_entry_of_the_legend():
    first, second, centre, *others = seen("funnel.log")["data"]
    assert [trace["name"] for trace in (first, second, centre)] == ["95%控制限", "99.8%控制限", "全国 91.5%"]
    assert [trace["showlegend"] for trace in others] == [False, False]
    assert first["x"] == [60, 600, 6000, None, 60, 600, 6000], "a gap between both lines"
    assert first["y"] == [*LIMITS[0].lower, None, *LIMITS[0].upper]
    assert [first["line"]["dash"], second["line"]["dash"]] == ["dash", "dot"]
    assert (centre["y"], centre["x"][0] < 60 < 6000 < centre["x"][1]) == ([91.5, 91.5], True)


@pytest.mark.parametrize(("lowest", "least", "most"), [(0, 65, 70), (78, 72, 76), (90, 78, 80)])
def test_the_axis_follows_limits_only_as_far_as_points_stay_apart(lowest, least, most):
    one = Limit(name="限", across=(60, 6000), lower=(lowest, 91), upper=(96, 92), dash="dot")
    assert least < drawn(funnel(POINTS, [one], NATION, RATE, "", "light"))["layout"]["yaxis"]["range"][0] < most


def test_dashed_lines_stand_at_the_references_that_are_known_and_are_said_at_the_names():
    layout = seen("scatter")["layout"]
    ends = [(shape["x0"], shape["x1"], shape["y0"], shape["y1"]) for shape in layout["shapes"]]
    assert ends == [(700, 700, 0, 1), (0, 1, 91.5, 91.5)]
    assert "有效认证证书<br>" in layout["xaxis"]["title"]["text"]
    assert "全国 700张" in layout["xaxis"]["title"]["text"]
    assert "全国 91.5%" in layout["annotations"][0]["text"]
    half = drawn(scatter(POINTS, COUNT, RATE, NAMES, "light", (None, NATION)))["layout"]
    assert [shape["y0"] for shape in half["shapes"]] == [91.5]
    assert half["xaxis"]["title"]["text"] == "有效认证证书"


def test_a_spine_lies_between_worst_and_best_with_a_box_of_the_quartiles_a_line_and_its_words():
    figure = seen("spine")
    bars, box, middle, dots = figure["data"]
    ends = [[one["base"][0], one["base"][0] + one["x"][0]] for one in (bars, box)]
    assert ends == [[-1, pytest.approx(0.8)], [-0.3, pytest.approx(0.4)]]
    assert (middle["x"], middle["y"]) == ([0, 0], figure["layout"]["yaxis"]["range"][::-1])
    assert dots["error_x"]["array"] == [pytest.approx(0.1), None, None]
    assert dots["error_x"]["arrayminus"] == [pytest.approx(0.2), None, None]
    assert {note["text"]: note["x"] for note in figure["layout"]["annotations"]} == {"最差": -1, "全国": 0, "最好": 1}
    told, plain, long = figure["layout"]["yaxis2"]["ticktext"]
    assert (plain, long) == ("-1.0%", "20.05 million<br>vehicles")
    assert re.fullmatch(r"0\.5%<br><span [^>]*>↑ 好转</span>", told)


def crowded(form: str, language: str):
    """The provinces in a form, all named, many close to each other."""
    nation = bar(NATIONS[language], 91.5)
    names = [one.short[language] for one in provinces() if one.in_statistics]
    points = [
        point(name, 60 + 5900 * (n * 0.618 % 1) ** 3, 85 + 15 * (n * 0.414 % 1), name=name, named=True)
        for n, name in enumerate(names)
    ]
    if form == "funnel":
        return funnel(points, LIMITS, nation, RATE, NAMES[0], "light"), names
    if form == "scatter":
        return scatter(points, COUNT, RATE, (LONG, LONG), "light", (None, nation)), names
    rows = [dot_row(one.name, bar("", one.up, text="91.5%", **BETTER), bar("", one.up)) for one in points]
    return dot_rows(rows, nation, RATE, "light") if form == "dot_rows" else spine(SPINE, WORDS, "light"), []


def over(one: Drawn, x: float, y: float) -> bool:
    """Whether a text lies over a mark or touches it at its side; letters stand on their line."""
    return one.left - ASIDE < x < one.right + ASIDE and one.y - HIGH < y < one.y


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", NATIONS)
@pytest.mark.parametrize("form", ["funnel", "scatter", "dot_rows", "spine"])
def test_no_text_is_cut_off_or_lies_over_a_mark_or_a_name(form, language, width):
    figure, names = crowded(form, language)
    svg = chart_svg(as_json(figure), width)
    written, points = texts(svg), marks(svg)
    assert [one.text for one in written if one.left < 0 or one.right > width] == []
    assert [one.text for one in written for mark in points if over(one, mark.left, mark.y)] == []
    named = [one for one in written if one.text in names]
    assert len(named) >= len(names) / 3, "most names find no place"
    for one, other in combinations(named, 2):
        assert one.right <= other.left or other.right <= one.left or abs(one.y - other.y) >= HIGH


def test_a_name_without_a_clear_place_is_left_out_and_the_earlier_ones_keep_theirs():
    close = [point(str(n), 100 + n / 50, 90.0, named=True) for n in range(40)]
    figure = drawn(scatter([*close, point("乙", 200, 95.0)], COUNT, RATE, NAMES, "light", (None, None)))
    told = [text for trace in figure["data"] for text in trace.get("text", [])]
    assert told[0] == "区0"
    assert len(told) < 4


def test_names_are_drawn_letter_for_letter():
    one = bar(HOSTILE, 90.0, text=HOSTILE, id="甲", **BETTER)
    named = [point("1", 100, 80.0, name=HOSTILE, hover=(HOSTILE,), named=True)]
    row = spine_row(HOSTILE, 0.5, text=HOSTILE, id="1", trend=HOSTILE)
    for figure, places in (
        (funnel(named, [replace(LIMITS[0], name=HOSTILE)], one, RATE, HOSTILE, "light"), 5),
        (scatter(named, COUNT, RATE, (HOSTILE, HOSTILE), "light", (replace(one, number=0), one)), 4),
        (dot_rows([dot_row(HOSTILE, one, one)], one, RATE, "light"), 7),
        (spine([row], (HOSTILE, HOSTILE, HOSTILE), "light"), 6),
    ):
        told = [text for text in strings(drawn(figure)) if "甲" in text]
        assert len(told) == places
        assert not [text for text in told if "<b>" in text or "<a " in text]


def test_nothing_to_draw_is_an_empty_figure_and_no_error():
    over_nothing = funnel([], [], NATION, RATE, "批次数", "light"), dot_rows([], None, RATE, "light")
    for figure in (*over_nothing, scatter([], COUNT, RATE, NAMES, "light", (None, None)), spine([], WORDS, "light")):
        assert marked(drawn(figure)) == {}

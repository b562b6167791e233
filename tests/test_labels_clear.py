"""No label of a chart lies over a mark, a whisker, a line or another label, whatever its form and its width."""

from itertools import pairwise

import pytest

from charts.labels import Box, Inked, Plot, Spot, sides_of
from charts.style import as_json
from exports.engine import chart_svg
from exports.figure import drawn
from exports.formats import SIZES
from tests import test_charts, test_charts_of_change, test_charts_of_regions
from tests.overlaps import labels_of, overlaps
from views.named import card_named
from views.state import State

PHONE, PAPER, DESK = 358, 604, 1100
FORMS = {**test_charts.FORMS, **test_charts_of_change.FORMS, **test_charts_of_regions.FORMS}
LIAONING = ("210000",)
PUBLISHED_VIEWS: dict[str, list[dict]] = {
    "trends": [
        {},
        {"indicator": "vehicle_recall_units"},
        {"indicator": "spot_check_nonconforming_rate"},
        {"indicator": "farm_produce_pass_rate"},
        {"indicator": "valid_certificates", "regions": ("430000",)},
    ],
    "regions": [{"indicator": "competitiveness_index"}, {"indicator": "spot_check_batch_share", "form": "change"}],
    "breakdowns": [{}],
    "composition": [{}],
    "certification": [{}],
}
DEMO_VIEWS: dict[str, list[dict]] = {
    "trends": [
        {"indicator": "all_levels_pass_rate"},
        {"indicator": "vehicle_recalls"},
        {"indicator": "vehicle_recalls", "regions": LIAONING},
        {"indicator": "vehicle_recalls_investigated_share", "regions": LIAONING},
        {"indicator": "vehicle_recall_units", "regions": LIAONING},
    ],
    "regions": [
        {"indicator": "all_levels_pass_rate"},
        {"indicator": "spot_check_nonconforming_rate"},
        {"indicator": "vehicle_recall_units_investigated_share", "form": "change"},
        {"indicator": "certified_organisations", "form": "multiples"},
        {"indicator": "emission_recall_units", "form": "multiples"},
        {"indicator": "all_levels_pass_rate", "form": "adjusted"},
        {"indicator": "all_levels_pass_rate", "form": "pairs"},
    ],
    "recalls": [{}, {"indicator": "consumer_recalls"}],
    "recall_sizes": [{}],
    "compulsory": [{}],
}


def asked(of: dict[str, list[dict]], dataset: str) -> list[tuple[str, State]]:
    pairs = [(view, given) for view, states in of.items() for given in states]
    return [(view, State(dataset=dataset, language=said, **given)) for said in ("zh", "en") for view, given in pairs]


def faults(figure: str, but: str = "no line") -> list[str]:
    found = {width: overlaps(chart_svg(figure, width)) for width in (PHONE, PAPER, DESK)}
    return [f"{width}: {fault}" for width, some in found.items() for fault in some if not fault.endswith(but)]


@pytest.mark.parametrize("form", FORMS)
def test_in_every_form(form):
    """Between the limits of a funnel, every name stands on one of their thin lines."""
    limits = "over js-line" if form.startswith("funnel") else "no line"
    assert faults(as_json(FORMS[form]("light")), but=limits) == []


@pytest.mark.parametrize(("view", "state"), asked(PUBLISHED_VIEWS, "published"))
def test_in_views_of_published_figures(release, view, state):
    assert faults(card_named(view, release, state, "light").figure) == []


@pytest.mark.parametrize(("view", "state"), asked(DEMO_VIEWS, "demo"))
def test_in_views_of_the_demonstration(demo, view, state):
    assert faults(card_named(view, demo, state, "light").figure) == []


@pytest.mark.parametrize("size", SIZES)
def test_on_paper_of_every_size(release, demo, size):
    for made, view, state in (
        (release, "trends", State()),
        (demo, "trends", State(dataset="demo", indicator="all_levels_pass_rate", language="en")),
        (demo, "trends", State(dataset="demo", indicator="vehicle_recalls")),
        (release, "regions", State(indicator="competitiveness_index")),
    ):
        svg = drawn(card_named(view, made, state, "light"), state.language, SIZES[size]).svg()
        assert len(labels_of(svg)) > 1
        assert overlaps(svg) == []


def test_a_text_over_a_mark_with_a_whisker_is_beyond_its_end(release):
    """The latest figure is told, and nowhere near its whisker."""
    figure = card_named("trends", release, State(), "light").figure
    assert '"85.7%"' in figure
    assert "85.7%" in labels_of(chart_svg(figure, PHONE))


def test_a_line_runs_through_a_box_or_past_it():
    box = Box(0, 0, 10, 10)
    assert box.crossed((-5, 5), (15, 5))
    assert box.crossed((5, -5), (5, 15))
    assert box.crossed((2, 2), (3, 3)), "a line that ends inside"
    assert not box.crossed((-5, 0), (15, 0)), "along its edge"
    assert not box.crossed((-5, 5), (5, 20))
    assert not box.crossed((20, 5), (30, 5))


def test_what_is_nowhere_clear_has_no_side_and_a_whisker_pushes_a_text_to_its_end():
    plot = (Plot(300, 300),)
    alone = Inked([Spot(0.5, 0.5)])
    assert sides_of({0: "85.7%"}, alone, plot) == {0: "top center"}
    grid = [Spot(x / 30, y / 30) for x in range(31) for y in range(31)]
    assert sides_of({480: "85.7%"}, Inked(grid), plot) == {}
    tall = Inked([Spot(0.5, 0.5)], whiskers={0: (Spot(0.5, 0.4), Spot(0.5, 0.97))})
    assert sides_of({0: "85.7%"}, tall, plot) == {0: "top left"}, "over the upper end it would leave the plot"
    short = Inked([Spot(0.5, 0.5), Spot(0.6, 0.6)], [(0, 1)], {0: (Spot(0.5, 0.4), Spot(0.5, 0.8))})
    assert sides_of({0: "85.7%"}, short, plot) == {0: "bottom center"}
    assert sides_of({0: "85.7%"}, Inked([Spot(0.9, 0.5)]), plot, ("middle left",)) == {0: "middle left"}


def test_texts_keep_clear_of_lines_between_marks():
    marks = [Spot(0.1, 0.2), Spot(0.5, 0.8), Spot(0.9, 0.2)]
    joined = list(pairwise(range(3)))
    sides = sides_of(dict.fromkeys(range(3), "85.7%"), Inked(marks, joined), (Plot(300, 300),))
    assert sides[1] == "top center"
    assert {sides[0].split()[0], sides[2].split()[0]} == {"bottom"}

"""Pictures of intervals, limits and steps, drawn by the engine of the files: their lines lie where the numbers say."""

import json
import re
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from charts.style import as_json
from exports.engine import chart_svg
from exports.picture import picture, picture_png
from tests.drawn import marks, texts
from tests.test_charts_of_change import CLASSES, FORMS, NATION, STEPS, WATCHED
from tests.test_pictures import image_of, joined
from views.cache import card_of
from views.named import VIEWS
from views.state import State

NUMBER = r"-?[\d.]+(?:e-?\d+)?"
EFFECTS = State(indicator="spot_check_nonconforming_rate", dimension="channel", form="effects")
WIDTHS = [360, 800]


def drawn(form: str, width: int = 800) -> str:
    return chart_svg(as_json(FORMS[form]("light")), width)


def of_class(svg: str, name: str) -> list[Element]:
    return [one for one in fromstring(svg).iter() if name in one.get("class", "").split()]


def spans(svg: str, name: str, axis: int) -> list[tuple[float, float]]:
    """From where to where each path of a class reaches along an axis (0 across, 1 down)."""
    found = []
    for one in of_class(svg, name):
        path = next(part for part in (one, *one.iter()) if part.get("d"))
        numbers = places(path.get("d", ""), axis)
        found.append((min(numbers), max(numbers)))
    return found


def places(path: str, axis: int) -> list[float]:
    """Where a path goes along an axis."""
    at = [0.0, 0.0]
    found: list[float] = []
    for letter, given in re.findall(r"([MLHVmlhv])([^A-Za-z]*)", path):
        numbers = [float(number) for number in re.findall(NUMBER, given)]
        moved = {"H": (0,), "V": (1,)}.get(letter.upper(), (0, 1))
        for n, number in enumerate(numbers):
            which = moved[n % len(moved)]
            at[which] = number + (at[which] if letter.islower() else 0)
            if which == axis:
                found.append(at[axis])
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_whiskers_of_dots_are_drawn_from_end_to_end(width):
    sure = [bar for bar in CLASSES if bar.low is not None]
    found = [span for span in spans(drawn("ranking.classes", width), "xerror", 0) if span[1] - span[0] > 1]
    assert len(found) == len(sure)
    lengths = [(end - begin) / (bar.high - bar.low) for (begin, end), bar in zip(found, sure, strict=True)]
    assert lengths == pytest.approx([lengths[0]] * len(lengths), rel=0.03), "one scale"


@pytest.mark.parametrize("width", WIDTHS)
def test_whiskers_of_a_line_are_drawn_from_end_to_end(width):
    sure = [mark for mark in WATCHED.marks if mark.low is not None]
    found = [span for span in spans(drawn("trend_line.watched", width), "yerror", 1) if span[1] - span[0] > 1]
    assert len(found) == len(sure)
    lengths = [(end - begin) / (mark.high - mark.low) for (begin, end), mark in zip(found, sure, strict=True)]
    assert lengths == pytest.approx([lengths[0]] * len(lengths), rel=0.03)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_step_is_drawn_from_where_the_one_before_ends(width):
    found = spans(drawn("waterfall", width), "point", 0)
    steps = [span for span in found if span[1] - span[0] > 1][: len(STEPS)]
    assert len(steps) == len(STEPS)
    scale = (steps[0][1] - steps[0][0]) / STEPS[0].number
    for (begin, end), step in zip(steps, STEPS, strict=True):
        assert end - begin == pytest.approx(abs(step.number) * scale, abs=1)
    for (before, one), (after, other) in pairwise(zip(steps, STEPS, strict=True)):
        ends, begins = before[one.number > 0], after[other.number < 0]
        assert ends == pytest.approx(begins, abs=1)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_lies_on_the_dot_or_the_whisker_beside_it(width):
    svg = drawn("ranking.classes", width)
    begin, end = spans(svg, "xerror", 0)[0]
    scale = (end - begin) / (CLASSES[0].high - CLASSES[0].low)
    named, dots = {one.text: one for one in texts(svg)}, marks(svg)
    for bar in CLASSES:
        text = named[bar.text]
        dot = min(dots, key=lambda one: abs(one.y - text.y))
        before = text.left < dot.left
        end = bar.low if before else bar.high
        reach = abs(end - bar.number) * scale if end is not None else 0
        away = dot.left - text.right if before else text.left - dot.left
        assert away > max(reach, 6.5), bar.name
        assert before == (max(bar.number, bar.high or 0) < NATION.number), "away from the line of the nation"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_says_the_parts_and_what_they_do_not_prove(release, language):
    state = EFFECTS.but(language=language)
    card = card_of(VIEWS["breakdowns"], release, state)
    written = joined(picture(release, "breakdowns", state, "dark", 400))
    for needed in (card.sentence, card.finding, *card.remarks):
        assert bare(needed) in written


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_step_has_its_colour_in_the_picture(release, theme):
    card = card_of(VIEWS["breakdowns"], release, EFFECTS, theme)
    colours = {tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5)) for colour in steps_of(card)["marker"]["color"]}
    image = image_of(picture_png(release, "breakdowns", EFFECTS, theme))
    counted = {colour: count for count, colour in image.getcolors(1 << 20)}
    assert all(counted.get(colour, 0) > 2000 for colour in colours)


def steps_of(card) -> dict:
    first: dict = json.loads(card.figure)["data"][0]
    return first


def test_a_picture_of_regions_and_of_a_trend_begins_with_the_verdict(release, demo):
    for made, view, state in (
        (release, "trends", State()),
        (demo, "regions", State(dataset="demo", indicator="all_levels_pass_rate")),
    ):
        card = card_of(VIEWS[view], made, state)
        assert card.verdict
        root = fromstring(picture(made, view, state))
        lines = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text")]
        assert bare("".join(lines)).startswith(bare(card.title + card.verdict.text + card.told))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)

"""Two engines draw the same figure: the one that is installed with the dashboard, and a browser where there is one."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from exports import engine
from exports.engine import ENGINE, DrawingError, chart_svg, drawn_by_browser, own_svg

SNAPSHOTS = sorted(
    path
    for theme in ("light", "grey")
    for path in (Path(__file__).parent / "snapshots").glob(f"*.{theme}.json")
    if path.name != f"picture.{theme}.json"
)
MOVED = re.compile(r"translate\(([-0-9.]+)[, ]*([-0-9.]*)\)")
# Letters of two machines differ by a hair in width, which a legend adds up, and rows of text by a pixel.
APART_PX = 6


class Seen(NamedTuple):
    """One thing in a drawing: a text by its letters, a mark by its kind, and where it stands."""

    what: str
    x: float
    y: float


def seen_in(svg: str) -> tuple[list[Seen], Counter[str]]:
    """The texts of a drawing in order, and how many marks of each kind it has."""
    texts: list[Seen] = []
    marks: Counter[str] = Counter()

    def walk(part: ElementTree.Element, x: float, y: float) -> None:
        tag = part.tag.rpartition("}")[2]
        if tag in ("defs", "clipPath"):
            return
        for across, down in MOVED.findall(part.get("transform", "")):
            x, y = x + float(across), y + float(down or 0)
        said = "".join(part.itertext()).replace("\u200b", "").strip()
        if tag == "text" and said:
            texts.append(Seen(said, x + float(part.get("x", 0)), y + float(part.get("y", 0))))
        elif tag in ("path", "rect"):
            marks[f"{tag} {part.get('class', '')}"] += 1
        for inner in part:
            walk(inner, x, y)

    walk(ElementTree.fromstring(svg), 0, 0)
    return sorted(texts), marks


@pytest.mark.parametrize("path", SNAPSHOTS, ids=lambda path: path.stem)
def test_both_engines_draw_the_same_texts_at_the_same_places_and_the_same_marks(path):
    figure = path.read_text(encoding="utf-8")
    (texts, marks), (again, marks_again) = (
        seen_in(chart_svg(figure, 604, draw=draw)) for draw in (own_svg, drawn_by_browser)
    )
    assert [one.what for one in texts] == [one.what for one in again]
    assert marks == marks_again
    far = [
        (one, other)
        for one, other in zip(texts, again, strict=True)
        if max(abs(one.x - other.x), abs(one.y - other.y)) > APART_PX
    ]
    assert not far


def test_every_chart_form_is_among_those_compared():
    forms = {path.name.partition(".")[0] for path in SNAPSHOTS}
    assert forms >= {"trend_line", "ranking", "spine", "funnel", "scatter", "waterfall", "dumbbell", "heat_map"}
    assert forms >= {"tile_map", "small_multiples", "stacked_bars", "named_bars", "dot_rows", "log_strip"}


def test_what_the_first_engine_cannot_draw_goes_to_the_browser_and_the_log_says_so(monkeypatch, caplog):
    def broken(*_: object) -> str:
        raise DrawingError("no room for the legend")

    monkeypatch.setattr(ENGINE, "draw", broken)
    figure = SNAPSHOTS[0].read_text(encoding="utf-8")
    assert seen_in(chart_svg(figure, 604))[0]
    assert "drawn by the browser" in caplog.text
    assert "no room for the legend" in caplog.text


def test_without_a_browser_the_fault_of_the_first_engine_is_told(monkeypatch):
    monkeypatch.setattr(engine, "browser", lambda: None)
    spec = json.loads(SNAPSHOTS[0].read_text(encoding="utf-8"))
    spec["data"][0]["type"] = "unheard of"
    spec["layout"] = 7
    with pytest.raises(DrawingError):
        own_svg(spec, 600, 300)


def test_a_fault_of_the_browser_is_told_as_one_of_drawing(monkeypatch):
    def broken(*_: object) -> str:
        raise RuntimeError("the browser closed")

    monkeypatch.setattr(engine, "browser_svg", broken)
    with pytest.raises(DrawingError, match="the browser closed"):
        drawn_by_browser({}, 600, 300)

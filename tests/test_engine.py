"""The drawing process: replaced when it has drawn enough or has died, and it never outlives us."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exports import engine
from exports.engine import DrawingError, Engine, chart_svg
from views.named import card_named
from views.state import State

FIGURE: dict[str, object] = {
    "data": [{"type": "scatter", "x": [1, 2], "y": [3, 4], "name": "甲"}, {"type": "scatter", "y": [1, 2]}]
}
FIGURE |= {"layout": {"height": 200, "showlegend": True}}


@pytest.fixture
def drawing():
    one = Engine()
    yield one
    one._end()


def test_after_enough_drawings_another_process_draws(drawing, monkeypatch):
    monkeypatch.setattr(engine, "MOST_DRAWINGS", 2)
    processes = []
    for _ in range(5):
        assert drawing.draw(FIGURE, 300, 200).startswith("<svg")
        processes.append(drawing.process.pid)
    assert len(set(processes)) == 3
    assert processes[0] == processes[1] != processes[2] == processes[3] != processes[4]


def test_a_killed_process_is_replaced_and_the_figure_is_drawn(drawing):
    drawing.draw(FIGURE, 300, 200)
    os.kill(drawing.process.pid, signal.SIGKILL)
    assert drawing.draw(FIGURE, 300, 200).startswith("<svg")


def test_what_cannot_be_drawn_says_why_and_the_next_figure_is_drawn(drawing):
    with pytest.raises(DrawingError, match="Plotly render failed|TypeError|Error"):
        drawing.draw({"data": 7, "layout": 3}, 300, 200)
    assert drawing.draw(FIGURE, 300, 200).startswith("<svg")


def test_a_figure_that_takes_too_long_is_given_up(drawing, monkeypatch):
    drawing.draw(FIGURE, 300, 200)
    monkeypatch.setattr(engine, "PATIENCE_S", 0.001)
    with pytest.raises(DrawingError, match="died twice"):
        drawing.draw({"data": [{"y": list(range(20000))}], "layout": {}}, 300, 200)


def test_the_process_ends_when_ours_is_killed():
    code = (
        "import json, time; from exports.engine import ENGINE;"
        f"ENGINE.draw(json.loads({json.dumps(json.dumps(FIGURE))}), 300, 200);"
        "print(ENGINE.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=engine.HOUSE, stdout=subprocess.PIPE, text=True) as ours:
        drawer = int(ours.stdout.readline())
        ours.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until and _lives(drawer):
        time.sleep(0.05)
    assert not _lives(drawer)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("form", ["heat", "map"])
def test_a_figure_with_a_scale_of_colours_gives_the_same_bytes_each_time(demo, form):
    figure = card_named("regions", demo, State(dataset="demo", compare="province", form=form)).figure
    assert chart_svg(figure, 400) == chart_svg(figure, 400)


def test_a_figure_with_a_legend_gives_the_same_bytes_each_time():
    assert len({chart_svg(json.dumps(FIGURE), 300) for _ in range(3)}) == 1


def test_no_id_stands_twice_in_a_figure(release):
    for view in ("trends", "regions", "breakdowns", "recalls"):
        svg = chart_svg(str(card_named(view, release, State()).figure), 400)
        ids = re.findall(r'\bid="([^"]+)"', svg)
        assert len(ids) == len(set(ids)), view
        assert set(re.findall(r"url\(['\"]?#([\w-]+)", svg)) <= set(ids)

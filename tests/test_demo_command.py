"""`python -m intake demo`: makes the demonstration, says how far it is, and leaves it to another that runs already."""

import pytest

from data import DEMO
from data.progress import progress_of
from intake.__main__ import demo
from intake.demo.dataset import DemoExtracts
from intake.placing import alone

YEARS = (2016, 2021)


@pytest.mark.parametrize(("language", "sentence"), [("zh", "正由另一进程导入"), ("en", "by another process")])
def test_the_command_says_that_another_runs(tmp_path, monkeypatch, capsys, language, sentence):
    monkeypatch.setenv("DASHBOARD_LANGUAGE", language)
    (tmp_path / DEMO).mkdir()
    with alone(tmp_path / DEMO):
        assert demo(0.001, tmp_path) == 75
    assert sentence in capsys.readouterr().err


def test_the_command_makes_the_demonstration_and_says_how_far_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_LANGUAGE", "en")
    monkeypatch.setattr("intake.demo.dataset.DemoExtracts", lambda scale: DemoExtracts(scale, YEARS))
    said = []
    tell = rolled_progress(said, monkeypatch)
    assert demo(0.001, tmp_path) == 0
    assert tell == said == [(0, 2), (1, 2), (2, 2)]
    assert progress_of(DEMO, tmp_path) == (2, 2)
    printed = capsys.readouterr()
    assert printed.out.startswith("Built demo release 2026-11-22-")
    assert printed.err.endswith("[##] 2/2\n")
    # Made already: at the end at once.
    assert demo(0.001, tmp_path) == 0
    assert said[3:] == [(2, 2)]


def rolled_progress(said: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Notes what the file says each time that it was written."""
    from intake import __main__ as command

    tell = command.tell_progress

    def noted(dataset, done, of, root):
        tell(dataset, done, of, root)
        said.append(progress_of(dataset, root))

    monkeypatch.setattr(command, "tell_progress", noted)
    return said

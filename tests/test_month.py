"""What matters now: its figures in their order, what is told with them, and its files."""

import pytest

from exports import month as month_files
from exports.month import UnprintedError, print_pdf, write_month
from intake.release import write_releases
from tests.asking import Tags
from tests.test_frozen import FIRST, THIRD, built_of
from views import month
from views.gatherings import gathered
from views.state import State
from words import say


def test_the_month_begins_with_the_first_headline_and_then_what_is_news(release):
    of = gathered("month", release, State())
    cards = [card for _, card in of.cards(release)]
    assert len(cards) == month.MOST_FIGURES
    assert of.entries[0].state.indicator == "spot_check_pass_rate"
    urgencies = [month._urgency(card) for card in cards[1:]]
    assert urgencies == sorted(urgencies)
    assert urgencies[0] < len(month.URGENT), "a real change is not left out for a figure without news"
    assert [note.title for note in of.notes] == [
        say(key, "zh") for key in ("month_changed", "month_not_comparable", "month_promised")
    ]
    assert all(note.lines for note in of.notes)


def test_the_month_tells_what_was_revised_against_the_release_before(tmp_path, monkeypatch):
    first, second = write_releases([built_of(FIRST, 1), built_of(THIRD, 2)], "published", tmp_path)
    monkeypatch.setattr(month, "MOST_FIGURES", 1)
    assert gathered("month", first, State()).notes[0].lines == (say("release_is_first", "zh"),)
    told = gathered("month", second, State(language="en")).notes[0].lines
    assert any("92.0% → 91.9%" in line for line in told)
    assert any("2025" in line for line in told)
    (first.folder / "manifest.json").unlink()
    told = gathered("month", second, State(language="en")).notes[0].lines
    assert told == (say("month_before_refused", "en", release=first.id),)


def test_the_files_of_the_month_are_whole_and_need_no_server(release, tmp_path):
    written = write_month(release, tmp_path / "out")
    assert [path.name for path in written] == [f"{release.id}_zh.html", f"{release.id}_en.html"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in written)
    for path in written:
        html = path.read_text(encoding="utf-8")
        assert "/assets/" not in html
        assert not [attrs for attrs in Tags(html).of("a") if str(attrs["href"]).startswith("/")]


def test_a_pdf_is_printed_or_absent_with_the_reason(release, tmp_path, monkeypatch):
    (html, _) = write_month(release, tmp_path)
    assert print_pdf(html).read_bytes().startswith(b"%PDF")
    (tmp_path / f"{release.id}_zh.pdf").unlink()
    with pytest.raises(UnprintedError) as refused:
        print_pdf(html, "/bin/false")
    assert refused.value.rule == "not_printed"
    monkeypatch.setattr(month_files.shutil, "which", lambda _name: None)
    with pytest.raises(UnprintedError) as refused:
        print_pdf(html)
    assert refused.value.rule == "no_browser"
    assert [path.suffix for path in tmp_path.iterdir()] == [".html", ".html"]

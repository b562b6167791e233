"""Frozen briefs over three releases: a page that never changes, and a line above it that says what did."""

import datetime
import hashlib
from pathlib import Path

import pytest

from data.releases import Release, ReleaseRefusedError
from exports import brief as briefs
from exports import frozen as frozen_pages
from exports.brief import brief
from exports.frozen import SETTING, FrozenError, freeze, frozen, frozen_folder, opened_page
from intake.building import Built
from intake.release import write_releases
from tests.conftest import built_of_rows
from views.gatherings import cards_of
from views.state import Problem, State
from words import say

BASE = "http://localhost:8501"
# By year in three releases: the second adds a year, the third revises one figure and loses one.
FIRST = {("100000", 2023): "91.5", ("100000", 2024): "92.0", ("430000", 2024): "90.1"}
SECOND = {**FIRST, ("100000", 2025): "93.0", ("430000", 2025): "90.9"}
THIRD = {**{at: value for at, value in SECOND.items() if at != ("100000", 2023)}, ("100000", 2024): "91.9"}


def built_of(values: dict[tuple[str, int], str], day: int) -> Built:
    rows = [
        {
            "indicator": "manufacturing_pass_rate",
            "region": region,
            "year": year,
            "value": value,
            "step": "0.1",
            "printed": f"{value}%",
        }
        for (region, year), value in values.items()
    ]
    id = f"2026-01-0{day}-{hashlib.sha256(repr(values).encode()).hexdigest()[:8]}"
    return built_of_rows({"observations": rows}, id, datetime.date(2026, 1, day))


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> list[Release]:
    built = [built_of(values, day) for day, values in enumerate((FIRST, SECOND, THIRD), 1)]
    return write_releases(built, "published", tmp_path_factory.mktemp("three"))


@pytest.fixture
def newest(monkeypatch, tmp_path):
    """Makes a release the newest one; frozen pages go to a folder of the test."""
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))

    def become(release: Release) -> None:
        for module in (briefs, frozen_pages):
            monkeypatch.setattr(module, "shown_release", lambda **_: (release, None))

    return become


def kept(release: Release, path: str = "/brief/trends", **parts) -> str:
    state = State(indicator="manufacturing_pass_rate", **parts)
    _, kind, name = path.split("/")
    return freeze(release, cards_of(kind, name, release, state), state, BASE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_frozen_page_never_changes_and_tells_what_did(three, newest, language):
    first, second, third = three
    newest(first)
    name = kept(first, language=language)
    content = frozen(name).content
    assert hashlib.sha256(content).hexdigest() == name
    assert [path.name for path in frozen_folder().iterdir()] == [f"{name}.html"]
    page = opened_page(name, frozen(name))
    assert say("frozen_is_newest", language) in page

    newest(second)
    page = opened_page(name, frozen(name))
    assert say("frozen_since", language, release=second.id) in page
    assert "2025" in page
    assert "→" not in page, "nothing was revised, a year was added"
    assert "92.0%" in page
    assert "93.0%" not in page, "the figures of the page stay those of its release"

    newest(third)
    page = opened_page(name, frozen(name))
    assert "92.0% → 91.9%" in page
    years = "2023年" if language == "zh" else "2023"
    assert say("revised_gone", language, labels=years) in page
    assert frozen(name).content == content
    assert kept(first, language=language) == name, "frozen again later it is the same page"


def test_what_it_carries_opens_without_this_server(three, newest):
    newest(three[0])
    text = frozen(kept(three[0])).content.decode()
    assert f"{BASE}/brief/trends?" in text, "where revisions are told"
    assert three[0].id in text
    assert say("frozen_told", "zh") in text
    for asked in ('href="/', 'src="', "url(/", "@import"):
        assert asked not in text


def test_of_regions_the_period_that_was_shown_is_asked_for_again(three, newest):
    newest(three[0])
    state = {"compare": "province", "language": "en"}
    name = kept(three[0], "/brief/regions", **state)
    newest(three[1])
    page = opened_page(name, frozen(name))
    assert say("revised_nothing", "en") in page, "that 2025 is there now is no revision of 2024"


def test_the_page_of_a_place_is_frozen_as_a_whole(three, newest):
    newest(three[0])
    name = kept(three[0], "/briefs/place", regions=("100000",), language="en")
    newest(three[2])
    assert "92.0% → 91.9%" in opened_page(name, frozen(name))


def test_a_live_link_that_is_fixed_to_a_release_tells_the_same(three, newest):
    newest(three[2])
    state = State(indicator="manufacturing_pass_rate", release=three[0].id)
    assert "92.0% → 91.9%" in brief(three[0], "trends", state, BASE)
    assert "→" not in brief(three[2], "trends", state.but(release=three[2].id), BASE)


def test_a_page_that_was_altered_is_not_shown(three, newest):
    newest(three[0])
    name = kept(three[0])
    path = frozen_folder() / f"{name}.html"
    path.write_bytes(path.read_bytes().replace(b"92.0", b"99.0"))
    with pytest.raises(FrozenError) as refused:
        frozen(name)
    assert refused.value.rule == "damaged"


@pytest.mark.parametrize("name", ["", "0" * 64, "../" * 3 + "etc/passwd", "Z" * 64])
def test_a_name_that_is_none_is_unknown(newest, three, name):
    newest(three[0])
    with pytest.raises(FrozenError) as refused:
        frozen(name)
    assert refused.value.rule == "unknown"


def test_a_folder_that_is_full_or_closed_says_so_and_leaves_nothing(three, newest, monkeypatch, tmp_path):
    newest(three[0])
    monkeypatch.setattr(frozen_pages, "MOST_KEPT", 1)
    kept(three[0])
    with pytest.raises(FrozenError) as refused:
        kept(three[0], language="en")
    assert refused.value.rule == "full"
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SETTING, str(tmp_path / "file"))
    with pytest.raises(FrozenError) as refused:
        kept(three[0])
    assert refused.value.rule == "unwritten"


def test_a_write_that_breaks_off_leaves_no_page(three, newest, monkeypatch):
    newest(three[0])

    def broken(self: Path, _target: Path) -> Path:
        raise OSError(f"no room for {self}")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(FrozenError) as refused:
        kept(three[0])
    assert refused.value.rule == "unwritten"
    assert list(frozen_folder().iterdir()) == []


def test_what_is_asked_under_a_name_that_is_gone_is_held_against_nothing(three, newest, monkeypatch):
    newest(three[0])
    name = kept(three[0], language="en")
    newest(three[2])
    monkeypatch.setattr(frozen_pages, "read_link", lambda _query: (State(language="en"), [Problem("x", "i", "y")]))
    page = opened_page(name, frozen(name))
    assert say("frozen_untold", "en") in page
    assert "→" not in page


def test_where_no_release_can_be_shown_the_page_opens_all_the_same(three, newest, monkeypatch):
    newest(three[0])
    name = kept(three[0], language="en")

    def none(**_):
        raise ReleaseRefusedError("release_altered", "x", "y")

    monkeypatch.setattr(frozen_pages, "shown_release", none)
    page = opened_page(name, frozen(name))
    assert say("frozen_untold", "en") in page
    assert "92.0%" in page

"""What a shared link writes: everything, and nothing that changes what is shown."""

from dataclasses import replace

import pytest

from indicators import catalogue
from views.choices import choices_of, written_out
from views.state import State, read_link, write_shared_link
from views.trend import trend_card


@pytest.mark.parametrize("indicator", list(catalogue().indicators))
@pytest.mark.parametrize("dimension", ["", "first"])
def test_a_view_with_its_defaults_written_out_is_the_same_view(release, indicator, dimension):
    choices = choices_of(release, indicator)
    breakdowns = [one for one in choices.dimensions() if one != "all"]
    plain = State(indicator=indicator, dimension=(breakdowns or [""])[0] if dimension else "")
    written = written_out(plain, choices)
    link = {part: [text] for part, text in write_shared_link(replace(written, release="")).items()}
    read, problems = read_link(link)
    assert not problems
    assert read == written
    assert trend_card(release, read) == trend_card(release, plain)

"""Lists that were made to keep their reader busy: refused in words, and at once."""

import pytest

from views.report_file import ReportError, read_report


@pytest.mark.parametrize(
    "text",
    [
        "format = " + "9" * 5000,
        "dataset = 0x" + "f" * 8000,
        "dataset" + ".a" * 5000 + " = 1",
        "[" + "a." * 40_000 + "a]",
        "dataset = " + "[" * 2000,
    ],
)
def test_a_list_that_would_keep_its_reader_busy_is_refused_in_words(text):
    with pytest.raises(ReportError) as refused:
        read_report(text)
    assert all(len(line) < 300 for line in refused.value.lines("zh"))

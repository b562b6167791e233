"""How a Word report is laid out: headings counted as their figures are, and columns that keep figures whole."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from exports.office.looks import text_width
from exports.office.word import word
from exports.office.word_table import PADDING, POINTS, widths_of
from tests.test_office_fixed import volume_of
from tests.test_office_templates import template_of
from tests.test_office_word import texts_in


def report(release, *titles, template=None):
    volume = volume_of(release)
    sections = [replace(section, title=title) for section, title in zip(volume.sections, titles, strict=True)]
    return Document(io.BytesIO(word(replace(volume, sections=tuple(sections)), template)))


def numbering_of(document, style):
    """The list and the level at which the headings of a style are counted; None where they are not."""
    found = document.styles[style].element.pPr.numPr
    return None if found is None or not found.numId.val else (found.numId.val, found.ilvl.val)


def formats_of(document, number):
    lists = document.part.numbering_part.element
    (abstract,) = [one.abstractNumId.val for one in lists.num_lst if one.numId == number]
    (found,) = [one for one in lists.findall(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(abstract)]
    return [one.get(qn("w:val")) for one in found.iter(qn("w:lvlText"))]


def test_chapters_without_a_number_are_counted_as_their_figures_are(release):
    document = report(release, "监督抽查", "召回")
    number, level = numbering_of(document, "Heading 1")
    assert (level, numbering_of(document, "Heading 2")) == (0, (number, 1))
    assert formats_of(document, number) == ["%1", "%1.%2"]
    assert numbering_of(document, "TOC Heading") is None
    contents = [one.rstrip("\t") for style in ("toc 1", "toc 2") for one in texts_in(document, style)]
    assert contents[:2] == ["1 监督抽查", "2 召回"]
    figures = [one.split()[1] for one in texts_in(document, "table of figures") if one.startswith("图")]
    assert [one.split()[0] for one in contents[2:]] == [number.replace("-", ".") for number in figures]


@pytest.mark.parametrize(
    "title",
    [
        *("第一章", "第二部分 召回", "一、监督抽查", "（二）召回", "①抽查", "1 概况", "1.2 概况", "2. Recalls"),
        "Chapter 1",
        "附录A",
        "",
    ],
)
def test_headings_that_an_author_numbered_or_left_out_are_not_counted_again(release, title):
    document = report(release, title, "召回")
    assert numbering_of(document, "Heading 1") is None
    assert "召回" in [one.rstrip("\t") for one in texts_in(document, "toc 1")]


TITLES = ("Particulars", "2025 in review", "315 complaints", "3 provinces compared", "Part of the market")


@pytest.mark.parametrize(
    "title",
    [*("2025年概况", "2025 年度概况", "十年回顾", "3C认证", "IV类产品", "第三方检测部分", "第二产业部门"), *TITLES],
)
def test_a_title_that_only_begins_with_a_number_is_counted(release, title):
    assert numbering_of(report(release, title, "召回"), "Heading 1")


def test_a_template_says_itself_whether_its_headings_are_counted(release):
    assert numbering_of(report(release, "监督抽查", "召回", template=template_of()), "Heading 1") is None


def test_columns_keep_figures_whole_and_leave_the_room_to_long_remarks():
    note = "公布的是产品质量国家监督抽查不合格率12.2%，此处为100%减去该数"
    rows = (("期间", "数值", "分子 / 分母", "说明"), *(("2021年", "1,190,049张", "22,506 / 25,636", note),) * 9)
    widths = widths_of(rows, 12)
    assert sum(widths) == pytest.approx(12)
    for n, figure in enumerate(("2021年", "1,190,049张", "22,506")):
        assert widths[n] >= text_width(figure, POINTS) + PADDING
    assert widths[3] == max(widths)
    assert sum(widths_of((("a", "b"),), 16)) == pytest.approx(16)


def test_columns_that_cannot_fit_share_what_there_is():
    assert sum(widths_of((("1,190,049,000,000张",) * 9,), 6)) == pytest.approx(6)

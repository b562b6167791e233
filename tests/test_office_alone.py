"""A single figure as a document: what an author takes into another one, without cover and contents."""

import io
from datetime import date

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from exports.report import file_of
from exports.volume import volume_of_one
from views.state import State
from words import say

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("number", "label"), [("图 2-3", "图 2-3 "), ("", "")])
def test_a_single_figure_in_word_is_a_heading_a_figure_and_its_table(release, number, label):
    volume = volume_of_one("trends", release, State(), DAY, number, "自拟图注")
    document = Document(io.BytesIO(file_of(volume, "docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == volume.title
    assert say("office_contents", "zh") not in texts
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert captions[0] == f"{label}{volume.title}"
    assert "自拟图注" in texts


def test_a_single_figure_is_a_single_slide(release):
    deck = Presentation(io.BytesIO(file_of(volume_of_one("trends", release, State(), DAY), "pptx")))
    (slide,) = deck.slides
    assert any(shape.has_chart for shape in slide.shapes)


def test_a_single_figure_without_a_number_has_a_sheet_of_its_own(release):
    book = openpyxl.load_workbook(io.BytesIO(file_of(volume_of_one("trends", release, State(), DAY), "xlsx")))
    assert book.sheetnames == [say("office_contents", "zh"), say("office_figure", "zh"), say("sources", "zh")]
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0 for sheet in book)

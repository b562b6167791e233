"""A single figure as a document: what an author takes into another one, without cover and contents."""

import io
from datetime import date

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from exports.office.native import natives_of
from exports.office.word_table import latest
from exports.report import file_of
from exports.volume import volume_of_one
from views.cards import Table
from views.named import card_named
from views.state import State
from words import say

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("number", "label"), [("图 2-3", "图 2-3 "), ("", "图 1 ")])
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


def test_a_single_figure_has_a_sheet_of_its_own(release):
    book = openpyxl.load_workbook(io.BytesIO(file_of(volume_of_one("trends", release, State(), DAY), "xlsx")))
    assert book.sheetnames == [say("office_contents", "zh"), f"{say('office_figure', 'zh')}1", say("sources", "zh")]
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0 for sheet in book)


def test_of_a_long_table_the_latest_periods_stay_in_their_order():
    table = Table(
        ("a",), tuple((str(n),) for n in range(6)), ("period_end",), tuple((day,) for day in ("1", "2", "3") * 2)
    )
    assert [row[0] for row in latest(table, 3).rows] == ["1", "2", "5"]
    assert latest(table, 6) is table
    of_one_day = Table(("a",), table.rows, ("period_end",), (("9",),) * 6)
    assert [row[0] for row in latest(of_one_day, 2).rows] == ["0", "1"]
    without_periods = Table(("a",), table.rows)
    assert [row[0] for row in latest(without_periods, 2).rows] == ["0", "1"]


@pytest.mark.parametrize(
    ("view", "indicator", "said"),
    [("recall_brands", "consumer_recalls_investigated_share", "前40行"), ("certification", "", "期间近的优先")],
)
def test_a_long_table_says_which_of_its_rows_stand_in_word(demo, view, indicator, said):
    volume = volume_of_one(view, demo, State(dataset="demo", indicator=indicator), DAY)
    document = Document(io.BytesIO(file_of(volume, "docx")))
    assert len(document.tables[0].rows) == 41
    assert any(said in one.text for one in document.paragraphs)


def test_a_ranking_of_dots_that_office_could_not_label_is_a_picture(demo):
    card = card_named("regions", demo, State(dataset="demo", compare="province"))
    assert len(card.table.rows) > 12
    assert not natives_of(card.figure)

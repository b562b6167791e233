"""The Word report: real headings, lists and captions, charts with their figures, three-line tables, honest marks."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from exports.office.native import natives_of
from exports.office.slides import slides
from exports.office.word import word
from exports.office.word_table import widths_of
from exports.office.workbook import workbook
from tests.test_office_fixed import A, C, cached, described_by, every_text, parts_of, volume_of, withholding
from views.cards import Table
from views.state import State
from words import say


@pytest.fixture(scope="module")
def report(release):
    return word(volume_of(release))


@pytest.fixture(scope="module")
def document(report):
    return Document(io.BytesIO(report))


def texts_in(document, style):
    return [one.text for one in document.paragraphs if one.style.name.lower() == style.lower()]


def instructions(document):
    return [one.text.strip() for one in document.element.iter(qn("w:instrText"))]


def test_headings_captions_and_lists_are_real(release, document):
    volume = volume_of(release)
    assert texts_in(document, "Title") == ["年度报告"]
    assert texts_in(document, "Heading 1") == ["第一章", "第二章"]
    assert texts_in(document, "Heading 2") == [plate.heading for plate in volume.plates]
    captions = texts_in(document, "Caption")
    for plate in volume.plates:
        assert f"图 {plate.number} {plate.heading}" in captions
        assert f"表 {plate.number} {plate.card.table_title or plate.heading}" in captions
    tables = [f"表 {plate.number} {plate.card.table_title or plate.heading}" for plate in volume.plates]
    figures = [f"图 {plate.number} {plate.heading}" for plate in volume.plates]
    assert [one.rstrip("\t") for one in texts_in(document, "table of figures")] == figures + tables


def test_lists_lead_to_bookmarks_that_are_there(document):
    marks = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    anchors = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))]
    assert len(anchors) == 2 + 5 + 5 + 5
    assert set(anchors) <= marks
    given = instructions(document)
    assert r'TOC \o "1-2" \h \z \u' in given
    assert r'TOC \h \z \c "图"' in given
    assert r'TOC \h \z \c "表"' in given
    assert [one.split()[1] for one in given if one.startswith("PAGEREF")] == anchors
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"


def test_word_counts_to_the_numbers_that_are_written(document):
    sequences = [one for one in instructions(document) if one.startswith("SEQ 图")]
    assert sequences == [
        *(r"SEQ 图 \* ARABIC",) * 3,
        r"SEQ 图 \* ARABIC \r 1",
        r"SEQ 图 \* ARABIC",
    ]


def test_every_field_begins_and_ends(document):
    kinds = [one.get(qn("w:fldCharType")) for one in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 10


def test_charts_and_their_workbooks_hold_the_figures_of_the_cards(release, report):
    parts, volume = parts_of(report), volume_of(release)
    charts = [name for name in parts if name.startswith("word/charts/plate") and name.endswith(".xml")]
    charts.sort(key=lambda name: int("".join(filter(str.isdigit, name))))
    natives = [native for plate in volume.plates for native in natives_of(plate.card.figure)]
    assert len(charts) == len(natives) == 4 + 3
    for name, native in zip(charts, natives, strict=True):
        relations = parts[name.replace("charts/", "charts/_rels/") + ".rels"].decode()
        assert name.replace("charts", "embeddings").rsplit(".", 1)[0].split("/")[-1] in relations
        sheet = openpyxl.load_workbook(io.BytesIO(parts[name.replace("charts", "embeddings").replace("xml", "xlsx")]))
        sheet = sheet.active
        for column, (found, series) in enumerate(zip(cached(parts[name]), native.series, strict=True), 2):
            values = {n: value for n, value in enumerate(series.values) if value is not None}
            assert found[1] == list(native.categories)
            assert found[2] == pytest.approx(values)
            cells = {n: sheet.cell(n + 2, column).value for n in range(len(native.categories))}
            assert {n: value for n, value in cells.items() if value is not None} == pytest.approx(values)
            assert sheet.cell(1, column).value == found[0]


def test_labels_say_what_the_dashboard_says(release, report):
    chart = etree.fromstring(parts_of(report)["word/charts/plate1.xml"])
    formats = {one.get("formatCode") for one in chart.iter(f"{C}dLbl") for one in one.iter(f"{C}numFmt")}
    assert formats == {'0.0"%"'}
    assert len(list(chart.iter(f"{C}dLbl"))) == 2
    big = word(volume_of(release, ("recall_part_units",)))
    chart = etree.fromstring(next(part for name, part in parts_of(big).items() if name.startswith("word/charts/plate")))
    assert [one.text for one in chart.iter(f"{A}t")][:2] == ["684.6万辆", "421.5万辆"]


def test_intervals_are_error_bars(release, report):
    chart = etree.fromstring(parts_of(report)["word/charts/plate1.xml"])
    plus = [float(one.text) for bar in chart.iter(f"{C}errBars") for one in bar.find(f"{C}plus").iter(f"{C}v")]
    points = [point for one in natives_of(volume_of(release).plates[0].card.figure)[0].series for point in one.points]
    assert plus == pytest.approx([point.high - point.value for point in points if point.high is not None])


def test_charts_have_chinese_fonts_and_words_for_who_cannot_see(release, report, document):
    chart = parts_of(report)["word/charts/plate1.xml"].decode()
    assert 'a:ea typeface="宋体"' in chart
    assert 'roundedCorners val="0"' in chart
    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert described == described_by(volume_of(release))
    ids = [one.get("id") for one in document.element.iter(qn("wp:docPr"))]
    assert len(set(ids)) == len(ids)


def test_forms_without_a_native_chart_are_pictures_for_print(demo):
    content = word(volume_of(demo, ("regions",), state=State(dataset="demo", compare="province", form="map")))
    (picture,) = [part for name, part in parts_of(content).items() if name.startswith("word/media/")]
    with Image.open(io.BytesIO(picture)) as image:
        assert round(image.info["dpi"][0]) == 300
        assert image.width > 1000


def test_tables_have_three_lines_and_the_texts_of_the_cards(release, document):
    for plate, table in zip(volume_of(release).plates, document.tables, strict=True):
        shown = plate.card.table.without_empty_columns()
        assert [cell.text for cell in table.rows[0].cells] == list(shown.columns)
        sources = {source.citation: f"[{n}]" for n, source in enumerate(plate.card.sources, 1)}
        for row, texts_of_row in zip(table.rows[1:], shown.rows, strict=True):
            assert [cell.text for cell in row.cells] == [sources.get(text, text) for text in texts_of_row]
        edges = {one.tag.split("}")[1]: one.get(qn("w:sz")) for one in table._tbl.tblPr.find(qn("w:tblBorders"))}
        assert edges == {"top": "12", "bottom": "12"}
        rules = {one.get(qn("w:sz")) for one in table.rows[0]._tr.iter(qn("w:bottom"))}
        assert rules == {"6"}
        assert not list(table.rows[1]._tr.iter(qn("w:tcBorders")))
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        kept = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells]
        assert all(kept), "headings alone at the foot of a page: LibreOffice then loses the rows under them"


def test_long_tables_are_cut_and_say_so(release):
    rows = tuple((str(n), "批次") for n in range(55))
    document = Document(io.BytesIO(word(volume_of(release, ("trends",), table=Table(("号", "项"), rows)))))
    assert len(document.tables[0].rows) == 41
    cut = say("office_cut", "zh", shown=40, count=55, link="")
    assert any(one.text.startswith(f"{cut}/data/trends.csv?") for one in document.paragraphs)


def test_everything_that_must_be_known_stands_with_the_figure(release, document):
    notes = "\n".join(texts_in(document, "Figure Note"))
    for plate in volume_of(release).plates:
        card = plate.card
        for said in (card.caution, *card.breaks, *card.remarks, *card.caveats):
            assert said in notes
        for source in card.sources:
            assert source.text in notes
    said = say("release", "zh", release=release.id)
    assert said in [one.text for one in document.paragraphs]
    assert document.sections[0].footer.paragraphs[0].text.startswith(said)
    assert "作者按" in notes


def test_styles_have_chinese_and_latin_fonts_and_no_theme_over_them(document):
    for name, chinese in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Caption", "黑体")):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == chinese
        assert fonts.get(qn("w:ascii"))
        assert not [key for key in fonts.attrib if key.endswith("Theme")]


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-US")])
def test_language_paper_and_properties(release, language, tag):
    document = Document(io.BytesIO(word(volume_of(release, ("trends",), language))))
    langs = {(one.get(qn("w:val")), one.get(qn("w:eastAsia"))) for one in document.styles.element.iter(qn("w:lang"))}
    assert langs == {("en-US", "zh-CN")}, "digits that are called Chinese break over lines"
    assert document.core_properties.language == tag
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert round(section.left_margin.cm, 1) == 2.5
    known = document.core_properties
    assert (known.title, known.author) == ("年度报告", say("title", language))
    assert known.created.isoformat() == known.modified.isoformat() == "2026-11-23T00:00:00+00:00"


def test_synthetic_data_are_marked_everywhere(demo):
    mark = say("synthetic_mark", "zh")
    volume = volume_of(demo, ("trends", "recall_parts"))
    named = [replace(plate, title="作者的标题") for plate in volume.plates]
    volume = replace(volume, sections=(replace(volume.sections[0], plates=tuple(named)),))
    document = Document(io.BytesIO(content := word(volume)))
    assert texts_in(document, "Title") == [f"{mark}年度报告"]
    assert document.sections[0].header.paragraphs[0].text.startswith(mark)
    assert all(mark in caption for caption in texts_in(document, "Caption"))
    assert all(mark in heading for heading in texts_in(document, "Heading 2"))
    assert "演示数据" in parts_of(content)["word/charts/plate1.xml"].decode()


@pytest.mark.parametrize("make", [word, slides, workbook])
def test_nothing_that_is_withheld_is_in_any_file(tmp_path, make):
    release, state = withholding(tmp_path)
    volume = volume_of(release, ("regions",), state=state)
    (plate,) = volume.plates
    assert natives_of(plate.card.figure)
    assert any("不予显示" in remark for remark in plate.card.remarks)
    said = every_text(make(volume))
    assert "不予显示" in said
    assert "浙江" in said
    assert "上海" not in said
    assert "310000" not in said


def test_texts_that_look_like_formulas_stay_texts(release):
    evil = ("=1+1", "＝cmd", "@SUM(A1)", "+1\x00", "<b>&")
    table = Table(("=A", "B"), tuple((one, one) for one in evil))
    content = word(volume_of(release, ("trends",), title="=1+1", table=table))
    document = Document(io.BytesIO(content))
    assert "=1+1" in texts_in(document, "Heading 2")
    assert document.tables[0].rows[5].cells[0].text == "<b>&"
    book = next(part for name, part in parts_of(content).items() if name.endswith(".xlsx"))
    assert b"<f>" not in parts_of(book)["xl/worksheets/sheet1.xml"]


def test_the_same_volume_is_the_same_file(release, report):
    assert word(volume_of(release)) == report
    made = parts_of(report)
    assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in zipfile.ZipFile(io.BytesIO(report)).infolist())
    assert b"2026-11-23T00:00:00Z" in made["docProps/core.xml"]


def test_columns_fill_the_page_and_cut_the_longest_down():
    widths = widths_of((("年", "说明" * 60, "来源" * 60), ("2024", "x", "y")), 16)
    assert sum(widths) == pytest.approx(16)
    assert widths[0] < 2
    assert widths[1] == pytest.approx(widths[2], rel=0.1)
    assert sum(widths_of((("a", "b"),), 16)) == pytest.approx(16)

"""The deck: a slide a plate, charts with their figures, texts that fit their boxes, notes with everything."""

import io
import zipfile

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

from exports.office.native import natives_of
from exports.office.slide_text import EMU_PER_CM, fitted, height_of
from exports.office.slides import slides
from exports.office.template import TemplateError
from tests.test_office_fixed import cached, described_by, parts_of, volume_of
from tests.test_office_templates import with_part
from views.cards import Table
from views.state import State
from words import say


@pytest.fixture(scope="module")
def report(release):
    return slides(volume_of(release))


@pytest.fixture(scope="module")
def deck(report):
    return Presentation(io.BytesIO(report))


def charts_of(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def texts_of(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def slide_of(deck, heading):
    return next(slide for slide in deck.slides if slide.shapes.title.text_frame.text.endswith(heading))


def template_of(titles=True):
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "旧稿"
    if not titles:
        for layout in made.slide_layouts:
            for shape in list(layout.placeholders):
                shape._element.getparent().remove(shape._element)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_a_slide_for_the_title_each_chapter_and_each_plate(release, deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    plates = [f"{plate.label('zh')} {plate.heading}" for plate in volume_of(release).plates]
    assert titles == ["年度报告", "第一章", *plates[:3], "第二章", *plates[3:]]
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)


def test_charts_and_their_workbooks_hold_the_figures_of_the_cards(release, deck):
    natives = [native for plate in volume_of(release).plates for native in natives_of(plate.card.figure)]
    assert len(natives) == len(charts_of(deck)) == 4 + 3
    for shape, native in zip(charts_of(deck), natives, strict=True):
        part = shape.chart.part
        sheet = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob)).active
        for column, (found, series) in enumerate(zip(cached(part.blob), native.series, strict=True), 2):
            values = {n: value for n, value in enumerate(series.values) if value is not None}
            assert found[1:] == (list(native.categories), pytest.approx(values))
            cells = {n: sheet.cell(n + 2, column).value for n in range(len(native.categories))}
            assert {n: value for n, value in cells.items() if value is not None} == pytest.approx(values)
        assert [sheet.cell(n, 1).value for n in range(2, len(native.categories) + 2)] == list(native.categories)


def test_gaps_stay_gaps_and_a_stretch_is_named_once(demo):
    volume = volume_of(demo, ("trends",), state=State(dataset="demo", regions=("440000", "330000")))
    (shape,) = charts_of(Presentation(io.BytesIO(slides(volume))))
    xml = shape.chart.part.blob.decode()
    assert 'dispBlanksAs val="gap"' in xml
    assert len(shape.chart.plots[0].series) - xml.count("<c:legendEntry>") == 2
    assert 'a:ea typeface="微软雅黑"' in xml


def test_months_that_were_never_due_are_spanned(release):
    (shape,) = charts_of(Presentation(io.BytesIO(slides(volume_of(release, ("compulsory",))))))
    assert 'dispBlanksAs val="span"' in shape.chart.part.blob.decode()


def test_every_chart_and_picture_is_described(release, deck):
    described = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                described.append(shape._element.nvGraphicFramePr.cNvPr.get("descr"))
            elif shape.shape_type == 13:
                described.append(shape._element.nvPicPr.cNvPr.get("descr"))
    assert described == described_by(volume_of(release))


def test_a_slide_says_what_its_figures_do_not_cover_and_the_caption_in_a_line_of_its_own(release):
    volume = volume_of(release, ("certificates_by_province",))
    (plate,) = volume.plates
    said = texts_of(slide_of(Presentation(io.BytesIO(slides(volume))), plate.heading))
    assert any(plate.card.coverage in one and one.endswith("\n作者按") for one in said)


def test_the_slide_says_the_sentence_a_source_and_the_release(release, deck):
    for plate in volume_of(release).plates:
        said = "\n".join(texts_of(slide_of(deck, plate.heading)))
        assert plate.card.told in said
        assert plate.card.caution in said
        assert plate.card.sources[0].citation in said
        assert release.id in said


def test_the_notes_say_everything_and_where_it_is_live(release, deck):
    for plate in volume_of(release).plates:
        notes = slide_of(deck, plate.heading).notes_slide.notes_text_frame.text
        for said in (*plate.card.caveats, *plate.card.breaks, *plate.card.remarks, plate.card.caution):
            assert said in notes
        assert all(source.text in notes for source in plate.card.sources)
        assert say("office_link", "zh", link=plate.link) in notes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_fit_their_boxes_and_boxes_the_slide(release, language):
    views = ("trends", "regions", "recalls", "schemes", "certification", "compulsory")
    long = (
        {"sentence": "很长的一句话，说明情况。" * 30}
        if language == "zh"
        else {"sentence": "A rather long sentence. " * 40}
    )
    endless = {"sentence": "字" * 6000, "title": "标题很长" * 60}
    for changes in ({}, long, endless):
        deck = Presentation(io.BytesIO(slides(volume_of(release, views, language, **changes))))
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.top + shape.height <= deck.slide_height
                assert shape.left + shape.width <= deck.slide_width
                if shape.has_text_frame and shape.text_frame.text:
                    points = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                    needed = height_of(shape.text_frame.text, points, shape.width / EMU_PER_CM)
                    assert needed <= shape.height / EMU_PER_CM + 0.01


def test_parts_of_a_slide_do_not_cover_each_other(release):
    long = {"sentence": "很长的一句话，说明情况。" * 30}
    deck = Presentation(io.BytesIO(slides(volume_of(release, ("trends", "recalls", "schemes"), **long))))
    for slide in list(deck.slides)[2:]:
        boxes = [(one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, slide.shapes.title.text_frame.text


def test_a_picture_with_a_short_table_is_followed_by_its_table(demo):
    table, mapped = Table(("期间", "数值"), (("2024年", "85.7%"), ("=1+1", "@x"))), State(dataset="demo", form="map")
    deck = Presentation(io.BytesIO(slides(volume_of(demo, ("regions",), state=mapped, table=table))))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) == 1
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [["期间", "数值"], *map(list, table.rows)]


def test_synthetic_data_are_marked_on_every_slide_and_chart(demo):
    deck = Presentation(io.BytesIO(slides(volume_of(demo, ("trends", "recall_parts")))))
    mark = say("synthetic_mark", "zh")
    assert all(mark in slide.shapes.title.text_frame.text for slide in deck.slides)
    assert all("演示数据" in shape.chart.chart_title.text_frame.text for shape in charts_of(deck))


def test_chinese_letters_have_a_font_and_no_picture_of_another_deck_is_left(report):
    parts = parts_of(report)
    assert 'ea typeface="微软雅黑"' in parts["ppt/theme/theme1.xml"].decode()
    assert not [name for name in parts if "thumbnail" in name]


def test_the_same_volume_is_the_same_file(release, report):
    assert slides(volume_of(release)) == report


def test_a_template_gives_its_size_and_none_of_its_slides(release):
    deck = Presentation(io.BytesIO(slides(volume_of(release, ("trends", "recalls")), template_of())))
    assert deck.slide_width == Inches(10)
    assert "旧稿" not in "".join(text for slide in deck.slides for text in texts_of(slide))
    for slide in deck.slides:
        assert all(shape.left + shape.width <= Emu(Inches(10)) for shape in slide.shapes)


def test_a_template_that_cannot_be_used_says_so(release):
    good, volume = template_of(), volume_of(release, ("trends",))
    for template in (b"", b"none", good[:900], with_part(good, "ppt/presentation.xml", b"<p")):
        with pytest.raises(TemplateError) as raised:
            slides(volume, template)
        assert raised.value.rule == "template_not_slides"
    with pytest.raises(TemplateError) as raised:
        slides(volume, template_of(titles=False))
    assert raised.value.rule == "template_without_title"


@pytest.mark.parametrize("text", ["来源：国家市场监督管理总局 " * 20, "短", "一" * 19])
@pytest.mark.parametrize("room", [(0.5, 10.0), (10.0, 0.1), (0.0, 0.0), (30.0, 0.5)])
def test_a_text_is_cut_to_any_room_and_that_ends(text, room):
    cut, points = fitted(text, *room, 10)
    assert len(cut) <= len(text)
    assert points <= 10


def test_a_deck_with_a_custom_show_gives_its_looks_and_no_slide(release):
    deck = Presentation(io.BytesIO(template_of()))
    id = deck.slides._sldIdLst[0].rId
    show = f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="a" id="0"><p:sldLst><p:sld r:id="{id}"/></p:sldLst>'
    deck.part._element.append(parse_xml(f"{show}</p:custShow></p:custShowLst>"))
    content = io.BytesIO()
    deck.save(content)
    made = slides(volume_of(release, ("trends",)), content.getvalue())
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert len(names) == len(set(names))
    assert "旧稿" not in "".join(text for slide in Presentation(io.BytesIO(made)).slides for text in texts_of(slide))
